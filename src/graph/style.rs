//! How nodes and edges look and what is written on them, the same in DOT and SVG.
//!
//! Colours are tints of Okabe and Ito's palette, which people with any colour vision can tell apart; whatever a colour
//! says, a shape, a dash or a word says too.

use super::group::{Edge, Node, NodeKind};
use super::select::doublings;
use super::text::{is_pronoun, shorten, wrap};
use crate::entity::EntityKind;
use crate::statement::{Modality, Polarity};

/// The size of the words in a node, in points of DOT and units of SVG.
pub(super) const NODE_FONT: f64 = 12.0;
/// The size of the words of an action.
pub(super) const ACTION_FONT: f64 = 11.0;
/// The size of what qualifies an action.
pub(super) const QUALIFIER_FONT: f64 = 9.5;
/// The fonts to try in turn.
pub(super) const FONTS: &str = "Helvetica, Arial, Liberation Sans, sans-serif";

/// How wide the words of a node, an action and a qualifier may run before they are broken.
const NODE_WIDTH: f64 = 138.0;
const ACTION_WIDTH: f64 = 112.0;
const QUALIFIER_WIDTH: f64 = 118.0;
/// How many quotations a tooltip shows, and how much of each.
const QUOTATIONS: usize = 3;
const QUOTATION: usize = 280;

/// The outline of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Shape {
    /// A box with round ends.
    Pill,
    /// A box.
    Box,
    /// A box with pointed ends.
    Hexagon,
    /// A box with cut corners.
    Octagon,
    /// A box with a second one behind it.
    Stack,
    /// A slanted box.
    Parallelogram,
    /// A sheet with a folded corner.
    Sheet,
    /// A box with round corners.
    Rounded,
    /// A box with round corners and a broken outline.
    Dashed,
    /// A small ring without words.
    Ring,
}

/// The looks of a kind of node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NodeStyle {
    pub shape: Shape,
    pub fill: &'static str,
    pub stroke: &'static str,
    /// What the legend calls it.
    pub legend: &'static str,
}

/// Every kind of node, in the order of the legend.
pub(super) const NODE_KINDS: [NodeKind; 10] = [
    NodeKind::Entity(EntityKind::Person),
    NodeKind::Entity(EntityKind::Group),
    NodeKind::Entity(EntityKind::Organization),
    NodeKind::Entity(EntityKind::Country),
    NodeKind::Entity(EntityKind::Place),
    NodeKind::Entity(EntityKind::Event),
    NodeKind::Entity(EntityKind::Document),
    NodeKind::Entity(EntityKind::Thing),
    NodeKind::Claim,
    NodeKind::Unsaid,
];

pub(super) fn node_style(kind: NodeKind) -> NodeStyle {
    let (shape, fill, stroke, legend) = match kind {
        NodeKind::Entity(EntityKind::Person) => (Shape::Pill, "#dcebf8", "#0068a6", "person"),
        NodeKind::Entity(EntityKind::Group) => (Shape::Stack, "#e4f3fc", "#2f7fb0", "group"),
        NodeKind::Entity(EntityKind::Organization) => (Shape::Box, "#fcebcf", "#9c6400", "organisation"),
        NodeKind::Entity(EntityKind::Country) => (Shape::Hexagon, "#d5f0e4", "#00704f", "country"),
        NodeKind::Entity(EntityKind::Place) => (Shape::Octagon, "#ecf7ef", "#4b8a6e", "place"),
        NodeKind::Entity(EntityKind::Event) => (Shape::Parallelogram, "#f8e4ef", "#9c4577", "event"),
        NodeKind::Entity(EntityKind::Document) => (Shape::Sheet, "#fdf9d8", "#857600", "document"),
        NodeKind::Entity(EntityKind::Thing) => (Shape::Rounded, "#f3f4f6", "#7b828c", "thing"),
        NodeKind::Claim => (Shape::Dashed, "#ffffff", "#6d4b9a", "what is claimed"),
        NodeKind::Unsaid => (Shape::Ring, "#ffffff", "#7b828c", "not said who or what"),
    };
    NodeStyle { shape, fill, stroke, legend }
}

/// How an edge is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum EdgeLook {
    /// Said to have happened, in the document's own voice.
    Stated,
    /// Said to have happened by somebody whom the document names.
    Claimed,
    /// Attempted, planned, asked for, possible or conditional.
    Unreal,
    /// Said not to have happened.
    Negated,
}

/// Every look of an edge, in the order of the legend.
pub(super) const EDGE_LOOKS: [EdgeLook; 4] = [EdgeLook::Stated, EdgeLook::Claimed, EdgeLook::Unreal, EdgeLook::Negated];

impl EdgeLook {
    pub(super) fn of(edge: &Edge) -> Self {
        match (edge.polarity, edge.modality, edge.attributed) {
            (Polarity::Negated, _, _) => EdgeLook::Negated,
            (_, Modality::Actual, false) => EdgeLook::Stated,
            (_, Modality::Actual, true) => EdgeLook::Claimed,
            _ => EdgeLook::Unreal,
        }
    }

