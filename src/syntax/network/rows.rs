//! Rows of numbers on their way into a matrix product: as they are, or rounded to 16 bits with a step for each row.
//!
//! With weights in 8 bits the products are summed in whole numbers, so the sum does not depend on the order of its
//! parts and every processor gives the same bytes. Sixteen bits for the inputs add no error that counts beside that
//! of the weights.

use crate::syntax::model::Precision;

/// Rows of numbers.
pub enum Rows {
    /// As they are.
    Exact(Vec<f32>),
    /// Whole numbers to be multiplied by the step of their row.
    Rounded {
        /// The whole numbers.
        values: Vec<i16>,
        /// One for each row.
        steps: Vec<f32>,
    },
}

/// Adding and subtracting this rounds a number smaller than 2²² to the nearest whole one, ties to even.
const ROUNDER: f32 = 12_582_912.0;

impl Rows {
    /// Makes room for `count` rows of zeros, and a little more, because products read in pairs.
    pub fn zeros(count: usize, width: usize, precision: Precision) -> Rows {
        let mut rows = match precision {
            Precision::Bits32 => Rows::Exact(Vec::new()),
            Precision::Bits8 => Rows::Rounded { values: Vec::new(), steps: Vec::new() },
        };
        rows.reset(count, width);
        rows
    }

    /// Makes all rows zeros, `count` of them.
    pub fn reset(&mut self, count: usize, width: usize) {
        match self {
            Rows::Exact(values) => {
                values.clear();
                values.resize(count * width + 1, 0.0);
            }
            Rows::Rounded { values, steps } => {
                values.clear();
                values.resize(count * width + 1, 0);
                steps.clear();
                steps.resize(count, 0.0);
            }
        }
    }

    /// Writes a row, rounded to multiples of `step`; no number may be larger than 32,767 steps.
    #[inline(always)]
    pub fn set(&mut self, row: usize, source: &[f32], step: f32) {
        let width = source.len();
        match self {
            Rows::Exact(values) => values[row * width..(row + 1) * width].copy_from_slice(source),
            Rows::Rounded { values, steps } => {
                steps[row] = step;
                let inverse = if step > 0.0 { 1.0 / step } else { 0.0 };
                for (value, number) in values[row * width..(row + 1) * width].iter_mut().zip(source) {
                    *value = round(number * inverse);
                }
            }
        }
    }
}

/// The nearest whole number, ties to even.
#[inline(always)]
fn round(number: f32) -> i16 {
    ((number + ROUNDER) - ROUNDER) as i32 as i16
}

/// The largest size of any number.
#[inline(always)]
pub fn largest(numbers: &[f32]) -> f32 {
    let mut lanes = [0.0f32; 8];
    let chunks = numbers.chunks_exact(8);
    for &number in chunks.remainder() {
        lanes[0] = lanes[0].max(number.abs());
    }
    for chunk in chunks {
        for (lane, number) in lanes.iter_mut().zip(chunk) {
            *lane = lane.max(number.abs());
        }
    }
    lanes.iter().fold(0.0, |most: f32, &lane| most.max(lane))
}
