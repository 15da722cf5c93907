//! What stands in each column: nodes, the words of links, and the room that passing lines need.

use super::{Link, Size};

/// The columns with their slots, and the pieces of line between slots of neighbouring columns.
///
/// Nodes of level *n* stand in column 2*n*; the columns between hold words.
pub(super) struct Slots {
    pub slots: Vec<Slot>,
    /// The slots of each column, from the top.
    pub columns: Vec<Vec<usize>>,
    /// The slots through which each link runs, from left to right, and whether its source is the left end.
    pub runs: Vec<(Vec<usize>, bool)>,
}

/// A place in a column.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub what: What,
    pub column: usize,
    pub size: Size,
    /// The neighbours in the column to the left, each with the link that leads there.
    pub left: Vec<(usize, usize)>,
    /// The neighbours in the column to the right, each with the link that leads there.
    pub right: Vec<(usize, usize)>,
}

/// What a slot is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// The node of that index.
    Node(usize),
    /// The words of the link of that index.
    Words(usize),
    /// A line that passes.
    Line,
}

/// The height that a passing line takes.
const LINE: f64 = 4.0;
/// The distance of two lines that end at one side of a node.
pub(super) const PORT: f64 = 9.0;

impl Slots {
    /// Puts nodes, words and passing lines into columns.
    ///
    /// The nodes must be the first slots: slot *n* is node *n*.
    pub(super) fn new(sizes: &[Size], links: &[Link], levels: &[usize]) -> Self {
        let columns = levels.iter().max().map_or(0, |most| 2 * most + 1);
        let mut made = Slots { slots: Vec::new(), columns: vec![Vec::new(); columns], runs: Vec::new() };
        for (node, (&size, &level)) in sizes.iter().zip(levels).enumerate() {
            made.push(What::Node(node), 2 * level, size);
        }
        let mut degrees = vec![0_usize; sizes.len()];
        for end in links.iter().flat_map(|link| [link.from, link.to]) {
            degrees[end] += 1;
        }
        for (index, link) in links.iter().enumerate() {
            let (left, right, forward) = match levels[link.from].cmp(&levels[link.to]) {
                std::cmp::Ordering::Greater => (link.to, link.from, false),
                _ => (link.from, link.to, true),
            };
            let (first, last) = (2 * levels[left], 2 * levels[right]);
            let mut run = vec![left];
            if first == last {
                // A link to itself, or to a node of its own level: its words stand to the right and both ends lead
                // there.
                run.push(made.push(What::Words(index), first + 1, link.words));
            } else {
                // The words of a long link stand by the less busy of its ends, where fewer others want the room.
                let words = if degrees[left] > degrees[right] { last - 1 } else { first + 1 };
                for column in first + 1..last {
                    let slot = if column == words {
                        made.push(What::Words(index), column, link.words)
                    } else {
                        made.push(What::Line, column, Size { width: 0.0, height: LINE })
                    };
                    run.push(slot);
                }
            }
            if first != last {
                run.push(right);
            }
            for pair in run.windows(2) {
                made.slots[pair[0]].right.push((pair[1], index));
                made.slots[pair[1]].left.push((pair[0], index));
            }
            if first == last {
                made.slots[right].right.push((run[1], index));
                made.slots[run[1]].left.push((right, index));
                run.push(right);
            }
            made.runs.push((run, forward));
        }
        for slot in made.slots.iter_mut().filter(|slot| matches!(slot.what, What::Node(_))) {
            let lines = slot.left.len().max(slot.right.len());
            slot.size.height = slot.size.height.max(PORT * (lines as f64 + 1.0));
        }
        made
    }

    fn push(&mut self, what: What, column: usize, size: Size) -> usize {
        if column >= self.columns.len() {
            self.columns.resize(column + 1, Vec::new());
        }
        let index = self.slots.len();
        self.slots.push(Slot { what, column, size, left: Vec::new(), right: Vec::new() });
        self.columns[column].push(index);
        index
    }

    /// The place of each slot in its column.
    pub(super) fn positions(&self) -> Vec<usize> {
        let mut positions = vec![0; self.slots.len()];
        for column in &self.columns {
            for (position, &slot) in column.iter().enumerate() {
                positions[slot] = position;
            }
        }
        positions
    }
}
