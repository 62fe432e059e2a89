//! THE table of everything that can be wrong with a program. One row each: name, stable id, severity (a warning names
//! the option that turns it off, `-` if none does), OTP's module and descriptor, headline; the doc comment is the
//! page `purlin explain` shows. `$1`, `$2`... are the diagnostic's arguments.
//!
//! Ids: P00xx scanner, P01xx preprocessor, P02xx parser, P03xx-P06xx checker (errors, then warnings), P09xx the rest.
//! An id is never given to another problem.

use super::diagnostic::Severity;

/// A row.
pub struct Row {
    pub id: &'static str,
    pub name: &'static str,
    pub severity: Severity,
    /// The warning's option without `nowarn_`, or empty.
    pub option: &'static str,
    pub otp_module: &'static str,
    pub otp_term: &'static str,
    pub headline: &'static str,
    /// The lines of the explanation.
    pub explanation: &'static [&'static str],
}

macro_rules! severity {
    (error) => {
        (Severity::Error, "")
    };
    (warning $option:tt) => {
        (Severity::Warning, stringify!($option))
    };
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $name:ident $id:ident ($($severity:tt)*) $module:ident $term:literal $headline:literal;)*) => {
        /// What is wrong.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum Code { $($(#[doc = $doc])* $name),* }

        impl Code {
            pub const ALL: &'static [Code] = &[$(Code::$name),*];
        }

        static ROWS: &[Row] = &[$(Row {
            id: stringify!($id),
            name: stringify!($name),
            severity: severity!($($severity)*).0,
            option: severity!($($severity)*).1,
            otp_module: stringify!($module),
            otp_term: $term,
            headline: $headline,
            explanation: &[$($doc),*],
        }),*];
    };
}

impl Code {
    pub fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    pub fn id(self) -> &'static str {
        self.row().id
    }

    /// The code with an id such as `P0201`, in any case.
    pub fn from_id(id: &str) -> Option<Code> {
        Code::ALL
            .iter()
            .copied()
            .find(|code| code.id().eq_ignore_ascii_case(id))
    }
}

