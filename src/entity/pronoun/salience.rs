//! How much the place and form of a mention say for its being spoken of again.
//!
//! The weights follow Lappin and Leass (1994): subjects count more than objects, near more than far, and what is spoken
//! of again adds up. Their sizes were tuned on annotated news, interviews, biographies and papers.

use super::super::draft::Draft;
use super::super::mention::{Form, Number};
use super::agreement::Paradigm;
use crate::syntax::{Dep, Pos, Sentence, Tag};

/// The sizes of the weights for one paradigm.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weights {
    /// By grammatical role.
    pub(super) subject: f32,
    pub(super) object: f32,
    pub(super) possessor: f32,
    pub(super) agent: f32,
    /// After a preposition beside the verb, and inside another noun phrase.
    pub(super) oblique: f32,
    pub(super) embedded: f32,
    pub(super) other: f32,
    /// Factors by form.
    pub(super) name: f32,
    pub(super) definite: f32,
    pub(super) indefinite: f32,
    pub(super) pronoun: f32,
    /// Factor for "who" and "which", which are part of the phrase behind which they stand.
    pub(super) relative: f32,
    /// Factor for a noun without a determiner: "strength", "interest".
    pub(super) bare: f32,
    /// Factor for what only introduces a clause: "the problem is how long it takes".
    pub(super) introducing: f32,
    /// What is left for each sentence, and each paragraph, that lies between.
    pub(super) decay: f32,
    pub(super) paragraph: f32,
    /// What is left for each stretch of 60 letters that lies between.
    pub(super) fade: f32,
    /// Factor for what only a clause below the main one speaks of, seen from a later sentence.
    pub(super) subordinate: f32,
    /// Factor for the pronoun's own sentence.
    pub(super) near: f32,
    /// Factor for the same grammatical role.
    pub(super) parallel: f32,
    /// Factor for the object of a verb to which the pronoun's verb is joined: "fined the clubs and closed them".
    pub(super) twin: f32,
    /// Factor for who says something in the sentence before, as what the subject of the next one speaks of.
    pub(super) speaker: f32,
    /// Factor for the subject of the pronoun's own clause: "the firm doubled its profits".
    pub(super) own_subject: f32,
    /// Factor for the subject of the clause before, which would have been left out: "warned the firm and closed the gap".
    pub(super) left_out: f32,
    /// Factor for what the pronoun is said to be: "the cycle … It is the only cycle".
    pub(super) same_noun: f32,
    /// Factor for what the last pronoun of the same kind speaks of.
    pub(super) focus: f32,
    /// How much further mentions of one thing add.
    pub(super) again: f32,
    /// How much it counts that the document speaks of it often.
    pub(super) often: f32,
    /// Factor for a candidate on the other side of a quotation mark.
    pub(super) quotation: f32,
    /// Factor for a candidate that does not do what people do.
    pub(super) lifeless: f32,
    /// Factor for a body as "they" where a plural phrase stands nearer.
    pub(super) behind_plural: f32,
    /// Factor for a subject that comes after the pronoun.
    pub(super) ahead: f32,
    /// How much more the best candidate must weigh than the second.
    pub(super) margin: f32,
    /// The least that the best must weigh.
    pub(super) least: f32,
}

const PERSON: Weights = Weights {
    subject: 74.0,
    object: 43.0,
    possessor: 45.0,
    agent: 25.0,
    oblique: 36.0,
    embedded: 16.0,
    other: 25.0,
    name: 1.0,
    definite: 0.6,
    indefinite: 0.9,
    pronoun: 0.65,
    relative: 0.0,
    bare: 1.0,
    introducing: 1.0,
    decay: 0.5,
    paragraph: 0.9,
    fade: 1.0,
    subordinate: 0.7,
    near: 1.2,
    parallel: 1.15,
    twin: 2.0,
    speaker: 1.6,
    own_subject: 1.0,
    left_out: 1.0,
    same_noun: 1.0,
    focus: 1.3,
    again: 0.35,
    often: 1.0,
    quotation: 0.45,
    lifeless: 0.4,
    behind_plural: 1.0,
    ahead: 0.4,
    margin: 1.05,
    least: 12.0,
};

const THING: Weights = Weights {
    subject: 75.0,
    object: 55.0,
    possessor: 28.0,
    agent: 36.0,
    oblique: 14.0,
    embedded: 24.0,
    other: 24.0,
    name: 1.2,
    definite: 1.15,
    indefinite: 0.9,
    pronoun: 0.6,
    relative: 0.6,
    bare: 0.8,
    introducing: 0.2,
    decay: 0.55,
    paragraph: 0.8,
    fade: 0.72,
    subordinate: 0.7,
    near: 1.2,
    parallel: 1.35,
    twin: 1.5,
    speaker: 1.3,
    own_subject: 1.5,
    left_out: 0.6,
    same_noun: 1.5,
    focus: 1.25,
    again: 0.6,
    often: 0.0,
    quotation: 0.4,
    lifeless: 0.6,
    behind_plural: 1.0,
    ahead: 0.6,
    margin: 1.08,
    least: 38.0,
};

