//! What is drawn: the chosen part of the graph, with its title.

use petgraph::graph::{DiGraph, NodeIndex};
use rustc_hash::FxHashSet;

use super::group::{Edge, Node, StatementGraph};
use super::select::select;
use super::{dot, graphml, svg};
use crate::statement::Statement;

/// How many edges are drawn unless the user says otherwise: what a person can still read on one page.
pub const DEFAULT_LIMIT: usize = 50;

/// What a drawing is to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many edges are drawn at most.
    pub limit: usize,
    /// How many steps from the entities in question are drawn, where there are any.
    pub hops: usize,
    /// The title; without one, the drawing says what it shows.
    pub title: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Options { limit: DEFAULT_LIMIT, hops: 1, title: None }
    }
}

/// The part of a graph that is worth drawing.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// The nodes and edges to draw.
    pub(super) graph: DiGraph<Node, Edge>,
    /// The entities that it is about.
    pub(super) focus: FxHashSet<NodeIndex>,
    pub(super) title: String,
    pub(super) subtitle: String,
    available: usize,
}

impl Drawing {
    /// Draws the most telling statements of all.
    pub fn from_statements(statements: &[Statement], options: &Options) -> Self {
        Drawing::new(&StatementGraph::from_statements(statements), &[], options)
    }

    /// Draws the most telling statements of a graph, or of what lies around `focus`.
    pub fn new(graph: &StatementGraph, focus: &[NodeIndex], options: &Options) -> Self {
        let selection = select(graph, focus, options.hops, options.limit);
        let chosen: FxHashSet<_> = selection.edges.iter().copied().collect();
        let mut ends: FxHashSet<NodeIndex> = focus.iter().copied().collect();
        for &edge in &selection.edges {
            let (from, to) = graph.graph.edge_endpoints(edge).unwrap_or_default();
            ends.extend([from, to]);
        }
        let drawn = graph.graph.filter_map(
            |node, weight| ends.contains(&node).then(|| weight.clone()),
            |edge, weight| chosen.contains(&edge).then(|| weight.clone()),
        );
        let keys: FxHashSet<&str> = focus.iter().map(|&node| graph.graph[node].key.as_str()).collect();
        let focus_drawn = drawn.node_indices().filter(|&node| keys.contains(drawn[node].key.as_str())).collect();
        let documents: FxHashSet<&str> =
            drawn.edge_weights().flat_map(|edge| &edge.evidence).map(|e| e.document.as_str()).collect();
        let title = options.title.clone().unwrap_or_else(|| title(graph, focus));
        let subtitle = subtitle(drawn.edge_count(), selection.available, documents.len());
        Drawing { graph: drawn, focus: focus_drawn, title, subtitle, available: selection.available }
    }

    /// The number of edges drawn.
    pub fn edge_count(&self) -> usize {
        self.graph.edge_count()
    }

    /// The number of edges that there were to choose from.
    pub fn available(&self) -> usize {
        self.available
    }

    /// Writes the drawing in the language of Graphviz.
    pub fn to_dot(&self) -> String {
        dot::write(self)
    }

    /// Writes the drawing as a picture.
    pub fn to_svg(&self) -> String {
        svg::write(self)
    }

    /// Writes the drawing as GraphML, for programs such as Gephi, yEd and Cytoscape.
    pub fn to_graphml(&self) -> String {
        graphml::write(self)
    }
}

fn title(graph: &StatementGraph, focus: &[NodeIndex]) -> String {
    let mut labels: Vec<&str> = Vec::new();
    for &node in focus {
        let label = graph.graph[node].label.as_str();
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    match labels.as_slice() {
        [] => "Who did what to whom".to_owned(),
        [label] => format!("What is said about {label}"),
        [first @ .., last] => format!("What is said about {} and {last}", first.join(", ")),
    }
}

fn subtitle(drawn: usize, available: usize, documents: usize) -> String {
    let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let documents = plural(documents, "document");
    if drawn < available {
        format!("the {drawn} most telling of {} from {documents}", plural(available, "action"))
    } else {
        format!("{} from {documents}", plural(drawn, "action"))
    }
}
