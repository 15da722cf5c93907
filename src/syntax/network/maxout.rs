//! The layer that everything is built of: a product, the largest of each output's pieces, and a normalisation.

use super::affine::Affine;
use super::kernel::Kernel;
use super::rows::{Rows, combine, fold_lanes, larger};
use crate::syntax::model::{MaxoutData, Precision};

/// How many rows are multiplied before their results are looked at, so that these are still in the nearest cache.
const BLOCK: usize = 24;
/// Keeps a variance of zero from dividing by zero.
const EPSILON: f32 = 1e-8;

/// A maxout layer with layer normalisation.
pub struct Maxout {
    affine: Affine,
    pieces: usize,
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Maxout {
    /// Builds the layer.
    ///
    /// # Errors
    /// A message when the parts do not fit together.
    pub fn new(data: &MaxoutData) -> Result<Maxout, String> {
        let affine = Affine::from_data(&data.affine)?;
        let (pieces, width) = (data.pieces as usize, data.gain.len());
        if width == 0 || data.shift.len() != width || affine.outputs() != pieces * width || data.affine.bias.is_empty()
        {
            return Err("the parts of a maxout layer do not fit together".into());
        }
        Ok(Maxout { affine, pieces, gain: data.gain.clone(), shift: data.shift.clone() })
    }

    /// How many numbers an input has.
    pub fn inputs(&self) -> usize {
        self.affine.inputs()
    }

    /// How many numbers a result has.
    pub fn width(&self) -> usize {
        self.gain.len()
    }

    /// What kind of numbers it works with.
    pub fn precision(&self) -> Precision {
        self.affine.precision()
    }

    /// The step to round inputs by of which none is larger than `bound`.
    pub fn step(&self, bound: f32) -> f32 {
        self.affine.step(bound)
    }

    /// The largest size that any output can have, whatever the input.
    pub fn bound(&self) -> f32 {
        // A vector of mean 0 and variance 1 has no entry larger than the root of one less than its length.
        let most = ((self.width() - 1) as f32).sqrt() * 1.001;
        self.gain
            .iter()
            .zip(&self.shift)
            .fold(0.0, |bound: f32, (gain, shift)| bound.max(gain.abs() * most + shift.abs()))
    }

    /// Computes `count` outputs and hands each, with its number, to `sink`.
    ///
    /// The inputs start at row `first` of `rows`, each a row of `width` numbers after the one before.
    pub fn apply(
        &self,
        kernel: Kernel,
        (rows, width): (&Rows, usize),
        (first, count): (usize, usize),
        buffer: &mut Vec<f32>,
        mut sink: impl FnMut(usize, &[f32]),
    ) {
        let stride = self.affine.stride();
        buffer.resize(BLOCK * stride, 0.0);
        let mut best = vec![0.0; self.width()];
        let mut done = 0;
        while done < count {
            let block = BLOCK.min(count - done);
            self.affine.apply(kernel, rows, width, first + done, block, buffer);
            kernel.run(
                #[inline(always)]
                || {
                    for (row, pieces) in buffer.chunks_exact(stride).take(block).enumerate() {
                        self.normalise(pieces, &mut best);
                        sink(done + row, &best);
                    }
                },
            );
            done += block;
        }
    }

    #[inline(always)]
    fn normalise(&self, pieces: &[f32], best: &mut [f32]) {
        let width = self.width();
        best.copy_from_slice(&pieces[..width]);
        for piece in 1..self.pieces {
            combine(best, &pieces[piece * width..(piece + 1) * width], larger);
        }
        let mean = sum(best, |number| number) / width as f32;
        let variance = sum(best, |number| (number - mean) * (number - mean)) / width as f32 + EPSILON;
        let factor = 1.0 / variance.sqrt();
        for ((best, gain), shift) in best.iter_mut().zip(&self.gain).zip(&self.shift) {
            *best = (*best - mean) * factor * gain + shift;
        }
    }
}

/// Adds up numbers in sixteen lanes, so that the order is the same however wide the processor's instructions are.
#[inline(always)]
fn sum(numbers: &[f32], map: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = fold_lanes(0.0, numbers, |sum, number| sum + map(number));
    for half in [8, 4, 2, 1] {
        for lane in 0..half {
            lanes[lane] += lanes[lane + half];
        }
    }
    lanes[0]
}
