//! Interned text: atoms, variables, macro and record names of one compilation are small integers.
//!
//! Words the front half asks for again and again have fixed numbers (`known`), the reserved words first, so that
//! "is this a reserved word" and "is this `export`" are comparisons of integers.

/// An interned string. Names of one `Interner` are equal exactly when their texts are.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[repr(transparent)]
pub struct Name(pub u32);

/// Words every interner knows under the same number.
macro_rules! known_names {
    ($($ident:ident $text:literal)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "only its numbering is used")]
        enum Order { $($ident),* }

        pub mod known {
            //! The names with fixed numbers.
            use super::{Name, Order};
            $(pub const $ident: Name = Name(Order::$ident as u32);)*
        }

        const KNOWN: &[&str] = &[$($text),*];
    };
}

known_names! {
    // Reserved words, in the order of the token table (scan/token.rs checks it).
    AFTER "after" AND "and" ANDALSO "andalso" BAND "band" BEGIN "begin" BNOT "bnot" BOR "bor" BSL "bsl" BSR "bsr"
    BXOR "bxor" CASE "case" CATCH "catch" COND "cond" DIV "div" ELSE "else" END "end" FUN "fun" IF "if" LET "let"
    MAYBE "maybe" NOT "not" OF "of" OR "or" ORELSE "orelse" RECEIVE "receive" REM "rem" TRY "try" WHEN "when" XOR "xor"
    // Everything else.
    EMPTY "" UNDERSCORE "_"
    MODULE "module" EXPORT "export" EXPORT_TYPE "export_type" IMPORT "import" RECORD "record" TYPE "type" OPAQUE "opaque"
    NOMINAL "nominal" SPEC "spec" CALLBACK "callback" OPTIONAL_CALLBACKS "optional_callbacks" BEHAVIOUR "behaviour"
    BEHAVIOR "behavior" FILE "file" COMPILE "compile" ON_LOAD "on_load" VSN "vsn" AUTHOR "author" DOC "doc"
    MODULEDOC "moduledoc" DEPRECATED "deprecated" REMOVED "removed" DIALYZER "dialyzer" NIFS "nifs" FEATURE "feature"
    DEFINE "define" UNDEF "undef" IFDEF "ifdef" IFNDEF "ifndef" ELIF "elif" ENDIF "endif" ERROR "error"
    WARNING "warning" INCLUDE "include" INCLUDE_LIB "include_lib" EXPORT_RECORD "export_record" IMPORT_RECORD "import_record"
    IMPORT_TYPE "import_type"
    MACRO_MODULE "MODULE" MODULE_STRING "MODULE_STRING" MACRO_FILE "FILE" LINE "LINE" MACHINE "MACHINE"
    FUNCTION_NAME "FUNCTION_NAME" FUNCTION_ARITY "FUNCTION_ARITY" OTP_RELEASE "OTP_RELEASE"
    FEATURE_AVAILABLE "FEATURE_AVAILABLE" FEATURE_ENABLED "FEATURE_ENABLED"
    DEFINED "defined" MAYBE_EXPR "maybe_expr" COMPR_ASSIGN "compr_assign" ENABLE "enable" DISABLE "disable"
    TRUE "true" FALSE "false" OK "ok" UNDEFINED "undefined" THROW "throw" EXIT "exit" IS_SUBTYPE "is_subtype"
    UNIT "unit" INTEGER "integer" FLOAT "float" BINARY "binary" BYTES "bytes" BITSTRING "bitstring" BITS "bits"
    UTF8 "utf8" UTF16 "utf16" UTF32 "utf32" SIGNED "signed" UNSIGNED "unsigned" BIG "big" LITTLE "little" NATIVE "native"
    SIGIL_B "b" SIGIL_B_VERBATIM "B" SIGIL_S "s" SIGIL_S_VERBATIM "S"
    RECORD_INFO "record_info" SIZE "size" FIELDS "fields" ERLANG "erlang"
}

