//! How the text puts an act that a noun tells: "no attack on", "alleged interference in", "denied involvement in".
//!
//! An act that is named is taken for a fact unless the words on the noun, or the verb or noun that governs it, say
//! otherwise; who says so is whoever says the clause that it stands in.

use crate::statement::{CueKind, Modality, Polarity};
use crate::syntax::{Dep, Sentence};

use super::attribution::Source;
use super::coordination::first_conjunct;
use super::marker::determiner;
use super::model::{Clause, Clauses};
use super::predicate::verb_group;
use super::proposition::base_lemma;
use super::standing::{self, Standing};
use super::subject::{nearest_clause, possessors};
use super::words::{Classes, Words};

/// How the text puts the act that `noun` tells.
pub(crate) fn standing(sentence: &Sentence, words: &Words, clauses: &Clauses, noun: usize) -> Standing {
    let mut act = Act { sentence, words, clauses, standing: Standing::default() };
    act.own_words(noun);
    let first = first_conjunct(sentence, noun);
    let tokens = sentence.tokens();
    let head = tokens[first].head;
    match tokens[first].dep {
        Dep::Pobj if tokens[head].dep == Dep::Prep => {
            let outer = tokens[head].head;
            match clauses.of(outer) {
                Some(clause) => act.after_verb_and_preposition(clause, head),
                None => act.after_noun(outer, head),
            }
        }
        dep => {
            if let Some(clause) = clauses.of(head) {
                act.under_verb(clause, first, dep);
            }
        }
    }
    if act.standing.source.is_none() {
        let above = nearest_clause(sentence, clauses, first);
        act.standing.source = above.and_then(|above| standing::of(sentence, words, clauses, above).source);
    }
    act.standing
}

struct Act<'a> {
    sentence: &'a Sentence,
    words: &'a Words,
    clauses: &'a Clauses,
    standing: Standing,
}

