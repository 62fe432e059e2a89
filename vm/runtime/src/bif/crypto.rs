//! Hashes, message authentication codes, ciphers and secure random bytes: what the library's `crypto` stands on.
//!
//! The algorithms come from the RustCrypto crates; here they are put behind one face each, and block ciphers get their modes. Natives of
//! `purlin_crypto` take names and sizes that `crypto` has checked and raise `badarg` otherwise.

use crate::sync::plain::lock;
use std::sync::{Arc, Mutex};

use aes::cipher::generic_array::GenericArray;
use aes::cipher::{BlockDecrypt, BlockEncrypt, KeyInit, KeyIvInit, StreamCipher, StreamCipherSeek};
use chacha20poly1305::AeadInPlace;
use digest::{Digest, ExtendableOutput, Update, XofReader};
use num_bigint::BigUint;

use super::build::{self, Out, done_atom, done_bytes};
use super::context::{Ctx, Outcome};
use super::hash::walk;
use crate::atom::atoms;
use crate::exception::raise::Raise;
use crate::heap::offheap::ResourceRef;
use crate::heap::writer::RESOURCE_WORDS;

// Arguments and results.

fn bytes_arg(ctx: &Ctx<'_>, i: usize) -> Result<Vec<u8>, Raise> {
    Ok(ctx.arg(i).as_binary().ok_or(Raise::BADARG)?.to_vec())
}

fn name_arg<'c>(ctx: &'c Ctx<'_>, i: usize) -> Result<&'c str, Raise> {
    let atom = ctx.arg(i).as_atom().ok_or(Raise::BADARG)?;
    Ok(ctx.atoms().text(atom))
}

fn resource_arg<'c, T: 'static>(ctx: &'c Ctx<'_>, i: usize) -> Result<&'c T, Raise> {
    let resource = ctx
        .arg(i)
        .as_reference()
        .and_then(|reference| reference.resource())
        .ok_or(Raise::BADARG)?;
    resource.value.downcast_ref::<T>().ok_or(Raise::BADARG)
}

fn done_resource<T: Send + Sync + 'static>(ctx: &mut Ctx<'_>, value: T) -> Outcome {
    let id = ctx.new_ref_id();
    let resource = ResourceRef::new(Box::new(value), size_of::<T>() + 512);
    let w = ctx.reserve(RESOURCE_WORDS)?;
    let term = w.resource(resource, id);
    w.done(term)
}

/// A byte takes about so little time: one reduction for that many.
const BYTES_PER_REDUCTION: usize = 128;

fn charge(ctx: &mut Ctx<'_>, bytes: usize) {
    ctx.charge((bytes / BYTES_PER_REDUCTION) as u32);
}

// Hashes.

/// A hash on its way.
trait Hash: Send + Sync {
    fn add(&mut self, bytes: &[u8]);
    fn end(self: Box<Self>) -> Vec<u8>;
    fn boxed_clone(&self) -> Box<dyn Hash>;
    /// Bytes the hash takes at a time: what HMAC pads keys to.
    fn block(&self) -> usize;
}

struct Fixed<D> {
    digest: D,
    block: usize,
}

impl<D: Digest + Clone + Send + Sync + 'static> Hash for Fixed<D> {
    fn add(&mut self, bytes: &[u8]) {
        Digest::update(&mut self.digest, bytes);
    }

    fn end(self: Box<Self>) -> Vec<u8> {
        self.digest.finalize().to_vec()
    }

    fn boxed_clone(&self) -> Box<dyn Hash> {
        Box::new(Fixed {
            digest: self.digest.clone(),
            block: self.block,
        })
    }

    fn block(&self) -> usize {
        self.block
    }
}

/// SHAKE with a fixed length.
struct Extendable<D> {
    digest: D,
    size: usize,
    block: usize,
}

impl<D: ExtendableOutput + Update + Clone + Send + Sync + 'static> Hash for Extendable<D> {
    fn add(&mut self, bytes: &[u8]) {
        Update::update(&mut self.digest, bytes);
    }

    fn end(self: Box<Self>) -> Vec<u8> {
        let mut out = vec![0; self.size];
        self.digest.finalize_xof().read(&mut out);
        out
    }

    fn boxed_clone(&self) -> Box<dyn Hash> {
        Box::new(Extendable {
            digest: self.digest.clone(),
            size: self.size,
            block: self.block,
        })
    }

    fn block(&self) -> usize {
        self.block
    }
}

