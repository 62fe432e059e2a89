%% A machine with a tape as a zipper, programs as maps, and what they compute.
-module(turing_machine).
-export([main/0]).
-record(tape, {left = [], head = blank, right = []}).
-include("../lang.hrl").

load([]) -> #tape{};
load([H | T]) -> #tape{head = H, right = T}.
move(l, #tape{left = [], head = H, right = R} = T) -> T#tape{head = blank, right = [H | R]};
move(l, #tape{left = [X | L], head = H, right = R}) -> #tape{left = L, head = X, right = [H | R]};
move(r, #tape{left = L, head = H, right = []}) -> #tape{left = [H | L]};
move(r, #tape{left = L, head = H, right = [X | R]}) -> #tape{left = [H | L], head = X, right = R};
move(n, T) -> T.
run(P, Input) -> run(P, start, load(Input), 0).
run(_, halt, T, N) -> {N, contents(T)};
run(_, _, T, 5000) -> {gave_up, length(contents(T))};
run(P, S, #tape{head = H} = T, N) ->
    case P of
        #{{S, H} := {W, D, S1}} -> run(P, S1, move(D, T#tape{head = W}), N + 1);
        #{{S, any} := {D, S1}} -> run(P, S1, move(D, T), N + 1);
        #{} -> {stuck, S, H, contents(T)}
    end.
contents(#tape{left = L, head = H, right = R}) -> trim(lists:reverse(L) ++ [H | R]).
trim(L) -> T = fun(X) -> lists:dropwhile(fun(Y) -> Y =:= blank end, X) end, lists:reverse(T(lists:reverse(T(L)))).
increment() -> #{{start, any} => {r, start}, {start, blank} => {blank, l, add}, {add, 1} => {0, l, add}, {add, 0} => {1, n, halt}, {add, blank} => {1, n, halt}}.
beaver() -> #{{start, blank} => {1, r, b}, {start, 1} => {1, l, b}, {b, blank} => {1, l, start}, {b, 1} => {1, l, c}, {c, blank} => {1, r, halt}, {c, 1} => {1, l, d}, {d, blank} => {1, r, d}, {d, 1} => {blank, r, start}}.
palindrome() -> maps:merge(maps:from_list(lists:append([[{{start, X}, {blank, r, {seek, X}}}, {{{seek, X}, any}, {r, {seek, X}}}, {{{seek, X}, blank}, {blank, l, {check, X}}}, {{{check, X}, X}, {blank, l, back}}, {{{check, X}, blank}, {yes, n, halt}}] || X <- [a, b]])),
    #{{start, blank} => {yes, n, halt}, {back, any} => {l, back}, {back, blank} => {blank, r, start}}).
main() ->
    ?show([run(increment(), L) || L <- [[1, 0, 1], [1, 1, 1], [0], [], [1, 0, 1, 1, 1, 1]]]),
    {Steps, Tape} = run(beaver(), []),
    ?show({Steps, length(Tape), length([X || X <- Tape, X =:= 1])}),
    ?show([run(palindrome(), L) || L <- ["", [a], [a, b, a], [a, b, b, a]]]),
    ?show(run(palindrome(), [a, b])),
    ?show(run(#{{start, blank} => {1, r, start}}, [])),
    ?show(run(#{}, [x])).
