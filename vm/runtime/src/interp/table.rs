//! The loaded instruction set: what the loader makes of the ops of a module file, and the interpreter runs.
//!
//! ```text
//! word 0    63      48 47      32 31      16 15     10 9        0
//!           [   c    ] [   b    ] [   a    ] [length ] [ opcode ]     or b and c together: a number of 32 bits
//! ```
//!
//! An operand of 16 bits is a register or a constant: `00` X register, `01` Y register (index + 1: counted from the stack pointer),
//! `10` the instruction's own word of that number. `length` is the instruction's length in words, constants included (0: too long, see its
//! own length word). Jump distances count words from the instruction's word 0. Further words:
//!
//! | name | words |
//! |---|---|
//! | `rec` | address of the op's `Rec` |
//! | `off` | a jump distance |
//! | `fail` | low half: a jump distance, 0 for "raise" |
//!
//! `name[X I X]` is `name` for operands a, b, c of these kinds (operand.rs); the one for any kinds comes first. All have the same words.
//!
//! The family (the block's name) is the file of the handler. Handlers marked `away` are not inlined into the loop.

use super::operand::OperandKind;
use crate::term::Word;

/// Applies the macro `$apply` to the table.
macro_rules! for_each_loaded {
    ($apply:ident) => {
        $apply! {
            control {
                /// b: off.
                jump = Jump;
                ret = Ret;
                /// Drop a frame of a words and return.
                deallocate_ret = DeallocateRet;
                /// a: src, b: off of fail; word 1: number of cases n; n sorted words; n offs, two a word.
                select_search = SelectSearch;
                /// Few cases: as `select_search`, unsorted.
                select_linear = SelectLinear;
                /// a: src, b: off of fail; word 1: first value as a word; word 2: number of cases n; n offs, two a word.
                select_table = SelectTable;
                /// As `select_search` over tuple headers.
                select_arity = SelectArity;
                /// Leave the interpreter loop.
                stop = Stop;
                /// Go on with the slow path that `away` left.
                detour = Detour;
                /// The function's caller record is that of no Erlang code: the process ends normally.
                finish = Finish, away;
                /// Entry of an export cell without code: word 1 is the cell.
                undefined = Undefined, away;
                /// Entry of an export cell of a native: word 1 is the cell.
                native_entry = NativeEntry, away;
                /// Where native frames are resumed.
                native_resume = NativeResume, away;
            }
            call {
                /// a: words of the frame, b: words of heap; word 1: rec.
                allocate = Allocate;
                /// a: words.
                deallocate = Deallocate;
                /// b: off; word 1: rec.
                call = Call;
                /// a: words to drop, b: off.
                call_tail = CallTail;
                /// word 1: cell, word 2: rec.
                call_ext = CallExt;
                /// a: words to drop; word 1: cell.
                call_ext_tail = CallExtTail;
                /// a: arity, b: 1 if there is a frame; word 1: cell, word 2: rec.
                call_native = CallNative, away;
                /// a: fun, b: arity; word 1: rec.
                call_fun = CallFun;
                /// a: fun, b: arity, c: words to drop; word 1: rec.
                call_fun_tail = CallFunTail;
                /// a: module, b: name, c: arity; word 1: rec.
                apply = Apply, away;
                /// The same; word 2: words to drop.
                apply_tail = ApplyTail, away;
                /// a: dst, b: arity; word 1: native, word 2: rec, word 3: fail, then operands four a word.
                bif = Bif, away;
                /// `bif` of natives that are worth it; a: argument, c: dst; otherwise as `bif`, to whose handler they turn when it is not simple.
                bif_head = BifHead;
                bif_tail = BifTail;
                bif_tuple_size = BifTupleSize;
                /// Operands: position, tuple.
                bif_element = BifElement;
                bif_self = BifSelf;
                bif_min = BifMin;
                bif_max = BifMax;
            }
            data {
                move_xx = MoveXX;
                move_xy = MoveXY;
                move_yx = MoveYX;
                move_yy = MoveYY;
                /// word 1: the constant.
                move_cx = MoveCX;
                move_cy = MoveCY;
                /// a and b exchange.
                swap = Swap;
                /// b: words; word 1: rec.
                need_heap = NeedHeap;
                /// a: head, b: tail, c: dst.
                put_list[Any Any Any] = PutList;
                put_list[X X X] = PutListXXX;
                put_list[X Y X] = PutListXYX;
                put_list[X C X] = PutListXCX;
                put_list[Y X X] = PutListYXX;
                put_list[Y Y X] = PutListYYX;
                put_list[Y C X] = PutListYCX;
                put_list[C X X] = PutListCXX;
                put_list[C Y X] = PutListCYX;
                put_list[X Y Y] = PutListXYY;
                put_list[Y X Y] = PutListYXY;
                /// a: dst, b: arity; word 1: length, then operands four a word.
                put_tuple = PutTuple;
                /// a: src, b: arity; word 1: length and number of changes; word 2: dst and hint; word 3: rec; then pairs of index and operand, two a word.
                set_tuple = SetTuple;
                /// a: dst, b: number of free; word 1: length; word 2: fun entry; word 3: rec; then operands four a word.
                make_fun = MakeFun, away;
                /// a: src, b: head, c: tail.
                get_list[Any Any Any] = GetList;
                get_list[X X X] = GetListXXX;
                get_list[X X Y] = GetListXXY;
                get_list[X Y X] = GetListXYX;
                get_list[X Y Y] = GetListXYY;
                get_list[Y X X] = GetListYXX;
                get_list[Y X Y] = GetListYXY;
                get_list[Y Y X] = GetListYYX;
                get_list[Y Y Y] = GetListYYY;
                get_head[Any N Any] = GetHead;
                get_head[X N X] = GetHeadXX;
                get_head[X N Y] = GetHeadXY;
                get_head[Y N X] = GetHeadYX;
                get_head[Y N Y] = GetHeadYY;
                get_tail[Any N Any] = GetTail;
                get_tail[X N X] = GetTailXX;
                get_tail[X N Y] = GetTailXY;
                get_tail[Y N X] = GetTailYX;
                get_tail[Y N Y] = GetTailYY;
                /// a: src, b: index + 1, c: dst.
                get_element[Any N Any] = GetElement;
                get_element[X N X] = GetElementXX;
                get_element[X N Y] = GetElementXY;
                get_element[Y N X] = GetElementYX;
                get_element[Y N Y] = GetElementYY;
                /// `is_cons` and `get_list` in X registers; word 1: a: head, b: tail.
                is_cons_get_list = IsConsGetList;
                /// Two moves between X registers: word 1: a, b of the second.
                move_xx2 = MoveXX2;
                /// Two moves from X to Y, as every function begins.
                move_xy2 = MoveXY2;
                /// Two moves from Y to X.
                move_yx2 = MoveYX2;
                /// A move between X registers, and return.
                move_xx_ret = MoveXXRet;
                /// word 1: the constant; b: X register; and return.
                move_cx_ret = MoveCXRet;
            }
            arith {
                /// a, b: operands, c: dst; word 1: fail; word 2: rec. So all of the family.
                add[Any Any Any] = Add;
                add[X X X] = AddXXX;
                add[X X Y] = AddXXY;
                add[X Y X] = AddXYX;
                add[X Y Y] = AddXYY;
                add[X I X] = AddXIX;
                add[X I Y] = AddXIY;
                add[Y X X] = AddYXX;
                add[Y X Y] = AddYXY;
                add[Y Y X] = AddYYX;
                add[Y Y Y] = AddYYY;
                add[Y I X] = AddYIX;
                add[Y I Y] = AddYIY;
                add[X C X] = AddXCX;
                add[C X X] = AddCXX;
                sub[Any Any Any] = Sub;
                sub[X X X] = SubXXX;
                sub[X X Y] = SubXXY;
                sub[X Y X] = SubXYX;
                sub[X Y Y] = SubXYY;
                sub[X I X] = SubXIX;
                sub[X I Y] = SubXIY;
                sub[Y X X] = SubYXX;
                sub[Y X Y] = SubYXY;
                sub[Y Y X] = SubYYX;
                sub[Y Y Y] = SubYYY;
                sub[Y I X] = SubYIX;
                sub[Y I Y] = SubYIY;
                sub[X C X] = SubXCX;
                sub[I X X] = SubIXX;
                sub[I Y X] = SubIYX;
                sub[C X X] = SubCXX;
                mul[Any Any Any] = Mul;
                mul[X X X] = MulXXX;
                mul[X Y X] = MulXYX;
                mul[X I X] = MulXIX;
                mul[Y X X] = MulYXX;
                mul[Y Y X] = MulYYX;
                mul[Y I X] = MulYIX;
                mul[C X X] = MulCXX;
                mul[C Y X] = MulCYX;
                div[Any Any Any] = Div;
                div[X X X] = DivXXX;
                div[X I X] = DivXIX;
                div[Y I X] = DivYIX;
                div[X Y X] = DivXYX;
                rem[Any Any Any] = Rem;
                rem[X X X] = RemXXX;
                rem[X I X] = RemXIX;
                rem[Y I X] = RemYIX;
                rem[X Y X] = RemXYX;
                fdiv[Any Any Any] = FloatDiv;
                fdiv[X X X] = FloatDivXXX;
                fdiv[C X X] = FloatDivCXX;
                fdiv[X Y X] = FloatDivXYX;
                fdiv[Y X X] = FloatDivYXX;
                band[Any Any Any] = Band;
                band[X X X] = BandXXX;
                band[X I X] = BandXIX;
                band[Y I X] = BandYIX;
                band[Y X X] = BandYXX;
                bor[Any Any Any] = Bor;
                bor[X X X] = BorXXX;
                bor[X I X] = BorXIX;
                bor[Y X X] = BorYXX;
                bxor[Any Any Any] = Bxor;
                bxor[X X X] = BxorXXX;
                bxor[X I X] = BxorXIX;
                bxor[Y X X] = BxorYXX;
                bsl[Any Any Any] = Bsl;
                bsl[X I X] = BslXIX;
                bsl[X X X] = BslXXX;
                bsl[Y I X] = BslYIX;
                bsr[Any Any Any] = Bsr;
                bsr[X I X] = BsrXIX;
                bsr[X X X] = BsrXXX;
                bsr[Y I X] = BsrYIX;
                /// a: operand, c: dst.
                neg = Neg;
                bnot = Bnot;
            }
            compare {
                /// a: src, b: off. So all type tests.
                is_atom[Any] = IsAtom;
                is_atom[X] = IsAtomX;
                is_atom[Y] = IsAtomY;
                is_integer[Any] = IsInteger;
                is_integer[X] = IsIntegerX;
                is_integer[Y] = IsIntegerY;
                is_float[Any] = IsFloat;
                is_float[X] = IsFloatX;
                is_float[Y] = IsFloatY;
                is_number[Any] = IsNumber;
                is_number[X] = IsNumberX;
                is_number[Y] = IsNumberY;
                is_boolean[Any] = IsBoolean;
                is_list[Any] = IsList;
                is_list[X] = IsListX;
                is_list[Y] = IsListY;
                is_cons[Any] = IsCons;
                is_cons[X] = IsConsX;
                is_cons[Y] = IsConsY;
                is_nil[Any] = IsNil;
                is_nil[X] = IsNilX;
                is_nil[Y] = IsNilY;
                is_tuple[Any] = IsTuple;
                is_tuple[X] = IsTupleX;
                is_tuple[Y] = IsTupleY;
                is_map[Any] = IsMap;
                is_map[X] = IsMapX;
                is_map[Y] = IsMapY;
                is_binary[Any] = IsBinary;
                is_bitstring[Any] = IsBitstring;
                is_pid[Any] = IsPid;
                is_reference[Any] = IsReference;
                is_port[Any] = IsPort;
                is_function[Any] = IsFunction;
                /// word 1: operand of the arity.
                is_function_arity = IsFunctionArity;
                /// word 1: the header.
                is_arity[Any] = IsArity;
                is_arity[X] = IsArityX;
                is_arity[Y] = IsArityY;
                /// word 1: the header, word 2: the atom.
                is_tagged[Any] = IsTagged;
                is_tagged[X] = IsTaggedX;
                is_tagged[Y] = IsTaggedY;
                /// a, b: operands; word 1: off. So all comparisons.
                is_lt[Any Any] = IsLt;
                is_lt[X X] = IsLtXX;
                is_lt[X Y] = IsLtXY;
                is_lt[X I] = IsLtXI;
                is_lt[Y X] = IsLtYX;
                is_lt[Y Y] = IsLtYY;
                is_lt[Y I] = IsLtYI;
                is_lt[I X] = IsLtIX;
                is_lt[I Y] = IsLtIY;
                is_ge[Any Any] = IsGe;
                is_ge[X X] = IsGeXX;
                is_ge[X Y] = IsGeXY;
                is_ge[X I] = IsGeXI;
                is_ge[Y X] = IsGeYX;
                is_ge[Y Y] = IsGeYY;
                is_ge[Y I] = IsGeYI;
                is_ge[I X] = IsGeIX;
                is_ge[I Y] = IsGeIY;
                is_eq[Any Any] = IsEq;
                is_eq[X I] = IsEqXI;
                is_eq[X X] = IsEqXX;
                is_eq[Y I] = IsEqYI;
                is_ne[Any Any] = IsNe;
                is_ne[X I] = IsNeXI;
                is_ne[X X] = IsNeXX;
                is_ne[Y I] = IsNeYI;
                is_eq_exact[Any Any] = IsEqExact;
                is_eq_exact[X X] = IsEqExactXX;
                is_eq_exact[X Y] = IsEqExactXY;
                is_eq_exact[Y X] = IsEqExactYX;
                is_eq_exact[Y Y] = IsEqExactYY;
                is_ne_exact[Any Any] = IsNeExact;
                is_ne_exact[X X] = IsNeExactXX;
                is_ne_exact[X Y] = IsNeExactXY;
                is_ne_exact[Y X] = IsNeExactYX;
                is_ne_exact[Y Y] = IsNeExactYY;
                /// a: operand, b: off; word 1: an immediate.
                is_eq_immediate[Any] = IsEqImmediate;
                is_eq_immediate[X] = IsEqImmediateX;
                is_eq_immediate[Y] = IsEqImmediateY;
                is_ne_immediate[Any] = IsNeImmediate;
                is_ne_immediate[X] = IsNeImmediateX;
                is_ne_immediate[Y] = IsNeImmediateY;
            }
            binary {
                /// a: src, b: dst; word 1: fail, word 2: rec.
                bs_start = BsStart, away;
                /// a: ctx, b: size, c: dst; word 1: fail and flags, word 2: rec, word 3: unit.
                bs_get_integer = BsGetInteger, away;
                bs_get_float = BsGetFloat, away;
                bs_get_bits = BsGetBits, away;
                bs_get_rest = BsGetRest, away;
                bs_get_utf = BsGetUtf, away;
                /// a: ctx, b: size; word 1: fail and unit.
                bs_skip_bits = BsSkipBits, away;
                bs_skip_utf = BsSkipUtf, away;
                /// a: ctx, b: bits; word 1: fail.
                bs_match_literal = BsMatchLiteral, away;
                /// a: ctx; word 1: fail and number.
                bs_test_rest = BsTestRest, away;
                bs_test_unit = BsTestUnit, away;
                /// a: ctx, b: dst.
                bs_get_position = BsGetPosition, away;
                /// a: ctx, b: position.
                bs_set_position = BsSetPosition, away;
                /// a: dst, b: number of segments; word 1: length and fail; word 2: rec; then two words a segment.
                bs_create = BsCreate, away;
            }
            map {
                /// a: src, b: key, c: dst; word 1: fail.
                map_get = MapGet;
                /// a: src, b: n; word 1: length and fail; then pairs of operands, two a word.
                map_get_many = MapGetMany, away;
                /// a: src, b: n; word 1: length and fail; then operands four a word.
                map_has = MapHas, away;
                /// a: src, b: n; word 1: length and fail; word 2: rec; word 3: dst; then pairs of operands, two a word.
                map_put = MapPut, away;
                map_update = MapUpdate, away;
            }
            message {
                /// a: to, b: message, c: dst; word 1: rec.
                send = Send, away;
                /// a: dst, b: off of empty; word 1: rec.
                recv_peek = RecvPeek, away;
                recv_accept = RecvAccept, away;
                /// b: off.
                recv_skip = RecvSkip, away;
                recv_wait = RecvWait, away;
                /// a: timeout, b: off; word 1: rec.
                recv_wait_timeout = RecvWaitTimeout, away;
                /// a: dst.
                recv_mark = RecvMark, away;
                /// a: marker, b: reference.
                recv_bind = RecvBind, away;
                /// a: reference.
                recv_use = RecvUse, away;
            }
            exception {
                /// a: value, b: kind; word 1: rec.
                fail_with = FailWith, away;
                /// word 1: rec.
                function_clause = FunctionClause, away;
                /// a: class, b: reason, c: trace; word 1: rec.
                reraise = Reraise, away;
                /// a: trace, b: dst; word 1: rec.
                build_trace = BuildTrace, away;
                /// a: class, b: reason, c: trace; word 1: rec, word 2: dst.
                catch_value = CatchValue, away;
            }
        }
    };
}
#[allow(unused_imports, reason = "dispatch.rs applies it")]
pub(crate) use for_each_loaded;

