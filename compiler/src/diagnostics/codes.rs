//! THE table of everything that can be wrong with a program. One row each: name, stable id, severity (a warning names
//! the option that turns it off, `-` if none does), OTP's module and descriptor, headline; the doc comment is the
//! page `purlin explain` shows. `$1`, `$2`... are the diagnostic's arguments.
//!
//! Ids: P00xx scanner, P01xx preprocessor, P02xx parser, P03xx-P06xx checker (errors, then warnings), P07xx forms and
//! transforms, P09xx the rest.
//! An id is never given to another problem.

use super::diagnostic::Severity;
use crate::ast::term_tree::TermTree;

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
    /// Clauses of a function are separated by `;`, the function ends with `.`; `,` is between expressions.
    WrongSeparator P0229 (error) erl_parse "[]" "this `,` should be `$1`";
    /// An attribute that is not known, but nearly has the name of one that is. Erlang takes any attribute.
    MisspeltAttribute P0228 (warning misspelt_attribute) purlin "{misspelt_attribute,$1}" "there is no attribute or directive `-$1`";
    // ---- checker: errors

    /// A variable is used that has no value here. Variables get their values in patterns: a function's head, `=`, `case`
    /// and `receive` clauses, generators.
    UnboundVariable P0301 (error) erl_lint "{unbound_var,$1}" "variable `$1` has no value here";
    /// A variable that gets its value on some paths only: in some clauses of a `case`, inside `try`, after `andalso`.
    /// Bind it on all paths, or return the value from the construct.
    UnsafeVariable P0302 (error) erl_lint "{unsafe_var,$1,$2}" "variable `$1` may have no value here: it is bound inside `$2`";
    /// A function is called, exported or named that the module neither defines nor imports.
    UndefinedFunction P0303 (error) erl_lint "{undefined_function,$1}" "function `$1` is not defined";
    /// Two functions of the same name and number of arguments. Clauses of one function are separated by `;` and stand together.
    FunctionTwice P0304 (error) erl_lint "{redefine_function,$1}" "function `$1` is already defined";
    /// The function is imported from another module and defined here too.
    DefineImported P0305 (error) erl_lint "{define_import,$1}" "`$1` is imported and cannot be defined as well";
    /// The same function is imported from two modules.
    ImportTwice P0306 (error) erl_lint "{redefine_import,{$1,$2}}" "`$1` is already imported from `$2`";
    /// A record is used that no `-record` declares.
    UndefinedRecord P0307 (error) erl_lint "{undefined_record,$1}" "record `$1` is not defined";
    /// The record has no such field.
    UndefinedField P0308 (error) erl_lint "{undefined_field,$1,$2}" "record `$1` has no field `$2`";
    /// Two declarations of the same record.
    RecordTwice P0309 (error) erl_lint "{redefine_record,$1}" "record `$1` is already defined";
    /// A field named twice, in a declaration, construction or pattern.
    FieldTwice P0310 (error) erl_lint "{redefine_field,$1,$2}" "field `$2` of record `$1` occurs twice";
    /// `_ = Value` gives the fields not named in a construction; an update changes only the fields it names.
    WildcardInUpdate P0311 (error) erl_lint "{wildcard_in_update,$1}" "`_` cannot stand in an update of record `$1`";
    /// `_ = Value` occurs twice.
    WildcardTwice P0312 (error) erl_lint "bad_multi_field_init" "`_` occurs twice";
    /// `record_info` is answered by the compiler: its arguments are written out.
    IllegalRecordInfo P0313 (error) erl_lint "illegal_record_info" "`record_info` needs `fields` or `size`, and a record's name";
    /// Something that cannot stand in a pattern: a call, a fun, an operator other than constant arithmetic and `"text" ++ Tail`.
    IllegalPattern P0314 (error) erl_lint "illegal_pattern" "this cannot stand in a pattern";
    /// A guard consists of tests and guard functions, which have no effects and always end.
    IllegalGuard P0315 (error) erl_lint "illegal_guard_expr" "this cannot stand in a guard";
    /// A function of the module is called in a guard.
    GuardLocalCall P0316 (error) erl_lint "{illegal_guard_local_call,$1}" "`$1` cannot be called in a guard";
    /// `:=` updates a key that must exist; a new map has none.
    MapUpdateWithoutMap P0317 (error) erl_lint "illegal_map_construction" "a new map is made with `=>`";
    /// A pattern matches keys with `:=`.
    MapArrowInPattern P0318 (error) erl_lint "illegal_map_assoc_in_pattern" "a map pattern takes `:=`";
    /// Words of a segment's type list that contradict each other.
    BitTypesConflict P0319 (error) erl_lint "{bittype_mismatch,$1,$2,$3}" "a segment cannot be both `$1` and `$2`";
    /// A word that means nothing in a segment's type list.
    UnknownBitType P0320 (error) erl_lint "{undefined_bittype,$1}" "`$1` is no type of a segment";
    /// A segment without size takes all that is left, so nothing can follow it.
    UnsizedNotLast P0321 (error) erl_lint "unsized_binary_not_at_end" "a binary without size must be the last segment";
    /// `utf8`, `utf16` and `utf32` segments have the size their character needs.
    UtfSize P0322 (error) erl_lint "utf_bittype_size_or_unit" "a UTF segment has no size and no unit";
    /// In `catch` clauses the third variable is given the stack trace: it must be new.
    StacktraceBound P0323 (error) erl_lint "{stacktrace_bound,$1}" "the stack trace variable `$1` already has a value";
    /// The stack trace is built when it is asked for: not in guards.
    StacktraceInGuard P0324 (error) erl_lint "{stacktrace_guard,$1}" "the stack trace variable `$1` cannot be used in a guard";
    /// `P = E` as a filter of a comprehension.
    AssignmentInFilter P0325 (error) erl_lint "compr_assign" "`=` is no filter of a comprehension";
    /// `&&` joins generators.
    ZipOfNonGenerator P0326 (error) erl_lint "illegal_zip_generator" "only generators can be joined with `&&`";
    /// A second `-module`.
    ModuleTwice P0327 (error) erl_lint "redefine_module" "the module already has a name";
    /// Exports and imports stand before the first function.
    AttributeAfterFunction P0328 (error) erl_lint "{attribute,$1}" "`-$1` after a function";
    /// A second `-on_load`.
    OnLoadTwice P0329 (error) erl_lint "multiple_on_loads" "`-on_load` occurs twice";
    /// `-on_load` names a function without arguments.
    BadOnLoad P0330 (error) erl_lint "{bad_on_load,$1}" "`-on_load` takes `name/0`, not `$1`";
    /// The function that `-on_load` names takes no arguments.
    OnLoadArity P0331 (error) erl_lint "{bad_on_load_arity,$1}" "`-on_load` needs a function without arguments, not `$1`";
    /// `-on_load` names a function that is not there.
    UndefinedOnLoad P0332 (error) erl_lint "{undefined_on_load,$1}" "`-on_load` names `$1`, which is not defined";
    /// `-nifs` names a function that is not there.
    UndefinedNif P0333 (error) erl_lint "{undefined_nif,$1}" "`-nifs` names `$1`, which is not defined";
    /// `-compile({inline, ...})` names a function that is not there.
    BadInline P0334 (error) erl_lint "{bad_inline,$1}" "`inline` names `$1`, which is not defined";
    /// `nowarn_bif_clash` names a function that is not there.
    BadNowarnBifClash P0335 (error) erl_lint "{bad_nowarn_bif_clash,$1}" "`nowarn_bif_clash` names `$1`, which is not defined";
    /// `nowarn_unused_function` names a function that is not there.
    BadNowarnUnused P0336 (error) erl_lint "{bad_nowarn_unused_function,$1}" "`nowarn_unused_function` names `$1`, which is not defined";
    /// `-deprecated` names a function that is not exported.
    BadDeprecated P0337 (error) erl_lint "{bad_deprecated,$1}" "`-deprecated` names `$1`, which is not exported";
    /// `-dialyzer` with an unknown option.
    BadDialyzerOption P0338 (error) erl_lint "{bad_dialyzer_option,$1}" "`-dialyzer` knows no option `$1`";
    /// `-optional_callbacks` names what no `-callback` declares.
    UndefinedCallback P0339 (error) erl_lint "{undefined_callback,$1}" "callback `$1` is not declared";
    /// The same callback is declared optional twice.
    OptionalCallbackTwice P0340 (error) erl_lint "{redefine_optional_callback,$1}" "optional callback `$1` occurs twice";
    /// The same callback is declared twice.
    CallbackTwice P0341 (error) erl_lint "{redefine_callback,$1}" "callback `$1` is already declared";
    /// Two specs for one function.
    SpecTwice P0342 (error) erl_lint "{redefine_spec,$1}" "`$1` already has a spec";
    /// A spec for a function that is not there.
    SpecOfUndefined P0343 (error) erl_lint "{spec_fun_undefined,$1}" "spec for `$1`, which is not defined";
    /// A spec's module is the module it stands in.
    SpecOfOtherModule P0344 (error) erl_lint "{bad_module,$1}" "spec for a function of another module: `$1`";
    /// The clauses of a spec take different numbers of arguments.
    SpecArity P0345 (error) erl_lint "spec_wrong_arity" "this clause of the spec has another number of arguments";
    /// A type is named that neither the module nor the language defines.
    UndefinedType P0346 (error) erl_lint "{undefined_type,$1}" "type `$1` is not defined";
    /// Two types of one name and number of parameters.
    TypeTwice P0347 (error) erl_lint "{redefine_type,$1}" "type `$1` is already defined";
    /// A type variable that occurs once could be any type: write `_`, or use it.
    SingletonTypeVariable P0348 (error) erl_lint "{singleton_typevar,$1}" "type variable `$1` occurs only once";
    /// A type that is written wrongly, such as a range whose end is not above its beginning.
    TypeSyntax P0349 (error) erl_lint "{type_syntax,$1}" "this is no $1";
    /// `m:f` without arguments: a function's name is no value. `fun m:f/1` is.
    RemoteWithoutCall P0350 (error) erl_lint "illegal_expr" "`:` without a call";
    /// A compile option wants functions as `name/arity`.
    InvalidFunctionName P0351 (error) erl_lint "{invalid_fa_attribute,$1}" "`$1` is no function: write `name/arity`";
    /// Two `-doc` texts for one function, type or callback.
    DocTwice P0352 (error) erl_lint "{doc,duplicate_doc_attribute,$1}" "this already has a `-doc` at line $1";
    /// A file begins with `-module(name).`; the name is the file's, without `.erl`.
    NoModule P0353 (error) erl_lint "undefined_module" "this file does not say which module it is";

    /// There is no native record of that name in this module: it cannot be exported, and `#_` cannot be made.
    UndefinedNativeRecord P0354 (error) erl_lint "{undefined_native_record,$1}" "native record `$1` is not defined";
    /// `-export_record` lets other modules see the fields of native records (`-record #name{...}`). Tuples hide nothing.
    TupleRecordExport P0355 (error) erl_lint "tuple_record_export" "only native records can be exported";
    /// `-export_record` holds a list of record names.
    BadExportRecord P0356 (error) erl_lint "bad_export_record" "`-export_record` holds a list of record names";
    /// A native record is made without a value for one of its fields, and the declaration gives no default.
    NativeNoValue P0357 (error) erl_lint "{novalue,$1,$2}" "field `$2` of native record `$1` gets no value";
    /// Native records cannot be made in a guard, only taken apart: `R#name.field`.
    NativeInGuard P0358 (error) erl_lint "native_record_in_guard" "a native record cannot be made in a guard";
    /// `#name.field` is a place in a tuple; a native record is none.
    NativeIndex P0359 (error) erl_lint "{native_record_illegal_record_index,$1,$2}" "`#$1.$2` is only for records that are tuples";
    /// `record_info` is for records that are tuples; the module `records` knows about native ones.
    NativeRecordInfo P0360 (error) erl_lint "native_record_illegal_record_info" "`record_info` is only for records that are tuples";
    /// `_ = Value` is for records that are tuples: a native record's fields have the defaults of its declaration.
    NativeWildcard P0361 (error) erl_lint "native_record_illegal_multi_field_init" "`_` cannot stand for the fields of a native record";
    /// A native record's defaults are constants: no variables, no calls, no records.
    NativeDefault P0362 (error) erl_lint "{illegal_native_record_default,$1,$2}" "the default of field `$2` of native record `$1` is no constant";
    /// The record is imported from another module; here it is imported again, or declared.
    ImportedRecordTwice P0363 (error) erl_lint "{redefine_imported_record,{$1,$2}}" "record `$2` is already imported from `$1`";
    /// A record of this module has the name of the one that is imported.
    ImportLocalRecord P0364 (error) erl_lint "{redefine_local_record,$1}" "record `$1` is already defined in this module";
    /// The types of a native record's fields stand in its declaration.
    NativeFieldTypes P0365 (error) erl_lint "native_record_field_types" "the type of a native record has no field types";

    /// What a segment's size may be is what a guard may hold.
    IllegalBitSize P0366 (error) erl_lint "illegal_bitsize" "this cannot be the size of a segment";
    /// A record's default is evaluated wherever the record is made: variables it binds would get into those places.
    VariableInDefault P0367 (error) erl_lint "{variable_in_record_def,$1}" "variable `$1` is bound in a record's default";
    /// `-removed` names a function that is still exported.
    BadRemoved P0368 (error) erl_lint "{bad_removed,$1}" "`-removed` names `$1`, which is still exported";
    /// An entry of `-deprecated` is `{Name, Arity}` or `{Name, Arity, When}`.
    InvalidDeprecated P0369 (error) erl_lint "{invalid_deprecated,$1}" "`-deprecated` cannot hold `$1`";
    /// An entry of `-removed` is `{Name, Arity}` or `{Name, Arity, Text}`.
    InvalidRemoved P0370 (error) erl_lint "{invalid_removed,$1}" "`-removed` cannot hold `$1`";
    /// `nowarn_bif_clash` names the functions it is about.
    NowarnBifClash P0371 (error) erl_lint "disallowed_nowarn_bif_clash" "`nowarn_bif_clash` needs the functions' names";
    /// Sizes may call guard functions of `erlang` only.
    SizeLocalCall P0372 (error) erl_lint "{illegal_bitsize_local_call,$1}" "`$1` cannot be called in the size of a segment";
    /// In a pattern the characters of a string in a bitstring have the type `integer` and 8 bits, or one of the UTF types.
    TypedString P0373 (error) erl_lint "typed_literal_string" "a string in a bit pattern has no size and no type but UTF";
    /// A unit multiplies a size: without a size, only binaries have one.
    UnitWithoutSize P0374 (error) erl_lint "bittype_unit" "a unit without a size";

    // ---- checker: warnings

    /// A variable that nothing uses. Begin its name with `_` if that is meant.
    UnusedVariable P0501 (warning unused_vars) erl_lint "{unused_var,$1}" "variable `$1` is not used";
    /// A function that no exported function reaches.
    UnusedFunction P0502 (warning unused_function) erl_lint "{unused_function,$1}" "function `$1` is never called";
    /// An import that nothing uses.
    UnusedImport P0503 (warning unused_import) erl_lint "{unused_import,{$1,$2}}" "import `$1` from `$2` is not used";
    /// A record that nothing uses.
    UnusedRecord P0504 (warning unused_record) erl_lint "{unused_record,$1}" "record `$1` is not used";
    /// A type that nothing uses.
    UnusedType P0505 (warning unused_type) erl_lint "{unused_type,$1}" "type `$1` is not used";
    /// A fun's argument or a generator's variable hides one of the same name outside.
    ShadowedVariable P0506 (warning shadow_vars) erl_lint "{shadowed_var,$1,$2}" "variable `$1` hides another of that name";
    /// A variable that begins with `_` has a value already, so this compares.
    UnderscoreMatch P0507 (warning underscore_match) erl_lint "{match_underscore_var,$1}" "variable `$1` already has a value: this compares";
    /// The same variable beginning with `_` twice in a pattern: both places must be equal.
    UnderscoreMatchInPattern P0508 (warning underscore_match) erl_lint "{match_underscore_var_pat,$1}" "variable `$1` occurs twice in the pattern: both must be equal";
    /// A variable bound in all clauses of a construct is used after it.
    ExportedVariable P0509 (warning export_vars) erl_lint "{exported_var,$1,$2}" "variable `$1` is bound inside `$2`";
    /// A variable bound in an operand or argument is used outside: bind it before.
    SubexpressionVariable P0510 (warning export_var_subexpr) erl_lint "{export_var_subexpr,$1,$2}" "variable `$1` is bound inside an operand of `$2`";
    /// `catch Expr` hides which exceptions are meant, and is on its way out of the language.
    CatchDeprecated P0511 (warning deprecated_catch) erl_lint "deprecated_catch" "`catch` as an operator is deprecated";
    /// `0.0` matches only positive zero; write `+0.0` or compare with `==`.
    MatchFloatZero P0512 (warning match_float_zero) erl_lint "match_float_zero" "`0.0` does not match `-0.0`";
    /// A literal map is updated at once.
    UpdateOfLiteral P0513 (warning update_literal) erl_lint "update_literal" "a map written out is updated";
    /// This can never be a record.
    InvalidRecord P0514 (warning -) erl_lint "invalid_record" "this is never a record";
    /// This can never be called.
    InvalidCall P0515 (warning -) erl_lint "invalid_call" "this cannot be called";
    /// A function that the module defines has a BIF's name, and a call without module means the module's.
    CallToRedefinedBif P0516 (warning bif_clash) erl_lint "{call_to_redefined_bif,$1}" "this calls the module's own `$1`, not the BIF";
    /// An import hides a BIF.
    ImportRedefinesBif P0517 (warning bif_clash) erl_lint "{redefine_bif_import,$1}" "the import of `$1` hides a BIF";
    /// A call of the module's own function through its name, which only works for exported functions.
    UnexportedFunction P0518 (warning unexported_function) erl_lint "{unexported_function,$1}" "`$1` is not exported";
    /// The same function is exported twice.
    DuplicateExport P0519 (warning duplicated_export) erl_lint "{duplicated_export,$1}" "`$1` is already exported";
    /// Every function is exported: none can be found unused.
    ExportAll P0520 (warning export_all) erl_lint "export_all" "`export_all` exports every function";
    /// The format string and its arguments do not fit.
    FormatString P0521 (warning format) erl_lint "{format_error,$1}" "$1";
    /// An old name of a type test.
    ObsoleteGuard P0522 (warning obsolete_guard) erl_lint "{obsolete_guard,$1}" "`$1` is an obsolete test";
    /// A float segment of a size no float has.
    BadBitSize P0523 (warning bad_bitsize) erl_lint "{bad_bitsize,$1}" "no $1 has that size";
    /// The behaviour wants a function that the module does not export.
    MissingCallback P0524 (warning undefined_behaviour_func) erl_lint "{undefined_behaviour_func,$1,$2}" "callback `$1` of behaviour `$2` is missing";
    /// No such behaviour module is known.
    UndefinedBehaviour P0525 (warning undefined_behaviour) erl_lint "{undefined_behaviour,$1}" "behaviour `$1` is not known";
    /// Two behaviours want the same callback.
    ConflictingBehaviours P0526 (warning conflicting_behaviours) erl_lint "{conflicting_behaviours,$1,$2,$3,$4}" "behaviours `$2` and `$4` both want `$1`";
    /// A type with the name of a built-in one.
    RedefineBuiltInType P0527 (warning redefined_builtin_type) erl_lint "{redefine_builtin_type,$1}" "type `$1` hides a built-in type";
    /// An opaque type is for other modules: export it.
    OpaqueNotExported P0528 (warning not_exported_opaque) erl_lint "{not_exported_opaque,$1}" "opaque type `$1` is not exported";
    /// The function will go.
    DeprecatedFunction P0529 (warning deprecated_function) erl_lint "{deprecated,$1,$2}" "`$1` is deprecated: $2";
    /// The function is gone.
    RemovedFunction P0530 (warning removed) erl_lint "{removed,$1,$2}" "`$1` was removed: $2";
    /// A function without a spec, where specs were asked for.
    MissingSpec P0531 (warning missing_spec) erl_lint "{missing_spec,$1}" "`$1` has no spec";

    /// Two patterns joined by `=`, neither of them a variable: one pattern says the same.
    MatchAliasPatterns P0532 (warning match_alias_pats) erl_lint "match_alias_pats" "both sides of `=` in this pattern are patterns";
    /// The size of a segment is a whole number.
    NonIntegerSize P0533 (warning non_integer_bitsize) erl_lint "non_integer_bitsize" "this segment's size is no integer";

    /// This module's declaration of the native record has no such field. A value made by another version of the module may have it.
    UndefinedNativeField P0534 (warning undefined_field) erl_lint "{undefined_field,$1,$2}" "native record `$1` has no field `$2`";
    /// A native record of this module is made as other modules would make it, which will fail: a field gets no value.
    NativeNoValueOutside P0535 (warning novalue) erl_lint "{novalue,$1,$2}" "field `$2` of native record `$1` gets no value";
    /// Each module that includes the header has a native record of its own.
    NativeInHeader P0536 (warning native_record_header) erl_lint "{native_record_header,$1}" "native record `$1` is declared in a header file";
    /// A record's field without a type, where types were asked for.
    UntypedRecord P0537 (warning untyped_record) erl_lint "{untyped_record,$1}" "record `$1` has fields without types";
    /// `-nifs` names functions, but nothing loads their native code.
    NoLoadNif P0538 (warning -) erl_lint "no_load_nif" "`-nifs` without a call of `erlang:load_nif/2`";

    // ---- checker: warnings of OTP's later passes

    /// A value is built where nobody takes it. Return it, bind it, or write `_ = ...` if that is meant.
    UselessBuilding P0601 (warning ignored) sys_core_fold "{ignored,useless_building}" "this value is built and not used";
    /// A function without effects is called for its result, and the result is not used. If it is called since it may fail, write
    /// `_ = ...`.
    IgnoredResult P0602 (warning ignored) sys_core_fold "{ignored,{result,$1}}" "the result of `$1` is not used";
    /// A function that has no effects and never fails is called, and its result is not used: nothing happens.
    NoEffect P0603 (warning ignored) sys_core_fold "{ignored,{no_effect,$1}}" "`$1` has no effect but its result, which is not used";
    /// With these arguments the operation raises an exception each time.
    EvalFailure P0604 (warning failed) sys_core_fold "{failed,{eval_failure,$1,$2}}" "`$1` always fails with `$2` here";
    /// Modules and functions are named by atoms.
    BadCall P0605 (warning failed) beam_core_to_ssa "{failed,bad_call}" "this call always fails: a module and a function are atoms";
    /// What is updated is no map.
    BadMapUpdate P0606 (warning failed) sys_core_fold "{failed,bad_map_update}" "this update always fails: it is no map";
    /// The value does not fit the segment's type, or its size is no whole number.
    BadSegment P0607 (warning failed) v3_core "{failed,bad_binary}" "this segment always fails with `badarg`";
    /// A segment has no negative size.
    BadSegmentSize P0608 (warning failed) beam_core_to_ssa "{failed,bad_segment_size}" "this segment's size is negative: it always fails";
    /// A number that is no character of Unicode.
    BadCharacter P0609 (warning failed) sys_core_fold "{failed,bad_unicode}" "this is no Unicode character: the segment always fails";
    /// No clause takes the value that is written here, so an exception is raised each time.
    NoClauseMatches P0610 (warning nomatch) sys_core_fold "{nomatch,no_clause}" "nothing here can match: this always fails";
    /// The value has another form than the pattern.
    ClauseType P0611 (warning nomatch) sys_core_fold "{nomatch,clause_type}" "this pattern can never match the value";
    /// A clause before takes all that this one could.
    ShadowedClause P0612 (warning nomatch) sys_core_fold "{nomatch,{shadow,$1}}" "this clause can never be reached";
    /// The guard is false whatever the values.
    GuardFails P0613 (warning nomatch) sys_core_fold "{nomatch,guard}" "this guard is never true";
    /// The parts of the pattern contradict each other.
    PatternContradicts P0614 (warning nomatch) v3_core "{nomatch,pattern}" "this pattern contradicts itself and never matches";
    /// A key is written twice in a map; the last value counts.
    RepeatedKey P0615 (warning -) v3_core "{map_key_repeated,$1}" "key `$1` occurs twice";
    /// The value in a bit pattern has not the segment's type.
    SegmentTypeNever P0616 (warning nomatch) sys_core_fold "{nomatch,{bit_syntax_type,$1,$2}}" "`$1` never matches a segment of type `$2`";
    /// A number in a bit pattern that does not fit its bits.
    TruncatedNever P0617 (warning nomatch) sys_core_fold "{nomatch,{bit_syntax_truncated,$1,$2,$3}}" "`$2` does not fit in $3 bits: this never matches";
    /// A number in a bit pattern that is no character of Unicode.
    CharacterNever P0618 (warning nomatch) sys_core_fold "{nomatch,{bit_syntax_unicode,$1}}" "`$1` is no Unicode character: this never matches";
    /// A size in a bit pattern that is negative or no number.
    SegmentSizeNever P0619 (warning nomatch) sys_core_fold "{nomatch,{bit_syntax_size,$1}}" "`$1` is no size: this never matches";

    // ---- forms and transforms

    /// A form that a parse transform or a program made is none of Erlang's abstract format.
    BadForm P0701 (error) compile "{bad_form,$1}" "this is no abstract form: $1";
    /// A problem that a parse transform, or whoever made the forms, has found.
    ReportedError P0702 (error) compile "$1" "$1";
    /// Likewise, a warning.
    ReportedWarning P0703 (warning -) compile "$1" "$1";
    /// The module of a `parse_transform` option cannot be found, or exports no `parse_transform/2`.
    UndefinedTransform P0704 (error) compile "{undef_parse_transform,$1}" "there is no parse transform `$1`";
    /// A parse transform raised an exception or gave something that is no list of forms.
    TransformFailed P0705 (error) compile "{parse_transform,$1,$2}" "$2";

    // ---- the rest

    /// The module is beyond what the machine can take: too many arguments or variables in one function.
    CannotGenerate P0901 (error) compile "{cannot_generate,$1}" "this cannot be compiled: $1";
    /// The optimized code does not verify, which is a mistake of the compiler: the module was compiled without optimizations instead.
    NotOptimized P0902 (warning -) compile "{not_optimized,$1}" "this was compiled without optimizations: $1";
}

