//! Reads the text form of Core that print.rs writes. For tests and tools: a malformed text is an error with its line, never a panic.

use super::nodes::*;
use super::print::{ARITH, COMPARISONS, KINDS};
use crate::source::name::{Interner, Name};
use crate::source::span::Span;
use purlin_isa::operand::{BitFlags, FailKind, InPlace, SegmentKind, UtfKind};
use std::collections::HashMap;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadError {
    /// From 1.
    pub line: u32,
    pub expected: &'static str,
}

type Parsed<T> = Result<T, ReadError>;

#[derive(Clone, PartialEq, Debug)]
enum Token {
    Word(String),
    Number(i64),
    Hex(Vec<u8>),
    Quoted(String),
    Mark(char),
}

/// Reads a module.
pub fn read_module(text: &str, names: &mut Interner) -> Parsed<Module> {
    let mut module = Module {
        locs: vec![Loc::default()],
        ..Module::default()
    };
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let list = tokens(line, index as u32 + 1)?;
        if !list.is_empty() {
            lines.push((index as u32 + 1, list));
        }
    }
    let mut functions: HashMap<(Name, u32), FunctionId> = HashMap::new();
    for (number, list) in &lines {
        if list[0] == Token::Word("function".to_owned()) {
            let mut no_functions = HashMap::new();
            let mut no_module = Module::default();
            let mut r = Reader::new(list, *number, names, &mut no_module, &mut no_functions);
            r.next();
            let key = r.name_arity()?;
            let id = FunctionId(functions.len() as u32);
            functions.insert(key, id);
        }
    }
    for (number, list) in &lines {
        let mut r = Reader::new(list, *number, names, &mut module, &mut functions);
        r.line()?;
        if r.at < list.len() {
            return r.fault("the end of the line");
        }
    }
    for function in &mut module.functions {
        function.n_values = count_values(function);
    }
    Ok(module)
}

fn count_values(function: &Function) -> u32 {
    let mut n = 0;
    let mut note = |value: Value| n = n.max(value.0.saturating_add(1));
    for block in &function.blocks {
        block.params.iter().for_each(|&value| note(value));
        for inst in &block.insts {
            inst.result.into_iter().for_each(&mut note);
            inst.kind
                .operands(&mut |x| x.value().into_iter().for_each(&mut note));
        }
        block
            .end
            .operands(&mut |x| x.value().into_iter().for_each(&mut note));
    }
    n
}

fn tokens(line: &str, number: u32) -> Parsed<Vec<Token>> {
    let mut list = Vec::new();
    let mut rest = line.chars().peekable();
    let fault = |expected| ReadError {
        line: number,
        expected,
    };
    while let Some(c) = rest.next() {
        match c {
            ';' => break,
            c if c.is_whitespace() => {}
            '\'' => {
                let mut text = String::new();
                loop {
                    match rest.next().ok_or(fault("the end of a quoted name"))? {
                        '\'' => break,
                        '\\' => match rest.next().ok_or(fault("the end of a quoted name"))? {
                            'n' => text.push('\n'),
                            c => text.push(c),
                        },
                        c => text.push(c),
                    }
                }
                list.push(Token::Quoted(text));
            }
            c if c.is_ascii_alphabetic() || c == '_' => {
                let mut word = String::from(c);
                while let Some(c) = rest.next_if(|c| c.is_ascii_alphanumeric() || *c == '_') {
                    word.push(c);
                }
                list.push(Token::Word(word));
            }
            c if c.is_ascii_digit() || c == '-' => {
                let mut text = String::from(c);
                while let Some(c) = rest.next_if(|c| c.is_ascii_alphanumeric()) {
                    text.push(c);
                }
                list.push(digits(&text).ok_or(fault("a number"))?);
            }
            c => list.push(Token::Mark(c)),
        }
    }
    Ok(list)
}

