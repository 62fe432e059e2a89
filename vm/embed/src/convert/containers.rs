//! References, options, results, lists, tuples, maps; and the arguments of calls.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};
use std::rc::Rc;
use std::sync::Arc;

use purlin_runtime::host::HostError;

use super::{Built, ConvertError, FromTerm, IntoTerm, Sizer, TermRef, TermWriter, WriteError};

macro_rules! pointers {
    ($($type:ty),*) => {$(
        impl<T: IntoTerm + ?Sized> IntoTerm for $type {
            #[inline]
            fn words(&self, sizer: &Sizer<'_>) -> usize {
                (**self).words(sizer)
            }

            #[inline]
            fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
                (**self).write(writer)
            }
        }
    )*};
}

pointers!(&T, &mut T, Box<T>, Arc<T>, Rc<T>);

impl<T: FromTerm> FromTerm for Box<T> {
    fn from_term(term: TermRef<'_>) -> Result<Box<T>, ConvertError> {
        term.to().map(Box::new)
    }
}

impl<T: IntoTerm> IntoTerm for Option<T> {
    fn words(&self, sizer: &Sizer<'_>) -> usize {
        self.as_ref().map_or(0, |value| value.words(sizer))
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        match self {
            Some(value) => value.write(writer),
            None => writer.atom("undefined"),
        }
    }
}

impl<T: FromTerm> FromTerm for Option<T> {
    fn from_term(term: TermRef<'_>) -> Result<Option<T>, ConvertError> {
        match term.is_atom("undefined") {
            true => Ok(None),
            false => term.to().map(Some),
        }
    }
}

impl<T: IntoTerm, E: IntoTerm> IntoTerm for Result<T, E> {
    fn words(&self, sizer: &Sizer<'_>) -> usize {
        3 + match self {
            Ok(value) => value.words(sizer),
            Err(error) => error.words(sizer),
        }
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        let (tag, value) = match self {
            Ok(value) => ("ok", value.write(writer)?),
            Err(error) => ("error", error.write(writer)?),
        };
        Ok(writer.tuple(&[writer.atom(tag)?, value]))
    }
}

/// `ok` alone is taken for `{ok, ok}`.
impl<T: FromTerm, E: FromTerm> FromTerm for Result<T, E> {
    fn from_term(term: TermRef<'_>) -> Result<Result<T, E>, ConvertError> {
        if term.is_atom("ok") {
            return T::from_term(term).map(Ok);
        }
        match term.elements().as_deref() {
            Some([tag, value]) if tag.is_atom("ok") => value.to().map(Ok),
            Some([tag, error]) if tag.is_atom("error") => error.to().map(Err),
            _ => Err(ConvertError::expected("{ok, _} or {error, _}", term)),
        }
    }
}

impl<T: IntoTerm> IntoTerm for [T] {
    fn words(&self, sizer: &Sizer<'_>) -> usize {
        T::words_of_slice(self, sizer)
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        T::write_slice(self, writer)
    }
}

impl<T: IntoTerm, const N: usize> IntoTerm for [T; N] {
    fn words(&self, sizer: &Sizer<'_>) -> usize {
        self.as_slice().words(sizer)
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        self.as_slice().write(writer)
    }
}

impl<T: FromTerm, const N: usize> FromTerm for [T; N] {
    fn from_term(term: TermRef<'_>) -> Result<[T; N], ConvertError> {
        let items: Vec<T> = term.to()?;
        let array = items.try_into();
        array.map_err(|_| ConvertError::expected(&format!("{N} elements"), term))
    }
}

impl<T: IntoTerm> IntoTerm for Vec<T> {
    fn words(&self, sizer: &Sizer<'_>) -> usize {
        self.as_slice().words(sizer)
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        self.as_slice().write(writer)
    }
}

impl<T: FromTerm> FromTerm for Vec<T> {
    fn from_term(term: TermRef<'_>) -> Result<Vec<T>, ConvertError> {
        T::vec_from_term(term)
    }
}

fn words_of_pairs<'m, K: IntoTerm + 'm, V: IntoTerm + 'm>(
    n: usize,
    pairs: impl Iterator<Item = (&'m K, &'m V)>,
    sizer: &Sizer<'_>,
) -> usize {
    let inner: usize = pairs
        .map(|(key, value)| key.words(sizer) + value.words(sizer))
        .sum();
    sizer.map(n) + inner
}

fn write_pairs<'m, 'w, K: IntoTerm + 'm, V: IntoTerm + 'm>(
    pairs: impl Iterator<Item = (&'m K, &'m V)>,
    writer: &TermWriter<'_, 'w>,
) -> Result<Built<'w>, WriteError> {
    let mut built = Vec::new();
    for (key, value) in pairs {
        built.push((key.write(writer)?, value.write(writer)?));
    }
    Ok(writer.map(&built))
}

fn read_pairs<K: FromTerm, V: FromTerm, M: FromIterator<(K, V)>>(
    term: TermRef<'_>,
) -> Result<M, ConvertError> {
    let Some(pairs) = term.pairs() else {
        return Err(ConvertError::expected("a map", term));
    };
    pairs
        .into_iter()
        .map(|(key, value)| {
            let place = |e: ConvertError| e.within(format_args!("key {}", key.short()));
            Ok((key.to().map_err(place)?, value.to().map_err(place)?))
        })
        .collect()
}

