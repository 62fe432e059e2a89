%% Lists written as tails of lists: one list whose conses stand at their own brackets; heads of types in parentheses.
-module(list_tails).
-export([main/0, first/1]).
-type (pair(A)) :: {A, A}.
-type((one()) :: pair(1)).
-opaque ((two())) :: one().
-export_type([pair/1, one/0, two/0]).

-spec first(pair(A)) -> A.
first({A, _}) -> A.

main() ->
    io:format("~0p~n", [values([3, 4])]),
    io:format("~0p~n", [taken([1, 2, 3 | x])]),
    [exprs(Text) || Text <- ["[a|[b|[c|d]]]", "[a, b|[c, d|[]]]", "[a|[b|[c]]]", "[a|[b|[X || X <- l]]]", "[a|([b])]", "[a|[b] ++ c]",
                             "[a|\n  [b,\n [c|[d]] |\n[e]]]", "[a|[b]", "[a|[b|c d]]", "[a|[b,]]", "[a|[b||c]]", "[a|[b|[c)]]"]],
    [form(Text) || Text <- ["-type (t()) :: integer()", "-type (t(A)) :: [A]", "-type((t()) :: integer())", "-opaque (t()) :: a",
                            "-type ((t())) :: a"]],
    deep(2500).

values(L) ->
    [[1|[2|[X || X <- L]]], [1|[2] ++ L], [1|[2|[3] ++ L]], [1|[2|3]], [1|([2|([3])])], [a|[[b|[c]]|[d]]], [x|[y|"z"]], [hd(L)|[tl(L)|[L]]],
     [begin put(order, []), 0 end | [note(1) | [note(2) | [note(3)]]]], get(order)].

note(N) -> put(order, [N | get(order)]), N.

taken([A|[B|[C|D]]]) -> {A, B, C, D}.

exprs(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text ++ ".", {1, 1}),
    io:format("~0p~n", [erl_parse:parse_exprs(Tokens)]).

form(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text ++ ".", {1, 1}),
    io:format("~0p~n", [erl_parse:parse_form(Tokens)]).

%% So many levels are no depth.
deep(N) ->
    Text = lists:append(lists:duplicate(N, "[a|")) ++ "[]" ++ lists:duplicate(N, $]) ++ ".",
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, [Cons]} = erl_parse:parse_exprs(Tokens),
    io:format("~w~n", [length(erl_parse:normalise(Cons))]).
