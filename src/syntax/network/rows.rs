//! Rows of numbers on their way into a matrix product: as they are, or rounded to 16 bits with a step for each row.
//!
//! With weights in 8 bits the products are summed in whole numbers, so the sum does not depend on the order of its
//! parts and every processor gives the same bytes. Sixteen bits for the inputs add no error that counts beside that
//! of the weights.

use crate::syntax::model::Precision;

/// Loops over numbers go in steps of so many, which is what the widest instructions take at a time.
pub const LANES: usize = 16;

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
                round(&mut values[row * width..(row + 1) * width], source, inverse);
            }
        }
    }
}

/// Multiplies numbers by a factor and takes the nearest whole ones, ties to even.
#[inline(always)]
fn round(values: &mut [i16], numbers: &[f32], factor: f32) {
    // The sum's lowest bits are the whole number; reading them off avoids a conversion that has to look for overflow.
    let nearest = |number: f32| (number * factor + ROUNDER).to_bits() as i16;
    for (value, number) in values.iter_mut().zip(numbers) {
        *value = nearest(*number);
    }
}

/// Puts what a function makes of two rows' numbers in the place of the first's.
#[inline(always)]
pub fn combine(into: &mut [f32], others: &[f32], map: impl Fn(f32, f32) -> f32) {
    for (number, other) in into.iter_mut().zip(others) {
        *number = map(*number, *other);
    }
}

/// Folds numbers to one for each lane, so that the order is the same however wide the processor's instructions are.
#[inline(always)]
pub fn fold_lanes(start: f32, numbers: &[f32], map: impl Fn(f32, f32) -> f32) -> [f32; LANES] {
    let mut lanes = [start; LANES];
    let (chunks, rest) = numbers.as_chunks::<LANES>();
    for (lane, &number) in lanes.iter_mut().zip(rest) {
        *lane = map(*lane, number);
    }
    for chunk in chunks {
        // All lanes are computed before any is written: only then the compiler takes them together.
        let mut next = [0.0; LANES];
        for lane in 0..LANES {
            next[lane] = map(lanes[lane], chunk[lane]);
        }
        lanes = next;
    }
    lanes
}

/// The larger of two numbers, the first of equals.
#[inline(always)]
pub fn larger(one: f32, other: f32) -> f32 {
    if other > one { other } else { one }
}

/// The largest size of any number.
#[inline(always)]
pub fn largest(numbers: &[f32]) -> f32 {
    fold_lanes(0.0, numbers, |most, number| larger(most, number.abs())).into_iter().fold(0.0, larger)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_to_the_nearest_even() {
        let numbers: Vec<f32> = (-40..=40).map(|half| half as f32 / 2.0).chain([32_767.0, -32_767.0, -0.0]).collect();
        let mut values = vec![0; numbers.len()];
        round(&mut values, &numbers, 1.0);
        let expected: Vec<i16> = numbers.iter().map(|number| number.round_ties_even() as i16).collect();
        assert_eq!(values, expected);
        assert_eq!(largest(&numbers), 32_767.0);
    }
}
