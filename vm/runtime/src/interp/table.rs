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
//! Fused instructions stand after `=>`: `A_B = A B` does A and then, unless that goes elsewhere, B. Only A's opcode tells: the words of both
//! stay as they are, so B can still be jumped to. They are chosen by what hot loops of real programs do.
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
                /// a: src, b: off of fail; word 1: number of cases n; n sorted words; n offs, two a word.
                select_search = SelectSearch;
                /// Few cases: as `select_search`, unsorted.
                select_linear = SelectLinear;
                /// As `select_linear`, n = 2.
                select_two[Any] = SelectTwo;
                select_two[X] = SelectTwoX;
                /// a: src, b: off of fail; word 1: first value as a word; word 2: number of cases n; n offs, two a word.
                select_table = SelectTable;
                /// As `select_search` over tuple headers.
                select_arity = SelectArity;
                /// Leave the interpreter loop.
                stop = Stop;
                /// Go on with the slow path that `away` left.
                detour = Detour;
                /// The function's caller record is that of no Erlang code: the process ends normally.
                finish = Finish;
                /// Entry of an export cell without code: word 1 is the cell.
                undefined = Undefined, away;
                /// Entry of an export cell of a native: word 1 is the cell.
                native_entry = NativeEntry, away;
                /// Where native frames are resumed.
                native_resume = NativeResume, away;
                /// A function's entry, where its first instruction is jumped to as well: so that calls and jumps are told apart.
                enter = Enter;
                /// A traced function's entry: its first instruction with another opcode; the tracer knows its own one.
                traced = Traced, away;
                /// Entry of an export cell that is traced: word 1 is the cell.
                traced_export = TracedExport, away;
                /// Where functions return to of which the return is traced.
                trace_return = TraceReturn, away;
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
                /// As `call_native`; word 3: the native's quick form, which is tried first.
                call_quick = CallQuick;
                /// a: fun, b: arity; word 1: rec.
                call_fun = CallFun;
                /// a: fun, b: arity, c: words to drop; word 1: rec.
                call_fun_tail = CallFunTail;
                /// a: module, b: name, c: arity; word 1: rec.
                apply = Apply;
                /// The same; word 2: words to drop.
                apply_tail = ApplyTail;
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
                /// a: dst, b: words after the header; word 1: length, then operands four a word: the definition, the values.
                put_record = PutRecord;
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
                add[I X X] = AddIXX;
                add[I X Y] = AddIXY;
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
                mul[I X X] = MulIXX;
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
                /// b: off; word 1: export cell, word 2: the version.
                is_version = IsVersion;
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
                bs_get_integer = BsGetInteger;
                bs_get_float = BsGetFloat, away;
                bs_get_bits = BsGetBits;
                bs_get_rest = BsGetRest;
                bs_get_utf = BsGetUtf;
                /// a: ctx, b: size; word 1: fail and unit.
                bs_skip_bits = BsSkipBits;
                bs_skip_utf = BsSkipUtf;
                /// a: ctx, b: bits; word 1: fail.
                bs_match_literal = BsMatchLiteral, away;
                /// a: ctx; word 1: fail and number.
                bs_test_rest = BsTestRest;
                bs_test_unit = BsTestUnit;
                /// a: ctx, b: dst.
                bs_get_position = BsGetPosition;
                /// a: ctx, b: position.
                bs_set_position = BsSetPosition;
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
                recv_peek = RecvPeek;
                recv_accept = RecvAccept, away;
                /// b: off.
                recv_skip = RecvSkip;
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
            =>
                Enter_RecvPeek = Enter RecvPeek;
                MoveXX_MoveXX = MoveXX MoveXX;
                MoveXX_MoveXX_MoveXX = MoveXX MoveXX MoveXX;
                MoveYX_MoveYX = MoveYX MoveYX;
                MoveYX_MoveYX_MoveYX = MoveYX MoveYX MoveYX;
                MoveXY_MoveXY = MoveXY MoveXY;
                MoveXY_MoveXY_MoveXY = MoveXY MoveXY MoveXY;
                MoveXX_MoveYX = MoveXX MoveYX;
                MoveYX_MoveXX = MoveYX MoveXX;
                MoveCX_MoveXX = MoveCX MoveXX;
                MoveXX_MoveCX = MoveXX MoveCX;
                MoveCX_MoveYX = MoveCX MoveYX;
                MoveYX_MoveCX = MoveYX MoveCX;
                MoveCX_MoveCX = MoveCX MoveCX;
                MoveXY_MoveYX = MoveXY MoveYX;
                MoveXX_Ret = MoveXX Ret;
                MoveCX_Ret = MoveCX Ret;
                Deallocate_Ret = Deallocate Ret;
                MoveXX_Deallocate_Ret = MoveXX Deallocate Ret;
                MoveCX_Deallocate_Ret = MoveCX Deallocate Ret;
                MoveYX_Deallocate_Ret = MoveYX Deallocate Ret;
                MoveXX_Call = MoveXX Call;
                MoveYX_Call = MoveYX Call;
                MoveCX_Call = MoveCX Call;
                MoveXY_Call = MoveXY Call;
                MoveXX_MoveXX_Call = MoveXX MoveXX Call;
                MoveYX_MoveYX_Call = MoveYX MoveYX Call;
                MoveXX_MoveYX_Call = MoveXX MoveYX Call;
                MoveYX_MoveXX_Call = MoveYX MoveXX Call;
                MoveXY_MoveYX_Call = MoveXY MoveYX Call;
                MoveXY_MoveXX_Call = MoveXY MoveXX Call;
                MoveXY_MoveYX_MoveYX_Call = MoveXY MoveYX MoveYX Call;
                MoveXX_CallTail = MoveXX CallTail;
                MoveYX_CallTail = MoveYX CallTail;
                MoveCX_CallTail = MoveCX CallTail;
                MoveXX_MoveXX_CallTail = MoveXX MoveXX CallTail;
                MoveYX_MoveYX_CallTail = MoveYX MoveYX CallTail;
                MoveXX_MoveYX_CallTail = MoveXX MoveYX CallTail;
                MoveYX_MoveXX_CallTail = MoveYX MoveXX CallTail;
                MoveYX_MoveYX_MoveYX_CallTail = MoveYX MoveYX MoveYX CallTail;
                MoveXX_MoveYX_MoveYX_CallTail = MoveXX MoveYX MoveYX CallTail;
                MoveXX_CallFun = MoveXX CallFun;
                MoveYX_CallFun = MoveYX CallFun;
                MoveXY_CallFun = MoveXY CallFun;
                GetListXXY_CallFun = GetListXXY CallFun;
                Allocate_GetListXXY_CallFun = Allocate GetListXXY CallFun;
                IsConsX_Allocate_MoveXY_GetListXXY_CallFun = IsConsX Allocate MoveXY GetListXXY CallFun;
                MoveXX_CallExt = MoveXX CallExt;
                MoveYX_CallExt = MoveYX CallExt;
                MoveYX_MoveYX_CallExt = MoveYX MoveYX CallExt;
                SubXIX_Call = SubXIX Call;
                SubYIX_Call = SubYIX Call;
                AddXIX_Call = AddXIX Call;
                AddYIX_Call = AddYIX Call;
                SubXIX_MoveYX_Call = SubXIX MoveYX Call;
                SubYIX_MoveYX_Call = SubYIX MoveYX Call;
                SubYIX_MoveYX_MoveYX_Call = SubYIX MoveYX MoveYX Call;
                MoveXY_SubYIX_Call = MoveXY SubYIX Call;
                MoveXY_SubYIX_MoveYX_MoveYX_Call = MoveXY SubYIX MoveYX MoveYX Call;
                SubXIX_CallTail = SubXIX CallTail;
                AddXIX_CallTail = AddXIX CallTail;
                AddXXX_CallTail = AddXXX CallTail;
                SubXXX_CallTail = SubXXX CallTail;
                SubXIX_MoveXX_CallTail = SubXIX MoveXX CallTail;
                AddXIX_MoveXX_CallTail = AddXIX MoveXX CallTail;
                AddYXX_MoveYX_MoveYX_CallTail = AddYXX MoveYX MoveYX CallTail;
                SubXIX_AddXXX_CallTail = SubXIX AddXXX CallTail;
                AddXXX_SubXIX_CallTail = AddXXX SubXIX CallTail;
                AddXIX_AddXXX_CallTail = AddXIX AddXXX CallTail;
                AddXIX_SubXIX_CallTail = AddXIX SubXIX CallTail;
                SubXIX_AddXIX_CallTail = SubXIX AddXIX CallTail;
                SubXIX_AddXIX = SubXIX AddXIX;
                AddXIX_SubXIX = AddXIX SubXIX;
                AddXIX_AddXIX = AddXIX AddXIX;
                AddXXX_SubXIX = AddXXX SubXIX;
                SubXIX_AddXXX = SubXIX AddXXX;
                AddXIX_AddXXX = AddXIX AddXXX;
                AddXXX_Ret = AddXXX Ret;
                AddXIX_Ret = AddXIX Ret;
                SubXXX_Ret = SubXXX Ret;
                MulXXX_Ret = MulXXX Ret;
                MulXIX_Ret = MulXIX Ret;
                AddYXX_Deallocate_Ret = AddYXX Deallocate Ret;
                AddXYX_Deallocate_Ret = AddXYX Deallocate Ret;
                AddXIX_Deallocate_Ret = AddXIX Deallocate Ret;
                AddIXX_Deallocate_Ret = AddIXX Deallocate Ret;
                MulXYX_Deallocate_Ret = MulXYX Deallocate Ret;
                MulYXX_Deallocate_Ret = MulYXX Deallocate Ret;
                Allocate_MoveXY = Allocate MoveXY;
                Allocate_MoveXY_MoveXY = Allocate MoveXY MoveXY;
                Allocate_MoveXY_MoveXY_MoveXY = Allocate MoveXY MoveXY MoveXY;
                Allocate_MoveXY_SubXIX_Call = Allocate MoveXY SubXIX Call;
                Allocate_MoveXY_MoveXX_Call = Allocate MoveXY MoveXX Call;
                Allocate_MoveXY_Call = Allocate MoveXY Call;
                Allocate_GetListXXY = Allocate GetListXXY;
                Allocate_GetListXYX = Allocate GetListXYX;
                Allocate_GetListXYY = Allocate GetListXYY;
                Allocate_GetListXYX_Call = Allocate GetListXYX Call;
                Allocate_MoveXY_GetListXXY = Allocate MoveXY GetListXXY;
                IsConsX_GetListXXX = IsConsX GetListXXX;
                IsConsX_GetHeadXX = IsConsX GetHeadXX;
                IsConsX_GetTailXX = IsConsX GetTailXX;
                IsConsX_Allocate = IsConsX Allocate;
                IsConsX_Allocate_GetListXYX = IsConsX Allocate GetListXYX;
                IsConsX_Allocate_GetListXYX_Call = IsConsX Allocate GetListXYX Call;
                IsConsX_Allocate_GetListXXY = IsConsX Allocate GetListXXY;
                IsConsX_Allocate_GetListXYY = IsConsX Allocate GetListXYY;
                IsConsX_Allocate_MoveXY_GetListXXY = IsConsX Allocate MoveXY GetListXXY;
                IsConsX_GetListXXX_AddXXX_CallTail = IsConsX GetListXXX AddXXX CallTail;
                IsConsX_GetListXXX_CallTail = IsConsX GetListXXX CallTail;
                IsConsX_GetListXXX_IsEqImmediateX = IsConsX GetListXXX IsEqImmediateX;
                IsConsX_GetListXXX_IsLtXX = IsConsX GetListXXX IsLtXX;
                IsConsX_GetListXXX_IsNeExactXX = IsConsX GetListXXX IsNeExactXX;
                IsConsX_GetListXXX_IsEqExactXX = IsConsX GetListXXX IsEqExactXX;
                IsNilX_MoveXX_Ret = IsNilX MoveXX Ret;
                IsNilX_MoveCX_Ret = IsNilX MoveCX Ret;
                IsNilX_Ret = IsNilX Ret;
                IsEqImmediateX_Ret = IsEqImmediateX Ret;
                IsEqImmediateX_MoveXX_Ret = IsEqImmediateX MoveXX Ret;
                IsEqImmediateX_MoveCX_Ret = IsEqImmediateX MoveCX Ret;
                IsEqImmediateX_Allocate = IsEqImmediateX Allocate;
                IsEqImmediateX_CallTail = IsEqImmediateX CallTail;
                IsEqImmediateX_GetElementXX = IsEqImmediateX GetElementXX;
                IsEqExactXX_MoveXX_Ret = IsEqExactXX MoveXX Ret;
                IsEqExactXX_CallTail = IsEqExactXX CallTail;
                IsEqExactXX_Allocate = IsEqExactXX Allocate;
                IsEqExactXX_MoveCX_Ret = IsEqExactXX MoveCX Ret;
                IsLtXI_Ret = IsLtXI Ret;
                IsLtXI_MoveXX_Ret = IsLtXI MoveXX Ret;
                IsLtXI_MoveCX_Ret = IsLtXI MoveCX Ret;
                IsLtXI_Allocate = IsLtXI Allocate;
                IsLtXX_Ret = IsLtXX Ret;
                IsLtXX_MoveXX_Ret = IsLtXX MoveXX Ret;
                IsLtXX_Allocate = IsLtXX Allocate;
                IsLtXX_Allocate_MoveXY = IsLtXX Allocate MoveXY;
                IsLtXX_CallTail = IsLtXX CallTail;
                IsLtXX_MoveXX_CallTail = IsLtXX MoveXX CallTail;
                IsGeXX_CallTail = IsGeXX CallTail;
                IsGeXX_Allocate = IsGeXX Allocate;
                IsGeXI_Allocate = IsGeXI Allocate;
                IsGeXX_MoveXX_CallTail = IsGeXX MoveXX CallTail;
                IsIntegerX_IsGeXI = IsIntegerX IsGeXI;
                IsIntegerX_IsLtXI = IsIntegerX IsLtXI;
                RemXIX_IsEqImmediateX = RemXIX IsEqImmediateX;
                RemXXX_IsEqImmediateX = RemXXX IsEqImmediateX;
                RemXXX_IsNeImmediateX = RemXXX IsNeImmediateX;
                BandXIX_IsEqImmediateX = BandXIX IsEqImmediateX;
                IsTaggedX_GetElementXX = IsTaggedX GetElementXX;
                IsTaggedX_GetElementXX_GetElementXX = IsTaggedX GetElementXX GetElementXX;
                IsArityX_GetElementXX = IsArityX GetElementXX;
                IsArityX_GetElementXX_GetElementXX = IsArityX GetElementXX GetElementXX;
                GetElementXX_GetElementXX = GetElementXX GetElementXX;
                GetElementXX_GetElementXX_GetElementXX = GetElementXX GetElementXX GetElementXX;
                GetElementXX_GetElementXX_GetElementXX_GetElementXX = GetElementXX GetElementXX GetElementXX GetElementXX;
                GetElementXX_IsLtXX = GetElementXX IsLtXX;
                GetElementXX_SelectLinear = GetElementXX SelectLinear;
                BandXIX_SelectTwoX = BandXIX SelectTwoX;
                GetElementXX_SelectTwoX = GetElementXX SelectTwoX;
                AddXIX_BifElement_IsArityX = AddXIX BifElement IsArityX;
                IsConsX_GetTailXX_IsConsX_GetListXXX = IsConsX GetTailXX IsConsX GetListXXX;
                BifMin_BifMin = BifMin BifMin;
                AddIXY_MoveYX = AddIXY MoveYX;
                AddYXX_Deallocate = AddYXX Deallocate;
                BsrXIX_CallTail = BsrXIX CallTail;
                BxorXXX_BandXIX = BxorXXX BandXIX;
                BslXIX_AddXXX_AddXXX = BslXIX AddXXX AddXXX;
                RemXIX_MoveCX_IsEqImmediateX = RemXIX MoveCX IsEqImmediateX;
                AddIXX_MoveXX = AddIXX MoveXX;
                MoveXX_IsEqExactXX = MoveXX IsEqExactXX;
                AddXXX_IsNeExactXX = AddXXX IsNeExactXX;
                SubXXX_IsNeExactXX = SubXXX IsNeExactXX;
                IsNeExactXX_AddXXX_IsNeExactXX = IsNeExactXX AddXXX IsNeExactXX;
                AddYXX_MoveYX_CallTail = AddYXX MoveYX CallTail;
                IsNilX_MoveCX_Deallocate_Ret = IsNilX MoveCX Deallocate Ret;
                MoveXX_SelectTwoX = MoveXX SelectTwoX;
                NeedHeap_PutListXXX = NeedHeap PutListXXX;
                NeedHeap_PutListYXX = NeedHeap PutListYXX;
                NeedHeap_PutListYXX_Deallocate_Ret = NeedHeap PutListYXX Deallocate Ret;
                NeedHeap_PutListXXX_CallTail = NeedHeap PutListXXX CallTail;
                NeedHeap_PutListYCX_CallTail = NeedHeap PutListYCX CallTail;
                NeedHeap_PutListXXX_Ret = NeedHeap PutListXXX Ret;
                NeedHeap_PutListYXX_MoveYX_CallTail = NeedHeap PutListYXX MoveYX CallTail;
                NeedHeap_PutListYXX_MoveYX_MoveYX_CallTail = NeedHeap PutListYXX MoveYX MoveYX CallTail;
                NeedHeap_PutListXYX_Deallocate_Ret = NeedHeap PutListXYX Deallocate Ret;
                NeedHeap_PutTuple = NeedHeap PutTuple;
                NeedHeap_PutTuple_Ret = NeedHeap PutTuple Ret;
                NeedHeap_PutTuple_Deallocate_Ret = NeedHeap PutTuple Deallocate Ret;
                NeedHeap_PutTuple_CallTail = NeedHeap PutTuple CallTail;
                PutListXXX_CallTail = PutListXXX CallTail;
                PutListXXX_PutListXXX = PutListXXX PutListXXX;
                PutListYXX_Deallocate_Ret = PutListYXX Deallocate Ret;
                PutTuple_Ret = PutTuple Ret;
                PutTuple_Deallocate_Ret = PutTuple Deallocate Ret;
                PutTuple_CallTail = PutTuple CallTail;
                PutTuple_PutTuple = PutTuple PutTuple;
                SetTuple_CallTail = SetTuple CallTail;
                SetTuple_MoveXX_CallTail = SetTuple MoveXX CallTail;
                BifElement_IsArityX = BifElement IsArityX;
                MulXXX_MulXXX = MulXXX MulXXX;
                MulXXX_AddXXX = MulXXX AddXXX;
                MulXXX_SubXXX = MulXXX SubXXX;
                MulCXX_MulXXX = MulCXX MulXXX;
                SubXXX_AddXXX = SubXXX AddXXX;
                SubXXX_SubXXX = SubXXX SubXXX;
                AddXXX_AddXXX = AddXXX AddXXX;
                SubXXX_MulXXX = SubXXX MulXXX;
                AddXXX_SubXIX_MoveXX_CallTail = AddXXX SubXIX MoveXX CallTail;
        }
    };
}
#[allow(unused_imports, reason = "dispatch.rs applies it")]
pub(crate) use for_each_loaded;

