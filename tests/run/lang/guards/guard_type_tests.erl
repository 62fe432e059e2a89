%% Every type test against every kind of term, as a guard and as a function.
-module(guard_type_tests).
-export([main/0]).
-include("../lang.hrl").

terms() -> [0, -1, 1 bsl 64, 1.5, a, true, [], [1], [1 | 2], "s", {}, {a, 1}, <<>>, <<1>>, <<1:3>>, #{}, #{a => 1}, fun lists:map/2, fun() -> ok end, self(), make_ref()].
t(X) when is_integer(X) -> integer;
t(X) when is_float(X) -> float;
t(X) when is_boolean(X) -> boolean;
t(X) when is_atom(X) -> atom;
t([]) -> nil;
t(X) when is_list(X) -> list;
t(X) when is_record(X, a, 2) -> record;
t(X) when is_tuple(X) -> tuple;
t(X) when is_binary(X) -> binary;
t(X) when is_bitstring(X) -> bits;
t(X) when is_map(X) -> map;
t(X) when is_function(X, 2) -> fun2;
t(X) when is_function(X) -> function;
t(X) when is_pid(X) -> pid;
t(X) when is_reference(X) -> ref;
t(X) when is_port(X) -> port.
bit(true) -> $1;
bit(false) -> $0.
main() ->
    ?show([t(X) || X <- terms()]),
    [io:format("~s ~w~n", [[bit(erlang:F(X)) || X <- terms()], F]) || F <- [is_integer, is_float, is_number, is_atom, is_boolean, is_list, is_tuple, is_binary, is_bitstring, is_map, is_function, is_pid, is_reference, is_port]],
    ?show([if is_number(X) -> 1; true -> 0 end || X <- terms()]),
    ?show([X || X <- terms(), is_integer(X) or is_float(X)]),
    ?show([is_function(F, N) || F <- [fun lists:map/2, fun() -> ok end, x], N <- [0, 1, 2, 300]]),
    ?show(is_function(id(x), id(-1))),
    ?show(is_function(id(fun() -> ok end), id(a))),
    ?show([X || X <- [fun() -> ok end], is_function(X, id(0))] =/= []),
    ?show([if is_function(X, -1) -> yes; true -> no end || X <- [fun() -> ok end]]),
    ok.