codes! {
    // ---- scanner

    /// A character that no Erlang token begins with. Outside strings, quoted atoms and comments Erlang knows only
    /// Latin-1 letters, digits and punctuation.
    IllegalCharacter P0001 (error) erl_scan "{illegal,character}" "`$1` is not a character Erlang knows here";
    /// An escape after `\` or `$\` that stands for no character: `\x` without hexadecimal digits, a code point above
    /// 10FFFF or between D800 and DFFF.
    IllegalEscape P0002 (error) erl_scan "{illegal,character}" "`$1` does not stand for a character";
    /// A string that is opened and never closed.
    UnterminatedString P0003 (error) erl_scan "{unterminated,string,$1}" "this string is never closed";
    /// A quoted atom that is opened and never closed.
    UnterminatedAtom P0004 (error) erl_scan "{unterminated,atom,$1}" "this quoted atom is never closed";
    /// `$` at the end of the file, without the character that belongs to it.
    UnterminatedChar P0005 (error) erl_scan "{unterminated,char}" "`$$` lacks its character";
    /// A sigil (`~b"..."`, `~s{...}`) that is opened and never closed.
    UnterminatedSigil P0006 (error) erl_scan "{unterminated,$2,$1}" "this sigil is never closed";
    /// A triple-quoted string that is never closed. The closing quotes stand on a line of their own, as many as
    /// opened it.
    UnterminatedTripleString P0007 (error) erl_scan "{unterminated,{string,$2},$1}" "this triple-quoted string is never closed";
    /// Digits that are no number: a digit too large for the base, `_` not between digits, or a letter directly after.
    IllegalInteger P0008 (error) erl_scan "{illegal,integer}" "`$1` is not a number";
    /// A float with an incomplete exponent, or too large to be a float.
    IllegalFloat P0009 (error) erl_scan "{illegal,float}" "`$1` is not a float";
    /// The base of a number such as `16#FF` is between 2 and 36.
    IllegalBase P0010 (error) erl_scan "{base,$1}" "`$1` is not a base: bases are 2 to 36";
    /// An atom has at most 255 characters.
    AtomTooLong P0011 (error) erl_scan "{illegal,atom}" "this atom is longer than 255 characters";
    /// A variable has at most 255 characters.
    VarTooLong P0012 (error) erl_scan "{illegal,var}" "this variable name is longer than 255 characters";
    /// Two string literals that touch. Put white space between strings that are to be joined.
    StringsTouch P0013 (error) erl_scan "string_concat" "two strings without white space between them";
    /// The lines of a triple-quoted string begin with the white space that stands before its closing quotes.
    TripleIndentation P0014 (error) erl_scan "indentation" "this line is indented less than the closing quotes";
    /// After the opening quotes of a triple-quoted string only white space may follow on the line.
    TripleOpening P0015 (error) erl_scan "white_space" "text after the quotes that open a triple-quoted string";
    /// `~` begins a sigil: `~"..."`, `~b"..."`, `~B"..."`, `~s"..."` or `~S"..."`.
    SigilWithoutString P0016 (error) erl_scan "{illegal,string}" "a sigil needs a string right after its name";
    /// The name of a sigil has at most 255 characters.
    IllegalSigil P0017 (error) erl_scan "{illegal,$1}" "this sigil's name is too long";

    // ---- preprocessor

    /// The file is not valid UTF-8. A file in Latin-1 says so in a comment on one of its first two lines:
    /// `%% coding: latin-1`.
    InvalidEncoding P0101 (error) epp "cannot_parse" "this file is not valid UTF-8";
    /// A macro that no `-define` before this place, no option and no include file has defined.
    UndefinedMacro P0102 (error) epp "{undefined,$1,$2}" "macro `$1` is not defined";
    /// A macro is defined, but not with this number of arguments.
    MacroArity P0103 (error) epp "{mismatch,$1}" "macro `$1` is not defined with this many arguments";
    /// The arguments of a macro are separated by commas, none is empty, and brackets and `begin ... end` within them
    /// are balanced.
    MacroArguments P0104 (error) epp "{arg_error,$1}" "the arguments of macro `$1` cannot be told apart";
    /// A macro whose body uses the macro itself, directly or by way of others, would never be done expanding.
    CircularMacro P0105 (error) epp "{circular,$1,$2}" "macro `$1` expands to itself";
    /// `?` is followed by the name of a macro: an atom or a variable.
    MacroCall P0106 (error) epp "{call,$1}" "`?` needs the name of a macro after it";
    /// A macro can be defined again only after `-undef`.
    MacroRedefined P0107 (error) epp "{redefine,$1}" "macro `$1` is defined already";
    /// Predefined macros such as `?LINE` cannot be defined by a program.
    PredefinedMacro P0108 (error) epp "{redefine_predef,$1}" "`$1` is a predefined macro";
    /// A directive whose arguments have the wrong form.
    BadDirective P0109 (error) epp "{bad,$1}" "this `-$1` directive is malformed";
    /// A `-define` ends with `).`.
    DefineNotClosed P0110 (error) epp "missing_parenthesis" "this `-define` is not closed with `).`";
    /// The parameters of a macro have different names.
    DuplicateParameter P0111 (error) epp "{duplicated_argument,$1}" "macro parameter `$1` occurs twice";
    /// Every `-ifdef`, `-ifndef` and `-if` has its `-endif` in the same file.
    UnterminatedConditional P0112 (error) epp "{illegal,\"unterminated\",$1}" "this `-$1` has no `-endif`";
    /// `-else`, `-elif` or `-endif` without a conditional it could belong to.
    UnbalancedConditional P0113 (error) epp "{illegal,\"unbalanced\",$1}" "`-$1` without `-ifdef`, `-ifndef` or `-if` before it";
    /// A conditional has at most one `-else`.
    RepeatedElse P0114 (error) epp "{illegal,\"repeated\",else}" "a second `-else` for the same conditional";
    /// `-elif` comes before `-else`.
    ElifAfterElse P0115 (error) epp "elif_after_else" "`-elif` after `-else`";
    /// The file was found neither beside the including one nor in the include path.
    IncludeNotFound P0116 (error) epp "{include,file,$1}" "cannot find include file `$1`";
    /// The first part of the path is no application known here, or it has no such file.
    IncludeLibNotFound P0117 (error) epp "{include,lib,$1}" "cannot find library include file `$1`";
    /// A file that includes itself, or a very long chain of includes.
    IncludeDepth P0118 (error) epp "{depth,\"include\"}" "includes nest too deep";
    /// The program says so itself.
    ErrorDirective P0119 (error) epp "{error,$1}" "-error($1)";
    /// The program says so itself.
    WarningDirective P0120 (warning -) epp "{warning,$1}" "-warning($1)";
    /// `?FUNCTION_NAME` and `?FUNCTION_ARITY` stand for the function they are used in.
    NotInFunction P0121 (error) epp "{illegal_function,$1}" "`?$1` outside a function";
    /// `?FUNCTION_NAME` and `?FUNCTION_ARITY` cannot begin a form: there is no function yet.
    FunctionMacroFirst P0122 (error) epp "{illegal_function_usage,$1}" "`?$1` cannot begin a form";
    /// Features known here: `maybe_expr`, `compr_assign`.
    UnknownFeature P0123 (error) erl_features "{invalid_features,[$1]}" "there is no feature `$1`";
    /// `-feature` stands before everything but `-module` and comments.
    FeatureTooLate P0124 (error) epp "ftr_after_prefix" "`-feature` after other forms";
    /// Macros can double their arguments again and again; expansion stops at a few million tokens.
    ExpansionTooLarge P0125 (error) epp "{circular,$1,none}" "macro `$1` expands to too much";
    /// All files of a compilation together have room for 4 GiB.
    SourceTooLarge P0126 (error) epp "cannot_parse" "the source is too large";
    /// An include file exists but could not be read.
    IncludeUnreadable P0127 (error) epp "{include,file,$1}" "cannot read `$1`";

    // ---- parser

    /// Something stands where the grammar allows other things only.
    Unexpected P0201 (error) erl_parse "[\"syntax error before: \",$2]" "unexpected $1";
    /// `case`, `if`, `receive`, `try`, `begin`, `maybe` and `fun` with clauses end with `end`.
    MissingEnd P0202 (error) erl_parse "[]" "this `$1` has no `end`";
    /// Every function and attribute ends with a full stop.
    MissingDot P0203 (error) erl_parse "[]" "missing `.` at the end of this form";
    /// Expressions that follow each other, and elements of lists, are separated by commas.
    MissingComma P0204 (error) erl_parse "[]" "missing `,` between two expressions";
    /// Clauses are separated by semicolons.
    MissingSemicolon P0205 (error) erl_parse "[]" "missing `;` between two clauses";
    /// Between a clause's head and its body stands `->`.
    MissingArrow P0206 (error) erl_parse "[]" "missing `->`";
    /// A bracket is opened and never closed.
    UnclosedBracket P0207 (error) erl_parse "[]" "missing `$2`: a `$1` is never closed";
    /// An `end` with no block that it could end.
    StrayEnd P0208 (error) erl_parse "[]" "this `$1` ends nothing";
    /// A closing bracket that does not fit what is open.
    StrayCloser P0209 (error) erl_parse "[]" "this `$1` closes nothing";
    /// After a comma another expression follows.
    DanglingComma P0210 (error) erl_parse "[]" "nothing follows this `,`";
    /// After a semicolon another clause follows; the last clause has none.
    DanglingSemicolon P0211 (error) erl_parse "[]" "nothing follows this `;`";
    /// A clause has a body of at least one expression.
    MissingBody P0212 (error) erl_parse "[]" "this clause has no body";
    /// `when` is followed by a test.
    MissingGuard P0213 (error) erl_parse "[]" "`when` without a test";
    /// An operator stands between two expressions.
    MissingOperand P0214 (error) erl_parse "[]" "`$1` has nothing to its right";
    /// Comparisons do not chain: `A < B < C` is not Erlang.
    ChainedComparison P0215 (error) erl_parse "[]" "`$1` after another comparison";
    /// Programs nest at most a thousand deep.
    NestedTooDeep P0216 (error) erl_parse "\"nesting too deep\"" "this nests too deep";
    /// All clauses of a function have the same name.
    HeadName P0217 (error) erl_parse "[]" "this clause is called `$1`, the others `$2`";
    /// All clauses of a function have the same number of arguments.
    HeadArity P0218 (error) erl_parse "[]" "this clause has $1 arguments, the first one $2";
    /// The value of an attribute has a form the attribute does not allow.
    BadAttribute P0219 (error) erl_parse "\"bad attribute\"" "this is no value for `-$1`";
    /// A record is declared as `-record(name, {field, ...})`.
    BadRecordDeclaration P0220 (error) erl_parse "\"bad record declaration\"" "a record's fields stand in `{...}`";
    /// A record's field is an atom, with or without default and type.
    BadRecordField P0221 (error) erl_parse "\"bad record field\"" "a record's field is named by an atom";
    /// A type is declared as `-type name(Var, ...) :: Type`.
    BadTypeDeclaration P0222 (error) erl_parse "\"bad type declaration\"" "a type is declared as `name(...) :: Type`";
    /// A type's parameters are variables.
    BadTypeVariable P0223 (error) erl_parse "\"bad type variable\"" "this must be a type variable";
    /// The only constraints are `Var :: Type` and `is_subtype(Var, Type)`.
    UnsupportedConstraint P0224 (error) erl_parse "\"unsupported constraint\"" "there is no such constraint";
    /// Sigils are `~`, `~b`, `~B` (binaries), `~s` and `~S` (strings).
    IllegalSigilPrefix P0225 (error) erl_parse "\"illegal sigil prefix\"" "there is no sigil `~$1`";
    /// No letters may follow a sigil's closing quote.
    IllegalSigilSuffix P0226 (error) erl_parse "\"illegal sigil suffix\"" "`$1` after a sigil";
    /// Native records (`#module:name{...}`) are not supported yet.
    NativeRecord P0227 (error) erl_parse "\"native records are not supported\"" "native records are not supported";
}

