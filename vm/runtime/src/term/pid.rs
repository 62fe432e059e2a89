//! Pids and ports. Those of this VM are immediates with a number of 56 bits, whose meaning is the process table's.

use super::Term;

/// A process of this VM.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct LocalPid(u64);

impl LocalPid {
    /// Bits of a number.
    pub const BITS: u32 = 56;

    /// # Panics
    /// In debug builds, if the number has more than 56 bits.
    #[inline]
    pub const fn new(number: u64) -> LocalPid {
        debug_assert!(number >> LocalPid::BITS == 0);
        LocalPid(number)
    }

    #[inline]
    pub const fn number(self) -> u64 {
        self.0
    }

    /// The first number that is printed: the low 28 bits.
    #[inline]
    pub const fn id(self) -> u32 {
        (self.0 & 0x0fff_ffff) as u32
    }

    /// The second number that is printed: what is above.
    #[inline]
    pub const fn serial(self) -> u32 {
        (self.0 >> 28) as u32
    }
}

/// A port of this VM.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct LocalPort(u64);

impl LocalPort {
    #[inline]
    pub const fn new(number: u64) -> LocalPort {
        debug_assert!(number >> LocalPid::BITS == 0);
        LocalPort(number)
    }

    #[inline]
    pub const fn number(self) -> u64 {
        self.0
    }
}

#[derive(Clone, Copy)]
pub enum Pid<'s> {
    Local(LocalPid),
    External(ExternalPid<'s>),
}

#[derive(Clone, Copy)]
pub enum Port<'s> {
    Local(LocalPort),
    External(ExternalPort<'s>),
}

/// Words of an external pid or port.
pub const EXTERNAL_PID_WORDS: usize = 4;

macro_rules! external {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $index:literal => $type:ty, $read:expr;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub struct $name<'s>(Term<'s>);

        impl<'s> $name<'s> {
            #[inline]
            pub(super) fn new(term: Term<'s>) -> $name<'s> {
                $name(term)
            }

            $(
                $(#[$field_doc])*
                pub fn $field(self) -> $type {
                    // SAFETY: V2; the object has three words of payload.
                    let word = unsafe { self.0.word().field($index) };
                    let read: fn(super::Word) -> $type = $read;
                    read(word)
                }
            )*

            #[inline]
            pub fn term(self) -> Term<'s> {
                self.0
            }
        }
    };
}

external! {
    /// A process of another node.
    ExternalPid {
        node: 0 => crate::atom::Atom, |word| crate::atom::Atom::from_index(word.payload() as u32);
        number: 1 => u32, |word| word.bits() as u32;
        serial: 1 => u32, |word| (word.bits() >> 32) as u32;
        creation: 2 => u32, |word| word.bits() as u32;
    }
}

external! {
    /// A port of another node.
    ExternalPort {
        node: 0 => crate::atom::Atom, |word| crate::atom::Atom::from_index(word.payload() as u32);
        number: 1 => u64, |word| word.bits();
        creation: 2 => u32, |word| word.bits() as u32;
    }
}
