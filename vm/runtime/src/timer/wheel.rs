//! A hierarchical timing wheel: constant-time insert and cancel, for a million timers.
//!
//! Time is counted in ticks. Level `l` has 64 slots of `64^l` ticks each; an entry sits in the level where its distance fits and moves down when the
//! wheel reaches its slot. Each slot is a doubly linked list through a slab, so cancelling needs no search.
//!
//! W1. Every entry is in exactly one slot list; `occupied[l]` has the bit of each slot of level `l` that is not empty.
//! W2. No entry's tick lies before `now` except those that `insert` moved up to `now + 1`.
//! W3. A `TimerId` names an entry only while its generation agrees.

const BITS: u32 = 6;
const SLOTS: usize = 1 << BITS;
const LEVELS: usize = 8;
const NIL: u32 = u32::MAX;

/// Names a timer until it fires or is cancelled.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TimerId {
    pub index: u32,
    pub generation: u32,
}

struct Entry<T> {
    tick: u64,
    generation: u32,
    previous: u32,
    next: u32,
    level: u8,
    slot: u8,
    value: Option<T>,
}

pub struct Wheel<T> {
    now: u64,
    heads: [[u32; SLOTS]; LEVELS],
    occupied: [u64; LEVELS],
    entries: Vec<Entry<T>>,
    free: u32,
    len: usize,
}

