//! The rule language and the rule files: what a pattern over the tree says about who does what to whom.
//!
//! In come [`Sentence`](crate::syntax::Sentence)s with their [`Clauses`](crate::clause::Clauses), out go
//! [`Draft`](crate::clause::Draft)s that name the tokens of actor, action and target, and with [`Extractor`] the
//! statements of grammar and rules together. General grammar is left to [`clause`](crate::clause); rules are for what
//! hangs on particular words.

mod check;
mod deep;
mod extractor;
mod file;
pub mod pattern;
mod rule;
mod set;
mod template;
#[cfg(test)]
mod trees;

pub use check::{Failure, FailureKind, check, describe};
pub use extractor::Extractor;
pub use rule::{Example, Rule};
pub use set::RuleSet;
