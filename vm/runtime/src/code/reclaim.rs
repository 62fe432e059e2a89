//! Reclaiming: purged versions, their literals and fun entries are freed when no process has anything of them.
//!
//! What a purge takes out of the module table waits here until there is enough of it (`BATCH_BYTES`). Then every process is asked three times:
//!
//! 1., 2. *Pass*: it has been between two instructions, with no copy under way. Before that, messages stop sharing literals of modules
//!    (`LiteralArea::share_all`), and funs that are copied say so in their entries (`FunEntry::note`).
//! 3. *Look*: are there words in heap, stack, mailbox or dictionary that may be addresses of what is to go? A process that finds some is
//!    collected as a whole and looks once more. It also looks for frames.
//!
//! What nobody found is freed, the rest waits for the next time. Nobody stops for that, and a process that does not answer for long (work that
//! may not be looked into) only makes it take long.
//!
//! - R1. Literals of modules and addresses of fun entries are in processes, in messages on their way, and in other literals of the same module.
//!   What goes elsewhere (rows of tables, persistent terms, timers, exit reasons, host handles, specifications, messages taken by host
//!   mailboxes) is a copy without literals of modules, and its fun entries are kept for ever.
//! - R2. Whoever has passed copies without sharing from then on: it was told after `share_all`. One that began to run at the very moment when
//!   the first question was put may not be in the list of whom to ask and may not have seen `share_all` yet; it is asked the second time,
//!   and whoever begins later sees it. So no pointer to what is to go reaches a process after it looked, but for funs, which are noted.
//! - R3. A process that ends answers when it has read its heap for the last time (`ended`). If its inbox is closed and it is not gone yet,
//!   nobody knows: then nothing is freed this time.
//! - R4. Caches that know literals by address compare `LiteralArea::generation`, or the version of persistent terms, which grow before
//!   anything is freed.

use super::fun_entry::FunRef;
use super::module::LoadedModule;
use super::purge;
use crate::heap::gc::Mode;
use crate::interp::machine::Machine;
use crate::message::send;
use crate::message::signal::Signal;
use crate::process::stack::Frame;
use crate::process::state::State as SlotState;
use crate::process::{Process, stack};
use crate::sync::plain::lock;
use crate::term::{LocalPid, Word};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// So much must wait before processes are asked.
const BATCH_BYTES: usize = 128 * 1024;
/// Heaps of more words are looked through in slices.
const SMALL_HEAP: usize = 16 * 1024;
/// Words of a slice, and of a stack that is taken frame by frame.
const SLICE: usize = 256 * 1024;

/// What a process is asked.
pub enum Asked {
    /// Does it run that version?
    Runs(u32),
    /// Has it passed? The number of the round.
    Pass(u64),
    /// Does it have anything of these?
    Look(Arc<Search>),
}

/// What is looked for.
pub struct Search {
    number: u64,
    modules: Vec<Arc<LoadedModule>>,
    entries: Vec<FunRef>,
    /// By address: start, end, index in `held`.
    spans: Vec<(usize, usize, usize)>,
    /// Modules, then entries: somebody has it.
    held: Box<[AtomicBool]>,
}

/// What waits to be freed, and the round that is under way.
#[derive(Default)]
pub struct Reclaim(Mutex<State>);

#[derive(Default)]
struct State {
    retired: Vec<Arc<LoadedModule>>,
    /// Bytes of those that came since processes were last asked.
    new_bytes: usize,
    /// Bytes of those that somebody had.
    held_bytes: usize,
    /// The last round was in vain, but not because of that.
    again: bool,
    round: Option<Round>,
    last_number: u64,
}

struct Round {
    number: u64,
    step: Step,
    waiting: usize,
    /// Nobody knows about somebody (R3).
    unproven: bool,
    modules: Vec<Arc<LoadedModule>>,
    entries: Vec<FunRef>,
    search: Option<Arc<Search>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Pass,
    PassAgain,
    Look,
}