impl<T> Wheel<T> {
    pub fn new(now: u64) -> Wheel<T> {
        Wheel {
            now,
            heads: [[NIL; SLOTS]; LEVELS],
            occupied: [0; LEVELS],
            entries: Vec::new(),
            free: NIL,
            len: 0,
        }
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Fires `value` at `tick`, or at the next tick if that is past.
    pub fn insert(&mut self, tick: u64, value: T) -> TimerId {
        let index = self.take_entry();
        let tick = tick.max(self.now + 1);
        let entry = &mut self.entries[index as usize];
        entry.tick = tick;
        entry.value = Some(value);
        let generation = entry.generation;
        self.link(index);
        self.len += 1;
        TimerId { index, generation }
    }

    pub fn cancel(&mut self, id: TimerId) -> Option<T> {
        self.value(id)?;
        self.unlink(id.index);
        self.release(id.index)
    }

    pub fn value(&self, id: TimerId) -> Option<&T> {
        let entry = self.entries.get(id.index as usize)?;
        entry
            .value
            .as_ref()
            .filter(|_| entry.generation == id.generation)
    }

    /// When a timer fires.
    pub fn tick_of(&self, id: TimerId) -> Option<u64> {
        self.value(id)?;
        Some(self.entries[id.index as usize].tick)
    }

    /// A tick at or before which nothing fires earlier: when to look again. Exact for the nearest 64 ticks.
    pub fn next_tick(&self) -> Option<u64> {
        (0..LEVELS)
            .filter_map(|level| self.next_slot_start(level))
            .min()
    }

    /// Moves to `tick`, giving all that fires, in order of ticks and, within one, of insertion.
    pub fn advance(&mut self, tick: u64, mut fire: impl FnMut(T)) {
        while self.now < tick {
            let Some(next) = self.next_tick().filter(|&next| next <= tick) else {
                self.now = tick;
                return;
            };
            self.now = next;
            self.cascade();
            self.fire_slot(&mut fire);
        }
    }

    fn fire_slot(&mut self, fire: &mut impl FnMut(T)) {
        let slot = self.now as usize % SLOTS;
        while self.heads[0][slot] != NIL {
            let index = self.heads[0][slot];
            self.unlink(index);
            if let Some(value) = self.release(index) {
                fire(value);
            }
        }
    }

    /// Start of the next occupied slot of a level, as a tick after `now`.
    fn next_slot_start(&self, level: usize) -> Option<u64> {
        let shift = BITS * level as u32;
        let position = self.now >> shift;
        let here = (position % SLOTS as u64) as u32;
        // Slots after this one come first, then those before it, in the next turn. The current slot of a level is always a full turn away.
        let rotated = self.occupied[level].rotate_right((here + 1) % 64);
        if rotated == 0 {
            return None;
        }
        Some((position + 1 + u64::from(rotated.trailing_zeros())) << shift)
    }

    /// Moves down what sits in slots whose time has come.
    fn cascade(&mut self) {
        for level in (1..LEVELS).rev() {
            let shift = BITS * level as u32;
            if self.now & ((1 << shift) - 1) != 0 {
                continue;
            }
            let slot = (self.now >> shift) as usize % SLOTS;
            let mut index = std::mem::replace(&mut self.heads[level][slot], NIL);
            self.occupied[level] &= !(1 << slot);
            let mut moved = Vec::new();
            while index != NIL {
                moved.push(index);
                index = self.entries[index as usize].next;
            }
            for index in moved {
                self.link(index);
            }
        }
    }

    fn link(&mut self, index: u32) {
        let tick = self.entries[index as usize].tick;
        let (level, slot) = self.place(tick);
        let head = self.heads[level][slot];
        // Lists are circular backwards: the head's `previous` is the last, so that entries are appended in constant time.
        let entry = &mut self.entries[index as usize];
        entry.level = level as u8;
        entry.slot = slot as u8;
        entry.next = NIL;
        if head == NIL {
            entry.previous = index;
            self.heads[level][slot] = index;
            self.occupied[level] |= 1 << slot;
        } else {
            let last = self.entries[head as usize].previous;
            self.entries[index as usize].previous = last;
            self.entries[last as usize].next = index;
            self.entries[head as usize].previous = index;
        }
    }

    /// The lowest level whose turn reaches the tick. What is further away than all turns waits in the highest level and is placed again then.
    fn place(&self, tick: u64) -> (usize, usize) {
        for level in 0..LEVELS {
            let shift = BITS * level as u32;
            if (tick >> shift) - (self.now >> shift) < SLOTS as u64 {
                return (level, (tick >> shift) as usize % SLOTS);
            }
        }
        let shift = BITS * (LEVELS as u32 - 1);
        (
            LEVELS - 1,
            ((self.now >> shift) as usize + SLOTS - 1) % SLOTS,
        )
    }

    fn unlink(&mut self, index: u32) {
        let entry = &self.entries[index as usize];
        let (level, slot) = (entry.level as usize, entry.slot as usize);
        let (previous, next) = (entry.previous, entry.next);
        let head = self.heads[level][slot];
        if head == index {
            self.heads[level][slot] = next;
            if next == NIL {
                self.occupied[level] &= !(1 << slot);
            } else {
                self.entries[next as usize].previous = previous;
            }
        } else {
            self.entries[previous as usize].next = next;
            let after = if next == NIL { head } else { next };
            self.entries[after as usize].previous = previous;
        }
    }

    fn take_entry(&mut self) -> u32 {
        if self.free != NIL {
            let index = self.free;
            self.free = self.entries[index as usize].next;
            return index;
        }
        self.entries.push(Entry {
            tick: 0,
            generation: 0,
            previous: NIL,
            next: NIL,
            level: 0,
            slot: 0,
            value: None,
        });
        (self.entries.len() - 1) as u32
    }

    fn release(&mut self, index: u32) -> Option<T> {
        let entry = &mut self.entries[index as usize];
        entry.generation = entry.generation.wrapping_add(1);
        entry.next = self.free;
        self.free = index;
        self.len -= 1;
        entry.value.take()
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    fn fired(wheel: &mut Wheel<u64>, to: u64) -> Vec<u64> {
        let mut out = Vec::new();
        wheel.advance(to, |v| out.push(v));
        out
    }

    #[test]
    fn fires_in_order_at_any_distance() {
        let mut wheel = Wheel::new(1000);
        let distances = [
            1,
            2,
            63,
            64,
            65,
            127,
            128,
            4095,
            4096,
            4097,
            300_000,
            20_000_000,
            1 << 33,
        ];
        for d in distances.iter().rev() {
            wheel.insert(1000 + d, *d);
        }
        for d in distances {
            assert_eq!(
                fired(&mut wheel, 1000 + d - 1),
                [] as [u64; 0],
                "before {d}"
            );
            assert_eq!(fired(&mut wheel, 1000 + d), [d], "at {d}");
        }
        assert!(wheel.is_empty());
    }

    #[test]
    fn past_ticks_fire_next_and_equal_ticks_in_order() {
        let mut wheel = Wheel::new(50);
        wheel.insert(10, 1);
        wheel.insert(51, 2);
        wheel.insert(51, 3);
        assert_eq!(wheel.next_tick(), Some(51));
        assert_eq!(fired(&mut wheel, 60), [1, 2, 3]);
    }

    #[test]
    fn cancelled_timers_are_gone_and_their_ids_stale() {
        let mut wheel = Wheel::new(0);
        let ids: Vec<TimerId> = (0..1000)
            .map(|i| wheel.insert(1 + i * 37 % 5000, i))
            .collect();
        for (i, id) in ids.iter().enumerate() {
            if i % 3 != 0 {
                assert_eq!(wheel.cancel(*id), Some(i as u64));
                assert_eq!(wheel.cancel(*id), None);
            }
        }
        let again = wheel.insert(3, 5000);
        assert!(ids.iter().all(|id| *id != again));
        let out = fired(&mut wheel, 10_000);
        assert_eq!(out.len(), 335);
        assert!(wheel.is_empty() && wheel.next_tick().is_none());
    }

    #[test]
    fn agrees_with_a_sorted_list() {
        let mut seed = 42u64;
        let mut random = move || {
            seed = seed
                .wrapping_mul(6364136223846793005)
                .wrapping_add(1442695040888963407);
            seed >> 33
        };
        let mut wheel = Wheel::new(7);
        let mut model: Vec<(u64, u64)> = Vec::new();
        let mut now = 7;
        for n in 0..3000 {
            let distance = 1 + random() % (1 << (random() % 20));
            wheel.insert(now + distance, n);
            model.push((now + distance, n));
            now += random() % 200;
            let got = fired(&mut wheel, now);
            let mut due: Vec<(u64, u64)> = model.iter().copied().filter(|e| e.0 <= now).collect();
            due.sort();
            model.retain(|e| e.0 > now);
            assert_eq!(got, due.iter().map(|e| e.1).collect::<Vec<_>>());
        }
    }
}