impl Act<'_> {
    /// The determiner and the adjectives of the noun.
    fn own_words(&mut self, noun: usize) {
        let tokens = self.sentence.tokens();
        if let Some(no) = self.negative_determiner(noun) {
            self.standing.marks.negate(vec![no]);
        }
        for child in self.sentence.children(noun).filter(|&child| tokens[child].dep == Dep::Amod) {
            let classes = self.words.word(&tokens[child].lower);
            if classes.any(Classes::ATTRIBUTIVE_HEDGE) {
                self.standing.marks.set(Modality::Possible, vec![child]);
            } else if classes.any(Classes::ATTRIBUTIVE_ATTEMPT) {
                self.standing.marks.set(Modality::Attempted, vec![child]);
            } else if classes.any(Classes::ATTRIBUTIVE_PLAN) {
                self.standing.marks.set(Modality::Planned, vec![child]);
            }
        }
    }

    /// The act is an argument of a verb: "launched an attack", "denied any involvement", "there was an attack".
    fn under_verb(&mut self, clause: &Clause, noun: usize, dep: Dep) {
        let tokens = self.sentence.tokens();
        let verb = clause.predicate;
        let lemma = base_lemma(self.sentence, verb);
        let classes = self.words.verb(&tokens[verb].lemma) | self.words.verb(&lemma);
        let is_object = matches!(dep, Dep::Dobj | Dep::Nsubjpass);
        let group = verb_group(self.sentence, verb);
        let is_attribute = matches!(dep, Dep::Attr | Dep::Oprd);
        let happens = dep == Dep::Nsubj && classes.any(Classes::OCCURRENCE);
        let speaker = if clause.passive { clause.agents.first() } else { clause.subjects.first() }.copied();
        if is_object && classes.any(Classes::DENYING) {
            self.standing.marks.negate(group.clone());
            self.standing.source = speaker.map(|head| Source { head: Some(head), cue: group, verb: Some(verb) });
        } else if is_object && classes.any(Classes::PREVENTION | Classes::NEGATIVE_IMPLICATIVE) {
            self.standing.marks.negate(group);
        } else if is_attribute || happens || (is_object && classes.any(Classes::SUPPORT | Classes::ACT_VERB)) {
            self.as_the_clause_is_put(clause);
        } else if !is_object {
        } else if matches!(&*tokens[verb].lemma, "maintain" | "hold") {
            // "maintained close ties": it is kept up, not claimed.
            self.as_the_clause_is_put(clause);
        } else if classes.any(Classes::CLAIMING) {
            self.standing.marks.set(Modality::Possible, group.clone());
            self.standing.source = speaker.map(|head| Source { head: Some(head), cue: group, verb: Some(verb) });
        } else if classes.any(Classes::DOUBTED_ACT) {
            self.standing.marks.set(Modality::Possible, group);
        } else if classes.any(Classes::ATTEMPT) {
            self.standing.marks.set(Modality::Attempted, group);
        } else if classes.any(Classes::PLAN) {
            self.standing.marks.set(Modality::Planned, group);
        } else if classes.any(Classes::REQUEST) {
            self.standing.marks.set(Modality::Asked, group);
        } else if self.is_indefinite(noun) {
            // "asked them to establish an inquiry": there is one only if they do.
            self.as_the_clause_is_put(clause);
        }
    }

    /// Whether a noun is named with "a", so that what is said of it bears on whether there is one.
    fn is_indefinite(&self, noun: usize) -> bool {
        determiner(self.sentence, noun).is_some_and(|d| matches!(&*self.sentence.tokens()[d].lower, "a" | "an"))
    }

    /// The verb only lends its subject and its marks to the act: "did not launch an attack".
    fn as_the_clause_is_put(&mut self, clause: &Clause) {
        let above = standing::of(self.sentence, self.words, self.clauses, clause);
        let own = |kind: CueKind| {
            let cues = above.marks.cues.iter().filter(move |(cue, _)| *cue == kind);
            cues.flat_map(|(_, tokens)| tokens.iter().copied()).collect::<Vec<_>>()
        };
        // "launched no attack": the determiner negates the clause and the noun, and counts once.
        if self.standing.marks.polarity == Polarity::Affirmed && above.marks.polarity == Polarity::Negated {
            self.standing.marks.negate(own(CueKind::Polarity));
        }
        self.standing.marks.set(above.marks.modality, own(CueKind::Modality));
        self.standing.source = above.source;
    }

    /// "call for an attack", "accuse of interference".
    fn after_verb_and_preposition(&mut self, clause: &Clause, preposition: usize) {
        let tokens = self.sentence.tokens();
        let verb = clause.predicate;
        let word = &*tokens[preposition].lower;
        let lemma = &tokens[verb].lemma;
        let classes = self.words.verb(lemma) | self.words.verb(&format!("{lemma} {word}"));
        let mut cue = verb_group(self.sentence, verb);
        cue.push(preposition);
        if classes.any(Classes::ACCUSING) && matches!(word, "of" | "for" | "over" | "with") {
            let accuser = if clause.passive { clause.agents.first() } else { clause.subjects.first() };
            if classes.any(Classes::ACQUITTING) {
                self.standing.marks.negate(cue.clone());
            }
            if !classes.any(Classes::FACTIVE_ACCUSING) {
                if classes.any(Classes::DOUBTING) {
                    self.standing.marks.set(Modality::Possible, cue.clone());
                }
                self.standing.source = Some(Source { head: accuser.copied(), cue, verb: Some(verb) });
            }
        } else if (classes.any(Classes::REQUEST) && matches!(word, "for" | "on"))
            || (&**lemma == "call" && word == "for")
        {
            self.standing.marks.set(Modality::Asked, cue);
        } else if matches!(word, "of" | "about" | "against") && &**lemma == "warn" {
            self.standing.marks.set(Modality::Possible, cue);
        } else if classes.any(Classes::PLAN) && matches!(word, "for" | "with" | "to" | "on") {
            self.standing.marks.set(Modality::Planned, cue);
        }
    }

    /// "evidence of interference", "plans for an attack", "allegations of abuse".
    fn after_noun(&mut self, noun: usize, preposition: usize) {
        let tokens = self.sentence.tokens();
        let classes = self.words.noun(&tokens[noun].lemma);
        let word = &*tokens[preposition].lower;
        let cue = vec![noun, preposition];
        if classes.any(Classes::RESPONSIBILITY_NOUN) {
            let clause = self.clauses.of(tokens[noun].head);
            let is_denied = |clause: &&Clause| self.words.verb(&tokens[clause.predicate].lemma).any(Classes::DENYING);
            if let Some(clause) = clause.filter(is_denied) {
                self.under_verb(clause, noun, tokens[noun].dep);
            }
        } else if classes.any(Classes::EVIDENCE_NOUN) && matches!(word, "of" | "for") {
            if let Some(no) = self.negative_determiner(noun) {
                self.standing.marks.negate(vec![no, noun]);
            }
        } else if classes.any(Classes::DENIAL_NOUN) {
            self.standing.marks.negate(cue);
        } else if classes.any(Classes::PLAN_NOUN) && matches!(word, "for" | "of" | "on") {
            self.standing.marks.set(Modality::Planned, cue);
        } else if classes.any(Classes::REQUEST_NOUN) && word == "for" {
            self.standing.marks.set(Modality::Asked, cue);
        } else if classes.any(Classes::ATTEMPT_NOUN) && word == "at" {
            self.standing.marks.set(Modality::Attempted, cue);
        } else if classes.any(Classes::CLAIM_NOUN | Classes::DOUBT_NOUN) && matches!(word, "of" | "about") {
            self.standing.marks.set(Modality::Possible, cue);
            let speaker = possessors(self.sentence, noun).and_then(|owners| owners.first().copied());
            let source = |head| Source { head: Some(head), cue: vec![noun], verb: None };
            self.standing.source = speaker.filter(|_| classes.any(Classes::CLAIM_NOUN)).map(source);
        }
    }

    fn negative_determiner(&self, noun: usize) -> Option<usize> {
        let is_negative = |&word: &usize| matches!(&*self.sentence.tokens()[word].lower, "no" | "neither");
        determiner(self.sentence, noun).filter(is_negative)
    }
}