impl<K: IntoTerm, V: IntoTerm, S> IntoTerm for HashMap<K, V, S> {
    fn words(&self, sizer: &Sizer<'_>) -> usize {
        words_of_pairs(self.len(), self.iter(), sizer)
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        write_pairs(self.iter(), writer)
    }
}

impl<K: FromTerm + Eq + Hash, V: FromTerm, S: BuildHasher + Default> FromTerm for HashMap<K, V, S> {
    fn from_term(term: TermRef<'_>) -> Result<HashMap<K, V, S>, ConvertError> {
        read_pairs(term)
    }
}

impl<K: IntoTerm, V: IntoTerm> IntoTerm for BTreeMap<K, V> {
    fn words(&self, sizer: &Sizer<'_>) -> usize {
        words_of_pairs(self.len(), self.iter(), sizer)
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        write_pairs(self.iter(), writer)
    }
}

impl<K: FromTerm + Ord, V: FromTerm> FromTerm for BTreeMap<K, V> {
    fn from_term(term: TermRef<'_>) -> Result<BTreeMap<K, V>, ConvertError> {
        read_pairs(term)
    }
}

/// The arguments of a call: a tuple of values, `()` for none, or a slice or vector of values of one type.
pub trait Args {
    /// How many; nothing if that depends on the value.
    const ARITY: Option<u8>;

    /// How many there are.
    fn arity(&self) -> usize;

    #[doc(hidden)]
    fn words(&self, sizer: &Sizer<'_>) -> usize;

    #[doc(hidden)]
    fn write<'w>(
        &self,
        writer: &TermWriter<'_, 'w>,
        push: &mut dyn FnMut(Built<'w>),
    ) -> Result<(), WriteError>;
}

impl Args for () {
    const ARITY: Option<u8> = Some(0);

    fn arity(&self) -> usize {
        0
    }

    fn words(&self, _: &Sizer<'_>) -> usize {
        0
    }

    fn write<'w>(
        &self,
        _: &TermWriter<'_, 'w>,
        _: &mut dyn FnMut(Built<'w>),
    ) -> Result<(), WriteError> {
        Ok(())
    }
}

macro_rules! slices {
    ($($type:ty),*) => {$(
        impl<T: IntoTerm> Args for $type {
            const ARITY: Option<u8> = None;

            fn arity(&self) -> usize {
                self.len()
            }

            fn words(&self, sizer: &Sizer<'_>) -> usize {
                self.iter().map(|arg| arg.words(sizer)).sum()
            }

            fn write<'w>(
                &self,
                writer: &TermWriter<'_, 'w>,
                push: &mut dyn FnMut(Built<'w>),
            ) -> Result<(), WriteError> {
                // No function has more.
                if self.len() > 255 {
                    return Err(WriteError(HostError::Memory));
                }
                self.iter().try_for_each(|arg| {
                    push(arg.write(writer)?);
                    Ok(())
                })
            }
        }
    )*};
}

slices!(Vec<T>, &[T]);

macro_rules! tuples {
    ($($n:literal: $($name:ident $value:ident),*;)*) => {$(
        impl<$($name: IntoTerm),*> IntoTerm for ($($name,)*) {
            fn words(&self, sizer: &Sizer<'_>) -> usize {
                let ($($value,)*) = self;
                1 + $n $(+ $value.words(sizer))*
            }

            fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
                let ($($value,)*) = self;
                let elements = [$($value.write(writer)?),*];
                Ok(writer.tuple(&elements))
            }
        }

        impl<$($name: FromTerm),*> FromTerm for ($($name,)*) {
            fn from_term(term: TermRef<'_>) -> Result<Self, ConvertError> {
                let tuple = term.term.as_tuple().filter(|tuple| tuple.len() == $n);
                let Some(tuple) = tuple else {
                    return Err(ConvertError::expected(concat!("a tuple of ", $n), term));
                };
                let mut at = 0;
                $(
                    at += 1;
                    let $value = term.with(tuple.at(at - 1)).to::<$name>()
                        .map_err(|e| e.within(format_args!("element {at}")))?;
                )*
                Ok(($($value,)*))
            }
        }

        impl<$($name: IntoTerm),*> Args for ($($name,)*) {
            const ARITY: Option<u8> = Some($n);

            #[inline]
            fn arity(&self) -> usize {
                $n
            }

            #[inline]
            fn words(&self, sizer: &Sizer<'_>) -> usize {
                let ($($value,)*) = self;
                0 $(+ $value.words(sizer))*
            }

            #[inline]
            fn write<'w>(
                &self,
                writer: &TermWriter<'_, 'w>,
                push: &mut dyn FnMut(Built<'w>),
            ) -> Result<(), WriteError> {
                let ($($value,)*) = self;
                $(push($value.write(writer)?);)*
                Ok(())
            }
        }
    )*};
}

tuples! {
    1: A a;
    2: A a, B b;
    3: A a, B b, C c;
    4: A a, B b, C c, D d;
    5: A a, B b, C c, D d, E e;
    6: A a, B b, C c, D d, E e, F f;
    7: A a, B b, C c, D d, E e, F f, G g;
    8: A a, B b, C c, D d, E e, F f, G g, H h;
    9: A a, B b, C c, D d, E e, F f, G g, H h, I i;
    10: A a, B b, C c, D d, E e, F f, G g, H h, I i, J j;
    11: A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k;
    12: A a, B b, C c, D d, E e, F f, G g, H h, I i, J j, K k, L l;
}