fn new_hash(name: &str) -> Option<Box<dyn Hash>> {
    fn fixed<D: Digest + Clone + Send + Sync + 'static>(block: usize) -> Box<dyn Hash> {
        Box::new(Fixed {
            digest: D::new(),
            block,
        })
    }
    fn shake<D: ExtendableOutput + Update + Default + Clone + Send + Sync + 'static>(
        size: usize,
        block: usize,
    ) -> Box<dyn Hash> {
        Box::new(Extendable {
            digest: D::default(),
            size,
            block,
        })
    }
    Some(match name {
        "md4" => fixed::<md4::Md4>(64),
        "md5" => fixed::<md5::Md5>(64),
        "ripemd160" => fixed::<ripemd::Ripemd160>(64),
        "sha" => fixed::<sha1::Sha1>(64),
        "sha224" => fixed::<sha2::Sha224>(64),
        "sha256" => fixed::<sha2::Sha256>(64),
        "sha384" => fixed::<sha2::Sha384>(128),
        "sha512" => fixed::<sha2::Sha512>(128),
        "sha512_224" => fixed::<sha2::Sha512_224>(128),
        "sha512_256" => fixed::<sha2::Sha512_256>(128),
        "sha3_224" => fixed::<sha3::Sha3_224>(144),
        "sha3_256" => fixed::<sha3::Sha3_256>(136),
        "sha3_384" => fixed::<sha3::Sha3_384>(104),
        "sha3_512" => fixed::<sha3::Sha3_512>(72),
        "shake128" => shake::<sha3::Shake128>(16, 168),
        "shake256" => shake::<sha3::Shake256>(32, 136),
        "blake2b" => fixed::<blake2::Blake2b512>(128),
        "blake2s" => fixed::<blake2::Blake2s256>(64),
        "sm3" => fixed::<sm3::Sm3>(64),
        _ => return None,
    })
}

fn hash_arg(ctx: &Ctx<'_>, i: usize) -> Result<Box<dyn Hash>, Raise> {
    new_hash(name_arg(ctx, i)?).ok_or(Raise::BADARG)
}

pub fn hash(ctx: &mut Ctx<'_>) -> Outcome {
    let hash = hash_arg(ctx, 0)?;
    ctx.arg(1).as_binary().ok_or(Raise::BADARG)?;
    walk(ctx, 1, Whole(hash))
}

/// A hash that is asked for as such.
struct Whole(Box<dyn Hash>);

impl super::hash::Digest for Whole {
    fn update(&mut self, bytes: &[u8]) {
        self.0.add(bytes);
    }

    fn finish(&self, ctx: &mut Ctx<'_>) -> Outcome {
        done_bytes(ctx, &self.0.boxed_clone().end())
    }
}

/// A hash between two calls, or on its way from one to the next.
struct HashState(Box<dyn Hash>);

pub fn hash_init(ctx: &mut Ctx<'_>) -> Outcome {
    let hash = hash_arg(ctx, 0)?;
    done_resource(ctx, HashState(hash))
}

pub fn hash_update(ctx: &mut Ctx<'_>) -> Outcome {
    let hash = resource_arg::<HashState>(ctx, 0)?.0.boxed_clone();
    ctx.arg(1).as_binary().ok_or(Raise::BADARG)?;
    walk(ctx, 1, HashState(hash))
}

impl super::hash::Digest for HashState {
    fn update(&mut self, bytes: &[u8]) {
        self.0.add(bytes);
    }

    fn finish(&self, ctx: &mut Ctx<'_>) -> Outcome {
        done_resource(ctx, HashState(self.0.boxed_clone()))
    }
}

pub fn hash_final(ctx: &mut Ctx<'_>) -> Outcome {
    let hash = resource_arg::<HashState>(ctx, 0)?.0.boxed_clone();
    done_bytes(ctx, &hash.end())
}

