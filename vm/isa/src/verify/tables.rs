//! The tables of a module: indices in bounds, rows in order.

use super::*;
use crate::range::Range;

pub(super) fn tables(module: &Module) -> Checked {
    let atom = |atom: Atom| within(atom.0, module.atoms.len(), "atom out of bounds");
    ensure(!module.atoms.is_empty(), "a module has a name")?;
    for text in &module.atoms {
        ensure(
            text.len() <= MAX_ATOM || text.chars().count() <= MAX_ATOM,
            "atom too long",
        )?;
    }
    for (index, node) in module.literals.iter().enumerate() {
        literal(module, index as u32, node)?;
    }
    for row in &module.imports {
        atom(row.module)?;
        atom(row.name)?;
    }
    functions(module)?;
    for row in &module.lambdas {
        within(
            row.function.0,
            module.functions.len(),
            "lambda of no function",
        )?;
        let arity = module.functions[row.function.0 as usize].arity;
        ensure(
            u32::from(row.arity) + u32::from(row.n_free) == u32::from(arity),
            "lambda's arity is not its function's",
        )?;
    }
    ensure(
        module
            .labels
            .iter()
            .all(|&at| (at as usize) < module.code.len()),
        "label out of bounds",
    )?;
    for (index, row) in module.lines.iter().enumerate() {
        ensure(
            (row.file as usize) < module.files.len() || index == 0 || row.line == 0,
            "file out of bounds",
        )?;
        if let Some(inlined) = &row.inlined {
            atom(inlined.module)?;
            atom(inlined.name)?;
            ensure(
                (inlined.caller as usize) < index,
                "line inlined into a later one",
            )?;
        }
    }
    for row in &module.sites {
        site(module, row)?;
    }
    for row in &module.facts {
        within(row.label.0, module.labels.len(), "label out of bounds")?;
        fact(&row.fact, Fact::ANY | Fact::CONTEXT | Fact::SAME)?;
        let same = row.fact.types & Fact::SAME != 0;
        ensure(
            !same || row.fact == Fact::of(Fact::SAME | Fact::ANY),
            "`same` says all there is to say",
        )?;
        let context = row.fact.types & Fact::CONTEXT != 0;
        ensure(
            !context || row.fact.types == Fact::CONTEXT,
            "a match context stands alone in a fact",
        )?;
    }
    for row in &module.functions {
        fact(&row.result, Fact::ANY)?;
    }
    for (name, value) in &module.attributes {
        atom(*name)?;
        within(value.0, module.literals.len(), "literal out of bounds")?;
    }
    for row in &module.records {
        let n_fields = record_definition(module, row.definition)?;
        within(
            row.defaults.0,
            module.literals.len(),
            "literal out of bounds",
        )?;
        let fits = match &module.literals[row.defaults.0 as usize] {
            LiteralNode::Tuple(defaults) => defaults.len() == n_fields,
            _ => false,
        };
        ensure(fits, "defaults of other fields")?;
    }
    if let Some(function) = module.on_load {
        within(function.0, module.functions.len(), "on_load of no function")?;
        ensure(
            module.functions[function.0 as usize].arity == 0,
            "on_load takes no arguments",
        )?;
    }
    Ok(())
}

fn literal(module: &Module, index: u32, node: &LiteralNode) -> Checked {
    let atom = |atom: Atom| within(atom.0, module.atoms.len(), "atom out of bounds");
    let earlier = |literal: &Literal| ensure(literal.0 < index, "literal refers to a later one");
    match node {
        LiteralNode::Int(_) | LiteralNode::Nil => Ok(()),
        LiteralNode::BigInt {
            negative,
            magnitude,
        } => {
            ensure(
                magnitude.last().is_some_and(|&top| top != 0),
                "big integer with leading zeros",
            )?;
            let top = magnitude.get(7).copied().unwrap_or(0);
            let lowest = *negative && top == 0x80 && magnitude[..7].iter().all(|&byte| byte == 0);
            ensure(
                magnitude.len() > 8 || (top & 0x80 != 0 && !lowest),
                "big integer that is small",
            )
        }
        LiteralNode::Float(x) => ensure(x.is_finite(), "float that is no number"),
        LiteralNode::Atom(a) => atom(*a),
        LiteralNode::List { elements, tail } => {
            ensure(!elements.is_empty(), "list literal without elements")?;
            elements.iter().try_for_each(earlier)?;
            earlier(tail)
        }
        LiteralNode::Bytes(bytes) => ensure(!bytes.is_empty(), "list literal without elements"),
        LiteralNode::Tuple(elements) => {
            ensure(
                elements.len() < MAX_WORDS as usize,
                "tuple literal too large",
            )?;
            elements.iter().try_for_each(earlier)
        }
        LiteralNode::Map(pairs) => pairs.iter().try_for_each(|(key, value)| {
            earlier(key)?;
            earlier(value)
        }),
        LiteralNode::Bits { bytes, bit_len } => {
            ensure(
                bit_len.div_ceil(8) == bytes.len() as u64,
                "bitstring literal of another length",
            )?;
            let unused = bytes.len() as u64 * 8 - bit_len;
            let clean = bytes
                .last()
                .is_none_or(|last| last & ((1u16 << unused) - 1) as u8 == 0);
            ensure(clean, "unused bits of a bitstring literal")
        }
        LiteralNode::ExternalFun {
            module: m,
            name,
            arity: _,
        } => {
            atom(*m)?;
            atom(*name)
        }
    }
}

