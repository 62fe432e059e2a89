%% erl_lint:is_guard_test and kin: which expressions may stand in a guard.
-module(lint_guard_tests).
-export([main/0]).
-include("../show.hrl").

main() ->
    E = fun(S) -> {ok, Ts, _} = erl_scan:string(S), {ok, [X]} = erl_parse:parse_exprs(Ts), X end,
    each(fun(S) -> erl_lint:is_guard_test(E(S)) end, ["true.", "X.", "is_atom(X).", "X > 1.", "foo(X).", "length(X) > 1.", "lists:member(a, X).", "erlang:is_atom(X).", "X andalso is_list(Y).", "not X.", "1 + 1.", "{X}.", "self() =:= node().", "element(1, X) =:= a.", "map_size(X) =:= 0.", "is_map_key(a, X).", "X = 1.", "fun() -> ok end.", "case X of a -> b end.", "[X || X <- Y].", "<<X>> =:= Y.", "#{a => X} =:= Y.", "#{} .", "X ++ Y.", "abs(X).", "is_function(X, 2).", "node(X) =:= a.", "binary_part(X, 1, 2) =:= Y.", "ceil(X) > floor(X).", "tuple_size(X) bsl 2 =:= 4.", "\"s\".", "atom.", "5."]),
    each(fun(S) -> erl_lint:is_guard_expr(E(S)) end, ["1 + 2.", "X + 1.", "\"a\" ++ X.", "-1.", "f(x).", "{a}.", "1 bsl 3.", "a."]), 
    each(fun({F, A}) -> {erl_internal:guard_bif(F, A), erl_internal:bif(F, A), erl_internal:type_test(F, A), erl_internal:old_bif(F, A)} end, [{length, 1}, {is_atom, 1}, {self, 0}, {spawn, 1}, {foo, 1}, {atom, 1}, {is_record, 3}, {max, 2}, {apply, 2}, {element, 2}, {register, 2}]),
    each(fun({O, A}) -> {erl_internal:arith_op(O, A), erl_internal:bool_op(O, A), erl_internal:comp_op(O, A), erl_internal:list_op(O, A), erl_internal:send_op(O, A)} end, [{'+', 2}, {'-', 1}, {'and', 2}, {'not', 1}, {'==', 2}, {'++', 2}, {'!', 2}, {'andalso', 2}, {foo, 2}]), ok.
