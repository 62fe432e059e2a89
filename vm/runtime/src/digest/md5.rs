//! MD5 (RFC 1321), in pieces: the context is plain data, so that `md5_init/0` can give it away as a binary.

/// Everything a computation needs to go on: 96 bytes as OTP lays them out (state, length of whole blocks, bytes held, block).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Md5 {
    state: [u32; 4],
    byte_len: u64,
    block: [u8; 64],
}

/// Bytes of a saved context.
pub const CONTEXT_LEN: usize = 16 + 8 + 8 + 64;

impl Default for Md5 {
    fn default() -> Md5 {
        Md5 {
            state: [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476],
            byte_len: 0,
            block: [0; 64],
        }
    }
}

impl Md5 {
    pub fn digest(bytes: &[u8]) -> [u8; 16] {
        let mut md5 = Md5::default();
        md5.update(bytes);
        md5.finish()
    }

    pub fn update(&mut self, mut bytes: &[u8]) {
        let held = (self.byte_len % 64) as usize;
        self.byte_len = self.byte_len.wrapping_add(bytes.len() as u64);
        if held > 0 {
            let n = bytes.len().min(64 - held);
            self.block[held..held + n].copy_from_slice(&bytes[..n]);
            bytes = &bytes[n..];
            if held + n < 64 {
                return;
            }
            let block = self.block;
            self.mix(&block);
        }
        let (blocks, rest) = bytes.as_chunks::<64>();
        for block in blocks {
            self.mix(block);
        }
        self.block[..rest.len()].copy_from_slice(rest);
    }

    pub fn finish(mut self) -> [u8; 16] {
        let bit_len = self.byte_len.wrapping_mul(8);
        let held = (self.byte_len % 64) as usize;
        let padding = if held < 56 { 56 - held } else { 120 - held };
        let mut tail = [0u8; 72];
        tail[0] = 0x80;
        tail[padding..padding + 8].copy_from_slice(&bit_len.to_le_bytes());
        self.update(&tail[..padding + 8]);
        let mut out = [0; 16];
        for (word, bytes) in self.state.iter().zip(out.as_chunks_mut::<4>().0) {
            *bytes = word.to_le_bytes();
        }
        out
    }

    pub fn to_bytes(&self) -> [u8; CONTEXT_LEN] {
        let mut out = [0; CONTEXT_LEN];
        for (word, bytes) in self.state.iter().zip(out.as_chunks_mut::<4>().0) {
            *bytes = word.to_le_bytes();
        }
        let held = self.byte_len % 64;
        out[16..24].copy_from_slice(&(self.byte_len - held).to_le_bytes());
        out[24..32].copy_from_slice(&held.to_le_bytes());
        out[32..].copy_from_slice(&self.block);
        out
    }

    pub fn from_bytes(bytes: &[u8]) -> Option<Md5> {
        let bytes: &[u8; CONTEXT_LEN] = bytes.try_into().ok()?;
        let mut md5 = Md5::default();
        for (word, four) in md5.state.iter_mut().zip(bytes.as_chunks::<4>().0) {
            *word = u32::from_le_bytes(*four);
        }
        let whole = u64::from_le_bytes(*bytes[16..].first_chunk()?);
        let held = u64::from_le_bytes(*bytes[24..].first_chunk()?);
        md5.byte_len = (whole / 64 * 64).wrapping_add(held % 64);
        md5.block = *bytes[32..].first_chunk()?;
        Some(md5)
    }