/// Text to `Name` and back. Entries are never removed: it lives as long as one compilation.
///
/// Texts lie one after the other in `text`; `slots` is an open-addressing table of name numbers plus one (0 is free),
/// its size a power of two and at most three quarters full.
pub struct Interner {
    text: String,
    entries: Vec<Entry>,
    slots: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Entry {
    start: u32,
    len: u32,
    hash: u32,
}

impl Default for Interner {
    fn default() -> Interner {
        Interner::new()
    }
}

impl Interner {
    pub fn new() -> Interner {
        let mut interner = Interner {
            text: String::with_capacity(4096),
            entries: Vec::with_capacity(512),
            slots: vec![0; 1024],
        };
        for word in KNOWN {
            interner.intern(word);
        }
        debug_assert_eq!(
            interner.entries.len(),
            KNOWN.len(),
            "a known name is listed twice"
        );
        interner
    }

    pub fn intern(&mut self, text: &str) -> Name {
        let hash = hash(text.as_bytes());
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            match self.slots[slot] {
                0 => return self.insert(text, hash, slot),
                id if self.holds(id - 1, text, hash) => return Name(id - 1),
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    /// The name of `text` if it has been interned.
    pub fn find(&self, text: &str) -> Option<Name> {
        let hash = hash(text.as_bytes());
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            match self.slots[slot] {
                0 => return None,
                id if self.holds(id - 1, text, hash) => return Some(Name(id - 1)),
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    pub fn text(&self, name: Name) -> &str {
        self.entries
            .get(name.0 as usize)
            .map_or("", |entry| self.entry_text(entry))
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn entry_text(&self, entry: &Entry) -> &str {
        &self.text[entry.start as usize..(entry.start + entry.len) as usize]
    }

    fn holds(&self, id: u32, text: &str, hash: u32) -> bool {
        let entry = &self.entries[id as usize];
        entry.hash == hash && self.entry_text(entry) == text
    }

    fn insert(&mut self, text: &str, hash: u32, slot: usize) -> Name {
        let name = Name(self.entries.len() as u32);
        self.entries.push(Entry {
            start: self.text.len() as u32,
            len: text.len() as u32,
            hash,
        });
        self.text.push_str(text);
        self.slots[slot] = name.0 + 1;
        if self.entries.len() * 4 > self.slots.len() * 3 {
            self.grow();
        }
        name
    }

    #[cold]
    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        let mut slots = vec![0; mask + 1];
        for (id, entry) in self.entries.iter().enumerate() {
            let mut slot = entry.hash as usize & mask;
            while slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = id as u32 + 1;
        }
        self.slots = slots;
    }
}

/// Eight bytes at a time, multiply and fold: names are short and trusted not to be chosen against us more than
/// any other source text is.
fn hash(bytes: &[u8]) -> u32 {
    const K: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut state = bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk
            .iter()
            .rev()
            .fold(0u64, |word, &byte| word << 8 | u64::from(byte));
        state = (state ^ word).wrapping_mul(K);
        state ^= state >> 29;
    }
    let rest = chunks
        .remainder()
        .iter()
        .rev()
        .fold(0u64, |word, &byte| word << 8 | u64::from(byte));
    state = (state ^ rest).wrapping_mul(K);
    (state >> 32) as u32 ^ state as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_equal_names_across_growth() {
        let mut interner = Interner::new();
        let names: Vec<Name> = (0..5000)
            .map(|i| interner.intern(&format!("name_{i}")))
            .collect();
        for (i, &name) in names.iter().enumerate() {
            assert_eq!(interner.text(name), format!("name_{i}"));
            assert_eq!(interner.intern(&format!("name_{i}")), name);
        }
        assert_eq!(interner.find("never seen"), None);
        assert_eq!(interner.find("case"), Some(known::CASE));
        assert_eq!(interner.text(known::EMPTY), "");
    }
}
