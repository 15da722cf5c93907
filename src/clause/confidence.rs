//! How likely a statement is right.

use crate::syntax::Sentence;

use super::model::{Clause, SubjectFrom};

/// The chance that a careful reader would agree with what is made of a clause.
pub(crate) fn of(sentence: &Sentence, clause: &Clause, without_target: bool) -> f64 {
    let base: f64 = match clause.subject_from {
        SubjectFrom::Own => 0.85,
        SubjectFrom::Antecedent => 0.75,
        SubjectFrom::Participle => 0.7,
        SubjectFrom::Coordination => 0.75,
        SubjectFrom::Control => 0.7,
        SubjectFrom::Possessor | SubjectFrom::Accused => 0.7,
        SubjectFrom::Noun | SubjectFrom::Existential => 0.6,
        SubjectFrom::Nowhere => 0.7,
    };
    let long = if sentence.len() > 40 { 0.08 } else { 0.0 };
    let bare = if without_target { 0.1 } else { 0.0 };
    base - long - bare
}