/// A version was purged.
pub(crate) fn retire(machine: &mut Machine, module: Arc<LoadedModule>) {
    let reclaim = &machine.vm().code().reclaim;
    let mut state = lock(&reclaim.0);
    state.new_bytes += module.bytes();
    state.retired.push(module);
    drop(state);
    begin(machine);
}

/// Begins a round, if there is enough to be gained and none under way.
fn begin(machine: &mut Machine) {
    let vm = machine.vm_arc().clone();
    let at_once = vm.config().gc_stress;
    let mut state = lock(&vm.code().reclaim.0);
    let enough = match at_once || state.again {
        true => 1,
        false => BATCH_BYTES.max(state.held_bytes / 2),
    };
    if state.round.is_some() || state.new_bytes < enough {
        return;
    }
    state.again = false;
    state.new_bytes = 0;
    let round = Round {
        number: 0,
        step: Step::Pass,
        waiting: 0,
        unproven: false,
        modules: std::mem::take(&mut state.retired),
        entries: vm.funs().take_loose(),
        search: None,
    };
    state.round = Some(round);
    drop(state);
    vm.heap_shared().literals.share_all(false);
    ask_all(machine, Step::Pass);
}

/// Puts the question of a step to all processes.
fn ask_all(machine: &mut Machine, step: Step) {
    let vm = machine.vm_arc().clone();
    let pids = vm.processes().pids();
    let mut state = lock(&vm.code().reclaim.0);
    state.last_number += 1;
    let number = state.last_number;
    let Some(round) = &mut state.round else {
        return;
    };
    round.number = number;
    round.step = step;
    // One for ourselves, so that nobody concludes before all were asked.
    round.waiting = pids.len() + 1;
    if step == Step::Look {
        let modules = std::mem::take(&mut round.modules);
        let entries = std::mem::take(&mut round.entries);
        round.search = Some(Arc::new(Search::new(number, modules, entries)));
    }
    let search = round.search.clone();
    drop(state);
    for pid in pids {
        let asked = match &search {
            Some(search) => Asked::Look(search.clone()),
            None => Asked::Pass(number),
        };
        if send::signal(machine, pid, Signal::Sweep(asked)).is_err() {
            let is_ending = vm
                .processes()
                .find(pid)
                .is_some_and(|slot| slot.slot().status.state() != SlotState::Free);
            answer(machine, number, is_ending);
        }
    }
    answer(machine, number, false);
}

/// One process less to wait for; the last one goes on with the round.
fn answer(machine: &mut Machine, number: u64, is_unknown: bool) {
    let vm = machine.vm_arc().clone();
    let mut state = lock(&vm.code().reclaim.0);
    let Some(round) = &mut state.round else {
        return;
    };
    if round.number != number {
        return;
    }
    round.waiting -= 1;
    round.unproven |= is_unknown && round.step == Step::Look;
    if round.waiting > 0 {
        return;
    }
    let next = match round.step {
        Step::Pass => Step::PassAgain,
        Step::PassAgain => Step::Look,
        Step::Look => {
            drop(state);
            conclude(machine);
            return begin(machine);
        }
    };
    drop(state);
    ask_all(machine, next);
}

/// All have looked.
fn conclude(machine: &Machine) {
    let vm = machine.vm();
    let mut state = lock(&vm.code().reclaim.0);
    let Some(round) = state.round.take() else {
        return;
    };
    let Some(search) = round.search else { return };
    vm.heap_shared().literals.share_all(true);
    // Before anything is freed (R4).
    vm.heap_shared().literals.next_generation();
    vm.stores().persistent.forget_what_was_found();
    let is_held = |i: usize| round.unproven || search.held[i].load(Ordering::Relaxed);
    let n = search.modules.len();
    vm.funs().looked(&search.entries, |i| is_held(n + i));
    state.again = round.unproven;
    state.held_bytes = 0;
    let mut gone = Vec::new();
    for (i, module) in search.modules.iter().enumerate() {
        if is_held(i) || is_linked(module) {
            state.held_bytes += module.bytes();
            state.retired.push(module.clone());
        } else {
            gone.push(module.clone());
        }
    }
    drop(state);
    for module in &gone {
        module.unlink_funs();
        vm.code().forget(module.version);
    }
    // The last one who has the search frees them.
}

