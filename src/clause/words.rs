//! The word lists that the clause code asks for, resolved once to bit sets by lemma.

use std::ops::BitOr;

use rustc_hash::FxHashMap;

use crate::lexicon::Lexicon;
use crate::syntax::Token;

/// A set of classes that a word belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(u128);

impl Classes {
    /// No class.
    pub const NONE: Classes = Classes(0);

    /// Whether the two sets share a class.
    pub fn any(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Classes {
    type Output = Classes;

    fn bitor(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }
}

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $list:literal in $kind:ident),* $(,)?) => {
        /// Which list makes which class.
        const LISTS: &[(&str, Classes, Kind)] = &{
            let mut bit = 0u32;
            let mut lists = [("", Classes::NONE, Kind::Verb); [$($list),*].len()];
            $( lists[bit as usize] = ($list, Classes(1 << bit), Kind::$kind); bit += 1; )*
            let _ = bit;
            lists
        };

        #[derive(Clone, Copy)]
        #[allow(clippy::upper_case_acronyms, non_camel_case_types, reason = "names that only number the bits")]
        enum Bit { $($name),* }

        impl Classes {
            $( $(#[$doc])* pub const $name: Classes = Classes(1 << Bit::$name as u32); )*
        }
    };
}

/// Which part of speech a list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Verb,
    Noun,
    Word,
}

classes! {
    REPORTING = "reporting-verbs" in Verb,
    CLAIMING = "claiming-verbs" in Verb,
    FINDING = "finding-verbs" in Verb,
    MENTAL = "mental-verbs" in Verb,
    DENYING = "denying-verbs" in Verb,
    DOUBTING = "doubting-verbs" in Verb,
    SUPPOSING = "supposing-verbs" in Verb,
    ATTEMPT = "attempt-verbs" in Verb,
    PLAN = "plan-verbs" in Verb,
    REQUEST = "request-verbs" in Verb,
    CAUSE = "cause-verbs" in Verb,
    PREVENTION = "prevention-verbs" in Verb,
    IMPLICATIVE = "implicative-verbs" in Verb,
    NEGATIVE_IMPLICATIVE = "negative-implicative-verbs" in Verb,
    SEEMING = "seeming-verbs" in Verb,
    ACCUSING = "accusing-verbs" in Verb,
    FACTIVE_ACCUSING = "factive-accusing-verbs" in Verb,
    ACQUITTING = "acquitting-verbs" in Verb,
    INTRANSITIVE = "intransitive-verbs" in Verb,
    PREPOSITIONAL = "object-sharing-prepositional-verbs" in Verb,
    SUPPORT = "support-verbs" in Verb,
    STATIVE_PASSIVE = "stative-passives" in Verb,
    LIGHT_PHRASE = "light-verb-phrases" in Verb,
    ATTEMPT_NOUN = "attempt-nouns" in Noun,
    PLAN_NOUN = "plan-nouns" in Noun,
    DECISION_NOUN = "decision-nouns" in Noun,
    SPEAKER_NOUN = "speaker-nouns" in Noun,
    REQUEST_NOUN = "request-nouns" in Noun,
    ABILITY_NOUN = "ability-nouns" in Noun,
    REFUSAL_NOUN = "refusal-nouns" in Noun,
    CLAIM_NOUN = "claim-nouns" in Noun,
    DENIAL_NOUN = "denial-nouns" in Noun,
    DOUBT_NOUN = "doubt-nouns" in Noun,
    EVIDENCE_NOUN = "evidence-nouns" in Noun,
    TIME_NOUN = "time-nouns" in Noun,
    PLACE_PREPOSITION = "place-prepositions" in Word,
    HEDGE = "hedges" in Word,
    NEGATOR = "negators" in Word,
    NEGATIVE_PRONOUN = "negative-pronouns" in Word,
    CONDITIONAL_MARK = "conditional-marks" in Word,
    OPEN_MARK = "open-marks" in Word,
    MODAL_POSSIBLE = "modal-possible" in Word,
    MODAL_PLANNED = "modal-planned" in Word,
    MODAL_CONDITIONAL = "modal-conditional" in Word,
    MODAL_ASKED = "modal-asked" in Word,
    PLANNING_ADJECTIVE = "planning-adjectives" in Word,
    NEGATIVE_ADJECTIVE = "negative-adjectives" in Word,
    POSSIBLE_ADJECTIVE = "possible-adjectives" in Word,
    EVALUATIVE_ADJECTIVE = "evaluative-adjectives" in Word,
    ATTRIBUTIVE_HEDGE = "attributive-hedges" in Word,
    ATTRIBUTIVE_ATTEMPT = "attributive-attempts" in Word,
    ATTRIBUTIVE_PLAN = "attributive-plans" in Word,
    OCCURRENCE = "occurrence-verbs" in Verb,
    ACT_VERB = "act-verbs" in Verb,
    DOUBTED_ACT = "doubted-act-verbs" in Verb,
    REACTION_NOUN = "reaction-nouns" in Noun,
    TRANSITIVE = "transitive-verbs" in Verb,
    RESPONSIBILITY_NOUN = "responsibility-nouns" in Noun,
    DITRANSITIVE = "ditransitive-verbs" in Verb,
    PARTICLE = "particle-verbs" in Verb,
    OBJECT_PREPOSITION = "object-and-preposition-verbs" in Verb,
    ENGAGING = "engaging-verbs" in Verb,
    ASPECT = "aspect-verbs" in Verb,
    WEATHER = "weather-verbs" in Verb,
    TELLING = "telling-verbs" in Verb,
    PERSON_NOUN = "person-nouns" in Noun,
    ORGANIZATION_NOUN = "organization-nouns" in Noun,
    EVENT_NOUN = "event-nouns" in Noun,
    DOCUMENT_NOUN = "document-nouns" in Noun,
    PLACE_NOUN = "place-nouns" in Noun,
    OFFICE_NOUN = "office-nouns" in Noun,
    HARMING = "harming-verbs" in Verb,
    PUBLISHING = "publishing-verbs" in Verb,
    CIRCUMSTANCE_NOUN = "circumstance-nouns" in Noun,
    PARTITIVE_NOUN = "partitive-nouns" in Noun,
    GERUND = "gerund-verbs" in Verb,
}

