//! Text to sentences: tokens, tags, lemmas, a dependency tree and named entities.
//!
//! In comes a [`Document`](crate::document::Document), out go [`Sentence`]s whose tokens slice the document's clean
//! text. The work is done by spaCy's small English pipeline, its weights read from a model file. What the tree means
//! is left to [`clause`](crate::clause).

mod analyzer;
pub mod attribute_ruler;
mod character;
pub mod import;
mod label;
pub mod lemmatizer;
pub mod lexeme;
pub mod model;
pub mod morphology;
pub mod network;
mod sentence;
mod symbols;
pub mod tables;
pub mod tokenizer;

pub use analyzer::{Analyzer, LONGEST_TEXT};
pub use label::{Dep, EntityLabel, Pos, Tag, UnknownLabel};
pub use sentence::{NamedEntity, Sentence, Token};