/// Purlin_crypto:hash_xof(Name, Bytes, Size).
pub fn hash_xof(ctx: &mut Ctx<'_>) -> Outcome {
    let (bytes, size) = (
        bytes_arg(ctx, 1)?,
        ctx.arg(2).as_usize().ok_or(Raise::BADARG)?,
    );
    let mut out = Vec::new();
    out.try_reserve_exact(size)
        .map_err(|_| Raise::SYSTEM_LIMIT)?;
    out.resize(size, 0);
    match name_arg(ctx, 0)? {
        "shake128" => {
            let mut digest = sha3::Shake128::default();
            Update::update(&mut digest, &bytes);
            digest.finalize_xof().read(&mut out);
        }
        "shake256" => {
            let mut digest = sha3::Shake256::default();
            Update::update(&mut digest, &bytes);
            digest.finalize_xof().read(&mut out);
        }
        _ => return Err(Raise::BADARG),
    }
    charge(ctx, bytes.len() + size);
    done_bytes(ctx, &out)
}

// Message authentication codes.

/// HMAC: the hash of the outer padded key and the inner hash.
struct Hmac {
    outer: Box<dyn Hash>,
    inner: Box<dyn Hash>,
}

impl Hmac {
    fn new(name: &str, key: &[u8]) -> Option<Hmac> {
        let fresh = new_hash(name)?;
        let block = fresh.block();
        let mut padded = if key.len() > block {
            let mut hash = fresh.boxed_clone();
            hash.add(key);
            hash.end()
        } else {
            key.to_vec()
        };
        padded.resize(block, 0);
        let keyed = |mask: u8| {
            let mut hash = fresh.boxed_clone();
            let pad: Vec<u8> = padded.iter().map(|byte| byte ^ mask).collect();
            hash.add(&pad);
            hash
        };
        Some(Hmac {
            outer: keyed(0x5c),
            inner: keyed(0x36),
        })
    }

    fn copy(&self) -> Hmac {
        Hmac {
            outer: self.outer.boxed_clone(),
            inner: self.inner.boxed_clone(),
        }
    }

    fn end(self) -> Vec<u8> {
        let mut outer = self.outer;
        outer.add(&self.inner.end());
        outer.end()
    }
}

/// CMAC over AES.
struct Cmac {
    aes: Aes,
    sum: [u8; 16],
    /// The last bytes, 1 to 16 once there are any: the last block is treated apart.
    rest: Vec<u8>,
}

impl Cmac {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            if self.rest.len() == 16 {
                self.absorb();
            }
            self.rest.push(*byte);
        }
    }

    fn absorb(&mut self) {
        for (sum, byte) in self.sum.iter_mut().zip(self.rest.drain(..)) {
            *sum ^= byte;
        }
        self.aes.encrypt(&mut self.sum);
    }

    fn end(mut self) -> Vec<u8> {
        let mut key = [0; 16];
        self.aes.encrypt(&mut key);
        let mut subkey = double(u128::from_be_bytes(key));
        if self.rest.len() < 16 {
            subkey = double(subkey);
            self.rest.push(0x80);
            self.rest.resize(16, 0);
        }
        for (byte, mask) in self.rest.iter_mut().zip(subkey.to_be_bytes()) {
            *byte ^= mask;
        }
        self.absorb();
        self.sum.to_vec()
    }
}

/// Times x in the field of CMAC.
fn double(n: u128) -> u128 {
    (n << 1) ^ if n >> 127 == 1 { 0x87 } else { 0 }
}

enum Mac {
    Hmac(Hmac),
    Cmac(Cmac),
    /// The key, and the message so far: Poly1305 here takes it whole.
    Poly1305(Box<[u8; 32]>, Vec<u8>),
}

/// `None` once it was ended.
struct MacState(Mutex<Option<Mac>>);

/// Purlin_crypto:mac_init(hmac | cmac | poly1305, Sub, Key).
pub fn mac_init(ctx: &mut Ctx<'_>) -> Outcome {
    let key = bytes_arg(ctx, 2)?;
    let mac = match name_arg(ctx, 0)? {
        "hmac" => Hmac::new(name_arg(ctx, 1)?, &key).map(Mac::Hmac),
        "cmac" => Aes::new(&key).map(|aes| {
            Mac::Cmac(Cmac {
                aes,
                sum: [0; 16],
                rest: Vec::new(),
            })
        }),
        "poly1305" => key
            .try_into()
            .ok()
            .map(|key| Mac::Poly1305(Box::new(key), Vec::new())),
        _ => None,
    };
    let mac = mac.ok_or(Raise::BADARG)?;
    done_resource(ctx, MacState(Mutex::new(Some(mac))))
}

