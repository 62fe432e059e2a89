%% proc_lib's ways to start: acknowledged, failed, ignored, too slow, dying first, and with monitors.
-module(proc_lib_starts).
-export([main/0]).
-export([s/1, s/2]).
-include("../../stdlib/show.hrl").

s(ok) -> proc_lib:init_ack({ok, self()}), receive stop -> ok end;
s({ack, X}) -> proc_lib:init_ack(X), receive stop -> ok end;
s({fail, V, C, R}) -> proc_lib:init_fail(V, {C, R});
s(fail_old) -> proc_lib:init_ack({error, old}), exit(after_ack);
s(ret) -> returned;
s({raise, C, R}) -> case C of error -> error(R); exit -> exit(R); throw -> throw(R) end;
s(slow) -> receive after infinity -> ok end.
s(Parent, X) -> proc_lib:init_ack(Parent, X), ok.

main() ->
    process_flag(trap_exit, true), M = ?MODULE, T = 50,
    each(fun(A) -> {clean(proc_lib:start(M, s, [A], case A of slow -> T; _ -> 5000 end)), clean(proc_lib:start_link(M, s, [A], case A of slow -> T; _ -> 5000 end)), exits(), case proc_lib:start_monitor(M, s, [A], case A of slow -> T; _ -> 5000 end) of {R, Ref} -> {clean(R), receive {'DOWN', Ref, process, _, W} -> clean(W) after 15 -> running end} end} end,
         [ok, {ack, anything}, {ack, {error, e}}, {fail, {error, f}, exit, normal}, {fail, {error, f}, exit, bad}, {fail, ignore, error, err}, {fail, v, throw, thrown}, fail_old, ret, {raise, error, e}, {raise, exit, x}, {raise, exit, normal}, {raise, throw, t}, slow]),
    show("ack 2", proc_lib:start(M, s, [self(), two])), show("opts", is_pid(element(2, proc_lib:start(M, s, [ok], 1000, [{priority, low}])))),
    P = proc_lib:spawn_link(fun() -> receive {From, q} -> From ! {get('$ancestors'), get('$initial_call')} end end), P ! {self(), q}, show("dictionary", receive {[A | _], {Mo, _, Ar}} when A =:= hd([self()]) -> {Mo, Ar}; O -> O end), show("initial", {proc_lib:initial_call(P), proc_lib:translate_initial_call(P)}), exits(),
    Q = proc_lib:spawn(M, s, [slow]), show("mfa", {proc_lib:initial_call(Q), proc_lib:translate_initial_call(Q)}), exit(Q, kill), proc_lib:set_label({my, label}), show("label", proc_lib:get_label(self())),
    each(fun(F) -> F() end, [fun() -> proc_lib:stop(nosuch) end, fun() -> proc_lib:spawn(a) end, fun() -> proc_lib:start(M, s, x) end, fun() -> proc_lib:spawn_opt(fun() -> ok end, x) end, fun() -> proc_lib:initial_call(x) end, fun() -> proc_lib:init_fail(x, y) end]), ok.

exits() -> receive {'EXIT', _, R} -> [clean(R) | exits()] after 15 -> [] end.
clean(P) when is_pid(P) -> pid;
clean([{M, _, _, _} | _]) when is_atom(M) -> stack;
clean(T) when is_tuple(T) -> list_to_tuple([clean(X) || X <- tuple_to_list(T)]);
clean(X) -> X.