/// What a descriptor of a module's says, if a row knows it.
pub fn message(module: &str, descriptor: &TermTree) -> Option<String> {
    let rows = ROWS.iter().filter(|row| row.otp_module == module);
    rows.filter(|row| row.otp_term != "$1" && row.otp_term != "[]")
        .find_map(|row| {
            Some(template::text(
                row.headline,
                &template::arguments(row.otp_term, descriptor)?,
            ))
        })
}

pub mod template {
    //! Fills `$1` in headlines and descriptors, and finds out what it was filled with.

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

    /// The arguments with which the template gives the descriptor; arguments it does not mention are empty.
    pub fn arguments(template: &str, descriptor: &TermTree) -> Option<Vec<Arg>> {
        // Arguments that stand for themselves mark their places.
        let marks: Vec<Arg> = (0..9)
            .map(|n| Arg::Shown(String::new(), TermTree::Host(n)))
            .collect();
        let mut args = vec![Arg::Text(String::new()); 9];
        unify(&term(template, &marks), descriptor, &mut args).then_some(args)
    }

    fn unify(pattern: &TermTree, term: &TermTree, args: &mut [Arg]) -> bool {
        match (pattern, term) {
            (TermTree::Host(n), _) => {
                args[*n as usize] = seen(term);
                true
            }
            (TermTree::Tuple(patterns), TermTree::Tuple(terms))
            | (TermTree::List(patterns), TermTree::List(terms)) => {
                patterns.len() == terms.len()
                    && patterns
                        .iter()
                        .zip(terms)
                        .all(|(pattern, term)| unify(pattern, term, args))
            }
            _ => pattern == term,
        }
    }

    /// A term as an argument that shows it.
    fn seen(term: &TermTree) -> Arg {
        match term {
            TermTree::Atom(name) if name.starts_with(|c: char| c == '_' || c.is_uppercase()) => {
                Arg::Var(name.to_string())
            }
            TermTree::Atom(name) => Arg::Atom(name.to_string()),
            TermTree::Int(value) => Arg::Int(*value),
            TermTree::Chars(text) => Arg::Text(text.to_string()),
            TermTree::Tuple(parts) => match parts.as_slice() {
                [TermTree::Atom(name), TermTree::Int(arity)] if *arity >= 0 => {
                    Arg::Fun(name.to_string(), *arity as u32)
                }
                [
                    TermTree::Atom(module),
                    TermTree::Atom(name),
                    TermTree::Int(arity),
                ] if *arity >= 0 => {
                    Arg::RemoteFun(module.to_string(), name.to_string(), *arity as u32)
                }
                _ => Arg::Text(term.to_string()),
            },
            _ => Arg::Text(term.to_string()),
        }
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
