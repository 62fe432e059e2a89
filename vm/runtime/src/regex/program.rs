//! Nodes to programs.
//!
//! What must stay true: a program is about as long as its pattern (repeats are counted, never unrolled); every jump stays inside it.

use super::charclass::{Set, other_case};
use super::parse::{Condition, Greed, GroupRef, NO_SUCH_GROUP, Node, Parsed, Place};
use super::{CompileError, Options};

/// What matches one character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum One {
    Char(u32),
    CharCaseless(u32),
    Any,
    AnyOrNewline,
    Set(usize),
}

/// Places in a program are indices. Registers are variables behind the slots of groups.
#[derive(Clone, Debug)]
pub enum Inst {
    One(One),
    AnyByte,
    Place(Place),
    Jump(usize),
    /// Goes on at the next instruction or, failing that, there.
    Split(usize),
    /// Goes on there or, failing that, at the next instruction.
    SplitAway(usize),
    Open(usize),
    Close(usize),
    BackRef(Box<[usize]>, bool),
    Many {
        one: One,
        min: usize,
        max: usize,
        greed: Greed,
    },
    LoopStart(usize),
    Loop {
        reg: usize,
        min: usize,
        max: usize,
        lazy: bool,
        exit: usize,
    },
    /// Counts a round, then its body follows.
    LoopEnter(usize),
    /// Keeps height of the stack and position in two registers.
    Mark(usize),
    /// Forgets alternatives since the mark.
    Cut(usize),
    /// The same and back to the marked position.
    CutBack(usize),
    /// A mark; failing before `NotEnd` goes on there.
    Not(usize, usize),
    NotEnd(usize),
    /// Goes back so many characters, as many as it can first.
    Back(usize, usize),
    /// Fails unless at the marked position.
    AtMark(usize),
    UnlessGroup(Box<[usize]>, usize),
    UnlessRecursion(Option<usize>, usize),
    Call(usize),
    KeepOut,
    NewlineSequence,
    Cluster,
    Fail,
    Accept,
    Commit,
    Prune,
    Skip,
    Match,
}

/// A compiled pattern.
#[derive(Debug)]
pub struct Program {
    pub insts: Vec<Inst>,
    pub sets: Vec<Set>,
    pub n_groups: usize,
    /// Names with their groups; sorted.
    pub names: Vec<(Vec<u8>, usize)>,
    pub n_vars: usize,
    /// Where each group begins.
    pub starts: Vec<usize>,
    pub options: Options,
    /// Matches at the beginning of the subject only.
    pub at_start: bool,
    /// The bytes a match may begin with.
    pub first: Option<Box<[bool; 256]>>,
    /// A byte that is in every match.
    pub required: Option<u8>,
    pub has_newline: bool,
}

impl Program {
    /// Groups of that name.
    pub fn named(&self, name: &[u8]) -> impl Iterator<Item = usize> {
        self.names
            .iter()
            .filter(move |(n, _)| n == name)
            .map(|(_, group)| *group)
    }

    /// The register in which the beginning of a group waits for its end.
    pub fn open_reg(&self, group: usize) -> usize {
        2 * (self.n_groups + 1) + group
    }
}

struct Generator<'p> {
    parsed: &'p Parsed,
    insts: Vec<Inst>,
    n_vars: usize,
    starts: Vec<usize>,
}

type Generate<T> = Result<T, CompileError>;

pub fn generate(mut parsed: Parsed) -> Generate<Program> {
    parsed.names.sort();
    let mut generator = Generator {
        parsed: &parsed,
        insts: Vec::new(),
        n_vars: 3 * (parsed.n_groups + 1),
        starts: vec![usize::MAX; parsed.n_groups + 1],
    };
    generator.starts[0] = 0;
    generator.node(&parsed.node)?;
    generator.insts.push(Inst::Match);
    let Generator {
        insts,
        n_vars,
        starts,
        ..
    } = generator;
    let mut first = Box::new([false; 256]);
    let may_be_empty = firsts(&parsed.node, &parsed, &mut first);
    let accepts = insts.iter().any(|inst| matches!(inst, Inst::Accept));
    let required = if accepts {
        None
    } else {
        required(&parsed.node)
    };
    Ok(Program {
        insts,
        n_vars,
        starts,
        at_start: begins_at_start(&parsed.node),
        first: (may_be_empty == Some(false) && !accepts).then_some(first),
        required,
        sets: parsed.sets,
        n_groups: parsed.n_groups,
        names: parsed.names,
        options: parsed.options,
        has_newline: parsed.has_newline,
    })
}

