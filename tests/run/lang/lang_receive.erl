-module(lang_receive).
-export([main/0]).
t(F) -> try F() of V -> V catch C:R -> {C, R} end.
id(X) -> X.
flush() -> receive M -> [M | flush()] after 0 -> [] end.
sel(Tag) -> receive {Tag, V} -> V after 0 -> none end.
guarded() -> receive X when X > 10 -> {big, X}; X when is_atom(X) -> {atom, X} after 0 -> nothing end.
loop(Acc) -> receive stop -> lists:reverse(Acc); X -> loop([X | Acc]) end.
sleep(N) -> receive after N -> slept end.
export() -> receive {a, X} -> Y = 1; {b, Y} -> X = 2 after 0 -> X = Y = 0 end, {X, Y}.
infinity() -> receive X -> X after infinity -> never end.
timeout(T) -> receive never -> no after id(T) -> yes end.
nested() -> receive a -> receive b -> ab after 0 -> a_only end after 0 -> none end.
bin() -> receive <<N, B:N/binary>> -> {N, B}; #{k := V} -> V; [H | _] -> H after 0 -> none end.
server() -> receive {From, Ref, X} -> From ! {Ref, X * 2}, server(); stop -> ok end.
call(Pid, X) -> Ref = make_ref(), Pid ! {self(), Ref, X}, receive {Ref, R} -> R end.
in_try() -> try receive X -> throw(X) after 0 -> timeout end catch Y -> {thrown, Y} end.
main() ->
    P = fun(X) -> io:format("~0p~n", [X]) end,
    S = self(),
    P(flush()),
    [S ! X || X <- [1, 2, 3]],
    P(flush()),
    [S ! X || X <- [{a, 1}, {b, 2}, {a, 3}]],
    P([sel(b), sel(b), sel(a), sel(a), sel(a)]),
    [S ! X || X <- [1, "s", 11, foo, 5, 12]],
    P([guarded(), guarded(), guarded(), guarded()]),
    P(flush()),
    [S ! X || X <- [x, y, z, stop, w]],
    P(loop([])),
    P(flush()),
    P(sleep(1)), P(sleep(0)),
    S ! {a, 7}, P(export()), S ! {b, 8}, P(export()), P(export()),
    S ! inf, P(infinity()),
    P([timeout(0), timeout(1)]),
    P(t(fun() -> timeout(foo) end)),
    P(t(fun() -> timeout(-1) end)),
    P(t(fun() -> timeout(1.5) end)),
    S ! a, P(nested()), S ! b, S ! a, P(nested()), P(nested()),
    S ! <<2, "ab">>, S ! <<2, "a">>, S ! #{k => v}, S ! [h], P([bin(), bin(), bin(), bin()]),
    P(flush()),
    Pid = spawn(fun server/0),
    P([call(Pid, X) || X <- [1, 2, 3]]),
    Pid ! stop,
    S ! boo, P(in_try()), P(in_try()),
    P(S ! msg), P(flush()),
    P((S ! S) =:= S), P(length(flush())),
    S ! S ! twice, P(flush()),
    P(t(fun() -> id(nosuchname) ! x end)),
    P(t(fun() -> id(1) ! x end)),
    ok.
