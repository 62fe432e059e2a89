//! The BIF table: every function that is written in Rust, once.
//!
//! A module's exports are the union of its source's and this table's: a library module does not define its natives.
//! Flags: `guard`: allowed in guards, pure; called through the `bif` op. `auto`: imported into every module without a prefix.
//! `yields`: may give up the processor and go on later. Every BIF may raise and may collect unless marked `pure` (never collects).
//! The family is the file under vm/runtime/src/bif/ that holds the handler.

/// Applies the macro `$apply` to the whole table: `family { module:name/arity => handler [flags]; ... }`.
#[macro_export]
macro_rules! for_each_bif {
    ($apply:ident) => {
        $apply! {
            tuple {
                "erlang":"element"/2 => element [guard, auto];
                "erlang":"setelement"/3 => setelement [auto];
                "erlang":"tuple_size"/1 => tuple_size [guard, auto];
            }
        }
    };
}
