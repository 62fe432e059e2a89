//! Any Rust type that `serde` knows, as a term and back.
//!
//! | Rust | Erlang |
//! |---|---|
//! | struct | map with atoms as keys (maps with binaries as keys are read too) |
//! | unit struct, unit variant | atom |
//! | newtype variant | `{variant, Value}` |
//! | tuple variant | `{variant, V1, V2...}` |
//! | struct variant | `{variant, Map}` |
//! | sequence | list |
//! | tuple | tuple |
//! | string, bytes | binary (lists of characters are read too) |
//! | `None` | `undefined` |
//! | `()` | `ok` |

use std::fmt;

use num_bigint::BigInt;
use serde::de::value::StringDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer, Visitor};
use serde::ser::{self, Serialize};

use crate::convert::{
    Built, ConvertError, FromTerm, IntoTerm, Sizer, TermRef, TermWriter, WriteError,
};
use crate::value::{MAX_DEPTH, Value};

/// A value that is converted by its `serde` implementation.
///
/// ```
/// use purlin::{Serde, Vm};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Serialize, Deserialize, Debug, PartialEq)]
/// struct User { name: String, age: u32, tags: Vec<String> }
///
/// let vm = Vm::new()?;
/// vm.load("-module(m). -export([older/1]). older(#{age := A} = User) -> User#{age := A + 1}.")?;
/// let joe = User { name: "Joe".into(), age: 58, tags: vec!["erlang".into()] };
/// let Serde(older): Serde<User> = vm.call("m", "older", (Serde(&joe),))?;
/// assert_eq!(older, User { age: 59, ..joe });
/// # Ok::<(), purlin::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Serde<T>(pub T);

impl<T: Serialize> IntoTerm for Serde<T> {
    fn words(&self, sizer: &Sizer<'_>) -> usize {
        to_value(&self.0).map_or(0, |value| value.words(sizer))
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        match to_value(&self.0) {
            Ok(value) => value.write(writer),
            Err(_) => Err(WriteError(purlin_runtime::host::HostError::NotTerm)),
        }
    }
}

impl<T: DeserializeOwned> FromTerm for Serde<T> {
    fn from_term(term: TermRef<'_>) -> Result<Serde<T>, ConvertError> {
        from_value(term.to()?).map(Serde)
    }
}

/// The term that a value is.
pub fn to_value<T: Serialize + ?Sized>(value: &T) -> Result<Value, ConvertError> {
    value.serialize(Serializer { depth: 0 })
}

/// The value that a term stands for.
pub fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, ConvertError> {
    T::deserialize(Deserializer(value))
}

impl ser::Error for ConvertError {
    fn custom<T: fmt::Display>(message: T) -> ConvertError {
        ConvertError::new(message.to_string())
    }
}

impl de::Error for ConvertError {
    fn custom<T: fmt::Display>(message: T) -> ConvertError {
        ConvertError::new(message.to_string())
    }
}

#[derive(Clone, Copy)]
struct Serializer {
    depth: usize,
}

impl Serializer {
    fn inner(self) -> Result<Serializer, ConvertError> {
        match self.depth < MAX_DEPTH {
            true => Ok(Serializer {
                depth: self.depth + 1,
            }),
            false => Err(ConvertError::new("nested too deeply")),
        }
    }

    fn many(self, head: Option<&'static str>, kind: Many) -> Result<Items, ConvertError> {
        Ok(Items {
            inner: self.inner()?,
            items: head.map(Value::atom).into_iter().collect(),
            kind,
        })
    }

    fn pairs(self, variant: Option<&'static str>) -> Result<Pairs, ConvertError> {
        Ok(Pairs {
            inner: self.inner()?,
            pairs: Vec::new(),
            key: None,
            variant,
        })
    }
}

#[derive(Clone, Copy)]
enum Many {
    List,
    Tuple,
}

/// A list or tuple on its way.
struct Items {
    inner: Serializer,
    items: Vec<Value>,
    kind: Many,
}

impl Items {
    fn push<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ConvertError> {
        self.items.push(value.serialize(self.inner)?);
        Ok(())
    }

    fn finish(self) -> Value {
        match self.kind {
            Many::List => Value::List(self.items),
            Many::Tuple => Value::Tuple(self.items),
        }
    }
}

/// A map on its way.
struct Pairs {
    inner: Serializer,
    pairs: Vec<(Value, Value)>,
    key: Option<Value>,
    variant: Option<&'static str>,
}

impl Pairs {
    fn field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), ConvertError> {
        let value = value.serialize(self.inner)?;
        self.pairs.push((Value::atom(key), value));
        Ok(())
    }

    fn finish(self) -> Value {
        let map = Value::Map(self.pairs);
        match self.variant {
            Some(variant) => Value::Tuple(vec![Value::atom(variant), map]),
            None => map,
        }
    }
}

macro_rules! integers {
    ($($name:ident: $type:ty),*) => {$(
        fn $name(self, value: $type) -> Result<Value, ConvertError> {
            Ok(match i64::try_from(value) {
                Ok(value) => Value::Int(value),
                Err(_) => Value::Big(BigInt::from(value)),
            })
        }
    )*};
}

