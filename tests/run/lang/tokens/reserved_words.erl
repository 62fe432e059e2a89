%% Reserved words, what only looks like one, and words as atoms when quoted.
-module(reserved_words).
-export([main/0]).
-include("../lang.hrl").

words() -> ["after", "and", "andalso", "band", "begin", "bnot", "bor", "bsl", "bsr", "bxor", "case", "catch", "cond", "div", "else", "end", "fun", "if", "let", "maybe", "not", "of", "or", "orelse", "receive", "rem", "try", "when", "xor", "After", "ands", "query", "spec", "true", "module", "record", "none"].
main() ->
    [begin {ok, [T | _], _} = erl_scan:string(W), io:format("~s ~p ~p~n", [W, element(1, T), tuple_size(T)]) end || W <- words()],
    ?show([erl_scan:reserved_word(list_to_atom(W)) || W <- words()]),
    ?show(['after', 'and', 'fun', 'end']),
    ?show({spec, record, module, type, export, define, none, query}),
    ?show([A || A <- ['begin', 'case'], is_atom(A)]),
    ?show(list_to_atom("end") =:= 'end'),
    ?show(#{'if' => 'else'}),
    ?show('fun'('of')),
    ?show((fun 'fun'/1)(x)),
    ok.
'fun'(X) -> {'fun', X}.
