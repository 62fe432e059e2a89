//! `erl_parse:abstract` and `erl_parse:normalise`: terms to abstract format and back.
//!
//! Terms come from running programs: they may nest without bound, so nesting beyond `MAX_DEPTH` is refused. Lists are
//! walked in loops.

use crate::ast::abstract_format::join;
use crate::ast::term_tree::TermTree;

/// How deep terms may nest here.
const MAX_DEPTH: u32 = 1000;

/// Which lists of integers become strings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    None,
    Latin1,
    Unicode,
}

/// Why a term has no abstract form, or an abstract form no term: the part in question.
#[derive(Clone, PartialEq, Debug)]
pub enum TermError {
    Bad(TermTree),
    TooDeep,
}

/// The location within what a token or node carries as its place.
pub fn location(anno: &TermTree) -> TermTree {
    let TermTree::List(properties) = anno else {
        return anno.clone();
    };
    let found = properties
        .iter()
        .find_map(|property| match property.tagged("location") {
            Some([location]) => Some(location.clone()),
            _ => None,
        });
    found.unwrap_or(TermTree::Int(0))
}

/// The integers of a list that is a string.
pub fn code_points(term: &TermTree) -> Option<Vec<u32>> {
    match term {
        TermTree::Nil => Some(Vec::new()),
        TermTree::Chars(text) => Some(text.chars().map(u32::from).collect()),
        TermTree::List(elements) => elements.iter().map(point).collect(),
        _ => None,
    }
}

fn point(term: &TermTree) -> Option<u32> {
    match term {
        TermTree::Int(value) => u32::try_from(*value).ok(),
        _ => None,
    }
}

fn tag(name: &str, anno: &TermTree, rest: impl IntoIterator<Item = TermTree>) -> TermTree {
    TermTree::tuple([TermTree::atom(name), anno.clone()].into_iter().chain(rest))
}

/// The abstract form of a term, with the same place everywhere.
pub fn abstract_term(
    term: &TermTree,
    anno: &TermTree,
    encoding: Encoding,
) -> Result<TermTree, TermError> {
    Abstract { anno, encoding }.term(term, 0)
}

struct Abstract<'t> {
    anno: &'t TermTree,
    encoding: Encoding,
}

