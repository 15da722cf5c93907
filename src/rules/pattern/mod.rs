//! Patterns over a dependency tree, written in Semgrex's operators.
//!
//! In comes a pattern's text, out goes a [`Pattern`] that finds tokens in a [`Sentence`](crate::syntax::Sentence). The
//! text is read in two steps, so that each error points at its own words: `parse` knows the notation and nothing of
//! English, `compile` knows labels, word lists and variables. `search` finds the matches within a fixed number of
//! steps, whatever the pattern and the tree. What the tokens found stand for is left to the rule.

mod ast;
mod compile;
mod labels;
mod parse;
mod relations;
mod search;
#[cfg(test)]
mod tests;

pub use compile::{NoLists, Pattern, WordLists, Words};
pub use relations::{Deep, DeepRelations};
pub use search::{Binding, Bindings};

use std::ops::Range;

/// What is wrong in a pattern, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// The bytes of the pattern that are wrong.
    pub range: Range<usize>,
    /// What stands beside the caret: "expected …".
    pub expected: String,
    /// What might have been meant.
    pub hint: Option<String>,
}

impl PatternError {
    fn new(message: impl Into<String>, range: Range<usize>, expected: impl AsRef<str>) -> Self {
        let expected = format!("expected {}", expected.as_ref());
        PatternError { message: message.into(), range, expected, hint: None }
    }

    fn hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint;
        self
    }
}
