//! Numbers, booleans, text, bytes.

use num_bigint::BigInt;
use purlin_runtime::term::integer::{INTEGER_WORDS, integer_words};
use purlin_runtime::term::{Term, View};

use super::{Built, ConvertError, FromTerm, IntoTerm, Sizer, TermRef, TermWriter, WriteError};

macro_rules! small_integers {
    ($($type:ty => $name:literal),*) => {$(
        impl IntoTerm for $type {
            #[inline]
            fn words(&self, _: &Sizer<'_>) -> usize {
                INTEGER_WORDS
            }

            #[inline]
            fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
                Ok(writer.integer(*self as i64))
            }
        }

        impl FromTerm for $type {
            #[inline]
            fn from_term(term: TermRef<'_>) -> Result<$type, ConvertError> {
                let value = term.term.as_small().or_else(|| term.term.as_i64());
                value
                    .and_then(|value| value.try_into().ok())
                    .ok_or_else(|| ConvertError::expected($name, term))
            }
        }
    )*};
}

small_integers!(
    i8 => "an integer of 8 bits",
    i16 => "an integer of 16 bits",
    i32 => "an integer of 32 bits",
    i64 => "an integer of 64 bits",
    isize => "an integer of 64 bits",
    u16 => "an unsigned integer of 16 bits",
    u32 => "an unsigned integer of 32 bits"
);

macro_rules! large_integers {
    ($($type:ty => $name:literal),*) => {$(
        impl IntoTerm for $type {
            fn words(&self, _: &Sizer<'_>) -> usize {
                integer_words(<$type>::BITS as u64)
            }

            fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
                Ok(match i64::try_from(*self) {
                    Ok(value) => writer.integer(value),
                    Err(_) => writer.big(&BigInt::from(*self)),
                })
            }
        }

        impl FromTerm for $type {
            fn from_term(term: TermRef<'_>) -> Result<$type, ConvertError> {
                let value = match term.term.view() {
                    View::Small(value) => value.try_into().ok(),
                    View::Big(big) => big.to_bigint().try_into().ok(),
                    _ => None,
                };
                value.ok_or_else(|| ConvertError::expected($name, term))
            }
        }
    )*};
}

large_integers!(
    u64 => "an unsigned integer of 64 bits",
    usize => "an unsigned integer of 64 bits",
    i128 => "an integer of 128 bits",
    u128 => "an unsigned integer of 128 bits"
);

impl IntoTerm for BigInt {
    fn words(&self, _: &Sizer<'_>) -> usize {
        integer_words(self.bits())
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        Ok(writer.big(self))
    }
}

impl FromTerm for BigInt {
    fn from_term(term: TermRef<'_>) -> Result<BigInt, ConvertError> {
        match term.term.view() {
            View::Small(value) => Ok(BigInt::from(value)),
            View::Big(big) => Ok(big.to_bigint()),
            _ => Err(ConvertError::expected("an integer", term)),
        }
    }
}

/// Bytes are integers by themselves, and binaries when there are several.
impl IntoTerm for u8 {
    fn words(&self, _: &Sizer<'_>) -> usize {
        0
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        Ok(writer.integer(i64::from(*self)))
    }

    fn words_of_slice(slice: &[u8], sizer: &Sizer<'_>) -> usize {
        sizer.binary(slice.len())
    }

    fn write_slice<'w>(slice: &[u8], writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        writer.binary(slice)
    }
}

impl FromTerm for u8 {
    fn from_term(term: TermRef<'_>) -> Result<u8, ConvertError> {
        let value = term.term.as_small().and_then(|value| value.try_into().ok());
        value.ok_or_else(|| ConvertError::expected("a byte", term))
    }

    fn vec_from_term(term: TermRef<'_>) -> Result<Vec<u8>, ConvertError> {
        if let Some(bits) = term.term.as_binary() {
            return Ok(bits.to_vec());
        }
        let bytes = term
            .elements_of_list()
            .and_then(|items| items.map(|item| item.to().ok()).collect());
        bytes.ok_or_else(|| ConvertError::expected("a binary", term))
    }
}

