//! Making processes.

use super::Process;
use super::exit::Watcher;
use super::relation::{Link, Monitored};
use super::stack;
use super::state::Priority;
use super::table::SlotRef;
use super::{Extension, MaxHeap, SavedX};
use crate::code::export::{EntryRef, Mfa};
use crate::heap::block::SMALLEST_BLOCK;
use crate::heap::literal::Sharing;
use crate::heap::process_heap::SLACK_WORDS;
use crate::heap::{BlockPool, Fragment, HeapEnv, OutOfMemory, ProcessHeap, copy};
use crate::term::{LocalPid, RefId, Term};
use crate::tracing::Traced;
use crate::vm::Vm;
use smallvec::smallvec;

/// What a new process begins with.
pub enum Start<'t> {
    /// A function with its arguments.
    Function(EntryRef, Arguments<'t>),
    /// A fun of no arguments.
    Fun(Term<'t>),
    /// The same, copied before.
    Copied(Fragment),
}

pub enum Arguments<'t> {
    Terms(&'t [Term<'t>]),
    /// The root is a tuple or list of the arguments.
    Fragment(Fragment),
}

/// How it is made.
#[derive(Default)]
pub struct Options {
    pub parent: Option<LocalPid>,
    pub group_leader: Option<LocalPid>,
    pub link: Option<LocalPid>,
    pub monitor: Option<(RefId, Monitored)>,
    pub priority: Priority,
    pub min_heap_size: Option<u32>,
    pub min_bin_vheap_size: Option<u32>,
    pub fullsweep_after: Option<u32>,
    pub max_heap: Option<MaxHeap>,
    pub off_heap_messages: bool,
    pub watcher: Option<Watcher>,
    /// The watcher wants class and stack trace of what nobody caught.
    pub detailed: bool,
    /// Reductions it may use.
    pub fuel: Option<u64>,
    pub initial_call: Option<Mfa>,
    /// Who traces it from the start.
    pub(crate) traced: Option<Vec<Traced>>,
}

/// Why there is no new process.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpawnError {
    TableFull,
    Memory,
}

impl From<OutOfMemory> for SpawnError {
    fn from(_: OutOfMemory) -> SpawnError {
        SpawnError::Memory
    }
}

/// Free words of a first heap block unless asked for more: the smallest block, for most.
pub(crate) const FIRST_WORDS: usize = SMALLEST_BLOCK - SLACK_WORDS - 8;

/// Makes a process that may run; the caller puts the slot into a run queue.
pub fn spawn(
    vm: &Vm,
    pool: &mut BlockPool,
    start: Start<'_>,
    mut options: Options,
) -> Result<(SlotRef, LocalPid), SpawnError> {
    let (slot, pid) = vm
        .processes()
        .reserve()
        .map_err(|_| SpawnError::TableFull)?;
    let watcher = options.watcher.take();
    match make(vm, pool, pid, start, options) {
        Ok(mut process) => {
            if let Some(watcher) = watcher {
                process.flags.watched = true;
                vm.watch(pid, watcher);
            }
            vm.processes().start(slot, process);
            vm.counters
                .spawned
                .fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            Ok((slot, pid))
        }
        Err(error) => {
            vm.processes().abandon(slot);
            Err(error)
        }
    }
}

