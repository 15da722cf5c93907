//! Where the nodes, the words of the edges and the lines go: a layered drawing from left to right.
//!
//! In come the sizes of boxes and the edges between them, out go places; what is in the boxes is left to others. Each
//! connected part is laid out by the method of Sugiyama, Tagawa and Toda: edges are turned so that no cycle remains
//! ([`levels`]), nodes get columns, the words of edges get columns of their own between those, lines that pass a column
//! keep a slot free there ([`slots`]); the slots of each column are ordered for few crossings ([`order`]) and placed
//! for straight lines ([`place`]). Since all things in a column keep their distance and a line changes its height only
//! between columns, nothing overlaps and no line runs under a box. The parts are then packed on one page ([`pack`]).
//!
//! `rust-sugiyama` and `layout-rs` were looked at: neither places the words of edges nor tells where lines run.

mod levels;
mod order;
mod pack;
mod place;
mod slots;

use levels::levels;
use order::order;
use pack::pack;
use slots::{Slots, What};

/// A width and a height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Size {
    pub width: f64,
    pub height: f64,
}

/// A place on the page: x to the right, y down.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub x: f64,
    pub y: f64,
}

/// A box on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rect {
    /// The upper left corner.
    pub at: Point,
    pub size: Size,
}

/// An edge to lay out: the indices of its ends and the size of its words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub from: usize,
    pub to: usize,
    pub words: Size,
}

/// The line of an edge from its source to its target: straight and curved pieces in turn, starting with a straight
/// one. Each curve leaves and arrives level.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Route {
    pub points: Vec<Point>,
}

/// Where everything goes.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    pub size: Size,
    /// The boxes of the nodes: as wide as asked for, and as high or higher.
    pub nodes: Vec<Rect>,
    /// The words of the links.
    pub words: Vec<Rect>,
    pub routes: Vec<Route>,
}

impl Rect {
    pub(super) fn center(&self) -> Point {
        Point { x: self.at.x + self.size.width / 2.0, y: self.at.y + self.size.height / 2.0 }
    }
}

/// The width that a page should have for each unit of height.
const ASPECT: f64 = 1.45;
/// How much more of a page one crossing is worth.
const CROSSING: f64 = 0.003;
/// How much more of a page each column is worth that a line passes on its way.
const PASSED: f64 = 0.003;
/// How much better a folded part must be than one that runs from left to right throughout.
const FOLDED: f64 = 1.15;

/// Lays out nodes of those sizes and the links between them.
pub(super) fn layout(nodes: &[Size], links: &[Link]) -> Layout {
    let parts = parts(nodes.len(), links);
    let laid: Vec<Layout> = parts.iter().map(|part| part.lay_out(nodes, links)).collect();
    let (size, places) = pack(&laid.iter().map(|part| part.size).collect::<Vec<_>>(), ASPECT);
    let mut whole = Layout {
        size,
        nodes: vec![Rect::default(); nodes.len()],
        words: vec![Rect::default(); links.len()],
        routes: vec![Route::default(); links.len()],
    };
    for ((part, laid), place) in parts.iter().zip(laid).zip(places) {
        let shift = |point: Point| Point { x: point.x + place.x, y: point.y + place.y };
        let shift_rect = |rect: Rect| Rect { at: shift(rect.at), ..rect };
        for (&node, rect) in part.nodes.iter().zip(laid.nodes) {
            whole.nodes[node] = shift_rect(rect);
        }
        for ((&link, rect), route) in part.links.iter().zip(laid.words).zip(laid.routes) {
            whole.words[link] = shift_rect(rect);
            whole.routes[link] = Route { points: route.points.into_iter().map(shift).collect() };
        }
    }
    whole
}

/// A connected part of the graph, by the indices of its nodes and links.
#[derive(Default)]
struct Part {
    nodes: Vec<usize>,
    links: Vec<usize>,
}

/// The connected parts, in the order of their first nodes.
fn parts(nodes: usize, links: &[Link]) -> Vec<Part> {
    let mut sets = petgraph::unionfind::UnionFind::new(nodes);
    for link in links {
        sets.union(link.from, link.to);
    }
    let mut parts: indexmap::IndexMap<usize, Part> = indexmap::IndexMap::new();
    for node in 0..nodes {
        parts.entry(sets.find(node)).or_default().nodes.push(node);
    }
    for (index, link) in links.iter().enumerate() {
        parts.entry(sets.find(link.from)).or_default().links.push(index);
    }
    parts.into_values().collect()
}

impl Part {
    /// Lays out the part alone, with columns of several heights, and keeps what fits best on a page.
    fn lay_out(&self, nodes: &[Size], links: &[Link]) -> Layout {
        let sizes: Vec<Size> = self.nodes.iter().map(|&node| nodes[node]).collect();
        let local: rustc_hash::FxHashMap<usize, usize> =
            self.nodes.iter().enumerate().map(|(place, &node)| (node, place)).collect();
        let links: Vec<Link> = self
            .links
            .iter()
            .map(|&link| Link { from: local[&links[link].from], to: local[&links[link].to], ..links[link] })
            .collect();
        let (levels, fullest) = levels(sizes.len(), &links, usize::MAX);
        let deepest = levels.iter().max().copied().unwrap_or(0);
        let mut best = attempt(&sizes, &links, &levels);
        // A tall part gets shorter when crowded columns are relieved, a wide one narrower when it is folded.
        if best.0.size.height * ASPECT > best.0.size.width {
            for share in [2, 3, 4] {
                let relieved = self::levels(sizes.len(), &links, fullest.div_ceil(share)).0;
                keep_better(&mut best, attempt(&sizes, &links, &relieved), 1.0);
            }
        } else {
            for share in [2, 3, 5, 8].into_iter().take_while(|share| deepest / share >= 2) {
                let width = deepest.div_ceil(share);
                let folded: Vec<usize> = levels.iter().map(|&level| fold(level, width)).collect();
                keep_better(&mut best, attempt(&sizes, &links, &folded), FOLDED);
            }
        }
        best.0
    }
}

/// Lays out nodes on given levels; gives also how much of a page that takes, crossings and long lines included.
fn attempt(sizes: &[Size], links: &[Link], levels: &[usize]) -> (Layout, f64) {
    let mut slots = Slots::new(sizes, links, levels);
    let crossings = order(&mut slots);
    let layout = place::place(&slots, sizes, links);
    let passed = slots.slots.iter().filter(|slot| slot.what == What::Line).count();
    let page = layout.size.height.max(layout.size.width / ASPECT);
    (layout, page * (1.0 + CROSSING * crossings as f64 + PASSED * passed as f64))
}

fn keep_better(best: &mut (Layout, f64), other: (Layout, f64), handicap: f64) {
    if other.1 * handicap < best.1 {
        *best = other;
    }
}

/// The level on a page of limited width, where what runs past the right edge comes back to the left and so on.
fn fold(level: usize, width: usize) -> usize {
    let within = level % (2 * width);
    if within <= width { within } else { 2 * width - within }
}

#[cfg(test)]
mod tests;