fn begins_at_start(node: &Node) -> bool {
    match node {
        Node::Place(Place::TextStart | Place::LineStart { multi: false }) => true,
        Node::Cat(all) => all.first().is_some_and(begins_at_start),
        Node::Alt(all) => all.iter().all(begins_at_start),
        Node::Group(_, inner) | Node::Atomic(inner) => begins_at_start(inner),
        _ => false,
    }
}

/// The last character, if it is ASCII, that must come in a match.
fn required(node: &Node) -> Option<u8> {
    match node {
        Node::Char(c, false) => u8::try_from(*c).ok().filter(u8::is_ascii),
        Node::Cat(all) => all.iter().rev().find_map(required),
        Node::Group(_, inner) | Node::Atomic(inner) => required(inner),
        Node::Repeat { node, min: 1.., .. } => required(node),
        _ => None,
    }
}

/// Adds the bytes with which a match may begin. True: it may be empty; nothing: it may begin with anything.
fn firsts(node: &Node, parsed: &Parsed, table: &mut [bool; 256]) -> Option<bool> {
    let utf = parsed.options.unicode;
    match node {
        Node::Char(c, caseless) => {
            let mut add = |c: u32| {
                if c < 128 || (!utf && c < 256) {
                    table[c as usize] = true;
                } else {
                    table[0xC0..].fill(true);
                }
            };
            add(*c);
            if *caseless {
                if let Some(other) = other_case(*c, utf) {
                    add(other);
                }
                // Letters outside ASCII may be equal to ones in it.
                if utf {
                    table[0xC0..].fill(true);
                }
                if utf && *c >= 128 {
                    table[usize::from(b'A')..=usize::from(b'z')].fill(true);
                }
            }
            Some(false)
        }
        Node::Set(i) => {
            let set = &parsed.sets[*i];
            for c in 0..if utf { 128 } else { 256 } {
                table[c as usize] |= set.has(c);
            }
            if utf {
                table[0xC0..].fill(true);
            }
            Some(false)
        }
        Node::Cat(all) => {
            for node in all {
                if !firsts(node, parsed, table)? {
                    return Some(false);
                }
            }
            Some(true)
        }
        Node::Alt(all) => all.iter().try_fold(false, |empty, node| {
            Some(firsts(node, parsed, table)? || empty)
        }),
        Node::Group(_, inner) | Node::Atomic(inner) => firsts(inner, parsed, table),
        Node::Repeat { node, min, .. } => Some(firsts(node, parsed, table)? || *min == 0),
        Node::Fail => Some(false),
        Node::Empty | Node::Place(_) | Node::Look { .. } => Some(true),
        _ => None,
    }
}

