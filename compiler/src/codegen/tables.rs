//! The module's tables while code is made: each atom, literal, import, line and site once.

use super::{CodegenError, LineSource};
use crate::core::nodes::{Const, ConstNode, ConstPool, Loc, LocId, PoolId};
use crate::source::name::{Interner, Name};
use purlin_isa::module::{ImportRow, Inlined, LambdaRow, LineRow, LiteralNode, Module, SiteRow};
use purlin_isa::operand::*;
use std::collections::HashMap;

/// Small integers fit 61 bits.
pub fn is_small(n: i64) -> bool {
    (-(1 << 60)..1 << 60).contains(&n)
}

pub struct Tables<'a> {
    pub module: Module,
    names: &'a Interner,
    sources: &'a dyn LineSource,
    pool: &'a ConstPool,
    locs: &'a [Loc],
    atoms: HashMap<String, Atom>,
    named: HashMap<Name, Atom>,
    ints: HashMap<i64, Literal>,
    atom_literals: HashMap<Atom, Literal>,
    nil: Option<Literal>,
    pooled: Vec<Option<Literal>>,
    imports: HashMap<(Atom, Atom, u8), Import>,
    lambdas: HashMap<Function, Lambda>,
    files: HashMap<String, u32>,
    lines: HashMap<LineRow, u32>,
    line_of_loc: Vec<Option<u32>>,
    sites: HashMap<SiteRow, Site>,
    n_labels: u32,
}

/// Inlined calls nest this deep at most in the line table.
const MAX_INLINED: u32 = 64;

