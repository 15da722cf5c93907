//! Chooses what is worth drawing.
//!
//! An edge is worth more the more sentences and documents it rests on, the surer its statements are, the more of its
//! ends have names of their own and the more is said about them; when it is said to be so or not so, and when something
//! is done, not when somebody is something. Around an entity, what is nearer is worth more.
//! Edges are then taken one by one, always the best of those left, where an edge gains when it joins what is already
//! drawn and loses when an end of it is crowded: the picture is one story and not a heap of pairs or a single star.
//! Ties go to the edge that was read first.

use std::collections::VecDeque;
use std::collections::hash_map::Entry;

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;

use super::group::{Edge, EdgeKind, Node, NodeKind, StatementGraph};
use super::text::is_pronoun;
use crate::entity::EntityKind;
use crate::iri::is_local;
use crate::statement::Modality;

/// What each doubling of the number of sentences is worth.
const SUPPORT: f64 = 1.0;
/// What each doubling of the number of documents is worth on top.
const DOCUMENTS: f64 = 1.0;
/// What a sure statement is worth against one that is surely wrong.
const CONFIDENCE: f64 = 2.0;
/// What it is worth that something is said to be so, or not so, rather than attempted, planned or possible.
const REAL: f64 = 0.4;
/// What is taken away when an edge tells what somebody is, not what they do.
const STATE: f64 = 1.0;
/// What each doubling of the number of statements about an end is worth.
const PROMINENCE: f64 = 0.15;
/// What each end that is already drawn is worth.
const JOINS: f64 = 0.6;
/// What each edge at an end takes away from the next one there.
const CROWDED: f64 = 0.12;
/// What each step away from the entities in question takes away.
const AWAY: f64 = 8.0;

/// The edges that were chosen.
pub(super) struct Selection {
    /// In the graph's own order.
    pub edges: Vec<EdgeIndex>,
    /// How many there were to choose from.
    pub available: usize,
}

/// How many steps each node lies from the nearest of `focus`, whichever way the edges point, up to `hops`.
pub(super) fn neighbourhood(graph: &StatementGraph, focus: &[NodeIndex], hops: usize) -> FxHashMap<NodeIndex, usize> {
    let mut distances: FxHashMap<NodeIndex, usize> = focus.iter().map(|&node| (node, 0)).collect();
    let mut queue: VecDeque<NodeIndex> = focus.iter().copied().collect();
    while let Some(node) = queue.pop_front() {
        let distance = distances[&node];
        if distance == hops {
            continue;
        }
        let edges = graph.graph.edges_directed(node, Outgoing).chain(graph.graph.edges_directed(node, Incoming));
        for edge in edges.filter(|edge| edge.weight().kind == EdgeKind::Action) {
            let next = if edge.source() == node { edge.target() } else { edge.source() };
            if let Entry::Vacant(vacant) = distances.entry(next) {
                vacant.insert(distance + 1);
                queue.push_back(next);
            }
        }
    }
    distances
}

/// Chooses at most `limit` edges within `hops` of `focus`, or of the whole graph when there is no focus.
pub(super) fn select(graph: &StatementGraph, focus: &[NodeIndex], hops: usize, limit: usize) -> Selection {
    let distances = (!focus.is_empty()).then(|| neighbourhood(graph, focus, hops));
    let weights: Vec<usize> = graph.graph.node_indices().map(|node| graph.weight(node)).collect();
    let mut candidates: Vec<(f64, EdgeIndex)> = Vec::new();
    for edge in graph.graph.edge_indices().filter(|&edge| graph.graph[edge].kind == EdgeKind::Action) {
        let Some((from, to)) = graph.graph.edge_endpoints(edge) else { continue };
        let mut worth = worth(graph, &weights, &graph.graph[edge], from, to);
        if let Some(distances) = &distances {
            let (Some(&a), Some(&b)) = (distances.get(&from), distances.get(&to)) else { continue };
            worth -= AWAY * a.min(b) as f64;
        }
        candidates.push((worth, edge));
    }
    let available = candidates.len();
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    candidates.truncate(limit.saturating_mul(8).max(256));
    let mut edges = if candidates.len() <= limit {
        candidates.into_iter().map(|(_, edge)| edge).collect()
    } else {
        one_by_one(graph, candidates, limit)
    };
    edges.sort_unstable();
    Selection { edges, available }
}

fn one_by_one(graph: &StatementGraph, mut candidates: Vec<(f64, EdgeIndex)>, limit: usize) -> Vec<EdgeIndex> {
    let mut degrees: FxHashMap<NodeIndex, usize> = FxHashMap::default();
    let mut chosen = Vec::with_capacity(limit);
    while chosen.len() < limit {
        let gain = |&(worth, edge): &(f64, EdgeIndex)| {
            let (from, to) = graph.graph.edge_endpoints(edge).unwrap_or_default();
            let at = |node| match degrees.get(&node) {
                Some(&degree) => JOINS - CROWDED * degree as f64,
                None => 0.0,
            };
            worth + at(from) + at(to)
        };
        // The first of the best: `max_by` would take the last.
        let best = candidates.iter().map(gain).enumerate().fold(None, |best: Option<(usize, f64)>, (place, gain)| {
            if best.is_some_and(|(_, most)| most >= gain) { best } else { Some((place, gain)) }
        });
        let Some((place, _)) = best else { break };
        let (_, edge) = candidates.remove(place);
        let (from, to) = graph.graph.edge_endpoints(edge).unwrap_or_default();
        *degrees.entry(from).or_default() += 1;
        *degrees.entry(to).or_default() += 1;
        chosen.push(edge);
    }
    chosen
}

fn worth(graph: &StatementGraph, weights: &[usize], edge: &Edge, from: NodeIndex, to: NodeIndex) -> f64 {
    let names = named(&graph.graph[from]) + named(&graph.graph[to]);
    let prominence = PROMINENCE * (doublings(weights[from.index()]) + doublings(weights[to.index()]));
    let real = if edge.modality == Modality::Actual { REAL } else { 0.0 };
    let support = SUPPORT * doublings(edge.support()) + DOCUMENTS * doublings(edge.documents());
    let state = if edge.is_copula { STATE } else { 0.0 };
    support + CONFIDENCE * edge.confidence + real - state + names + prominence
}

/// How much an end tells by being what it is.
fn named(node: &Node) -> f64 {
    match node.kind {
        // "We" in a picture is nobody at all.
        NodeKind::Entity(_) if is_pronoun(&node.label) => -2.0,
        // Nobody knows who "he" is, or whether "the plan" is the same as another.
        NodeKind::Entity(_) if node.iri.is_none() => 0.0,
        // "A lawmaker" tells less than a name.
        NodeKind::Entity(_) if node.iri.as_deref().is_some_and(is_local) => 0.3,
        NodeKind::Entity(EntityKind::Person | EntityKind::Organization | EntityKind::Country) => 1.0,
        NodeKind::Entity(EntityKind::Place | EntityKind::Event | EntityKind::Group) => 0.8,
        NodeKind::Entity(EntityKind::Document | EntityKind::Thing) => 0.6,
        // What a claim says is drawn for itself, with its source, where it is worth it.
        NodeKind::Claim => -0.6,
        NodeKind::Unsaid => -0.6,
    }
}

/// The binary logarithm, straight between the powers of two: the same on every machine, which `f64::log2` need not be.
pub(super) fn doublings(count: usize) -> f64 {
    let whole = count.max(1).ilog2();
    let power = (1_usize << whole) as f64;
    f64::from(whole) + (count.max(1) as f64 - power) / power
}
