//! The order of the slots in each column, for few crossings.
//!
//! Sweeps to the right and to the left sort each column by the middle of each slot's neighbours in the column before,
//! then swap adjacent slots where that takes crossings away; the best order seen is kept.

use super::slots::Slots;

/// How many sweeps are made at most, and after how many without gain they end.
const SWEEPS: usize = 24;
const PATIENCE: usize = 6;
/// How many slots all sweeps together go through, so that large drawings take bounded time.
const SLOTS_SWEPT: usize = 100_000;
/// Above this many slots, adjacent slots are no longer swapped: it costs most and gains least.
const SWAPPED: usize = 1_500;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// Orders the slots of every column and counts the crossings that remain.
pub(super) fn order(slots: &mut Slots) -> usize {
    start(slots);
    let mut best = slots.columns.clone();
    let mut least = crossings(slots);
    let mut patience = PATIENCE;
    let sweeps = (SLOTS_SWEPT / slots.slots.len().max(1)).clamp(4, SWEEPS);
    for sweep in 0..sweeps {
        if least == 0 || patience == 0 {
            break;
        }
        let side = if sweep % 2 == 0 { Side::Left } else { Side::Right };
        sort_by_neighbours(slots, side);
        if slots.slots.len() <= SWAPPED {
            swap_adjacent(slots);
        }
        let count = crossings(slots);
        if count < least {
            least = count;
            best.clone_from(&slots.columns);
            patience = PATIENCE;
        } else {
            patience -= 1;
        }
    }
    slots.columns = best;
    least
}

/// Orders the columns as a walk through the graph meets their slots, which keeps what is linked together.
fn start(slots: &mut Slots) {
    let mut seen = vec![false; slots.slots.len()];
    let mut columns = vec![Vec::new(); slots.columns.len()];
    let leftmost: Vec<usize> = slots.columns.iter().flatten().copied().collect();
    for first in leftmost {
        let mut stack = vec![first];
        while let Some(slot) = stack.pop() {
            if std::mem::replace(&mut seen[slot], true) {
                continue;
            }
            columns[slots.slots[slot].column].push(slot);
            let slot = &slots.slots[slot];
            stack.extend(slot.right.iter().chain(&slot.left).rev().map(|&(other, _)| other));
        }
    }
    slots.columns = columns;
}

fn neighbours(slots: &Slots, slot: usize, side: Side) -> &[(usize, usize)] {
    match side {
        Side::Left => &slots.slots[slot].left,
        Side::Right => &slots.slots[slot].right,
    }
}

fn sort_by_neighbours(slots: &mut Slots, side: Side) {
    let mut positions = slots.positions();
    let count = slots.columns.len();
    let columns: Vec<usize> = if side == Side::Left { (1..count).collect() } else { (0..count - 1).rev().collect() };
    for column in columns {
        let mut keyed: Vec<(f64, usize)> = Vec::with_capacity(slots.columns[column].len());
        for &slot in &slots.columns[column] {
            let mut at: Vec<usize> = neighbours(slots, slot, side).iter().map(|&(other, _)| positions[other]).collect();
            at.sort_unstable();
            keyed.push((middle(&at).unwrap_or(-1.0), slot));
        }
        // What has no neighbour on this side keeps its place; the rest is sorted around it.
        let mut sorted: Vec<(f64, usize)> = keyed.iter().copied().filter(|&(key, _)| key >= 0.0).collect();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(positions[a.1].cmp(&positions[b.1])));
        let mut sorted = sorted.into_iter();
        let ordered: Vec<usize> = keyed
            .iter()
            .map(|&(key, slot)| if key < 0.0 { slot } else { sorted.next().map_or(slot, |(_, slot)| slot) })
            .collect();
        for (position, &slot) in ordered.iter().enumerate() {
            positions[slot] = position;
        }
        slots.columns[column] = ordered;
    }
}

/// The mean of the median and the mean: the median alone leaves too many ties.
fn middle(sorted: &[usize]) -> Option<f64> {
    if sorted.is_empty() {
        return None;
    }
    let half = sorted.len() / 2;
    let median =
        if sorted.len() % 2 == 1 { sorted[half] as f64 } else { (sorted[half - 1] + sorted[half]) as f64 / 2.0 };
    let mean = sorted.iter().sum::<usize>() as f64 / sorted.len() as f64;
    Some(median * 0.75 + mean * 0.25)
}

fn swap_adjacent(slots: &mut Slots) {
    let mut positions = slots.positions();
    for _ in 0..4 {
        let mut swapped = false;
        for column in 0..slots.columns.len() {
            for place in 1..slots.columns[column].len() {
                let (upper, lower) = (slots.columns[column][place - 1], slots.columns[column][place]);
                let now = pair_crossings(slots, &positions, upper, lower);
                if now > 0 && pair_crossings(slots, &positions, lower, upper) < now {
                    slots.columns[column].swap(place - 1, place);
                    positions.swap(upper, lower);
                    swapped = true;
                }
            }
        }
        if !swapped {
            break;
        }
    }
}

/// How many lines of two adjacent slots cross when `upper` stands above `lower`.
fn pair_crossings(slots: &Slots, positions: &[usize], upper: usize, lower: usize) -> usize {
    let on = |side| {
        let places = |slot| {
            let mut places: Vec<usize> =
                neighbours(slots, slot, side).iter().map(|&(other, _)| positions[other]).collect();
            places.sort_unstable();
            places
        };
        let (above, below) = (places(upper), places(lower));
        let mut passed = 0;
        let mut count = 0;
        for place in above {
            while passed < below.len() && below[passed] < place {
                passed += 1;
            }
            count += passed;
        }
        count
    };
    on(Side::Left) + on(Side::Right)
}

/// The number of crossings between all neighbouring columns.
fn crossings(slots: &Slots) -> usize {
    let positions = slots.positions();
    let mut count = 0;
    for (column, next) in slots.columns.iter().zip(slots.columns.iter().skip(1)) {
        let mut ends: Vec<usize> = Vec::new();
        for &slot in column {
            let from = ends.len();
            ends.extend(slots.slots[slot].right.iter().map(|&(other, _)| positions[other]));
            ends[from..].sort_unstable();
        }
        count += inversions(&ends, next.len());
    }
    count
}

/// How many pairs of a sequence of numbers below `limit` are out of order, by a binary indexed tree.
fn inversions(sequence: &[usize], limit: usize) -> usize {
    let mut tree = vec![0_usize; limit + 1];
    let mut count = 0;
    for (seen, &value) in sequence.iter().enumerate() {
        let mut not_above = 0;
        let mut at = value + 1;
        while at > 0 {
            not_above += tree[at];
            at &= at - 1;
        }
        count += seen - not_above;
        let mut at = value + 1;
        while at <= limit {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    count
}
