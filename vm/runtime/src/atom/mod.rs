//! Atoms: a number per text, per VM. `atoms` holds the numbers of those that Rust code names.

pub mod table;

pub use table::{AtomError, AtomTable};

/// The number of an atom in its VM's table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[repr(transparent)]
pub struct Atom(u32);

impl Atom {
    /// An atom by its number, for tables indexed by atom. Using a number the table never gave is harmless: its text is empty.
    pub const fn from_index(index: u32) -> Atom {
        Atom(index)
    }

    pub const fn index(self) -> u32 {
        self.0
    }

    pub const fn boolean(value: bool) -> Atom {
        if value { atoms::TRUE } else { atoms::FALSE }
    }
}

macro_rules! define_atoms {
    ($($name:ident = $text:literal;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "spelled as in the table; only numbers the atoms")]
        #[repr(u32)]
        enum Numbers { $($name),* }

        /// The predefined atoms.
        pub mod atoms {
            use super::{Atom, Numbers};
            $(#[doc = concat!("`", $text, "`")] pub const $name: Atom = Atom(Numbers::$name as u32);)*
        }

        /// Texts of the predefined atoms, by number.
        pub(crate) const PREDEFINED: &[&str] = &[$($text),*];
    };
}

purlin_isa::for_each_atom!(define_atoms);