    pub(super) fn color(self) -> &'static str {
        match self {
            EdgeLook::Stated => "#2b2f36",
            EdgeLook::Claimed => "#7446a0",
            EdgeLook::Unreal => "#61738a",
            EdgeLook::Negated => "#bf4800",
        }
    }

    pub(super) fn legend(self) -> &'static str {
        match self {
            EdgeLook::Stated => "stated by a document itself",
            EdgeLook::Claimed => "claimed by a source (hollow arrow)",
            EdgeLook::Unreal => "attempted, planned, asked, possible",
            EdgeLook::Negated => "✗ said not to be so",
        }
    }
}

/// The width of an edge's line: one step for each doubling of its support, up to six times.
pub(super) fn line_width(edge: &Edge) -> f64 {
    1.2 + 0.7 * doublings(edge.support()).min(6.0)
}

/// The words in a node, broken into lines; one empty line where there are none.
pub(super) fn node_lines(node: &Node) -> Vec<String> {
    if node.kind == NodeKind::Unsaid {
        return Vec::new();
    }
    let lines = wrap(&node.label, NODE_FONT, NODE_WIDTH, 3);
    if lines.is_empty() { vec![String::new()] } else { lines }
}

/// The words of an edge's action: "✗ not deploy", "send ×3".
pub(super) fn action_lines(edge: &Edge) -> Vec<String> {
    let not = if edge.polarity == Polarity::Negated { "✗\u{A0}not\u{A0}" } else { "" };
    let times = match edge.support() {
        0 | 1 => String::new(),
        support => format!("\u{A0}×{support}"),
    };
    let limit = if not.is_empty() { ACTION_WIDTH } else { ACTION_WIDTH + 12.0 };
    wrap(&format!("{not}{}{times}", edge.action()), ACTION_FONT, limit, 2)
}

/// What qualifies an edge's action, in small print: "attempted · per Microsoft".
pub(super) fn qualifier_lines(edge: &Edge) -> Vec<String> {
    let mut parts = Vec::new();
    if edge.modality != Modality::Actual {
        parts.push(edge.modality.as_str().to_owned());
    }
    if edge.attributed {
        // "Per I" tells nobody who it was.
        let mut sources = ranked_sources(edge);
        sources.retain(|source| !is_pronoun(source));
        if let Some((first, others)) = sources.split_first() {
            let more = if others.is_empty() { String::new() } else { format!("\u{A0}+\u{A0}{}", others.len()) };
            parts.push(format!("per\u{A0}{}{more}", shorten(first, 30)));
        }
    }
    wrap(&parts.join("\u{A0}· "), QUALIFIER_FONT, QUALIFIER_WIDTH, 2)
}

/// The sources of an edge, those with most statements first.
fn ranked_sources(edge: &Edge) -> Vec<&str> {
    let mut sources: Vec<(&str, u32)> = edge.sources.iter().map(|(name, &count)| (name.as_str(), count)).collect();
    sources.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    sources.into_iter().map(|(name, _)| name).collect()
}

/// What is told of a node when somebody points at it.
pub(super) fn node_tooltip(node: &Node) -> String {
    let style = node_style(node.kind);
    if node.kind == NodeKind::Unsaid {
        return style.legend.to_owned();
    }
    let mut tooltip = format!("{} ({})", shorten(&node.label, QUOTATION), style.legend);
    let others: Vec<String> =
        node.names.keys().filter(|name| **name != node.label).take(8).map(|name| shorten(name, 60)).collect();
    if !others.is_empty() {
        tooltip.push_str("\nalso written: ");
        tooltip.push_str(&others.join(", "));
    }
    tooltip
}

/// What is told of an edge when somebody points at it: the statement and its first quotations.
pub(super) fn edge_tooltip(edge: &Edge, from: &Node, to: &Node) -> String {
    let name = |node: &Node| if node.label.is_empty() { "…".to_owned() } else { shorten(&node.label, 80) };
    let mut tooltip = format!("{} – {}{} – {}", name(from), not(edge), shorten(&edge.action(), 80), name(to));
    let mut marks = Vec::new();
    if edge.modality != Modality::Actual {
        marks.push(edge.modality.as_str().to_owned());
    }
    if edge.attributed {
        let sources: Vec<String> = ranked_sources(edge).into_iter().take(5).map(|s| shorten(s, 60)).collect();
        marks.push(format!("according to {}", sources.join(", ")));
    }
    if !marks.is_empty() {
        tooltip.push_str(&format!(" ({})", marks.join("; ")));
    }
    for evidence in edge.evidence.iter().take(QUOTATIONS) {
        let quotation = shorten(&evidence.quotation, QUOTATION);
        let document = shorten(&evidence.document, 120);
        tooltip.push_str(&format!("\n“{quotation}” — {document}, sentence {}", evidence.sentence));
    }
    if edge.evidence.len() > QUOTATIONS {
        tooltip.push_str(&format!("\nand {} more", edge.evidence.len() - QUOTATIONS));
    }
    tooltip
}

fn not(edge: &Edge) -> &'static str {
    if edge.polarity == Polarity::Negated { "not " } else { "" }
}
