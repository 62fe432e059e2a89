//! A process's mailbox: messages that arrived, in order, with the save pointer of the receive that is under way.
//!
//! Q1. Messages are a list through `entries`; `first`, `last` and `next` are indices, `NIL` for none.
//! Q2. A message is a fragment until a receive looks at it; then its term belongs to the heap and sits in `current` (the message at the save
//!     pointer) or, once skipped, in `roots`, where the collector finds it.
//! Q3. `save` is the entry that the next peek looks at (`NIL`: the end), `before` the one in front of it.

use crate::heap::Fragment;
use crate::term::{RefId, Word};

const NIL: u32 = u32::MAX;

enum Content {
    Free,
    Fragment(Fragment),
    /// Index into `roots`.
    Root(u32),
    /// In `current`.
    Current,
}

struct Entry {
    next: u32,
    /// How many had arrived, this one included.
    number: u64,
    content: Content,
}

/// The end of the mailbox at some time.
#[derive(Clone, Copy)]
struct Place {
    arrived: u64,
    entry: u32,
}

/// What a peek finds.
pub enum Peek {
    Empty,
    Term(Word),
    /// Not looked at before: adopt it and give the term to `set_current`.
    New(Fragment),
}

pub struct Mailbox {
    entries: Vec<Entry>,
    free: u32,
    first: u32,
    last: u32,
    len: u32,
    save: u32,
    before: u32,
    /// Counts messages that ever arrived.
    arrived: u64,
    current: Word,
    roots: Vec<Word>,
    free_roots: Vec<u32>,
    /// The last mark, and the places of the last references bound.
    marked: Place,
    bound: [Option<(RefId, Place)>; 4],
    next_bound: usize,
}

impl Default for Mailbox {
    fn default() -> Self {
        Mailbox {
            entries: Vec::new(),
            free: NIL,
            first: NIL,
            last: NIL,
            len: 0,
            save: NIL,
            before: NIL,
            arrived: 0,
            current: Word::NIL,
            roots: Vec::new(),
            free_roots: Vec::new(),
            marked: Place {
                arrived: u64::MAX,
                entry: NIL,
            },
            bound: [None; 4],
            next_bound: 0,
        }
    }
}

