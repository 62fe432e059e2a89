%% A variable that several generators of a zip, or several parts of one pattern, bind.
-module(comp_shared_variables).
-compile(nowarnings).
-export([main/0]).

id(X) -> X.

p(N, F) -> io:format("~p: ~0p~n", [N, try F() catch C:E -> {C, E} end]).

main() ->
    p(1, fun() -> [X || X := 1 <- id(#{a => 2}) && _ <:- id([1])] end),
    p(2, fun() -> [X || X := 1 <- id(#{a => 2}) && 1 <- id([2]) && _ <:- id([1])] end),
    p(3, fun() -> [X || X := 1 <:- id(#{a => 2}) && <<1:4>> <= id(<<2:4>>)] end),
    p(4, fun() -> [X || <<1:4>> <= id(<<2:4>>) && X := 1 <:- id(#{a => 2}) ] end),
    p(5, fun() -> [X || <<1:4>> <= id(<<2:4>>) && X := 1 <:- id(#{a => 1}) ] end),
    p(6, fun() -> [X || <<X:4>> <= id(<<2:4>>) && X := 1 <:- id(#{a => 1}) ] end),
    p(7, fun() -> [X || <<X:4>> <= id(<<2:4>>) && <<X:4>> <:= id(<<1:4>>) ] end),
    p(8, fun() -> [X || <<X:4>> <= id(<<2:4>>) && <<X:4>> <= id(<<1:4>>) ] end),
    p(9, fun() -> [X || <<X:4>> <= id(<<2:4>>) && <<X:4>> <= id(<<2:4>>) ] end),
    p(10, fun() -> [X || <<X:4,X:4>> <= id(<<2:4,1:4,3:4,3:4>>)] end),
    p(11, fun() -> [X || <<1:4,X:4>> <:= id(<<2:4,1:4>>) && 1 <- id([2])] end),
    p(12, fun() -> [X || {X,_} <- id([{2,1}]) && X := Y <- id(#{2 => 1})] end),
    p(13, fun() -> [X || {X,_} <- id([{2,1}]) && X := Y <- id(#{1 => 1})] end),
    p(14, fun() -> [X || {X,_} <:- id([{2,1}]) && X := Y <- id(#{1 => 1})] end),
    p(15, fun() -> [X || X := Y <- id(#{1 => 1}) && {X,_} <:- id([{2,1}]) ] end),
    p(16, fun() -> [X || X := X <:- id(#{1 => 2}) ] end),
    p(17, fun() -> [X || {1,X} := {X,3} <- id(#{1 => 2, {1,2} => {2,3}, {1,3} => {2,3}}) ] end).
