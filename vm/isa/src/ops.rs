//! The instruction set: the one table from which opcodes, `Op`, encoder, decoder, text form, verifier rules,
//! the interpreter's dispatch and docs/reference/instructions.md are made.
//!
//! Naming: `get_*` takes apart, `put_*` builds in heap space that `need_heap` reserved, `is_*` tests and jumps to
//! `fail` when the answer is no, `bs_*` is bit syntax, `map_*` maps, `recv_*` receive, `*_tail` leaves the frame and
//! does not come back. The family (the block's name) is the path of the interpreter's handler.
//!
//! Operands: `Src` is a register or constant, `Dst` a register that is written, `Ctx` a register that holds a match context, `Both` a register that is
//! read and written, `Fail` a label or none (none: raise), `Site` a row of the
//! site table (module.rs): which registers are live here, frame size, handler, line. **Every op that calls, collects or raises has a site.**
//!
//! Effects, in brackets:
//! - `collects`: may collect garbage; X and Y registers outside the site's live sets are dead afterwards. Sources are read before.
//! - `raises`: may raise at the site, when `fail` is none or the op has no `fail`. The handler sees class, reason and raw trace in
//!   x0, x1, x2 and the site's live Y registers; all other X registers are dead there.
//! - `calls`: a call; arguments in x0.., result in x0; only the site's live Y registers survive.
//! - `yields`: the process may be descheduled here and resumed at this or the next op.
//! - `ends`: does not fall through to the next op.
//!
//! An op reads all its sources before it writes a destination, and writes none when it goes to `fail` or raises (`map_get_many` excepted): `dst` may be a source.
//! Cases of selects are sorted: integers ascending, then atoms by table index.
//!
//! Frames: `allocate n` makes `n + 1` words: `[sp]` is kept for the continuation record of the next call out of this frame,
//! `y0` is `sp[1]`. A function that makes no calls needs no frame. Y registers are uninitialised until written.

