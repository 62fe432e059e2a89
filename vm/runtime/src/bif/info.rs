//! `process_info/1,2`; part of the family `process`. The process that is asked makes the answer itself, as a fragment.

use super::build::{Out, done, no_memory};
use super::context::{Ctx, Outcome};
use super::process::{
    Await, DEFAULT_FULLSWEEP, DEFAULT_MIN_BIN_VHEAP, DEFAULT_MIN_HEAP, priority_atom,
};
use crate::atom::{Atom, atoms};
use crate::code::export::Mfa;
use crate::exception::raise::Raise;
use crate::heap::{Fragment, HeapShared, OutOfMemory, Writer, copy};
use crate::interp::machine::Machine;
use crate::interp::trace::{self, Place};
use crate::message::send;
use crate::message::signal::{InfoRequest, Signal};
use crate::process::relation::{Link, MonitorTarget};
use crate::process::table::Slot;
use crate::process::{MaxHeap, Process};
use crate::term::binary::binary_words;
use crate::term::{LocalPid, Term, Word, map};
use crate::vm::Vm;
use std::sync::Arc;

/// What `process_info/1` gives, in its order.
const STANDARD: &[Atom] = &[
    atoms::REGISTERED_NAME,
    atoms::CURRENT_FUNCTION,
    atoms::INITIAL_CALL,
    atoms::STATUS,
    atoms::MESSAGE_QUEUE_LEN,
    atoms::LINKS,
    atoms::DICTIONARY,
    atoms::TRAP_EXIT,
    atoms::ERROR_HANDLER,
    atoms::PRIORITY,
    atoms::GROUP_LEADER,
    atoms::TOTAL_HEAP_SIZE,
    atoms::HEAP_SIZE,
    atoms::STACK_SIZE,
    atoms::REDUCTIONS,
    atoms::GARBAGE_COLLECTION,
    atoms::SUSPENDING,
];

/// A request for those of them that there are; the name of no item.
const ALL_STANDARD: Atom = atoms::TRUE;

/// A part of an answer: like `Out`, with terms of the asked process in it.
#[derive(Clone)]
pub(crate) enum Part {
    Int(i64),
    Atom(Atom),
    Pid(LocalPid),
    Bytes(Vec<u8>),
    Tuple(Vec<Part>),
    List(Vec<Part>),
    Map(Vec<(Atom, Part)>),
    /// A term of the process's heap, or of a message in its mailbox, which both stay where they are meanwhile.
    Word(Word),
    /// A copy that was made before.
    Kept(Arc<Fragment>),
}

impl Part {
    fn size(n: usize) -> Part {
        Part::Int(n as i64)
    }

    fn boolean(value: bool) -> Part {
        Part::Atom(Atom::boolean(value))
    }

    pub(crate) fn mfa(module: Atom, name: Atom, arity: u8) -> Part {
        Part::Tuple(vec![
            Part::Atom(module),
            Part::Atom(name),
            Part::Int(i64::from(arity)),
        ])
    }

    pub(crate) fn words(&self, shared: &HeapShared) -> usize {
        let sum = |parts: &[Part]| parts.iter().map(|part| part.words(shared)).sum::<usize>();
        match self {
            Part::Int(_) => 2,
            Part::Atom(_) | Part::Pid(_) => 0,
            Part::Bytes(bytes) => binary_words(bytes.len()),
            Part::Tuple(parts) => 1 + parts.len() + sum(parts),
            Part::List(parts) => 2 * parts.len() + sum(parts),
            Part::Map(pairs) => {
                map::from_pairs_words(pairs.len())
                    + pairs
                        .iter()
                        .map(|(_, part)| part.words(shared))
                        .sum::<usize>()
            }
            Part::Word(word) => copy::words(Term::inside(*word), &shared.literals),
            Part::Kept(kept) => copy::words(kept.root(), &shared.literals),
        }
    }

