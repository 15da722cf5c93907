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
        if !closes || !moves.contains(&Move::Out) {
            return Err("it has moves that lead nowhere".into());
        }
        Ok(Recognizer { scorer, moves })
    }

    /// What kinds of numbers its parts work with.
    pub fn precisions(&self) -> [Precision; 3] {
        self.scorer.precisions()
    }

    /// Makes room for scores.
    pub fn scores(&self) -> Scores {
        self.scorer.scores()
    }

    /// Computes what the scores need of all tokens.
    pub fn prepare(&self, kernel: Kernel, vectors: &[f32], bound: f32, scores: &mut Scores) {
        self.scorer.prepare(kernel, vectors, bound, scores);
    }

    /// Finds the entities among the tokens from the row `first` on; both slices have an item for each token.
    pub fn recognize(
        &self,
        kernel: Kernel,
        first: usize,
        is_space: &[bool],
        sentence_starts: &[bool],
        scores: &mut Scores,
    ) -> Vec<(Range<usize>, EntityLabel)> {
        let mut entities = Vec::new();
        let mut open: Option<(usize, EntityLabel)> = None;
        for (token, &is_space) in is_space.iter().enumerate() {
            let goes_on = sentence_starts.get(token + 1).is_some_and(|&starts| !starts);
            let is_valid = |one: Move| match (one, open) {
                (Move::Begin(_), None) => goes_on && !is_space,
                (Move::In(label), Some((_, begun))) => goes_on && label == begun,
                (Move::Last(label), Some((_, begun))) => label == begun,
                (Move::Unit(_), None) => !is_space,
                (Move::Out, None) => true,
                _ => false,
            };
            let row = first + token;
            let begin = open.map(|(begin, _)| first + begin);
            self.scorer.score(kernel, [Some(row), begin, begin.map(|_| row - 1)], scores);
            let mut best: Option<(Move, f32)> = None;
            for (&one, &score) in self.moves.iter().zip(&scores.scores) {
                if is_valid(one) && best.is_none_or(|(_, most)| score > most) {
                    best = Some((one, score));
                }
            }
            match best.map(|(one, _)| one) {
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
