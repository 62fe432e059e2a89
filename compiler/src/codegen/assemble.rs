//! The last step for a function: drop what is never reached or never read, reserve heap, fill in the live sets of the sites,
//! resolve labels.
//!
//! Live sets are computed here, on ops with real registers, so that they are exact whatever the steps before did. What an op does to
//! the set of live registers, read backwards:
//!
//! - it writes its destinations and reads its sources;
//! - a call reads its argument registers and loses every X register;
//! - an op that may raise, in reach of a handler, reads the Y registers that are live at the handler's label.

use super::emit::{Draft, Item, Signature};
use super::tables::Tables;
use purlin_isa::module::{Fact, FactRow, SiteRow};
use purlin_isa::op::{Effects, Op};
use purlin_isa::operand::*;
use purlin_isa::visit::{Visitor, VisitorMut};
use std::collections::{HashMap, HashSet};

/// A set of registers.
#[derive(Clone, PartialEq, Eq, Default)]
struct Live {
    x: [u64; 4],
    y: Vec<u64>,
}

impl Live {
    fn new(slots: u32) -> Live {
        Live {
            x: [0; 4],
            y: vec![0; (slots as usize).div_ceil(64)],
        }
    }

    fn words(&mut self, reg: Reg) -> Option<(&mut u64, u16)> {
        match reg {
            Reg::X(n) => self
                .x
                .get_mut(usize::from(n) / 64)
                .map(|word| (word, n % 64)),
            Reg::Y(n) => self
                .y
                .get_mut(usize::from(n) / 64)
                .map(|word| (word, n % 64)),
        }
    }

    fn insert(&mut self, reg: Reg) {
        if let Some((word, bit)) = self.words(reg) {
            *word |= 1 << bit;
        }
    }

    fn remove(&mut self, reg: Reg) {
        if let Some((word, bit)) = self.words(reg) {
            *word &= !(1 << bit);
        }
    }

    fn has(&self, reg: Reg) -> bool {
        let (words, n) = match reg {
            Reg::X(n) => (&self.x[..], n),
            Reg::Y(n) => (&self.y[..], n),
        };
        words
            .get(usize::from(n) / 64)
            .is_some_and(|word| word >> (n % 64) & 1 == 1)
    }

    fn add(&mut self, other: &Live) {
        self.x.iter_mut().zip(&other.x).for_each(|(a, b)| *a |= b);
        self.add_y(other);
    }

    fn add_y(&mut self, other: &Live) {
        self.y.iter_mut().zip(&other.y).for_each(|(a, b)| *a |= b);
    }

    fn is_within(&self, other: &Live) -> bool {
        self.x.iter().zip(&other.x).all(|(a, b)| a & !b == 0)
            && self.y.iter().zip(&other.y).all(|(a, b)| a & !b == 0)
    }

    fn clear(&mut self) {
        self.x = [0; 4];
        self.y.fill(0);
    }

    fn list_x(&self) -> Vec<u16> {
        bits(&self.x)
    }

    fn list_y(&self) -> Vec<u16> {
        bits(&self.y)
    }
}

fn bits(words: &[u64]) -> Vec<u16> {
    let mut list = Vec::new();
    for (index, &word) in words.iter().enumerate() {
        let mut rest = word;
        while rest != 0 {
            list.push((index * 64) as u16 + rest.trailing_zeros() as u16);
            rest &= rest - 1;
        }
    }
    list
}

/// Adds the function's code to the module; returns its entry.
pub fn assemble(draft: Draft, signatures: &[Signature], tables: &mut Tables<'_>) -> Label {
    let Draft {
        mut items,
        mut sites,
        slots,
        arity,
        entry,
    } = draft;
    thread_jumps(&mut items, entry);
    drop_unreached(&mut items, &sites, entry);
    drop_jumps_to_next(&mut items);
    drop_unreached(&mut items, &sites, entry);
    let entry = renumber(&mut items, &mut sites, entry, tables);
    let mut assembler = Assembler {
        signatures,
        tables,
        sites: &sites,
        slots,
        arity,
        at_label: HashMap::new(),
    };
    assembler.solve(&items);
    let items = assembler.finish(items);
    assembler.place(items);
    entry
}

