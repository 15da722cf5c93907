//! Statements, entities and documents as RDF.
//!
//! In come the [`Statement`](crate::statement::Statement)s of a document with the [`Entity`](crate::entity::Entity)s
//! they name; out go quads:
//!
//! - [`evidence()`] gives the named graph of one document: a node for each statement with everything the text says
//!   about it, the words it rests on, and a description of each thing it speaks of;
//! - [`derive()`] reads the evidence of all documents and gives what may be asserted: direct triples and descriptions,
//!   in the default graph where some document says so in its own voice, in the graph of claims where it is only
//!   attributed to somebody, never in both.
//!
//! The terms are those of schema.org, PROV, NIF, SKOS and ITS; the few of our own are described in [`ONTOLOGY`], and
//! [`SHAPES`] says in SHACL what the output looks like. No blank nodes are written, so that the same input gives the
//! same bytes. Files and databases are left to [`store`](crate::store).

mod derive;
mod description;
mod evidence;
mod time;
pub mod vocabulary;

pub use derive::derive;
pub use evidence::{Entities, Form, evidence};

use oxigraph::model::NamedNode;

use crate::iri::Iris;

/// The terms of our own, in Turtle: labels, comments, domains, ranges and their neighbours in SEM and GRaSP.
pub const ONTOLOGY: &str = include_str!("ontology.ttl");

/// What the evidence and the derived graphs look like, as SHACL shapes in Turtle.
pub const SHAPES: &str = include_str!("shapes.ttl");

/// The name of the graph that holds what is only attributed to somebody.
pub fn claims_graph(iris: &Iris) -> NamedNode {
    node(&format!("{}claims", iris.base()))
}

/// Makes an IRI of any string: characters that no IRI may hold are percent-encoded, and what still is none is put
/// under `urn:actant:`.
pub fn node(iri: &str) -> NamedNode {
    if let Ok(node) = NamedNode::new(iri) {
        return node;
    }
    let escaped = crate::iri::escape_illegal(iri);
    NamedNode::new(&escaped).unwrap_or_else(|_| {
        let bytes: String = escaped.bytes().map(|byte| format!("{byte:02X}")).collect();
        NamedNode::new_unchecked(format!("urn:actant:{bytes}"))
    })
}
