//! Assembler text: a module as a person reads it, and back. `print` writes all of a module and `parse(print(m)) == m` for modules
//! whose atoms differ and whose labels lie within the code; `print_code` writes the code alone, for reading and for golden files.
//!
//! One thing stands on a line; `;` begins a comment outside quotes. Operands of an op stand in table order:
//! registers `x0 y1`, integers, atoms `'ok'`, `[]`, literals `#3`, labels `L7`, sites `@2`, functions `'f'/1` (`~5` after it: number 5, a twin of that name), imports `'m':'f'/1`, lambdas `^0`,
//! lists `[a b]`, pairs `a=b`; `->` before a destination; `else` before a fail label (nothing there: it raises); `_` for none.

use crate::module::*;
use crate::op::{Op, Opcode};
use crate::operand::*;
use crate::range::Range;
use std::collections::HashMap;
use std::fmt::Write;

/// The whole module.
pub fn print(module: &Module) -> String {
    let mut p = Printer {
        module,
        out: String::new(),
    };
    p.tables();
    p.line("code");
    p.code(false);
    p.out
}

/// The functions' code, with what a person wants to know of sites beside it.
pub fn print_code(module: &Module) -> String {
    let mut p = Printer {
        module,
        out: String::new(),
    };
    p.code(true);
    p.out
}

struct Printer<'a> {
    module: &'a Module,
    out: String,
}

