//! Coordinates for ordered columns.
//!
//! The height of each slot is drawn towards those of its neighbours, column by column to and fro. Within a column the
//! wishes are met as well as the order and the distances allow: that is isotonic regression, which pooling adjacent
//! violators solves exactly.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::slots::{PORT, Slot, Slots, What};
use super::{Layout, Link, Point, Rect, Route, Size};

/// How often the columns are gone through with the neighbours of one side, and then with those of both.
const ONE_SIDED: usize = 4;
const TWO_SIDED: usize = 60;
/// The least and the greatest distance between columns, and how it grows with the greatest rise of a line there.
const COLUMN_GAP: (f64, f64) = (26.0, 80.0);
const RISE: f64 = 0.10;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Side {
    Left,
    Right,
}

/// Where lines end at a slot: the distance from its middle, by slot, side and link; two for a link to itself.
type Ports = FxHashMap<(usize, Side, usize), [f64; 2]>;

pub(super) fn place(slots: &Slots, sizes: &[Size], links: &[Link]) -> Layout {
    let ports = ports(slots);
    let middles = heights(slots, &ports);
    let columns = columns(slots, &ports, &middles);
    let rect = |slot: usize, size: Size| {
        let (left, right) = columns[slots.slots[slot].column];
        Rect { at: Point { x: (left + right - size.width) / 2.0, y: middles[slot] - size.height / 2.0 }, size }
    };
    let nodes: Vec<Rect> = (0..sizes.len()).map(|node| rect(node, slots.slots[node].size)).collect();
    let mut words = vec![Rect::default(); links.len()];
    for (index, slot) in slots.slots.iter().enumerate() {
        if let What::Words(link) = slot.what {
            words[link] = rect(index, slot.size);
        }
    }
    let routes = (0..links.len()).map(|link| route(slots, link, &ports, &middles, &columns, &nodes)).collect();
    let bottom = (0..slots.slots.len()).map(|slot| middles[slot] + slots.slots[slot].size.height / 2.0);
    let size = Size { width: columns.last().map_or(0.0, |&(_, right)| right), height: bottom.fold(0.0, f64::max) };
    Layout { size, nodes, words, routes }
}

fn ports(slots: &Slots) -> Ports {
    let positions = slots.positions();
    let mut ports = Ports::default();
    for (index, slot) in slots.slots.iter().enumerate() {
        for (side, neighbours) in [(Side::Left, &slot.left), (Side::Right, &slot.right)] {
            let mut sorted: Vec<(usize, usize)> =
                neighbours.iter().map(|&(other, link)| (positions[other], link)).collect();
            sorted.sort_unstable();
            let step = if matches!(slot.what, What::Node(_)) { PORT } else { 6.0 };
            let middle = (sorted.len() as f64 - 1.0) / 2.0;
            for (place, &(_, link)) in sorted.iter().enumerate() {
                let offset = (place as f64 - middle) * step;
                ports.entry((index, side, link)).and_modify(|both| both[1] = offset).or_insert([offset, offset]);
            }
        }
    }
    ports
}

/// What draws a slot to one side: the slot there, how much lower this one must lie for a level line, and the weight.
type Pulls = Vec<(usize, f64, f64)>;

/// What draws every slot to the left and to the right.
fn pulls(slots: &Slots, ports: &Ports) -> Vec<[Pulls; 2]> {
    let of_slot = |(index, slot): (usize, &Slot)| {
        [(Side::Left, &slot.left), (Side::Right, &slot.right)].map(|(side, neighbours)| {
            let pull = |&(other, link): &(usize, usize)| {
                let neighbour = &slots.slots[other];
                let opposite = if neighbour.column < slot.column { Side::Right } else { Side::Left };
                let rise = port(ports, other, opposite, link) - port(ports, index, side, link);
                (other, rise, weight(slot.what, neighbour.what))
            };
            neighbours.iter().map(pull).collect()
        })
    };
    slots.slots.iter().enumerate().map(of_slot).collect()
}

fn port(ports: &Ports, slot: usize, side: Side, link: usize) -> f64 {
    ports.get(&(slot, side, link)).map_or(0.0, |both| both[0])
}

/// The middle of every slot.
fn heights(slots: &Slots, ports: &Ports) -> Vec<f64> {
    let mut middles = vec![0.0; slots.slots.len()];
    for column in &slots.columns {
        let mut at = 0.0;
        for (place, &slot) in column.iter().enumerate() {
            if place > 0 {
                at += distance(slots, column[place - 1], slot);
            }
            middles[slot] = at;
        }
    }
    let pulls = pulls(slots, ports);
    let count = slots.columns.len();
    for _ in 0..ONE_SIDED {
        for column in 0..count {
            draw(slots, &pulls, column, 0..1, &mut middles);
        }
        for column in (0..count).rev() {
            draw(slots, &pulls, column, 1..2, &mut middles);
        }
    }
    for _ in 0..TWO_SIDED {
        for column in (0..count).chain((0..count).rev()) {
            draw(slots, &pulls, column, 0..2, &mut middles);
        }
    }
    let tops = (0..slots.slots.len()).map(|slot| middles[slot] - slots.slots[slot].size.height / 2.0);
    let top = tops.fold(f64::INFINITY, f64::min);
    middles.iter_mut().for_each(|middle| *middle -= top);
    middles
}