    pub(crate) fn build<'w>(&self, w: &Writer<'w>) -> Result<Term<'w>, OutOfMemory> {
        let all = |parts: &[Part]| {
            parts
                .iter()
                .map(|part| part.build(w))
                .collect::<Result<Vec<_>, _>>()
        };
        Ok(match self {
            Part::Int(n) => w.integer(*n),
            Part::Atom(atom) => Term::atom(*atom),
            Part::Pid(pid) => Term::pid(*pid),
            Part::Bytes(bytes) => w.binary(bytes)?,
            Part::Tuple(parts) => w.tuple(&all(parts)?),
            Part::List(parts) => w.list(&all(parts)?),
            Part::Map(pairs) => {
                let built: Result<Vec<_>, _> = pairs
                    .iter()
                    .map(|(key, part)| Ok((Term::atom(*key), part.build(w)?)))
                    .collect();
                map::from_pairs(&built?, w)
            }
            Part::Word(word) => copy::copy_into(Term::inside(*word), w)?,
            Part::Kept(kept) => copy::copy_into(kept.root(), w)?,
        })
    }
}

/// An item to ask for.
#[derive(Clone, Copy)]
enum Item<'t> {
    Plain(Atom),
    /// `{dictionary, Key}`
    Key(Term<'t>),
}

