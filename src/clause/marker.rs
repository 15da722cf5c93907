//! The words in a clause that say how it is meant: negation, modal verbs, hedges, conjunctions.

use crate::statement::{CueKind, Modality, Polarity};
use crate::syntax::{Dep, Pos, Sentence, Tag};

use super::model::Clause;
use super::predicate::{auxiliaries, shares_form};
use super::words::{Classes, Words};

/// How the words of a clause, or of what governs it, put it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    /// Turned round an odd number of times.
    pub polarity: Polarity,
    /// The outermost modality.
    pub modality: Modality,
    /// The words that did it.
    pub cues: Vec<(CueKind, Vec<usize>)>,
}

impl Marks {
    /// Turns the polarity round.
    pub fn negate(&mut self, cue: Vec<usize>) {
        self.polarity = match self.polarity {
            Polarity::Affirmed => Polarity::Negated,
            Polarity::Negated => Polarity::Affirmed,
        };
        self.cues.push((CueKind::Polarity, cue));
    }

    /// Sets the modality; what stands further out is called later and wins over what stands further in.
    pub fn set(&mut self, modality: Modality, cue: Vec<usize>) {
        if modality != Modality::Actual {
            self.modality = modality;
            self.cues.push((CueKind::Modality, cue));
        }
    }
}

/// The marks that stand on the clause itself.
pub(crate) fn own(sentence: &Sentence, words: &Words, clause: &Clause) -> Marks {
    let mut marks = on_predicate(sentence, words, clause.predicate);
    let participants = clause.subjects.iter().chain(&clause.agents).chain(&clause.objects);
    for &participant in participants {
        if let Some(cue) = negative_participant(sentence, words, clause, participant) {
            marks.negate(vec![cue]);
            break;
        }
    }
    let oblique = clause.obliques.iter().flat_map(|oblique| &oblique.objects);
    if marks.polarity == Polarity::Affirmed {
        for &object in oblique {
            let neither = determiner(sentence, object).filter(|&d| &*sentence.tokens()[d].lower == "neither");
            if let Some(cue) = neither {
                marks.negate(vec![cue]);
                break;
            }
        }
    }
    marks
}

/// The marks that stand on a verb: its negation, modal verb, adverbs and conjunction.
pub(crate) fn on_predicate(sentence: &Sentence, words: &Words, verb: usize) -> Marks {
    let tokens = sentence.tokens();
    let mut marks = Marks::default();
    for child in negations(sentence, words, verb) {
        marks.negate(vec![child]);
    }
    for auxiliary in auxiliaries(sentence, verb) {
        let classes = words.word(&tokens[auxiliary].lower);
        if tokens[auxiliary].tag != Tag::Md {
            continue;
        }
        let modality = if classes.any(Classes::MODAL_POSSIBLE) {
            Modality::Possible
        } else if classes.any(Classes::MODAL_ASKED) {
            Modality::Asked
        } else if classes.any(Classes::MODAL_PLANNED) {
            Modality::Planned
        } else if classes.any(Classes::MODAL_CONDITIONAL) {
            Modality::Conditional
        } else {
            Modality::Actual
        };
        marks.set(modality, vec![auxiliary]);
    }
    if let Some(either) = either(sentence, verb).filter(|_| marks.modality == Modality::Actual) {
        marks.set(Modality::Possible, vec![either]);
    }
    for child in sentence.children(verb) {
        let token = &tokens[child];
        match token.dep {
            Dep::Advmod if words.word(&token.lower).any(Classes::HEDGE) && marks.modality == Modality::Actual => {
                marks.set(Modality::Possible, vec![child]);
            }
            // "Had the pilot turned back, …": the auxiliary before the subject is the "if".
            Dep::Aux if tokens[verb].dep == Dep::Advcl && is_inverted(sentence, verb, child) => {
                marks.set(Modality::Conditional, vec![child]);
            }
            Dep::Mark if words.word(&token.lower).any(Classes::CONDITIONAL_MARK) => {
                let open = &*token.lower == "if" && tokens[verb].dep == Dep::Ccomp;
                marks.set(if open { Modality::Possible } else { Modality::Conditional }, vec![child]);
            }
            // "The prime minister will, it seems, survive": the parenthesis is a hedge.
            Dep::Parataxis if matches!(&*token.lemma, "seem" | "appear") && super::subject::is_it(sentence, child) => {
                marks.set(Modality::Possible, vec![child]);
            }
            Dep::Mark if words.word(&token.lower).any(Classes::OPEN_MARK) => {
                marks.set(Modality::Possible, vec![child]);
            }
            _ => {}
        }
    }
    marks
}