/// Jumps to jumps go where those go.
fn thread_jumps(items: &mut Vec<Item>, entry: Label) {
    let mut threader = Threader::default();
    let mut waiting: Vec<Label> = Vec::new();
    for item in items.iter() {
        match item {
            Item::Label(label) => waiting.push(*label),
            Item::Op(Op::Jump { to }) => waiting
                .drain(..)
                .for_each(|label| threader.add(label, *to, entry)),
            Item::Op(_) => {
                // Labels of one place become one; the entry's is never jumped to.
                waiting.retain(|&label| label != entry);
                if let Some((&first, rest)) = waiting.split_first() {
                    rest.iter()
                        .for_each(|&label| threader.add(label, first, entry));
                }
                waiting.clear();
            }
        }
    }
    for item in items.iter_mut() {
        if let Item::Op(op) = item {
            op.visit_mut(&mut threader);
        }
    }
    items.retain(|item| !matches!(item, Item::Label(label) if threader.alias.contains_key(label)));
}

/// Where labels that only lead on lead to.
#[derive(Default)]
struct Threader {
    alias: HashMap<Label, Label>,
}

impl Threader {
    fn add(&mut self, label: Label, to: Label, entry: Label) {
        // The entry stays where it is, and one label of a circle of jumps (an endless loop) does.
        if label != entry && self.end(to) != label {
            self.alias.insert(label, to);
        }
    }

    fn end(&mut self, label: Label) -> Label {
        let mut end = label;
        while let Some(&next) = self.alias.get(&end) {
            end = next;
        }
        let mut at = label;
        while let Some(next) = self.alias.get_mut(&at) {
            at = std::mem::replace(next, end);
        }
        end
    }
}

impl VisitorMut for Threader {
    fn label(&mut self, label: &mut Label) {
        *label = self.end(*label);
    }
}

fn drop_jumps_to_next(items: &mut Vec<Item>) {
    let mut kept: Vec<Item> = Vec::with_capacity(items.len());
    for item in items.drain(..) {
        if let Item::Label(label) = &item
            && let Some(Item::Op(Op::Jump { to })) = kept.last()
            && to == label
        {
            kept.pop();
        }
        kept.push(item);
    }
    *items = kept;
}

/// Numbers the labels that are left in the module's table; returns the entry's number.
fn renumber(
    items: &mut [Item],
    sites: &mut [SiteRow],
    entry: Label,
    tables: &mut Tables<'_>,
) -> Label {
    struct Renumber(HashMap<Label, Label>);
    impl VisitorMut for Renumber {
        fn label(&mut self, label: &mut Label) {
            if let Some(&number) = self.0.get(label) {
                *label = number;
            }
        }
    }
    let mut numbers = Renumber(HashMap::new());
    for item in items.iter_mut() {
        if let Item::Label(label) = item {
            let number = Label(tables.module.labels.len() as u32);
            tables.module.labels.push(0);
            numbers.0.insert(*label, number);
            *label = number;
        }
    }
    for item in items.iter_mut() {
        if let Item::Op(op) = item {
            op.visit_mut(&mut numbers);
        }
    }
    for row in sites {
        row.handler = row.handler.and_then(|label| numbers.0.get(&label).copied());
    }
    numbers.0.get(&entry).copied().unwrap_or(entry)
}

/// Collects the labels an op goes to.
#[derive(Default)]
struct Labels(Vec<Label>);

impl Visitor for Labels {
    fn label(&mut self, label: Label) {
        self.0.push(label);
    }
}

fn site_of(op: &Op) -> Option<Site> {
    struct Find(Option<Site>);
    impl Visitor for Find {
        fn site(&mut self, site: Site) {
            self.0 = Some(site);
        }
    }
    let mut find = Find(None);
    op.visit(&mut find);
    find.0
}

fn raises(op: &Op) -> bool {
    op.opcode().effects().has(Effects::raises)
}

fn ends(op: &Op) -> bool {
    op.opcode().effects().has(Effects::ends)
}

/// The handler of an op that may raise.
fn handler_of(op: &Op, sites: &[SiteRow]) -> Option<Label> {
    if !raises(op) {
        return None;
    }
    site_of(op)
        .and_then(|site| sites.get(site.0 as usize))
        .and_then(|row| row.handler)
}

