//! The literals of a module: built once, into a region of the VM's literal area, or for the library where they stay. A row refers to earlier
//! rows only, so no recursion.

use super::export::Mfa;
use super::loader::LoadError;
use crate::atom::Atom;
use crate::heap::Writer;
use crate::heap::literal::Region;
use crate::term::binary::binary_words;
use crate::term::fun_::EXTERNAL_FUN_WORDS;
use crate::term::integer::integer_words;
use crate::term::{Term, Word, map};
use crate::vm::Vm;
use purlin_isa::module::LiteralNode;
use purlin_isa::operand::Literal;

/// The words of all rows, and the region they are in unless they stay.
pub(crate) fn build(
    vm: &Vm,
    nodes: &[LiteralNode],
    atoms: &[Atom],
    stay: bool,
) -> Result<(Vec<Word>, Option<Region>), LoadError> {
    let n_words = nodes.iter().map(size_of_node).sum();
    let mut region = match stay || n_words == 0 {
        true => None,
        false => Some(vm.heap_shared().literals.region(n_words)?),
    };
    let mut words: Vec<Word> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let word = build_one(vm, node, atoms, &words, region.as_mut())?;
        words.push(word);
    }
    if let Some(region) = &mut region {
        region.shrink();
    }
    Ok((words, region))
}

fn build_one(
    vm: &Vm,
    node: &LiteralNode,
    atoms: &[Atom],
    earlier: &[Word],
    region: Option<&mut Region>,
) -> Result<Word, LoadError> {
    let shared = vm.heap_shared();
    let export = match node {
        LiteralNode::ExternalFun {
            module,
            name,
            arity,
        } => Some(vm.exports().get(Mfa {
            module: atoms[module.0 as usize],
            name: atoms[name.0 as usize],
            arity: *arity,
        })),
        _ => None,
    };
    let make = |w: &Writer<'_>| {
        // SAFETY: earlier rows are literals of the same module: they live as long as this one and never move.
        let get = |literal: &Literal| unsafe { Term::from_word(earlier[literal.0 as usize]) };
        write(w, node, atoms, get, export).map(|term| term.word())
    };
    match region {
        Some(region) => region.build(shared, make),
        None => shared.literals.build(shared, size_of_node(node), make)?,
    }
}

fn size_of_node(node: &LiteralNode) -> usize {
    match node {
        LiteralNode::Int(_) => integer_words(64),
        LiteralNode::BigInt { magnitude, .. } => integer_words(magnitude.len() as u64 * 8),
        LiteralNode::Float(_) => 2,
        LiteralNode::Atom(_) | LiteralNode::Nil => 0,
        LiteralNode::List { elements, .. } => elements.len() * 2,
        LiteralNode::Bytes(bytes) => bytes.len() * 2,
        LiteralNode::Tuple(elements) => elements.len() + 1,
        LiteralNode::Map(pairs) => map::from_pairs_words(pairs.len()),
        LiteralNode::Bits { bytes, .. } => binary_words(bytes.len()),
        LiteralNode::ExternalFun { .. } => EXTERNAL_FUN_WORDS,
    }
}

fn write<'w>(
    w: &Writer<'w>,
    node: &LiteralNode,
    atoms: &[Atom],
    get: impl Fn(&Literal) -> Term<'w>,
    export: Option<super::export::EntryRef>,
) -> Result<Term<'w>, LoadError> {
    Ok(match node {
        LiteralNode::Int(value) => w.integer(*value),
        LiteralNode::BigInt {
            negative,
            magnitude,
        } => {
            let digits: Vec<u64> = magnitude.chunks(8).map(digit).collect();
            w.integer_from_digits(*negative, &digits)
        }
        LiteralNode::Float(value) => w.float(*value),
        LiteralNode::Atom(atom) => Term::atom(atoms[atom.0 as usize]),
        LiteralNode::Nil => Term::NIL,
        LiteralNode::List { elements, tail } => {
            let elements: Vec<Term<'w>> = elements.iter().map(&get).collect();
            w.list_with_tail(&elements, get(tail))
        }
        LiteralNode::Bytes(bytes) => w.byte_list(bytes, Term::NIL),
        LiteralNode::Tuple(elements) => w.tuple_with(elements.len(), |i| get(&elements[i])),
        LiteralNode::Map(pairs) => {
            let pairs: Vec<_> = pairs.iter().map(|(k, v)| (get(k), get(v))).collect();
            map::from_pairs(&pairs, w)
        }
        LiteralNode::Bits { bytes, bit_len } => w.bitstring(bytes, *bit_len as usize)?,
        LiteralNode::ExternalFun {
            module,
            name,
            arity,
        } => {
            let address = export.map_or(0, |entry| entry.as_ptr() as usize);
            // SAFETY: the export cell of that function, made by the caller.
            unsafe {
                w.external_fun(
                    address,
                    atoms[module.0 as usize],
                    atoms[name.0 as usize],
                    *arity,
                )
            }
        }
    })
}

fn digit(bytes: &[u8]) -> u64 {
    let mut padded = [0; 8];
    padded[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(padded)
}