pub fn mac_update(ctx: &mut Ctx<'_>) -> Outcome {
    let bytes = bytes_arg(ctx, 1)?;
    {
        let state = resource_arg::<MacState>(ctx, 0)?;
        let mut state = lock(&state.0);
        match state.as_mut().ok_or(Raise::BADARG)? {
            Mac::Hmac(hmac) => hmac.inner.add(&bytes),
            Mac::Cmac(cmac) => cmac.add(&bytes),
            Mac::Poly1305(_, message) => message.extend_from_slice(&bytes),
        }
    }
    charge(ctx, bytes.len());
    done_atom(ctx, atoms::OK)
}

pub fn mac_final(ctx: &mut Ctx<'_>) -> Outcome {
    let mac = {
        let state = resource_arg::<MacState>(ctx, 0)?;
        let mut state = lock(&state.0);
        state.take().ok_or(Raise::BADARG)?
    };
    let sum = match mac {
        Mac::Hmac(hmac) => hmac.end(),
        Mac::Cmac(cmac) => cmac.end(),
        Mac::Poly1305(key, message) => {
            let poly = poly1305::Poly1305::new(GenericArray::from_slice(&key[..]));
            poly.compute_unpadded(&message).to_vec()
        }
    };
    done_bytes(ctx, &sum)
}

/// Purlin_crypto:pbkdf2(Hash, Password, Salt, Iterations, Block): block number `Block` of the key. A long run of iterations is one call: it is
/// charged in full, so that the process is put off afterwards.
pub fn pbkdf2(ctx: &mut Ctx<'_>) -> Outcome {
    let (password, salt) = (bytes_arg(ctx, 1)?, bytes_arg(ctx, 2)?);
    let iterations = ctx.arg(3).as_usize().ok_or(Raise::BADARG)?;
    let block = ctx.arg(4).as_usize().and_then(|n| u32::try_from(n).ok());
    let hmac = Hmac::new(name_arg(ctx, 0)?, &password).ok_or(Raise::BADARG)?;
    let mut first = hmac.copy();
    first.inner.add(&salt);
    first.inner.add(&block.ok_or(Raise::BADARG)?.to_be_bytes());
    let mut last = first.end();
    let mut sum = last.clone();
    for _ in 1..iterations {
        let mut next = hmac.copy();
        next.inner.add(&last);
        last = next.end();
        for (sum, byte) in sum.iter_mut().zip(&last) {
            *sum ^= byte;
        }
    }
    charge(ctx, iterations.saturating_mul(4 * BYTES_PER_REDUCTION));
    done_bytes(ctx, &sum)
}

// Ciphers.

/// The block cipher, by key size.
enum Aes {
    Aes128(Box<aes::Aes128>),
    Aes192(Box<aes::Aes192>),
    Aes256(Box<aes::Aes256>),
}

impl Aes {
    fn new(key: &[u8]) -> Option<Aes> {
        Some(match key.len() {
            16 => Aes::Aes128(Box::new(aes::Aes128::new_from_slice(key).ok()?)),
            24 => Aes::Aes192(Box::new(aes::Aes192::new_from_slice(key).ok()?)),
            32 => Aes::Aes256(Box::new(aes::Aes256::new_from_slice(key).ok()?)),
            _ => return None,
        })
    }

    fn encrypt(&self, block: &mut [u8; 16]) {
        let block = GenericArray::from_mut_slice(block);
        match self {
            Aes::Aes128(aes) => aes.encrypt_block(block),
            Aes::Aes192(aes) => aes.encrypt_block(block),
            Aes::Aes256(aes) => aes.encrypt_block(block),
        }
    }