pub mod template {
    //! Fills `$1` in headlines and descriptors.

    use super::super::diagnostic::Arg;
    use crate::ast::term_tree::TermTree;

    /// A headline with its arguments. `$$` is a dollar sign.
    pub fn text(template: &str, args: &[Arg]) -> String {
        let mut filled = String::new();
        let mut rest = template;
        while let Some(at) = rest.find('$') {
            filled.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            match rest.chars().next() {
                Some(digit @ '1'..='9') => {
                    let index = digit as usize - '1' as usize;
                    filled.push_str(&args.get(index).map_or(String::new(), Arg::shown));
                    rest = &rest[1..];
                }
                _ => {
                    filled.push('$');
                    rest = rest.strip_prefix('$').unwrap_or(rest);
                }
            }
        }
        filled + rest
    }

    /// A descriptor with its arguments. The templates are the table's own: a test reads each of them.
    pub fn term(template: &str, args: &[Arg]) -> TermTree {
        let mut reader = Reader {
            rest: template,
            args,
        };
        reader.term().unwrap_or(TermTree::Nil)
    }

    /// Whether a template is well formed.
    pub fn is_valid(template: &str) -> bool {
        let mut reader = Reader {
            rest: template,
            args: &[],
        };
        reader.term().is_some() && reader.rest.is_empty()
    }

