//! What the legend must explain: only what the drawing uses.

use rustc_hash::FxHashSet;

use super::drawing::Drawing;
use super::style::{EDGE_LOOKS, EdgeLook, NODE_KINDS, NodeStyle, node_style};

/// The kinds of nodes that are drawn, in the order of the legend.
pub(super) fn nodes(drawing: &Drawing) -> Vec<NodeStyle> {
    let used: FxHashSet<_> = drawing.graph.node_weights().map(|node| node.kind).collect();
    NODE_KINDS.into_iter().filter(|kind| used.contains(kind)).map(node_style).collect()
}

/// The looks of the edges that are drawn, in the order of the legend.
pub(super) fn edges(drawing: &Drawing) -> Vec<EdgeLook> {
    let used: FxHashSet<_> = drawing.graph.edge_weights().map(EdgeLook::of).collect();
    EDGE_LOOKS.into_iter().filter(|look| used.contains(look)).collect()
}

/// Whether some edge rests on more than one sentence, so that counts and widths must be explained.
pub(super) fn repeats(drawing: &Drawing) -> bool {
    drawing.graph.edge_weights().any(|edge| edge.support() > 1)
}