impl Abstract<'_> {
    fn node(&self, name: &str, rest: impl IntoIterator<Item = TermTree>) -> TermTree {
        tag(name, self.anno, rest)
    }

    fn term(&self, term: &TermTree, depth: u32) -> Result<TermTree, TermError> {
        if depth > MAX_DEPTH {
            return Err(TermError::TooDeep);
        }
        let all = |terms: &[TermTree]| {
            terms
                .iter()
                .map(|term| self.term(term, depth + 1))
                .collect::<Result<Vec<_>, _>>()
        };
        Ok(match term {
            TermTree::Atom(_) => self.node("atom", [term.clone()]),
            TermTree::Int(_) | TermTree::Big(_) => self.node("integer", [term.clone()]),
            TermTree::Float(_) => self.node("float", [term.clone()]),
            TermTree::Nil => self.node("nil", []),
            TermTree::Chars(text) => {
                let points: Vec<TermTree> = text
                    .chars()
                    .map(|c| TermTree::Int(i64::from(u32::from(c))))
                    .collect();
                self.list(&points, None, depth)?
            }
            TermTree::List(elements) => self.list(elements, None, depth)?,
            TermTree::Improper(elements, tail) => self.list(elements, Some(tail), depth)?,
            TermTree::Tuple(elements) => self.node("tuple", [TermTree::list(all(elements)?)]),
            TermTree::Map(pairs) => {
                let mut fields = Vec::with_capacity(pairs.len());
                for (key, value) in pairs {
                    let pair = [self.term(key, depth + 1)?, self.term(value, depth + 1)?];
                    fields.push(self.node("map_field_assoc", pair));
                }
                self.node("map", [TermTree::list(fields)])
            }
            TermTree::Binary(bytes) => self.bits(bytes, 0),
            TermTree::Bits(bytes, used) => self.bits(bytes, *used),
            TermTree::ExternalFun(module, name, arity) => {
                let atom = |text: &str| self.node("atom", [TermTree::atom(text)]);
                let arity = self.node("integer", [TermTree::Int((*arity).into())]);
                let function =
                    TermTree::tuple([TermTree::atom("function"), atom(module), atom(name), arity]);
                self.node("fun", [function])
            }
            TermTree::Host(_) => return Err(TermError::Bad(term.clone())),
        })
    }

    /// A list: what is a string to its end becomes one.
    fn list(
        &self,
        elements: &[TermTree],
        tail: Option<&TermTree>,
        depth: u32,
    ) -> Result<TermTree, TermError> {
        let n_string = match tail {
            None => elements
                .iter()
                .rev()
                .take_while(|element| self.is_char(element))
                .count(),
            Some(_) => 0,
        };
        let n_plain = elements.len() - n_string;
        let mut rest = match (tail, n_string) {
            (Some(tail), _) => self.term(tail, depth + 1)?,
            (None, 0) => self.node("nil", []),
            (None, _) => {
                let points: Option<Vec<u32>> = elements[n_plain..].iter().map(point).collect();
                self.node(
                    "string",
                    [TermTree::code_points(&points.unwrap_or_default())],
                )
            }
        };
        for element in elements[..n_plain].iter().rev() {
            rest = self.node("cons", [self.term(element, depth + 1)?, rest]);
        }
        Ok(rest)
    }

    fn is_char(&self, term: &TermTree) -> bool {
        let TermTree::Int(value) = term else {
            return false;
        };
        match self.encoding {
            Encoding::None => false,
            Encoding::Latin1 => (0..=255).contains(value),
            Encoding::Unicode => {
                u32::try_from(*value).is_ok_and(|value| char::from_u32(value).is_some())
            }
        }
    }

    fn bits(&self, bytes: &[u8], used: u8) -> TermTree {
        let default = || TermTree::atom("default");
        let elements = bytes.iter().enumerate().map(|(index, &byte)| {
            let partial = used > 0 && index + 1 == bytes.len();
            let value = if partial { byte >> (8 - used) } else { byte };
            let value = self.node("integer", [TermTree::Int(value.into())]);
            let size = match partial {
                true => self.node("integer", [TermTree::Int(used.into())]),
                false => default(),
            };
            self.node("bin_element", [value, size, default()])
        });
        self.node("bin", [TermTree::list(elements)])
    }
}

/// The term that an abstract form stands for.
pub fn normalise(form: &TermTree) -> Result<TermTree, TermError> {
    normal(form, 0)
}

fn normal(form: &TermTree, depth: u32) -> Result<TermTree, TermError> {
    let bad = || TermError::Bad(form.clone());
    if depth > MAX_DEPTH {
        return Err(TermError::TooDeep);
    }
    let [TermTree::Atom(kind), _, rest @ ..] = form.as_tuple().unwrap_or(&[]) else {
        return Err(bad());
    };
    let all = |list: &TermTree| match list {
        TermTree::Nil => Ok(Vec::new()),
        TermTree::List(forms) => forms.iter().map(|form| normal(form, depth + 1)).collect(),
        _ => Err(bad()),
    };
    Ok(match (&**kind, rest) {
        ("atom" | "integer" | "float" | "char" | "string", [value]) => value.clone(),
        ("nil", []) => TermTree::Nil,
        ("cons", [_, _]) => return normal_list(form, depth),
        ("tuple", [elements]) => TermTree::Tuple(all(elements)?),
        ("map", [fields]) => normal_map(fields, depth).ok_or_else(bad)??,
        ("bin", [elements]) => normal_bits(elements).ok_or_else(bad)?,
        ("op", [TermTree::Atom(op), operand]) if matches!(&**op, "+" | "-") => {
            signed(op, operand).ok_or_else(bad)?
        }
        ("fun", [function]) => external_fun(function).ok_or_else(bad)?,
        _ => return Err(bad()),
    })
}

