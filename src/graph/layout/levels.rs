//! The level of each node: its column, counted in nodes from the left.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Link;

/// The level of every node and the number of nodes on the fullest level, where levels of more than `most` nodes are
/// relieved as far as the links allow.
///
/// A link leads to a higher level, except those that would close a cycle; a link from a node to itself counts for
/// nothing.
pub(super) fn levels(nodes: usize, links: &[Link], most: usize) -> (Vec<usize>, usize) {
    let order = without_cycles(nodes, links);
    // Every link turned so that it leads forward in the order.
    let forward: Vec<(usize, usize)> = links
        .iter()
        .filter(|link| link.from != link.to)
        .map(|link| if order[link.from] < order[link.to] { (link.from, link.to) } else { (link.to, link.from) })
        .collect();
    let mut ends = Ends { before: vec![Vec::new(); nodes], after: vec![Vec::new(); nodes] };
    for &(a, b) in &forward {
        ends.after[a].push(b);
        ends.before[b].push(a);
    }
    let mut by_order: Vec<usize> = (0..nodes).collect();
    by_order.sort_unstable_by_key(|&node| order[node]);
    let mut level = vec![0_i64; nodes];
    for &node in &by_order {
        level[node] = ends.before[node].iter().map(|&other| level[other] + 1).max().unwrap_or(0);
    }
    tighten(&mut level, &by_order, &ends);
    relieve(&mut level, &ends, most);
    let least = level.iter().copied().min().unwrap_or(0);
    let level: Vec<usize> = level.into_iter().map(|l| (l - least) as usize).collect();
    let mut counts = vec![0_usize; level.iter().max().map_or(0, |most| most + 1)];
    for &l in &level {
        counts[l] += 1;
    }
    (level, counts.into_iter().max().unwrap_or(0))
}

/// The nodes on the other ends of the links that come from lower and lead to higher levels.
struct Ends {
    before: Vec<Vec<usize>>,
    after: Vec<Vec<usize>>,
}

/// The place of every node in an order that few links run against, by the heuristic of Eades, Lin and Smyth: sinks to
/// the end, sources to the front, else the node with most links out over in to the front.
fn without_cycles(nodes: usize, links: &[Link]) -> Vec<usize> {
    let mut degree_in = vec![0_i64; nodes];
    let mut degree_out = vec![0_i64; nodes];
    let mut around: Vec<Vec<(usize, bool)>> = vec![Vec::new(); nodes];
    for link in links.iter().filter(|link| link.from != link.to) {
        degree_out[link.from] += 1;
        degree_in[link.to] += 1;
        around[link.from].push((link.to, true));
        around[link.to].push((link.from, false));
    }
    // A sink is worth least and a source most; what has become out of date in the heap is skipped.
    let rank = |degree_in: i64, degree_out: i64| match (degree_in, degree_out) {
        (_, 0) => (2, 0),
        (0, _) => (1, 0),
        (i, o) => (0, o - i),
    };
    let mut heap: BinaryHeap<((i64, i64), Reverse<usize>)> =
        (0..nodes).map(|node| (rank(degree_in[node], degree_out[node]), Reverse(node))).collect();
    let mut place = vec![usize::MAX; nodes];
    let (mut front, mut back) = (0, nodes);
    while let Some((worth, Reverse(node))) = heap.pop() {
        if place[node] != usize::MAX || worth != rank(degree_in[node], degree_out[node]) {
            continue;
        }
        if worth.0 == 2 {
            back -= 1;
            place[node] = back;
        } else {
            place[node] = front;
            front += 1;
        }
        for &(other, out) in &around[node] {
            if place[other] == usize::MAX {
                let degree = if out { &mut degree_in } else { &mut degree_out };
                degree[other] -= 1;
                heap.push((rank(degree_in[other], degree_out[other]), Reverse(other)));
            }
        }
    }
    place
}

/// Moves nodes within the room that their links leave, until no move makes the links shorter.
fn tighten(level: &mut [i64], by_order: &[usize], ends: &Ends) {
    for _ in 0..8 {
        let mut moved = false;
        for &node in by_order.iter().rev().chain(by_order) {
            let low = ends.before[node].iter().map(|&other| level[other] + 1).max();
            let high = ends.after[node].iter().map(|&other| level[other] - 1).min();
            // More links on one side draw the node there; with as many on both it stays.
            let to = match ends.before[node].len().cmp(&ends.after[node].len()) {
                std::cmp::Ordering::Less => high,
                std::cmp::Ordering::Greater => low,
                std::cmp::Ordering::Equal => None,
            };
            if let Some(to) = to.filter(|&to| to != level[node]) {
                level[node] = to;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
}

/// Spreads crowded levels: nodes that nothing follows move right, nodes that nothing precedes move left.
fn relieve(level: &mut [i64], ends: &Ends, most: usize) {
    if most == usize::MAX {
        return;
    }
    for (side, step) in [(&ends.after, 1), (&ends.before, -1)] {
        let mut at = level.iter().map(|l| l * step).min().unwrap_or(0);
        while at <= level.iter().map(|l| l * step).max().unwrap_or(0) {
            let here: Vec<usize> = (0..level.len()).filter(|&node| level[node] * step == at).collect();
            let excess = here.len().saturating_sub(most);
            let mut movable: Vec<usize> = here.into_iter().filter(|&node| side[node].is_empty()).collect();
            // Those of one neighbour move together, the least linked first.
            let other = |node: usize| ends.before[node].iter().chain(&ends.after[node]).min().copied();
            movable.sort_by_key(|&node| (ends.before[node].len() + ends.after[node].len(), other(node), node));
            for &node in movable.iter().take(excess) {
                level[node] += step;
            }
            at += 1;
        }
    }
}
