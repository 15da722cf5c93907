//! Sets of labels as bits, so that a test of tag, relation or entity type is one instruction.

use std::ops::Range;

use regex::Regex;

use super::PatternError;
use super::relations::Deep;
use crate::syntax::Dep;

/// How a pattern writes that a token is part of no named entity.
pub(super) const NO_ENTITY: &str = "O";

/// The bit of a relation of the tree.
pub(super) fn dep_bit(dep: Dep) -> u64 {
    1 << dep as u64
}

/// The bit of a relation that grammar adds.
pub(super) fn deep_bit(deep: Deep) -> u64 {
    1 << (Dep::ALL.len() as u64 + deep as u64)
}

/// All relations of the tree, none of those that grammar adds.
pub(super) fn tree_bits() -> u64 {
    (1 << Dep::ALL.len() as u64) - 1
}

/// The labels that can stand after an operator, each in the place of its bit.
pub(super) fn relation_labels() -> Vec<&'static str> {
    Dep::ALL.iter().map(|dep| dep.as_str()).chain(Deep::ALL.iter().map(|deep| deep.as_str())).collect()
}

/// The bit of one label.
pub(super) fn one_of(label: &str, labels: &[&str], what: &str, range: Range<usize>) -> Result<u64, PatternError> {
    match labels.iter().position(|known| *known == label) {
        Some(index) => Ok(1 << index),
        None => Err(unknown(format!("there is no {what} {label:?}"), label, labels, range)),
    }
}

/// The bits of the labels that an expression matches wholly.
pub(super) fn matching(regex: &Regex, labels: &[&str], what: &str, range: Range<usize>) -> Result<u64, PatternError> {
    let bits = labels.iter().enumerate().filter(|(_, label)| regex.is_match(label)).map(|(index, _)| 1 << index).sum();
    if bits == 0 {
        return Err(PatternError::new(
            format!("this matches no {what}"),
            range,
            format!("an expression for some of {}", labels.join(" ")),
        ));
    }
    Ok(bits)
}

/// The error for a word that is none of a known set, with the nearest of the set as a hint.
pub(super) fn unknown(message: String, word: &str, known: &[&str], range: Range<usize>) -> PatternError {
    let distance = |name: &str| strsim::damerau_levenshtein(&word.to_lowercase(), &name.to_lowercase());
    let nearest = known.iter().map(|name| (distance(name), *name)).min();
    let hint = nearest
        .filter(|(distance, name)| *distance <= 1 + name.chars().count() / 4)
        .map(|(_, name)| format!("did you mean {name}?"));
    let expected = if known.len() <= 60 { format!("one of {}", known.join(" ")) } else { "a known name".to_owned() };
    PatternError::new(message, range, expected).hint(hint)
}
