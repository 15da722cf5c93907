//! Statements as a petgraph, its neighbourhoods, its chains and its drawings.
//!
//! In come [`Statement`](crate::statement::Statement)s, as a build has just made or kept them. [`StatementGraph`]
//! groups them: who and what they speak of are the nodes, what was done are the edges, and every edge keeps the words
//! it rests on. [`Drawing`] picks the most telling edges and writes them as DOT, SVG or GraphML;
//! [`chains`](StatementGraph::chains) finds how two entities are linked. Which mentions are one entity was decided
//! before, in [`entity`](crate::entity).

mod chain;
mod dot;
mod drawing;
mod find;
mod graphml;
mod group;
mod layout;
mod legend;
mod same;
mod select;
mod style;
mod svg;
mod text;
mod xml;

pub use chain::{Chain, Direction, Step};
pub use drawing::{DEFAULT_LIMIT, Drawing, Options};
pub use find::Found;
pub use group::{Edge, EdgeKind, Evidence, Node, NodeKind, StatementGraph};

#[cfg(test)]
mod tests;