impl Mailbox {
    pub fn len(&self) -> usize {
        self.len as usize
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn push(&mut self, message: Fragment) {
        self.arrived += 1;
        let index = self.take_entry(Content::Fragment(message));
        if self.last == NIL {
            self.first = index;
        } else {
            self.entries[self.last as usize].next = index;
        }
        if self.save == NIL {
            self.save = index;
            self.before = self.last;
        }
        self.last = index;
        self.len += 1;
    }

    /// Is there a message at the save pointer?
    pub fn has_unseen(&self) -> bool {
        self.save != NIL
    }

    /// The message at the save pointer.
    pub fn peek(&mut self) -> Peek {
        if self.save == NIL {
            return Peek::Empty;
        }
        let entry = &mut self.entries[self.save as usize];
        match std::mem::replace(&mut entry.content, Content::Current) {
            Content::Fragment(fragment) => Peek::New(fragment),
            Content::Root(root) => {
                entry.content = Content::Root(root);
                Peek::Term(self.roots[root as usize])
            }
            Content::Current => Peek::Term(self.current),
            Content::Free => unreachable!("the save pointer is on a message (Q3)"),
        }
    }

    /// After `Peek::New`: the term that the fragment became.
    pub fn set_current(&mut self, term: Word) {
        self.current = term;
    }

    /// Removes the message at the save pointer and goes back to the first.
    pub fn accept(&mut self) {
        if self.save == NIL {
            return;
        }
        let index = self.save;
        let next = self.entries[index as usize].next;
        if self.before == NIL {
            self.first = next;
        } else {
            self.entries[self.before as usize].next = next;
        }
        if self.last == index {
            self.last = self.before;
        }
        self.release(index);
        self.len -= 1;
        self.reset();
        if self.len == 0 {
            self.shrink();
        }
    }

    /// The message at the save pointer does not match.
    pub fn skip(&mut self) {
        if self.save == NIL {
            return;
        }
        let index = self.save as usize;
        if matches!(self.entries[index].content, Content::Current) {
            let root = self.add_root(self.current);
            self.current = Word::NIL;
            self.entries[index].content = Content::Root(root);
        }
        self.before = self.save;
        self.save = self.entries[index].next;
    }

    /// The save pointer goes back to the first message.
    pub fn reset(&mut self) {
        if self.save != NIL && self.save != self.first {
            self.park_current();
        }
        self.save = self.first;
        self.before = NIL;
    }

    /// A marker for the mailbox's end.
    pub fn mark(&mut self) -> u64 {
        self.marked = Place {
            arrived: self.arrived,
            entry: self.last,
        };
        self.arrived
    }

    /// `reference` was made after `marker`.
    pub fn bind(&mut self, marker: u64, reference: RefId) {
        if self.marked.arrived != marker {
            return;
        }
        let place = self.marked;
        self.bound[self.next_bound] = Some((reference, place));
        self.next_bound = (self.next_bound + 1) % self.bound.len();
    }

    /// The next receive starts behind the messages that had arrived when the reference was made, if that place is still known.
    pub fn use_reference(&mut self, reference: RefId) {
        let bound = self.bound.iter().flatten().find(|b| b.0 == reference);
        let Some(&(_, place)) = bound else {
            return;
        };
        let Some(entry) = self.entries.get(place.entry as usize) else {
            return;
        };
        let same = !matches!(entry.content, Content::Free) && entry.number == place.arrived;
        let next = entry.next;
        if same {
            self.park_current();
            self.before = place.entry;
            self.save = next;
        }
    }

    /// Terms that belong to the heap.
    pub fn slots(&mut self, visit: &mut dyn FnMut(&mut [Word])) {
        visit(std::slice::from_mut(&mut self.current));
        visit(&mut self.roots);
    }

    /// All messages in order, for `process_info(messages)`.
    pub fn for_each(&self, mut see: impl FnMut(MessageView<'_>)) {
        let mut index = self.first;
        while index != NIL {
            let entry = &self.entries[index as usize];
            match &entry.content {
                Content::Fragment(fragment) => see(MessageView::Fragment(fragment)),
                Content::Root(root) => see(MessageView::Term(self.roots[*root as usize])),
                Content::Current => see(MessageView::Term(self.current)),
                Content::Free => unreachable!("free entries are in no list (Q1)"),
            }
            index = entry.next;
        }
    }

    fn park_current(&mut self) {
        if self.save == NIL {
            return;
        }
        let index = self.save as usize;
        if matches!(self.entries[index].content, Content::Current) {
            let root = self.add_root(self.current);
            self.current = Word::NIL;
            self.entries[index].content = Content::Root(root);
        }
    }

    fn add_root(&mut self, word: Word) -> u32 {
        if let Some(root) = self.free_roots.pop() {
            self.roots[root as usize] = word;
            return root;
        }
        self.roots.push(word);
        (self.roots.len() - 1) as u32
    }

    fn take_entry(&mut self, content: Content) -> u32 {
        let entry = Entry {
            next: NIL,
            number: self.arrived,
            content,
        };
        if self.free != NIL {
            let index = self.free;
            self.free = self.entries[index as usize].next;
            self.entries[index as usize] = entry;
            return index;
        }
        self.entries.push(entry);
        (self.entries.len() - 1) as u32
    }

    fn release(&mut self, index: u32) {
        let free = self.free;
        let entry = &mut self.entries[index as usize];
        let content = std::mem::replace(&mut entry.content, Content::Free);
        entry.next = free;
        self.free = index;
        match content {
            Content::Root(root) => {
                self.roots[root as usize] = Word::NIL;
                self.free_roots.push(root);
            }
            Content::Current => self.current = Word::NIL,
            Content::Free | Content::Fragment(_) => {}
        }
    }

    /// Gives memory back after a flood.
    fn shrink(&mut self) {
        if self.entries.capacity() > 64 {
            let arrived = self.arrived;
            *self = Mailbox::default();
            self.arrived = arrived;
        }
    }
}

/// A message as `for_each` shows it.
pub enum MessageView<'a> {
    Fragment(&'a Fragment),
    Term(Word),
}
