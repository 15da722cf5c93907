//! The product of whole numbers in wide instructions, and other loops compiled for them.
//!
//! This is the only file with unsafe code. Its results are those of the portable way, bit by bit: whole numbers are
//! summed exactly, and what is computed in floating point is one multiplication and one addition for each output, in
//! the same order and without fusing.

#![allow(unsafe_code, reason = "wide instructions are only to be had through it")]

use std::arch::asm;
use std::arch::x86_64::{
    __m256i, __m512i, _mm256_add_epi32, _mm256_add_ps, _mm256_cvtepi32_ps, _mm256_loadu_ps, _mm256_loadu_si256,
    _mm256_madd_epi16, _mm256_mul_ps, _mm256_set1_epi32, _mm256_set1_ps, _mm256_setzero_si256, _mm256_storeu_ps,
    _mm512_add_ps, _mm512_cvtepi32_ps, _mm512_loadu_ps, _mm512_loadu_si512, _mm512_mul_ps, _mm512_set1_epi32,
    _mm512_set1_ps, _mm512_setzero_si512, _mm512_storeu_ps,
};
use std::sync::LazyLock;

use super::kernel::{Call, PANEL};

/// Whether the processor has the instructions for [`avx512`]; looked up once, since every product asks.
static HAS_AVX512: LazyLock<bool> = LazyLock::new(|| {
    is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512vl")
        && is_x86_feature_detected!("avx512dq")
        && is_x86_feature_detected!("avx512vnni")
});

/// Whether the processor has the instructions for [`avx512`].
pub fn has_avx512() -> bool {
    *HAS_AVX512
}

/// Whether the processor has the instructions for [`avx2`].
pub fn has_avx2() -> bool {
    is_x86_feature_detected!("avx2")
}

/// Multiplies with 512-bit instructions.
///
/// # Panics
/// If the processor does not have them, or a slice is too short.
pub fn avx512(call: &Call<'_>, out: &mut [f32]) {
    assert!(has_avx512(), "the processor has no AVX-512 with VNNI");
    call.check(out);
    // SAFETY: the processor has the instructions, and `check` made sure that all that is read and written is inside
    // the slices.
    unsafe { product_512(call, out) }
}

/// Multiplies with 256-bit instructions.
///
/// # Panics
/// If the processor does not have them, or a slice is too short.
pub fn avx2(call: &Call<'_>, out: &mut [f32]) {
    assert!(has_avx2(), "the processor has no AVX2");
    call.check(out);
    // SAFETY: as in `avx512`.
    unsafe { product_256(call, out) }
}

/// Runs code that was compiled for 512-bit instructions as far as it is inlined.
pub fn run_512<R>(work: impl FnOnce() -> R) -> R {
    assert!(has_avx512(), "the processor has no AVX-512 with VNNI");
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
    fn inner<R>(work: impl FnOnce() -> R) -> R {
        work()
    }
    // SAFETY: the processor has the instructions.
    unsafe { inner(work) }
}

