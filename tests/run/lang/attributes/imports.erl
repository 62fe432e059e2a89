%% Imported functions, and own ones with the names of built-in ones.
-module(imports).
-export([main/0]).
-import(lists, [reverse/1, map/2, foldl/3]).
-import(string, [uppercase/1]).
-compile({no_auto_import, [length/1, max/2]}).
-import(maps, []).
-include("../lang.hrl").

length(X) -> {own_length, X}.
max(A, _) -> {own_max, A}.
size(X, Y) -> {two, X, Y}.
element(X) -> {one, X}.

main() ->
    ?show(reverse([1, 2, 3])),
    ?show(map(fun(X) -> X * 2 end, [1, 2])),
    ?show(lists:map(fun lists:reverse/1, ["abc"])),
    ?show([lists:reverse(X) || X <- [reverse("ab")]]),
    ?show(foldl(fun(X, A) -> [X | A] end, [], [a, b])),
    ?show(uppercase("abc")),
    ?show(length([1])),
    ?show(erlang:length([1])),
    ?show(max(1, 2)),
    ?show(erlang:max(1, 2)),
    ?show((fun length/1)([])),
    ?show(size(1, 2)),
    ?show(element(3)),
    ?show(if erlang:length([1]) =:= 1 -> guard; true -> no end),
    ?show([reverse(X) || X <- ["ab", "cd"]]),
    ok.