fn normal_list(form: &TermTree, depth: u32) -> Result<TermTree, TermError> {
    let mut elements = Vec::new();
    let mut rest = form;
    while let Some([_, head, tail]) = rest.tagged("cons") {
        elements.push(normal(head, depth + 1)?);
        rest = tail;
    }
    Ok(join(elements, normal(rest, depth + 1)?))
}

fn normal_map(fields: &TermTree, depth: u32) -> Option<Result<TermTree, TermError>> {
    let fields: &[TermTree] = match fields {
        TermTree::Nil => &[],
        TermTree::List(fields) => fields,
        _ => return None,
    };
    let mut pairs: Vec<(TermTree, TermTree)> = Vec::with_capacity(fields.len());
    for field in fields {
        let Some([_, key, value]) = field.tagged("map_field_assoc") else {
            return None;
        };
        match (normal(key, depth + 1), normal(value, depth + 1)) {
            (Ok(key), Ok(value)) => pairs.push((key, value)),
            (Err(error), _) | (_, Err(error)) => return Some(Err(error)),
        }
    }
    Some(Ok(TermTree::Map(pairs)))
}

fn signed(op: &str, operand: &TermTree) -> Option<TermTree> {
    let [TermTree::Atom(kind), _, value] = operand.as_tuple()? else {
        return None;
    };
    if !matches!(&**kind, "integer" | "float" | "char") {
        return None;
    }
    Some(match (op, value) {
        ("+", value) => value.clone(),
        (_, TermTree::Int(value)) => match value.checked_neg() {
            Some(value) => TermTree::Int(value),
            None => TermTree::Big(Box::new(-num_bigint::BigInt::from(*value))),
        },
        (_, TermTree::Big(value)) => {
            let negated = -(**value).clone();
            match i64::try_from(&negated) {
                Ok(value) => TermTree::Int(value),
                Err(_) => TermTree::Big(Box::new(negated)),
            }
        }
        (_, TermTree::Float(value)) => TermTree::Float(-value),
        _ => return None,
    })
}

fn external_fun(function: &TermTree) -> Option<TermTree> {
    let [module, name, arity] = function.tagged("function")? else {
        return None;
    };
    let atom = |form: &TermTree| match form.tagged("atom") {
        Some([_, TermTree::Atom(text)]) => Some(text.clone()),
        _ => None,
    };
    match arity.tagged("integer") {
        Some([_, TermTree::Int(arity)]) => Some(TermTree::ExternalFun(
            atom(module)?,
            atom(name)?,
            u32::try_from(*arity).ok()?,
        )),
        _ => None,
    }
}

/// Bytes of integers and strings, a last integer of fewer bits allowed.
fn normal_bits(elements: &TermTree) -> Option<TermTree> {
    let elements: &[TermTree] = match elements {
        TermTree::Nil => &[],
        TermTree::List(elements) => elements,
        _ => return None,
    };
    let mut bytes: Vec<u8> = Vec::new();
    let mut used = 0;
    for element in elements {
        let [_, value, size, types] = element.tagged("bin_element")? else {
            return None;
        };
        if used > 0 {
            return None;
        }
        let utf8 = matches!(types, TermTree::List(types) if matches!(types.as_slice(), [TermTree::Atom(only)] if &**only == "utf8"));
        if !utf8 && types.as_atom() != Some("default") {
            return None;
        }
        let n_bits = match size.tagged("integer") {
            None if size.as_atom() == Some("default") => 8,
            Some([_, TermTree::Int(n_bits @ 1..=8)]) => *n_bits as u32,
            _ => return None,
        };
        let points = match (
            value.tagged("string"),
            value.tagged("integer").or(value.tagged("char")),
        ) {
            (Some([_, text]), _) => code_points(text)?,
            (_, Some([_, TermTree::Int(value)])) => vec![*value as u32],
            _ => return None,
        };
        for point in points {
            match utf8 {
                true => bytes.extend(char::from_u32(point)?.encode_utf8(&mut [0; 4]).bytes()),
                false => bytes.push(((point << (8 - n_bits)) & 0xFF) as u8),
            }
        }
        used = n_bits as u8 % 8;
    }
    Some(match used {
        0 => TermTree::Binary(bytes.into()),
        used => TermTree::Bits(bytes.into(), used),
    })
}
