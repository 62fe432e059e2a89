%% Decoders with callbacks: keys as atoms, objects as lists, numbers of one's own, accumulators.
-module(json_decode_callbacks).
-export([main/0]).
-include("../show.hrl").

main() ->
    J = <<"{\"b\":[1,2.5,\"x\",null],\"a\":{\"c\":true,\"d\":-1e3}} tail">>,
    D = fun(Acc, Cs) -> json:decode(J, Acc, Cs) end,
    show("none", D(acc, #{})), show("null", D(acc, #{null => undefined})),
    show("lists", D(acc, #{object_push => fun(K, V, A) -> [{K, V} | A] end, object_start => fun(_) -> [] end, object_finish => fun(A, Old) -> {lists:reverse(A), Old} end})),
    show("keys", D(acc, #{object_push => fun(K, V, A) -> [{binary_to_atom(K), V} | A] end})),
    show("numbers", D(acc, #{integer => fun(B) -> {int, B} end, float => fun(B) -> {float, B} end, string => fun(B) -> string:uppercase(B) end})),
    show("arrays", D(0, #{array_start => fun(_) -> {0, []} end, array_push => fun(V, {N, L}) -> {N + 1, [V | L]} end, array_finish => fun({N, L}, Old) -> {{N, lists:reverse(L)}, Old} end})),
    show("depth", D(0, #{object_start => fun(N) -> io:format("{~0p ", [N]), [] end, array_start => fun(A) -> io:format("[~0p ", [A]), [] end})),
    each(fun(Cs) -> json:decode(<<"[1,{\"a\":1.5}]">>, [], Cs) end, [#{integer => fun(_) -> error(no) end}, #{float => fun(_) -> throw(out) end}, #{array_push => x}, #{other => 1}, x, [], #{array_push => fun(_) -> x end}, #{array_finish => fun(A, O) -> {{A, O}, done} end}]),
    each(fun(B) -> json:decode(B, ok, #{}) end, [<<"1">>, <<"1 2">>, <<"[]x">>, <<" \n null \n ">>]),
    ok.
