%% Parser combinators: sequences, choices, repetition, and a grammar for lists, numbers and assignments made of them.
-module(peg_parser).
-export([main/0]).
-include("../lang.hrl").

char(C) -> fun([X | T]) when X =:= C -> {ok, X, T}; (T) -> {fail, length(T), {expected, [C]}} end.
sat(P, Name) -> fun([X | T] = S) -> case P(X) of true -> {ok, X, T}; false -> {fail, length(S), Name} end; ([]) -> {fail, 0, Name} end.
seq([]) -> fun(T) -> {ok, [], T} end;
seq([P | Ps]) -> fun(T) -> maybe {ok, V, T1} ?= P(T), {ok, Vs, T2} ?= (seq(Ps))(T1), {ok, [V | Vs], T2} end end.
alt(Ps) -> fun(T) -> alt(Ps, T, {fail, length(T) + 1, nothing}) end.
alt([], _, Fail) -> Fail;
alt([P | Ps], T, {fail, N, _} = Fail) -> case P(T) of {ok, _, _} = Ok -> Ok; {fail, M, _} = F when M < N -> alt(Ps, T, F); _ -> alt(Ps, T, Fail) end.
many(P) -> fun Many(T) -> case P(T) of {ok, V, T1} -> {ok, Vs, T2} = Many(T1), {ok, [V | Vs], T2}; {fail, _, _} -> {ok, [], T} end end.
many1(P) -> map(fun([H, T]) -> [H | T] end, seq([P, many(P)])).
map(F, P) -> fun(T) -> maybe {ok, V, T1} ?= P(T), {ok, F(V), T1} end end.
lazy(F) -> fun(T) -> (F())(T) end.
sep(P, S) -> alt([map(fun([H, T]) -> [H | [X || [_, X] <- T]] end, seq([P, many(seq([S, P]))])), seq([])]).
token(P) -> map(fun([V, _]) -> V end, seq([P, many(char($\s))])).
digit() -> sat(fun(C) -> C >= $0 andalso C =< $9 end, digit).
letter() -> sat(fun(C) -> C >= $a andalso C =< $z end, letter).
number() -> token(map(fun list_to_integer/1, many1(digit()))).
name() -> token(map(fun list_to_atom/1, many1(letter()))).
list() -> map(fun([_, L, _]) -> L end, seq([token(char($[)), sep(lazy(fun value/0), token(char($,))), token(char($]))])).
value() -> alt([number(), list(), name()]).
assignment() -> map(fun([N, _, V]) -> {N, V} end, seq([name(), token(char($=)), value()])).
program() -> sep(assignment(), token(char($;))).
parse(P, T) -> case P(T) of {ok, V, []} -> V; {ok, V, Rest} -> {partly, V, Rest}; {fail, Left, Why} -> {error, length(T) - Left + 1, Why} end.
main() ->
    ?show([parse(value(), T) || T <- ["42", "[1, 2, [x]]", "[]", "abc", "[1,]", "[1", "", "!"]]),
    ?show([parse(program(), T) || T <- ["a = 1", "a = 1; b = [2, c]; d = x", "a 1", "a = ; b", ""]]),
    ?show(parse(many(alt([char($a), char($b)])), "abbac")),
    ?show(parse(seq([many1(digit()), letter()]), "12x")),
    ?show(parse(seq([many1(digit()), letter()]), "x")),
    ok.