    fn decrypt(&self, block: &mut [u8; 16]) {
        let block = GenericArray::from_mut_slice(block);
        match self {
            Aes::Aes128(aes) => aes.decrypt_block(block),
            Aes::Aes192(aes) => aes.decrypt_block(block),
            Aes::Aes256(aes) => aes.decrypt_block(block),
        }
    }
}

/// How blocks are chained.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chaining {
    Ecb,
    Cbc,
    Cfb8,
    Cfb128,
    Ofb,
    Ctr,
}

enum Cipher {
    Block {
        aes: Aes,
        chaining: Chaining,
        /// The chaining value, or what is left of the key stream behind it.
        register: [u8; 16],
        /// Key stream (CTR, OFB) or feedback (CFB) in use, and how much of it is used.
        stream: [u8; 16],
        used: usize,
    },
    ChaCha20(Box<chacha20::ChaCha20>),
}

impl Cipher {
    fn new(mode: &str, key: &[u8], iv: &[u8]) -> Option<Cipher> {
        let chaining = match mode {
            "ecb" => Chaining::Ecb,
            "cbc" => Chaining::Cbc,
            "cfb8" => Chaining::Cfb8,
            "cfb128" => Chaining::Cfb128,
            "ofb" => Chaining::Ofb,
            "ctr" => Chaining::Ctr,
            "chacha20" => {
                // The first four bytes are the number of the first block.
                let (counter, nonce) = iv.split_first_chunk::<4>()?;
                let mut cipher = chacha20::ChaCha20::new_from_slices(key, nonce).ok()?;
                cipher
                    .try_seek(u64::from(u32::from_le_bytes(*counter)) * 64)
                    .ok()?;
                return Some(Cipher::ChaCha20(Box::new(cipher)));
            }
            _ => return None,
        };
        let register = match chaining {
            Chaining::Ecb => [0; 16],
            _ => iv.try_into().ok()?,
        };
        Some(Cipher::Block {
            aes: Aes::new(key)?,
            chaining,
            register,
            stream: [0; 16],
            used: 16,
        })
    }

    /// Whole blocks only?
    fn is_blockwise(&self) -> bool {
        matches!(
            self,
            Cipher::Block {
                chaining: Chaining::Ecb | Chaining::Cbc,
                ..
            }
        )
    }

    /// In place; whole blocks where the mode wants them.
    fn apply(&mut self, bytes: &mut [u8], encrypt: bool) {
        match self {
            Cipher::ChaCha20(cipher) => cipher.apply_keystream(bytes),
            Cipher::Block {
                aes,
                chaining,
                register,
                stream,
                used,
            } => match chaining {
                Chaining::Ecb | Chaining::Cbc => {
                    for chunk in bytes.chunks_exact_mut(16) {
                        let mut block = [0; 16];
                        block.copy_from_slice(chunk);
                        let input = block;
                        if encrypt {
                            mix(&mut block, register);
                            aes.encrypt(&mut block);
                        } else {
                            aes.decrypt(&mut block);
                            mix(&mut block, register);
                        }
                        if *chaining == Chaining::Cbc {
                            *register = if encrypt { block } else { input };
                        }
                        chunk.copy_from_slice(&block);
                    }
                }
                Chaining::Cfb8 => {
                    for byte in bytes {
                        let mut block = *register;
                        aes.encrypt(&mut block);
                        let input = *byte;
                        *byte ^= block[0];
                        register.rotate_left(1);
                        register[15] = if encrypt { *byte } else { input };
                    }
                }
                Chaining::Cfb128 => {
                    for byte in bytes {
                        if *used == 16 {
                            *stream = *register;
                            aes.encrypt(stream);
                            *used = 0;
                        }
                        let input = *byte;
                        *byte ^= stream[*used];
                        register[*used] = if encrypt { *byte } else { input };
                        *used += 1;
                    }
                }
                Chaining::Ofb | Chaining::Ctr => {
                    for byte in bytes {
                        if *used == 16 {
                            *stream = *register;
                            aes.encrypt(stream);
                            *register = match chaining {
                                Chaining::Ofb => *stream,
                                _ => u128::from_be_bytes(*register).wrapping_add(1).to_be_bytes(),
                            };
                            *used = 0;
                        }
                        *byte ^= stream[*used];
                        *used += 1;
                    }
                }
            },
        }
    }
}