const PLURAL: Weights = Weights {
    subject: 61.0,
    object: 24.0,
    possessor: 50.0,
    agent: 24.0,
    oblique: 15.0,
    embedded: 15.0,
    other: 15.0,
    name: 1.3,
    definite: 1.0,
    indefinite: 0.9,
    pronoun: 1.0,
    relative: 1.0,
    bare: 1.0,
    introducing: 1.0,
    decay: 0.4,
    paragraph: 0.7,
    fade: 1.0,
    subordinate: 0.85,
    near: 1.15,
    parallel: 1.15,
    twin: 4.0,
    speaker: 1.5,
    own_subject: 1.5,
    left_out: 1.0,
    same_noun: 1.5,
    focus: 1.0,
    again: 0.3,
    often: 0.05,
    quotation: 0.9,
    lifeless: 0.5,
    behind_plural: 0.3,
    ahead: 0.8,
    margin: 1.3,
    least: 18.0,
};

impl Weights {
    pub(super) fn of(paradigm: Paradigm) -> &'static Self {
        match paradigm {
            Paradigm::Person(_) => &PERSON,
            Paradigm::Thing => &THING,
            Paradigm::Plural => &PLURAL,
        }
    }

    /// What a mention weighs by its place in its clause and by its form; `acts` where it is the subject of the
    /// pronoun's clause, whatever it is of its own.
    pub(super) fn of_mention(&self, draft: &Draft<'_>, mention: u32, acts: bool) -> f32 {
        let (dep, index) = draft.relation(mention);
        let tokens = draft.sentence(mention).tokens();
        let place = match dep {
            _ if acts => self.subject,
            Dep::Nsubj | Dep::Nsubjpass | Dep::Csubj => self.subject,
            Dep::Dobj | Dep::Dative | Dep::Attr | Dep::Oprd => self.object,
            Dep::Poss => self.possessor,
            Dep::Pobj => {
                let preposition = &tokens[tokens[index].head];
                if preposition.dep == Dep::Agent {
                    self.agent
                } else if &*preposition.lower == "by" && tokens[preposition.head].pos == Pos::Noun {
                    // "The decision by the president" is what the president decided.
                    self.subject
                } else if matches!(tokens[preposition.head].pos, Pos::Verb | Pos::Aux) {
                    self.oblique
                } else {
                    self.embedded
                }
            }
            Dep::Root => self.agent,
            _ => self.other,
        };
        let found = &draft.mentions[mention as usize];
        let relative = matches!(tokens[found.head as usize].tag, Tag::Wp | Tag::Wdt | Tag::WpPoss);
        place
            * self.of_phrase(draft, mention)
            * match found.form {
                Form::Name => self.name,
                Form::Definite => self.definite,
                Form::Pronoun if relative => self.relative * self.pronoun,
                Form::Pronoun => self.pronoun,
                // "In fact", "for example".
                Form::Indefinite if found.number == Number::Singular && found.tokens.len() == 1 && dep == Dep::Pobj => {
                    0.3 * self.indefinite
                }
                Form::Indefinite => self.indefinite,
            }
    }

    /// What a mention weighs by how its phrase is built.
    fn of_phrase(&self, draft: &Draft<'_>, mention: u32) -> f32 {
        let (found, sentence) = (&draft.mentions[mention as usize], draft.sentence(mention));
        let head = found.head as usize;
        let mut weight = 1.0;
        if self.bare != 1.0 && found.form == Form::Indefinite {
            let determined =
                sentence.children(head).any(|child| matches!(sentence.tokens()[child].dep, Dep::Det | Dep::Poss));
            weight *= if determined { 1.0 } else { self.bare };
        }
        if self.introducing != 1.0 && found.form != Form::Name && introduces(sentence, head) {
            weight *= self.introducing;
        }
        weight
    }
}

/// Whether a subject is said to be a clause.
fn introduces(sentence: &Sentence, subject: usize) -> bool {
    let tokens = sentence.tokens();
    let verb = tokens[subject].head;
    let copula = tokens[subject].dep == Dep::Nsubj && matches!(&*tokens[verb].lemma, "be" | "'s" | "’s");
    let predicate = [Dep::Attr, Dep::Acomp].iter().any(|&dep| sentence.child(verb, dep).is_some());
    let clause = |child: usize| child > verb && matches!(tokens[child].dep, Dep::Ccomp | Dep::Advcl);
    copula && !predicate && sentence.children(verb).any(clause)
}