fn item(term: Term<'_>) -> Option<Item<'_>> {
    if let Some(atom) = term.as_atom() {
        return is_item(atom).then_some(Item::Plain(atom));
    }
    let [kind, key] = term.as_tuple_of()?;
    kind.is_atom_value(atoms::DICTIONARY)
        .then_some(Item::Key(key))
}

fn is_item(atom: Atom) -> bool {
    const MORE: &[Atom] = &[
        atoms::ASYNC_DIST,
        atoms::BACKTRACE,
        atoms::BINARY,
        atoms::CATCHLEVEL,
        atoms::CURRENT_LOCATION,
        atoms::CURRENT_STACKTRACE,
        atoms::FULLSWEEP_AFTER,
        atoms::GARBAGE_COLLECTION_INFO,
        atoms::LABEL,
        atoms::LAST_CALLS,
        atoms::MAX_HEAP_SIZE,
        atoms::MEMORY,
        atoms::MESSAGE_QUEUE_DATA,
        atoms::MESSAGES,
        atoms::MIN_BIN_VHEAP_SIZE,
        atoms::MIN_HEAP_SIZE,
        atoms::MONITORED_BY,
        atoms::MONITORS,
        atoms::PARENT,
        atoms::SEQUENTIAL_TRACE_TOKEN,
        atoms::TRACE,
        atoms::PRIORITY_MESSAGES,
    ];
    STANDARD.contains(&atom) || MORE.contains(&atom)
}

/// What stands behind the item's name; `None`: the item is left out (a name that there is not).
fn value(vm: &Vm, process: &Process, item: Atom, asked_by_self: bool) -> Option<Part> {
    let ext = process.ext();
    Some(match item {
        atoms::REGISTERED_NAME => Part::Atom(ext.and_then(|ext| ext.name)?),
        atoms::CURRENT_FUNCTION => current_function(vm, process),
        atoms::CURRENT_LOCATION => match trace::standing(vm, process).first() {
            Some(place) => place_part(place),
            None => Part::Atom(atoms::UNDEFINED),
        },
        atoms::CURRENT_STACKTRACE => {
            let places = trace::standing(vm, process);
            Part::List(places.iter().map(place_part).collect())
        }
        atoms::INITIAL_CALL => match process.initial_call {
            Some(mfa) => Part::mfa(mfa.module, mfa.name, mfa.arity),
            None => Part::mfa(atoms::ERLANG, atoms::APPLY, 2),
        },
        atoms::STATUS if process.flags.suspended > 0 => Part::Atom(atoms::SUSPENDED),
        atoms::STATUS if asked_by_self => Part::Atom(atoms::RUNNING),
        atoms::STATUS if process.mailbox.has_unseen() => Part::Atom(atoms::RUNNABLE),
        atoms::STATUS if !trace::is_waiting_place(vm, process.pc) => Part::Atom(atoms::RUNNABLE),
        atoms::STATUS => Part::Atom(atoms::WAITING),
        atoms::MESSAGE_QUEUE_LEN => Part::size(process.mailbox.len()),
        atoms::MESSAGES => messages(process),
        atoms::LINKS => {
            let links = ext.into_iter().flat_map(|ext| ext.relations.links.iter());
            Part::List(
                links
                    .filter(|(_, link)| **link == Link::Active)
                    .map(|(pid, _)| Part::Pid(*pid))
                    .collect(),
            )
        }
        atoms::DICTIONARY => {
            let pairs = ext.into_iter().flat_map(|ext| ext.dictionary.pairs());
            Part::List(
                pairs
                    .map(|(key, value)| Part::Tuple(vec![Part::Word(key), Part::Word(value)]))
                    .collect(),
            )
        }
        atoms::TRAP_EXIT => Part::boolean(process.flags.trap_exit),
        atoms::ERROR_HANDLER => Part::Atom(
            ext.and_then(|ext| ext.error_handler)
                .unwrap_or(atoms::ERROR_HANDLER),
        ),
        atoms::PRIORITY => Part::Atom(priority_atom(process.priority)),
        atoms::GROUP_LEADER => Part::Pid(process.group_leader),
        atoms::TOTAL_HEAP_SIZE => Part::size(process.heap.total_words()),
        atoms::HEAP_SIZE => Part::size(process.heap.block_words()),
        atoms::STACK_SIZE => Part::size(process.heap.stack_words()),
        atoms::MEMORY => {
            let words = process.heap.total_words() + process.mailbox.words();
            Part::size(words * size_of::<Word>() + size_of::<Process>() + size_of::<Slot>())
        }
        atoms::REDUCTIONS => {
            Part::Int(process.total_reductions(i64::from(vm.config().slice)) as i64)
        }
        atoms::GARBAGE_COLLECTION => collection_settings(process),
        atoms::GARBAGE_COLLECTION_INFO => collection_sizes(process),
        atoms::FULLSWEEP_AFTER => {
            number(ext.and_then(|ext| ext.fullsweep_after), DEFAULT_FULLSWEEP)
        }
        atoms::MIN_HEAP_SIZE => number(ext.and_then(|ext| ext.min_heap_size), DEFAULT_MIN_HEAP),
        atoms::MIN_BIN_VHEAP_SIZE => number(
            ext.and_then(|ext| ext.min_bin_vheap_size),
            DEFAULT_MIN_BIN_VHEAP,
        ),
        atoms::MAX_HEAP_SIZE => max_heap(&ext.map(|ext| ext.max_heap).unwrap_or_default()),
        atoms::MESSAGE_QUEUE_DATA => match process.flags.message_queue_off_heap {
            true => Part::Atom(atoms::OFF_HEAP),
            false => Part::Atom(atoms::ON_HEAP),
        },
        atoms::ASYNC_DIST => Part::boolean(process.flags.async_dist),
        atoms::MONITORS => monitors(process),
        atoms::MONITORED_BY => {
            let by = ext
                .into_iter()
                .flat_map(|ext| ext.relations.monitored.values());
            Part::List(by.map(|monitored| Part::Pid(monitored.by)).collect())
        }
        atoms::PARENT => process
            .parent
            .map_or(Part::Atom(atoms::UNDEFINED), Part::Pid),
        atoms::LABEL => {
            // `proc_lib:set_label/1` keeps it in the dictionary.
            let key = Term::atom(atoms::PROCESS_LABEL);
            let atoms = &vm.heap_shared().atoms;
            let found = ext.and_then(|ext| ext.dictionary.get(key, atoms));
            found.map_or(Part::Atom(atoms::UNDEFINED), Part::Word)
        }
        atoms::SUSPENDING => suspending(vm, process),
        atoms::BINARY => binaries(process),
        atoms::PRIORITY_MESSAGES => {
            Part::boolean(ext.is_some_and(|ext| !ext.relations.urgent.is_empty()))
        }
        atoms::SEQUENTIAL_TRACE_TOKEN => Part::List(Vec::new()),
        atoms::LAST_CALLS if ext.is_some_and(|ext| ext.save_calls > 0) => Part::List(Vec::new()),
        atoms::LAST_CALLS => Part::Atom(atoms::FALSE),
        atoms::BACKTRACE => backtrace(vm, process),
        // catchlevel, trace
        _ => Part::Int(0),
    })
}

fn current_function(vm: &Vm, process: &Process) -> Part {
    let place = trace::standing(vm, process).into_iter().next();
    match place.map(|place| place.mfa).or(process.initial_call) {
        Some(mfa) => Part::mfa(mfa.module, mfa.name, mfa.arity),
        None => Part::Atom(atoms::UNDEFINED),
    }
}

/// `{Module, Name, Arity, [{file, File}, {line, Line}]}`.
fn place_part(place: &Place) -> Part {
    let pair = |name, part| Part::Tuple(vec![Part::Atom(name), part]);
    let location = match &place.position {
        Some((file, line)) => vec![
            pair(
                atoms::FILE,
                Part::List(file.chars().map(|c| Part::Int(c as i64)).collect()),
            ),
            pair(atoms::LINE, Part::Int(i64::from(*line))),
        ],
        None => Vec::new(),
    };
    Part::Tuple(vec![
        Part::Atom(place.mfa.module),
        Part::Atom(place.mfa.name),
        Part::Int(i64::from(place.mfa.arity)),
        Part::List(location),
    ])
}

/// The stack as text, a line for each place.
fn backtrace(vm: &Vm, process: &Process) -> Part {
    let table = &vm.heap_shared().atoms;
    let line = |place: &Place| {
        let Mfa {
            module,
            name,
            arity,
        } = place.mfa;
        let position = match &place.position {
            Some((file, line)) => format!(" {file}:{line}"),
            None => String::new(),
        };
        format!(
            "{}:{}/{arity}{position}\n",
            table.text(module),
            table.text(name)
        )
    };
    let places = trace::standing(vm, process);
    let text: String = places.iter().map(line).collect();
    Part::Bytes(text.into_bytes())
}

/// `[{Pid, ActiveSuspends, OutstandingSuspends}]`.
fn suspending(vm: &Vm, process: &Process) -> Part {
    let all = process.ext().into_iter().flat_map(|ext| &ext.suspending);
    let live = all.filter(|(pid, _)| vm.processes().is_alive(**pid));
    Part::List(
        live.map(|(pid, n)| {
            Part::Tuple(vec![
                Part::Pid(*pid),
                Part::Int(i64::from(*n)),
                Part::Int(0),
            ])
        })
        .collect(),
    )
}

/// `[{Id, Size, Holders}]` of the counted buffers that the process holds.
fn binaries(process: &Process) -> Part {
    let mut all = process.heap.buffers();
    if !process.flags.message_queue_off_heap {
        process.mailbox.buffers(&mut all);
    }
    Part::List(
        all.iter()
            .map(|buffer| {
                Part::Tuple(vec![
                    Part::Int((buffer.id >> 4) as i64),
                    Part::size(buffer.bytes),
                    Part::size(buffer.holders),
                ])
            })
            .collect(),
    )
}

/// `garbage_collection_info`: sizes in words.
pub(crate) fn collection_sizes(process: &Process) -> Part {
    let heap = &process.heap;
    let row = |name, words| Part::Tuple(vec![Part::Atom(name), Part::size(words)]);
    let outside = heap.outside_bytes() / size_of::<Word>();
    Part::List(vec![
        row(atoms::OLD_HEAP_BLOCK_SIZE, heap.old_block_words()),
        row(atoms::HEAP_BLOCK_SIZE, heap.block_words()),
        row(atoms::MBUF_SIZE, heap.policy.fragment_words()),
        row(atoms::RECENT_SIZE, heap.recent_words()),
        row(atoms::STACK_SIZE, heap.stack_words()),
        row(atoms::OLD_HEAP_SIZE, heap.old_words()),
        row(atoms::HEAP_SIZE, heap.used_words()),
        row(atoms::BIN_VHEAP_SIZE, outside),
        row(atoms::BIN_VHEAP_BLOCK_SIZE, DEFAULT_MIN_BIN_VHEAP as usize),
        row(atoms::BIN_OLD_VHEAP_SIZE, 0),
        row(
            atoms::BIN_OLD_VHEAP_BLOCK_SIZE,
            DEFAULT_MIN_BIN_VHEAP as usize,
        ),
    ])
}

fn messages(process: &Process) -> Part {
    let mut all = Vec::with_capacity(process.mailbox.len());
    process
        .mailbox
        .for_each(|message| all.push(Part::Word(message.word())));
    Part::List(all)
}

fn monitors(process: &Process) -> Part {
    let all = process
        .ext()
        .into_iter()
        .flat_map(|ext| ext.relations.monitoring.values());
    Part::List(
        all.map(|monitoring| {
            let target = match monitoring.target {
                MonitorTarget::Process(pid) => Part::Pid(pid),
                MonitorTarget::Name(name, _) => {
                    Part::Tuple(vec![Part::Atom(name), Part::Atom(atoms::NONODE_NOHOST)])
                }
                MonitorTarget::TimeOffset => {
                    let service = Part::Atom(atoms::CLOCK_SERVICE);
                    return Part::Tuple(vec![Part::Atom(atoms::TIME_OFFSET), service]);
                }
            };
            Part::Tuple(vec![Part::Atom(atoms::PROCESS), target])
        })
        .collect(),
    )
}

fn number(set: Option<u32>, default: u32) -> Part {
    Part::Int(i64::from(set.unwrap_or(default)))
}

fn collection_settings(process: &Process) -> Part {
    let ext = process.ext();
    let pair = |name, part| Part::Tuple(vec![Part::Atom(name), part]);
    Part::List(vec![
        pair(
            atoms::MAX_HEAP_SIZE,
            max_heap(&ext.map(|ext| ext.max_heap).unwrap_or_default()),
        ),
        pair(
            atoms::MIN_BIN_VHEAP_SIZE,
            number(
                ext.and_then(|ext| ext.min_bin_vheap_size),
                DEFAULT_MIN_BIN_VHEAP,
            ),
        ),
        pair(
            atoms::MIN_HEAP_SIZE,
            number(ext.and_then(|ext| ext.min_heap_size), DEFAULT_MIN_HEAP),
        ),
        pair(
            atoms::FULLSWEEP_AFTER,
            number(ext.and_then(|ext| ext.fullsweep_after), DEFAULT_FULLSWEEP),
        ),
        pair(
            atoms::MINOR_GCS,
            Part::Int(i64::from(process.heap.policy.minors)),
        ),
    ])
}

fn max_heap(max: &MaxHeap) -> Part {
    Part::Map(vec![
        (atoms::ERROR_LOGGER, Part::boolean(max.error_logger)),
        (
            atoms::INCLUDE_SHARED_BINARIES,
            Part::boolean(max.include_shared_binaries),
        ),
        (atoms::KILL, Part::boolean(max.kill)),
        (atoms::SIZE, Part::size(max.size)),
    ])
}

/// What `process_flag(max_heap_size, _)` gives back.
pub(super) fn done_max_heap(ctx: &mut Ctx<'_>, max: &MaxHeap) -> Outcome {
    let part = max_heap(max);
    let words = part.words(ctx.vm().heap_shared());
    let w = ctx.reserve(words)?;
    let term = part.build(&w).map_err(no_memory)?;
    w.done(term)
}

/// The answer to a request: `{Item, Value}`, a list of such, or `[]` for a name that there is not.
fn answer_part(vm: &Vm, process: &Process, items: Term<'_>, asked_by_self: bool) -> Part {
    let pair = |item: Item<'_>| match item {
        Item::Plain(atom) => {
            let value = value(vm, process, atom, asked_by_self)?;
            Some(Part::Tuple(vec![Part::Atom(atom), value]))
        }
        Item::Key(key) => {
            let atoms = &vm.heap_shared().atoms;
            let found = process.ext().and_then(|ext| ext.dictionary.get(key, atoms));
            // The key stands in the request, which lives until the answer is made.
            let name = Part::Tuple(vec![Part::Atom(atoms::DICTIONARY), Part::Word(key.word())]);
            Some(Part::Tuple(vec![
                name,
                found.map_or(Part::Atom(atoms::UNDEFINED), Part::Word),
            ]))
        }
    };
    if items.is_atom_value(ALL_STANDARD) {
        let all = STANDARD.iter().filter_map(|&atom| pair(Item::Plain(atom)));
        return Part::List(all.collect());
    }
    if !items.is_list() {
        return item(items).and_then(pair).unwrap_or(Part::List(Vec::new()));
    }
    let all = items.list().filter_map(item);
    Part::List(
        all.map(|item| {
            let name = if let Item::Plain(atom) = item {
                atom
            } else {
                atoms::DICTIONARY
            };
            // In a list of items a missing name is shown as such.
            pair(item)
                .unwrap_or_else(|| Part::Tuple(vec![Part::Atom(name), Part::List(Vec::new())]))
        })
        .collect(),
    )
}

