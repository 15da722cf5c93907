//! Finds the nodes that a person means by a name.
//!
//! From strict to forgiving: the IRI; the name or any form in which it was written, whatever its case, accents,
//! punctuation and article; then a name that contains all the words given, such as "putin". Of several, the best
//! supported is taken and the others are told.

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::graph::NodeIndex;
use strsim::jaro_winkler;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::group::{Node, NodeKind, StatementGraph};
use crate::iri::slug;
use crate::{Error, Result};

/// What a name was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The nodes of that name: several where documents have unnamed things of the same words, such as "the emails".
    pub nodes: Vec<NodeIndex>,
    /// The name that they bear.
    pub label: String,
    /// Other names that fit as well, the best supported first.
    pub also: Vec<String>,
}

/// How alike two names must be, from 0 to 1, for one to be suggested in place of the other.
const ALIKE: f64 = 0.8;
/// How many names are suggested at most.
const SUGGESTIONS: usize = 5;

impl StatementGraph {
    /// Finds the nodes of a name, forgivingly.
    ///
    /// # Errors
    /// Fails when no name fits, with the nearest ones as a hint.
    pub fn find(&self, name: &str) -> Result<Found> {
        let name = name.trim();
        if let Some(node) = self.node(name) {
            return Ok(Found { nodes: vec![node], label: self.graph[node].label.clone(), also: Vec::new() });
        }
        let wanted = fold(name);
        let words: Vec<&str> = wanted.split('-').collect();
        let tiers: [&dyn Fn(&Node) -> bool; 3] =
            [&|node| fold(&node.label) == wanted, &|node| forms(node).any(|form| fold(form) == wanted), &|node| {
                forms(node).any(|form| contains(&fold(form), &words))
            }];
        for tier in tiers {
            let matches: Vec<NodeIndex> =
                self.nameable().filter(|&node| !wanted.is_empty() && tier(&self.graph[node])).collect();
            if let Some(found) = self.best(matches) {
                return Ok(found);
            }
        }
        let error = Error::new(format!("nothing in the graph is called “{name}”"));
        let suggestions = self.suggestions(&wanted);
        Err(match suggestions.is_empty() {
            true => error.hint("`actant entities` lists who and what there is"),
            false => error.hint(format!("did you mean {}?", suggestions.join(", "))),
        })
    }

    fn nameable(&self) -> impl Iterator<Item = NodeIndex> {
        self.graph.node_indices().filter(|&node| matches!(self.graph[node].kind, NodeKind::Entity(_)))
    }

    /// How many statements a node stands in.
    pub(super) fn weight(&self, node: NodeIndex) -> usize {
        let edges = self.graph.edges_directed(node, Outgoing).chain(self.graph.edges_directed(node, Incoming));
        edges.map(|edge| edge.weight().evidence.len()).sum()
    }

    fn best(&self, mut matches: Vec<NodeIndex>) -> Option<Found> {
        matches.sort_by_key(|&node| (std::cmp::Reverse(self.weight(node)), self.graph[node].label.len(), node));
        let label = self.graph[*matches.first()?].label.clone();
        let folded = fold(&label);
        let (nodes, others): (Vec<_>, Vec<_>) =
            matches.into_iter().partition(|&node| fold(&self.graph[node].label) == folded);
        let mut also: Vec<String> = Vec::new();
        for other in others {
            let label = &self.graph[other].label;
            if !also.contains(label) {
                also.push(label.clone());
            }
        }
        Some(Found { nodes, label, also })
    }

    fn suggestions(&self, wanted: &str) -> Vec<String> {
        let mut near: Vec<(f64, &str)> = Vec::new();
        for node in self.nameable() {
            let node = &self.graph[node];
            let likeness = forms(node).map(|form| likeness(&fold(form), wanted)).fold(0.0, f64::max);
            if likeness >= ALIKE && !near.iter().any(|(_, label)| *label == node.label) {
                near.push((likeness, &node.label));
            }
        }
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        near.into_iter().take(SUGGESTIONS).map(|(_, label)| format!("“{}”", super::text::shorten(label, 60))).collect()
    }
}

fn forms(node: &Node) -> impl Iterator<Item = &str> {
    std::iter::once(node.label.as_str()).chain(node.names.keys().map(String::as_str))
}

/// The name without case, accents, punctuation and a leading article, its words joined by hyphens.
fn fold(name: &str) -> String {
    let plain: String = name.nfkd().filter(|&c| !is_combining_mark(c)).collect();
    let slug = if plain.chars().any(char::is_alphanumeric) { slug(&plain) } else { plain.trim().to_owned() };
    slug.strip_prefix("the-").map(str::to_owned).unwrap_or(slug)
}

fn contains(form: &str, words: &[&str]) -> bool {
    words.iter().all(|word| form.split('-').any(|part| part == *word))
}

/// The likeness of a name, or of its likest word, to what was asked for.
fn likeness(form: &str, wanted: &str) -> f64 {
    let words = form.split('-').map(|word| jaro_winkler(word, wanted));
    words.fold(jaro_winkler(form, wanted), f64::max)
}
