//! What a noun does to the clause that hangs on it: "no evidence that", "efforts to", "the risk of losing".

use crate::statement::{CueKind, Modality, Polarity};
use crate::syntax::{Dep, Pos};

use super::{Climb, cue_of};
use crate::clause::marker::{self, determiner};
use crate::clause::model::Clause;
use crate::clause::predicate::verb_group;
use crate::clause::subject::{accusing, nearest_clause};
use crate::clause::words::Classes;

impl Climb<'_> {
    /// A that-clause after a noun: "no evidence that", "the claim that".
    pub(super) fn noun_content(&mut self, noun: usize) {
        let tokens = self.sentence.tokens();
        let classes = self.words.noun(&tokens[noun].lemma);
        let above = nearest_clause(self.sentence, self.clauses, noun);
        if self.bears {
            if classes.any(Classes::EVIDENCE_NOUN) {
                let first = crate::clause::coordination::first_conjunct(self.sentence, noun);
                let no = [noun, first]
                    .into_iter()
                    .filter_map(|n| determiner(self.sentence, n))
                    .find(|&d| matches!(&*tokens[d].lower, "no" | "neither" | "little"));
                let not = above.map(|above| marker::on_predicate(self.sentence, self.words, above.predicate));
                if let Some(no) = no {
                    self.standing.marks.negate(vec![no, noun]);
                } else if let Some(not) = not.filter(|marks| marks.polarity == Polarity::Negated) {
                    self.standing.marks.negate(cue_of(&not, CueKind::Polarity));
                }
            } else if classes.any(Classes::DENIAL_NOUN) {
                self.standing.marks.negate(vec![noun]);
            } else if classes.any(Classes::DOUBT_NOUN) && !self.is_denied(above, noun) {
                self.standing.marks.set(Modality::Possible, vec![noun]);
            }
        }
        self.bears = false;
        let owner = crate::clause::subject::possessors(self.sentence, noun).and_then(|owners| owners.first().copied());
        // "she had the impression that": it is hers.
        let has_it = above.filter(|above| {
            let supports = self.words.verb(&tokens[above.predicate].lemma).any(Classes::SUPPORT);
            supports && !above.passive && above.objects.contains(&noun)
        });
        let owner = owner.or_else(|| has_it.and_then(|above| above.subjects.first().copied()));
        if classes.any(Classes::CLAIM_NOUN | Classes::DENIAL_NOUN) && !classes.any(Classes::EVIDENCE_NOUN) {
            self.attribute(owner.or(Some(noun)), vec![noun], noun);
        }
        // "officials found no indications that": whoever found them says so.
        if let Some(above) = above {
            if self.is_denied(Some(above), noun) {
                // "dismissed the claim that": whoever dismissed it says it is not so.
                self.standing.marks.negate(vec![above.predicate]);
                self.standing.source = None;
                self.attribute(
                    above.subjects.first().copied(),
                    verb_group(self.sentence, above.predicate),
                    above.predicate,
                );
                return;
            }
            let speaks = self
                .words
                .verb(&tokens[above.predicate].lemma)
                .any(Classes::REPORTING | Classes::CLAIMING | Classes::FINDING);
            if let (true, Some(&subject)) = (speaks, above.subjects.first()) {
                self.attribute(Some(subject), verb_group(self.sentence, above.predicate), above.predicate);
            }
        }
    }

    /// Whether a noun is what somebody denies, so that its clause is not so, whatever the noun makes of it.
    fn is_denied(&self, above: Option<&Clause>, noun: usize) -> bool {
        let denies =
            |above: &Clause| self.words.verb(&self.sentence.tokens()[above.predicate].lemma).any(Classes::DENYING);
        above.is_some_and(|above| above.objects.contains(&noun) && denies(above))
    }

    /// An infinitive after a noun: "efforts to", "the ability to".
    pub(super) fn noun_infinitive(&mut self, noun: usize) {
        let tokens = self.sentence.tokens();
        if let Some(clause) = accusing(self.sentence, self.words, self.clauses, noun) {
            let verb = clause.predicate;
            let accuser = if clause.passive { clause.agents.first() } else { clause.subjects.first() };
            if !self.words.verb(&tokens[verb].lemma).any(Classes::FACTIVE_ACCUSING) {
                self.attribute(accuser.copied(), verb_group(self.sentence, verb), verb);
            }
        }
        if self.bears {
            let classes = self.words.noun(&tokens[noun].lemma);
            if classes.any(Classes::REFUSAL_NOUN) {
                self.standing.marks.negate(vec![noun]);
            } else if classes.any(Classes::ATTEMPT_NOUN | Classes::DECISION_NOUN) {
                self.standing.marks.set(Modality::Attempted, vec![noun]);
            } else if classes.any(Classes::PLAN_NOUN) {
                self.standing.marks.set(Modality::Planned, vec![noun]);
            } else if classes.any(Classes::REQUEST_NOUN) {
                self.standing.marks.set(Modality::Asked, vec![noun]);
            } else if classes.any(Classes::ABILITY_NOUN) {
                self.standing.marks.set(Modality::Possible, vec![noun]);
            } else if tokens[noun].pos == Pos::Noun
                && self.sentence.entity_at(noun).is_none()
                && !crate::clause::subject::is_singled_out(self.sentence, noun)
            {
                // "steps to", "a law to": what the noun is for.
                self.standing.marks.set(Modality::Attempted, vec![noun]);
            }
            if let Some(no) = determiner(self.sentence, noun).filter(|&d| &*tokens[d].lower == "no") {
                self.standing.marks.negate(vec![no]);
            }
            if let Some(above) = nearest_clause(self.sentence, self.clauses, noun) {
                let governs = above.objects.contains(&noun);
                let lemma = &tokens[above.predicate].lemma;
                if governs && self.words.verb(lemma).any(Classes::NEGATIVE_IMPLICATIVE | Classes::DENYING) {
                    self.standing.marks.negate(vec![above.predicate]);
                } else if governs && self.words.verb(lemma).any(Classes::SUPPORT) {
                    self.add_marks_of(above.predicate);
                }
            }
        }
        self.bears = false;
    }

    /// A gerund after a noun and its preposition: "the risk of losing", "hopes of winning", "accusations of lying".
    pub(super) fn gerund_after_noun(&mut self, preposition: usize, noun: usize) {
        let tokens = self.sentence.tokens();
        let classes = self.words.noun(&tokens[noun].lemma);
        let cue = vec![noun, preposition];
        // "sanctions against the firm for hiding it": the firm is who they answer to.
        let outer = self.words.noun(&tokens[tokens[tokens[noun].head].head].lemma);
        let reacts =
            classes.any(Classes::REACTION_NOUN) || (tokens[noun].dep == Dep::Pobj && outer.any(Classes::REACTION_NOUN));
        if self.bears {
            if classes.any(Classes::DOUBT_NOUN) {
                self.standing.marks.set(Modality::Possible, cue);
            } else if classes.any(Classes::ATTEMPT_NOUN) {
                self.standing.marks.set(Modality::Attempted, cue);
            } else if reacts && &*tokens[preposition].lower == "for" {
                // "criticism for avoiding", "a prize for finding": what it is for has been done.
            } else if classes.any(Classes::PLAN_NOUN) || &*tokens[preposition].lower == "for" {
                self.standing.marks.set(Modality::Planned, cue);
            }
        }
        self.bears = false;
    }
}
