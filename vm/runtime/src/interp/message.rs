//! Send and receive.

use super::collect::room_or_die;
use super::dispatch::{
    M, Regs, a, away, b, c, fetch, get, leave, process, put, reload, spill, term, wide,
};
use super::machine::Stop;
use super::raise;
use super::table::{KIND_Y, Loaded, OPCODE_MASK};
use crate::atom::atoms;
use crate::code::export::Mfa;
use crate::code::module::{NO_FRAME, Rec};
use crate::exception::raise::{Kind, Raise};
use crate::message::send::Copying;
use crate::message::{receive, send as sending};
use crate::term::{Term, Word};
use crate::timer::service::Event;
use crate::tracing::hurry;

pub(super) unsafe fn send(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let (to, message) = (get(m, r, a(w)), get(m, r, b(w)));
        spill(m, r);
        let (to_, content) = (term(to), term(message));
        if let Some(words) = sending::quick(&mut *m, process(m), to_, content) {
            put(m, r, c(w), message);
            return Regs {
                reds: r.reds - 1 - (words / 32) as i64,
                ..r.next(w)
            };
        }
        let sent = sending::to_term(&mut *m, process(m), to_, content, false, Copying::MayPause);
        match sent {
            Ok(None) => pause_send(m, r, w),
            Ok(Some(words)) => {
                put(m, r, c(w), message);
                Regs {
                    reds: r.reds - 1 - (words / 32) as i64,
                    ..r.next(w)
                }
            }
            Err(error) => {
                (*m).roots.start(&[to, message]);
                let head = Mfa {
                    module: atoms::ERLANG,
                    name: atoms::SEND,
                    arity: 2,
                };
                raise::raise(m, r.rec(1), error, Some(head))
            }
        }
    }
}

/// The message is copied in slices, then the op runs again: operands and what lives at the op wait in the process.
#[cold]
#[inline(never)]
unsafe fn pause_send(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3; the op has been spilled; word 1 is the record. Nothing collects the process while it copies, so Y slots keep what they hold.
    unsafe {
        let rec = r.rec(1);
        set_frame_record(r, rec);
        save_x(m, (*rec).live_x());
        for operand in [a(w), b(w)] {
            if operand < KIND_Y {
                save_x(m, &[operand]);
            }
        }
        super::tracing::will_be_back(m, r);
        leave(m, Stop::Preempted)
    }
}

/// # Safety
/// D3.
unsafe fn save_x(m: M, registers: &[u16]) {
    // SAFETY: D3; the process is ours.
    unsafe {
        let saved = &mut process(m).saved_x;
        for &i in registers {
            let i = i as usize;
            if saved.len() <= i {
                saved.resize(i + 1, Word::NIL);
            }
            saved[i] = (&(*m).x)[i];
        }
    }
}

#[inline(always)]
pub(super) unsafe fn recv_peek(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let p = process(m);
        if p.mailbox.has_unseen() {
            // A receive begins: the time to collect what was adopted before. Later on: the time to let others run.
            let due = match p.mailbox.is_at_first() {
                true => p.heap.wants_collection() || (*m).stress,
                false => r.reds <= 0,
            };
            if !due && let Some(word) = p.mailbox.peek() {
                put(m, r, a(w), word);
                return r.skip(2);
            }
        }
        away(m, r, w, |m, r, w| match process(m).mailbox.has_unseen() {
            true => peek(m, r, w),
            false => peek_empty(m, r, w),
        })
    }
}

/// There is a message at the save pointer, and a collection may be due.
#[cold]
#[inline(never)]
unsafe fn peek(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3; word 1 is the record.
    unsafe {
        let mut r = r;
        if r.reds <= 0 && !process(m).mailbox.is_at_first() {
            return pause_search(m, r);
        }
        if process(m).heap.wants_collection() || (*m).stress {
            (*m).roots.clear();
            r = match room_or_die(m, r, r.rec(1), 0) {
                Ok(r) => r,
                Err(r) => return r,
            };
        }
        match process(m).mailbox.peek() {
            Some(word) => {
                put(m, r, a(w), word);
                r.skip(2)
            }
            None => r.jump(wide(w)),
        }
    }
}

