%% maybe around zip and strict comprehensions, inside try with after: which exit is taken, and what was done before it.
-module(maybe_with_generators).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show(pairs([1, 2, 3], "abc")),
    ?show(pairs([1, 2], "abc")),
    ?show(pairs([1, x, 3], "abc")),
    ?show(pairs([1, 2, 3], "ab\x{100}")),
    ?show(pairs(none, "abc")),
    ?show(pairs([3, 2, 1], "abc")),
    ?show([run(fun() -> inner(X) end) || X <- [[], [{ok, 1}], [{ok, 1}, {error, b}, {error, c}], [{other, 1}], 7]]),
    ?show([first_positive(L) || L <- [[-1, 0, 4, 5], [], [-1], [a]]]),
    ?show(nested(#{a => [1, 2], b => [3]})),
    ?show(nested(#{a => [], b => []})),
    ?show(nested(#{a => [1, 2], b => 5})),
    ?show(get(trail)).

pairs(Numbers, Text) ->
    put(trail, []),
    R = try
        maybe
            true ?= is_list(Numbers) orelse not_a_list,
            Zipped = [note({N, C}) || N <- Numbers && C <:- Text],
            [_ | _] ?= Big = [N * C || {N, C} <- Zipped, is_integer(N), N < C],
            {sorted, Big} ?= {case lists:sort(Big) of Big -> sorted; _ -> unsorted end, Big},
            <<_:3/binary, Rest/bits>> ?= << <<(N * 10):12>> || {N, _} <- Zipped >>,
            {ok, Rest, lists:sum(Big)}
        else
            {unsorted, L} when length(L) > 2 -> {unsorted, hd(L)};
            [] -> nothing;
            <<>> -> no_bytes;
            Bits when is_bitstring(Bits) -> {short, bit_size(Bits)};
            not_a_list = Why -> Why
        end
    catch
        error:{bad_generators, {A, B}} -> {bad_generators, A, B};
        error:Reason -> {failed, Reason}
    after
        note(done)
    end,
    {R, lists:reverse(get(trail))}.

note(X) -> put(trail, [X | get(trail)]), X.

run(F) -> try F() catch error:R -> {error, R}; throw:T -> {thrown, T} end.

inner(List) ->
    maybe
        Values = [maybe {ok, V} ?= E, V else {error, R} -> throw({bad, R}) end || E <- List],
        [One] ?= Values,
        One + 1
    end.

first_positive(L) ->
    maybe
        {none, []} ?= try {none, [throw({found, X}) || X <- L, X > 0, is_integer(X)]} catch throw:{found, _} = F -> F end,
        nothing
    else
        {found, X} when X > 4 -> large;
        {found, X} -> {small, X}
    end.

nested(Map) ->
    maybe
        [_ | _] = All ?= [{K, V} || K := Vs <- maps:iterator(Map, ordered), V <- Vs],
        Sum = maybe
            {_, N} ?= lists:last(All),
            true ?= N > 2,
            lists:sum([V || {_, V} <- All])
        end,
        Doubled = #{K => Sum * V || {K, V} <- All},
        {Sum, maps:to_list(maps:iterator(Doubled, ordered))}
    else
        [] -> empty
    end.