/// The least distance between the middles of two slots that follow each other in a column.
fn distance(slots: &Slots, upper: usize, lower: usize) -> f64 {
    let (upper, lower) = (&slots.slots[upper], &slots.slots[lower]);
    let room = |what: What| match what {
        What::Node(_) => 6.0,
        What::Words(_) => 2.5,
        What::Line => 2.0,
    };
    (upper.size.height + lower.size.height) / 2.0 + room(upper.what) + room(lower.what)
}

/// Draws the slots of a column towards their neighbours on the given sides: 0 is left, 1 is right.
fn draw(slots: &Slots, pulls: &[[Pulls; 2]], column: usize, sides: Range<usize>, middles: &mut [f64]) {
    let column = &slots.columns[column];
    // Distances are taken out, so that only the order remains to be kept.
    let mut offsets = Vec::with_capacity(column.len());
    let mut wishes = Vec::with_capacity(column.len());
    let mut at = 0.0;
    for (place, &slot) in column.iter().enumerate() {
        if place > 0 {
            at += distance(slots, column[place - 1], slot);
        }
        offsets.push(at);
        let (mut sum, mut weights) = (0.0, 0.0);
        for &(other, rise, weight) in pulls[slot][sides.clone()].iter().flatten() {
            sum += weight * (middles[other] + rise);
            weights += weight;
        }
        if weights > 0.0 {
            wishes.push((sum / weights - at, weights));
        } else {
            wishes.push((middles[slot] - at, 0.01));
        }
    }
    for ((&slot, offset), place) in column.iter().zip(offsets).zip(pool(&wishes)) {
        middles[slot] = place + offset;
    }
}

/// How much a piece of line wants to be level: long lines most, for a bend in them shows most.
fn weight(a: What, b: What) -> f64 {
    match (a, b) {
        (What::Line, What::Line) => 8.0,
        (What::Line, What::Words(_)) | (What::Words(_), What::Line) => 6.0,
        (What::Line, What::Node(_)) | (What::Node(_), What::Line) => 2.0,
        _ => 1.0,
    }
}

/// The rising sequence with the least sum of weighted squared distances from the wishes.
fn pool(wishes: &[(f64, f64)]) -> Vec<f64> {
    let mut pools: Vec<(f64, f64, usize)> = Vec::with_capacity(wishes.len());
    for &(wish, weight) in wishes {
        let mut pool = (wish, weight, 1);
        while let Some(&(before, before_weight, count)) = pools.last() {
            if before <= pool.0 {
                break;
            }
            let weight = before_weight + pool.1;
            pool = ((before * before_weight + pool.0 * pool.1) / weight, weight, count + pool.2);
            pools.pop();
        }
        pools.push(pool);
    }
    pools.into_iter().flat_map(|(value, _, count)| std::iter::repeat_n(value, count)).collect()
}

/// The left and right edge of each column.
fn columns(slots: &Slots, ports: &Ports, middles: &[f64]) -> Vec<(f64, f64)> {
    let mut columns = Vec::with_capacity(slots.columns.len());
    let mut x = 0.0;
    for column in &slots.columns {
        let width = column.iter().map(|&slot| slots.slots[slot].size.width).fold(0.0, f64::max);
        columns.push((x, x + width));
        let mut rise: f64 = 0.0;
        for &slot in column {
            for &(other, link) in &slots.slots[slot].right {
                let from = middles[slot] + port(ports, slot, Side::Right, link);
                rise = rise.max((middles[other] + port(ports, other, Side::Left, link) - from).abs());
            }
        }
        x += width + (COLUMN_GAP.0 + RISE * rise).min(COLUMN_GAP.1);
    }
    columns
}

fn route(slots: &Slots, link: usize, ports: &Ports, middles: &[f64], columns: &[(f64, f64)], nodes: &[Rect]) -> Route {
    let (run, forward) = &slots.runs[link];
    let port = |slot: usize, side: Side, which: usize| {
        middles[slot] + ports.get(&(slot, side, link)).map_or(0.0, |both| both[which])
    };
    let column = |slot: usize| columns[slots.slots[slot].column];
    let right_of = |node: usize| nodes[node].at.x + nodes[node].size.width;
    let mut points = Vec::with_capacity(2 * run.len());
    let (first, last) = (run[0], run[run.len() - 1]);
    if slots.slots[first].column == slots.slots[last].column {
        let words = run[1];
        let (left, right) = column(words);
        let middle = (left + right) / 2.0;
        let there = port(first, Side::Right, 0);
        let back = port(last, Side::Right, 1);
        let (enter, leave) = (port(words, Side::Left, 0), port(words, Side::Left, 1));
        for (x, y) in [
            (right_of(first), there),
            (column(first).1, there),
            (left, enter),
            (middle, enter),
            (middle, leave),
            (left, leave),
            (column(last).1, back),
            (right_of(last), back),
        ] {
            points.push(Point { x, y });
        }
        return Route { points };
    }
    points.push(Point { x: right_of(first), y: port(first, Side::Right, 0) });
    for pair in run.windows(2) {
        points.push(Point { x: column(pair[0]).1, y: port(pair[0], Side::Right, 0) });
        points.push(Point { x: column(pair[1]).0, y: port(pair[1], Side::Left, 0) });
    }
    points.push(Point { x: nodes[last].at.x, y: port(last, Side::Left, 0) });
    if !forward {
        points.reverse();
    }
    Route { points }
}