/// The slice is over, many messages are still to be looked at: the receive goes on in the next one, where it stands.
unsafe fn pause_search(m: M, r: Regs) -> Regs {
    // SAFETY: D1, D3; word 1 is the record.
    unsafe {
        let rec = r.rec(1);
        set_frame_record(r, rec);
        spill(m, r);
        save_x(m, (*rec).live_x());
        super::tracing::will_be_back(m, r);
        leave(m, Stop::Preempted)
    }
}

/// The mailbox is empty from the save pointer on: what is in the inbox comes in first.
#[cold]
#[inline(never)]
unsafe fn peek_empty(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: the process is ours; signals are handled between instructions, where its live registers are those of the op.
    unsafe {
        let p = process(m);
        let Some(slot) = (*m).vm().processes().find(p.pid) else {
            return r.jump(wide(w));
        };
        if !slot.slot().status.has_signals() {
            return r.jump(wide(w));
        }
        spill(m, r);
        let rec = r.rec(1);
        set_frame_record(r, rec);
        slot.slot().status.clear_signals();
        (*m).receiving = true;
        receive::handle_all(&mut *m, p, slot.slot());
        (*m).receiving = false;
        if p.doomed.is_some() {
            p.pc = r.pc;
            return leave(m, Stop::Waiting);
        }
        if p.mailbox.has_unseen() {
            return peek(m, reload(m, r.pc), w);
        }
        reload(m, r.pc).jump(wide(w))
    }
}

#[inline(always)]
pub(super) unsafe fn recv_accept(m: M, r: Regs, _: u64) -> Regs {
    // SAFETY: the process is ours.
    unsafe {
        let process = process(m);
        // What it matched may be in registers: the message is the heap's from now on.
        if let Some(message) = process.mailbox.accept() {
            process.heap.adopt(message);
        }
        if process.wait.started {
            cancel_timeout(m);
        }
    }
    r.skip(1)
}

/// The receive is over: its timer goes.
#[cold]
unsafe fn cancel_timeout(m: M) {
    // SAFETY: the process is ours.
    unsafe {
        let wait = &mut process(m).wait;
        wait.started = false;
        wait.timed_out = false;
        wait.serial = wait.serial.wrapping_add(1);
        if let Some((shard, timer)) = wait.timer.take() {
            (*m).vm().timers().cancel(shard as usize, timer);
        }
    }
}

#[inline(always)]
pub(super) unsafe fn recv_skip(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: the process is ours; D1.
    unsafe {
        let mailbox = &mut process(m).mailbox;
        mailbox.skip();
        let peek = r.jump(wide(w));
        let mut reds = r.reds - 1;
        if let Some(tag) = tested_tag(peek.pc, r.pc) {
            let most = reds.clamp(0, MOST_PASSED);
            reds -= mailbox.pass_over(most, |root| tag.is_not(root));
        }
        Regs { reds, ..peek }
    }
}

/// Messages passed over at once.
const MOST_PASSED: i64 = 256;

/// What a receive asks of each message first: is it a tuple with that header and that first element?
#[derive(Clone, Copy)]
struct Tag {
    header: u64,
    first: u64,
}

impl Tag {
    /// # Safety
    /// D3: it is a message's root.
    #[inline(always)]
    unsafe fn is_not(self, root: Word) -> bool {
        // SAFETY: a tuple with that header has a first element.
        unsafe {
            !(root.is_tuple()
                && root.object_header().bits() == self.header
                && root.element(0).bits() == self.first)
        }
    }
}

/// If behind the peek at `peek` there is such a test, which leads to the skip at `skip` where it fails.
///
/// # Safety
/// D1: words 0 of instructions.
#[inline(always)]
unsafe fn tested_tag(peek: *const u64, skip: *const u64) -> Option<Tag> {
    // SAFETY: passed on; an instruction is behind a peek, which has two words, and a test has four.
    unsafe {
        let test = peek.add(2);
        let (w, v) = (fetch(peek), fetch(test));
        let is_test = [
            Loaded::IsTaggedX,
            Loaded::IsTaggedX_GetElementXX,
            Loaded::IsTaggedX_GetElementXX_GetElementXX,
        ]
        .iter()
        .any(|&op| v & OPCODE_MASK == op as u64);
        let is_peek = w & OPCODE_MASK == Loaded::RecvPeek as u64;
        if !(is_peek && is_test && a(w) == a(v)) {
            return None;
        }
        (test.wrapping_offset(wide(v) as isize) == skip).then(|| Tag {
            header: *test.add(1),
            first: *test.add(2),
        })
    }
}