/// Every listed word with its classes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    verbs: FxHashMap<Box<str>, Classes>,
    nouns: FxHashMap<Box<str>, Classes>,
    others: FxHashMap<Box<str>, Classes>,
}

impl Words {
    /// Resolves the lists that the clause code knows; a list that is missing is empty.
    pub fn new(lexicon: &Lexicon) -> Self {
        let mut words = Words::default();
        for &(name, class, kind) in LISTS {
            let map = match kind {
                Kind::Verb => &mut words.verbs,
                Kind::Noun => &mut words.nouns,
                Kind::Word => &mut words.others,
            };
            for word in lexicon.list(name).map(|list| list.words()).unwrap_or_default() {
                let classes = map.entry(word.into()).or_default();
                *classes = *classes | class;
            }
        }
        words
    }

    /// The classes of a verb's lemma; a particle or preposition follows after a space.
    pub fn verb(&self, lemma: &str) -> Classes {
        self.verbs.get(lemma).copied().unwrap_or_default()
    }

    /// The classes of a verb together with a particle or preposition.
    pub fn verb_with(&self, verb: &Token, word: &Token) -> Classes {
        self.verb(&format!("{} {}", verb.lemma, word.lower))
    }

    /// The classes of a noun's lemma.
    pub fn noun(&self, lemma: &str) -> Classes {
        self.nouns.get(lemma).copied().unwrap_or_default()
    }

    /// The classes of any other word, in lower case.
    pub fn word(&self, lower: &str) -> Classes {
        self.others.get(lower).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_its_list() {
        let lexicon = Lexicon::embedded();
        for (name, _, _) in LISTS {
            assert!(lexicon.list(name).is_some(), "no list named {name}");
        }
        let words = Words::new(&lexicon);
        assert!(words.verb("deny").any(Classes::DENYING));
        assert!(words.noun("effort").any(Classes::ATTEMPT_NOUN));
        assert!(!words.verb("effort").any(Classes::ATTEMPT_NOUN));
    }
}
