//! The dependency parser: an arc-eager transition system that also finds where sentences begin.
//!
//! In come the scores that the network gives to a state, out goes a head for each token. The system is that of Goldberg
//! and Nivre's arc-eager parsers with one addition: a word without a head that is popped goes back to the buffer,
//! so that its head can still be found (Honnibal and Johnson 2015). Labels with `||` are resolved afterwards, by
//! [`tree`](super::tree).

use std::ops::Range;

use super::kernel::Kernel;
use super::rows::{fold_lanes, larger};
use super::scorer::{Scorer, Scores};
use crate::syntax::label::Dep;
use crate::syntax::model::{Precision, TransitionData};

/// How many tokens of a state the network looks at.
const FEATURES: usize = 8;

/// A relation, and for an arc that was lifted, the relation of the head it should hang on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// The relation.
    pub dep: Dep,
    /// The relation of the real head, which is looked for below the head that the parser chose.
    pub lifted: Option<Dep>,
}

/// Where a token hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// The head; the token itself when it is a root.
    pub head: u32,
    /// The relation to it.
    pub label: Label,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Shift,
    Reduce,
    Left,
    Right,
    Break,
}

/// A parser.
pub struct Parser {
    scorer: Scorer,
    labels: Vec<Label>,
    /// Runs of moves of one kind: the kind, the first move, the move after the last.
    runs: Vec<(Kind, usize, usize)>,
    /// The first move of each kind that has no label.
    shift: usize,
    reduce: usize,
}

const ROOT: Label = Label { dep: Dep::Root, lifted: None };

impl Parser {
    /// Builds a parser over vectors of `width` numbers.
    ///
    /// # Errors
    /// A message when the parts do not fit together or a label is not known.
    pub fn new(data: &TransitionData, width: usize) -> Result<Parser, String> {
        let scorer = Scorer::new(data, FEATURES, width)?;
        let mut labels = Vec::new();
        let mut runs: Vec<(Kind, usize, usize)> = Vec::new();
        for (number, name) in data.moves.iter().enumerate() {
            let (kind, label) = name.split_once('-').unwrap_or((name, ""));
            let kind = match kind {
                "S" => Kind::Shift,
                "D" => Kind::Reduce,
                "L" => Kind::Left,
                "R" => Kind::Right,
                "B" => Kind::Break,
                _ => return Err(format!("its move {name:?} is not known")),
            };
            labels.push(if matches!(kind, Kind::Left | Kind::Right) { label_of(label)? } else { ROOT });
            match runs.last_mut() {
                Some((last, _, end)) if *last == kind => *end = number + 1,
                _ => runs.push((kind, number, number + 1)),
            }
        }
        let first = |kind: Kind| runs.iter().find(|run| run.0 == kind).map(|run| run.1);
        let (Some(shift), Some(reduce)) = (first(Kind::Shift), first(Kind::Reduce)) else {
            return Err("it cannot shift or cannot reduce".into());
        };
        Ok(Parser { scorer, labels, runs, shift, reduce })
    }

    /// What kinds of numbers its parts work with.
    pub fn precisions(&self) -> [Precision; 3] {
        self.scorer.precisions()
    }

    /// Makes room for scores.
    pub fn scores(&self) -> Scores {
        self.scorer.scores()
    }

    /// Computes what the scores need of the tokens of a document.
    pub fn prepare(&self, kernel: Kernel, vectors: &[f32], bound: f32, scores: &mut Scores) {
        self.scorer.prepare(kernel, vectors, bound, scores);
    }

    /// Parses the `count` tokens that were prepared last.
    pub fn parse(&self, kernel: Kernel, count: usize, scores: &mut Scores) -> Vec<Arc> {
        let mut state = State::new(count);
        while !state.is_final() {
            let valid = |kind: Kind| match kind {
                Kind::Shift => state.can_shift(),
                Kind::Reduce => state.stack.last().is_some(),
                Kind::Left | Kind::Right => state.can_attach(),
                Kind::Break => state.can_break(),
            };
            let chosen = if state.stack.is_empty() && !state.can_break() {
                self.shift
            } else if state.buffer(0).is_none() {
                self.reduce
            } else {
                let tokens = state.features().map(|token| token.map(|token| token as usize));
                self.scorer.score(kernel, tokens, scores);
                let runs = self.runs.iter().filter(|run| valid(run.0)).map(|&(_, start, end)| start..end);
                let best = kernel.run(
                    #[inline(always)]
                    || highest(&scores.scores, runs),
                );
                best.unwrap_or(if state.stack.is_empty() { self.shift } else { self.reduce })
            };
            let kind = self.runs.iter().find(|run| chosen < run.2).map_or(Kind::Reduce, |run| run.0);
            state.make(kind, chosen);
        }
        let arcs = state.heads.iter().zip(&state.moves).enumerate();
        arcs.map(|(token, (head, &number))| match head {
            Some(head) => Arc { head: *head, label: self.labels[number as usize] },
            None => Arc { head: token as u32, label: ROOT },
        })
        .collect()
    }
}