pub(crate) fn make(
    vm: &Vm,
    pool: &mut BlockPool,
    pid: LocalPid,
    start: Start<'_>,
    mut options: Options,
) -> Result<Box<Process>, SpawnError> {
    let shared = vm.heap_shared();
    let sharing = shared.literals.among_processes();
    let words = match &start {
        Start::Function(_, Arguments::Terms(terms)) => terms
            .iter()
            .map(|&term| copy::words_among(term, sharing))
            .sum(),
        Start::Function(_, Arguments::Fragment(_)) | Start::Copied(_) => 0,
        Start::Fun(fun) => copy::words_among(*fun, sharing),
    };
    let wanted = (words + FIRST_WORDS).max(options.min_heap_size.unwrap_or(0) as usize);
    let mut env = HeapEnv { shared, pool };
    let mut heap = ProcessHeap::new(&mut env, wanted)?;
    // SAFETY: the heap is new: there is room for one word.
    unsafe { stack::push(&mut heap, &raw const vm.builtin().bottom, &[]) };
    let copied = copy_start(vm, &mut heap, &start, words, sharing);
    let group_leader = options.group_leader.unwrap_or(pid);
    let mut process = Box::new(Process::new(pid, heap, group_leader));
    match copied {
        Ok(arguments) => process.saved_x = arguments,
        Err(error) => {
            process.heap.release(env.pool);
            return Err(error.into());
        }
    }
    match start {
        Start::Function(entry, arguments) => {
            process.pc = entry.cell().entry();
            if let Arguments::Fragment(fragment) = arguments {
                adopt_arguments(&mut process, fragment);
            }
            set_initial_call(&mut process, options.initial_call.unwrap_or(entry.mfa()));
        }
        Start::Fun(_) | Start::Copied(_) => {
            process.pc = vm.builtin().apply_fun();
            if let Start::Copied(fragment) = start {
                process.saved_x = smallvec![process.heap.adopt(fragment)];
            }
            if let Some(mfa) = options.initial_call {
                set_initial_call(&mut process, mfa);
            }
        }
    }
    let traced = options.traced.take();
    apply_options(&mut process, options);
    process.set_all_traced(traced.unwrap_or_else(|| vm.tracing().of_new()));
    Ok(process)
}

fn copy_start(
    vm: &Vm,
    heap: &mut ProcessHeap,
    start: &Start<'_>,
    words: usize,
    sharing: Sharing,
) -> Result<SavedX, OutOfMemory> {
    let writer = heap.writer(words, vm.heap_shared());
    match start {
        Start::Function(_, Arguments::Terms(terms)) => terms
            .iter()
            .map(|&term| Ok(copy::copy_among(term, &writer, sharing)?.word()))
            .collect(),
        Start::Function(_, Arguments::Fragment(_)) | Start::Copied(_) => Ok(SavedX::new()),
        Start::Fun(fun) => Ok(smallvec![copy::copy_among(*fun, &writer, sharing)?.word()]),
    }
}

fn adopt_arguments(process: &mut Process, fragment: Fragment) {
    let root = process.heap.adopt(fragment);
    // SAFETY: the root is a term of the process's heap now, and nothing collects here.
    let term = unsafe { Term::from_word(root) };
    process.saved_x = match term.as_tuple() {
        Some(tuple) => (0..tuple.len()).map(|i| tuple.at(i).word()).collect(),
        None => term.list().map(Term::word).collect(),
    };
}

fn set_initial_call(process: &mut Process, mfa: Mfa) {
    process.initial_call = Some(mfa);
}

fn apply_options(process: &mut Process, options: Options) {
    process.priority = options.priority;
    process.parent = options.parent;
    process.flags.message_queue_off_heap = options.off_heap_messages;
    if let Some(other) = options.link {
        process.relations().links.insert(other, Link::Active);
    }
    if let Some((reference, monitored)) = options.monitor {
        process.relations().monitored.insert(reference, monitored);
    }
    process.flags.detailed = options.detailed;
    let ext_needed = options.min_heap_size.is_some()
        || options.fuel.is_some()
        || options.fullsweep_after.is_some()
        || options.max_heap.is_some()
        || options.min_bin_vheap_size.is_some();
    if ext_needed {
        let ext: &mut Extension = process.ext_mut();
        ext.min_heap_size = options.min_heap_size;
        ext.fuel = options.fuel;
        ext.min_bin_vheap_size = options.min_bin_vheap_size;
        ext.fullsweep_after = options.fullsweep_after;
        ext.max_heap = options.max_heap.unwrap_or_default();
        process.apply_heap_options();
    }
}
