//! A tree of a pattern to instructions, and what is known of a match beforehand.

use super::parse::{Node, PatternError};
use super::set::{CharSet, Edge};

/// One step of a match.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Char(char),
    Set(CharSet),
    Start,
    End {
        before_newline: bool,
    },
    Boundary(bool),
    /// Tries `first`, and `second` when that fails; `fork` numbers the forks of a branch.
    Fork {
        first: u32,
        second: u32,
        fork: u32,
    },
    Jump(u32),
    /// Goes on at `then` if what stands `back` characters before (or from here on) matches, or does not.
    Look {
        back: Option<u32>,
        negated: bool,
        then: u32,
    },
    Accept,
}

/// No branch of a pattern may take more steps than this.
const MOST_STEPS: usize = 100_000;

/// One alternative of a pattern.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    pub(super) steps: Vec<Step>,
    pub(super) forks: u32,
    /// Whether it can match only at the start of the text.
    pub(super) at_start: bool,
    /// Whether a match always reaches the end of the text.
    pub(super) to_end: bool,
    /// The most characters that a match takes, if there is a bound.
    pub(super) longest: Option<usize>,
    /// The characters a match can begin with; all of them when it can be empty.
    pub(super) first: Edge,
    /// The characters a match can end with; all of them when it can be empty.
    pub(super) last: Edge,
}

impl Branch {
    pub(super) fn new(node: &Node) -> Result<Self, PatternError> {
        let mut compiler = Compiler { steps: Vec::new(), forks: 0 };
        compiler.node(node)?;
        compiler.steps.push(Step::Accept);
        let edge = |from_left| match edge(node, from_left) {
            (edge, false) => edge,
            (_, true) => Edge::ANY,
        };
        Ok(Branch {
            steps: compiler.steps,
            forks: compiler.forks,
            at_start: anchored(node, true),
            to_end: anchored(node, false),
            longest: widths(node).1,
            first: edge(true),
            last: edge(false),
        })
    }
}

struct Compiler {
    steps: Vec<Step>,
    forks: u32,
}

impl Compiler {
    fn here(&self) -> u32 {
        self.steps.len() as u32
    }

    /// Adds a fork whose two ways are filled in later.
    fn fork(&mut self) -> usize {
        self.steps.push(Step::Fork { first: 0, second: 0, fork: self.forks });
        self.forks += 1;
        self.steps.len() - 1
    }

    fn set_fork(&mut self, at: usize, ways: (u32, u32), greedy: bool) {
        if let Step::Fork { first, second, .. } = &mut self.steps[at] {
            (*first, *second) = if greedy { ways } else { (ways.1, ways.0) };
        }
    }

    fn node(&mut self, node: &Node) -> Result<(), PatternError> {
        if self.steps.len() > MOST_STEPS {
            return Err(PatternError { offset: 0, reason: "the pattern is too large" });
        }
        match node {
            Node::Char(c) => self.steps.push(Step::Char(*c)),
            Node::Set(set) => self.steps.push(Step::Set(set.clone())),
            Node::Start => self.steps.push(Step::Start),
            Node::End { before_newline } => self.steps.push(Step::End { before_newline: *before_newline }),
            Node::Boundary(wanted) => self.steps.push(Step::Boundary(*wanted)),
            Node::Concat(nodes) => nodes.iter().try_for_each(|node| self.node(node))?,
            Node::Alternate(nodes) => self.alternatives(nodes)?,
            Node::Repeat { node, min, max, greedy } => self.repetition(node, *min, *max, *greedy)?,
            Node::Look { node, behind, negated } => {
                let back = match (behind, widths(node)) {
                    (false, _) => None,
                    (true, (min, Some(max))) if min == max => Some(max as u32),
                    _ => return Err(PatternError { offset: 0, reason: "a look-behind without a fixed width" }),
                };
                let look = self.steps.len();
                self.steps.push(Step::Accept);
                self.node(node)?;
                self.steps.push(Step::Accept);
                self.steps[look] = Step::Look { back, negated: *negated, then: self.here() };
            }
        }
        Ok(())
    }