/// How many fields a record's definition has, if it is one: `{Module, Name, Exported, Field...}`, atoms, the fields different.
pub(super) fn record_definition(module: &Module, literal: Literal) -> Checked<usize> {
    const HEAD: usize = 3;
    within(literal.0, module.literals.len(), "literal out of bounds")?;
    let LiteralNode::Tuple(elements) = &module.literals[literal.0 as usize] else {
        return Err("not a record's definition");
    };
    let names: Option<Vec<Atom>> = elements
        .iter()
        .map(|element| match module.literals[element.0 as usize] {
            LiteralNode::Atom(atom) => Some(atom),
            _ => None,
        })
        .collect();
    let names = names.ok_or("not a record's definition")?;
    let exported = names
        .get(2)
        .map(|atom| module.atoms[atom.0 as usize].as_str());
    ensure(
        matches!(exported, Some("true" | "false")),
        "not a record's definition",
    )?;
    let fields: std::collections::HashSet<Atom> = names[HEAD..].iter().copied().collect();
    ensure(
        fields.len() == names.len() - HEAD,
        "field of a record twice",
    )?;
    Ok(fields.len())
}

fn functions(module: &Module) -> Checked {
    let mut names = std::collections::HashSet::new();
    let mut at = 0;
    for row in &module.functions {
        within(row.name.0, module.atoms.len(), "atom out of bounds")?;
        if let Some(origin) = &row.copy_of {
            within(origin.module.0, module.atoms.len(), "atom out of bounds")?;
            within(origin.name.0, module.atoms.len(), "atom out of bounds")?;
            ensure(!row.exported, "copy that is exported")?;
        }
        let once = !row.exported || names.insert((row.name, row.arity));
        ensure(once, "function exported twice")?;
        ensure(
            row.start == at && row.end > row.start,
            "functions do not follow each other",
        )?;
        at = row.end;
        within(row.entry.0, module.labels.len(), "label out of bounds")?;
        ensure(
            module.labels[row.entry.0 as usize] == row.start,
            "function that does not begin at its entry",
        )?;
    }
    ensure(
        at as usize == module.code.len(),
        "code outside of functions",
    )
}

fn site(module: &Module, row: &SiteRow) -> Checked {
    let ascending = |list: &[u16]| list.windows(2).all(|pair| pair[0] < pair[1]);
    ensure(
        ascending(&row.live_x) && ascending(&row.live_y),
        "live registers out of order",
    )?;
    ensure(
        row.live_x.last().is_none_or(|&last| last < MAX_X),
        "no such X register",
    )?;
    let slots = row.frame.unwrap_or(0);
    ensure(slots <= u32::from(MAX_Y), "frame too large")?;
    ensure(
        row.live_y
            .last()
            .is_none_or(|&last| u32::from(last) < slots),
        "no such Y register",
    )?;
    ensure(
        (row.line as usize) < module.lines.len() || row.line == 0,
        "line out of bounds",
    )?;
    row.handler.map_or(Ok(()), |label| {
        within(label.0, module.labels.len(), "label out of bounds")
    })
}

fn fact(fact: &Fact, types: u16) -> Checked {
    ensure(fact.types & !types == 0, "unknown type in a fact")?;
    ensure(fact.range.low <= fact.range.high, "empty range in a fact")?;
    let canonical = (fact.range == Range::ALL || fact.types & Fact::INTEGER != 0)
        && (fact.arity.is_none() || fact.types & Fact::TUPLE != 0);
    ensure(canonical, "range or arity of what is none")
}