/// Do calls lead to it still?
fn is_linked(module: &LoadedModule) -> bool {
    let mut cells = module.exports.iter().map(|(_, entry)| entry.cell());
    cells.any(|cell| module.contains(cell.code()) || module.contains(cell.entry()))
}

impl Search {
    fn new(number: u64, modules: Vec<Arc<LoadedModule>>, entries: Vec<FunRef>) -> Search {
        let mut spans = Vec::new();
        for (i, module) in modules.iter().enumerate() {
            if let Some(region) = &module.literals {
                let start = region.start() as usize;
                spans.push((start, start + region.bytes(), i));
            }
        }
        let n = modules.len();
        for (i, fun) in entries.iter().enumerate() {
            let start = fun.address();
            spans.push((start, start + size_of_val(fun.entry()), n + i));
        }
        spans.sort_unstable();
        let held = (0..n + entries.len()).map(|_| AtomicBool::new(false));
        Search {
            number,
            held: held.collect(),
            modules,
            entries,
            spans,
        }
    }

    /// From the first address to behind the last.
    fn bounds(&self) -> (usize, usize) {
        match (self.spans.first(), self.spans.last()) {
            (Some(first), Some(last)) => (first.0, last.1),
            _ => (0, 0),
        }
    }

    /// What that word points into, if it is a pointer. Tags leave a pointer in its object.
    fn find(&self, bits: usize) -> Option<usize> {
        let after = self.spans.partition_point(|span| span.0 <= bits);
        let (_, end, item) = self.spans[after.checked_sub(1)?];
        (bits < end).then_some(item)
    }
}

/// A question that a process has not answered yet.
pub(crate) struct Question {
    asked: Asked,
    /// It has been collected since something was found.
    collected: bool,
    look: Option<Look>,
}

/// A look under way. The process neither runs nor is collected meanwhile.
struct Look {
    /// Words that are still to be looked at.
    left: Vec<(usize, usize)>,
    found: Vec<usize>,
}

// SAFETY: addresses of the process's own memory, which goes from thread to thread with it.
unsafe impl Send for Look {}

/// What has to happen before a process runs on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Next {
    /// Nothing.
    Run,
    /// `go_on`, in another slice.
    Later,
    /// The collection that has been asked for.
    Collect,
}

/// A process takes the question out of its inbox.
#[cold]
#[inline(never)]
pub(crate) fn ask(machine: &mut Machine, process: &mut Process, asked: Asked) {
    let mut question = Question {
        asked,
        collected: false,
        look: None,
    };
    let is_simple =
        process.heap.total_words() <= SMALL_HEAP || matches!(question.asked, Asked::Pass(_));
    if may_answer(machine, process) && is_simple && question.step(machine, process) == Next::Run {
        return;
    }
    process.ext_mut().questions.push(question);
}

/// Does its memory say what it has? Not in the middle of a receive, of long work or of a collection.
#[cold]
pub(crate) fn may_answer(machine: &Machine, process: &Process) -> bool {
    let flags = &process.flags;
    !(machine.receiving || flags.working || flags.worked || process.heap.is_due())
}

/// Goes on with the questions put to a process, if it `may_answer`.
#[cold]
#[inline(never)]
pub(crate) fn go_on(machine: &mut Machine, process: &mut Process) -> Next {
    if !may_answer(machine, process) {
        return Next::Run;
    }
    while let Some(mut question) = process.ext_mut().questions.pop() {
        let next = question.step(machine, process);
        if next != Next::Run {
            process.ext_mut().questions.push(question);
            return next;
        }
    }
    Next::Run
}

