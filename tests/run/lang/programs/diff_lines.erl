%% Differences between two lists of lines, and patches that are applied and taken back.
-module(diff_lines).
-export([main/0]).
-include("../lang.hrl").

diff(A, B) -> walk(A, B, lcs(A, B)).
lcs(A, B) -> {_, L} = lcs(list_to_tuple(A), list_to_tuple(B), 1, 1, #{}), element(2, maps:get({1, 1}, L, {0, []})).
lcs(A, B, I, J, M) when I > tuple_size(A); J > tuple_size(B) -> {{0, []}, M};
lcs(_, _, I, J, M) when is_map_key({I, J}, M) -> {map_get({I, J}, M), M};
lcs(A, B, I, J, M) when element(I, A) =:= element(J, B) -> {{N, L}, M1} = lcs(A, B, I + 1, J + 1, M), R = {N + 1, [element(I, A) | L]}, {R, M1#{{I, J} => R}};
lcs(A, B, I, J, M) -> {X, M1} = lcs(A, B, I + 1, J, M), {Y, M2} = lcs(A, B, I, J + 1, M1), R = if element(1, X) >= element(1, Y) -> X; true -> Y end, {R, M2#{{I, J} => R}}.
walk([], [], []) -> [];
walk([X | A], [X | B], [X | C]) -> [{keep, X} | walk(A, B, C)];
walk([X | A], B, C) when C =:= []; hd(C) =/= X -> [{del, X} | walk(A, B, C)];
walk(A, [Y | B], C) -> [{add, Y} | walk(A, B, C)].
apply_patch(P, L) -> apply_patch(P, L, []).
apply_patch([], [], Acc) -> {ok, lists:reverse(Acc)};
apply_patch([{keep, X} | P], [X | L], Acc) -> apply_patch(P, L, [X | Acc]);
apply_patch([{del, X} | P], [X | L], Acc) -> apply_patch(P, L, Acc);
apply_patch([{add, X} | P], L, Acc) -> apply_patch(P, L, [X | Acc]);
apply_patch([Op | _], L, _) -> {error, {Op, lists:sublist(L, 1)}};
apply_patch([], L, _) -> {error, {left, L}}.
invert(P) -> [case Op of {add, X} -> {del, X}; {del, X} -> {add, X}; Keep -> Keep end || Op <- P].
print(P) -> [io:format("~s~s~n", [case Op of add -> "+"; del -> "-"; keep -> " " end, X]) || {Op, X} <- P].
main() ->
    A = ["one", "two", "three", "four", "five"], B = ["zero", "one", "three", "4", "five", "six"],
    P = diff(A, B),
    print(P),
    ?show(apply_patch(P, A) =:= {ok, B}),
    ?show(apply_patch(invert(P), B) =:= {ok, A}),
    ?show(apply_patch(P, B)),
    ?show(apply_patch([], ["x"])),
    ?show(diff([], ["a"])),
    ?show(diff(["a"], [])),
    ?show(diff("same", "same") =:= [{keep, C} || C <- "same"]),
    ?show(length(diff(lists:seq(1, 40), lists:seq(2, 41)))),
    ok.