/// Drops code that no way leads to, and labels that nothing names.
fn drop_unreached(items: &mut Vec<Item>, sites: &[SiteRow], entry: Label) {
    let mut position: HashMap<Label, usize> = HashMap::new();
    for (index, item) in items.iter().enumerate() {
        if let Item::Label(label) = item {
            position.insert(*label, index);
        }
    }
    let mut reached = vec![false; items.len()];
    let mut named: HashSet<Label> = HashSet::from([entry]);
    let mut work = vec![position.get(&entry).copied().unwrap_or(0)];
    while let Some(start) = work.pop() {
        for index in start..items.len() {
            if std::mem::replace(&mut reached[index], true) {
                break;
            }
            let Item::Op(op) = &items[index] else {
                continue;
            };
            let mut labels = Labels::default();
            op.visit(&mut labels);
            labels.0.extend(handler_of(op, sites));
            for label in labels.0 {
                if named.insert(label)
                    && let Some(&at) = position.get(&label)
                {
                    work.push(at);
                }
            }
            if ends(op) {
                break;
            }
        }
    }
    let mut index = 0;
    items.retain(|item| {
        let keep = reached[index]
            && match item {
                Item::Op(_) => true,
                Item::Label(label) => named.contains(label),
            };
        index += 1;
        keep
    });
}

struct Assembler<'a, 'b, 'c> {
    signatures: &'a [Signature],
    tables: &'a mut Tables<'b>,
    sites: &'c [SiteRow],
    slots: u32,
    arity: u32,
    at_label: HashMap<Label, Live>,
}

/// Arguments that a call reads from x0.. on, and whether it loses the X registers.
#[derive(Clone, Copy)]
struct CallShape {
    n_args: u32,
    clobbers: bool,
}