    fn alternatives(&mut self, nodes: &[Node]) -> Result<(), PatternError> {
        let mut jumps = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            if index + 1 == nodes.len() {
                self.node(node)?;
                break;
            }
            let fork = self.fork();
            let first = self.here();
            self.node(node)?;
            jumps.push(self.steps.len());
            self.steps.push(Step::Jump(0));
            self.set_fork(fork, (first, self.here()), true);
        }
        let end = self.here();
        for jump in jumps {
            self.steps[jump] = Step::Jump(end);
        }
        Ok(())
    }

    fn repetition(&mut self, node: &Node, min: u32, max: Option<u32>, greedy: bool) -> Result<(), PatternError> {
        for _ in 0..min {
            self.node(node)?;
        }
        let Some(max) = max else {
            let fork = self.fork();
            let inside = self.here();
            self.node(node)?;
            self.steps.push(Step::Jump(fork as u32));
            self.set_fork(fork, (inside, self.here()), greedy);
            return Ok(());
        };
        let mut forks = Vec::new();
        for _ in min..max {
            let fork = self.fork();
            forks.push((fork, self.here()));
            self.node(node)?;
        }
        let end = self.here();
        for (fork, inside) in forks {
            self.set_fork(fork, (inside, end), greedy);
        }
        Ok(())
    }
}

/// The fewest and the most characters that a node takes; the most is unknown when there is no bound.
fn widths(node: &Node) -> (usize, Option<usize>) {
    match node {
        Node::Char(_) | Node::Set(_) => (1, Some(1)),
        Node::Start | Node::End { .. } | Node::Boundary(_) | Node::Look { .. } => (0, Some(0)),
        Node::Concat(nodes) => nodes.iter().map(widths).fold((0, Some(0)), |sum, width| {
            (sum.0.saturating_add(width.0), sum.1.zip(width.1).map(|(a, b)| a.saturating_add(b)))
        }),
        Node::Alternate(nodes) => {
            let min = nodes.iter().map(|node| widths(node).0).min().unwrap_or(0);
            (min, nodes.iter().map(|node| widths(node).1).try_fold(0, |max, width| Some(max.max(width?))))
        }
        Node::Repeat { node, min, max, .. } => {
            let (fewest, most) = widths(node);
            let most = match (most, max) {
                (Some(0), _) => Some(0),
                (most, max) => most.zip(*max).map(|(most, max)| most.saturating_mul(max as usize)),
            };
            (fewest.saturating_mul(*min as usize), most)
        }
    }
}

/// The characters at one end of a match, and whether the match can be empty.
fn edge(node: &Node, from_left: bool) -> (Edge, bool) {
    match node {
        Node::Char(c) => (Edge::of(*c), false),
        Node::Set(set) => (set.edge(), false),
        Node::Start | Node::End { .. } | Node::Boundary(_) | Node::Look { .. } => (Edge::default(), true),
        Node::Concat(nodes) => {
            let mut all = Edge::default();
            let in_order: &mut dyn Iterator<Item = &Node> =
                if from_left { &mut nodes.iter() } else { &mut nodes.iter().rev() };
            for node in in_order {
                let (edge, empty) = edge(node, from_left);
                all = all.or(edge);
                if !empty {
                    return (all, false);
                }
            }
            (all, true)
        }
        Node::Alternate(nodes) => nodes
            .iter()
            .map(|node| edge(node, from_left))
            .fold((Edge::default(), false), |(all, any_empty), (edge, empty)| (all.or(edge), any_empty || empty)),
        Node::Repeat { node, min, .. } => {
            let (edge, empty) = edge(node, from_left);
            (edge, empty || *min == 0)
        }
    }
}

/// Whether every match begins at the start of the text, or reaches its end.
fn anchored(node: &Node, start: bool) -> bool {
    match node {
        Node::Start => start,
        Node::End { .. } => !start,
        Node::Concat(nodes) => {
            let outermost = if start { nodes.first() } else { nodes.last() };
            outermost.is_some_and(|node| anchored(node, start))
        }
        Node::Alternate(nodes) => nodes.iter().all(|node| anchored(node, start)),
        _ => false,
    }
}
