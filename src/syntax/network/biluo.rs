//! The named entity recognizer: each token begins, continues or ends an entity, is one by itself, or is outside.
//!
//! In come the scores that the network gives to a state, out go spans of tokens with a type. No entity crosses a
//! sentence boundary, and none begins with white space.

use std::ops::Range;

use super::kernel::Kernel;
use super::scorer::{Scorer, Scores};
use crate::syntax::label::EntityLabel;
use crate::syntax::model::{Precision, TransitionData};

/// How many tokens of a state the network looks at.
const FEATURES: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    Begin(EntityLabel),
    In(EntityLabel),
    Last(EntityLabel),
    Unit(EntityLabel),
    Out,
    /// Blocks a token that was marked beforehand; nothing is here.
    Never,
}

/// A named entity recognizer.
pub struct Recognizer {
    scorer: Scorer,
    moves: Vec<Move>,
    /// The numbers of the moves that can be made where no entity is open.
    outside: Candidates,
    /// The same inside an entity of each type, in the order of [`EntityLabel::ALL`].
    inside: Vec<Candidates>,
    /// The only move that white space outside entities allows.
    out: [usize; 1],
}

/// The numbers of the moves that can be made, in their order.
#[derive(Default)]
struct Candidates {
    /// At the last token of a sentence.
    at_end: Vec<usize>,
    /// At any other.
    before_end: Vec<usize>,
}

impl Candidates {
    fn new(moves: &[Move], fits: impl Fn(Move) -> bool, goes_on: impl Fn(Move) -> bool) -> Candidates {
        let numbers = |fits: &dyn Fn(Move) -> bool| {
            let fitting = moves.iter().enumerate().filter(|(_, one)| fits(**one));
            fitting.map(|(number, _)| number).collect()
        };
        Candidates { at_end: numbers(&|one| fits(one) && !goes_on(one)), before_end: numbers(&fits) }
    }

    /// Those at a token after which the sentence goes on, or does not.
    fn at(&self, goes_on: bool) -> &[usize] {
        if goes_on { &self.before_end } else { &self.at_end }
    }
}

impl Recognizer {
    /// Builds a recognizer over vectors of `width` numbers.
    ///
    /// # Errors
    /// A message when the parts do not fit together or a label is not known.
    pub fn new(data: &TransitionData, width: usize) -> Result<Recognizer, String> {
        let scorer = Scorer::new(data, FEATURES, width)?;
        let moves: Vec<Move> = data.moves.iter().map(|name| move_of(name)).collect::<Result<_, _>>()?;
        let has_last = |label: EntityLabel| moves.contains(&Move::Last(label));
        let closes = moves.iter().all(|&one| !matches!(one, Move::Begin(label) if !has_last(label)));
        let out = moves.iter().position(|&one| one == Move::Out);
        let (true, Some(out)) = (closes, out) else { return Err("it has moves that lead nowhere".into()) };
        let begins = |one: Move| matches!(one, Move::Begin(_));
        let outside = Candidates::new(&moves, |one| begins(one) || matches!(one, Move::Unit(_) | Move::Out), begins);
        let inside = EntityLabel::ALL.iter().map(|&label| {
            let continues = |one: Move| one == Move::In(label);
            Candidates::new(&moves, |one| continues(one) || one == Move::Last(label), continues)
        });
        Ok(Recognizer { scorer, outside, inside: inside.collect(), out: [out], moves })
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

    /// Finds the entities among the tokens that were prepared last; both slices have an item for each.
    pub fn recognize(
        &self,
        kernel: Kernel,
        is_space: &[bool],
        sentence_starts: &[bool],
        scores: &mut Scores,
    ) -> Vec<(Range<usize>, EntityLabel)> {
        let mut entities = Vec::new();
        let mut open: Option<(usize, EntityLabel)> = None;
        for (token, &is_space) in is_space.iter().enumerate() {
            let goes_on = sentence_starts.get(token + 1).is_some_and(|&starts| !starts);
            let candidates = match open {
                Some((_, label)) => self.inside[label as usize].at(goes_on),
                None if is_space => &self.out,
                None => self.outside.at(goes_on),
            };
            let chosen = match *candidates {
                [only] => Some(only),
                _ => {
                    let begin = open.map(|(begin, _)| begin);
                    self.scorer.score(kernel, [Some(token), begin, begin.map(|_| token - 1)], scores);
                    let scores = &scores.scores;
                    candidates.iter().copied().reduce(|best, one| if scores[one] > scores[best] { one } else { best })
                }
            };
            match chosen.map(|chosen| self.moves[chosen]) {
                Some(Move::Begin(label)) => open = Some((token, label)),
                Some(Move::Unit(label)) => entities.push((token..token + 1, label)),
                Some(Move::Last(label)) => {
                    entities.extend(open.take().map(|(begin, _)| (begin..token + 1, label)));
                }
                _ => {}
            }
        }
        entities
    }
}

fn move_of(name: &str) -> Result<Move, String> {
    if name == "U-" {
        return Ok(Move::Never);
    }
    if name == "O" {
        return Ok(Move::Out);
    }
    let (kind, label) = name.split_once('-').ok_or_else(|| format!("its move {name:?} is not known"))?;
    let label = label.parse::<EntityLabel>().map_err(|unknown| unknown.to_string())?;
    match kind {
        "B" => Ok(Move::Begin(label)),
        "I" => Ok(Move::In(label)),
        "L" => Ok(Move::Last(label)),
        "U" => Ok(Move::Unit(label)),
        _ => Err(format!("its move {name:?} is not known")),
    }
}
