%% Macros by number of arguments, ??Arg of nested calls, arguments with commas in brackets, macros that make clauses, patterns, guards, names; ?LINE and ?FUNCTION_NAME inside.
-module(macros_crossed).
-export([main/0]).
-define(V, none). -define(V(), zero). -define(V(A), {one, A}). -define(V(A, B), {two, A, B}).
-define(S(X), ??X). -define(SS(X), ?S(X)). -define(BOTH(X), {X, ??X}).
-define(CALL(F, Args), F Args). -define(FUN(Name, Body), Name(X) -> Body). -define(CLAUSES, (1) -> one; (2) -> two).
-define(GUARD(X), is_integer(X), X > 1; X =:= a). -define(PAIR(A, B), {A, B}). -define(SWAP(P), case P of ?PAIR(A1, B1) -> ?PAIR(B1, A1) end).
-define(COMMA, ,). -define(OPEN, [1). -define(CLOSE, 3]). -define(TAIL, | [x]]).
-define(HERE, {?FUNCTION_NAME, ?FUNCTION_ARITY, ?LINE}). -define(HERE2, {?HERE,
    ?HERE}). -define(EMPTY, ). -define(IF(C, A, B), if C -> A; true -> B end). -define(TWICE(M), {M, M}).

main() ->
    p([?V, ?V(), ?V(x), ?V(x, y), ?V(?V), ?V(?V(), ?V(1)), ?V((a)), ?V({a, b}), ?V([a, b]), ?V(fun(A, B) -> A + B end(1, 2)), ?V("a,b"), ?V(<<1, 2>>), ?V(begin a, b end)]),
    p([?S(a + b), ?S(?V), ?SS(?V(1)), ?S("q\"x"), ?S({a, [B | "s"]}), ?S(f(x, y)), ?S($,), ?S('q a'), ?S(1.0e10), ?S(16#ff), ?S(fun(X) -> X end), ?S(#{a => b}), ?S(<<1:8/big>>), ?S(a andalso not b)]),
    p([?BOTH(1 + 2), ?BOTH([?V(1) | ?V]), ?BOTH(lists:sum([1, 2]))]), p([?CALL(hd, ([5])), ?CALL(lists:max, ([1, 9]))]),
    p([double(4), (fun ?CLAUSES end)(2), [g(X) || X <- [1, 2, a]], ?SWAP({1, 2})]), p(?OPEN ?COMMA 2 ?COMMA ?CLOSE), p([1 ?COMMA 2 ?TAIL), p([?HERE, here(1), ?HERE2]), p([?EMPTY 1 ?EMPTY, ?IF(1 > 2, ?IF(true, a, b), ?IF(false, c, d))]),
    p(?TWICE(?TWICE(?V))), p([begin ?PAIR(A2, B2) = ?PAIR(X, ?V(X)), {A2, B2} end || X <- [1]]), p(deep()), p({?MODULE, ?MODULE_STRING, ?S(?MODULE)}).

?FUN(double, X * 2).
g(X) when ?GUARD(X) -> yes; g(_) -> no.
here(_) -> ?HERE.
-define(A(X), ?B(X, X)). -define(B(X, Y), ?C([X, Y])). -define(C(L), {c, L, ??L}).
deep() -> [?A(1), ?A(?V(2)), ?B(a, ?A(b))].
p(X) -> io:format("~0p~n", [X]).
