//! Constructions that bear on how a clause is put without a word of saying or trying: clefts, "it seems that", "would"
//! behind a verb in the past.

use crate::statement::Modality;
use crate::syntax::{Dep, Tag};

use super::Climb;
use crate::clause::marker::Marks;
use crate::clause::model::Link;
use crate::clause::predicate::verb_group;
use crate::clause::words::Classes;

impl Climb<'_> {
    /// "it seems that", "it is possible that": what follows may be so.
    pub(super) fn seeming(&mut self, verb: usize) {
        let tokens = self.sentence.tokens();
        let adjective = self.sentence.child(verb, Dep::Acomp).filter(|_| &*tokens[verb].lemma == "be");
        let classes = adjective.map(|adjective| self.words.word(&tokens[adjective].lower)).unwrap_or_default();
        if matches!(&*tokens[verb].lemma, "seem" | "appear") {
            self.standing.marks.set(Modality::Possible, vec![verb]);
        } else if classes.any(Classes::NEGATIVE_ADJECTIVE) {
            self.standing.marks.negate(adjective.into_iter().collect());
        } else if classes.any(Classes::POSSIBLE_ADJECTIVE | Classes::HEDGE) {
            self.standing.marks.set(Modality::Possible, adjective.into_iter().collect());
        }
    }

    /// "It was not the pilot who did it": what "it is" brings out shares how that is put.
    pub(super) fn is_cleft(&self, noun: usize) -> bool {
        let tokens = self.sentence.tokens();
        let verb = tokens[noun].head;
        tokens[noun].dep == Dep::Attr
            && &*tokens[verb].lemma == "be"
            && crate::clause::subject::is_it(self.sentence, verb)
    }

    /// An infinitive of finding out behind a verb without object tells what came of it.
    pub(super) fn finds_out(&self, infinitive: usize, verb: usize) -> bool {
        let tokens = self.sentence.tokens();
        matches!(&*tokens[infinitive].lemma, "find" | "discover" | "learn" | "realise" | "realize")
            && self.sentence.child(verb, Dep::Dobj).is_none()
            && !matches!(&*tokens[verb].lemma, "investigate" | "seek" | "work" | "try")
    }

    /// "said that wages would rise": behind a verb in the past "would" is what "will" was when it was said.
    pub(super) fn future_in_the_past(&mut self) {
        let from = self.predicate;
        let tokens = self.sentence.tokens();
        let would = self
            .sentence
            .children(from)
            .find(|&c| tokens[c].dep == Dep::Aux && self.words.word(&tokens[c].lower).any(Classes::MODAL_CONDITIONAL));
        let perfect = self.sentence.children(from).any(|c| tokens[c].dep == Dep::Aux && &*tokens[c].lower == "have");
        let hangs = self.sentence.children(from).any(|c| {
            self.clauses.of(c).and_then(|c| c.governor).is_some_and(|governor| match governor.link {
                Link::Adverbial(mark) => self.words.word(&tokens[mark].lower).any(Classes::CONDITIONAL_MARK),
                _ => false,
            })
        });
        if would.is_some() && !perfect && !hangs && self.standing.marks.modality == Modality::Conditional {
            self.standing.marks.modality = Modality::Planned;
        }
    }

    /// Whether a clause asks in what way or why, and not whether.
    pub(super) fn asks_how(&self, predicate: usize) -> bool {
        let tokens = self.sentence.tokens();
        self.sentence.children(predicate).any(|c| matches!(&*tokens[c].lower, "why" | "how" | "when" | "where"))
    }

    /// "The plan would see the navy patrolling the coast": what is to come about, and nobody who sees it.
    pub(super) fn brings_about(&mut self, predicate: usize, verb: usize, above: &Marks) -> bool {
        let tokens = self.sentence.tokens();
        let comes = matches!(above.modality, Modality::Planned | Modality::Conditional);
        let brings = comes && &*tokens[verb].lemma == "see" && tokens[predicate].tag == Tag::Vbg;
        if brings && self.bears {
            self.standing.marks.set(Modality::Planned, verb_group(self.sentence, verb));
        }
        brings
    }

    /// Whether a conjunction brings in what something is done for: "so that we have a good model". Behind a comma it
    /// tells what came of it.
    pub(super) fn is_purpose(&self, mark: usize) -> bool {
        let tokens = self.sentence.tokens();
        let is = |index: usize, word: &str| tokens.get(index).is_some_and(|token| &*token.lower == word);
        let so = if is(mark, "that") { mark.saturating_sub(1) } else { mark };
        // "so that made life easier": there "that" is who did it.
        let joins = tokens.get(so + 1).is_some_and(|that| that.dep == Dep::Mark);
        so > 0 && is(so, "so") && is(so + 1, "that") && joins && !is(so - 1, ",")
    }
}