/// The negations of a verb; a verb joined to another by "or" or "and" shares the one before its auxiliary.
fn negations(sentence: &Sentence, words: &Words, verb: usize) -> Vec<usize> {
    let tokens = sentence.tokens();
    let mut verb = verb;
    for _ in 0..tokens.len() {
        let found: Vec<usize> = sentence
            .children(verb)
            .filter(|&c| {
                let token = &tokens[c];
                let negator = words.word(&token.lower).any(Classes::NEGATOR);
                (token.dep == Dep::Neg && !leads_not_only(sentence, c))
                    || (negator
                        && matches!(token.dep, Dep::Advmod | Dep::Preconj | Dep::Cc)
                        && &*token.lower != "no"
                        && !leads_not_only(sentence, c)
                        // "nor" behind a verb negates the verb that it joins.
                        && (token.dep != Dep::Cc || c < verb))
                    || (&*token.lower == "longer"
                        && token.dep == Dep::Advmod
                        && sentence.children(c).any(|n| &*tokens[n].lower == "no"))
            })
            .collect();
        let head = tokens[verb].head;
        let joining = sentence.children(head).rfind(|&c| tokens[c].dep == Dep::Cc && c < verb && c > head);
        let nor = joining.filter(|&c| tokens[verb].dep == Dep::Conj && &*tokens[c].lower == "nor");
        if let (true, Some(nor)) = (found.is_empty(), nor) {
            return vec![nor];
        }
        if !found.is_empty() || !shares_form(sentence, verb) {
            return found;
        }
        let but = sentence
            .children(head)
            .any(|c| tokens[c].dep == Dep::Cc && c < verb && matches!(&*tokens[c].lower, "but" | "yet"));
        // "never had contact and remained": without an auxiliary only "or" hands the negation on.
        let and = sentence.children(head).any(|c| tokens[c].dep == Dep::Cc && c < verb && &*tokens[c].lower == "and");
        let adverbial = sentence.children(head).any(|c| tokens[c].dep == Dep::Neg && &*tokens[c].lower == "never");
        if but || (and && adverbial && auxiliaries(sentence, head).is_empty()) {
            return found;
        }
        verb = head;
    }
    Vec::new()
}

/// Whether an auxiliary stands before the subject of its clause, as in a question.
fn is_inverted(sentence: &Sentence, verb: usize, auxiliary: usize) -> bool {
    let subject = super::subject::own(sentence, verb);
    let first = sentence.children(verb).next() == Some(auxiliary);
    first && matches!(&*sentence.tokens()[auxiliary].lower, "had" | "were" | "should") && subject > Some(auxiliary)
}

/// The "either" that opens two clauses of which one holds: "either X did it or Y did".
fn either(sentence: &Sentence, verb: usize) -> Option<usize> {
    let tokens = sentence.tokens();
    let first = if tokens[verb].dep == Dep::Conj { tokens[verb].head } else { verb };
    let or = sentence.children(first).any(|c| tokens[c].dep == Dep::Cc && &*tokens[c].lower == "or");
    sentence.children(first).find(|&c| or && tokens[c].dep == Dep::Preconj && &*tokens[c].lower == "either")
}

/// "not only … but also" negates nothing.
fn leads_not_only(sentence: &Sentence, not: usize) -> bool {
    sentence.tokens().get(not + 1).is_some_and(|next| matches!(&*next.lower, "only" | "just" | "merely" | "simply"))
}

/// The determiner of a noun.
pub(crate) fn determiner(sentence: &Sentence, noun: usize) -> Option<usize> {
    let tokens = sentence.tokens();
    sentence.children(noun).find(|&c| matches!(tokens[c].dep, Dep::Det | Dep::Neg | Dep::Preconj))
}

/// The word that makes a participant nobody or nothing: "*no* foreign actor", "*nobody*".
///
/// "found no evidence" is left alone: what was found is the lack of evidence.
fn negative_participant(sentence: &Sentence, words: &Words, clause: &Clause, participant: usize) -> Option<usize> {
    let tokens = sentence.tokens();
    let token = &tokens[participant];
    if words.word(&token.lower).any(Classes::NEGATIVE_PRONOUN)
        || words.word(&token.lemma).any(Classes::NEGATIVE_PRONOUN)
    {
        return Some(participant);
    }
    // "hardly anyone"
    let adverb = sentence.children(participant).find(|&c| {
        tokens[c].dep == Dep::Advmod
            && c < participant
            && words.word(&tokens[c].lower).any(Classes::NEGATOR)
            && !leads_not_only(sentence, c)
    });
    if adverb.is_some() && token.pos == Pos::Pron {
        return adverb;
    }
    let lack = clause.objects.contains(&participant) && words.noun(&token.lemma).any(Classes::EVIDENCE_NOUN);
    let found = determiner(sentence, participant)?;
    // A sign that reads “No entry” is a sign.
    let quoted = found > 0 && matches!(&*tokens[found - 1].text, "“" | "\"" | "``" | "‘");
    let negative =
        matches!(&*tokens[found].lower, "no" | "neither" | "not") && !leads_not_only(sentence, found) && !quoted;
    (negative && !lack).then_some(found)
}
