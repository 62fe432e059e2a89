%% Improper lists, deep lists, very long ones, and how functions treat them.
-module(lists_improper).
-export([main/0]).
-include("../lang.hrl").

main() ->
    L = [a, b | c],
    ?show(L),
    ?show([hd(L), tl(L), tl(tl(L))]),
    ?show([is_list(L), is_list(tl(tl(L)))]),
    ?show(length(id(L))),
    ?show([X || X <- id(L)]),
    ?show(lists:reverse(id(L))),
    ?show(id(L) ++ [d]),
    ?show([x] ++ L),
    ?show(lists:map(fun(X) -> X end, id(L))),
    ?show(case L of [_, B | C] -> {B, C} end),
    ?show([1 | 2] < [1, 2]),
    ?show([1 | 2] =:= [1 | 2]),
    ?show(lists:flatten(io_lib:format("~p ~w", [[a | b], [1, 2 | 3]]))),
    ?show(lists:flatten([a, [b, [[], [c]], []], [[[d]]]])),
    ?show(lists:flatten(id([a | b]))),
    ?show(iolist_to_binary(["ab", [<<"cd">>, $e], <<"f">> | <<"g">>])),
    ?show(iolist_size([[], [[]], "x" | <<"yz">>])),
    ?show(try iolist_to_binary([a]) catch error:E -> E end),
    ?show(list_to_tuple(id([a | b]))),
    ?show(length(lists:seq(1, 5000))),
    ?show(lists:last(lists:seq(1, 5000))),
    ?show(hd(lists:reverse(lists:seq(1, 5000)))),
    ?show([[] | []]),
    ?show([[[[] | []] | []] | x]),
    ok.