macro_rules! define_loaded {
    ($($family:ident { $($(#[doc = $doc:literal])* $name:ident $([$($kind:ident)+])? = $variant:ident $(, $away:ident)?;)* })*) => {
        /// The opcode of a loaded instruction.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u16)]
        pub enum Loaded { $($($(#[doc = $doc])* $variant),*),* }

        impl Loaded {
            pub const ALL: &'static [Loaded] = &[$($(Loaded::$variant),*),*];

            pub const fn name(self) -> &'static str {
                match self { $($(Loaded::$variant => stringify!($name)),*),* }
            }
        }
    };
}
for_each_loaded!(define_loaded);

macro_rules! define_forms {
    ($($family:ident { $($(#[doc = $doc:literal])* $name:ident $([$($kind:ident)+])? = $variant:ident $(, $away:ident)?;)* })*) => {
        const KINDS: &[&[OperandKind]] = &[$($(&[$($(OperandKind::$kind),+)?]),*),*];
    };
}
for_each_loaded!(define_forms);

/// For each instruction the one that it is a form of: the first of its name.
static BASES: [u16; Loaded::ALL.len()] = {
    let mut bases = [0; Loaded::ALL.len()];
    let mut i = 1;
    while i < bases.len() {
        let same = is_same(Loaded::ALL[i].name(), Loaded::ALL[i - 1].name());
        bases[i] = if same { bases[i - 1] } else { i as u16 };
        i += 1;
    }
    bases
};

const fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

impl Loaded {
    /// The form for these operands; constants as `constant` gives them.
    pub fn form(self, operands: [u16; 3], constant: impl Fn(u16) -> u64) -> Loaded {
        let base = self as usize;
        let fits = |(kind, operand): (&OperandKind, u16)| match kind {
            OperandKind::Any | OperandKind::N => true,
            OperandKind::X => operand < KIND_Y,
            OperandKind::Y => (KIND_Y..KIND_CONSTANT).contains(&operand),
            OperandKind::C => operand >= KIND_CONSTANT,
            OperandKind::I => {
                operand >= KIND_CONSTANT && Word::from_bits(constant(operand)).is_small()
            }
        };
        let n_forms = BASES[base..].iter().take_while(|&&b| b as usize == base);
        (base + 1..base + n_forms.count())
            .find(|&form| KINDS[form].iter().zip(operands).all(fits))
            .map_or(self, |form| Loaded::ALL[form])
    }
}

/// Bits of the opcode and of the length.
pub const OPCODE_BITS: u32 = 10;
pub const OPCODE_MASK: u64 = (1 << OPCODE_BITS) - 1;
pub const MAX_LENGTH: usize = 63;

const _: () = assert!(Loaded::ALL.len() < 1 << OPCODE_BITS);

/// Kinds of operands.
pub const KIND_Y: u16 = 0x4000;
pub const KIND_CONSTANT: u16 = 0x8000;
pub const INDEX_MASK: u16 = 0x3fff;

/// Word 0 of an instruction.
pub const fn word(op: Loaded, length: usize, a: u16, b: u16, c: u16) -> u64 {
    let length = if length > MAX_LENGTH { 0 } else { length };
    op as u64
        | (length as u64) << OPCODE_BITS
        | (a as u64) << 16
        | (b as u64) << 32
        | (c as u64) << 48
}

/// Word 0 with a number in place of b and c.
pub const fn word_wide(op: Loaded, length: usize, a: u16, wide: u32) -> u64 {
    word(op, length, a, wide as u16, (wide >> 16) as u16)
}
