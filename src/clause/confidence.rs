//! How likely a statement or tuple is right.
//!
//! The figures are shares of tuples judged right by `benches/calibration.py` on Open IE sentences with gold tuples,
//! four fifths of them; the last fifth is kept to check them on. How the subject was found and how long the second
//! argument is told right from wrong; the length of the sentence did not.

use super::model::{Clause, SubjectFrom};

/// A second argument of more tokens than this has often swallowed what belongs elsewhere.
const LONG: usize = 20;

/// The share of tuples with a long second argument that are right.
const RIGHT_IF_LONG: f64 = 0.6;

/// The share of appositions read as "is" that are right.
pub(crate) const APPOSITION: f64 = 0.78;

/// The share of titles before a name read as "is" that are right.
pub(crate) const TITLE: f64 = 0.78;

/// The chance that a careful reader would agree with what is made of a clause.
pub(crate) fn of(clause: &Clause, without_target: bool) -> f64 {
    let share: f64 = match clause.subject_from {
        SubjectFrom::Own => 0.87,
        SubjectFrom::Antecedent | SubjectFrom::Coordination => 0.85,
        SubjectFrom::Participle | SubjectFrom::Control => 0.83,
        SubjectFrom::Possessor | SubjectFrom::Accused | SubjectFrom::Nowhere => 0.8,
        SubjectFrom::Noun | SubjectFrom::Existential => 0.6,
    };
    if without_target { share - 0.1 } else { share }
}

/// The same for a tuple whose second argument has `length` tokens.
pub(crate) fn of_tuple(clause: &Clause, length: usize) -> f64 {
    if length > LONG { RIGHT_IF_LONG } else { of(clause, length == 0) }
}
