//! Matrix products in plain Rust, and the choice of a faster way where the processor has one.
//!
//! Weights are packed in panels of [`PANEL`] outputs. Whole numbers are multiplied in pairs of inputs, since that is
//! what wide instructions do; their sums are exact, so that every way gives the same bytes. Products of 32-bit weights
//! are only there to measure how true the chain is; they are summed input by input.

#[cfg(target_arch = "x86_64")]
use super::simd;
use crate::syntax::model::{Matrix, Precision};

/// How many outputs are computed side by side.
pub const PANEL: usize = 16;

/// A way to multiply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kernel {
    /// Plain Rust, on every processor.
    Portable,
    /// 256-bit instructions.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// 512-bit instructions with products of pairs.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

/// A matrix in panels.
pub struct Packed {
    pairs: usize,
    inputs: usize,
    weights: Weights,
    /// The scale of each output, filled up to whole panels; empty for 32-bit weights.
    scales: Vec<f32>,
}

enum Weights {
    /// `[panel][input][output in panel]`
    Exact(Vec<f32>),
    /// `[panel][pair of inputs][output in panel][input in pair]`
    Rounded(Vec<i16>),
}

impl Packed {
    /// Packs a sound matrix.
    pub fn new(matrix: &Matrix) -> Packed {
        let (outputs, inputs) = (matrix.rows(), matrix.columns());
        let panels = outputs.div_ceil(PANEL);
        let pairs = inputs.div_ceil(2);
        let mut scales = Vec::new();
        let weights = match matrix.precision() {
            Precision::Bits32 => {
                let mut weights = vec![0.0; panels * inputs * PANEL];
                for output in 0..outputs {
                    for (input, weight) in matrix.row_32(output).enumerate() {
                        weights[(output / PANEL * inputs + input) * PANEL + output % PANEL] = weight;
                    }
                }
                Weights::Exact(weights)
            }
            Precision::Bits8 => {
                let mut weights = vec![0; panels * pairs * PANEL * 2];
                for output in 0..outputs {
                    let (panel, lane) = (output / PANEL, output % PANEL);
                    for (input, weight) in matrix.row_8(output).enumerate() {
                        weights[((panel * pairs + input / 2) * PANEL + lane) * 2 + input % 2] = i16::from(weight);
                    }
                }
                scales.extend_from_slice(matrix.scales());
                scales.resize(panels * PANEL, 0.0);
                Weights::Rounded(weights)
            }
        };
        Packed { pairs, inputs, weights, scales }
    }

    /// What kind of inputs it takes.
    pub fn precision(&self) -> Precision {
        match self.weights {
            Weights::Exact(_) => Precision::Bits32,
            Weights::Rounded(_) => Precision::Bits8,
        }
    }
}

impl Kernel {
    /// The ways that this processor has, the fastest first.
    pub fn available() -> Vec<Kernel> {
        let mut kernels = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            kernels.extend(simd::has_avx512().then_some(Kernel::Avx512));
            kernels.extend(simd::has_avx2().then_some(Kernel::Avx2));
        }
        kernels.push(Kernel::Portable);
        kernels
    }

    /// The fastest way that this processor has.
    pub fn best() -> Kernel {
        Kernel::available().first().copied().unwrap_or(Kernel::Portable)
    }

    /// Runs loops over numbers, compiled for the processor's instructions as far as they are inlined.
    #[inline(always)]
    pub fn run<R>(self, work: impl FnOnce() -> R) -> R {
        match self {
            Kernel::Portable => work(),
            #[cfg(target_arch = "x86_64")]
            Kernel::Avx2 => simd::run_256(work),
            #[cfg(target_arch = "x86_64")]
            Kernel::Avx512 => simd::run_512(work),
        }
    }

    /// Multiplies rows of 32-bit numbers; there are as many as `out` has room for.
    pub fn exact(self, rows: &[f32], width: usize, packed: &Packed, bias: &[f32], out: &mut [f32]) {
        let Weights::Exact(weights) = &packed.weights else {
            unreachable!("rows are made in the precision of the weights they meet")
        };
        let stride = bias.len();
        for (row, out) in out.chunks_exact_mut(stride).enumerate() {
            let row = &rows[row * width..][..packed.inputs];
            let panels = weights.chunks_exact(packed.inputs * PANEL);
            for ((panel, bias), out) in panels.zip(bias.chunks_exact(PANEL)).zip(out.chunks_exact_mut(PANEL)) {
                let mut sums = [0.0f32; PANEL];
                for (input, weights) in row.iter().zip(panel.chunks_exact(PANEL)) {
                    for (sum, weight) in sums.iter_mut().zip(weights) {
                        *sum += input * weight;
                    }
                }
                for ((out, sum), bias) in out.iter_mut().zip(sums).zip(bias) {
                    *out = sum + bias;
                }
            }
        }
    }

    /// Multiplies rows of whole numbers; there are as many as `steps`.
    pub fn rounded(self, rows: &[i16], width: usize, steps: &[f32], packed: &Packed, bias: &[f32], out: &mut [f32]) {
        let Weights::Rounded(weights) = &packed.weights else {
            unreachable!("rows are made in the precision of the weights they meet")
        };
        let call = Call { rows, width, steps, weights, pairs: packed.pairs, scales: &packed.scales, bias };
        match self {
            Kernel::Portable => call.portable(out),
            #[cfg(target_arch = "x86_64")]
            Kernel::Avx2 => simd::avx2(&call, out),
            #[cfg(target_arch = "x86_64")]
            Kernel::Avx512 => simd::avx512(&call, out),
        }
    }
}