impl Generator<'_> {
    fn registers(&mut self, n: usize) -> usize {
        self.n_vars += n;
        self.n_vars - n
    }

    fn emit(&mut self, inst: Inst) -> usize {
        self.insts.push(inst);
        self.insts.len() - 1
    }

    fn here(&self) -> usize {
        self.insts.len()
    }

    fn groups(&self, group: &GroupRef, at: usize) -> Generate<Box<[usize]>> {
        let all: Vec<usize> = match group {
            GroupRef::Number(n @ 1..) if *n <= self.parsed.n_groups => vec![*n],
            GroupRef::Number(_) => Vec::new(),
            GroupRef::Name(name) => self
                .parsed
                .names
                .iter()
                .filter(|(n, _)| n == name)
                .map(|(_, group)| *group)
                .collect(),
        };
        if all.is_empty() {
            return Err(CompileError {
                text: NO_SUCH_GROUP,
                at,
            });
        }
        Ok(all.into())
    }

    fn one(&self, node: &Node) -> Option<One> {
        Some(match node {
            Node::Char(c, true)
                if self.parsed.options.unicode && *c >= 128
                    || matches!(node, Node::Char(c, true) if other_case(*c, false).is_some()) =>
            {
                One::CharCaseless(*c)
            }
            Node::Char(c, _) => One::Char(*c),
            Node::Any(false) => One::Any,
            Node::Any(true) => One::AnyOrNewline,
            Node::Set(i) => One::Set(*i),
            _ => return None,
        })
    }

    fn node(&mut self, node: &Node) -> Generate<()> {
        if let Some(one) = self.one(node) {
            self.emit(Inst::One(one));
            return Ok(());
        }
        match node {
            Node::Empty | Node::Char(..) | Node::Any(_) | Node::Set(_) => {}
            Node::AnyByte => {
                self.emit(Inst::AnyByte);
            }
            Node::Place(place) => {
                self.emit(Inst::Place(*place));
            }
            Node::Cat(all) => {
                for node in all {
                    self.node(node)?;
                }
            }
            Node::Alt(all) => self.alternatives(all, |this, node| this.node(node))?,
            Node::Group(n, inner) => {
                let start = self.emit(Inst::Open(*n));
                if self.starts[*n] == usize::MAX {
                    self.starts[*n] = start;
                }
                self.node(inner)?;
                self.emit(Inst::Close(*n));
            }
            Node::Repeat {
                node,
                min,
                max,
                greed,
            } => self.repeat(node, *min, *max, *greed)?,
            Node::BackRef(group, caseless, at) => {
                let groups = self.groups(group, *at)?;
                self.emit(Inst::BackRef(groups, *caseless));
            }
            Node::Look {
                ahead,
                negated,
                node,
                at,
            } => self.look(*ahead, *negated, node, *at)?,
            Node::Atomic(inner) => {
                let reg = self.registers(2);
                self.emit(Inst::Mark(reg));
                self.node(inner)?;
                self.emit(Inst::Cut(reg));
            }
            Node::If(condition, yes, no) => self.conditional(condition, yes, no)?,
            Node::Call(group, at) => {
                let group = match group {
                    GroupRef::Number(0) => 0,
                    _ => self.groups(group, *at)?[0],
                };
                self.emit(Inst::Call(group));
            }
            Node::KeepOut => {
                self.emit(Inst::KeepOut);
            }
            Node::NewlineSequence => {
                self.emit(Inst::NewlineSequence);
            }
            Node::Cluster => {
                self.emit(Inst::Cluster);
            }
            Node::Fail => {
                self.emit(Inst::Fail);
            }
            Node::Accept => {
                self.emit(Inst::Accept);
            }
            Node::Commit => {
                self.emit(Inst::Commit);
            }
            Node::Prune => {
                self.emit(Inst::Prune);
            }
            Node::Skip => {
                self.emit(Inst::Skip);
            }
        }
        Ok(())
    }

    fn alternatives(
        &mut self,
        all: &[Node],
        mut each: impl FnMut(&mut Self, &Node) -> Generate<()>,
    ) -> Generate<()> {
        let mut ends = Vec::new();
        for (i, node) in all.iter().enumerate() {
            if i + 1 == all.len() {
                each(self, node)?;
                break;
            }
            let split = self.emit(Inst::Fail);
            each(self, node)?;
            ends.push(self.emit(Inst::Fail));
            self.insts[split] = Inst::Split(self.here());
        }
        let end = self.here();
        for jump in ends {
            self.insts[jump] = Inst::Jump(end);
        }
        Ok(())
    }

    fn repeat(&mut self, node: &Node, min: u32, max: Option<u32>, greed: Greed) -> Generate<()> {
        let limit = max.map_or(usize::MAX, |max| max as usize);
        if let Some(one) = self.one(node) {
            self.emit(Inst::Many {
                one,
                min: min as usize,
                max: limit,
                greed,
            });
            return Ok(());
        }
        if limit == 0 {
            // Never entered, but it may be called.
            let jump = self.emit(Inst::Fail);
            self.node(node)?;
            self.insts[jump] = Inst::Jump(self.here());
            return Ok(());
        }
        let mark = (greed == Greed::Possessive).then(|| self.registers(2));
        if let Some(reg) = mark {
            self.emit(Inst::Mark(reg));
        }
        self.rounds(node, min as usize, limit, greed == Greed::Lazy)?;
        if let Some(reg) = mark {
            self.emit(Inst::Cut(reg));
        }
        Ok(())
    }

    fn rounds(&mut self, node: &Node, min: usize, max: usize, lazy: bool) -> Generate<()> {
        if (min, max) == (1, 1) {
            return self.node(node);
        }
        if (min, max) == (0, 1) {
            let split = self.emit(Inst::Fail);
            self.node(node)?;
            let end = self.here();
            self.insts[split] = if lazy {
                Inst::SplitAway(end)
            } else {
                Inst::Split(end)
            };
            return Ok(());
        }
        let reg = self.registers(2);
        self.emit(Inst::LoopStart(reg));
        let head = self.emit(Inst::Fail);
        self.emit(Inst::LoopEnter(reg));
        self.node(node)?;
        self.emit(Inst::Jump(head));
        self.insts[head] = Inst::Loop {
            reg,
            min,
            max,
            lazy,
            exit: self.here(),
        };
        Ok(())
    }

    fn look(&mut self, ahead: bool, negated: bool, node: &Node, at: usize) -> Generate<()> {
        let reg = self.registers(2);
        let start = self.emit(Inst::Mark(reg));
        if ahead {
            self.node(node)?;
        } else {
            let all = match node {
                Node::Alt(all) => all.as_slice(),
                one => std::slice::from_ref(one),
            };
            self.alternatives(all, |this, node| {
                let (min, max) = width(node, at)?;
                this.emit(Inst::Back(min, max));
                this.node(node)?;
                this.emit(Inst::AtMark(reg));
                Ok(())
            })?;
        }
        if negated {
            self.emit(Inst::NotEnd(reg));
            self.insts[start] = Inst::Not(reg, self.here());
        } else {
            self.emit(Inst::CutBack(reg));
        }
        Ok(())
    }

    fn conditional(&mut self, condition: &Condition, yes: &Node, no: &Node) -> Generate<()> {
        let mut test = None;
        match condition {
            Condition::Define => {
                let jump = self.emit(Inst::Fail);
                self.node(yes)?;
                self.insts[jump] = Inst::Jump(self.here());
                return Ok(());
            }
            Condition::Look(look) => {
                let Node::Look {
                    ahead,
                    negated,
                    node,
                    at,
                } = &**look
                else {
                    return Ok(());
                };
                return self.if_look((*ahead, *negated, node, *at), yes, no);
            }
            Condition::Group(group, at) => {
                let groups = self.groups(group, *at)?;
                test = Some(Inst::UnlessGroup(groups, 0));
            }
            Condition::Recursion(group) => {
                let group = match group {
                    None => None,
                    Some(group) => Some(self.groups(group, 0)?[0]),
                };
                test = test.or(Some(Inst::UnlessRecursion(group, 0)));
            }
        }
        let place = self.emit(Inst::Fail);
        self.node(yes)?;
        let jump = self.emit(Inst::Fail);
        let otherwise = self.here();
        self.node(no)?;
        self.insts[jump] = Inst::Jump(self.here());
        self.insts[place] = match test {
            Some(Inst::UnlessGroup(groups, _)) => Inst::UnlessGroup(groups, otherwise),
            Some(Inst::UnlessRecursion(group, _)) => Inst::UnlessRecursion(group, otherwise),
            _ => Inst::Fail,
        };
        Ok(())
    }

    /// `not(yes-look)` chooses: the look is tried as a negated one, whose failing leads to `yes`.
    fn if_look(
        &mut self,
        (ahead, negated, node, at): (bool, bool, &Node, usize),
        yes: &Node,
        no: &Node,
    ) -> Generate<()> {
        // An atomic choice: (?:(?=look)A|(?!look)B), the look run once each way.
        let split = self.emit(Inst::Fail);
        self.look(ahead, negated, node, at)?;
        self.node(yes)?;
        let jump = self.emit(Inst::Fail);
        self.insts[split] = Inst::Split(self.here());
        self.look(ahead, !negated, node, at)?;
        self.node(no)?;
        self.insts[jump] = Inst::Jump(self.here());
        Ok(())
    }
}

