//! The scores of a parser's moves: each looked-at token's part of the hidden layer is computed once, ahead of parsing.

use super::affine::Affine;
use super::kernel::Kernel;
use super::rows::{Rows, combine, larger, largest};
use crate::syntax::model::{Precision, TransitionData};

/// How many tokens are worked on before their parts are written.
const BLOCK: usize = 24;

/// Scores the moves of a state by a few of its tokens.
pub struct Scorer {
    narrow: Affine,
    lower: Affine,
    upper: Affine,
    lower_bias: Vec<f32>,
    padding: Vec<f32>,
    features: usize,
    hidden: usize,
    pieces: usize,
}

/// The tokens' parts of the hidden layer, and room for the scores.
pub struct Scores {
    parts: Vec<f32>,
    stride: usize,
    /// Room for the vectors of a block of tokens on their way to the parts.
    wide: Rows,
    narrowed: Vec<f32>,
    small: Rows,
    sums: Vec<f32>,
    input: Rows,
    /// A score for each move.
    pub scores: Vec<f32>,
}

impl Scorer {
    /// Builds a scorer for `features` tokens of a state, whose tokens have vectors of `width` numbers.
    ///
    /// # Errors
    /// A message when the parts do not fit together.
    pub fn new(data: &TransitionData, features: usize, width: usize) -> Result<Scorer, String> {
        if data.features as usize != features {
            return Err(format!("it looks at {} tokens of its state; only {features} are supported", data.features));
        }
        let narrow = Affine::from_data(&data.narrow)?;
        let lower = Affine::new(&data.lower, &[])?;
        let upper = Affine::from_data(&data.upper)?;
        let (pieces, hidden) = (data.pieces as usize, upper.inputs());
        let fits = narrow.inputs() == width
            && lower.inputs() == narrow.outputs()
            && lower.outputs() == features * pieces * hidden
            && pieces > 0
            && data.lower_bias.len() == pieces * hidden
            && data.padding.len() == features * pieces * hidden
            && upper.outputs() == data.moves.len();
        if !fits {
            return Err("the layers do not fit together".into());
        }
        let (lower_bias, padding) = (data.lower_bias.clone(), data.padding.clone());
        Ok(Scorer { narrow, lower, upper, lower_bias, padding, features, hidden, pieces })
    }

    /// What kinds of numbers its parts work with.
    pub fn precisions(&self) -> [Precision; 3] {
        [self.narrow.precision(), self.lower.precision(), self.upper.precision()]
    }

    /// Computes the parts of the tokens with these vectors, of which no number is larger than `bound`.
    ///
    /// They are made document by document, right before they are used: together they are large.
    pub fn prepare(&self, kernel: Kernel, vectors: &[f32], bound: f32, scores: &mut Scores) {
        let (width, middle) = (self.narrow.inputs(), self.narrow.outputs());
        let count = vectors.len() / width;
        let Scores { parts, stride, wide, small, narrowed, .. } = scores;
        *stride = self.lower.stride();
        // What is left of an earlier document is written over.
        parts.resize(parts.len().max(count * *stride), 0.0);
        narrowed.resize(BLOCK * self.narrow.stride(), 0.0);
        let step = self.narrow.step(bound);
        for (vectors, parts) in vectors.chunks(BLOCK * width).zip(parts.chunks_mut(BLOCK * *stride)) {
            let block = vectors.len() / width;
            wide.reset(block, width);
            kernel.run(
                #[inline(always)]
                || {
                    for (row, vector) in vectors.chunks_exact(width).enumerate() {
                        wide.set(row, vector, step);
                    }
                },
            );
            self.narrow.apply(kernel, wide, width, 0, block, narrowed);
            small.reset(block, middle);
            kernel.run(
                #[inline(always)]
                || {
                    for (row, vector) in narrowed.chunks_exact(self.narrow.stride()).take(block).enumerate() {
                        let vector = &vector[..middle];
                        small.set(row, vector, self.lower.step(largest(vector)));
                    }
                },
            );
            self.lower.apply(kernel, small, middle, 0, block, parts);
        }
    }

    /// Computes the scores of a state from the numbers of its tokens among those prepared; nothing stands for a token that is not there.
    pub fn score<const N: usize>(&self, kernel: Kernel, tokens: [Option<usize>; N], scores: &mut Scores) {
        debug_assert_eq!(N, self.features);
        kernel.run(
            #[inline(always)]
            || self.hidden_layer(tokens, scores),
        );
        self.upper.apply(kernel, &scores.input, self.hidden, 0, 1, &mut scores.scores);
    }

    /// Computes the hidden layer of a state, and rounds it for the product that follows.
    #[inline(always)]
    fn hidden_layer<const N: usize>(&self, tokens: [Option<usize>; N], scores: &mut Scores) {
        let size = self.pieces * self.hidden;
        let Scores { parts, stride, sums, input, .. } = scores;
        sums.fill(0.0);
        for (feature, token) in tokens.into_iter().enumerate() {
            let part = match token {
                Some(token) => &parts[token * *stride + feature * size..][..size],
                None => &self.padding[feature * size..][..size],
            };
            combine(sums, part, |sum, part| sum + part);
        }
        combine(sums, &self.lower_bias, |sum, bias| sum + bias);
        let (first, others) = sums.split_at_mut(self.hidden);
        for piece in others.chunks_exact(self.hidden) {
            combine(first, piece, larger);
        }
        input.set(0, first, self.upper.step(largest(first)));
    }

    /// Makes room for scores.
    pub fn scores(&self) -> Scores {
        Scores {
            parts: Vec::new(),
            stride: 0,
            wide: Rows::zeros(0, 1, self.narrow.precision()),
            narrowed: Vec::new(),
            small: Rows::zeros(0, 1, self.lower.precision()),
            sums: vec![0.0; self.pieces * self.hidden],
            input: Rows::zeros(1, self.hidden, self.upper.precision()),
            scores: vec![0.0; self.upper.stride()],
        }
    }
}
