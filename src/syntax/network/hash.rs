//! The hash that picks the rows of an embedding table: the 128-bit x64 variant of MurmurHash3 over one 64-bit number.

/// Hashes a number with a seed to four numbers.
pub fn hash(value: u64, seed: u32) -> [u32; 4] {
    const BYTES: u64 = 8;
    let seed = u64::from(seed);
    let mixed = value.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    let mut low = seed ^ mixed ^ BYTES;
    let mut high = seed ^ BYTES;
    low = low.wrapping_add(high);
    high = high.wrapping_add(low);
    low = finish(low);
    high = finish(high);
    low = low.wrapping_add(high);
    high = high.wrapping_add(low);
    [low as u32, (low >> 32) as u32, high as u32, (high >> 32) as u32]
}

fn finish(mut bits: u64) -> u64 {
    bits ^= bits >> 33;
    bits = bits.wrapping_mul(0xff51_afd7_ed55_8ccd);
    bits ^= bits >> 33;
    bits = bits.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    bits ^ (bits >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_thinc() {
        // thinc.api.NumpyOps().hash(numpy.asarray([value], dtype="uint64"), seed)
        assert_eq!(hash(0, 8), [0, 0, 0, 0]);
        assert_eq!(hash(1, 12), [2_938_686_206, 2_291_508_213, 2_246_688_320, 3_554_967_022]);
        assert_eq!(hash(5_097_672_513_440_128_799, 10), [1_101_103_100, 4_203_062_736, 1_759_064_417, 3_021_530_000]);
    }
}