macro_rules! floats {
    ($($type:ty),*) => {$(
        impl IntoTerm for $type {
            fn words(&self, _: &Sizer<'_>) -> usize {
                2
            }

            fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
                writer.float(f64::from(*self))
            }
        }

        impl FromTerm for $type {
            fn from_term(term: TermRef<'_>) -> Result<$type, ConvertError> {
                if let Some(value) = term.term.as_float() {
                    return Ok(value as $type);
                }
                let value = term.term.as_i64();
                value
                    .map(|value| value as $type)
                    .ok_or_else(|| ConvertError::expected("a number", term))
            }
        }
    )*};
}

floats!(f32, f64);

impl IntoTerm for bool {
    fn words(&self, _: &Sizer<'_>) -> usize {
        0
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        Ok(writer.boolean(*self))
    }
}

impl FromTerm for bool {
    fn from_term(term: TermRef<'_>) -> Result<bool, ConvertError> {
        let value = term.term.as_boolean();
        value.ok_or_else(|| ConvertError::expected("true or false", term))
    }
}

impl IntoTerm for char {
    fn words(&self, _: &Sizer<'_>) -> usize {
        0
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        Ok(writer.integer(i64::from(u32::from(*self))))
    }
}

impl FromTerm for char {
    fn from_term(term: TermRef<'_>) -> Result<char, ConvertError> {
        let value = term.term.as_small().and_then(|n| u32::try_from(n).ok());
        let character = value.and_then(char::from_u32);
        character.ok_or_else(|| ConvertError::expected("a character", term))
    }
}

/// As `ok`; any term is taken for it, so that a result nobody needs can be ignored.
impl IntoTerm for () {
    fn words(&self, _: &Sizer<'_>) -> usize {
        0
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        writer.atom("ok")
    }
}

impl FromTerm for () {
    #[inline]
    fn from_term(_: TermRef<'_>) -> Result<(), ConvertError> {
        Ok(())
    }
}

impl IntoTerm for str {
    fn words(&self, sizer: &Sizer<'_>) -> usize {
        sizer.binary(self.len())
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        writer.binary(self.as_bytes())
    }
}

impl IntoTerm for String {
    fn words(&self, sizer: &Sizer<'_>) -> usize {
        self.as_str().words(sizer)
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        self.as_str().write(writer)
    }
}

impl FromTerm for String {
    fn from_term(term: TermRef<'_>) -> Result<String, ConvertError> {
        const WHAT: &str = "a string (a binary of UTF-8 or a list of characters)";
        if let Some(bits) = term.term.as_binary() {
            return String::from_utf8(bits.to_vec())
                .map_err(|_| ConvertError::expected(WHAT, term));
        }
        characters(term.term).ok_or_else(|| ConvertError::expected(WHAT, term))
    }
}

fn characters(list: Term<'_>) -> Option<String> {
    let mut text = String::new();
    let mut walk = list.list();
    for item in walk.by_ref() {
        text.push(char::from_u32(u32::try_from(item.as_small()?).ok()?)?);
    }
    walk.tail().is_nil().then_some(text)
}

/// Text as a list of characters, which is what a string literal is in Erlang.
///
/// ```
/// # let vm = purlin::Vm::new()?;
/// let reversed: String = vm.call("lists", "reverse", (purlin::Charlist("abc".into()),))?;
/// assert_eq!(reversed, "cba");
/// # Ok::<(), purlin::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Charlist(pub String);

impl IntoTerm for Charlist {
    fn words(&self, sizer: &Sizer<'_>) -> usize {
        sizer.list(self.0.chars().count())
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        Ok(Built(writer.writer.string(&self.0)))
    }
}

impl FromTerm for Charlist {
    fn from_term(term: TermRef<'_>) -> Result<Charlist, ConvertError> {
        characters(term.term)
            .map(Charlist)
            .ok_or_else(|| ConvertError::expected("a list of characters", term))
    }
}
