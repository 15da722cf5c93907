//! actant reads reports and builds a knowledge graph of who did what to whom.
//!
//! The way of the data, each step a module that imports only from those before it:
//!
//! 1. [`document`] reads a file: clean text in blocks, with a title and a date.
//! 2. [`syntax`] finds sentences, tags, lemmas, a dependency tree and named entities.
//! 3. [`clause`] finds who does what to whom in the tree, and how the text puts it.
//! 4. [`rules`] adds what pattern rules find, and owns the word lists.
//! 5. [`entity`] decides which names are the same person, place or thing.
//! 6. [`rdf`] writes the [`statement::Statement`]s as quads.
//! 7. [`store`] keeps them in oxigraph and under `out/`.
//! 8. [`query`] asks with SPARQL, [`graph`] draws with petgraph.
//! 9. [`cli`] is the only place that prints.

pub mod clause;
pub mod cli;
pub mod document;
pub mod entity;
pub mod error;
pub mod files;
pub mod graph;
pub mod iri;
pub mod lexicon;
pub mod pipeline;
pub mod query;
pub mod rdf;
pub mod rules;
pub mod span;
pub mod statement;
pub mod store;
pub mod syntax;

pub use error::{Error, Result};
