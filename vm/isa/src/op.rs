//! `Opcode` and `Op`, made from the table in ops.rs.

use crate::operand::*;

macro_rules! define_ops {
    ($($family:ident { $($(#[doc = $doc:literal])* $name:ident = $variant:ident { $($field:ident : $kind:ty),* } [$($effect:ident),*];)* })*) => {
        /// One byte in the file for each op, in table order.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[repr(u8)]
        pub enum Opcode { $($($variant),*),* }

        /// An instruction with its operands.
        #[derive(Clone, PartialEq, Debug)]
        pub enum Op { $($($(#[doc = $doc])* $variant { $($field: $kind),* }),*),* }

        impl Opcode {
            pub const ALL: &'static [Opcode] = &[$($(Opcode::$variant),*),*];

            /// The name in the text form: the table's, without the `_` that keeps it apart from Rust's keywords.
            pub fn name(self) -> &'static str {
                match self { $($(Opcode::$variant => stringify!($name)),*),* }.trim_end_matches('_')
            }

            pub const fn family(self) -> &'static str {
                match self { $($(Opcode::$variant => stringify!($family)),*),* }
            }

            pub const fn effects(self) -> Effects {
                match self { $($(Opcode::$variant => Effects::NONE $(.with(Effects::$effect))*),*),* }
            }
        }

        impl Op {
            pub const fn opcode(&self) -> Opcode {
                match self { $($(Op::$variant { .. } => Opcode::$variant),*),* }
            }
        }
    };
}

/// What an op may do besides writing its destinations: see ops.rs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Effects(u8);

#[allow(non_upper_case_globals, reason = "spelled as in the table")]
impl Effects {
    pub const NONE: Effects = Effects(0);
    pub const collects: Effects = Effects(1);
    pub const raises: Effects = Effects(2);
    pub const calls: Effects = Effects(4);
    pub const yields: Effects = Effects(8);
    pub const ends: Effects = Effects(16);

    pub const fn with(self, other: Effects) -> Effects {
        Effects(self.0 | other.0)
    }

    pub const fn has(self, other: Effects) -> bool {
        self.0 & other.0 == other.0
    }
}

crate::for_each_op!(define_ops);