/// The longest lookbehind whose branches may differ in length.
const MAX_VARIABLE: usize = 255;

/// The least and greatest number of characters.
fn width(node: &Node, at: usize) -> Generate<(usize, usize)> {
    let (min, max) = widths(node).ok_or(CompileError {
        text: "length of lookbehind assertion is not limited",
        at,
    })?;
    if max > 65535 {
        return Err(CompileError {
            text: "lookbehind assertion is too long",
            at,
        });
    }
    if min != max && max > MAX_VARIABLE {
        return Err(CompileError {
            text: "branch too long in variable-length lookbehind assertion",
            at,
        });
    }
    Ok((min, max))
}

fn widths(node: &Node) -> Option<(usize, usize)> {
    match node {
        Node::Char(..) | Node::Any(_) | Node::Set(_) => Some((1, 1)),
        Node::Cat(all) => all.iter().try_fold((0usize, 0usize), |(min, max), node| {
            let (a, b) = widths(node)?;
            Some((min.checked_add(a)?, max.checked_add(b)?))
        }),
        Node::Alt(all) => all.iter().try_fold((usize::MAX, 0), |(min, max), node| {
            let (a, b) = widths(node)?;
            Some((min.min(a), max.max(b)))
        }),
        Node::Group(_, inner) | Node::Atomic(inner) => widths(inner),
        Node::Repeat { node, min, max, .. } => {
            let (a, b) = widths(node)?;
            Some((
                a.checked_mul(*min as usize)?,
                b.checked_mul((*max)? as usize)?,
            ))
        }
        Node::If(_, yes, no) => {
            let (a, b) = widths(yes)?;
            let (c, d) = widths(no)?;
            Some((a.min(c), b.max(d)))
        }
        Node::NewlineSequence => Some((1, 2)),
        Node::AnyByte | Node::BackRef(..) | Node::Call(..) | Node::Cluster => None,
        _ => Some((0, 0)),
    }
}