impl Printer<'_> {
    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn word(&mut self, text: &str) {
        if !self.out.ends_with(['\n', ' ', '[', '=', ':', '/', '(']) && !self.out.is_empty() {
            self.out.push(' ');
        }
        self.out.push_str(text);
    }

    fn number(&mut self, n: impl std::fmt::Display) {
        self.word("");
        // Writing to a string cannot fail.
        let _ = write!(self.out, "{n}");
    }

    fn put<T: Text>(&mut self, value: &T) {
        value.print(self);
    }

    /// A keyword and things after it, on a line.
    fn row(&mut self, keyword: &str, rest: impl FnOnce(&mut Self)) {
        self.out.push_str(keyword);
        rest(self);
        self.out.push('\n');
    }

    fn quoted(&mut self, text: &str) {
        self.word("'");
        for c in text.chars() {
            match c {
                '\'' | '\\' => {
                    self.out.push('\\');
                    self.out.push(c);
                }
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                c => self.out.push(c),
            }
        }
        self.out.push('\'');
    }

    fn hex(&mut self, bytes: &[u8]) {
        self.word("0x");
        for byte in bytes {
            let _ = write!(self.out, "{byte:02x}");
        }
    }

    fn tables(&mut self) {
        let module = self.module;
        for atom in &module.atoms {
            self.row("atom", |p| p.quoted(atom));
        }
        for node in &module.literals {
            self.row("literal", |p| p.put(node));
        }
        for row in &module.imports {
            self.row("import", |p| p.put(row));
        }
        for row in &module.functions {
            self.row("function", |p| p.function(row));
        }
        for row in &module.lambdas {
            self.row("lambda", |p| {
                p.number(row.function.0);
                p.number(row.arity);
                p.number(row.n_free);
            });
        }
        for file in &module.files {
            self.row("file", |p| p.quoted(file));
        }
        for row in &module.lines {
            self.row("line", |p| p.put(row));
        }
        for row in &module.sites {
            self.row("site", |p| p.put(row));
        }
        for row in &module.facts {
            self.row("fact", |p| p.put(row));
        }
        for (atom, literal) in &module.attributes {
            self.row("attribute", |p| {
                p.put(atom);
                p.put(literal);
            });
        }
        for row in &module.records {
            self.row("record", |p| {
                p.put(&row.definition);
                p.put(&row.defaults);
            });
        }
        if let Some(function) = module.on_load {
            self.row("on_load", |p| p.number(function.0));
        }
        for (keyword, bytes) in [
            ("digest", &module.digest[..]),
            ("docs", &module.docs),
            ("debug", &module.debug),
        ] {
            self.row(keyword, |p| p.hex(bytes));
        }
    }

    fn function(&mut self, row: &FunctionRow) {
        self.put(&row.name);
        self.out.push('/');
        self.number(row.arity);
        self.put(&row.entry);
        for n in [row.start, row.end, row.line] {
            self.number(n);
        }
        if row.exported {
            self.word("exported");
        }
        if row.result != Fact::ANYTHING {
            self.word("gives");
            self.put(&row.result);
        }
        self.copied(row);
    }

    fn copied(&mut self, row: &FunctionRow) {
        if let Some(origin) = &row.copy_of {
            self.word("copy");
            self.put(origin);
        }
    }

    fn code(&mut self, comments: bool) {
        let module = self.module;
        let mut labels: HashMap<u32, Vec<u32>> = HashMap::new();
        for (label, &at) in module.labels.iter().enumerate() {
            labels.entry(at).or_default().push(label as u32);
        }
        let mut facts: HashMap<Label, Vec<&FactRow>> = HashMap::new();
        for row in &module.facts {
            facts.entry(row.label).or_default().push(row);
        }
        let starts: HashMap<u32, &FunctionRow> = module
            .functions
            .iter()
            .map(|row| (row.start, row))
            .collect();
        for at in 0..=module.code.len() as u32 {
            if comments && let Some(row) = starts.get(&at) {
                self.head(row, &facts);
            }
            for label in labels.get(&at).into_iter().flatten() {
                let _ = write!(self.out, "L{label}:");
                let is_head = starts
                    .get(&at)
                    .is_some_and(|row| row.entry == Label(*label));
                if comments && !is_head {
                    self.label_comment(Label(*label), &facts);
                }
                self.out.push('\n');
            }
            if let Some(op) = module.code.get(at as usize) {
                self.out.push_str("    ");
                self.out.push_str(op.opcode().name());
                self.put(op);
                if comments {
                    self.site_comment(op);
                }
                self.out.push('\n');
            }
        }
    }

    /// `0..9`, a bound that is not there left out.
    fn range(&mut self, range: Range) {
        if range.low != i64::MIN {
            let _ = write!(self.out, "{}", range.low);
        }
        self.out.push_str("..");
        if range.high != i64::MAX {
            let _ = write!(self.out, "{}", range.high);
        }
    }

    /// What is stated at a label, where it says something.
    fn facts(&mut self, label: Label, facts: &HashMap<Label, Vec<&FactRow>>) {
        let rows = facts.get(&label).into_iter().flatten();
        for row in rows.filter(|row| row.fact.types & Fact::ANY != Fact::ANY) {
            self.put(&row.reg);
            self.out.push(':');
            self.word(" ");
            self.put(&row.fact);
        }
    }

    fn head(&mut self, row: &FunctionRow, facts: &HashMap<Label, Vec<&FactRow>>) {
        self.out
            .push_str(if self.out.is_empty() { ";" } else { "\n;" });
        self.put(&row.name);
        self.out.push('/');
        self.number(row.arity);
        if row.exported {
            self.word("exported");
        }
        self.facts(row.entry, facts);
        if row.result != Fact::ANYTHING {
            self.word("->");
            self.put(&row.result);
        }
        self.copied(row);
        self.out.push('\n');
    }

    fn label_comment(&mut self, label: Label, facts: &HashMap<Label, Vec<&FactRow>>) {
        let before = self.out.len();
        self.word(";");
        let comment = self.out.len();
        self.facts(label, facts);
        if self.out.len() == comment {
            self.out.truncate(before);
        }
    }

    /// Live registers, handler and line of the op's site.
    fn site_comment(&mut self, op: &Op) {
        struct Find(Option<Site>);
        impl crate::visit::Visitor for Find {
            fn site(&mut self, site: Site) {
                self.0 = Some(site);
            }
        }
        let mut find = Find(None);
        op.visit(&mut find);
        let Some(row) = find
            .0
            .and_then(|site| self.module.sites.get(site.0 as usize))
        else {
            return;
        };
        self.word(";");
        for x in &row.live_x {
            self.put(&Reg::X(*x));
        }
        for y in &row.live_y {
            self.put(&Reg::Y(*y));
        }
        if let Some(handler) = row.handler {
            self.word("try");
            self.put(&handler);
        }
        if let Some(line) = self
            .module
            .lines
            .get(row.line as usize)
            .filter(|_| row.line != 0)
        {
            self.word("line");
            self.number(line.line);
        }
    }
}

/// Why text is no module.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextError {
    /// From 1.
    pub line: u32,
    pub expected: &'static str,
}

impl std::fmt::Display for TextError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: expected {}", self.line, self.expected)
    }
}

impl std::error::Error for TextError {}

#[derive(Clone, PartialEq, Debug)]
enum Token {
    /// Letters, digits, `_`, after a letter or `_`.
    Word(String),
    Number(i64),
    /// A real number's bits, bytes: `0x...`.
    Hex(Vec<u8>),
    Quoted(String),
    Mark(char),
}