fn answer_fragment(
    vm: &Vm,
    process: &Process,
    items: Term<'_>,
    asked_by_self: bool,
) -> Result<Fragment, OutOfMemory> {
    let shared = vm.heap_shared();
    let part = answer_part(vm, process, items, asked_by_self);
    Fragment::allocate(shared, part.words(shared))?.build(shared, |w| part.build(w))
}

/// Answers the request of another process: the machine's info hook.
pub fn answer(machine: &mut Machine, process: &mut Process, request: InfoRequest) {
    let InfoRequest {
        from,
        reference,
        items,
    } = request;
    let by_itself = from == process.pid;
    let answer = answer_fragment(machine.vm(), process, items.root(), by_itself)
        .or_else(|_| Fragment::immediate(machine.vm().heap_shared(), Term::atom(atoms::UNDEFINED)));
    if let Ok(answer) = answer {
        // Gone meanwhile: then it does not want to know.
        let _ = send::signal(machine, from, Signal::Answer { reference, answer });
    }
}

pub fn process_info_1(ctx: &mut Ctx<'_>) -> Outcome {
    let all = Term::atom(ALL_STANDARD);
    let items = Fragment::immediate(ctx.vm().heap_shared(), all).map_err(no_memory)?;
    ask(ctx, items)
}