impl<'a> Tables<'a> {
    pub fn new(
        names: &'a Interner,
        sources: &'a dyn LineSource,
        pool: &'a ConstPool,
        locs: &'a [Loc],
    ) -> Tables<'a> {
        let mut module = Module::default();
        module.lines.push(LineRow::default());
        Tables {
            module,
            names,
            sources,
            pool,
            locs,
            atoms: HashMap::new(),
            named: HashMap::new(),
            ints: HashMap::new(),
            atom_literals: HashMap::new(),
            nil: None,
            pooled: vec![None; pool.nodes.len()],
            imports: HashMap::new(),
            lambdas: HashMap::new(),
            files: HashMap::new(),
            lines: HashMap::new(),
            line_of_loc: vec![None; locs.len()],
            sites: HashMap::new(),
            n_labels: 0,
        }
    }

    pub fn text(&self, name: Name) -> &'a str {
        self.names.text(name)
    }

    pub fn atom_text(&mut self, text: &str) -> Atom {
        if let Some(&atom) = self.atoms.get(text) {
            return atom;
        }
        let atom = Atom(self.module.atoms.len() as u32);
        self.module.atoms.push(text.to_owned());
        self.atoms.insert(text.to_owned(), atom);
        atom
    }

    pub fn atom(&mut self, name: Name) -> Atom {
        if let Some(&atom) = self.named.get(&name) {
            return atom;
        }
        let text = self.names.text(name);
        let atom = self.atom_text(text);
        self.named.insert(name, atom);
        atom
    }

    /// A label for code that is being made; assemble.rs numbers those that remain.
    pub fn label(&mut self) -> Label {
        self.n_labels += 1;
        Label(self.n_labels - 1)
    }

    fn add_literal(&mut self, node: LiteralNode) -> Literal {
        let literal = Literal(self.module.literals.len() as u32);
        self.module.literals.push(node);
        literal
    }

    fn int_literal(&mut self, n: i64) -> Literal {
        if let Some(&literal) = self.ints.get(&n) {
            return literal;
        }
        let literal = self.add_literal(LiteralNode::Int(n));
        self.ints.insert(n, literal);
        literal
    }

    /// The constant as an operand.
    pub fn constant(&mut self, constant: Const) -> Result<Src, CodegenError> {
        Ok(match constant {
            Const::Int(n) if is_small(n) => Src::Int(n),
            Const::Int(n) => Src::Literal(self.int_literal(n)),
            Const::Atom(name) => Src::Atom(self.atom(name)),
            Const::Nil => Src::Nil,
            Const::Pooled(id) => Src::Literal(self.pooled(id)?),
        })
    }

    /// The constant as a row of the literal table.
    pub fn literal(&mut self, constant: Const) -> Result<Literal, CodegenError> {
        Ok(match constant {
            Const::Int(n) => self.int_literal(n),
            Const::Atom(name) => {
                let atom = self.atom(name);
                if let Some(&literal) = self.atom_literals.get(&atom) {
                    return Ok(literal);
                }
                let literal = self.add_literal(LiteralNode::Atom(atom));
                self.atom_literals.insert(atom, literal);
                literal
            }
            Const::Nil => match self.nil {
                Some(literal) => literal,
                None => {
                    let literal = self.add_literal(LiteralNode::Nil);
                    self.nil = Some(literal);
                    literal
                }
            },
            Const::Pooled(id) => self.pooled(id)?,
        })
    }

    /// The row of a pooled constant, made with all it refers to. Nodes refer to earlier ones only: no recursion, a stack of what is missing.
    fn pooled(&mut self, id: PoolId) -> Result<Literal, CodegenError> {
        let mut stack = vec![id];
        while let Some(&top) = stack.last() {
            if self.pooled[top.0 as usize].is_some() {
                stack.pop();
                continue;
            }
            let pool = self.pool;
            let node = pool.get(top);
            let before = stack.len();
            parts(node, &mut |part| {
                if let Const::Pooled(part) = part
                    && self.pooled[part.0 as usize].is_none()
                    && part < top
                {
                    stack.push(part);
                }
            });
            if stack.len() == before {
                let row = self.literal_node(node)?;
                self.pooled[top.0 as usize] = Some(self.add_literal(row));
                stack.pop();
            }
        }
        self.pooled[id.0 as usize].ok_or(CodegenError::Malformed("literal pool"))
    }

    fn literal_list(&mut self, parts: &[Const]) -> Result<Vec<Literal>, CodegenError> {
        parts.iter().map(|&part| self.part(part)).collect()
    }

    /// A part of another literal: its row exists.
    fn part(&mut self, part: Const) -> Result<Literal, CodegenError> {
        match part {
            Const::Pooled(id) => {
                self.pooled[id.0 as usize].ok_or(CodegenError::Malformed("literal pool"))
            }
            Const::Int(_) | Const::Atom(_) | Const::Nil => self.literal(part),
        }
    }

    fn literal_node(&mut self, node: &ConstNode) -> Result<LiteralNode, CodegenError> {
        Ok(match node {
            ConstNode::BigInt {
                negative,
                magnitude,
            } => LiteralNode::BigInt {
                negative: *negative,
                magnitude: magnitude.clone(),
            },
            ConstNode::Float(bits) => LiteralNode::Float(f64::from_bits(*bits)),
            ConstNode::List { elements, tail } => LiteralNode::List {
                elements: self.literal_list(elements)?,
                tail: self.part(*tail)?,
            },
            ConstNode::String(points) => match points
                .iter()
                .map(|&c| u8::try_from(c))
                .collect::<Result<Vec<u8>, _>>()
            {
                Ok(bytes) => LiteralNode::Bytes(bytes),
                Err(_) => {
                    let elements = points
                        .iter()
                        .map(|&c| self.int_literal(i64::from(c)))
                        .collect();
                    LiteralNode::List {
                        elements,
                        tail: self.literal(Const::Nil)?,
                    }
                }
            },
            ConstNode::Tuple(elements) => LiteralNode::Tuple(self.literal_list(elements)?),
            ConstNode::Map(pairs) => {
                let pairs = pairs
                    .iter()
                    .map(|&(key, value)| Ok((self.part(key)?, self.part(value)?)));
                LiteralNode::Map(pairs.collect::<Result<_, CodegenError>>()?)
            }
            ConstNode::Bits { bytes, bit_len } => LiteralNode::Bits {
                bytes: bytes.clone(),
                bit_len: *bit_len,
            },
            ConstNode::ExternalFun {
                module,
                name,
                arity,
            } => LiteralNode::ExternalFun {
                module: self.atom(*module),
                name: self.atom(*name),
                arity: arity_of(*arity)?,
            },
        })
    }

    pub fn import(
        &mut self,
        module: Atom,
        name: Atom,
        arity: usize,
    ) -> Result<Import, CodegenError> {
        let arity = arity_of(arity as u32)?;
        if let Some(&import) = self.imports.get(&(module, name, arity)) {
            return Ok(import);
        }
        let import = Import(self.module.imports.len() as u32);
        self.module.imports.push(ImportRow {
            module,
            name,
            arity,
        });
        self.imports.insert((module, name, arity), import);
        Ok(import)
    }

    pub fn lambda(
        &mut self,
        function: Function,
        arity: u32,
        n_free: u32,
    ) -> Result<Lambda, CodegenError> {
        if let Some(&lambda) = self.lambdas.get(&function) {
            return Ok(lambda);
        }
        let lambda = Lambda(self.module.lambdas.len() as u32);
        let row = LambdaRow {
            function,
            arity: arity_of(arity)?,
            n_free: arity_of(n_free)?,
        };
        self.module.lambdas.push(row);
        self.lambdas.insert(function, lambda);
        Ok(lambda)
    }

    pub fn site(&mut self, row: SiteRow) -> Site {
        if let Some(&site) = self.sites.get(&row) {
            return site;
        }
        let site = Site(self.module.sites.len() as u32);
        self.module.sites.push(row.clone());
        self.sites.insert(row, site);
        site
    }

    pub fn has_handler(&self, site: Site) -> bool {
        self.module
            .sites
            .get(site.0 as usize)
            .is_some_and(|row| row.handler.is_some())
    }

    /// The row of the line table for a place; 0 for nowhere.
    pub fn line(&mut self, loc: LocId) -> u32 {
        self.line_within(loc, MAX_INLINED)
    }

    fn line_within(&mut self, loc: LocId, depth: u32) -> u32 {
        let Some(&Loc { span, inlined }) = self.locs.get(loc.0 as usize) else {
            return 0;
        };
        if loc == LocId::default() {
            return 0;
        }
        if let Some(row) = self.line_of_loc[loc.0 as usize] {
            return row;
        }
        let place = self.sources.place(span.lo);
        let (file, line) = match place {
            Some((file, line)) => (self.file(file), line),
            None => (0, 0),
        };
        let inlined = match inlined {
            Some(at) if depth > 0 => {
                let module = match at.module {
                    Some(module) => self.atom(module),
                    None => Atom(0),
                };
                let caller = self.line_within(at.call, depth - 1);
                // Arities of functions that exist fit.
                Some(Inlined {
                    module,
                    name: self.atom(at.name),
                    arity: at.arity as u8,
                    caller,
                })
            }
            _ => None,
        };
        let row = match (place, &inlined) {
            (None, None) => 0,
            _ => self.line_row(LineRow {
                file,
                line,
                inlined,
            }),
        };
        self.line_of_loc[loc.0 as usize] = Some(row);
        row
    }

    fn line_row(&mut self, row: LineRow) -> u32 {
        if let Some(&index) = self.lines.get(&row) {
            return index;
        }
        let index = self.module.lines.len() as u32;
        self.module.lines.push(row.clone());
        self.lines.insert(row, index);
        index
    }

    fn file(&mut self, name: &str) -> u32 {
        if let Some(&file) = self.files.get(name) {
            return file;
        }
        let file = self.module.files.len() as u32;
        self.module.files.push(name.to_owned());
        self.files.insert(name.to_owned(), file);
        file
    }

    /// The line number alone, for function heads.
    pub fn line_number(&self, position: u32) -> u32 {
        self.sources.place(position).map_or(0, |(_, line)| line)
    }
}

pub fn arity_of(n: u32) -> Result<u8, CodegenError> {
    u8::try_from(n).map_err(|_| CodegenError::TooManyArguments(n))
}

fn parts(node: &ConstNode, f: &mut impl FnMut(Const)) {
    match node {
        ConstNode::List { elements, tail } => {
            elements.iter().for_each(|&part| f(part));
            f(*tail);
        }
        ConstNode::Tuple(elements) => elements.iter().for_each(|&part| f(part)),
        ConstNode::Map(pairs) => pairs.iter().for_each(|&(key, value)| {
            f(key);
            f(value);
        }),
        ConstNode::BigInt { .. }
        | ConstNode::Float(_)
        | ConstNode::String(_)
        | ConstNode::Bits { .. }
        | ConstNode::ExternalFun { .. } => {}
    }
}
