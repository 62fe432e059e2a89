//! docs/reference/instructions.md, made from the table in ops.rs. A test fails when the page is stale; `PURLIN_BLESS=1` rewrites it.

use std::fmt::Write;

/// An op as the page shows it.
struct Row {
    family: &'static str,
    name: &'static str,
    doc: String,
    operands: Vec<(&'static str, &'static str)>,
    effects: Vec<&'static str>,
}

macro_rules! define_rows {
    ($($family:ident { $($(#[doc = $doc:literal])* $name:ident = $variant:ident { $($field:ident : $kind:ident),* } [$($effect:ident),*];)* })*) => {
        fn rows() -> Vec<Row> {
            vec![$($(Row {
                family: stringify!($family),
                name: stringify!($name).trim_end_matches('_'),
                doc: <[&str]>::concat(&[$($doc),*]).trim().to_owned(),
                operands: vec![$((stringify!($field), stringify!($kind))),*],
                effects: vec![$(stringify!($effect)),*],
            }),*),*]
        }
    };
}

crate::for_each_op!(define_rows);

const HEAD: &str = "# Instructions

<!-- Made from vm/isa/src/ops.rs; `PURLIN_BLESS=1 cargo test -p purlin-isa` rewrites it. -->

The file's instruction set: what the compiler emits and the verifier checks. The loader turns it into the machine's own, fused ops.
Rules that hold for all of them (frames, sites, effects) stand at the head of `vm/isa/src/ops.rs`, what the verifier checks at the head of
`vm/isa/src/verify/`.

Operands: `Src` a register or constant; `Dst` a register that is written; `Ctx` one that holds a match context; `Both` one that is read and
written; `Label` a place in the code; `Fail` a label or none (then it raises); `Site` a row of the site table: live registers, frame, handler,
line; `Count` a number; `OptCount` slots of a frame or none.

Effects: **collects** garbage, **raises**, **calls**, **yields** the processor, **ends** (does not go on to the next op).
";

/// The page.
pub fn instructions() -> String {
    let mut page = HEAD.to_owned();
    let mut family = "";
    for row in rows() {
        if row.family != family {
            family = row.family;
            // Writing to a string cannot fail.
            let _ = write!(
                page,
                "\n## {family}\n\n| op | operands | effects | meaning |\n|---|---|---|---|\n"
            );
        }
        let operands: Vec<String> = row
            .operands
            .iter()
            .map(|(field, kind)| format!("{field}: {kind}"))
            .collect();
        let doc = row.doc.replace('|', "\\|");
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {doc} |",
            row.name,
            operands.join(", "),
            row.effects.join(", ")
        );
    }
    page
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_page_is_fresh() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../docs/reference/instructions.md"
        );
        let page = super::instructions();
        if std::env::var_os("PURLIN_BLESS").is_some() {
            std::fs::write(path, &page).expect("docs/reference can be written");
        }
        let found = std::fs::read_to_string(path).expect("docs/reference/instructions.md exists");
        assert!(
            found == page,
            "docs/reference/instructions.md is stale: run with PURLIN_BLESS=1"
        );
    }
}