/// Runs code that was compiled for 256-bit instructions as far as it is inlined.
pub fn run_256<R>(work: impl FnOnce() -> R) -> R {
    assert!(has_avx2(), "the processor has no AVX2");
    #[target_feature(enable = "avx2")]
    fn inner<R>(work: impl FnOnce() -> R) -> R {
        work()
    }
    // SAFETY: the processor has the instructions.
    unsafe { inner(work) }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
unsafe fn product_512(call: &Call<'_>, out: &mut [f32]) {
    let (panels, count) = (call.bias.len() / PANEL, call.steps.len());
    let mut panel = 0;
    while panel < panels {
        // Many sums are kept at once, since each waits for itself: of many rows, or else of many panels.
        let take = match (panels - panel, count) {
            (7.., ..4) => 7,
            (5.., ..4) => 5,
            (3.., ..4) => 3,
            (2.., _) => 2,
            _ => 1,
        };
        let mut row = 0;
        while row < count {
            // SAFETY: rows from `row` and panels from `panel` on, as many as the block takes, are there.
            unsafe {
                row += match (take, count - row) {
                    (7, _) => block_512::<1, 7>(call, row, panel, out),
                    (5, _) => block_512::<1, 5>(call, row, panel, out),
                    (3, _) => block_512::<1, 3>(call, row, panel, out),
                    (2, 12..) => block_512::<12, 2>(call, row, panel, out),
                    (2, 6..) => block_512::<6, 2>(call, row, panel, out),
                    (2, 3..) => block_512::<3, 2>(call, row, panel, out),
                    (2, _) => block_512::<1, 2>(call, row, panel, out),
                    (_, 6..) => block_512::<6, 1>(call, row, panel, out),
                    _ => block_512::<1, 1>(call, row, panel, out),
                };
            }
        }
        panel += take;
    }
}

/// Multiplies `R` rows with `P` panels; returns `R`.
///
/// # Safety
/// `call` must have been checked, and have the rows and panels.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
unsafe fn block_512<const R: usize, const P: usize>(
    call: &Call<'_>,
    row: usize,
    panel: usize,
    out: &mut [f32],
) -> usize {
    // SAFETY: the caller vouches for rows and panels; `Call::check` for the lengths that they imply.
    unsafe {
        let inputs = call.rows.as_ptr().add(row * call.width);
        let weights = call.weights.as_ptr().add(panel * call.pairs * PANEL * 2);
        let mut sums: [[__m512i; P]; R] = [[_mm512_setzero_si512(); P]; R];
        for pair in 0..call.pairs {
            let mut columns = [_mm512_setzero_si512(); P];
            for (p, column) in columns.iter_mut().enumerate() {
                *column = _mm512_loadu_si512(weights.add((p * call.pairs + pair) * PANEL * 2).cast());
            }
            for (r, sums) in sums.iter_mut().enumerate() {
                let two = inputs.add(r * call.width + pair * 2).cast::<i32>().read_unaligned();
                let two = _mm512_set1_epi32(two);
                for (sum, column) in sums.iter_mut().zip(columns) {
                    *sum = add_products(*sum, two, column);
                }
            }
        }
        for (r, sums) in sums.iter().enumerate() {
            let step = _mm512_set1_ps(*call.steps.get_unchecked(row + r));
            for (p, sum) in sums.iter().enumerate() {
                let column = (panel + p) * PANEL;
                let factor = _mm512_mul_ps(step, _mm512_loadu_ps(call.scales.as_ptr().add(column)));
                let bias = _mm512_loadu_ps(call.bias.as_ptr().add(column));
                let result = _mm512_add_ps(_mm512_mul_ps(_mm512_cvtepi32_ps(*sum), factor), bias);
                _mm512_storeu_ps(out.as_mut_ptr().add((row + r) * call.bias.len() + column), result);
            }
        }
    }
    R
}

/// Adds to each of 16 sums the products of two pairs of numbers.
///
/// The compiler takes the intrinsic apart into a multiplication and an addition, which keep more of the processor busy
/// and take a quarter longer.
#[inline]
#[target_feature(enable = "avx512f,avx512vnni")]
fn add_products(sums: __m512i, one: __m512i, other: __m512i) -> __m512i {
    let mut result = sums;
    // SAFETY: the instruction reads and writes nothing but these registers.
    unsafe {
        asm!(
            "vpdpwssd {sums}, {one}, {other}",
            sums = inout(zmm_reg) result,
            one = in(zmm_reg) one,
            other = in(zmm_reg) other,
            options(pure, nomem, nostack, preserves_flags),
        );
    }
    result
}

#[target_feature(enable = "avx2")]
unsafe fn product_256(call: &Call<'_>, out: &mut [f32]) {
    let (panels, count) = (call.bias.len() / PANEL, call.steps.len());
    for panel in 0..panels {
        let mut row = 0;
        while row < count {
            // SAFETY: rows from `row` on, as many as the block takes, are there.
            unsafe {
                row += match count - row {
                    4.. => block_256::<4>(call, row, panel, out),
                    _ => block_256::<1>(call, row, panel, out),
                };
            }
        }
    }
}

/// Multiplies `R` rows with a panel; returns `R`.
///
/// # Safety
/// `call` must have been checked, and have the rows and the panel.
#[inline]
#[target_feature(enable = "avx2")]
unsafe fn block_256<const R: usize>(call: &Call<'_>, row: usize, panel: usize, out: &mut [f32]) -> usize {
    const HALF: usize = PANEL / 2;
    // SAFETY: as in `block_512`.
    unsafe {
        let inputs = call.rows.as_ptr().add(row * call.width);
        let weights = call.weights.as_ptr().add(panel * call.pairs * PANEL * 2);
        let mut sums: [[__m256i; 2]; R] = [[_mm256_setzero_si256(); 2]; R];
        for pair in 0..call.pairs {
            let column = weights.add(pair * PANEL * 2).cast::<__m256i>();
            let columns = [_mm256_loadu_si256(column), _mm256_loadu_si256(column.add(1))];
            for (r, sums) in sums.iter_mut().enumerate() {
                let two = inputs.add(r * call.width + pair * 2).cast::<i32>().read_unaligned();
                let two = _mm256_set1_epi32(two);
                for (sum, column) in sums.iter_mut().zip(columns) {
                    *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(two, column));
                }
            }
        }
        for (r, sums) in sums.iter().enumerate() {
            let step = _mm256_set1_ps(*call.steps.get_unchecked(row + r));
            for (half, sum) in sums.iter().enumerate() {
                let column = panel * PANEL + half * HALF;
                let factor = _mm256_mul_ps(step, _mm256_loadu_ps(call.scales.as_ptr().add(column)));
                let bias = _mm256_loadu_ps(call.bias.as_ptr().add(column));
                let result = _mm256_add_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(*sum), factor), bias);
                _mm256_storeu_ps(out.as_mut_ptr().add((row + r) * call.bias.len() + column), result);
            }
        }
    }
    R
}
