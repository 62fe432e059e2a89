-module(lang_strings_lists).
-export([main/0]).
a("abc" ++ T) -> {abc, T}; a("ab" ++ T) -> {ab, T}; a("") -> empty; a([X]) -> {one, X}; a([$x | T]) -> {x, T}; a(_) -> other.
b([1, 2 | T]) -> {a, T}; b([1 | T]) -> {b, T}; b([_, _]) -> two; b(L) when is_list(L) -> list; b(_) -> no.
c([$a, $b] ++ T) -> T; c(_) -> no.
d("get") -> get; d("put") -> put; d("post") -> post; d("pos") -> pos; d("") -> none; d(_) -> other.
e([[], [_], [_, _ | _] | _]) -> yes; e(_) -> no.
f([X, Y | _], [Y, X | _]) -> swapped; f([X | _], [X | _]) -> same; f(_, _) -> no.
g(1 + 2) -> three; g(-1) -> minus; g(2 bsl 3) -> sixteen; g(10 div 3 * 2) -> six; g(+5) -> five; g(bnot 5) -> bn;
g(1.5 + 1) -> f; g(-0.0) -> nz; g(0.0) -> z; g(_) -> no.
h($a) -> a; h($\n) -> nl; h(97 + 1) -> b; h(_) -> no.
i("a" "b" "c") -> abc; i(_) -> no.
j([$a, $b | "cd"]) -> abcd; j("ab" ++ "ce") -> abce; j(_) -> no.
main() ->
    P = fun(X) -> io:format("~0p~n", [X]) end,
    P([a(X) || X <- ["abcd", "abc", "abd", "ab", "", "a", "xyz", "xy", "yz", foo, [a, b | c], "ab" ++ tail]]),
    P([b(X) || X <- [[1, 2, 3], [1], [1, 3], [5, 6], [7], [], [1 | 2], [1, 2 | 3], x]]),
    P([c(X) || X <- ["abc", "ab", "a"]]),
    P([d(X) || X <- ["get", "put", "post", "pos", "po", "", "gets", 1]]),
    P([e(X) || X <- [[[], [1], [1, 2]], [[], [1], [1, 2, 3], x], [[], [], []], []]]),
    P([f(X, Y) || {X, Y} <- [{[1, 2], [2, 1]}, {[1, 2], [1, 3]}, {[1, 1], [1, 1]}, {[1], [2]}]]),
    P([g(X) || X <- [3, -1, 16, 6, 5, -6, 2.5, -0.0, 0.0, 0, 3.0]]),
    P([h(X) || X <- "ab\nc"]),
    P([i("abc"), i("ab")]),
    P([j("abcd"), j("abce"), j("abcf")]),
    P("abc" ++ [1] ++ "d"),
    P([1, 2, 3, 2, 1] -- [2, 1]),
    P([1, 2, 3] -- [1, 2] -- [2]),
    P([a | b]), P([a, b | [c | []]]), P([] ++ x), P([1] ++ 2),
    P("unicode é € " ++ "x"),
    P(["a", "b"]), P([[]]), P([$a, 1000]),
    ok.
