//! The Erlang library, compiled at build time into one archive that is part of the binary. A module is decoded only when a
//! program first needs it: start-up does not grow with the library.
#![forbid(unsafe_code)]

/// Made by build.rs: a table of names and places, then the compiled modules. See `Archive::parse`.
static ARCHIVE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.bin"));

// Header files: `(path as in -include_lib, text)`, sorted by path.
include!(concat!(env!("OUT_DIR"), "/headers.rs"));

/// A compiled module of the library: the bytes of its module file.
pub fn module(name: &str) -> Option<&'static [u8]> {
    let count = number(0)?;
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        let entry = entry(middle)?;
        match entry.name.cmp(name) {
            std::cmp::Ordering::Equal => return ARCHIVE.get(entry.start..entry.end),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

/// The names of all modules, in order.
pub fn modules() -> impl Iterator<Item = &'static str> {
    (0..number(0).unwrap_or(0)).filter_map(|index| Some(entry(index)?.name))
}

/// The application a module belongs to.
pub fn application(name: &str) -> Option<&'static str> {
    modules()
        .position(|known| known == name)
        .and_then(|index| Some(entry(index)?.application))
}

/// Made by build.rs: entries of module, function, arity and text, see `docs`.
static DOCS: &str = include_str!(concat!(env!("OUT_DIR"), "/docs.txt"));

/// What is documented of a module: name and arity of each function with its text, the module itself under an empty name.
pub fn docs(module: &str) -> impl Iterator<Item = Doc> {
    let all = DOCS.split('\u{1e}').map(|entry| entry.splitn(4, '\u{1f}'));
    all.filter_map(move |mut fields| {
        if fields.next()? != module {
            return None;
        }
        Some(Doc {
            name: fields.next()?,
            arity: fields.next()?.parse().ok()?,
            text: match fields.next()? {
                "" => None,
                text => Some(text).filter(|text| *text != "\u{1c}"),
            },
        })
    })
}

/// Documentation of a function.
pub struct Doc {
    pub name: &'static str,
    pub arity: usize,
    /// Nothing: not documented, or hidden.
    pub text: Option<&'static str>,
}

// Made by build.rs: module, name, arity, text and version of functions that the compiler copies.
include!(concat!(env!("OUT_DIR"), "/copied.rs"));

/// The text of a function that takes a fun first, as a module with the functions that it calls, and the version of the module that it is
/// from.
pub fn copied(module: &str, name: &str, arity: u32) -> Option<(&'static str, i64)> {
    let mut all = COPIED.iter();
    let found = all.find(|row| (row.0, row.1, row.2) == (module, name, arity))?;
    Some((found.3, found.4))
}

/// A header file, by the path `-include_lib` gives: `"eunit/include/eunit.hrl"`.
pub fn header(path: &str) -> Option<&'static str> {
    let at = HEADERS
        .binary_search_by(|(known, _)| (*known).cmp(path))
        .ok()?;
    Some(HEADERS[at].1)
}

/// A row of the archive's table: eight bytes each for the places of name, application and module, then the texts.
struct Entry {
    name: &'static str,
    application: &'static str,
    start: usize,
    end: usize,
}

/// Words (u32, little endian) in a table row.
const ROW_WORDS: usize = 6;

fn entry(index: usize) -> Option<Entry> {
    let row = 1 + index * ROW_WORDS;
    let text = |at: usize| std::str::from_utf8(ARCHIVE.get(number(at)?..number(at + 1)?)?).ok();
    Some(Entry {
        name: text(row)?,
        application: text(row + 2)?,
        start: number(row + 4)?,
        end: number(row + 5)?,
    })
}

fn number(word: usize) -> Option<usize> {
    let bytes = ARCHIVE.get(word * 4..word * 4 + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_module_is_found_by_its_name() {
        let names: Vec<&str> = modules().collect();
        assert!(names.contains(&"lists"));
        assert!(names.is_sorted());
        for name in names {
            assert!(
                module(name).is_some_and(|bytes| bytes.starts_with(b"PURLIN")),
                "{name}"
            );
        }
        assert!(module("no_such_module").is_none());
    }
}
