//! Runs programs: a backtracking machine whose stack is on the heap.
//!
//! What must stay true: each change of a variable leaves an entry on the stack that takes it back; so going back to an alternative is
//! popping down to it. All state is here: `run` can stop after any instruction.

use super::Newline;
use super::charclass::same_letter;
use super::parse::{Greed, Place};
use super::program::{Inst, One, Program};

/// "Not set".
pub const NONE: usize = usize::MAX;

/// Entries on the stack.
const MAX_STACK: usize = 8 << 20;

#[derive(Clone, Debug)]
pub struct MatchOptions {
    pub offset: usize,
    pub anchored: bool,
    pub notbol: bool,
    pub noteol: bool,
    pub notempty: bool,
    pub notempty_atstart: bool,
    pub match_limit: u64,
    pub depth_limit: u64,
}

impl Default for MatchOptions {
    fn default() -> Self {
        MatchOptions {
            offset: 0,
            anchored: false,
            notbol: false,
            noteol: false,
            notempty: false,
            notempty_atstart: false,
            match_limit: 10_000_000,
            depth_limit: 10_000_000,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    Match,
    NoMatch,
    Paused,
    MatchLimit,
    DepthLimit,
}

/// What to come back to, or to take back.
enum Entry {
    Branch {
        pc: usize,
        pos: usize,
    },
    /// Characters taken that can be given back, to `low`.
    Greedy {
        pc: usize,
        low: usize,
        pos: usize,
    },
    /// So many more may be taken.
    Lazy {
        pc: usize,
        pos: usize,
        more: usize,
    },
    Var(usize, usize),
    Vars(Box<[usize]>),
    Called,
    Returned(Box<Frame>),
}

impl Entry {
    fn is_alternative(&self) -> bool {
        matches!(
            self,
            Entry::Branch { .. } | Entry::Greedy { .. } | Entry::Lazy { .. }
        )
    }
}

#[derive(Clone)]
struct Frame {
    group: usize,
    back: usize,
    pos: usize,
    vars: Box<[usize]>,
}

pub struct Matcher {
    /// Slots of groups (start, end), then registers.
    vars: Vec<usize>,
    stack: Vec<Entry>,
    calls: Vec<Frame>,
    pc: usize,
    pos: usize,
    /// Where the match begins that is tried.
    start: usize,
    trying: bool,
    /// No other start is to be tried.
    committed: bool,
    skip_to: Option<usize>,
    /// Where the byte is that must come, if it was looked for.
    required_at: Option<usize>,
    tried: u64,
    options: MatchOptions,
}

impl Matcher {
    pub fn new(program: &Program, options: MatchOptions) -> Matcher {
        Matcher {
            vars: vec![NONE; program.n_vars],
            stack: Vec::new(),
            calls: Vec::new(),
            pc: 0,
            pos: options.offset,
            start: options.offset,
            trying: false,
            committed: false,
            skip_to: None,
            required_at: None,
            tried: 0,
            options,
        }
    }

    /// Start and end of a group that was set.
    pub fn group(&self, n: usize) -> Option<(usize, usize)> {
        let (start, end) = (*self.vars.get(2 * n)?, *self.vars.get(2 * n + 1)?);
        (start != NONE && end != NONE).then_some((start, end))
    }

    /// Goes on for about `budget` instructions. The subject is the same each time.
    pub fn run(&mut self, program: &Program, subject: &[u8], budget: &mut i64) -> Progress {
        let text = Text {
            bytes: subject,
            unicode: program.options.unicode,
            newline: program.options.newline,
        };
        loop {
            if !self.trying && !self.begin(program, text) {
                return Progress::NoMatch;
            }
            loop {
                if *budget <= 0 {
                    return Progress::Paused;
                }
                *budget -= 1;
                match self.step(program, text, budget) {
                    Step::On => {}
                    Step::Fail => {
                        if !self.backtrack(program, text) {
                            break;
                        }
                    }
                    Step::Match => return Progress::Match,
                }
                if self.tried > self.options.match_limit {
                    return Progress::MatchLimit;
                }
                if self.stack.len() > MAX_STACK
                    || (self.stack.len() / 4) as u64 > self.options.depth_limit
                {
                    return Progress::DepthLimit;
                }
            }
            if !self.next_start(program, text) {
                return Progress::NoMatch;
            }
        }
    }

    /// Finds the next place where a match may begin, from `start` on.
    fn begin(&mut self, program: &Program, text: Text<'_>) -> bool {
        let anchored = program.options.anchored || self.options.anchored;
        if program.at_start && self.start > 0 {
            return false;
        }
        if let Some(first) = &program.first {
            let rest = &text.bytes[self.start..];
            let found = rest.iter().position(|&b| first[usize::from(b)]);
            match found {
                Some(0) => {}
                Some(n) if !anchored => self.start += n,
                _ => return false,
            }
        }
        if let Some(byte) = program.required
            && self.required_at.is_none_or(|at| at < self.start)
        {
            match memchr::memchr(byte, &text.bytes[self.start..]) {
                Some(n) => self.required_at = Some(self.start + n),
                None => return false,
            }
        }
        if program.options.firstline && self.first_line_end(text) < self.start {
            return false;
        }
        self.vars.fill(NONE);
        self.stack.clear();
        self.calls.clear();
        self.pc = 0;
        self.pos = self.start;
        self.vars[0] = self.start;
        self.trying = true;
        self.tried += 1;
        true
    }

    fn first_line_end(&self, text: Text<'_>) -> usize {
        (self.options.offset..text.bytes.len())
            .find(|&at| text.newline_at(at).is_some())
            .unwrap_or(text.bytes.len())
    }

    fn next_start(&mut self, program: &Program, text: Text<'_>) -> bool {
        self.trying = false;
        if self.committed || program.options.anchored || self.options.anchored {
            return false;
        }
        if let Some(to) = self.skip_to.take()
            && to > self.start
        {
            self.start = to;
            return true;
        }
        let Some((c, len)) = text.char_at(self.start) else {
            return false;
        };
        self.start += len;
        if c == 13
            && text.newline.is_wide()
            && !program.has_newline
            && text.bytes.get(self.start) == Some(&10)
        {
            self.start += 1;
        }
        true
    }

    fn set(&mut self, var: usize, value: usize) {
        let old = std::mem::replace(&mut self.vars[var], value);
        if old != value {
            self.stack.push(Entry::Var(var, old));
        }
    }

    fn branch(&mut self, pc: usize, pos: usize) {
        self.tried += 1;
        self.stack.push(Entry::Branch { pc, pos });
    }

    /// Takes an entry's change back.
    fn undo(&mut self, entry: Entry) {
        match entry {
            Entry::Var(var, old) => self.vars[var] = old,
            Entry::Vars(old) => self.vars.copy_from_slice(&old),
            Entry::Called => {
                self.calls.pop();
            }
            Entry::Returned(frame) => self.calls.push(*frame),
            Entry::Branch { .. } | Entry::Greedy { .. } | Entry::Lazy { .. } => {}
        }
    }

    /// Goes to the last alternative; false: there is none.
    fn backtrack(&mut self, program: &Program, text: Text<'_>) -> bool {
        while let Some(entry) = self.stack.pop() {
            match entry {
                Entry::Branch { pc, pos } => {
                    (self.pc, self.pos) = (pc, pos);
                    return true;
                }
                Entry::Greedy { pc, low, pos } => {
                    self.tried += 1;
                    let pos = text.before(pos);
                    if pos > low {
                        self.stack.push(Entry::Greedy { pc, low, pos });
                    }
                    (self.pc, self.pos) = (pc, pos);
                    return true;
                }
                Entry::Lazy { pc, pos, more } => {
                    self.tried += 1;
                    let Inst::Many { one, .. } = &program.insts[pc] else {
                        continue;
                    };
                    let Some(after) = text.one(program, *one, pos) else {
                        continue;
                    };
                    if more > 1 {
                        self.stack.push(Entry::Lazy {
                            pc,
                            pos: after,
                            more: more - 1,
                        });
                    }
                    (self.pc, self.pos) = (pc + 1, after);
                    return true;
                }
                other => self.undo(other),
            }
        }
        false
    }

    /// Drops alternatives above a height; what is to be taken back stays.
    fn cut(&mut self, height: usize) {
        let mut kept = height;
        for i in height..self.stack.len() {
            if !self.stack[i].is_alternative() {
                self.stack.swap(i, kept);
                kept += 1;
            }
        }
        self.stack.truncate(kept);
    }

    fn mark(&mut self, reg: usize) {
        self.set(reg + 1, self.pos);
        // The entry that this leaves is below the mark.
        let old = self.vars[reg];
        self.stack.push(Entry::Var(reg, old));
        self.vars[reg] = self.stack.len();
    }

    fn step(&mut self, program: &Program, text: Text<'_>, budget: &mut i64) -> Step {
        let inst = &program.insts[self.pc];
        self.pc += 1;
        match inst {
            Inst::One(one) => return self.go(text.one(program, *one, self.pos)),
            Inst::AnyByte => {
                let after = (self.pos < text.bytes.len()).then_some(self.pos + 1);
                return self.go(after);
            }
            Inst::Place(place) => {
                if !self.is_at(*place, program, text) {
                    return Step::Fail;
                }
            }
            Inst::Jump(to) => self.pc = *to,
            Inst::Split(other) => self.branch(*other, self.pos),
            Inst::SplitAway(other) => {
                self.branch(self.pc, self.pos);
                self.pc = *other;
            }
            Inst::Open(n) => self.set(program.open_reg(*n), self.pos),
            Inst::Close(n) => self.close(program, *n),
            Inst::BackRef(groups, caseless) => return self.back_ref(text, groups, *caseless),
            Inst::Many {
                one,
                min,
                max,
                greed,
            } => return self.many(program, text, (*one, *min, *max, *greed), budget),
            Inst::LoopStart(reg) => {
                self.set(*reg, 0);
                self.set(*reg + 1, NONE);
            }
            Inst::Loop {
                reg,
                min,
                max,
                lazy,
                exit,
            } => self.round(*reg, *min, *max, *lazy, *exit),
            Inst::LoopEnter(reg) => {
                self.set(*reg, self.vars[*reg].saturating_add(1));
                self.set(*reg + 1, self.pos);
            }
            Inst::Mark(reg) => self.mark(*reg),
            Inst::Cut(reg) => self.cut(self.vars[*reg]),
            Inst::CutBack(reg) => {
                self.cut(self.vars[*reg]);
                self.pos = self.vars[*reg + 1];
            }
            Inst::Not(reg, after) => {
                self.mark(*reg);
                self.branch(*after, self.pos);
            }
            Inst::NotEnd(reg) => {
                let height = self.vars[*reg];
                while self.stack.len() > height
                    && let Some(entry) = self.stack.pop()
                {
                    self.undo(entry);
                }
                return Step::Fail;
            }
            Inst::Back(min, max) => return self.back(text, *min, *max),
            Inst::AtMark(reg) => {
                if self.pos != self.vars[*reg + 1] {
                    return Step::Fail;
                }
            }
            Inst::UnlessGroup(groups, otherwise) => {
                if !groups.iter().any(|&n| self.group(n).is_some()) {
                    self.pc = *otherwise;
                }
            }
            Inst::UnlessRecursion(group, otherwise) => {
                let is = match (self.calls.last(), group) {
                    (None, _) => false,
                    (Some(_), None) => true,
                    (Some(frame), Some(group)) => frame.group == *group,
                };
                if !is {
                    self.pc = *otherwise;
                }
            }
            Inst::Call(group) => return self.call(program, *group),
            Inst::KeepOut => self.set(0, self.pos),
            Inst::NewlineSequence => {
                return self.go(text.newline_sequence(self.pos, program.options.bsr_anycrlf));
            }
            Inst::Cluster => return self.go(text.cluster(self.pos)),
            Inst::Fail => return Step::Fail,
            Inst::Commit => {
                self.committed = true;
                self.stack.retain(|entry| !entry.is_alternative());
            }
            Inst::Prune => self.stack.retain(|entry| !entry.is_alternative()),
            Inst::Skip => {
                self.skip_to = Some(self.pos);
                self.stack.retain(|entry| !entry.is_alternative());
            }
            Inst::Match if self.calls.last().is_some_and(|f| f.group == 0) => self.come_back(),
            Inst::Match | Inst::Accept => return self.accept(),
        }
        Step::On
    }

    fn go(&mut self, to: Option<usize>) -> Step {
        match to {
            Some(pos) => {
                self.pos = pos;
                Step::On
            }
            None => Step::Fail,
        }
    }

    fn accept(&mut self) -> Step {
        let start = self.vars[0];
        let empty = self.pos == start;
        if empty
            && (self.options.notempty
                || (self.options.notempty_atstart && start == self.options.offset))
        {
            return Step::Fail;
        }
        self.vars[1] = self.pos;
        Step::Match
    }

    fn close(&mut self, program: &Program, n: usize) {
        let start = self.vars[program.open_reg(n)];
        self.set(2 * n, start);
        self.set(2 * n + 1, self.pos);
        if self.calls.last().is_some_and(|frame| frame.group == n) {
            self.come_back();
        }
    }

    fn call(&mut self, program: &Program, group: usize) -> Step {
        // The same call at the same place would never end.
        let looping = self
            .calls
            .iter()
            .rev()
            .take_while(|frame| frame.pos == self.pos)
            .any(|frame| frame.group == group);
        let start = program.starts[group];
        if looping || start == NONE {
            return Step::Fail;
        }
        self.calls.push(Frame {
            group,
            back: self.pc,
            pos: self.pos,
            vars: self.vars.clone().into(),
        });
        self.stack.push(Entry::Called);
        self.tried += 1;
        self.pc = start;
        Step::On
    }

    /// Ends a call: groups are as before it.
    fn come_back(&mut self) {
        if let Some(frame) = self.calls.pop() {
            let kept: Box<[usize]> = self.vars.clone().into();
            self.vars.copy_from_slice(&frame.vars);
            self.pc = frame.back;
            self.stack.push(Entry::Vars(kept));
            self.stack.push(Entry::Returned(Box::new(frame)));
        }
    }

    fn round(&mut self, reg: usize, min: usize, max: usize, lazy: bool, exit: usize) {
        let count = self.vars[reg];
        if count < min {
            return;
        }
        // A round that took nothing is the last.
        if count >= max || self.vars[reg + 1] == self.pos {
            self.pc = exit;
        } else if lazy {
            self.branch(self.pc, self.pos);
            self.pc = exit;
        } else {
            self.branch(exit, self.pos);
        }
    }

    fn many(
        &mut self,
        program: &Program,
        text: Text<'_>,
        (one, min, max, greed): (One, usize, usize, Greed),
        budget: &mut i64,
    ) -> Step {
        let wanted = if greed == Greed::Lazy { min } else { max };
        let mut low = self.pos;
        let mut pos = self.pos;
        let mut n = 0;
        while n < wanted
            && let Some(after) = text.one(program, one, pos)
        {
            n += 1;
            pos = after;
            if n == min {
                low = pos;
            }
        }
        *budget -= (n / 8) as i64;
        if n < min {
            return Step::Fail;
        }
        match greed {
            Greed::Lazy if max > min => self.stack.push(Entry::Lazy {
                pc: self.pc - 1,
                pos,
                more: max - min,
            }),
            Greed::Greedy if pos > low => self.stack.push(Entry::Greedy {
                pc: self.pc,
                low,
                pos,
            }),
            _ => {}
        }
        self.pos = pos;
        Step::On
    }

    fn back(&mut self, text: Text<'_>, min: usize, max: usize) -> Step {
        let mut pos = self.pos;
        for n in 0..=max {
            if n > min {
                self.branch(self.pc, self.pos);
            }
            if n >= min {
                self.pos = pos;
            }
            if n < max {
                if pos == 0 {
                    return if n >= min { Step::On } else { Step::Fail };
                }
                pos = text.before(pos);
            }
        }
        Step::On
    }

    fn back_ref(&mut self, text: Text<'_>, groups: &[usize], caseless: bool) -> Step {
        let Some((start, end)) = groups.iter().find_map(|&n| self.group(n)) else {
            return Step::Fail;
        };
        if !caseless {
            let wanted = &text.bytes[start..end];
            let same = text.bytes[self.pos..].starts_with(wanted);
            return self.go(same.then_some(self.pos + wanted.len()));
        }
        let mut at = start;
        let mut pos = self.pos;
        while at < end {
            match (text.char_at(at), text.char_at(pos)) {
                (Some((a, n)), Some((b, m))) if same_letter(a, b, text.unicode) => {
                    at += n;
                    pos += m;
                }
                _ => return Step::Fail,
            }
        }
        self.go(Some(pos))
    }

    fn is_at(&self, place: Place, program: &Program, text: Text<'_>) -> bool {
        let (pos, end) = (self.pos, text.bytes.len());
        let before_last_newline = || text.newline_at(pos).is_some_and(|len| pos + len == end);
        match place {
            Place::LineStart { multi } => {
                (pos == 0 && !self.options.notbol)
                    || (multi && pos > 0 && pos < end && text.newline_before(pos))
            }
            Place::LineEnd { multi: true } => {
                if pos == end {
                    !self.options.noteol
                } else {
                    text.newline_at(pos).is_some()
                }
            }
            Place::LineEnd { multi: false } => {
                !self.options.noteol
                    && (pos == end || (!program.options.dollar_endonly && before_last_newline()))
            }
            Place::TextStart => pos == 0,
            Place::TextEnd => pos == end,
            Place::TextEndOrNewline => pos == end || before_last_newline(),
            Place::SearchStart => pos == self.options.offset,
            Place::Boundary | Place::NoBoundary => {
                let ucp = program.options.ucp;
                let word = |c: Option<(u32, usize)>| {
                    c.is_some_and(|(c, _)| super::charclass::Kind::Word.has(c, ucp))
                };
                let before = pos > 0 && word(text.char_at(text.before(pos)));
                (before != word(text.char_at(pos))) == (place == Place::Boundary)
            }
        }
    }
}

enum Step {
    On,
    Fail,
    Match,
}

/// A subject and how to read it. In UTF mode it is known to be well formed.
#[derive(Clone, Copy)]
struct Text<'t> {
    bytes: &'t [u8],
    unicode: bool,
    newline: Newline,
}

impl Text<'_> {
    #[inline]
    fn char_at(self, pos: usize) -> Option<(u32, usize)> {
        let first = u32::from(*self.bytes.get(pos)?);
        if first < 0x80 || !self.unicode {
            return Some((first, 1));
        }
        let tail = |i: usize| self.bytes.get(pos + i).map_or(0, |b| u32::from(b & 0x3F));
        Some(match first {
            0xF0.. => (
                (first & 7) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3),
                4,
            ),
            0xE0.. => ((first & 15) << 12 | tail(1) << 6 | tail(2), 3),
            _ => ((first & 31) << 6 | tail(1), 2),
        })
        .filter(|(_, len)| pos + len <= self.bytes.len())
    }

    /// Where the character before begins. There is one.
    fn before(self, pos: usize) -> usize {
        let mut pos = pos.saturating_sub(1);
        while self.unicode && pos > 0 && self.bytes[pos] & 0xC0 == 0x80 {
            pos -= 1;
        }
        pos
    }

    /// Where the character ends, if it is one of those.
    #[inline]
    fn one(self, program: &Program, one: One, pos: usize) -> Option<usize> {
        let (c, len) = self.char_at(pos)?;
        let is = match one {
            One::Char(wanted) => c == wanted,
            One::CharCaseless(wanted) => same_letter(c, wanted, self.unicode),
            One::Any => self.newline_at(pos).is_none(),
            One::AnyOrNewline => true,
            One::Set(set) => program.sets[set].has(c),
        };
        is.then_some(pos + len)
    }

    /// The length of the newline here.
    #[inline]
    fn newline_at(self, pos: usize) -> Option<usize> {
        let (c, len) = self.char_at(pos)?;
        let crlf = c == 13 && self.bytes.get(pos + 1) == Some(&10);
        match self.newline {
            Newline::Lf => (c == 10).then_some(1),
            Newline::Cr => (c == 13).then_some(1),
            Newline::Nul => (c == 0).then_some(1),
            Newline::CrLf => crlf.then_some(2),
            Newline::AnyCrLf | Newline::Any if crlf => Some(2),
            Newline::AnyCrLf => matches!(c, 10 | 13).then_some(1),
            Newline::Any => matches!(c, 10..=13 | 0x85 | 0x2028 | 0x2029).then_some(len),
        }
    }

    /// Does a newline end here?
    fn newline_before(self, pos: usize) -> bool {
        let at = self.before(pos);
        match self.newline {
            Newline::CrLf => pos >= 2 && self.newline_at(pos - 2) == Some(2),
            // Between CR and LF no newline has ended yet.
            _ => self.newline_at(at).is_some_and(|len| at + len == pos),
        }
    }

    fn newline_sequence(self, pos: usize, few: bool) -> Option<usize> {
        let (c, len) = self.char_at(pos)?;
        if c == 13 && self.bytes.get(pos + 1) == Some(&10) {
            return Some(pos + 2);
        }
        let is = match c {
            10 | 13 => true,
            11 | 12 | 0x85 | 0x2028 | 0x2029 => !few,
            _ => false,
        };
        is.then_some(pos + len)
    }

    /// A character with the marks on it.
    fn cluster(self, pos: usize) -> Option<usize> {
        let (c, len) = self.char_at(pos)?;
        let mut end = pos + len;
        if c == 13 {
            return Some(end + usize::from(self.bytes.get(end) == Some(&10)));
        }
        let mark = super::charclass::Property::Mark;
        let mut joined = false;
        while let Some((c, len)) = self.char_at(end) {
            if !(self.unicode && (mark.has(c) || c == 0x200D || joined)) {
                break;
            }
            joined = c == 0x200D;
            end += len;
        }
        Some(end)
    }
}
