//! The mixing of three words by Bob Jenkins' 1996 hash, in the ways in which `phash2/2` applies it, and the hash of atom texts.

/// The golden ratio; `phash2` uses its multiples to tell kinds of terms apart.
const GOLDEN: u32 = 0x9e37_79b9;

/// The `n`th multiple of the golden ratio.
pub const fn kind(n: u32) -> u32 {
    GOLDEN.wrapping_mul(n)
}

/// Mixes two words into `hash`.
pub fn two(hash: u32, x: u32, y: u32, kind: u32) -> u32 {
    mix(kind.wrapping_add(x), kind.wrapping_add(y), hash)
}

pub fn one(hash: u32, x: u32, kind: u32) -> u32 {
    two(hash, x, 0, kind)
}

/// The hash of a run of bytes, from a start value.
pub fn bytes(bytes: &[u8], start: u32) -> u32 {
    let (mut a, mut b, mut c) = (GOLDEN, GOLDEN, start);
    let (blocks, rest) = bytes.as_chunks::<12>();
    for block in blocks {
        let [x, y, z] = words(block);
        (a, b, c) = mix3(a.wrapping_add(x), b.wrapping_add(y), c.wrapping_add(z));
    }
    let mut last = [0u8; 12];
    last[..rest.len()].copy_from_slice(rest);
    let [x, y, z] = words(&last);
    // The lowest byte of the third word is where the length goes.
    let (a, b, c) = (
        a.wrapping_add(x),
        b.wrapping_add(y),
        c.wrapping_add(bytes.len() as u32).wrapping_add(z << 8),
    );
    mix(a, b, c)
}

fn words(block: &[u8; 12]) -> [u32; 3] {
    let (fours, _) = block.as_chunks::<4>();
    std::array::from_fn(|i| u32::from_le_bytes(fours[i]))
}

fn mix(a: u32, b: u32, c: u32) -> u32 {
    mix3(a, b, c).2
}

#[inline]
fn mix3(mut a: u32, mut b: u32, mut c: u32) -> (u32, u32, u32) {
    for (x, y, z) in [(13, 8, 13), (12, 16, 5), (3, 10, 15)] {
        a = a.wrapping_sub(b).wrapping_sub(c) ^ (c >> x);
        b = b.wrapping_sub(c).wrapping_sub(a) ^ (a << y);
        c = c.wrapping_sub(a).wrapping_sub(b) ^ (b >> z);
    }
    (a, b, c)
}

/// The hash of an atom's UTF-8 text: each Latin-1 character counts as one byte, as when atoms were Latin-1.
pub fn atom_text(text: &[u8]) -> u32 {
    let mut hash = 0u64;
    let mut i = 0;
    while let Some(&byte) = text.get(i) {
        i += 1;
        let mut v = byte;
        if let Some(&next) = text.get(i)
            && byte & 0xfe == 0xc2
            && next & 0xc0 == 0x80
        {
            v = byte << 6 | (next & 0x3f);
            i += 1;
        }
        hash = (hash << 4) + u64::from(v);
        let top = hash & 0xf000_0000;
        if top != 0 {
            hash ^= top >> 24;
            hash ^= top;
        }
    }
    hash as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `erlang:phash2(Binary, 1 bsl 32)` of OTP 29.
    #[test]
    fn bytes_hash_as_binaries_do() {
        let start = kind(13);
        let text: Vec<u8> = (0..40).collect();
        assert_eq!(bytes(&text[..1], start), 2914887855);
        assert_eq!(bytes(&text[..3], start), 4212827134);
        assert_eq!(bytes(&text[..4], start), 4112461889);
        assert_eq!(bytes(&text[..7], start), 1168815232);
        assert_eq!(bytes(&text[..8], start), 2753121870);
        assert_eq!(bytes(&text[..9], start), 2773044368);
        assert_eq!(bytes(&text[..11], start), 1465783407);
        assert_eq!(bytes(&text[..12], start), 3606656872);
        assert_eq!(bytes(&text[..13], start), 3937812469);
        assert_eq!(bytes(&text[..24], start), 4085772184);
        assert_eq!(bytes(&text[..40], start), 2279588191);
    }

    /// `erlang:phash2(Atom, 1 bsl 32)` of OTP 29.
    #[test]
    fn atoms_hash_as_their_text() {
        assert_eq!(atom_text("".as_bytes()), 0);
        assert_eq!(atom_text("a".as_bytes()), 97);
        assert_eq!(atom_text("hello".as_bytes()), 7258927);
        assert_eq!(
            atom_text("a_long_atom_name_with_many_characters_in_it".as_bytes()),
            81184324
        );
        assert_eq!(atom_text("åäö".as_bytes()), 62518);
        assert_eq!(atom_text("€😀".as_bytes()), 182168032);
        assert_eq!(atom_text("Zÿz".as_bytes()), 27242);
        assert_eq!(atom_text("ÿ".as_bytes()), 255);
    }
}
