%% Constants taken apart by patterns they cannot match, and by some they can: what is known when the program is compiled must not
%% break it.
-module(lang_constant_subjects).
-export([main/0]).
-record(r, {a, b = 2, c}).
-record(e, {}).

main() ->
    p(fun() -> (#e{})#r.b end),
    p(fun() -> (#e{})#r{b = id(1)} end),
    p(fun() -> (#r{a = 1})#r.b end),
    p(fun() -> (#r{a = 1, c = 3})#r{b = id(1)} end),
    p(fun() -> ({r, 1, 2, 3})#r.c end),
    p(fun() -> ({"r", 1, 2, 3})#r.c end),
    p(fun() -> ({r, 1, 2})#r{a = 2} end),
    p(fun() -> case {} of {_, A} -> A; _ -> none end end),
    p(fun() -> case {a, 1} of {b, A} -> A; {a, A} -> {yes, A} end end),
    p(fun() -> case [1] of [_, B] -> B; [B] -> {one, B} end end),
    p(fun() -> case <<1>> of "ab" -> 1; _ -> 2 end end),
    p(fun() -> case "ab" of "ab" -> 1; _ -> 2 end end),
    p(fun() -> case "ab" of <<"ab">> -> 1; _ -> 2 end end),
    p(fun() -> case <<"ab">> of #{a := X} -> X; <<X, _>> -> X end end),
    p(fun() -> case #{a => 1} of {a, X} -> X; #{b := X} -> X; #{a := X} -> {map, X} end end),
    p(fun() -> case 1 bsl 70 of [X] -> X; X when is_integer(X) -> big end end),
    p(fun() -> case 2.5 of {X} -> X; 2 -> int; 2.5 -> float end end),
    p(fun() -> case fun lists:map/2 of [X | _] -> X; F when is_function(F, 2) -> two end end),
    p(fun() -> try {} of {_, X, _} -> X; _ -> 1 catch _:_ -> 2 end end),
    p(fun() -> try <<"abc">> of #r{c = -1} -> x; [0, X] -> X; _ -> 3 catch _:_ -> 2 end end),
    p(fun() -> {X, X} = {1, 2}, X end),
    p(fun() -> [X | {}] = [1, 2], X end),
    p(fun() -> [X, Y | Z] = [1, 2], {X, Y, Z} end),
    p(fun() -> #{k := V} = #{k => {v}}, V end),
    p(fun() -> <<A:4, B/bits>> = <<1, 2>>, {A, B} end),
    p(fun() -> <<A:4, B/binary>> = <<1, 2>>, {A, B} end),
    p(fun() -> [length(X) || #r{b = -1, _ = _} = X <- [1, 2, #r{}]] end),
    p(fun() -> maybe {ok, X} ?= error, X end end),
    p(fun() -> maybe {ok, X} ?= error, X else [E] -> E; error -> no end end),
    p(fun() -> (fun({ok, X}) -> X end)(error) end),
    p(fun() -> element(3, {1, 2}) end),
    p(fun() -> hd([]) end),
    p(fun() -> tl({}) end),
    p(fun() -> map_get(a, {}) end),
    p(fun() -> ({})#{a => 1} end),
    p(fun() -> (#{})#{a := 1} end),
    p(fun() -> tuple_size(#r{}) + length([a | id([])]) end).

p(F) ->
    try F() of
        V -> io:format("~0p~n", [V])
    catch
        C:E -> io:format("~0p~n", [{C, E}])
    end.

id(X) -> X.
