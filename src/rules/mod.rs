//! The rule language and the rule files: what a pattern over the tree says about who does what to whom.
//!
//! In come [`Sentence`](crate::syntax::Sentence)s, out go [`RuleMatch`]es that name the tokens of actor, action and
//! target. General grammar is left to [`clause`](crate::clause); rules are for what hangs on particular words.

mod file;
pub mod pattern;
mod rule;
mod set;
mod template;
#[cfg(test)]
mod trees;

pub use rule::{Example, Rule, RuleMatch, Slot};
pub use set::RuleSet;