/// Where the highest of some scores stands, the first of equals.
#[inline(always)]
fn highest(scores: &[f32], runs: impl Iterator<Item = Range<usize>>) -> Option<usize> {
    let mut best: Option<(usize, f32)> = None;
    for run in runs {
        let most = most(&scores[run.clone()]);
        if best.is_none_or(|(_, score)| most > score) {
            best = scores[run.clone()].iter().position(|&score| score == most).map(|place| (run.start + place, most));
        }
    }
    best.map(|(place, _)| place)
}

/// The highest of some scores.
#[inline(always)]
fn most(scores: &[f32]) -> f32 {
    fold_lanes(f32::NEG_INFINITY, scores, larger).into_iter().fold(f32::NEG_INFINITY, larger)
}

fn label_of(text: &str) -> Result<Label, String> {
    let dep = |text: &str| text.parse::<Dep>().map_err(|unknown| unknown.to_string());
    Ok(match text.split_once("||") {
        Some((label, head)) => Label { dep: dep(label)?, lifted: Some(dep(head)?) },
        None => Label { dep: dep(text)?, lifted: None },
    })
}

/// What the parser has done so far.
struct State {
    count: u32,
    stack: Vec<u32>,
    /// Words that went back from the stack; the last is the first of the buffer.
    returned: Vec<u32>,
    /// The first word that was never on the stack.
    next: u32,
    heads: Vec<Option<u32>>,
    /// The move that gave each word its head.
    moves: Vec<u16>,
    /// Words that may not be shifted again before something has been attached to them.
    returned_once: Vec<bool>,
    begins_sentence: Vec<bool>,
    /// The child attached last on the left and on the right, and for each child the one attached before it.
    last_left: Vec<Option<u32>>,
    last_right: Vec<Option<u32>>,
    before: Vec<Option<u32>>,
}

impl State {
    fn new(count: usize) -> State {
        State {
            count: count as u32,
            stack: Vec::with_capacity(32),
            returned: Vec::new(),
            next: 0,
            heads: vec![None; count],
            moves: vec![0; count],
            returned_once: vec![false; count],
            begins_sentence: vec![false; count],
            last_left: vec![None; count],
            last_right: vec![None; count],
            before: vec![None; count],
        }
    }

    fn is_final(&self) -> bool {
        self.stack.is_empty() && self.buffer(0).is_none()
    }

    /// The word at a place of the buffer.
    fn buffer(&self, place: usize) -> Option<u32> {
        match self.returned.len().checked_sub(place + 1) {
            Some(index) => Some(self.returned[index]),
            None => {
                let word = self.next as usize + place - self.returned.len();
                (word < self.count as usize).then_some(word as u32)
            }
        }
    }

    /// The word at a place of the stack, from the top.
    fn stack(&self, place: usize) -> Option<u32> {
        self.stack.len().checked_sub(place + 1).map(|index| self.stack[index])
    }

    fn features(&self) -> [Option<u32>; FEATURES] {
        let (front, top) = (self.buffer(0), self.stack(0));
        let child = |children: &[Option<u32>], word: Option<u32>| word.and_then(|word| children[word as usize]);
        [
            front,
            self.buffer(1),
            top,
            self.stack(1),
            self.stack(2),
            child(&self.last_left, front),
            child(&self.last_left, top),
            child(&self.last_right, top),
        ]
    }

    fn can_shift(&self) -> bool {
        self.stack.is_empty()
            || self.buffer(1).is_some()
                && self
                    .buffer(0)
                    .is_some_and(|front| !self.begins_sentence[front as usize] && !self.returned_once[front as usize])
    }

    fn can_attach(&self) -> bool {
        !self.stack.is_empty() && self.buffer(0).is_some_and(|front| !self.begins_sentence[front as usize])
    }

    fn can_break(&self) -> bool {
        match (self.buffer(0), self.buffer(1)) {
            (Some(front), Some(second)) => second == front + 1 && !self.begins_sentence[second as usize],
            _ => false,
        }
    }

    fn make(&mut self, kind: Kind, number: usize) {
        match (kind, self.stack(0), self.buffer(0)) {
            (Kind::Left, Some(child), Some(head)) => {
                self.attach(child, head, number);
                self.before[child as usize] = self.last_left[head as usize].replace(child);
                self.returned_once[head as usize] = false;
                self.stack.pop();
            }
            (Kind::Right, Some(head), Some(child)) => {
                self.attach(child, head, number);
                self.before[child as usize] = self.last_right[head as usize].replace(child);
                self.push();
            }
            (Kind::Break, ..) => {
                if let Some(second) = self.buffer(1) {
                    self.begins_sentence[second as usize] = true;
                }
            }
            (Kind::Reduce, Some(top), _) => {
                self.stack.pop();
                if self.heads[top as usize].is_none() && !self.stack.is_empty() {
                    self.returned_once[top as usize] = true;
                    self.returned.push(top);
                }
            }
            _ => self.push(),
        }
    }

    /// Gives a word a head; one that it had on its left is given up.
    fn attach(&mut self, child: u32, head: u32, number: usize) {
        if let Some(old) = self.heads[child as usize].replace(head)
            && self.last_right[old as usize] == Some(child)
        {
            self.last_right[old as usize] = self.before[child as usize];
        }
        self.moves[child as usize] = number as u16;
    }

    fn push(&mut self) {
        let word = self.returned.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(word);
    }
}
