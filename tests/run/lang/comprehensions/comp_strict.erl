%% Strict generators: an element that does not match is an error, in each kind of generator.
-module(comp_strict).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show([X || {ok, X} <:- [{ok, 1}, {ok, 2}]]),
    ?show([X || {ok, X} <:- [{ok, 1}, error, {ok, 2}]]),
    ?show([X || {ok, X} <- [{ok, 1}, error, {ok, 2}]]),
    ?show([X || X <:- id([1 | tail])]),
    ?show([X || X <:- id(no_list)]),
    ?show([X || {X, X} <:- [{1, 1}, {2, 3}]]),
    ?show([A || <<A:4, 1:4>> <:= <<16#21, 16#31>>]),
    ?show([A || <<A:4, 1:4>> <:= <<16#21, 16#32, 16#41>>]),
    ?show([A || <<A:16>> <:= <<1, 2, 3>>]),
    ?show([A || <<A:16>> <= <<1, 2, 3>>]),
    ?show([A || <<A>> <:= id(x)]),
    ?show([A || <<A/utf8>> <:= <<"aé", 255>>]),
    ?show([{K, V} || K := {ok, V} <:- #{a => {ok, 1}}]),
    ?show([{K, V} || K := {ok, V} <:- #{a => error}]),
    ?show([{K, V} || K := {ok, V} <- #{a => error}]),
    ?show([K || K := _ <:- id([])]),
    ?show(<< <<A>> || {A} <:- [{1}, {2}] >>),
    ?show(<< <<A>> || {A} <:- [{1}, 2] >>),
    ?show(#{A => B || {A, B} <:- [{1, 2}]}),
    ?show(#{A => B || {A, B} <:- [1]}),
    ?show([{A, B} || {A} <:- [{1}], B <:- [x, A]]),
    ?show([X || X <:- [1, 2, 3], X > 1]),
    ?show([X || [_, X | _] <:- ["abc", "de", "f"]]),
    ?show([X || _ = X <:- [1, 2]]),
    ok.
