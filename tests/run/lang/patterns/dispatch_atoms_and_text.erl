%% Large selections by atoms, strings, binaries and tagged tuples: common prefixes, lengths, and order among overlapping clauses.
-module(dispatch_atoms_and_text).
-export([main/0]).
-include("../lang.hrl").

main() ->
    Words = ["", "g", "ge", "get", "gets", "getter", "go", "goto", "put", "puts", "p", "post", "head", "heads", "delete", "options", "option", "ümlaut", [1, 2], "get" ++ [x], [$g | $e]],
    ?show([list(W) || W <- Words]),
    ?show([prefix(W) || W <- Words]),
    ?show([bin(B) || B <- [<<"">>, <<"g">>, <<"get">>, <<"GET">>, <<"gets">>, <<"go">>, <<"goto">>, <<"put">>, <<"put ">>, <<"put x">>, <<"put x y">>, <<1:3>>, <<"get", 1:3>>, <<"ümlaut"/utf8>>, "get"]]),
    ?show([atom(A) || A <- [get, put, post, head, delete, options, trace, connect, patch, link, unlink, purge, copy, move, lock, unlock, 'GET', undefined, "get"]]),
    ?show([tagged(T) || T <- [{add, 1, 2}, {add, 1}, {sub, 1, 2}, {neg, 1}, {neg, {add, 1, 2}}, {mul, 0, x}, {mul, x, 0}, {mul, 2, 3}, {num, 1}, {num, 1.5}, {num, a}, {'if', true, 1, 2}, {'if', x, 1, 2}, {}, add, {[]}, {1, 2, 3, 4}]]),
    ?show([mixed(A, B) || A <- [a, "a", <<"a">>, 1], B <- [a, "a", <<"a">>, 1]]).

list("get") -> 1; list("put") -> 2; list("go") -> 3; list("goto") -> 4; list("post") -> 5; list("") -> 6; list("options") -> 7; list("option") -> 8;
list("head") -> 9; list("ümlaut") -> 10; list([C]) -> {one, C}; list([_, _]) -> two; list([$g, $e | T]) -> {ge, T}; list([H | _]) -> H.

prefix("get" ++ [C | _] = S) when is_integer(C) -> {get, S}; prefix("g" ++ T) -> {g, T}; prefix("pu" ++ "ts") -> puts; prefix("p" ++ T) when length(T) > 1 -> {p, length(T)};
prefix([H | "eads"]) -> {eads, H}; prefix("h" ++ _) -> h; prefix(L) when is_list(L), L > "option" -> after_option; prefix(_) -> none.

bin(<<"get">>) -> get; bin(<<"put ", K/binary>>) when byte_size(K) =:= 1 -> {put, K}; bin(<<"put ", K:1/binary, " ", V/binary>>) -> {put, K, V};
bin(<<"go", T/bits>>) -> {go, T}; bin(<<"g", _/binary>>) -> g; bin(<<C:3>>) -> {three, C}; bin(<<"get", C:3>>) -> {get, C}; bin(<<"put">>) -> put;
bin(<<>>) -> empty; bin(<<U/utf8, _/binary>>) -> {char, U}; bin(_) -> none.

atom(get) -> 1; atom(put) -> 2; atom(post) -> 3; atom(head) -> 4; atom(delete) -> 5; atom(options) -> 6; atom(A) when A =:= trace; A =:= connect -> 7;
atom(patch) -> 8; atom(link) -> 9; atom(unlink) -> 10; atom(purge) -> 11; atom(copy) -> 12; atom(move) -> 13; atom(lock) -> 14; atom(unlock) -> 15;
atom(A) when is_atom(A), A < 'a' -> capital; atom(A) when is_atom(A) -> A; atom(_) -> none.

tagged({add, A, B}) -> A + B; tagged({neg, {add, _, _} = T}) -> -tagged(T); tagged({mul, 0, _}) -> 0; tagged({mul, _, 0}) -> zero; tagged({neg, A}) -> -A;
tagged({num, N}) when is_integer(N) -> N; tagged({num, N}) when is_float(N) -> trunc(N); tagged({'if', true, A, _}) -> A; tagged({sub, A, B}) -> A - B;
tagged({'if', _, _, B}) -> {no, B}; tagged({mul, A, B}) -> A * B; tagged({A, _, _, _}) -> {four, A}; tagged({A}) -> {one, A}; tagged({A, _}) -> {two, A};
tagged(T) when tuple_size(T) =:= 0 -> empty; tagged(_) -> none.

mixed(a, a) -> 0; mixed(a, "a") -> 1; mixed("a", a) -> 2; mixed(<<"a">>, <<"a">>) -> 3; mixed(1, _) -> 4; mixed(_, 1) -> 5; mixed("a", <<"a">>) -> 6; mixed(X, X) -> 7; mixed(_, _) -> 8.