impl Assembler<'_, '_, '_> {
    fn shape(&self, op: &Op) -> Option<CallShape> {
        let local = |function: &Function| {
            self.signatures
                .get(function.0 as usize)
                .map_or(0, |s| s.arity)
        };
        let external =
            |import: &Import| u32::from(self.tables.module.imports[import.0 as usize].arity);
        let (n_args, clobbers) = match op {
            Op::Call { function, .. } | Op::CallTail { function, .. } => (local(function), true),
            Op::CallExt { import, .. } | Op::CallExtTail { import, .. } => (external(import), true),
            Op::CallFun { arity, .. }
            | Op::CallFunTail { arity, .. }
            | Op::Apply { arity, .. }
            | Op::ApplyTail { arity, .. } => (*arity, true),
            Op::RecvWait { .. } | Op::RecvWaitTimeout { .. } => (0, true),
            Op::FunctionClause { .. } => (self.arity, false),
            Op::Ret {} => (1, false),
            _ => return None,
        };
        Some(CallShape { n_args, clobbers })
    }

    /// Live registers at every label: repeated until nothing changes; only loops need more than one round.
    fn solve(&mut self, items: &[Item]) {
        let loops = !jumps_back(items).is_empty();
        let mut changed = true;
        while std::mem::take(&mut changed) {
            let mut live = Live::new(self.slots);
            for item in items.iter().rev() {
                match item {
                    Item::Op(op) => {
                        self.step(op, &mut live);
                    }
                    Item::Label(label) => match self.at_label.get_mut(label) {
                        Some(known) if live.is_within(known) => {}
                        Some(known) => {
                            known.add(&live);
                            changed = loops;
                        }
                        None => {
                            self.at_label.insert(*label, live.clone());
                            changed = loops;
                        }
                    },
                }
            }
        }
    }

    /// One op backwards; false: nobody reads what it makes, so it can go.
    fn step(&self, op: &Op, live: &mut Live) -> bool {
        let mut effect = Operands::default();
        op.visit(&mut effect);
        if is_useless(op, &effect, live) {
            return false;
        }
        if ends(op) {
            live.clear();
        }
        let shape = self.shape(op);
        let clobbers = shape.is_some_and(|shape| shape.clobbers);
        if clobbers {
            live.x = [0; 4];
        }
        effect.defs.iter().for_each(|&reg| live.remove(reg));
        if matches!(op, Op::Allocate { .. }) {
            live.y.fill(0);
        }
        for label in &effect.labels {
            match self.at_label.get(label) {
                // What a wait goes on with lies in the frame.
                Some(at) if clobbers => live.add_y(at),
                Some(at) => live.add(at),
                None => {}
            }
        }
        if let Some(at) = handler_of(op, self.sites).and_then(|label| self.at_label.get(&label)) {
            live.add_y(at);
        }
        if let Some(shape) = shape {
            (0..shape.n_args).for_each(|n| live.insert(Reg::X(n as u16)));
        }
        effect.reads.iter().for_each(|&reg| live.insert(reg));
        true
    }

    /// Backwards over the code once more: removes what is useless, merges heap needs, fills in sites.
    fn finish(&mut self, items: Vec<Item>) -> Vec<Item> {
        let mut out: Vec<Item> = Vec::with_capacity(items.len());
        let mut live = Live::new(self.slots);
        let mut need: Option<Need> = None;
        let mut skip_need = false;
        let mut items = items;
        while let Some(item) = items.pop() {
            let mut op = match item {
                Item::Label(label) => {
                    self.reserve(&mut need, &mut out);
                    out.push(Item::Label(label));
                    continue;
                }
                Item::Op(op) => op,
            };
            if let Op::Move {
                src: Src::Reg(from),
                dst,
            } = op
                && from != dst
                && live.has(dst)
                && !live.has(from)
            {
                if self.coalesce(&mut items, from, dst) {
                    continue;
                }
                if let Some(element) = last_element(&mut items, from, dst) {
                    op = element;
                }
            }
            if let Op::NeedHeap { words, site } = op {
                if !std::mem::take(&mut skip_need) {
                    let words = words + need.map_or(0, |need| need.words);
                    need = Some(Need {
                        words,
                        site,
                        at: out.len(),
                        live: live.clone(),
                    });
                }
                continue;
            }
            let before = GetListParts::of(&op, &live);
            if !self.step(&op, &mut live) {
                skip_need = matches!(
                    op,
                    Op::PutList { .. } | Op::PutTuple { .. } | Op::PutRecord { .. }
                );
                continue;
            }
            if let Op::Allocate { heap, .. } = &mut op {
                *heap += need.take().map_or(0, |need| need.words);
            } else if breaks_reservation(&op) {
                self.reserve(&mut need, &mut out);
            }
            self.fill_site(&mut op, &live);
            out.push(Item::Op(before.simplify(op)));
        }
        self.reserve(&mut need, &mut out);
        out.reverse();
        out
    }

    /// Lets the op that made what is in `from` make it in `to`, where a move would bring it; `from` is not read later. Not if
    /// something on the way has use for `to`, or control may leave it to where either is alive.
    fn coalesce(&self, items: &mut [Item], from: Reg, to: Reg) -> bool {
        for at in (items.len().saturating_sub(COALESCE)..items.len()).rev() {
            let Item::Op(op) = &items[at] else {
                return false;
            };
            let mut operands = Operands::default();
            op.visit(&mut operands);
            let fixed = self.shape(op).is_some_and(|shape| shape.clobbers)
                || matches!(
                    op,
                    Op::Swap { .. }
                        | Op::Allocate { .. }
                        | Op::Deallocate { .. }
                        | Op::MapGetMany { .. }
                );
            if fixed || operands.defs.contains(&to) {
                return false;
            }
            if operands.defs.contains(&from) {
                rename(&mut items[at..], from, to);
                return true;
            }
            let ways = operands
                .labels
                .iter()
                .copied()
                .chain(handler_of(op, self.sites));
            let alive = |label: Label| {
                self.at_label
                    .get(&label)
                    .is_some_and(|live| live.has(from) || live.has(to))
            };
            if operands.reads.contains(&to) || ways.into_iter().any(alive) {
                return false;
            }
        }
        false
    }

    fn fill_site(&mut self, op: &mut Op, live: &Live) {
        if let Some(site) = site_of(op) {
            let site = self.site(site, live, raises(op));
            op.visit_mut(&mut SetSite(site));
        }
    }

    fn site(&mut self, draft: Site, live: &Live, raises: bool) -> Site {
        let row = &self.sites[draft.0 as usize];
        self.tables.site(SiteRow {
            live_x: live.list_x(),
            live_y: live.list_y(),
            frame: row.frame,
            handler: row.handler.filter(|_| raises),
            line: row.line,
        })
    }

    /// Puts the reservation that is due before the first op that needs it. `out` runs backwards.
    fn reserve(&mut self, need: &mut Option<Need>, out: &mut Vec<Item>) {
        if let Some(Need {
            words,
            site,
            at,
            live,
        }) = need.take()
        {
            let site = self.site(site, &live, false);
            out.insert(at, Item::Op(Op::NeedHeap { words, site }));
        }
    }

    /// Appends the code to the module's and tells where its labels are, and what lives at loop heads.
    fn place(&mut self, items: Vec<Item>) {
        if let Some(loops) = Loops::of(&items, &self.tables.module.sites) {
            for (head, back) in &loops.heads {
                self.state_live(&items, *head, &loops.between(*head, back));
            }
        }
        for item in items {
            match item {
                Item::Label(label) => {
                    self.tables.module.labels[label.0 as usize] =
                        self.tables.module.code.len() as u32;
                }
                Item::Op(op) => self.tables.module.code.push(op),
            }
        }
    }

    /// States what lives at the head of a loop, which consists of these items.
    fn state_live(&mut self, items: &[Item], head: usize, body: &[usize]) {
        let Item::Label(label) = items[head] else {
            return;
        };
        let written = self.written(items, body);
        let Some(live) = self.at_label.get(&label) else {
            return;
        };
        let x = live.list_x().into_iter().map(Reg::X);
        let rows = x.chain(live.list_y().into_iter().map(Reg::Y)).map(|reg| {
            let same = if written.has(reg) { 0 } else { Fact::SAME };
            FactRow {
                label,
                reg,
                fact: Fact::of(Fact::ANY | same),
            }
        });
        self.tables.module.facts.extend(rows);
    }

    /// Registers that a loop may change from one visit of its head to the next.
    fn written(&self, items: &[Item], body: &[usize]) -> Live {
        let mut written = Live::new(self.slots);
        for &at in body {
            let Item::Op(op) = &items[at] else { continue };
            let mut operands = Operands::default();
            op.visit(&mut operands);
            operands.defs.iter().for_each(|&reg| written.insert(reg));
            let handled =
                raises(op) && site_of(op).is_some_and(|site| self.tables.has_handler(site));
            if handled || self.shape(op).is_some_and(|shape| shape.clobbers) {
                written.x = [u64::MAX; 4];
            }
        }
        written
    }
}

