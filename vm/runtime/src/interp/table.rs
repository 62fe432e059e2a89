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
//! The family (the block's name) is the file of the handler.

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
                /// The function's caller record is that of no Erlang code: the process ends normally.
                finish = Finish;
                /// Entry of an export cell without code: word 1 is the cell.
                undefined = Undefined;
                /// Entry of an export cell of a native: word 1 is the cell.
                native_entry = NativeEntry;
                /// Where native frames are resumed.
                native_resume = NativeResume;
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
                call_native = CallNative;
                /// a: fun, b: arity; word 1: rec.
                call_fun = CallFun;
                /// a: fun, b: arity, c: words to drop; word 1: rec.
                call_fun_tail = CallFunTail;
                /// a: module, b: name, c: arity; word 1: rec.
                apply = Apply;
                /// The same; word 2: words to drop.
                apply_tail = ApplyTail;
                /// a: dst, b: arity; word 1: native, word 2: rec, word 3: fail, then operands four a word.
                bif = Bif;
                /// `bif` of natives that are worth it; a: argument, c: dst; otherwise as `bif`, to whose handler they turn when it is not simple.
                bif_head = BifHead;
                bif_tail = BifTail;
                bif_tuple_size = BifTupleSize;
                /// Operands: position, tuple.
                bif_element = BifElement;
                bif_self = BifSelf;
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
                put_list = PutList;
                /// a: dst, b: arity; word 1: length, then operands four a word.
                put_tuple = PutTuple;
                /// a: src, b: arity; word 1: length and number of changes; word 2: dst and hint; word 3: rec; then pairs of index and operand, two a word.
                set_tuple = SetTuple;
                /// a: dst, b: number of free; word 1: length; word 2: fun entry; word 3: rec; then operands four a word.
                make_fun = MakeFun;
                /// a: src, b: head, c: tail.
                get_list = GetList;
                get_head = GetHead;
                get_tail = GetTail;
                /// a: src, b: index + 1, c: dst.
                get_element = GetElement;
                get_element_xx = GetElementXX;
                /// All in X registers.
                get_list_xxx = GetListXXX;
                put_list_xxx = PutListXXX;
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
                add = Add;
                sub = Sub;
                mul = Mul;
                div = Div;
                rem = Rem;
                fdiv = FloatDiv;
                band = Band;
                bor = Bor;
                bxor = Bxor;
                bsl = Bsl;
                bsr = Bsr;
                /// a: operand, c: dst.
                neg = Neg;
                bnot = Bnot;
                /// a: X register, c: X register; word 3: small integer.
                add_xc = AddXC;
                sub_xc = SubXC;
            }
            compare {
                /// a: src, b: off. So all type tests.
                is_atom = IsAtom;
                is_integer = IsInteger;
                is_float = IsFloat;
                is_number = IsNumber;
                is_boolean = IsBoolean;
                is_list = IsList;
                is_cons = IsCons;
                is_nil = IsNil;
                is_tuple = IsTuple;
                is_map = IsMap;
                is_binary = IsBinary;
                is_bitstring = IsBitstring;
                is_pid = IsPid;
                is_reference = IsReference;
                is_port = IsPort;
                is_function = IsFunction;
                /// word 1: operand of the arity.
                is_function_arity = IsFunctionArity;
                /// word 1: the header.
                is_arity = IsArity;
                /// word 1: the header, word 2: the atom.
                is_tagged = IsTagged;
                /// a, b: operands; word 1: off. So all comparisons.
                is_lt = IsLt;
                is_ge = IsGe;
                is_eq = IsEq;
                is_ne = IsNe;
                is_eq_exact = IsEqExact;
                is_ne_exact = IsNeExact;
                /// a: X register; word 1: off, word 2: small integer.
                is_lt_xc = IsLtXC;
                is_ge_xc = IsGeXC;
                /// a: operand, b: off; word 1: an immediate.
                is_eq_immediate = IsEqImmediate;
                is_ne_immediate = IsNeImmediate;
            }
            binary {
                /// a: src, b: dst; word 1: fail, word 2: rec.
                bs_start = BsStart;
                /// a: ctx, b: size, c: dst; word 1: fail and flags, word 2: rec, word 3: unit.
                bs_get_integer = BsGetInteger;
                bs_get_float = BsGetFloat;
                bs_get_bits = BsGetBits;
                bs_get_rest = BsGetRest;
                bs_get_utf = BsGetUtf;
                /// a: ctx, b: size; word 1: fail and unit.
                bs_skip_bits = BsSkipBits;
                bs_skip_utf = BsSkipUtf;
                /// a: ctx, b: bits; word 1: fail.
                bs_match_literal = BsMatchLiteral;
                /// a: ctx; word 1: fail and number.
                bs_test_rest = BsTestRest;
                bs_test_unit = BsTestUnit;
                /// a: ctx, b: dst.
                bs_get_position = BsGetPosition;
                /// a: ctx, b: position.
                bs_set_position = BsSetPosition;
                /// a: dst, b: number of segments; word 1: length and fail; word 2: rec; then two words a segment.
                bs_create = BsCreate;
            }
            map {
                /// a: src, b: key, c: dst; word 1: fail.
                map_get = MapGet;
                /// a: src, b: n; word 1: length and fail; then pairs of operands, two a word.
                map_get_many = MapGetMany;
                /// a: src, b: n; word 1: length and fail; then operands four a word.
                map_has = MapHas;
                /// a: src, b: n; word 1: length and fail; word 2: rec; word 3: dst; then pairs of operands, two a word.
                map_put = MapPut;
                map_update = MapUpdate;
            }
            message {
                /// a: to, b: message, c: dst; word 1: rec.
                send = Send;
                /// a: dst, b: off of empty; word 1: rec.
                recv_peek = RecvPeek;
                recv_accept = RecvAccept;
                /// b: off.
                recv_skip = RecvSkip;
                recv_wait = RecvWait;
                /// a: timeout, b: off; word 1: rec.
                recv_wait_timeout = RecvWaitTimeout;
                /// a: dst.
                recv_mark = RecvMark;
                /// a: marker, b: reference.
                recv_bind = RecvBind;
                /// a: reference.
                recv_use = RecvUse;
            }
            exception {
                /// a: value, b: kind; word 1: rec.
                fail_with = FailWith;
                /// word 1: rec.
                function_clause = FunctionClause;
                /// a: class, b: reason, c: trace; word 1: rec.
                reraise = Reraise;
                /// a: trace, b: dst; word 1: rec.
                build_trace = BuildTrace;
                /// a: class, b: reason, c: trace; word 1: rec, word 2: dst.
                catch_value = CatchValue;
            }
        }
    };
}
#[allow(unused_imports, reason = "dispatch.rs applies it")]
pub(crate) use for_each_loaded;

macro_rules! define_loaded {
    ($($family:ident { $($(#[doc = $doc:literal])* $name:ident = $variant:ident;)* })*) => {
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
