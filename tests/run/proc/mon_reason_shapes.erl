%% The reason in DOWN and EXIT for each way of ending, with its stack where it has one: first frame and the number of elements.
-module(mon_reason_shapes).
-export([main/0, f/1, crash/1]).
-include("proc.hrl").

main() ->
    Ways = [fun() -> ok end, fun() -> error(e) end, fun() -> error({a, b}) end, fun() -> throw(t) end, fun() -> exit({x, [1]}) end, fun() -> error(e, [arg]) end, fun() -> f(2) end, fun() -> crash(badarith) end, fun() -> crash(badmatch) end, fun() -> crash(case_clause) end, fun() -> crash(badmap) end, fun() -> crash(badkey) end,
        fun() -> crash(badfun) end, fun() -> crash(badarity) end, fun() -> crash(noproc) end, fun() -> crash(timeout_value) end, fun() -> crash(badarg) end, fun() -> crash(undef) end, fun() -> crash(system_limit) end, fun() -> erlang:raise(error, r, [{m, f, 1, []}]) end, fun() -> erlang:raise(throw, r, []) end, fun() -> exit(error) end,
        fun() -> throw({nocatch, twice}) end, fun() -> error({r, [{m, f, 1, []}]}) end, fun() -> error([{m, f, 1, []}]) end, fun() -> apply(hd([f]), []) end, fun() -> [x || x <- y] end, fun() -> if 1 > 2 -> x; false -> y end end],
    process_flag(trap_exit, true),
    [begin {P, M} = spawn_opt(F, [link, monitor]), D = down(P, M), E = exited(P), p({N, shape(D), D =:= E}) end || {N, F} <- lists:enumerate(Ways)],
    %% by way of links: the reason arrives whole, with the stack
    P = spawn_link(fun() -> Q = spawn_link(fun() -> crash(badarith) end), died(Q), receive never -> ok end end), p(shape(exited(P))),
    %% spawn of what is not there
    [begin {Q, M} = spawn_monitor(A, B, C), p(shape(down(Q, M))) end || {A, B, C} <- [{?MODULE, nothing, []}, {no_such_module_here, f, [1, 2]}, {?MODULE, f, [1]}, {?MODULE, f, []}, {erlang, error, [plain]}, {erlang, exit, [plain]}, {erlang, throw, [plain]}, {lists, nth, [0, []]}]],
    p([t(fun() -> spawn_monitor(A, B, C) end) || {A, B, C} <- [{1, f, []}, {m, 1, []}, {m, f, x}, {m, f, [1 | 2]}]]).

f(1) -> one.
crash(badarith) -> 1 / zero();
crash(badmatch) -> {a, _} = self();
crash(case_clause) -> case zero() of 1 -> ok end;
crash(badmap) -> (zero())#{a => 1};
crash(badkey) -> maps:get(k, #{});
crash(badfun) -> (zero())();
crash(badarity) -> (fun() -> ok end)(zero());
crash(noproc) -> nobody_of_this_name ! x;
crash(timeout_value) -> receive after zero() - 1 -> ok end;
crash(badarg) -> binary_to_atom(zero(), utf8);
crash(undef) -> ?MODULE:nothing(zero());
crash(system_limit) -> 1 bsl (1 bsl (64 + zero())).
zero() -> element(1, {0}).

shape({{nocatch, R}, [_ | _] = S}) -> {nocatch, R, frame(S)};
shape({R, [{_, _, _, _} | _] = S}) -> {hide(R), frame(S)};
shape(R) -> {plain, R}.
frame([{M, F, A, _} | _]) -> {M, F, if is_list(A) -> {args, length(A)}; true -> A end}.
hide({R, V}) when is_function(V) -> R;
hide({badmatch, P}) when is_pid(P) -> badmatch;
hide({badarity, {_, As}}) -> {badarity, As};
hide(R) -> R.