/// Jumps backwards: to, from; sorted.
fn jumps_back(items: &[Item]) -> Vec<(usize, usize)> {
    let mut place: HashMap<Label, usize> = HashMap::new();
    let mut back: Vec<(usize, usize)> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        match item {
            Item::Label(label) => {
                place.insert(*label, at);
            }
            Item::Op(op) => {
                let mut labels = Labels::default();
                op.visit(&mut labels);
                let to = labels.0.iter().filter_map(|label| place.get(label));
                back.extend(to.map(|&to| (to, at)));
            }
        }
    }
    back.sort_unstable();
    back
}

/// The loops of a function.
struct Loops {
    /// Where the label of each loop's head stands, and the jumps back to it.
    heads: Vec<(usize, Vec<usize>)>,
    /// From where control comes to each item.
    preds: Vec<Vec<u32>>,
}

impl Loops {
    fn of(items: &[Item], sites: &[SiteRow]) -> Option<Loops> {
        let mut heads: Vec<(usize, Vec<usize>)> = Vec::new();
        for (to, from) in jumps_back(items) {
            match heads.last_mut() {
                Some((head, back)) if *head == to => back.push(from),
                _ => heads.push((to, vec![from])),
            }
        }
        (!heads.is_empty()).then(|| Loops {
            heads,
            preds: preds(items, sites),
        })
    }

    /// The items that run between two visits of the head: those from which a way leads to it that does not pass it. All of them stand behind it.
    fn between(&self, head: usize, back: &[usize]) -> Vec<usize> {
        let mut found: HashSet<usize> = back.iter().copied().collect();
        let mut work = back.to_vec();
        while let Some(at) = work.pop() {
            let before = self.preds[at].iter().map(|&pred| pred as usize);
            work.extend(before.filter(|&pred| pred > head && found.insert(pred)));
        }
        found.into_iter().collect()
    }
}

/// From where control comes to each item.
fn preds(items: &[Item], sites: &[SiteRow]) -> Vec<Vec<u32>> {
    let labels = items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| match item {
            Item::Label(label) => Some((*label, at)),
            Item::Op(_) => None,
        });
    let place: HashMap<Label, usize> = labels.collect();
    let mut preds: Vec<Vec<u32>> = vec![Vec::new(); items.len()];
    for (at, item) in items.iter().enumerate() {
        let from = at as u32;
        let mut goes_on = true;
        if let Item::Op(op) = item {
            let mut labels = Labels::default();
            op.visit(&mut labels);
            let to = labels.0.into_iter().chain(handler_of(op, sites));
            for to in to.filter_map(|label| place.get(&label)) {
                preds[*to].push(from);
            }
            goes_on = !ends(op);
        }
        if goes_on && let Some(next) = preds.get_mut(at + 1) {
            next.push(from);
        }
    }
    preds
}