/// Makes the stack walkable while the op stands still: its record on its frame.
unsafe fn set_frame_record(r: Regs, rec: *const Rec) {
    // SAFETY: `[sp]` of a frame is kept for a record.
    unsafe {
        if (*rec).frame != NO_FRAME {
            *r.sp = Word::from_bits(rec as u64);
        }
    }
}

/// Sleeps; goes on at `next`. No X register survives.
unsafe fn sleep(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: the process is ours; word 1 is the record.
    unsafe {
        set_frame_record(r, r.rec(1));
        spill(m, r.jump(wide(w)));
        leave(m, Stop::Waiting)
    }
}

pub(super) unsafe fn recv_wait(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: passed on.
    unsafe { sleep(m, r, w) }
}

pub(super) unsafe fn recv_wait_timeout(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D1, D3.
    unsafe {
        let wait = &process(m).wait;
        if wait.started && !wait.timed_out {
            return sleep(m, r, w);
        }
        if !wait.started {
            let timeout = term(get(m, r, a(w)));
            if timeout.is_atom_value(atoms::INFINITY) {
                return sleep(m, r, w);
            }
            match timeout.as_small() {
                Some(0) => {}
                Some(ms @ 1..=MAX_TIMEOUT_MS) => {
                    start_timeout(m, ms as u64);
                    return sleep(m, r, w);
                }
                _ => {
                    // What was skipped waits for the next receive.
                    process(m).mailbox.reset();
                    spill(m, r);
                    let raise = Raise::error(Kind::TimeoutValue)
                        .with_info(crate::exception::raise::Info::None);
                    return raise::raise(m, r.rec(1), raise, None);
                }
            }
        }
        // Time is over.
        if process(m).watch & hurry::RECEIVE != 0 {
            crate::tracing::event::timed_out((*m).vm(), process(m));
        }
        process(m).mailbox.reset();
        cancel_timeout(m);
        r.next(w)
    }
}

/// Longest timeout of a receive.
const MAX_TIMEOUT_MS: i64 = 0xffff_ffff;

unsafe fn start_timeout(m: M, ms: u64) {
    // SAFETY: the process is ours.
    unsafe {
        let p = process(m);
        p.wait.serial = p.wait.serial.wrapping_add(1);
        p.wait.started = true;
        p.wait.timed_out = false;
        let event = Event::Receive {
            pid: p.pid,
            serial: p.wait.serial,
        };
        let (shard, timer) = (*m).start_timer(ms * 1_000_000, event);
        p.wait.timer = Some((shard as u32, timer));
    }
}

pub(super) unsafe fn recv_mark(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D3.
    unsafe {
        let p = process(m);
        // What is in the inbox has arrived, too, but is not in order yet; starting earlier is always right.
        let marker = p.mailbox.mark();
        put(
            m,
            r,
            a(w),
            Word::try_small(marker as i64).unwrap_or(Word::ZERO),
        );
    }
    r.next(w)
}

pub(super) unsafe fn recv_bind(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D3.
    unsafe {
        let marker = term(get(m, r, a(w))).as_small();
        let reference = term(get(m, r, b(w))).as_reference().and_then(|r| r.id());
        if let (Some(marker), Some(reference)) = (marker, reference) {
            process(m).mailbox.bind(marker as u64, reference);
        }
    }
    r.next(w)
}

pub(super) unsafe fn recv_use(m: M, r: Regs, w: u64) -> Regs {
    // SAFETY: D3.
    unsafe {
        let reference = term(get(m, r, a(w))).as_reference().and_then(|r| r.id());
        if let Some(reference) = reference {
            process(m).mailbox.use_reference(reference);
        }
    }
    r.next(w)
}

const _: () = assert!(Term::NIL.word().is_nil());