impl ser::Serializer for Serializer {
    type Ok = Value;
    type Error = ConvertError;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Items;
    type SerializeMap = Pairs;
    type SerializeStruct = Pairs;
    type SerializeStructVariant = Pairs;

    integers! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64, serialize_i128: i128,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_u128: u128
    }

    fn serialize_bool(self, value: bool) -> Result<Value, ConvertError> {
        Ok(Value::from(value))
    }

    fn serialize_f32(self, value: f32) -> Result<Value, ConvertError> {
        self.serialize_f64(f64::from(value))
    }

    fn serialize_f64(self, value: f64) -> Result<Value, ConvertError> {
        match value.is_finite() {
            true => Ok(Value::Float(value)),
            false => Err(ConvertError::new("the number is no finite float")),
        }
    }

    fn serialize_char(self, value: char) -> Result<Value, ConvertError> {
        Ok(Value::Int(i64::from(u32::from(value))))
    }

    fn serialize_str(self, value: &str) -> Result<Value, ConvertError> {
        Ok(Value::from(value))
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<Value, ConvertError> {
        Ok(Value::Binary(value.to_vec()))
    }

    fn serialize_none(self) -> Result<Value, ConvertError> {
        Ok(Value::atom("undefined"))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, ConvertError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Value, ConvertError> {
        Ok(Value::atom("ok"))
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<Value, ConvertError> {
        Ok(Value::atom(name))
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Value, ConvertError> {
        Ok(Value::atom(variant))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Value, ConvertError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Value, ConvertError> {
        let value = value.serialize(self.inner()?)?;
        Ok(Value::Tuple(vec![Value::atom(variant), value]))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items, ConvertError> {
        self.many(None, Many::List)
    }

    fn serialize_tuple(self, _: usize) -> Result<Items, ConvertError> {
        self.many(None, Many::Tuple)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items, ConvertError> {
        self.many(None, Many::Tuple)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Items, ConvertError> {
        self.many(Some(variant), Many::Tuple)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Pairs, ConvertError> {
        self.pairs(None)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Pairs, ConvertError> {
        self.pairs(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Pairs, ConvertError> {
        self.pairs(Some(variant))
    }
}

macro_rules! items {
    ($($trait:ident $method:ident),*) => {$(
        impl ser::$trait for Items {
            type Ok = Value;
            type Error = ConvertError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ConvertError> {
                self.push(value)
            }

            fn end(self) -> Result<Value, ConvertError> {
                Ok(self.finish())
            }
        }
    )*};
}

items!(
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field
);

macro_rules! fields {
    ($($trait:ident),*) => {$(
        impl ser::$trait for Pairs {
            type Ok = Value;
            type Error = ConvertError;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), ConvertError> {
                self.field(key, value)
            }

            fn end(self) -> Result<Value, ConvertError> {
                Ok(self.finish())
            }
        }
    )*};
}

fields!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Pairs {
    type Ok = Value;
    type Error = ConvertError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), ConvertError> {
        self.key = Some(key.serialize(self.inner)?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ConvertError> {
        let value = value.serialize(self.inner)?;
        match self.key.take() {
            Some(key) => self.pairs.push((key, value)),
            None => return Err(ConvertError::new("a value without a key")),
        }
        Ok(())
    }

    fn end(self) -> Result<Value, ConvertError> {
        Ok(self.finish())
    }
}

/// Reads a term. Terms are at most `MAX_DEPTH` deep, so recursion is bounded.
struct Deserializer(Value);

impl Deserializer {
    fn text(&self) -> Option<String> {
        match &self.0 {
            Value::Binary(bytes) => std::str::from_utf8(bytes).ok().map(str::to_string),
            Value::Atom(atom) => Some(atom.as_str().to_string()),
            Value::List(items) => items
                .iter()
                .map(|item| char::from_u32(u32::try_from(item.as_i64()?).ok()?))
                .collect(),
            _ => None,
        }
    }

    fn expected(&self, what: &dyn de::Expected) -> ConvertError {
        ConvertError::new(format!("expected {what}, found {}", self.0))
    }
}

impl IntoDeserializer<'_, ConvertError> for Deserializer {
    type Deserializer = Deserializer;

    fn into_deserializer(self) -> Deserializer {
        self
    }
}

fn visit_list<'de, V: Visitor<'de>>(
    items: Vec<Value>,
    visitor: V,
) -> Result<V::Value, ConvertError> {
    let mut access = de::value::SeqDeserializer::new(items.into_iter().map(Deserializer));
    let value = visitor.visit_seq(&mut access)?;
    access.end()?;
    Ok(value)
}

fn visit_map<'de, V: Visitor<'de>>(
    pairs: Vec<(Value, Value)>,
    visitor: V,
) -> Result<V::Value, ConvertError> {
    let pairs = pairs.into_iter();
    let pairs = pairs.map(|(key, value)| (Deserializer(key), Deserializer(value)));
    let mut access = de::value::MapDeserializer::new(pairs);
    let value = visitor.visit_map(&mut access)?;
    access.end()?;
    Ok(value)
}

impl<'de> de::Deserializer<'de> for Deserializer {
    type Error = ConvertError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConvertError> {
        match self.0 {
            Value::Int(value) => visitor.visit_i64(value),
            Value::Big(ref big) => match (u64::try_from(big), i128::try_from(big)) {
                (Ok(value), _) => visitor.visit_u64(value),
                (_, Ok(value)) => visitor.visit_i128(value),
                _ => Err(self.expected(&"an integer of 128 bits")),
            },
            Value::Float(value) => visitor.visit_f64(value),
            Value::Atom(ref atom) => match atom.as_str() {
                "true" => visitor.visit_bool(true),
                "false" => visitor.visit_bool(false),
                "undefined" => visitor.visit_none(),
                text => visitor.visit_str(text),
            },
            Value::Binary(bytes) => match String::from_utf8(bytes) {
                Ok(text) => visitor.visit_string(text),
                Err(error) => visitor.visit_byte_buf(error.into_bytes()),
            },
            Value::List(items) | Value::Tuple(items) => visit_list(items, visitor),
            Value::Map(pairs) => visit_map(pairs, visitor),
            Value::Improper(..) | Value::Pid(_) | Value::Opaque(_) => {
                Err(self.expected(&"data, no pid, reference, fun or improper list"))
            }
        }
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConvertError> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConvertError> {
        match self.0 {
            Value::Int(value) => visitor.visit_f64(value as f64),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConvertError> {
        let code = self.0.as_i64().and_then(|code| u32::try_from(code).ok());
        match code.and_then(char::from_u32) {
            Some(c) => visitor.visit_char(c),
            None => self.deserialize_string(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConvertError> {
        self.deserialize_string(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConvertError> {
        match self.text() {
            Some(text) => visitor.visit_string(text),
            None => Err(self.expected(&visitor)),
        }
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConvertError> {
        self.deserialize_string(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConvertError> {
        self.deserialize_byte_buf(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConvertError> {
        match self.0 {
            Value::Binary(bytes) => visitor.visit_byte_buf(bytes),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConvertError> {
        match self.0.as_atom() {
            Some("undefined") => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConvertError> {
        match self.0.as_atom() {
            Some("ok" | "undefined") => visitor.visit_unit(),
            _ => Err(self.expected(&visitor)),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ConvertError> {
        match self.0.as_atom() {
            Some(text) if text == name => visitor.visit_unit(),
            _ => Err(self.expected(&visitor)),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ConvertError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConvertError> {
        match self.0 {
            Value::List(items) => visit_list(items, visitor),
            Value::Binary(bytes) => {
                let bytes = bytes.into_iter().map(|byte| Value::Int(i64::from(byte)));
                visit_list(bytes.collect(), visitor)
            }
            _ => Err(self.expected(&visitor)),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, ConvertError> {
        match self.0 {
            Value::Tuple(items) | Value::List(items) => visit_list(items, visitor),
            _ => Err(self.expected(&visitor)),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        n: usize,
        visitor: V,
    ) -> Result<V::Value, ConvertError> {
        self.deserialize_tuple(n, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ConvertError> {
        match self.0 {
            Value::Map(pairs) => visit_map(pairs, visitor),
            _ => Err(self.expected(&visitor)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ConvertError> {
        match self.0 {
            Value::Map(pairs) => visit_map(pairs, visitor),
            _ => Err(self.expected(&visitor)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ConvertError> {
        match self.0 {
            Value::Tuple(mut items) if !items.is_empty() => {
                let name = Deserializer(items.remove(0));
                visitor.visit_enum(Variant { name, items })
            }
            name => visitor.visit_enum(Variant {
                name: Deserializer(name),
                items: Vec::new(),
            }),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 ignored_any
    }
}

/// `variant`, or `{variant, ...}`.
struct Variant {
    name: Deserializer,
    items: Vec<Value>,
}

impl<'de> de::EnumAccess<'de> for Variant {
    type Error = ConvertError;
    type Variant = Variant;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Variant), ConvertError> {
        let Some(name) = self.name.text() else {
            return Err(self.name.expected(&"the name of a variant"));
        };
        let name: StringDeserializer<ConvertError> = name.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl Variant {
    fn one(mut self) -> Result<Value, ConvertError> {
        match (self.items.pop(), self.items.is_empty()) {
            (Some(value), true) => Ok(value),
            _ => Err(ConvertError::new(format!(
                "expected {{{}, Value}}",
                self.name.0
            ))),
        }
    }
}

impl<'de> de::VariantAccess<'de> for Variant {
    type Error = ConvertError;

    fn unit_variant(self) -> Result<(), ConvertError> {
        match self.items.is_empty() {
            true => Ok(()),
            false => Err(ConvertError::new(format!("{} holds no value", self.name.0))),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<S::Value, ConvertError> {
        seed.deserialize(Deserializer(self.one()?))
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, ConvertError> {
        visit_list(self.items, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ConvertError> {
        de::Deserializer::deserialize_struct(Deserializer(self.one()?), "", fields, visitor)
    }
}