/// The process that was asked is gone: it has nothing.
#[cold]
#[inline(never)]
pub(crate) fn gone(machine: &mut Machine, pid: LocalPid, asked: &Asked) {
    match asked {
        Asked::Runs(version) => purge::swept(machine, *version, pid),
        Asked::Pass(number) => answer(machine, *number, false),
        Asked::Look(search) => answer(machine, search.number, false),
    }
}

/// The process ends, and nobody reads its memory any more: it answers what it was asked.
#[cold]
#[inline(never)]
pub(crate) fn ended(machine: &mut Machine, pid: LocalPid, asked: &[Asked], open: &[Question]) {
    let open = open.iter().map(|question| &question.asked);
    for asked in asked.iter().chain(open) {
        gone(machine, pid, asked);
    }
}

impl Question {
    /// `Run`: it is answered.
    fn step(&mut self, machine: &mut Machine, process: &mut Process) -> Next {
        let search = match &self.asked {
            Asked::Runs(version) => {
                purge::sweep(machine, process, *version);
                return Next::Run;
            }
            Asked::Pass(number) => {
                answer(machine, *number, false);
                return Next::Run;
            }
            Asked::Look(search) => search,
        };
        let look = self.look.get_or_insert_with(|| Look::new(process, search));
        if !look.run(search, SLICE) {
            return Next::Later;
        }
        if !look.found.is_empty() && !self.collected {
            self.collected = true;
            self.look = None;
            process.heap.request(0, Mode::Full);
            return Next::Collect;
        }
        for &item in &look.found {
            search.held[item].store(true, Ordering::Relaxed);
        }
        for (module, held) in search.modules.iter().zip(&search.held) {
            if purge::runs(process, module) {
                held.store(true, Ordering::Relaxed);
            }
        }
        answer(machine, search.number, false);
        Next::Run
    }
}

impl Look {
    fn new(process: &mut Process, search: &Search) -> Look {
        let mut left = Vec::new();
        let mut found = Vec::new();
        if search.spans.is_empty() {
            return Look { left, found };
        }
        let mut add = |start: *const Word, end: *const Word| {
            if start < end {
                left.push((start as usize, end as usize));
            }
        };
        process.heap.areas(&mut add);
        let mut see = |word: Word| found.extend(search.find(word.bits() as usize));
        process.mailbox.each_place(|root, start, end| {
            see(root);
            add(start, end);
        });
        let heap = &process.heap;
        if heap.stack_words() > SLICE {
            // Dead slots count too: then something is kept too long.
            add(heap.sp, heap.stack_end());
        } else {
            see_frames(process, &mut see);
        }
        let (_, mut rest) = process.split();
        rest.slots(&mut |slots| slots.iter().for_each(|word| see(*word)));
        Look { left, found }
    }

    /// Looks at about so many words; true: at all.
    fn run(&mut self, search: &Search, mut budget: usize) -> bool {
        let (first, end) = search.bounds();
        while let Some((at, to)) = self.left.last_mut() {
            let stop = (*at).saturating_add(budget * size_of::<Word>()).min(*to);
            budget -= (stop - *at) / size_of::<Word>();
            while *at < stop {
                // SAFETY: a word of the process's own memory, which it does not use meanwhile. Volatile: one of a dead slot may never have
                // been written.
                let bits = unsafe { (*at as *const usize).read_volatile() };
                if bits.wrapping_sub(first) < end - first
                    && let Some(item) = search.find(bits)
                    && !self.found.contains(&item)
                {
                    self.found.push(item);
                }
                *at += size_of::<Word>();
            }
            if *at >= *to {
                self.left.pop();
            }
            if budget == 0 {
                return self.left.is_empty();
            }
        }
        true
    }
}

/// Shows what live slots of all frames hold.
fn see_frames(process: &Process, see: &mut impl FnMut(Word)) {
    // SAFETY: the process does not run: its stack is frames from `sp` to the end, whose live slots are written.
    let frames = unsafe { stack::frames(&process.heap) };
    frames.flat_map(Frame::live).for_each(see);
}