macro_rules! define_loaded {
    ($($family:ident { $($(#[doc = $doc:literal])* $name:ident $([$($kind:ident)+])? = $variant:ident $(, $away:ident)?;)* })*
        => $($fused:ident = $($part:ident)+;)*) => {
        /// The opcode of a loaded instruction.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u16)]
        #[allow(non_camel_case_types, reason = "fused ones are named after their parts")]
        pub enum Loaded { $($($(#[doc = $doc])* $variant,)*)* $($fused),* }

        impl Loaded {
            pub const ALL: &'static [Loaded] = &[$($(Loaded::$variant,)*)* $(Loaded::$fused),*];

            pub const fn name(self) -> &'static str {
                match self {
                    $($(Loaded::$variant => stringify!($name),)*)*
                    $(Loaded::$fused => stringify!($fused)),*
                }
            }
        }
    };
}
for_each_loaded!(define_loaded);

macro_rules! define_forms {
    ($($family:ident { $($(#[doc = $doc:literal])* $name:ident $([$($kind:ident)+])? = $variant:ident $(, $away:ident)?;)* })*
        => $($fused:ident = $($part:ident)+;)*) => {
        const KINDS: &[&[OperandKind]] = &[$($(&[$($(OperandKind::$kind),+)?]),*),*];

        /// Fused instructions and what they are made of.
        static FUSED: &[(Loaded, &[Loaded])] = &[$((Loaded::$fused, &[$(Loaded::$part),+])),*];
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

/// For each instruction one more than the first row of `FUSED` that it begins, and for each row the next.
static CHAINS: ([u16; Loaded::ALL.len()], [u16; FUSED_ROWS]) = {
    let mut first = [0; Loaded::ALL.len()];
    let mut next = [0; FUSED_ROWS];
    let mut row = 0;
    while row < FUSED_ROWS {
        let head = FUSED[row].1[0] as usize;
        next[row] = first[head];
        first[head] = row as u16 + 1;
        row += 1;
    }
    (first, next)
};
const FUSED_ROWS: usize = FUSED.len();

/// Most instructions in a fused one.
pub const MAX_FUSED: usize = 5;

impl Loaded {
    /// The instruction that does what these do one after the other.
    pub fn fused(parts: &[Loaded]) -> Option<Loaded> {
        let mut row = CHAINS.0[parts[0] as usize];
        while row > 0 {
            let (fused, whole) = FUSED[row as usize - 1];
            if whole == parts {
                return Some(fused);
            }
            row = CHAINS.1[row as usize - 1];
        }
        None
    }

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