fn digits(text: &str) -> Option<Token> {
    let Some(hex) = text.strip_prefix("0x") else {
        return text.parse().ok().map(Token::Number);
    };
    let pairs = hex.as_bytes().chunks(2);
    let bytes = pairs.map(|pair| {
        std::str::from_utf8(pair)
            .ok()
            .and_then(|pair| u8::from_str_radix(pair, 16).ok())
    });
    bytes.collect::<Option<Vec<u8>>>().map(Token::Hex)
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    line: u32,
    names: &'a mut Interner,
    module: &'a mut Module,
    functions: &'a mut HashMap<(Name, u32), FunctionId>,
}

impl<'a> Reader<'a> {
    fn new(
        tokens: &'a [Token],
        line: u32,
        names: &'a mut Interner,
        module: &'a mut Module,
        functions: &'a mut HashMap<(Name, u32), FunctionId>,
    ) -> Reader<'a> {
        Reader {
            tokens,
            at: 0,
            line,
            names,
            module,
            functions,
        }
    }

    fn fault<T>(&self, expected: &'static str) -> Parsed<T> {
        Err(ReadError {
            line: self.line,
            expected,
        })
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn next(&mut self) -> Option<&Token> {
        self.at += 1;
        self.tokens.get(self.at - 1)
    }

    fn is_mark(&mut self, mark: char) -> bool {
        let found = self.peek() == Some(&Token::Mark(mark));
        self.at += usize::from(found);
        found
    }

    fn mark(&mut self, mark: char, expected: &'static str) -> Parsed<()> {
        if self.is_mark(mark) {
            Ok(())
        } else {
            self.fault(expected)
        }
    }

    fn is_word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Word(w)) if w == word);
        self.at += usize::from(found);
        found
    }

    fn word(&mut self) -> Parsed<String> {
        match self.next() {
            Some(Token::Word(word)) => Ok(word.clone()),
            _ => self.fault("a word"),
        }
    }

    fn number<T: TryFrom<i64>>(&mut self) -> Parsed<T> {
        match self.next() {
            Some(&Token::Number(n)) => T::try_from(n).or_else(|_| self.fault("another number")),
            _ => self.fault("a number"),
        }
    }

    fn name(&mut self) -> Parsed<Name> {
        match self.next().cloned() {
            Some(Token::Quoted(text)) => Ok(self.names.intern(&text)),
            _ => self.fault("a quoted name"),
        }
    }

    fn hex(&mut self) -> Parsed<Vec<u8>> {
        match self.next() {
            Some(Token::Hex(bytes)) => Ok(bytes.clone()),
            _ => self.fault("bytes in hexadecimal"),
        }
    }

    fn name_arity(&mut self) -> Parsed<(Name, u32)> {
        let name = self.name()?;
        self.mark('/', "/ and an arity")?;
        Ok((name, self.number()?))
    }

    fn function(&mut self) -> Parsed<FunctionId> {
        let key = self.name_arity()?;
        self.functions
            .get(&key)
            .copied()
            .map_or_else(|| self.fault("a function of this module"), Ok)
    }

    fn lettered(&mut self, letter: char, expected: &'static str) -> Parsed<u32> {
        let word = self.word()?;
        let number = word.strip_prefix(letter).and_then(|rest| rest.parse().ok());
        number
            .filter(|&n| n < 1 << 24)
            .map_or_else(|| self.fault(expected), Ok)
    }

    fn value(&mut self) -> Parsed<Value> {
        self.lettered('v', "a value").map(Value)
    }

    fn constant(&mut self) -> Parsed<Const> {
        match self.peek() {
            Some(Token::Number(_)) => self.number().map(Const::Int),
            Some(Token::Quoted(_)) => self.name().map(Const::Atom),
            Some(Token::Mark('#')) => {
                self.at += 1;
                let id: u32 = self.number()?;
                if id as usize >= self.module.consts.nodes.len() {
                    return self.fault("a constant defined before");
                }
                Ok(Const::Pooled(PoolId(id)))
            }
            Some(Token::Mark('[')) => {
                self.at += 1;
                self.mark(']', "]")?;
                Ok(Const::Nil)
            }
            Some(Token::Word(_) | Token::Mark(_) | Token::Hex(_)) | None => {
                self.fault("a constant")
            }
        }
    }

    fn constants(&mut self) -> Parsed<Vec<Const>> {
        let mut list = Vec::new();
        while self.at < self.tokens.len() {
            list.push(self.constant()?);
        }
        Ok(list)
    }

    fn operand(&mut self) -> Parsed<Operand> {
        match self.peek() {
            Some(Token::Word(_)) => self.value().map(Operand::Value),
            Some(Token::Number(_) | Token::Quoted(_) | Token::Mark(_) | Token::Hex(_)) | None => {
                self.constant().map(Operand::Const)
            }
        }
    }

    /// Things between brackets.
    fn list<T>(
        &mut self,
        open: char,
        close: char,
        mut item: impl FnMut(&mut Self) -> Parsed<T>,
    ) -> Parsed<Vec<T>> {
        self.mark(open, "a list")?;
        let mut list = Vec::new();
        while !self.is_mark(close) {
            list.push(item(self)?);
        }
        Ok(list)
    }

    fn args(&mut self) -> Parsed<Vec<Operand>> {
        self.list('[', ']', Self::operand)
    }

    fn pairs(&mut self) -> Parsed<Vec<(Operand, Operand)>> {
        self.list('[', ']', |r| {
            let key = r.operand()?;
            r.mark('=', "=")?;
            Ok((key, r.operand()?))
        })
    }

    fn flags(&mut self) -> BitFlags {
        let little = self.is_word("little");
        BitFlags {
            little,
            signed: self.is_word("signed"),
        }
    }

    fn loc(&mut self) -> Parsed<LocId> {
        if !self.is_mark('@') {
            return Ok(LocId::default());
        }
        let mut loc = Loc {
            span: self.span()?,
            inlined: None,
        };
        if self.is_word("in") {
            let (mut module, mut name) = (None, self.name()?);
            if self.is_mark(':') {
                module = Some(name);
                name = self.name()?;
            }
            self.mark('/', "/ and an arity")?;
            let arity = self.number()?;
            let call = self.loc()?;
            loc.inlined = Some(InlinedAt {
                module,
                name,
                arity,
                call,
            });
        }
        self.module.locs.push(loc);
        Ok(LocId(self.module.locs.len() as u32 - 1))
    }

    fn copied(&mut self) -> Parsed<CopyOf> {
        let module = self.name()?;
        self.mark(':', "a colon")?;
        let name = self.name()?;
        self.mark('/', "/ and an arity")?;
        Ok(CopyOf {
            module,
            name,
            arity: self.number()?,
        })
    }

    fn span(&mut self) -> Parsed<Span> {
        let lo: u32 = self.number()?;
        Ok(Span::new(lo, lo.saturating_add(1)))
    }

    fn target(&mut self) -> Parsed<Target> {
        let block = BlockId(self.lettered('b', "a block")?);
        Ok(Target {
            block,
            args: self.list('(', ')', Self::operand)?,
        })
    }

    fn labelled(&mut self, word: &str) -> Parsed<Target> {
        if self.is_word(word) {
            self.target()
        } else {
            self.fault("then or else")
        }
    }

    fn line(&mut self) -> Parsed<()> {
        let Some(Token::Word(word)) = self.peek().cloned() else {
            return self.fault("a keyword");
        };
        let is_block = word
            .strip_prefix('b')
            .is_some_and(|rest| rest.parse::<u32>().is_ok());
        match word.as_str() {
            _ if is_block => self.block_head(),
            "module" | "const" | "attribute" | "function" | "on_load" => {
                self.at += 1;
                self.table(&word)
            }
            _ => self.code(),
        }
    }

    fn table(&mut self, keyword: &str) -> Parsed<()> {
        match keyword {
            "module" => self.module.name = Some(self.name()?),
            "const" => {
                self.mark('#', "#")?;
                let number: usize = self.number()?;
                if number != self.module.consts.nodes.len() {
                    return self.fault("constants in order");
                }
                let node = self.const_node()?;
                self.module
                    .consts
                    .index
                    .insert(node.clone(), PoolId(number as u32));
                self.module.consts.nodes.push(node);
            }
            "attribute" => {
                let row = (self.name()?, self.constant()?);
                self.module.attributes.push(row);
            }
            "record" => {
                let row = (self.constant()?, self.constant()?);
                self.module.records.push(row);
            }
            "on_load" => self.module.on_load = Some(self.function()?),
            _ => {
                let (name, arity) = self.name_arity()?;
                let exported = self.is_word("exported");
                let lambda_free = if self.is_word("lambda") {
                    Some(self.number()?)
                } else {
                    None
                };
                let copy_of = match self.is_word("copy") {
                    true => Some(self.copied()?),
                    false => None,
                };
                let span = if self.is_word("at") {
                    self.span()?
                } else {
                    Span::NONE
                };
                let blocks = Vec::new();
                let function = Function {
                    name,
                    arity,
                    exported,
                    lambda_free,
                    copy_of,
                    span,
                    blocks,
                    n_values: 0,
                };
                self.module.functions.push(function);
            }
        }
        Ok(())
    }

    fn const_node(&mut self) -> Parsed<ConstNode> {
        let word = self.word()?;
        Ok(match word.as_str() {
            "big" => ConstNode::BigInt {
                negative: false,
                magnitude: self.hex()?,
            },
            "big_negative" => ConstNode::BigInt {
                negative: true,
                magnitude: self.hex()?,
            },
            "float" => match self.hex()?.try_into() {
                Ok(bytes) => ConstNode::Float(u64::from_be_bytes(bytes)),
                Err(_) => return self.fault("8 bytes"),
            },
            "list" => {
                let tail = self.constant()?;
                ConstNode::List {
                    elements: self.constants()?,
                    tail,
                }
            }
            "string" => {
                let mut points = Vec::new();
                while self.at < self.tokens.len() {
                    points.push(self.number()?);
                }
                ConstNode::String(points)
            }
            "tuple" => ConstNode::Tuple(self.constants()?),
            "map" => {
                let list = self.constants()?;
                ConstNode::Map(
                    list.chunks_exact(2)
                        .map(|pair| (pair[0], pair[1]))
                        .collect(),
                )
            }
            "bits" => ConstNode::Bits {
                bytes: self.hex()?,
                bit_len: self.number()?,
            },
            "fun" => ConstNode::ExternalFun {
                module: self.name()?,
                name: self.name()?,
                arity: self.number()?,
            },
            _ => return self.fault("a kind of constant"),
        })
    }

    fn block_head(&mut self) -> Parsed<()> {
        let number = self.lettered('b', "a block")?;
        let params = self.list('(', ')', Self::value)?;
        let handler = if self.is_word("handler") {
            Some(BlockId(self.lettered('b', "a block")?))
        } else {
            None
        };
        self.mark(':', "a colon")?;
        let Some(function) = self.module.functions.last_mut() else {
            return self.fault("a function first");
        };
        if function.blocks.len() != number as usize {
            return self.fault("blocks in order");
        }
        function.blocks.push(Block {
            params,
            insts: Vec::new(),
            end: Terminator::Unreachable,
            handler,
        });
        Ok(())
    }

    /// An instruction or a terminator.
    fn code(&mut self) -> Parsed<()> {
        if let Some(end) = self.end()? {
            match self.block() {
                Some(block) => block.end = end,
                None => return self.fault("a block first"),
            }
            return Ok(());
        }
        let mut result = None;
        if self.tokens.get(self.at + 1) == Some(&Token::Mark('=')) {
            result = Some(self.value()?);
            self.at += 1;
        }
        let kind = self.inst()?;
        let loc = self.loc()?;
        match self.block() {
            Some(block) => block.insts.push(Inst { result, kind, loc }),
            None => return self.fault("a block first"),
        }
        Ok(())
    }

    fn block(&mut self) -> Option<&mut Block> {
        self.module.functions.last_mut()?.blocks.last_mut()
    }

    fn inst(&mut self) -> Parsed<InstKind> {
        let word = self.word()?;
        if let Some((op, _)) = ARITH.iter().find(|(_, name)| *name == word) {
            return Ok(InstKind::Arith {
                op: *op,
                args: self.operands()?,
            });
        }
        Ok(match word.as_str() {
            "copy" => InstKind::Copy(self.operand()?),
            "call" => self.call()?,
            "call_fun" => InstKind::CallFun {
                fun: self.operand()?,
                args: self.args()?,
            },
            "apply" => InstKind::Apply {
                module: self.operand()?,
                name: self.operand()?,
                args: self.args()?,
            },
            "bif" => InstKind::Bif {
                name: self.name()?,
                args: self.args()?,
            },
            "boolean" => InstKind::Boolean(self.test()?),
            "cons" => InstKind::Cons {
                head: self.operand()?,
                tail: self.operand()?,
            },
            "record" => InstKind::Record {
                definition: self.constant()?,
                values: self.args()?,
            },
            "tuple" => InstKind::Tuple(self.args()?),
            "set_tuple" => self.set_tuple()?,
            "head" => InstKind::Head(self.operand()?),
            "tail" => InstKind::Tail(self.operand()?),
            "element" => InstKind::Element {
                tuple: self.operand()?,
                index: self.number()?,
            },
            "make_fun" => InstKind::MakeFun {
                function: self.function()?,
                free: self.args()?,
            },
            "map_put" => InstKind::MapPut {
                map: self.operand()?,
                pairs: self.pairs()?,
            },
            "map_update" => InstKind::MapUpdate {
                map: self.operand()?,
                pairs: self.pairs()?,
            },
            "bs_create" => InstKind::BsCreate(self.segments()?),
            "bs_position" => InstKind::BsPosition {
                ctx: self.operand()?,
            },
            "bs_restore" => InstKind::BsRestore {
                ctx: self.operand()?,
                position: self.operand()?,
            },
            "send" => InstKind::Send {
                to: self.operand()?,
                message: self.operand()?,
            },
            "recv_accept" => InstKind::RecvAccept,
            "recv_mark" => InstKind::RecvMark,
            "recv_bind" => InstKind::RecvBind {
                marker: self.operand()?,
                reference: self.operand()?,
            },
            "recv_use" => InstKind::RecvUse {
                reference: self.operand()?,
            },
            "build_trace" => InstKind::BuildTrace {
                trace: self.operand()?,
            },
            "catch_value" => InstKind::CatchValue {
                class: self.operand()?,
                reason: self.operand()?,
                trace: self.operand()?,
            },
            _ => return self.fault("an instruction"),
        })
    }

    /// Operands up to something else.
    fn operands(&mut self) -> Parsed<Vec<Operand>> {
        let mut list = Vec::new();
        while matches!(
            self.peek(),
            Some(Token::Number(_) | Token::Quoted(_) | Token::Mark('#' | '['))
        ) || matches!(self.peek(), Some(Token::Word(word)) if word.starts_with('v'))
        {
            list.push(self.operand()?);
        }
        Ok(list)
    }

    fn call(&mut self) -> Parsed<InstKind> {
        if self.tokens.get(self.at + 1) == Some(&Token::Mark(':')) {
            let module = self.name()?;
            self.at += 1;
            return Ok(InstKind::CallExt {
                module,
                name: self.name()?,
                args: self.args()?,
            });
        }
        Ok(InstKind::Call {
            function: self.function()?,
            args: self.args()?,
        })
    }

    fn set_tuple(&mut self) -> Parsed<InstKind> {
        let (src, arity) = (self.operand()?, self.number()?);
        let hint = if self.is_word("unshared") {
            InPlace::Unshared
        } else {
            InPlace::Copy
        };
        self.is_word("copy");
        let changes = self.list('[', ']', |r| {
            let index = r.number()?;
            r.mark('=', "=")?;
            Ok((index, r.operand()?))
        })?;
        Ok(InstKind::SetTuple {
            src,
            arity,
            hint,
            changes,
        })
    }

    fn segments(&mut self) -> Parsed<Vec<Segment>> {
        self.list('[', ']', |r| {
            r.mark('(', "a segment")?;
            let kind = match r.word()?.as_str() {
                "Integer" => SegmentKind::Integer,
                "Float" => SegmentKind::Float,
                "Bits" => SegmentKind::Bits,
                "Append" => SegmentKind::Append,
                "Utf8" => SegmentKind::Utf8,
                "Utf16" => SegmentKind::Utf16,
                "Utf32" => SegmentKind::Utf32,
                _ => return r.fault("a kind of segment"),
            };
            let value = r.operand()?;
            let size = if r.is_word("size") {
                Some(r.operand()?)
            } else {
                None
            };
            if !r.is_word("unit") {
                return r.fault("unit");
            }
            let (unit, flags) = (r.number()?, r.flags());
            let covers = match r.is_word("covers") {
                true => r.number()?,
                false => 1,
            };
            r.mark(')', "the end of a segment")?;
            Ok(Segment {
                kind,
                flags,
                unit,
                value,
                size,
                covers,
            })
        })
    }

    fn test(&mut self) -> Parsed<Test> {
        let word = self.word()?;
        if let Some((kind, _)) = KINDS.iter().find(|(_, name)| *name == word) {
            return Ok(Test::Is(*kind, self.operand()?));
        }
        if let Some((comparison, _)) = COMPARISONS.iter().find(|(_, name)| *name == word) {
            return Ok(Test::Compare(*comparison, self.operand()?, self.operand()?));
        }
        Ok(match word.as_str() {
            "arity" => Test::Arity(self.operand()?, self.number()?),
            "tagged" => Test::Tagged {
                value: self.operand()?,
                arity: self.number()?,
                tag: self.name()?,
            },
            "function_arity" => Test::FunctionArity {
                value: self.operand()?,
                arity: self.operand()?,
            },
            "version" => Test::Version {
                origin: self.copied()?,
                version: self.number()?,
            },
            "map_has" => Test::MapHas {
                map: self.operand()?,
                keys: self.args()?,
            },
            _ => return self.fault("a test"),
        })
    }

    fn utf(&mut self) -> Parsed<UtfKind> {
        Ok(match self.word()?.as_str() {
            "Utf8" => UtfKind::Utf8,
            "Utf16" => UtfKind::Utf16,
            "Utf32" => UtfKind::Utf32,
            _ => return self.fault("Utf8, Utf16 or Utf32"),
        })
    }

    fn attempt(&mut self) -> Parsed<Attempt> {
        let word = self.word()?;
        if let Some((op, _)) = ARITH.iter().find(|(_, name)| *name == word) {
            return Ok(Attempt::Arith {
                op: *op,
                args: self.operands()?,
            });
        }
        Ok(match word.as_str() {
            "bif" => Attempt::Bif {
                name: self.name()?,
                args: self.args()?,
            },
            "map_get" => Attempt::MapGet {
                map: self.operand()?,
                key: self.operand()?,
            },
            "map_put" => Attempt::MapPut {
                map: self.operand()?,
                pairs: self.pairs()?,
            },
            "map_update" => Attempt::MapUpdate {
                map: self.operand()?,
                pairs: self.pairs()?,
            },
            "bs_create" => Attempt::BsCreate(self.segments()?),
            "bs_start" => Attempt::BsStart(self.operand()?),
            "bs_get_integer" => {
                let (ctx, size, unit) = (self.operand()?, self.operand()?, self.number()?);
                Attempt::BsGetInteger {
                    ctx,
                    size,
                    unit,
                    flags: self.flags(),
                }
            }
            "bs_get_float" => {
                let (ctx, size, unit) = (self.operand()?, self.operand()?, self.number()?);
                Attempt::BsGetFloat {
                    ctx,
                    size,
                    unit,
                    flags: self.flags(),
                }
            }
            "bs_get_bits" => Attempt::BsGetBits {
                ctx: self.operand()?,
                size: self.operand()?,
                unit: self.number()?,
            },
            "bs_get_rest" => Attempt::BsGetRest {
                ctx: self.operand()?,
                unit: self.number()?,
            },
            "bs_get_utf" => Attempt::BsGetUtf {
                ctx: self.operand()?,
                kind: self.utf()?,
                flags: self.flags(),
            },
            "bs_skip_bits" => Attempt::BsSkipBits {
                ctx: self.operand()?,
                size: self.operand()?,
                unit: self.number()?,
            },
            "bs_skip_utf" => Attempt::BsSkipUtf {
                ctx: self.operand()?,
                kind: self.utf()?,
                flags: self.flags(),
            },
            "bs_match_literal" => Attempt::BsMatchLiteral {
                ctx: self.operand()?,
                bits: self.constant()?,
            },
            "bs_test_rest" => Attempt::BsTestRest {
                ctx: self.operand()?,
                bits: self.number()?,
            },
            "bs_test_unit" => Attempt::BsTestUnit {
                ctx: self.operand()?,
                unit: self.number()?,
            },
            _ => return self.fault("an attempt"),
        })
    }

    fn fail_kind(&mut self) -> Parsed<FailKind> {
        const ALL: [FailKind; 15] = [
            FailKind::BadMatch,
            FailKind::CaseClause,
            FailKind::TryClause,
            FailKind::IfClause,
            FailKind::ElseClause,
            FailKind::BadRecord,
            FailKind::BadGenerator,
            FailKind::BadFilter,
            FailKind::BadFun,
            FailKind::BadKey,
            FailKind::BadMap,
            FailKind::BadGenerators,
            FailKind::BadArg,
            FailKind::BadArgValue,
            FailKind::Reason,
        ];
        let word = self.word()?;
        let found = ALL.into_iter().find(|kind| format!("{kind:?}") == word);
        found.map_or_else(|| self.fault("a kind of failure"), Ok)
    }

    fn end(&mut self) -> Parsed<Option<Terminator>> {
        let Some(Token::Word(word)) = self.peek().cloned() else {
            return Ok(None);
        };
        self.at += 1;
        let end = match word.as_str() {
            "unreachable" => Terminator::Unreachable,
            "jump" => Terminator::Jump(self.target()?),
            "return" => Terminator::Return(self.operand()?),
            "branch" => {
                let test = self.test()?;
                Terminator::Branch {
                    test,
                    then: self.labelled("then")?,
                    otherwise: self.labelled("else")?,
                }
            }
            "switch" => {
                let subject = self.operand()?;
                let mut cases = Vec::new();
                while !matches!(self.peek(), Some(Token::Word(word)) if word == "else") {
                    cases.push((self.constant()?, self.labelled("then")?));
                }
                Terminator::Switch {
                    subject,
                    cases,
                    default: self.labelled("else")?,
                }
            }
            "switch_arity" => {
                let subject = self.operand()?;
                let mut cases = Vec::new();
                while matches!(self.peek(), Some(Token::Number(_))) {
                    cases.push((self.number()?, self.labelled("then")?));
                }
                Terminator::SwitchArity {
                    subject,
                    cases,
                    default: self.labelled("else")?,
                }
            }
            "attempt" => {
                let what = self.attempt()?;
                let (ok, fail) = (self.labelled("then")?, self.labelled("else")?);
                Terminator::Attempt {
                    what,
                    ok,
                    fail,
                    loc: self.loc()?,
                }
            }
            "fail" => Terminator::Fail {
                kind: self.fail_kind()?,
                value: self.operand()?,
                loc: self.loc()?,
            },
            "function_clause" => Terminator::FunctionClause {
                args: self.args()?,
                loc: self.loc()?,
            },
            "reraise" => {
                let (class, reason, trace) = (self.operand()?, self.operand()?, self.operand()?);
                Terminator::Reraise {
                    class,
                    reason,
                    trace,
                    loc: self.loc()?,
                }
            }
            "recv_peek" => {
                let (ok, empty) = (self.labelled("then")?, self.labelled("else")?);
                Terminator::RecvPeek {
                    ok,
                    empty,
                    loc: self.loc()?,
                }
            }
            "recv_skip" => Terminator::RecvSkip {
                next: self.target()?,
            },
            "recv_wait" => Terminator::RecvWait {
                next: self.target()?,
                loc: self.loc()?,
            },
            "recv_wait_timeout" => {
                let timeout = self.operand()?;
                let (next, expired) = (self.labelled("then")?, self.labelled("else")?);
                Terminator::RecvWaitTimeout {
                    timeout,
                    next,
                    expired,
                    loc: self.loc()?,
                }
            }
            _ => {
                self.at -= 1;
                return Ok(None);
            }
        };
        Ok(Some(end))
    }
}