/// How far back `coalesce` looks.
const COALESCE: usize = 24;

/// The first op writes `to` instead of `from`, the others read it there.
fn rename(items: &mut [Item], from: Reg, to: Reg) {
    struct Rename {
        from: Reg,
        to: Reg,
        is_definition: bool,
    }
    impl VisitorMut for Rename {
        fn src(&mut self, src: &mut Src) {
            if !self.is_definition && *src == Src::Reg(self.from) {
                *src = Src::Reg(self.to);
            }
        }

        fn read(&mut self, reg: &mut Reg) {
            if !self.is_definition && *reg == self.from {
                *reg = self.to;
            }
        }

        fn def(&mut self, reg: &mut Reg) {
            if self.is_definition && *reg == self.from {
                *reg = self.to;
            }
        }
    }
    let mut rename = Rename {
        from,
        to,
        is_definition: true,
    };
    for item in items {
        if let Item::Op(op) = item {
            op.visit_mut(&mut rename);
        }
        rename.is_definition = false;
    }
}

/// Elements are read from the tuple in `to`, the one in `from` not last, and that is to become `to`: reads it last, instead of the move.
fn last_element(items: &mut Vec<Item>, from: Reg, to: Reg) -> Option<Op> {
    for at in (items.len().saturating_sub(COALESCE)..items.len()).rev() {
        let Item::Op(Op::GetElement { src, index, dst }) = items[at] else {
            return None;
        };
        if src != Src::Reg(to) || dst == to {
            return None;
        }
        if dst == from {
            items.remove(at);
            return Some(Op::GetElement {
                src,
                index,
                dst: to,
            });
        }
    }
    None
}

/// Heap that ops further on need.
struct Need {
    words: u32,
    /// Site of the first of them, and its place in the output.
    site: Site,
    at: usize,
    live: Live,
}

/// What an op reads, writes and leads to.
#[derive(Default)]
struct Operands {
    reads: Vec<Reg>,
    defs: Vec<Reg>,
    labels: Vec<Label>,
}

impl Visitor for Operands {
    fn src(&mut self, src: Src) {
        if let Src::Reg(reg) = src {
            self.reads.push(reg);
        }
    }

    fn read(&mut self, reg: Reg) {
        self.reads.push(reg);
    }

    fn def(&mut self, reg: Reg) {
        self.defs.push(reg);
    }

    fn label(&mut self, label: Label) {
        self.labels.push(label);
    }
}

struct SetSite(Site);

impl VisitorMut for SetSite {
    fn site(&mut self, site: &mut Site) {
        *site = self.0;
    }
}

/// An op whose only effect is in registers that nobody reads.
fn is_useless(op: &Op, operands: &Operands, live: &Live) -> bool {
    match op {
        Op::Move { src, dst } if *src == Src::Reg(*dst) => true,
        Op::Move { .. }
        | Op::PutList { .. }
        | Op::PutTuple { .. }
        | Op::PutRecord { .. }
        | Op::MakeFun { .. }
        | Op::GetList { .. }
        | Op::GetHead { .. }
        | Op::GetTail { .. }
        | Op::GetElement { .. }
        | Op::BsGetPosition { .. } => !operands.defs.iter().any(|&reg| live.has(reg)),
        _ => false,
    }
}

/// Which halves of a taken apart cell are read afterwards.
struct GetListParts {
    head: bool,
    tail: bool,
}

impl GetListParts {
    fn of(op: &Op, after: &Live) -> GetListParts {
        match op {
            Op::GetList { head, tail, .. } => GetListParts {
                head: after.has(*head),
                tail: after.has(*tail),
            },
            _ => GetListParts {
                head: true,
                tail: true,
            },
        }
    }

    fn simplify(self, op: Op) -> Op {
        match (op, self) {
            (Op::GetList { src, head, .. }, GetListParts { tail: false, .. }) => {
                Op::GetHead { src, dst: head }
            }
            (Op::GetList { src, tail, .. }, GetListParts { head: false, .. }) => {
                Op::GetTail { src, dst: tail }
            }
            (op, _) => op,
        }
    }
}

/// Heap reserved before the op is not there after it, or it may go elsewhere.
fn breaks_reservation(op: &Op) -> bool {
    let effects = op.opcode().effects();
    let mut operands = Operands::default();
    op.visit(&mut operands);
    effects.has(Effects::collects)
        || effects.has(Effects::ends)
        || effects.has(Effects::calls)
        || !operands.labels.is_empty()
}