fn mix(block: &mut [u8; 16], with: &[u8; 16]) {
    for (byte, with) in block.iter_mut().zip(with) {
        *byte ^= with;
    }
}

/// A cipher between calls, with the bytes that do not fill a block yet.
struct CipherState {
    cipher: Cipher,
    encrypt: bool,
    /// Keep the last whole block back: it may turn out to be padding.
    hold_back: bool,
    rest: Vec<u8>,
}

type CipherHandle = Arc<Mutex<CipherState>>;

/// Purlin_crypto:cipher_init(Mode, Key, Iv, Encrypt, HoldBack).
pub fn cipher_init(ctx: &mut Ctx<'_>) -> Outcome {
    let (key, iv) = (bytes_arg(ctx, 1)?, bytes_arg(ctx, 2)?);
    let flag = |i: usize| ctx.arg(i).as_boolean().ok_or(Raise::BADARG);
    let (encrypt, hold_back) = (flag(3)?, flag(4)?);
    let cipher = Cipher::new(name_arg(ctx, 0)?, &key, &iv).ok_or(Raise::BADARG)?;
    let handle: CipherHandle = Arc::new(Mutex::new(CipherState {
        cipher,
        encrypt,
        hold_back,
        rest: Vec::new(),
    }));
    done_resource(ctx, handle)
}

/// Gives what can be given already.
pub fn cipher_update(ctx: &mut Ctx<'_>) -> Outcome {
    let bytes = bytes_arg(ctx, 1)?;
    let out = {
        let handle = resource_arg::<CipherHandle>(ctx, 0)?;
        let mut state = lock(handle);
        let CipherState {
            cipher,
            encrypt,
            hold_back,
            rest,
        } = &mut *state;
        rest.extend_from_slice(&bytes);
        let mut ready = rest.len();
        if cipher.is_blockwise() {
            ready -= ready % 16;
            if *hold_back && ready == rest.len() {
                ready = ready.saturating_sub(16);
            }
        }
        let mut out: Vec<u8> = rest.drain(..ready).collect();
        cipher.apply(&mut out, *encrypt);
        out
    };
    charge(ctx, 4 * bytes.len());
    done_bytes(ctx, &out)
}

/// The bytes that wait, as they came in: the library pads them.
pub fn cipher_rest(ctx: &mut Ctx<'_>) -> Outcome {
    let rest = {
        let handle = resource_arg::<CipherHandle>(ctx, 0)?;
        let mut state = lock(handle);
        state.hold_back = false;
        std::mem::take(&mut state.rest)
    };
    done_bytes(ctx, &rest)
}

// Authenticated ciphers.

/// Counter mode with the counter in the last four bytes of the block, as GCM has it.
fn counter_32(aes: &Aes, block: &mut [u8; 16], bytes: &mut [u8]) {
    for chunk in bytes.chunks_mut(16) {
        let mut stream = *block;
        aes.encrypt(&mut stream);
        for (byte, key) in chunk.iter_mut().zip(stream) {
            *byte ^= key;
        }
        increment(block);
    }
}

fn increment(block: &mut [u8; 16]) {
    let mut counter = [0; 4];
    counter.copy_from_slice(&block[12..]);
    block[12..].copy_from_slice(&u32::from_be_bytes(counter).wrapping_add(1).to_be_bytes());
}

fn ghash(key: &[u8; 16], parts: &[&[u8]], lengths: (usize, usize)) -> [u8; 16] {
    use ghash::universal_hash::UniversalHash;
    let mut hash = ghash::GHash::new(GenericArray::from_slice(key));
    for part in parts {
        hash.update_padded(part);
    }
    let mut block = [0; 16];
    block[..8].copy_from_slice(&(lengths.0 as u64 * 8).to_be_bytes());
    block[8..].copy_from_slice(&(lengths.1 as u64 * 8).to_be_bytes());
    hash.update(&[*GenericArray::from_slice(&block)]);
    hash.finalize().into()
}

