//! CRC-32 (that of zlib) and Adler-32, and how to join the sums of two pieces without the bytes.

/// Modulus of Adler-32: the largest prime below 2^16.
const ADLER_PRIME: u32 = 65_521;
/// So many bytes can be added before the sums must be reduced.
const ADLER_RUN: usize = 5552;

pub fn crc32(sum: u32, bytes: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new_with_initial(sum);
    hasher.update(bytes);
    hasher.finalize()
}

/// The sum of a first piece and a second of `second_len` bytes.
pub fn crc32_combine(first: u32, second: u32, second_len: u64) -> u32 {
    let mut hasher = crc32fast::Hasher::new_with_initial_len(first, 0);
    hasher.combine(&crc32fast::Hasher::new_with_initial_len(second, second_len));
    hasher.finalize()
}

pub fn adler32(sum: u32, bytes: &[u8]) -> u32 {
    let (mut a, mut b) = (sum & 0xffff, sum >> 16);
    for run in bytes.chunks(ADLER_RUN) {
        for byte in run {
            a += u32::from(*byte);
            b += a;
        }
        a %= ADLER_PRIME;
        b %= ADLER_PRIME;
    }
    b << 16 | a
}

/// The sum of a first piece and a second of `second_len` bytes.
pub fn adler32_combine(first: u32, second: u32, second_len: u64) -> u32 {
    let p = u64::from(ADLER_PRIME);
    let (a1, b1) = (u64::from(first & 0xffff), u64::from(first >> 16));
    let (a2, b2) = (u64::from(second & 0xffff), u64::from(second >> 16));
    let n = second_len % p;
    // The second piece's sum started from 1 where the first's end should have stood.
    let a = (a1 + a2 + p - 1) % p;
    let b = (b1 + b2 + n * (a1 + p - 1)) % p;
    (b << 16 | a) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_otps() {
        assert_eq!(crc32(0, b"hello"), 907_060_870);
        assert_eq!(adler32(1, b"hello"), 103_547_413);
        assert_eq!(crc32(crc32(0, b"hel"), b"lo"), 907_060_870);
    }

    #[test]
    fn joined_sums_are_sums_of_the_whole() {
        let bytes: Vec<u8> = (0..20_000u32).map(|i| ((i * i) >> 3) as u8).collect();
        for cut in [0, 1, 5551, 5552, 19_999, 20_000] {
            let (head, tail) = bytes.split_at(cut);
            let len = tail.len() as u64;
            assert_eq!(
                crc32_combine(crc32(0, head), crc32(0, tail), len),
                crc32(0, &bytes)
            );
            assert_eq!(
                adler32_combine(adler32(1, head), adler32(1, tail), len),
                adler32(1, &bytes)
            );
        }
    }
}
