//! What a user calls a thing, and what the graph calls it.
//!
//! A parameter that takes an entity may be given any of its names. The IRI made from the words is taken if the graph
//! knows it; otherwise the thing that has these words as label or other name.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};

use super::suggest::suggestion;
use super::template::Template;
use crate::Result;
use crate::rdf::vocabulary::{rdfs, skos};
use crate::store::Store;

/// What came of the names among some values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolved {
    /// The values, with the IRI of the thing in the place of its name where only the graph knew it.
    pub values: IndexMap<String, String>,
    /// A sentence for each value that the graph does not know.
    pub unknown: Vec<String>,
}

/// Looks up the things that the parameters of a query name, defaults included.
///
/// # Errors
/// A value is no IRI and no name.
pub fn resolve_names(store: &Store, template: &Template, values: &IndexMap<String, String>) -> Result<Resolved> {
    let mut resolved = Resolved { values: values.clone(), unknown: Vec::new() };
    for (name, value, node) in template.things(values, store.iris())? {
        if known(store, &node) {
            continue;
        }
        let wanted = value.to_lowercase();
        let labels = labels(store);
        if let Some(iri) = labels.get(&wanted) {
            resolved.values.insert(name, format!("<{}>", iri.as_str()));
            continue;
        }
        let local = node.as_str().rsplit('/').next().unwrap_or_default().replace('-', " ");
        let near = suggestion(&local, labels.keys().map(String::as_str));
        let hint = near.map_or(String::new(), |near| format!("; did you mean \"{near}\"?"));
        resolved.unknown.push(format!("the graph knows nothing called {value} ({name}){hint}"));
    }
    Ok(resolved)
}

fn known(store: &Store, node: &NamedNode) -> bool {
    let graph = store.oxigraph();
    let as_subject = graph.quads_for_pattern(Some(node.as_ref().into()), None, None, None);
    let as_predicate = graph.quads_for_pattern(None, Some(node.as_ref()), None, None);
    let as_object = graph.quads_for_pattern(None, None, Some(node.as_ref().into()), None);
    as_subject.chain(as_predicate).chain(as_object).next().is_some()
}

/// The things by their names in lower case; of two with one name the first by its IRI, labels before other names.
fn labels(store: &Store) -> BTreeMap<String, NamedNode> {
    let mut found = BTreeMap::new();
    for predicate in [rdfs::LABEL, skos::ALT_LABEL] {
        let mut named: Vec<(String, NamedNode)> = store
            .oxigraph()
            .quads_for_pattern(None, Some(predicate), None, None)
            .flatten()
            .filter_map(|quad| match (quad.subject, quad.object) {
                (NamedOrBlankNode::NamedNode(node), Term::Literal(label)) => Some((label.value().to_lowercase(), node)),
                _ => None,
            })
            .collect();
        // Entities, whose IRIs are short, stand before the things of single documents.
        named.sort_by(|(a, a_iri), (b, b_iri)| {
            (a, a_iri.as_str().contains('#'), a_iri.as_str()).cmp(&(b, b_iri.as_str().contains('#'), b_iri.as_str()))
        });
        for (label, node) in named {
            found.entry(label).or_insert(node);
        }
    }
    found
}
