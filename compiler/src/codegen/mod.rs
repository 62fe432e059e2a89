//! Core to bytecode. Per function: prepare (split edges, order blocks), liveness, frame, registers, emit, assemble (live sets of
//! sites, heap needs, dead moves). Cost is linear in the code and the live sets written; nothing recurses.

mod assemble;
mod contexts;
mod emit;
mod entry;
mod frame;
mod liveness;
mod moves;
mod prepare;
mod registers;
mod tables;

pub use prepare::{predecessors, substitute, substitute_copies};

use crate::core::nodes::{Const, Function, FunctionId, Module as Core};
use crate::source::name::Interner;
use emit::Signature;
use purlin_isa::module::{Fact, FunctionRow, ImportRow, Module, RecordRow};
use purlin_isa::operand::{Function as FunctionIndex, Literal};
use tables::Tables;

/// Turns positions into files and lines.
pub trait LineSource {
    /// The presumed file and line of a position; none for positions that the compiler made up.
    fn place(&self, position: u32) -> Option<(&str, u32)>;
}

impl LineSource for crate::source::file::SourceMap {
    fn place(&self, position: u32) -> Option<(&str, u32)> {
        self.presumed(position).map(|(file, line, _)| (file, line))
    }
}

/// Why a module has no bytecode.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CodegenError {
    /// A function or call with more arguments than the machine has registers for.
    TooManyArguments(u32),
    /// A function with more values alive over calls than a frame holds.
    FrameTooLarge { function: String, arity: u32 },
    /// Core broke one of its own rules: an error of the compiler.
    Malformed(&'static str),
}

impl std::fmt::Display for CodegenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            CodegenError::TooManyArguments(n) => {
                write!(f, "{n} arguments are more than a call can have (255)")
            }
            CodegenError::FrameTooLarge { function, arity } => {
                write!(
                    f,
                    "{function}/{arity} keeps more values alive over calls than a frame can hold (8192)"
                )
            }
            CodegenError::Malformed(what) => write!(f, "the compiler made malformed Core: {what}"),
        }
    }
}

impl std::error::Error for CodegenError {}

/// Makes the bytecode of a module.
pub fn generate(
    module: Core,
    names: &Interner,
    sources: &dyn LineSource,
) -> Result<Module, CodegenError> {
    let Core {
        name,
        functions,
        consts,
        locs,
        attributes,
        records,
        on_load,
        inline: _,
        inline_any: _,
        signatures: known,
    } = module;
    let mut tables = Tables::new(names, sources, &consts, &locs);
    tables.atom_text(name.map_or("", |name| names.text(name)));
    let signatures: Vec<Signature> = functions
        .iter()
        .map(|function| Signature {
            arity: function.arity,
            n_free: function.lambda_free.unwrap_or(0),
        })
        .collect();
    let contexts = contexts::context_params(&functions);
    for (index, function) in functions.into_iter().enumerate() {
        generate_function(function, &signatures, &mut tables)?;
        entry::state(&contexts, known.get(index), index, &mut tables);
    }
    for (name, value) in attributes {
        let row = attribute(&mut tables, name, value)?;
        tables.module.attributes.push(row);
    }
    for (definition, defaults) in records {
        let (definition, defaults) = (tables.literal(definition)?, tables.literal(defaults)?);
        tables.module.records.push(RecordRow {
            definition,
            defaults,
        });
    }
    tables.module.on_load = on_load.map(|FunctionId(index)| FunctionIndex(index));
    let mut module = tables.module;
    module.digest = purlin_isa::encode::digest(&module);
    Ok(module)
}

fn attribute(
    tables: &mut Tables<'_>,
    name: crate::source::name::Name,
    value: Const,
) -> Result<(purlin_isa::operand::Atom, Literal), CodegenError> {
    Ok((tables.atom(name), tables.literal(value)?))
}

fn generate_function(
    mut function: Function,
    signatures: &[Signature],
    tables: &mut Tables<'_>,
) -> Result<(), CodegenError> {
    let name = tables.atom(function.name);
    let arity = tables::arity_of(function.arity)?;
    let line = tables.line_number(function.span.lo);
    let copy_of = match function.copy_of {
        None => None,
        Some(origin) => Some(ImportRow {
            module: tables.atom(origin.module),
            name: tables.atom(origin.name),
            arity: tables::arity_of(origin.arity)?,
        }),
    };
    if !prepare::in_bounds(&function) {
        return Err(CodegenError::Malformed(
            "value, block or number of arguments",
        ));
    }
    prepare::prepare(&mut function);
    let liveness = liveness::Liveness::new(&function);
    let (frames, registers) = registers_and_frames(&function, &liveness, tables)?;
    let draft = emit::emit(
        &function, &liveness, &frames, &registers, signatures, tables,
    )?;
    let start = tables.module.code.len() as u32;
    let entry = assemble::assemble(draft, signatures, tables);
    let end = tables.module.code.len() as u32;
    let row = FunctionRow {
        name,
        arity,
        entry,
        start,
        end,
        exported: function.exported,
        line,
        result: Fact::ANYTHING,
        copy_of,
    };
    tables.module.functions.push(row);
    Ok(())
}

/// Registers, with values spilled into the frame until the rest fit.
fn registers_and_frames(
    function: &Function,
    liveness: &liveness::Liveness,
    tables: &Tables<'_>,
) -> Result<(frame::Frames, registers::Registers), CodegenError> {
    let mut spilled = Vec::new();
    loop {
        let frames = frame::place(function, liveness, &spilled);
        match registers::allocate(function, liveness, &frames) {
            Ok(registers) => return Ok((frames, registers)),
            Err(registers::Failure::Spill(values)) if !values.is_empty() => spilled.extend(values),
            Err(registers::Failure::Spill(_) | registers::Failure::TooLarge) => {
                let name = tables.text(function.name).to_owned();
                return Err(CodegenError::FrameTooLarge {
                    function: name,
                    arity: function.arity,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests;
