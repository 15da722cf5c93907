//! How two entities are linked: the shortest chains of statements between them.
//!
//! A chain may follow a statement either way, from actor to target or back; it may also pass through the further roles
//! of a statement and through claims to what they speak of. Of chains of one length the better supported come first.

use petgraph::algo::dijkstra;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::{EdgeRef, UndirectedAdaptor};
use rustc_hash::FxHashMap;

use super::group::{EdgeKind, StatementGraph};

/// A chain of statements from one entity to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Its steps, at least one.
    pub steps: Vec<Step>,
}

/// One step of a chain, from a node to a neighbour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Where it starts.
    pub from: NodeIndex,
    /// Where it ends.
    pub to: NodeIndex,
    /// The edges between the two, each with the way it points; the best supported first.
    pub edges: Vec<(EdgeIndex, Direction)>,
}

/// Which way an edge points along a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// From the start of the step to its end.
    Forward,
    /// From the end of the step to its start.
    Backward,
}

/// How many chains are compared before the best are told; hubs can have thousands of one length.
const COMPARED: usize = 2_000;

impl StatementGraph {
    /// The shortest chains from any of `from` to any of `to`, at most `max`; none when the two are not linked, or the
    /// same.
    pub fn chains(&self, from: &[NodeIndex], to: &[NodeIndex], max: usize) -> Vec<Chain> {
        let mut distances: FxHashMap<NodeIndex, usize> = FxHashMap::default();
        for &goal in to {
            for (node, distance) in dijkstra(UndirectedAdaptor(&self.graph), goal, None, |_| 1_usize) {
                let known = distances.entry(node).or_insert(distance);
                *known = distance.min(*known);
            }
        }
        let Some(shortest) = from.iter().filter_map(|node| distances.get(node)).min().copied() else {
            return Vec::new();
        };
        if shortest == 0 {
            return Vec::new();
        }
        let mut chains = Vec::new();
        for &start in from.iter().filter(|node| distances.get(node) == Some(&shortest)) {
            self.walk(start, &distances, &mut Vec::new(), &mut chains);
        }
        let mut ranked: Vec<(usize, Chain)> = chains.into_iter().map(|chain| (self.support(&chain), chain)).collect();
        ranked.sort_by_key(|&(support, _)| std::cmp::Reverse(support));
        ranked.into_iter().take(max).map(|(_, chain)| chain).collect()
    }

    /// Goes on from `node` by every neighbour that lies nearer to the goal.
    fn walk(
        &self,
        node: NodeIndex,
        distances: &FxHashMap<NodeIndex, usize>,
        steps: &mut Vec<Step>,
        chains: &mut Vec<Chain>,
    ) {
        let distance = distances[&node];
        if distance == 0 {
            chains.push(Chain { steps: steps.clone() });
            return;
        }
        let mut nearer: Vec<NodeIndex> =
            self.graph.neighbors_undirected(node).filter(|next| distances.get(next) == Some(&(distance - 1))).collect();
        nearer.sort_unstable();
        nearer.dedup();
        for next in nearer {
            if chains.len() >= COMPARED {
                return;
            }
            steps.push(Step { from: node, to: next, edges: self.edges_between(node, next) });
            self.walk(next, distances, steps, chains);
            steps.pop();
        }
    }

    fn edges_between(&self, from: NodeIndex, to: NodeIndex) -> Vec<(EdgeIndex, Direction)> {
        let forward = self.graph.edges_connecting(from, to).map(|edge| (edge.id(), Direction::Forward));
        let backward = self.graph.edges_connecting(to, from).map(|edge| (edge.id(), Direction::Backward));
        let mut edges: Vec<_> = forward.chain(backward).collect();
        edges.sort_by_key(|&(index, _)| {
            let edge = &self.graph[index];
            let indirect = edge.kind != EdgeKind::Action;
            (indirect, std::cmp::Reverse(edge.support()), index)
        });
        edges
    }

    /// The support of a chain: what its weakest step rests on.
    fn support(&self, chain: &Chain) -> usize {
        let of_step = |step: &Step| step.edges.iter().map(|&(edge, _)| self.graph[edge].support()).sum();
        chain.steps.iter().map(of_step).min().unwrap_or(0)
    }
}