/// Applies the macro `$apply` to the whole table.
#[macro_export]
macro_rules! for_each_op {
    ($apply:ident) => {
        $apply! {
            control {
                /// Go to `to`.
                jump = Jump { to: Label } [ends];
                /// Leave the function: result in x0, the caller's record at `[sp]`.
                ret = Ret {} [ends];
                /// Go where `src`'s exact value (integer or atom) says, else to `fail`. Sorted by value, no duplicates.
                select_value = SelectValue { src: Src, fail: Label, cases: Cases } [ends];
                /// Go where the arity of tuple `src` says, else (not a tuple, other arity) to `fail`. Cases are integers.
                select_arity = SelectArity { src: Src, fail: Label, cases: Cases } [ends];
            }
            call {
                /// Reserve `heap` words and make a frame of `slots` Y registers.
                allocate = Allocate { slots: Count, heap: Count, site: Site } [collects];
                /// Drop the frame of `slots` Y registers.
                deallocate = Deallocate { slots: Count } [];
                /// Call a function of this module.
                call = Call { function: Function, site: Site } [calls, collects, raises, yields];
                /// Drop the frame of `slots` (none: no frame) and go on in a function of this module.
                call_tail = CallTail { function: Function, slots: OptCount } [ends, yields];
                /// Call a function of another module, or a native.
                call_ext = CallExt { import: Import, site: Site } [calls, collects, raises, yields];
                /// Drop the frame and go on in a function of another module, or return a native's result.
                call_ext_tail = CallExtTail { import: Import, slots: OptCount, site: Site } [ends, collects, raises, yields];
                /// Call the fun `fun` with `arity` arguments in x0...
                call_fun = CallFun { fun: Src, arity: Count, site: Site } [calls, collects, raises, yields];
                call_fun_tail = CallFunTail { fun: Src, arity: Count, slots: OptCount, site: Site } [ends, collects, raises, yields];
                /// Call `module:name` with `arity` arguments in x0..., looked up at run time.
                apply = Apply { module: Src, name: Src, arity: Count, site: Site } [calls, collects, raises, yields];
                apply_tail = ApplyTail { module: Src, name: Src, arity: Count, slots: OptCount, site: Site } [ends, collects, raises, yields];
                /// `dst := native(args)` for natives of the BIF table that neither call nor yield (guard BIFs, operators without an op of their own).
                bif = Bif { import: Import, args: Srcs, dst: Dst, fail: Fail, site: Site } [collects, raises];
            }
            data {
                /// `dst := src`.
                move_ = Move { src: Src, dst: Dst } [];
                /// Exchange two registers.
                swap = Swap { a: Both, b: Both } [];
                /// Make sure that `words` can be put without collecting.
                need_heap = NeedHeap { words: Count, site: Site } [collects];
                /// `dst := [head | tail]`; 2 words of reserved heap.
                put_list = PutList { head: Src, tail: Src, dst: Dst } [];
                /// `dst := {elements...}`; `n + 1` words of reserved heap.
                put_tuple = PutTuple { elements: Srcs, dst: Dst } [];
                /// `dst := ` a native record: its definition, a literal, then a value for each field; `n + 2` words of reserved heap.
                put_record = PutRecord { definition: Src, values: Srcs, dst: Dst } [];
                /// `dst := ` a copy of the tuple `src`, known to have `arity` elements, with changes; in place if `hint` says unshared and the tuple is young.
                set_tuple = SetTuple { src: Src, arity: Count, hint: InPlace, changes: Changes, dst: Dst, site: Site } [collects, raises];
                /// `dst := fun` over row `lambda` of the fun table with its free variables.
                make_fun = MakeFun { lambda: Lambda, free: Srcs, dst: Dst, site: Site } [collects];
                /// Take a cons cell apart: `src` is known to be one.
                get_list = GetList { src: Src, head: Dst, tail: Dst } [];
                get_head = GetHead { src: Src, dst: Dst } [];
                get_tail = GetTail { src: Src, dst: Dst } [];
                /// `dst := element index (from 0)` of a tuple known to be that large.
                get_element = GetElement { src: Src, index: Count, dst: Dst } [];
            }
            arith {
                /// `dst := a + b`; grows to a big integer on overflow.
                add = Add { a: Src, b: Src, dst: Dst, fail: Fail, site: Site } [collects, raises];
                sub = Sub { a: Src, b: Src, dst: Dst, fail: Fail, site: Site } [collects, raises];
                mul = Mul { a: Src, b: Src, dst: Dst, fail: Fail, site: Site } [collects, raises];
                /// Integer division towards zero.
                div = Div { a: Src, b: Src, dst: Dst, fail: Fail, site: Site } [collects, raises];
                rem = Rem { a: Src, b: Src, dst: Dst, fail: Fail, site: Site } [collects, raises];
                /// `/`: always a float.
                fdiv = FloatDiv { a: Src, b: Src, dst: Dst, fail: Fail, site: Site } [collects, raises];
                band = Band { a: Src, b: Src, dst: Dst, fail: Fail, site: Site } [collects, raises];
                bor = Bor { a: Src, b: Src, dst: Dst, fail: Fail, site: Site } [collects, raises];
                bxor = Bxor { a: Src, b: Src, dst: Dst, fail: Fail, site: Site } [collects, raises];
                bsl = Bsl { a: Src, b: Src, dst: Dst, fail: Fail, site: Site } [collects, raises];
                bsr = Bsr { a: Src, b: Src, dst: Dst, fail: Fail, site: Site } [collects, raises];
                neg = Neg { a: Src, dst: Dst, fail: Fail, site: Site } [collects, raises];
                bnot = Bnot { a: Src, dst: Dst, fail: Fail, site: Site } [collects, raises];
            }
            compare {
                is_atom = IsAtom { src: Src, fail: Label } [];
                is_integer = IsInteger { src: Src, fail: Label } [];
                is_float = IsFloat { src: Src, fail: Label } [];
                is_number = IsNumber { src: Src, fail: Label } [];
                is_boolean = IsBoolean { src: Src, fail: Label } [];
                /// Cons or nil.
                is_list = IsList { src: Src, fail: Label } [];
                is_cons = IsCons { src: Src, fail: Label } [];
                is_nil = IsNil { src: Src, fail: Label } [];
                is_tuple = IsTuple { src: Src, fail: Label } [];
                is_map = IsMap { src: Src, fail: Label } [];
                is_binary = IsBinary { src: Src, fail: Label } [];
                is_bitstring = IsBitstring { src: Src, fail: Label } [];
                is_pid = IsPid { src: Src, fail: Label } [];
                is_reference = IsReference { src: Src, fail: Label } [];
                is_port = IsPort { src: Src, fail: Label } [];
                is_function = IsFunction { src: Src, fail: Label } [];
                is_function_arity = IsFunctionArity { src: Src, arity: Src, fail: Label } [];
                /// A tuple of `arity` elements.
                is_arity = IsArity { src: Src, arity: Count, fail: Label } [];
                /// A tuple of `arity` elements whose first is the atom `tag`.
                is_tagged = IsTagged { src: Src, arity: Count, tag: Atom, fail: Label } [];
                /// The code behind `import` is of the version of its module that has this number (`module::version_of`), and no calls are
                /// traced in this machine.
                is_version = IsVersion { import: Import, version: Src, fail: Label } [];
                is_lt = IsLt { a: Src, b: Src, fail: Label } [];
                is_ge = IsGe { a: Src, b: Src, fail: Label } [];
                is_eq = IsEq { a: Src, b: Src, fail: Label } [];
                is_ne = IsNe { a: Src, b: Src, fail: Label } [];
                is_eq_exact = IsEqExact { a: Src, b: Src, fail: Label } [];
                is_ne_exact = IsNeExact { a: Src, b: Src, fail: Label } [];
            }
            binary {
                /// `ctx := ` a match context over the bitstring (or match context) `src`, at its start (or current position).
                bs_start = BsStart { src: Src, ctx: Dst, fail: Label, site: Site } [collects];
                /// Read `size * unit` bits as an integer. A size that is no non-negative integer, or too few bits: `fail`, nothing read. So all `bs_get_*`.
                bs_get_integer = BsGetInteger { ctx: Ctx, size: Src, unit: Count, flags: BitFlags, dst: Dst, fail: Label, site: Site } [collects];
                /// 16, 32 or 64 bits; NaN and infinities fail.
                bs_get_float = BsGetFloat { ctx: Ctx, size: Src, unit: Count, flags: BitFlags, dst: Dst, fail: Label, site: Site } [collects];
                bs_get_bits = BsGetBits { ctx: Ctx, size: Src, unit: Count, dst: Dst, fail: Label, site: Site } [collects];
                /// All that is left, if a multiple of `unit` bits.
                bs_get_rest = BsGetRest { ctx: Ctx, unit: Count, dst: Dst, fail: Label, site: Site } [collects];
                /// One UTF-8/16/32 code point.
                bs_get_utf = BsGetUtf { ctx: Ctx, kind: UtfKind, flags: BitFlags, dst: Dst, fail: Label } [];
                bs_skip_bits = BsSkipBits { ctx: Ctx, size: Src, unit: Count, fail: Label } [];
                bs_skip_utf = BsSkipUtf { ctx: Ctx, kind: UtfKind, flags: BitFlags, fail: Label } [];
                /// The next bits are exactly `bits` (a bitstring literal); they are skipped.
                bs_match_literal = BsMatchLiteral { ctx: Ctx, bits: Src, fail: Label } [];
                /// Exactly `bits` bits are left.
                bs_test_rest = BsTestRest { ctx: Ctx, bits: Count, fail: Label } [];
                /// A multiple of `unit` bits is left.
                bs_test_unit = BsTestUnit { ctx: Ctx, unit: Count, fail: Label } [];
                /// `dst := ` the current position, a small integer.
                bs_get_position = BsGetPosition { ctx: Ctx, dst: Dst } [];
                /// Go back to a position that `bs_get_position` gave for this context.
                bs_set_position = BsSetPosition { ctx: Ctx, position: Src } [];
                /// `dst := <<segments>>`.
                bs_create = BsCreate { segments: Segments, dst: Dst, fail: Fail, site: Site } [collects, raises];
            }
            map {
                /// `dst := ` the value of `key` in the map `src`; not there or no map: `fail`.
                map_get = MapGet { src: Src, key: Src, dst: Dst, fail: Label } [];
                /// Several at once: `(key, dst)` pairs; no `dst` is `src` unless it is the last, all keys there or `fail` with all `dst`s dead.
                map_get_many = MapGetMany { src: Src, gets: MapGets, fail: Label } [];
                /// All keys are in the map `src`.
                map_has = MapHas { src: Src, keys: Srcs, fail: Label } [];
                /// `dst := src#{pairs}`: `=>`. Raises `{badmap, src}`.
                map_put = MapPut { src: Src, pairs: MapPuts, dst: Dst, fail: Fail, site: Site } [collects, raises];
                /// `:=`: raises `{badkey, K}` where a key is missing.
                map_update = MapUpdate { src: Src, pairs: MapPuts, dst: Dst, fail: Fail, site: Site } [collects, raises];
            }
            message {
                /// `dst := to ! message`.
                send = Send { to: Src, message: Src, dst: Dst, site: Site } [collects, raises, yields];
                /// `dst := ` the message at the save pointer; none: go to `empty`. Live X registers stay (the site's set).
                recv_peek = RecvPeek { dst: Dst, empty: Label, site: Site } [collects];
                /// Remove the message at the save pointer, reset the pointer, cancel the timeout.
                recv_accept = RecvAccept {} [];
                /// The message does not match: move the save pointer on, go to `next` (the `recv_peek`).
                recv_skip = RecvSkip { next: Label } [ends];
                /// Sleep until a message comes, then go to `next`. No X register survives.
                recv_wait = RecvWait { next: Label, site: Site } [ends, collects, yields];
                /// The same with a timeout in milliseconds or `infinity`; when it is over: fall through, save pointer reset.
                /// The timer is started once per receive. Raises `timeout_value`.
                recv_wait_timeout = RecvWaitTimeout { timeout: Src, next: Label, site: Site } [collects, raises, yields];
                /// `dst := ` a marker for the mailbox's end now: a reference made later is in no earlier message.
                recv_mark = RecvMark { dst: Dst } [];
                /// The reference `reference` was made after `marker`.
                recv_bind = RecvBind { marker: Src, reference: Src } [];
                /// Start the next receive at `reference`'s marker if there is one.
                recv_use = RecvUse { reference: Src } [];
            }
            exception {
                /// Raise `error` with the reason that `kind` says, from `value`.
                fail_with = FailWith { kind: FailKind, value: Src, site: Site } [ends, collects, raises];
                /// Raise `function_clause` with the arguments in x0...
                function_clause = FunctionClause { site: Site } [ends, collects, raises];
                /// Raise again what a handler was given.
                reraise = Reraise { class: Src, reason: Src, trace: Src, site: Site } [ends, collects, raises];
                /// `dst := ` the stack trace (a list) of a handler's raw trace.
                build_trace = BuildTrace { trace: Src, dst: Dst, site: Site } [collects];
                /// `dst := ` what `catch` gives for an exception.
                catch_value = CatchValue { class: Src, reason: Src, trace: Src, dst: Dst, site: Site } [collects];
            }
        }
    };
}