    /// Reads atoms, integers, strings, tuples, lists and `$n`.
    struct Reader<'t> {
        rest: &'t str,
        args: &'t [Arg],
    }

    impl Reader<'_> {
        fn eat(&mut self, token: char) -> bool {
            self.rest = self.rest.trim_start();
            let Some(rest) = self.rest.strip_prefix(token) else {
                return false;
            };
            self.rest = rest;
            true
        }

        fn term(&mut self) -> Option<TermTree> {
            if self.eat('{') {
                return self.sequence('}').map(TermTree::Tuple);
            }
            if self.eat('[') {
                return self.sequence(']').map(TermTree::list);
            }
            if self.eat('"') {
                return self.until('"').map(TermTree::chars);
            }
            if self.eat('\'') {
                return self.until('\'').map(TermTree::atom);
            }
            if self.eat('$') {
                let digit = self.word(|c| c.is_ascii_digit())?.parse::<usize>().ok()?;
                return Some(
                    self.args
                        .get(digit.checked_sub(1)?)
                        .map_or(TermTree::Nil, Arg::term),
                );
            }
            let word = self.word(|c| c.is_alphanumeric() || matches!(c, '_' | '@' | '-'))?;
            Some(match word.parse() {
                Ok(value) => TermTree::Int(value),
                Err(_) => TermTree::atom(word),
            })
        }

        fn sequence(&mut self, close: char) -> Option<Vec<TermTree>> {
            let mut terms = Vec::new();
            while !self.eat(close) {
                if !terms.is_empty() && !self.eat(',') {
                    return None;
                }
                terms.push(self.term()?);
            }
            Some(terms)
        }

        fn until(&mut self, mark: char) -> Option<&str> {
            let (text, rest) = self.rest.split_once(mark)?;
            self.rest = rest;
            Some(text)
        }

        fn word(&mut self, part: impl Fn(char) -> bool) -> Option<&str> {
            let end = self.rest.find(|c| !part(c)).unwrap_or(self.rest.len());
            let (word, rest) = self.rest.split_at(end);
            self.rest = rest;
            (!word.is_empty()).then_some(word)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_descriptors_well_formed() {
        for (index, row) in ROWS.iter().enumerate() {
            assert!(
                ROWS[..index].iter().all(|other| other.id != row.id),
                "{} twice",
                row.id
            );
            assert!(
                template::is_valid(row.otp_term),
                "{}: {}",
                row.id,
                row.otp_term
            );
            assert!(!row.explanation.is_empty(), "{} has no explanation", row.id);
        }
    }
}
