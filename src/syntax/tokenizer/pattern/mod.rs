//! Python's regular expressions, as far as a tokenizer needs them.
//!
//! In comes the source of a pattern as a model package ships it, out go the places where it matches, which are those
//! that Python's `re` finds. The general crates do not serve here: the patterns are alternations of hundreds of
//! branches with look-behinds and classes of thousands of ranges, which take longer to build than the whole program
//! may take to start, and every word of a text is searched three times. A [`Pattern`] is ready after one reading of
//! its source, knows with which characters each branch can begin and end, and never takes more than (length of the
//! pattern) × (length of the text) steps a match, because it remembers where it has failed.
//!
//! Left out, with an error: back-references, named and atomic groups, conditions, flags other than `(?u)`.

mod compile;
mod parse;
mod search;
mod set;

pub use parse::PatternError;
pub use search::{Pattern, Scratch};