/// What a product of whole numbers needs.
pub(super) struct Call<'a> {
    /// The inputs.
    pub rows: &'a [i16],
    /// How far apart the starts of two inputs are.
    pub width: usize,
    /// The step of each input; there are as many inputs.
    pub steps: &'a [f32],
    /// `[panel][pair of inputs][output in panel][input in pair]`
    pub weights: &'a [i16],
    /// How many pairs of numbers an input has.
    pub pairs: usize,
    /// The scale of each output.
    pub scales: &'a [f32],
    /// The bias of each output.
    pub bias: &'a [f32],
}

impl Call<'_> {
    /// Makes sure that all slices are as long as the numbers say.
    ///
    /// # Panics
    /// If one is not.
    pub fn check(&self, out: &[f32]) {
        let (outputs, count) = (self.bias.len(), self.steps.len());
        assert!(outputs.is_multiple_of(PANEL) && self.scales.len() == outputs, "outputs fill whole panels");
        assert!(self.weights.len() == outputs * self.pairs * 2, "as many weights as the matrix has");
        assert!(out.len() >= count * outputs, "room for every output");
        let last = count.saturating_sub(1) * self.width + self.pairs * 2;
        assert!(count == 0 || self.rows.len() >= last, "every input is there");
    }

    fn portable(&self, out: &mut [f32]) {
        let stride = self.bias.len();
        for (row, (out, step)) in out.chunks_exact_mut(stride).zip(self.steps).enumerate() {
            let inputs = &self.rows[row * self.width..][..self.pairs * 2];
            for (panel, out) in out.chunks_exact_mut(PANEL).enumerate() {
                let weights = &self.weights[panel * self.pairs * PANEL * 2..][..self.pairs * PANEL * 2];
                let mut sums = [0i32; PANEL];
                for (pair, weights) in inputs.chunks_exact(2).zip(weights.chunks_exact(PANEL * 2)) {
                    let (first, second) = (i32::from(pair[0]), i32::from(pair[1]));
                    for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(2)) {
                        let both = first * i32::from(weights[0]) + second * i32::from(weights[1]);
                        *sum = sum.wrapping_add(both);
                    }
                }
                let scales = &self.scales[panel * PANEL..][..PANEL];
                let bias = &self.bias[panel * PANEL..][..PANEL];
                for (((out, sum), scale), bias) in out.iter_mut().zip(sums).zip(scales).zip(bias) {
                    *out = sum as f32 * (step * scale) + bias;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_way_gives_the_same_bytes(
            (outputs, inputs, count) in (1usize..70, 1usize..40, 1usize..20),
            weights in vec(-2.0f32..2.0, 70 * 40),
            rows in vec(-32_767i16..=32_767, 20 * 40 + 1),
            steps in vec(0.0f32..0.01, 20),
        ) {
            let matrix = Matrix::new(outputs, inputs, &weights[..outputs * inputs], Precision::Bits8);
            let packed = Packed::new(&matrix);
            let stride = outputs.next_multiple_of(PANEL);
            let bias: Vec<f32> = (0..stride).map(|output| output as f32 / 7.0).collect();
            let multiply = |kernel: Kernel| {
                let mut out = vec![f32::NAN; count * stride];
                kernel.rounded(&rows, inputs, &steps[..count], &packed, &bias, &mut out);
                out.iter().map(|number| number.to_bits()).collect::<Vec<u32>>()
            };
            let expected = multiply(Kernel::Portable);
            for kernel in Kernel::available() {
                prop_assert_eq!(&multiply(kernel), &expected, "{:?}", kernel);
            }
        }
    }
}
