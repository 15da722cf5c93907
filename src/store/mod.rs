//! Where the graph is kept: oxigraph in memory, sorted N-Quads on disk.
//!
//! In come quads from [`rdf`](crate::rdf), out go the files of an output folder and a [`Store`] to question. The
//! durable form is `graph.nq`, which any RDF tool reads; it is parsed into memory for each question, and with the
//! feature `disk` kept in RocksDB beside it. What questions there are is left to [`query`](crate::query).

#[cfg(feature = "disk")]
mod disk;
mod graph;
mod load;
mod nquads;
mod output;

pub use graph::{DocumentEntry, Graph};
pub use load::Store;
pub use nquads::Header;
pub use output::{ENTITIES, GRAPH, ONTOLOGY, Output, SHAPES, STATEMENTS, statements};
