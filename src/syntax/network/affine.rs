//! A matrix product with a bias: the one costly thing that the network does.

use super::kernel::{Kernel, PANEL, Packed};
use super::rows::Rows;
use crate::syntax::model::{AffineData, Matrix, Precision};

/// A matrix, laid out for products with many rows, and a bias.
pub struct Affine {
    packed: Packed,
    bias: Vec<f32>,
    inputs: usize,
    outputs: usize,
    /// The largest whole number that an input may be rounded to so that no sum overflows 32 bits.
    most: f32,
}

impl Affine {
    /// Lays out a matrix; `bias` may be empty.
    ///
    /// # Errors
    /// A message when the parts do not fit together.
    pub fn new(weights: &Matrix, bias: &[f32]) -> Result<Affine, String> {
        if !weights.is_sound() || weights.rows() == 0 || weights.columns() == 0 {
            return Err("a matrix has not as many weights as it says".into());
        }
        if !bias.is_empty() && bias.len() != weights.rows() {
            return Err(format!("a bias has {} numbers and its matrix {} rows", bias.len(), weights.rows()));
        }
        let (inputs, outputs) = (weights.columns(), weights.rows());
        let mut padded = bias.to_vec();
        padded.resize(outputs.next_multiple_of(PANEL), 0.0);
        let most = (i32::MAX as usize / (127 * inputs)).min(i16::MAX as usize) as f32;
        Ok(Affine { packed: Packed::new(weights), bias: padded, inputs, outputs, most })
    }

    /// Lays out a matrix and its bias.
    ///
    /// # Errors
    /// A message when the parts do not fit together.
    pub fn from_data(data: &AffineData) -> Result<Affine, String> {
        Affine::new(&data.weights, &data.bias)
    }

    /// How many numbers an input has.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// How many numbers a result has.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// How many numbers a result takes in memory: the outputs, filled up to whole panels.
    pub fn stride(&self) -> usize {
        self.bias.len()
    }

    /// What kind of rows it takes.
    pub fn precision(&self) -> Precision {
        self.packed.precision()
    }

    /// The step to round inputs by of which none is larger than `bound`.
    pub fn step(&self, bound: f32) -> f32 {
        bound / self.most
    }

    /// Multiplies `count` inputs; the first starts at row `first`, each next one a row of `width` numbers later.
    pub fn apply(&self, kernel: Kernel, rows: &Rows, width: usize, first: usize, count: usize, out: &mut [f32]) {
        let out = &mut out[..count * self.stride()];
        match rows {
            Rows::Exact(values) => kernel.exact(&values[first * width..], width, &self.packed, &self.bias, out),
            Rows::Rounded { values, steps } => {
                let steps = &steps[first..first + count];
                kernel.rounded(&values[first * width..], width, steps, &self.packed, &self.bias, out);
            }
        }
    }
}
