//! Interned text: atoms, variables, macro and record names of one compilation are small integers.

use std::collections::HashMap;

/// An interned string. Names of one `Interner` are equal exactly when their texts are.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
#[repr(transparent)]
pub struct Name(pub u32);

/// Text to `Name` and back. Entries are never removed: it lives as long as one compilation.
#[derive(Default)]
pub struct Interner {
    ids: HashMap<Box<str>, Name>,
    texts: Vec<Box<str>>,
}

impl Interner {
    pub fn new() -> Interner {
        Interner::default()
    }

    pub fn intern(&mut self, text: &str) -> Name {
        if let Some(&name) = self.ids.get(text) {
            return name;
        }
        let name = Name(self.texts.len() as u32);
        self.ids.insert(text.into(), name);
        self.texts.push(text.into());
        name
    }

    /// The name of `text` if it has been interned.
    pub fn find(&self, text: &str) -> Option<Name> {
        self.ids.get(text).copied()
    }

    pub fn text(&self, name: Name) -> &str {
        self.texts.get(name.0 as usize).map_or("", |text| text)
    }
}
