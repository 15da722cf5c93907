//! The evidence of all documents, from which everything else in the graph is derived.

use std::collections::BTreeMap;
use std::path::Path;

use oxigraph::model::{GraphName, NamedNode, Quad, Term};

use super::nquads;
use crate::Result;
use crate::document::Document;
use crate::entity::Entity;
use crate::iri::Iris;
use crate::rdf::vocabulary::schema;
use crate::rdf::{self, Entities, Form};
use crate::statement::Statement;

/// The named graphs of documents, sorted by their IRI.
#[derive(Clone, Debug, PartialEq)]
pub struct Graph {
    iris: Iris,
    form: Form,
    evidence: BTreeMap<String, Vec<Quad>>,
}

/// What the graph knows of a document that it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentEntry {
    /// Its path under the folder that was given, its URL or its own id.
    pub id: String,
    /// The SHA-256 of its clean text, in lower-case hexadecimal.
    pub hash: String,
}

impl Graph {
    /// Makes an empty graph.
    pub fn new(iris: Iris, form: Form) -> Self {
        Graph { iris, form, evidence: BTreeMap::new() }
    }

    /// Reads the evidence of a graph file; what was derived is left behind, to be derived anew.
    ///
    /// `form` is that of the documents to come.
    ///
    /// # Errors
    /// The file cannot be read, is not one of ours, or is damaged.
    pub fn read(path: &Path, form: Form) -> Result<Self> {
        let (header, quads) = nquads::quads(path)?;
        let claims = rdf::claims_graph(&header.iris);
        let mut graph = Graph::new(header.iris, form);
        for quad in quads {
            match &quad.graph_name {
                GraphName::NamedNode(name) if *name != claims => match graph.evidence.get_mut(name.as_str()) {
                    Some(quads) => quads.push(quad),
                    None => {
                        graph.evidence.insert(name.as_str().to_owned(), vec![quad]);
                    }
                },
                _ => {}
            }
        }
        Ok(graph)
    }

    /// The base of the IRIs.
    pub fn iris(&self) -> &Iris {
        &self.iris
    }

    /// Puts in what one document says; what an earlier reading of it said is gone.
    pub fn replace<'s>(
        &mut self,
        document: &Document,
        statements: impl IntoIterator<Item = &'s Statement>,
        entities: &Entities<'_>,
    ) {
        let quads = rdf::evidence(&self.iris, document, statements, entities, self.form);
        self.evidence.insert(self.name(&document.id), quads);
    }

    /// Puts in what many documents say, each document's statements being those that carry its id.
    pub fn replace_all(&mut self, documents: &[Document], statements: &[Statement], entities: &[Entity]) {
        let entities = Entities::new(entities);
        let mut by_document: BTreeMap<&str, Vec<&Statement>> = BTreeMap::new();
        for statement in statements {
            by_document.entry(&statement.document).or_default().push(statement);
        }
        for document in documents {
            let statements = by_document.remove(document.id.as_str()).unwrap_or_default();
            self.replace(document, statements, &entities);
        }
    }

    /// Takes a document out; says whether it was there.
    pub fn remove(&mut self, id: &str) -> bool {
        self.evidence.remove(&self.name(id)).is_some()
    }

    /// The documents that are held, sorted by their IRI.
    pub fn documents(&self) -> Vec<DocumentEntry> {
        let entry = |(name, quads): (&String, &Vec<Quad>)| {
            let value = |predicate| {
                quads.iter().find_map(|quad| match &quad.object {
                    Term::Literal(literal) if quad.predicate == predicate => Some(literal.value().to_owned()),
                    _ => None,
                })
            };
            DocumentEntry {
                id: value(schema::IDENTIFIER).unwrap_or_else(|| name.clone()),
                hash: value(schema::SHA256).unwrap_or_default(),
            }
        };
        self.evidence.iter().map(entry).collect()
    }

    /// What the documents say, document by document.
    pub fn evidence(&self) -> impl Iterator<Item = &Quad> {
        self.evidence.values().flatten()
    }

    /// What may be asserted, derived from the evidence.
    pub fn derived(&self) -> Vec<Quad> {
        rdf::derive(&self.iris, self.evidence())
    }

    /// All quads: what is derived from the evidence, and the evidence.
    pub fn quads(&self) -> Vec<Quad> {
        let mut quads = self.derived();
        quads.extend(self.evidence().cloned());
        quads
    }

    fn name(&self, document: &str) -> String {
        NamedNode::into_string(rdf::node(&self.iris.document(document)))
    }
}