/// Encrypts or decrypts in place and gives the tag of the encrypted bytes.
fn gcm(key: &[u8], iv: &[u8], aad: &[u8], bytes: &mut [u8], encrypt: bool) -> Option<[u8; 16]> {
    let aes = Aes::new(key)?;
    let mut hash_key = [0; 16];
    aes.encrypt(&mut hash_key);
    let mut counter = if iv.len() == 12 {
        let mut block = [0; 16];
        block[..12].copy_from_slice(iv);
        block[15] = 1;
        block
    } else {
        ghash(&hash_key, &[iv], (0, iv.len()))
    };
    let mut tag = counter;
    aes.encrypt(&mut tag);
    increment(&mut counter);
    let len = bytes.len();
    let hash = if encrypt {
        counter_32(&aes, &mut counter, bytes);
        ghash(&hash_key, &[aad, bytes], (aad.len(), len))
    } else {
        let hash = ghash(&hash_key, &[aad, bytes], (aad.len(), len));
        counter_32(&aes, &mut counter, bytes);
        hash
    };
    mix(&mut tag, &hash);
    Some(tag)
}

/// CCM with tags of `tag_len` bytes.
fn ccm(
    key: &[u8],
    iv: &[u8],
    aad: &[u8],
    bytes: &mut [u8],
    tag_len: usize,
    encrypt: bool,
) -> Option<[u8; 16]> {
    let aes = Aes::new(key)?;
    let size_len = 15usize
        .checked_sub(iv.len())
        .filter(|n| (2..=8).contains(n))?;
    let mut counter = [0; 16];
    counter[0] = (size_len - 1) as u8;
    counter[1..16 - size_len].copy_from_slice(iv);
    let apply = |bytes: &mut [u8]| {
        for (i, chunk) in bytes.chunks_mut(16).enumerate() {
            let mut stream = counter;
            let number = (i as u64 + 1).to_be_bytes();
            stream[16 - size_len..].copy_from_slice(&number[8 - size_len..]);
            aes.encrypt(&mut stream);
            for (byte, key) in chunk.iter_mut().zip(stream) {
                *byte ^= key;
            }
        }
    };
    if !encrypt {
        apply(bytes);
    }
    let mut input = vec![0; 16];
    input[0] = counter[0]
        | ((tag_len.checked_sub(2)? / 2) << 3) as u8
        | if aad.is_empty() { 0 } else { 0x40 };
    input[1..16 - size_len].copy_from_slice(iv);
    input[16 - size_len..].copy_from_slice(&(bytes.len() as u64).to_be_bytes()[8 - size_len..]);
    if !aad.is_empty() {
        match u16::try_from(aad.len()).ok().filter(|n| *n < 0xff00) {
            Some(short) => input.extend_from_slice(&short.to_be_bytes()),
            None => {
                input.extend_from_slice(&[0xff, 0xfe]);
                input.extend_from_slice(&u32::try_from(aad.len()).ok()?.to_be_bytes());
            }
        }
        input.extend_from_slice(aad);
        input.resize(input.len().next_multiple_of(16), 0);
    }
    input.extend_from_slice(bytes);
    input.resize(input.len().next_multiple_of(16), 0);
    let mut sum = [0; 16];
    for block in input.chunks_exact(16) {
        for (sum, byte) in sum.iter_mut().zip(block) {
            *sum ^= byte;
        }
        aes.encrypt(&mut sum);
    }
    if encrypt {
        apply(bytes);
    }
    let mut mask = counter;
    aes.encrypt(&mut mask);
    mix(&mut sum, &mask);
    Some(sum)
}

/// One shot of an authenticated cipher: the bytes in place, and the tag.
fn seal(
    mode: &str,
    key: &[u8],
    iv: &[u8],
    aad: &[u8],
    bytes: &mut [u8],
    tag_len: usize,
    encrypt: bool,
) -> Option<[u8; 16]> {
    match mode {
        "gcm" => gcm(key, iv, aad, bytes, encrypt),
        "ccm" => ccm(key, iv, aad, bytes, tag_len, encrypt),
        "chacha20_poly1305" => {
            if iv.len() != 12 {
                return None;
            }
            let cipher = chacha20poly1305::ChaCha20Poly1305::new_from_slice(key).ok()?;
            let iv = GenericArray::from_slice(iv);
            if encrypt {
                return Some(
                    cipher
                        .encrypt_in_place_detached(iv, aad, bytes)
                        .ok()?
                        .into(),
                );
            }
            // The tag of what came in is that of the plain text, which the key stream gives.
            let mut stream = chacha20::ChaCha20::new_from_slices(key, iv).ok()?;
            stream.try_seek(64u64).ok()?;
            stream.apply_keystream(bytes);
            let mut again = bytes.to_vec();
            Some(
                cipher
                    .encrypt_in_place_detached(iv, aad, &mut again)
                    .ok()?
                    .into(),
            )
        }
        _ => None,
    }
}