pub fn process_info_2(ctx: &mut Ctx<'_>) -> Outcome {
    let items = ctx.arg(1);
    let known = if items.is_list() {
        items.list().proper_length().is_some() && items.list().all(|term| item(term).is_some())
    } else {
        item(items).is_some()
    };
    if !known {
        return Err(Raise::BADARG);
    }
    let items = copy::to_fragment(items, ctx.vm().heap_shared()).map_err(no_memory)?;
    ask(ctx, items)
}

fn has_signals(ctx: &Ctx<'_>) -> bool {
    let slot = ctx.vm().processes().find(ctx.process().pid);
    slot.is_some_and(|slot| slot.slot().status.has_signals())
}

fn ask(ctx: &mut Ctx<'_>, items: Fragment) -> Outcome {
    let pid = ctx.arg(0).as_local_pid().ok_or(Raise::BADARG)?;
    let own = ctx.process().pid;
    // What it sent to itself, or others told it, comes first: then it asks as any other does.
    if pid == own && !has_signals(ctx) {
        let answer = answer_fragment(ctx.machine.vm(), ctx.process, items.root(), true)
            .map_err(no_memory)?;
        let word = ctx.process_mut().heap.adopt(answer);
        return ctx.done(Term::inside(word));
    }
    let reference = ctx.new_ref_id();
    let request = Signal::InfoRequest(Box::new(InfoRequest {
        from: own,
        reference,
        items,
    }));
    match send::signal(ctx.machine, pid, request) {
        Ok(()) => ctx.wait(Await(reference), &[]),
        Err(_) => done(ctx, &Out::Atom(atoms::UNDEFINED)),
    }
}
