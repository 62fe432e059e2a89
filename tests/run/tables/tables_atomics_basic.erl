%% atomics: every operation, signed.
-module(tables_atomics_basic).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    A = atomics:new(3, []),
    p(atomics:info(A) =:= (atomics:info(A))#{size := 3, min := -(1 bsl 63), max := (1 bsl 63) - 1}),
    p([atomics:get(A, I) || I <- [1, 2, 3]]),
    p(atomics:put(A, 1, 5)), p(atomics:add(A, 1, 3)), p(atomics:sub(A, 1, 10)), p(atomics:get(A, 1)),
    p(atomics:add_get(A, 2, 7)), p(atomics:sub_get(A, 2, 9)), p(atomics:add_get(A, 2, -1)),
    p(atomics:exchange(A, 3, 42)), p(atomics:exchange(A, 3, -42)), p(atomics:get(A, 3)),
    p(atomics:compare_exchange(A, 3, -42, 1)), p(atomics:compare_exchange(A, 3, 0, 2)), p(atomics:get(A, 3)).
