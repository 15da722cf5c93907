//! Matrices as the model file keeps them: 32 bits a weight, or 8 bits with a scale for each row.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

/// How many bits a weight takes in the model file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Precision {
    /// 8 bits and a scale for each row: small and fast, and hardly less exact.
    #[default]
    Bits8,
    /// 32 bits, as spaCy has them, to measure how true the rest of the chain is.
    Bits32,
}

/// The largest number that an 8-bit weight takes; -128 is left out so that signs are alike.
pub const LARGEST: i8 = 127;

/// A matrix of weights, row after row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Matrix {
    rows: u32,
    columns: u32,
    /// One for each row when a weight takes 8 bits, none when it takes 32.
    scales: Vec<f32>,
    /// A byte for each weight, or four, the lowest first.
    bytes: ByteBuf,
}

impl Matrix {
    /// Makes a matrix from its weights, row after row.
    pub fn new(rows: usize, columns: usize, weights: &[f32], precision: Precision) -> Matrix {
        assert_eq!(rows * columns, weights.len(), "a matrix of {rows} x {columns}");
        let (scales, bytes) = match precision {
            Precision::Bits32 => (Vec::new(), weights.iter().flat_map(|weight| weight.to_le_bytes()).collect()),
            Precision::Bits8 => {
                let mut bytes = Vec::with_capacity(weights.len());
                let scales = weights.chunks(columns.max(1)).map(|row| round_row(row, &mut bytes)).collect();
                (scales, bytes)
            }
        };
        Matrix { rows: rows as u32, columns: columns as u32, scales, bytes: ByteBuf::from(bytes) }
    }

    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.rows as usize
    }

    /// The number of columns.
    pub fn columns(&self) -> usize {
        self.columns as usize
    }

    /// Whether the parts fit together; what comes from a file may not.
    pub fn is_sound(&self) -> bool {
        let size = match self.precision() {
            Precision::Bits8 if self.scales.len() == self.rows() => 1,
            Precision::Bits8 => return false,
            Precision::Bits32 => 4,
        };
        let bytes = self.rows().checked_mul(self.columns()).and_then(|weights| weights.checked_mul(size));
        bytes == Some(self.bytes.len())
    }

    /// How many bits a weight takes.
    pub fn precision(&self) -> Precision {
        if self.scales.is_empty() && self.rows > 0 { Precision::Bits32 } else { Precision::Bits8 }
    }

    /// The scale of each row; empty when a weight takes 32 bits.
    pub fn scales(&self) -> &[f32] {
        &self.scales
    }

    /// The weights of a row, when they take 8 bits.
    pub fn row_8(&self, row: usize) -> impl ExactSizeIterator<Item = i8> + '_ {
        self.bytes[row * self.columns()..(row + 1) * self.columns()].iter().map(|&byte| byte as i8)
    }

    /// The weights of a row, when they take 32 bits.
    pub fn row_32(&self, row: usize) -> impl ExactSizeIterator<Item = f32> + '_ {
        let bytes = &self.bytes[row * self.columns() * 4..(row + 1) * self.columns() * 4];
        bytes.chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
    }

    /// The largest size of any weight.
    pub fn largest(&self) -> f32 {
        match self.precision() {
            Precision::Bits8 => self.scales.iter().fold(0.0, |most: f32, scale| most.max(scale * f32::from(LARGEST))),
            Precision::Bits32 => {
                (0..self.rows()).flat_map(|row| self.row_32(row)).fold(0.0, |most: f32, weight| most.max(weight.abs()))
            }
        }
    }
}

fn round_row(row: &[f32], bytes: &mut Vec<u8>) -> f32 {
    let most = row.iter().fold(0.0, |most: f32, weight| most.max(weight.abs()));
    let scale = most / f32::from(LARGEST);
    let inverse = if scale > 0.0 { 1.0 / scale } else { 0.0 };
    bytes.extend(row.iter().map(|weight| (weight * inverse).round() as i8 as u8));
    scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_32_bits_exactly_and_8_bits_to_half_a_step() {
        let weights = [0.5, -1.0, 0.003, 0.0, 0.0, 0.0, 2.0, 1.0, -0.1];
        let exact = Matrix::new(3, 3, &weights, Precision::Bits32);
        assert_eq!(exact.row_32(2).collect::<Vec<_>>(), weights[6..]);
        let rounded = Matrix::new(3, 3, &weights, Precision::Bits8);
        assert!(exact.is_sound() && rounded.is_sound());
        for row in 0..3 {
            let scale = rounded.scales()[row];
            for (byte, weight) in rounded.row_8(row).zip(&weights[row * 3..]) {
                assert!((f32::from(byte) * scale - weight).abs() <= scale * 0.501);
            }
        }
        assert_eq!(exact.largest(), 2.0);
    }
}