    fn mix(&mut self, block: &[u8; 64]) {
        let mut words = [0u32; 16];
        for (word, four) in words.iter_mut().zip(block.as_chunks::<4>().0) {
            *word = u32::from_le_bytes(*four);
        }
        let [mut a, mut b, mut c, mut d] = self.state;
        for i in 0..64 {
            let (f, at) = match i / 16 {
                0 => (d ^ (b & (c ^ d)), i),
                1 => (c ^ (d & (b ^ c)), (5 * i + 1) % 16),
                2 => (b ^ c ^ d, (3 * i + 5) % 16),
                _ => (c ^ (b | !d), 7 * i % 16),
            };
            let sum = a
                .wrapping_add(f)
                .wrapping_add(SINES[i])
                .wrapping_add(words[at]);
            (a, d, c) = (d, c, b);
            b = b.wrapping_add(sum.rotate_left(SHIFTS[i / 16][i % 4]));
        }
        for (word, add) in self.state.iter_mut().zip([a, b, c, d]) {
            *word = word.wrapping_add(add);
        }
    }
}

const SHIFTS: [[u32; 4]; 4] = [
    [7, 12, 17, 22],
    [5, 9, 14, 20],
    [4, 11, 16, 23],
    [6, 10, 15, 21],
];

/// `floor(2^32 * abs(sin(i + 1)))`.
const SINES: [u32; 64] = [
    0xd76a_a478,
    0xe8c7_b756,
    0x2420_70db,
    0xc1bd_ceee,
    0xf57c_0faf,
    0x4787_c62a,
    0xa830_4613,
    0xfd46_9501,
    0x6980_98d8,
    0x8b44_f7af,
    0xffff_5bb1,
    0x895c_d7be,
    0x6b90_1122,
    0xfd98_7193,
    0xa679_438e,
    0x49b4_0821,
    0xf61e_2562,
    0xc040_b340,
    0x265e_5a51,
    0xe9b6_c7aa,
    0xd62f_105d,
    0x0244_1453,
    0xd8a1_e681,
    0xe7d3_fbc8,
    0x21e1_cde6,
    0xc337_07d6,
    0xf4d5_0d87,
    0x455a_14ed,
    0xa9e3_e905,
    0xfcef_a3f8,
    0x676f_02d9,
    0x8d2a_4c8a,
    0xfffa_3942,
    0x8771_f681,
    0x6d9d_6122,
    0xfde5_380c,
    0xa4be_ea44,
    0x4bde_cfa9,
    0xf6bb_4b60,
    0xbebf_bc70,
    0x289b_7ec6,
    0xeaa1_27fa,
    0xd4ef_3085,
    0x0488_1d05,
    0xd9d4_d039,
    0xe6db_99e5,
    0x1fa2_7cf8,
    0xc4ac_5665,
    0xf429_2244,
    0x432a_ff97,
    0xab94_23a7,
    0xfc93_a039,
    0x655b_59c3,
    0x8f0c_cc92,
    0xffef_f47d,
    0x8584_5dd1,
    0x6fa8_7e4f,
    0xfe2c_e6e0,
    0xa301_4314,
    0x4e08_11a1,
    0xf753_7e82,
    0xbd3a_f235,
    0x2ad7_d2bb,
    0xeb86_d391,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|b| format!("{b:02x}")).collect()
    }

    #[test]
    fn the_rfcs_examples() {
        assert_eq!(hex(&Md5::digest(b"")), "d41d8cd98f00b204e9800998ecf8427e");
        assert_eq!(
            hex(&Md5::digest(b"abc")),
            "900150983cd24fb0d6963f7d28e17f72"
        );
        let digits = b"1234567890".repeat(8);
        assert_eq!(
            hex(&Md5::digest(&digits)),
            "57edf4a22be3c955ac49da2e2107b67a"
        );
    }

    #[test]
    fn pieces_and_saved_contexts_make_no_difference() {
        let bytes: Vec<u8> = (0..=255).cycle().take(1000).collect();
        for cut in [0, 1, 55, 56, 63, 64, 65, 128, 999] {
            let mut md5 = Md5::default();
            md5.update(&bytes[..cut]);
            let mut md5 = Md5::from_bytes(&md5.to_bytes()).unwrap();
            md5.update(&bytes[cut..]);
            assert_eq!(md5.finish(), Md5::digest(&bytes), "{cut}");
        }
        assert_eq!(Md5::from_bytes(&[0; 87]), None);
    }
}
