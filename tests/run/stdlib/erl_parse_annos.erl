%% erl_parse: annotations of abstract code mapped, folded, made and taken away; tokens of abstract code; terms as code and back.
-module(erl_parse_annos).
-export([main/0]).
-include("calls.hrl").

main() ->
    [walk(form(T)) || T <- ["f(X) when X > 0 -> {X, [1 | X]};\nf(_) -> fun() -> ok end.", "-record(r, {a = 1, b :: integer()}).", "-type t() :: a | [b].",
                            "g() -> try h() of 1 -> a catch error:_:S -> S after b end."]],
    [walk(expr(T)) || T <- ["X = 1", "[Y || Y <- L, Y > 2]", "<<1:8/little, B/bits>>", "#{a => 1, b := 2}", "case A of 1 when true -> x end"]],
    calls(erl_parse, [
        {map_anno, [[fun(A) -> A end, x], [f, {atom, 1, a}], [fun(_) -> 7 end, {atom, 1, a}], [fun(_) -> 7 end, [{atom, 1, a}, {var, 2, 'X'}]]]},
        {fold_anno, [[f, 0, {atom, 1, a}], [fun(A, S) -> [A | S] end, [], [{atom, 1, a}, {integer, {2, 3}, 4}]], [fun(_, _) -> 1 end, 0, y]]},
        {mapfold_anno, [[f, 0, {atom, 1, a}], [fun(A, S) -> {S, A} end, 0, {tuple, 1, [{atom, 2, a}]}], [fun(A, S) -> {S, A} end, 0, z]]},
        {new_anno, [[{atom, 1, a}], [{atom, {1, 2}, a}], [x]]},
        {anno_to_term, [[{atom, 1, a}], [x], [{op, 1, '+', {integer, {2, 1}, 1}, {var, 1, 'X'}}]]},
        {anno_from_term, [[{atom, 1, a}], [x], [{atom, [{location, 1}, {text, "a"}], a}]]},
        {tokens, [[{atom, 1, a}], [{tuple, 1, [{integer, 1, 1}, {nil, 1}]}], [{cons, 1, {char, 1, $a}, {nil, 1}}], [{string, 1, "abc"}], [{var, 1, 'X'}], [x],
                  [{atom, 1, a}, [{dot, 1}]], [{float, 1, 1.5}, []], [{cons, 1, {integer, 1, 1}, {cons, 1, {atom, 1, b}, {atom, 1, c}}}], [{op, 1, '-', {integer, 1, 1}}]]},
        {abstract, [[a], [[1, 2.0, $a]], ["abc"], [{}], [<<1, 2>>], [<<1:3>>], [#{a => 1}], [[a | b]], [{a, "b"}, 5], [<<"x">>, [{line, 3}, {encoding, utf8}]],
                    ["åäö", [{encoding, latin1}]], [[1024], [{encoding, none}]], [[1024], [{location, {1, 2}}, {encoding, fun(C) -> C < 2000 end}]], [self()], [[{x, y} | z]], [a, bad]]},
        {normalise, [[{atom, 1, a}], [{cons, 1, {integer, 1, 1}, {nil, 1}}], [{op, 1, '-', {integer, 1, 5}}], [{op, 1, '+', {float, 1, 5.0}}], [{var, 1, 'X'}], [{call, 1, {atom, 1, f}, []}],
                     [{bin, 1, [{bin_element, 1, {string, 1, "ab"}, default, default}]}], [{map, 1, [{map_field_assoc, 1, {atom, 1, k}, {integer, 1, 1}}]}], [x],
                     [{tuple, 1, [{char, 1, $a}, {string, 1, "s"}]}], [{op, 1, '++', {string, 1, "a"}, {string, 1, "b"}}]]},
        {format_error, [["text"], [["a", $b]]]},
        {func_prec, [[]]}, {max_prec, [[]]}, {inop_prec, [['='], ['+'], [bad]]}, {preop_prec, [['not'], ['catch'], [bad]]}, {type_inop_prec, [['|'], [bad]]}, {type_preop_prec, [['-'], [bad]]}]).

form(Text) -> {ok, Ts, _} = erl_scan:string(Text, {1, 1}), {ok, F} = erl_parse:parse_form(Ts), F.
expr(Text) -> {ok, Ts, _} = erl_scan:string(Text ++ ".", {1, 1}), {ok, [E]} = erl_parse:parse_exprs(Ts), E.

walk(Code) ->
    say("folded", lists:reverse(erl_parse:fold_anno(fun(A, Acc) -> [erl_anno:location(A) | Acc] end, [], Code))),
    say("mapped", erl_parse:map_anno(fun(A) -> erl_anno:line(A) end, Code)),
    say("numbered", erl_parse:mapfold_anno(fun(_, N) -> {N, N + 1} end, 100, Code)).