fn tokens(line: &str, number: u32) -> Result<Vec<Token>, TextError> {
    let mut list = Vec::new();
    let mut rest = line.chars().peekable();
    let fault = |expected| TextError {
        line: number,
        expected,
    };
    while let Some(c) = rest.next() {
        match c {
            ';' => break,
            c if c.is_whitespace() => {}
            '\'' => list.push(Token::Quoted(
                quoted(&mut rest).ok_or(fault("the end of a quoted text"))?,
            )),
            c if c.is_ascii_alphabetic() || c == '_' => {
                let mut word = String::from(c);
                while let Some(c) = rest.next_if(|c| c.is_ascii_alphanumeric() || *c == '_') {
                    word.push(c);
                }
                list.push(Token::Word(word));
            }
            c if c.is_ascii_digit() || c == '-' => {
                if c == '-' && rest.next_if_eq(&'>').is_some() {
                    list.push(Token::Mark('>'));
                    continue;
                }
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

fn quoted(rest: &mut impl Iterator<Item = char>) -> Option<String> {
    let mut text = String::new();
    loop {
        match rest.next()? {
            '\'' => return Some(text),
            '\\' => text.push(match rest.next()? {
                'n' => '\n',
                'r' => '\r',
                c => c,
            }),
            c => text.push(c),
        }
    }
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

/// Reads the tokens of a line from the left.
struct Reader<'a> {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    names: &'a Names,
    line: u32,
}

/// What names in operands stand for.
#[derive(Default)]
struct Names {
    atoms: HashMap<String, Atom>,
    imports: HashMap<(Atom, Atom, u8), Import>,
    functions: HashMap<(Atom, u8), Function>,
}

type Parsed<T> = Result<T, TextError>;

impl Reader<'_> {
    fn fault<T>(&self, expected: &'static str) -> Parsed<T> {
        Err(TextError {
            line: self.line,
            expected,
        })
    }

    fn get<T: Text>(&mut self) -> Parsed<T> {
        T::parse(self)
    }

    fn mark(&mut self, mark: char, expected: &'static str) -> Parsed<()> {
        match self.tokens.next() {
            Some(Token::Mark(found)) if found == mark => Ok(()),
            _ => self.fault(expected),
        }
    }

    fn is_mark(&mut self, mark: char) -> bool {
        self.tokens.next_if_eq(&Token::Mark(mark)).is_some()
    }

    fn is_word(&mut self, word: &str) -> bool {
        self.tokens
            .next_if(|token| matches!(token, Token::Word(found) if found == word))
            .is_some()
    }

    fn number<T: TryFrom<i64>>(&mut self) -> Parsed<T> {
        match self.tokens.next() {
            Some(Token::Number(n)) => T::try_from(n).or_else(|_| self.fault("a smaller number")),
            _ => self.fault("a number"),
        }
    }

    /// `low..high`, either of them left out, or nothing at all.
    fn range(&mut self) -> Parsed<Range> {
        let bound = |r: &mut Self| match r.tokens.peek() {
            Some(Token::Number(_)) => r.number().map(Some),
            _ => Ok(None),
        };
        let low: Option<i64> = bound(self)?;
        if !self.is_mark('.') {
            return match low {
                None => Ok(Range::ALL),
                Some(_) => self.fault(".."),
            };
        }
        self.mark('.', "..")?;
        let high: Option<i64> = bound(self)?;
        Ok(Range {
            low: low.unwrap_or(i64::MIN),
            high: high.unwrap_or(i64::MAX),
        })
    }

    fn quoted(&mut self) -> Parsed<String> {
        match self.tokens.next() {
            Some(Token::Quoted(text)) => Ok(text),
            _ => self.fault("a quoted text"),
        }
    }

    fn hex(&mut self) -> Parsed<Vec<u8>> {
        match self.tokens.next() {
            Some(Token::Hex(bytes)) => Ok(bytes),
            _ => self.fault("bytes in hexadecimal"),
        }
    }

    /// A word that is `letter` and a number.
    fn lettered(&mut self, letter: char, expected: &'static str) -> Parsed<u32> {
        let Some(Token::Word(word)) = self.tokens.next() else {
            return self.fault(expected);
        };
        let number = word.strip_prefix(letter).and_then(|rest| rest.parse().ok());
        number.map_or_else(|| self.fault(expected), Ok)
    }

    fn end(&mut self) -> Parsed<()> {
        if self.tokens.next().is_some() {
            self.fault("the end of the line")
        } else {
            Ok(())
        }
    }
}

/// Reads what `print` wrote.
pub fn parse(text: &str) -> Result<Module, TextError> {
    let mut module = Module::default();
    let mut names = Names::default();
    let mut in_code = false;
    for (index, line) in text.split('\n').enumerate() {
        let number = index as u32 + 1;
        let list = tokens(line, number)?;
        let Some(first) = list.first().cloned() else {
            continue;
        };
        let Token::Word(keyword) = first else {
            return Err(TextError {
                line: number,
                expected: "a keyword",
            });
        };
        let mut reader = Reader {
            tokens: list.into_iter().peekable(),
            names: &names,
            line: number,
        };
        if in_code {
            code_line(&mut reader, &mut module)?;
            continue;
        }
        reader.tokens.next();
        if keyword == "code" {
            in_code = true;
            continue;
        }
        let named = table_line(&keyword, &mut reader, &mut module)?;
        reader.end()?;
        match named {
            Named::Atom(text, atom) => {
                names.atoms.entry(text).or_insert(atom);
            }
            Named::Import(key, import) => {
                names.imports.entry(key).or_insert(import);
            }
            Named::Function(key, function) => {
                names.functions.entry(key).or_insert(function);
            }
            Named::Nothing => {}
        }
    }
    Ok(module)
}

/// What a table line gives a name to.
enum Named {
    Atom(String, Atom),
    Import((Atom, Atom, u8), Import),
    Function((Atom, u8), Function),
    Nothing,
}

fn table_line(keyword: &str, r: &mut Reader<'_>, module: &mut Module) -> Parsed<Named> {
    match keyword {
        "atom" => {
            let text = r.quoted()?;
            module.atoms.push(text.clone());
            return Ok(Named::Atom(text, Atom(module.atoms.len() as u32 - 1)));
        }
        "import" => {
            let row: ImportRow = r.get()?;
            let key = (row.module, row.name, row.arity);
            module.imports.push(row);
            return Ok(Named::Import(key, Import(module.imports.len() as u32 - 1)));
        }
        "function" => {
            let row: FunctionRow = r.get()?;
            let key = (row.name, row.arity);
            module.functions.push(row);
            return Ok(Named::Function(
                key,
                Function(module.functions.len() as u32 - 1),
            ));
        }
        "literal" => module.literals.push(r.get()?),
        "lambda" => {
            let (function, arity, n_free) = (Function(r.number()?), r.number()?, r.number()?);
            module.lambdas.push(LambdaRow {
                function,
                arity,
                n_free,
            });
        }
        "file" => module.files.push(r.quoted()?),
        "line" => module.lines.push(r.get()?),
        "site" => module.sites.push(r.get()?),
        "fact" => module.facts.push(r.get()?),
        "attribute" => module.attributes.push((r.get()?, r.get()?)),
        "record" => module.records.push(RecordRow {
            definition: r.get()?,
            defaults: r.get()?,
        }),
        "on_load" => module.on_load = Some(Function(r.number()?)),
        "digest" => match r.hex()?.try_into() {
            Ok(digest) => module.digest = digest,
            Err(_) => return r.fault("16 bytes"),
        },
        "docs" => module.docs = r.hex()?,
        "debug" => module.debug = r.hex()?,
        _ => return r.fault("a table's name"),
    }
    Ok(Named::Nothing)
}

/// `L7:` or an op.
fn code_line(r: &mut Reader<'_>, module: &mut Module) -> Parsed<()> {
    let Some(Token::Word(word)) = r.tokens.peek().cloned() else {
        return r.fault("an op or a label");
    };
    let label = word
        .strip_prefix('L')
        .and_then(|rest| rest.parse::<usize>().ok());
    if let Some(label) = label {
        r.tokens.next();
        r.mark(':', "a colon")?;
        r.end()?;
        // Labels may come in any order, but not from nowhere.
        if label > module.labels.len() + (1 << 20) {
            return r.fault("a smaller label");
        }
        if module.labels.len() <= label {
            module.labels.resize(label + 1, 0);
        }
        module.labels[label] = module.code.len() as u32;
        return Ok(());
    }
    let op: Op = r.get()?;
    r.end()?;
    module.code.push(op);
    Ok(())
}

/// The text form of an operand or row.
trait Text: Sized {
    fn print(&self, p: &mut Printer<'_>);
    fn parse(r: &mut Reader<'_>) -> Parsed<Self>;
}

macro_rules! print_operand {
    (Dst, $x:ident, $p:ident) => {{
        $p.word("->");
        $p.put($x);
    }};
    (Fail, $x:ident, $p:ident) => {
        if let Some(label) = $x {
            $p.word("else");
            $p.put(label);
        }
    };
    (Label, $x:ident, $p:ident) => {{
        $p.put($x);
    }};
    ($kind:ident, $x:ident, $p:ident) => {
        $p.put($x)
    };
}

macro_rules! parse_operand {
    (Dst, $r:ident) => {{
        $r.mark('>', "->")?;
        $r.get::<Reg>()?
    }};
    (Fail, $r:ident) => {
        if $r.is_word("else") {
            Some($r.get::<Label>()?)
        } else {
            None
        }
    };
    ($kind:ident, $r:ident) => {
        $r.get::<$kind>()?
    };
}

macro_rules! op_text {
    ($($family:ident { $($(#[doc = $doc:literal])* $name:ident = $variant:ident { $($field:ident : $kind:ident),* } [$($effect:ident),*];)* })*) => {
        impl Text for Op {
            fn print(&self, p: &mut Printer<'_>) {
                match self { $($(Op::$variant { $($field),* } => {
                    $(print_operand!($kind, $field, p);)*
                    let _ = &p;
                }),*),* }
            }

            fn parse(r: &mut Reader<'_>) -> Parsed<Op> {
                let Some(Token::Word(word)) = r.tokens.next() else { return r.fault("an op") };
                let Some(opcode) = Opcode::by_name(&word) else { return r.fault("an op") };
                Ok(match opcode {
                    $($(Opcode::$variant => Op::$variant { $($field: parse_operand!($kind, r)),* }),*),*
                })
            }
        }

        impl Opcode {
            /// The op of that name.
            pub fn by_name(name: &str) -> Option<Opcode> {
                match name {
                    "move" => Some(Opcode::Move),
                    $($(stringify!($name) => Some(Opcode::$variant),)*)*
                    _ => None,
                }
            }
        }
    };
}

crate::for_each_op!(op_text);

/// Numbers with a mark before them.
macro_rules! marked {
    ($($name:ident = $mark:literal, $expected:literal;)*) => {
        $(impl Text for $name {
            fn print(&self, p: &mut Printer<'_>) {
                p.word($mark);
                let _ = write!(p.out, "{}", self.0);
            }

            fn parse(r: &mut Reader<'_>) -> Parsed<$name> {
                for mark in $mark.chars() {
                    r.mark(mark, $expected)?;
                }
                r.number().map($name)
            }
        })*
    };
}

marked! {
    Literal = "#", "a literal";
    Site = "@", "a site";
    Lambda = "^", "a lambda";
}

impl Text for Label {
    fn print(&self, p: &mut Printer<'_>) {
        p.word("L");
        let _ = write!(p.out, "{}", self.0);
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<Label> {
        r.lettered('L', "a label").map(Label)
    }
}

impl Text for Atom {
    fn print(&self, p: &mut Printer<'_>) {
        let module = p.module;
        match module.atoms.get(self.0 as usize) {
            Some(text) => p.quoted(text),
            None => p.word("'?'"),
        }
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<Atom> {
        let text = r.quoted()?;
        r.names
            .atoms
            .get(&text)
            .copied()
            .map_or_else(|| r.fault("an atom of the atom table"), Ok)
    }
}

impl Text for Function {
    fn print(&self, p: &mut Printer<'_>) {
        let module = p.module;
        if let Some(row) = module.functions.get(self.0 as usize) {
            p.put(&row.name);
            p.out.push('/');
            p.number(row.arity);
            let same = |other: &FunctionRow| (other.name, other.arity) == (row.name, row.arity);
            if module.functions.iter().position(same) != Some(self.0 as usize) {
                p.out.push('~');
                let _ = write!(p.out, "{}", self.0);
            }
        }
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<Function> {
        let name = r.get()?;
        r.mark('/', "/ and an arity")?;
        let arity = r.number()?;
        if r.is_mark('~') {
            return r.number().map(Function);
        }
        r.names
            .functions
            .get(&(name, arity))
            .copied()
            .map_or_else(|| r.fault("a function of this module"), Ok)
    }
}

impl Text for Import {
    fn print(&self, p: &mut Printer<'_>) {
        let module = p.module;
        if let Some(row) = module.imports.get(self.0 as usize) {
            p.put(row);
        }
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<Import> {
        let row: ImportRow = r.get()?;
        let key = (row.module, row.name, row.arity);
        r.names
            .imports
            .get(&key)
            .copied()
            .map_or_else(|| r.fault("a function of the import table"), Ok)
    }
}

impl Text for ImportRow {
    fn print(&self, p: &mut Printer<'_>) {
        p.put(&self.module);
        p.out.push(':');
        p.put(&self.name);
        p.out.push('/');
        p.number(self.arity);
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<ImportRow> {
        let module = r.get()?;
        r.mark(':', "a colon")?;
        let name = r.get()?;
        r.mark('/', "/ and an arity")?;
        Ok(ImportRow {
            module,
            name,
            arity: r.number()?,
        })
    }
}

impl Text for FunctionRow {
    fn print(&self, p: &mut Printer<'_>) {
        p.function(self);
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<FunctionRow> {
        let name = r.get()?;
        r.mark('/', "/ and an arity")?;
        let (arity, entry) = (r.number()?, r.get()?);
        let (start, end, line) = (r.number()?, r.number()?, r.number()?);
        Ok(FunctionRow {
            name,
            arity,
            entry,
            start,
            end,
            exported: r.is_word("exported"),
            line,
            result: if r.is_word("gives") {
                r.get()?
            } else {
                Fact::ANYTHING
            },
            copy_of: match r.is_word("copy") {
                true => Some(r.get()?),
                false => None,
            },
        })
    }
}

impl Text for u32 {
    fn print(&self, p: &mut Printer<'_>) {
        p.number(self);
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<u32> {
        r.number()
    }
}

impl Text for u16 {
    fn print(&self, p: &mut Printer<'_>) {
        p.number(self);
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<u16> {
        r.number()
    }
}

impl Text for i64 {
    fn print(&self, p: &mut Printer<'_>) {
        p.number(self);
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<i64> {
        r.number()
    }
}

impl<T: Text> Text for Option<T> {
    fn print(&self, p: &mut Printer<'_>) {
        match self {
            Some(value) => p.put(value),
            None => p.word("_"),
        }
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<Option<T>> {
        if r.is_word("_") {
            Ok(None)
        } else {
            r.get().map(Some)
        }
    }
}

impl<T: Text> Text for Vec<T> {
    fn print(&self, p: &mut Printer<'_>) {
        p.word("[");
        self.iter().for_each(|item| p.put(item));
        p.out.push(']');
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<Vec<T>> {
        r.mark('[', "a list")?;
        let mut list = Vec::new();
        while !r.is_mark(']') {
            list.push(r.get()?);
        }
        Ok(list)
    }
}

impl<A: Text, B: Text> Text for (A, B) {
    fn print(&self, p: &mut Printer<'_>) {
        p.put(&self.0);
        p.out.push('=');
        p.put(&self.1);
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<(A, B)> {
        let first = r.get()?;
        r.mark('=', "= and the other half of a pair")?;
        Ok((first, r.get()?))
    }
}

impl Text for Reg {
    fn print(&self, p: &mut Printer<'_>) {
        let (letter, n) = match self {
            Reg::X(n) => ("x", n),
            Reg::Y(n) => ("y", n),
        };
        p.word(letter);
        let _ = write!(p.out, "{n}");
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<Reg> {
        let Some(Token::Word(word)) = r.tokens.next() else {
            return r.fault("a register");
        };
        let x = word
            .strip_prefix('x')
            .and_then(|n| n.parse().ok())
            .map(Reg::X);
        let y = word
            .strip_prefix('y')
            .and_then(|n| n.parse().ok())
            .map(Reg::Y);
        x.or(y).map_or_else(|| r.fault("a register"), Ok)
    }
}

impl Text for Src {
    fn print(&self, p: &mut Printer<'_>) {
        match self {
            Src::Reg(reg) => p.put(reg),
            Src::Int(n) => p.number(n),
            Src::Atom(atom) => p.put(atom),
            Src::Nil => p.word("[]"),
            Src::Literal(literal) => p.put(literal),
        }
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<Src> {
        match r.tokens.peek() {
            Some(Token::Number(_)) => r.number().map(Src::Int),
            Some(Token::Quoted(_)) => r.get().map(Src::Atom),
            Some(Token::Mark('#')) => r.get().map(Src::Literal),
            Some(Token::Mark('[')) => {
                r.tokens.next();
                r.mark(']', "]")?;
                Ok(Src::Nil)
            }
            Some(Token::Mark(_) | Token::Word(_) | Token::Hex(_)) | None => r.get().map(Src::Reg),
        }
    }
}

macro_rules! choices {
    ($($name:ident)*) => {
        $(impl Text for $name {
            fn print(&self, p: &mut Printer<'_>) {
                let found = $name::CHOICES.iter().find(|(_, choice)| choice == self);
                p.word(found.map_or("?", |(text, _)| text));
            }

            fn parse(r: &mut Reader<'_>) -> Parsed<$name> {
                let Some(Token::Word(word)) = r.tokens.next() else { return r.fault("a word") };
                let found = $name::CHOICES.iter().find(|(text, _)| *text == word);
                found.map_or_else(|| r.fault("one of this operand's words"), |(_, choice)| Ok(*choice))
            }
        })*
    };
}

choices!(UtfKind InPlace SegmentKind FailKind);

impl Text for BitFlags {
    fn print(&self, p: &mut Printer<'_>) {
        p.word(if self.little { "little" } else { "big" });
        p.word(if self.signed { "signed" } else { "unsigned" });
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<BitFlags> {
        let little = r.is_word("little");
        if !little && !r.is_word("big") {
            return r.fault("big or little");
        }
        let signed = r.is_word("signed");
        if !signed && !r.is_word("unsigned") {
            return r.fault("signed or unsigned");
        }
        Ok(BitFlags { little, signed })
    }
}

impl Text for Segment {
    fn print(&self, p: &mut Printer<'_>) {
        p.word("(");
        p.put(&self.kind);
        p.put(&self.value);
        p.put(&self.size);
        p.number(self.unit);
        p.put(&self.flags);
        if self.covers != 1 {
            p.word("covers");
            p.number(self.covers);
        }
        p.out.push(')');
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<Segment> {
        r.mark('(', "a segment")?;
        let (kind, value, size) = (r.get()?, r.get()?, r.get()?);
        let (unit, flags) = (r.number()?, r.get()?);
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
    }
}

impl Text for LineRow {
    fn print(&self, p: &mut Printer<'_>) {
        p.number(self.file);
        p.number(self.line);
        if let Some(inlined) = &self.inlined {
            p.word("in");
            p.put(&ImportRow {
                module: inlined.module,
                name: inlined.name,
                arity: inlined.arity,
            });
            p.word("at");
            p.number(inlined.caller);
        }
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<LineRow> {
        let (file, line) = (r.number()?, r.number()?);
        let mut inlined = None;
        if r.is_word("in") {
            let ImportRow {
                module,
                name,
                arity,
            } = r.get()?;
            if !r.is_word("at") {
                return r.fault("at");
            }
            inlined = Some(Inlined {
                module,
                name,
                arity,
                caller: r.number()?,
            });
        }
        Ok(LineRow {
            file,
            line,
            inlined,
        })
    }
}

impl Text for SiteRow {
    fn print(&self, p: &mut Printer<'_>) {
        p.put(&self.live_x);
        p.put(&self.live_y);
        p.put(&self.frame);
        p.put(&self.handler);
        p.number(self.line);
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<SiteRow> {
        Ok(SiteRow {
            live_x: r.get()?,
            live_y: r.get()?,
            frame: r.get()?,
            handler: r.get()?,
            line: r.number()?,
        })
    }
}

impl Text for FactRow {
    fn print(&self, p: &mut Printer<'_>) {
        p.put(&self.label);
        p.put(&self.reg);
        p.put(&self.fact);
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<FactRow> {
        Ok(FactRow {
            label: r.get()?,
            reg: r.get()?,
            fact: r.get()?,
        })
    }
}

/// The words for types; those for many come first, and stand only where nothing more is said of one of the many.
const TYPES: &[(&str, u16)] = &[
    ("same", Fact::SAME | Fact::ANY),
    ("any", Fact::ANY),
    ("integer", Fact::INTEGER),
    ("float", Fact::FLOAT),
    ("atom", Fact::ATOM),
    ("nil", Fact::NIL),
    ("cons", Fact::CONS),
    ("tuple", Fact::TUPLE),
    ("map", Fact::MAP),
    ("bitstring", Fact::BITSTRING),
    ("fun", Fact::FUN),
    ("pid", Fact::PID),
    ("reference", Fact::REFERENCE),
    ("context", Fact::CONTEXT),
    ("other", Fact::OTHER),
];

/// `integer 0..9|tuple/2`, or `nothing`.
impl Text for Fact {
    fn print(&self, p: &mut Printer<'_>) {
        let plain = *self == Fact::of(self.types);
        p.word(if self.types == 0 { "nothing" } else { "" });
        let mut left = self.types;
        for (word, types) in TYPES {
            let fits = left & types == *types && (plain || types.count_ones() == 1);
            if !fits {
                continue;
            }
            if left != self.types {
                p.out.push('|');
            }
            left &= !types;
            p.out.push_str(word);
            if *types == Fact::INTEGER && self.range != Range::ALL {
                p.word("");
                p.range(self.range);
            }
            if let Some(arity) = self.arity.filter(|_| *types == Fact::TUPLE) {
                let _ = write!(p.out, "/{arity}");
            }
        }
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<Fact> {
        let mut fact = Fact::of(0);
        if r.is_word("nothing") {
            return Ok(fact);
        }
        loop {
            let Some(&(word, types)) = TYPES.iter().find(|(word, _)| r.is_word(word)) else {
                return r.fault("a type");
            };
            fact.types |= types;
            match word {
                "integer" => fact.range = r.range()?,
                "tuple" if r.is_mark('/') => fact.arity = Some(r.number()?),
                _ => {}
            }
            if !r.is_mark('|') {
                return Ok(fact);
            }
        }
    }
}

impl Text for LiteralNode {
    fn print(&self, p: &mut Printer<'_>) {
        match self {
            LiteralNode::Int(n) => {
                p.word("int");
                p.number(n);
            }
            LiteralNode::BigInt {
                negative,
                magnitude,
            } => {
                p.word(if *negative { "big_negative" } else { "big" });
                p.hex(magnitude);
            }
            LiteralNode::Float(x) => {
                p.word("float");
                p.hex(&x.to_bits().to_be_bytes());
            }
            LiteralNode::Atom(atom) => p.put(atom),
            LiteralNode::Nil => p.word("[]"),
            LiteralNode::List { elements, tail } => {
                p.word("list");
                p.put(elements);
                p.put(tail);
            }
            LiteralNode::Bytes(bytes) => {
                p.word("bytes");
                p.hex(bytes);
            }
            LiteralNode::Tuple(elements) => {
                p.word("tuple");
                p.put(elements);
            }
            LiteralNode::Map(pairs) => {
                p.word("map");
                p.put(pairs);
            }
            LiteralNode::Bits { bytes, bit_len } => {
                p.word("bits");
                p.hex(bytes);
                p.number(bit_len);
            }
            LiteralNode::ExternalFun {
                module,
                name,
                arity,
            } => {
                p.word("fun");
                p.put(&ImportRow {
                    module: *module,
                    name: *name,
                    arity: *arity,
                });
            }
        }
    }

    fn parse(r: &mut Reader<'_>) -> Parsed<LiteralNode> {
        if let Some(Token::Quoted(_)) = r.tokens.peek() {
            return r.get().map(LiteralNode::Atom);
        }
        if r.is_mark('[') {
            r.mark(']', "]")?;
            return Ok(LiteralNode::Nil);
        }
        let Some(Token::Word(word)) = r.tokens.next() else {
            return r.fault("a literal");
        };
        Ok(match word.as_str() {
            "int" => LiteralNode::Int(r.number()?),
            "big" => LiteralNode::BigInt {
                negative: false,
                magnitude: r.hex()?,
            },
            "big_negative" => LiteralNode::BigInt {
                negative: true,
                magnitude: r.hex()?,
            },
            "float" => match r.hex()?.try_into() {
                Ok(bytes) => LiteralNode::Float(f64::from_bits(u64::from_be_bytes(bytes))),
                Err(_) => return r.fault("8 bytes"),
            },
            "list" => LiteralNode::List {
                elements: r.get()?,
                tail: r.get()?,
            },
            "bytes" => LiteralNode::Bytes(r.hex()?),
            "tuple" => LiteralNode::Tuple(r.get()?),
            "map" => LiteralNode::Map(r.get()?),
            "bits" => LiteralNode::Bits {
                bytes: r.hex()?,
                bit_len: r.number::<i64>()? as u64,
            },
            "fun" => {
                let ImportRow {
                    module,
                    name,
                    arity,
                } = r.get()?;
                LiteralNode::ExternalFun {
                    module,
                    name,
                    arity,
                }
            }
            _ => return r.fault("a kind of literal"),
        })
    }
}