/// Purlin_crypto:aead(Mode, Key, Iv, Aad, Bytes, TagLength, Encrypt) -> {Bytes, Tag}: the caller compares tags.
pub fn aead(ctx: &mut Ctx<'_>) -> Outcome {
    let (key, iv, aad) = (bytes_arg(ctx, 1)?, bytes_arg(ctx, 2)?, bytes_arg(ctx, 3)?);
    let mut bytes = bytes_arg(ctx, 4)?;
    let tag_len = ctx
        .arg(5)
        .as_usize()
        .filter(|n| *n <= 16)
        .ok_or(Raise::BADARG)?;
    let encrypt = ctx.arg(6).as_boolean().ok_or(Raise::BADARG)?;
    let tag = seal(
        name_arg(ctx, 0)?,
        &key,
        &iv,
        &aad,
        &mut bytes,
        tag_len,
        encrypt,
    )
    .ok_or(Raise::BADARG)?;
    charge(ctx, 4 * bytes.len());
    build::done(
        ctx,
        &Out::pair(Out::Bytes(bytes), Out::Bytes(tag[..tag_len].to_vec())),
    )
}

// The rest.

/// Random bytes that nobody can foretell, unless the VM runs from a seed.
pub fn random_bytes(ctx: &mut Ctx<'_>) -> Outcome {
    let size = ctx.arg(0).as_usize().ok_or(Raise::BADARG)?;
    let mut bytes = Vec::new();
    bytes
        .try_reserve_exact(size)
        .map_err(|_| Raise::SYSTEM_LIMIT)?;
    bytes.resize(size, 0);
    let world = ctx.vm().world();
    if world.is_deterministic() {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&world.random().to_le_bytes()[..chunk.len()]);
        }
    } else {
        getrandom::fill(&mut bytes).map_err(|_| Raise::NOT_SUPPORTED)?;
    }
    charge(ctx, size);
    done_bytes(ctx, &bytes)
}

pub fn exor(ctx: &mut Ctx<'_>) -> Outcome {
    let (mut first, second) = (bytes_arg(ctx, 0)?, bytes_arg(ctx, 1)?);
    if first.len() != second.len() {
        return Err(Raise::BADARG);
    }
    for (byte, other) in first.iter_mut().zip(second) {
        *byte ^= other;
    }
    charge(ctx, first.len());
    done_bytes(ctx, &first)
}

/// Compares in a time that does not tell where the difference is. The sizes are the same.
pub fn equals(ctx: &mut Ctx<'_>) -> Outcome {
    let (first, second) = (bytes_arg(ctx, 0)?, bytes_arg(ctx, 1)?);
    let difference = first
        .iter()
        .zip(&second)
        .fold(0, |all, (a, b)| all | (a ^ b));
    build::done_bool(
        ctx,
        std::hint::black_box(difference) == 0 && first.len() == second.len(),
    )
}

/// Purlin_crypto:mod_pow(Base, Exponent, Modulus), all big-endian.
pub fn mod_pow(ctx: &mut Ctx<'_>) -> Outcome {
    let number = |i: usize| Ok(BigUint::from_bytes_be(&bytes_arg(ctx, i)?));
    let (base, exponent, modulus) = (number(0)?, number(1)?, number(2)?);
    if modulus == BigUint::ZERO {
        return Err(Raise::BADARG);
    }
    let bits = modulus.bits() as usize;
    let result = base.modpow(&exponent, &modulus);
    charge(ctx, (bits / 16).saturating_mul(exponent.bits() as usize));
    done_bytes(ctx, &result.to_bytes_be())
}
