%% Zips of strict and relaxed generators whose patterns are constants: which elements are skipped, which raise.
-module(comp_zip_constants).
-export([main/0]).
id(X) -> X.
t(N, F) -> io:format("~s: ~0kp~n", [N, try F() catch C:R -> {C,R} end]).
main() ->
    t("[x || 1 <:- id([1]) && 7 <- id([1])]", fun() -> [x || 1 <:- id([1]) && 7 <- id([1])] end),
    t("[x || 1 <:- id([1,1]) && 7 <- id([1,7])]", fun() -> [x || 1 <:- id([1,1]) && 7 <- id([1,7])] end),
    t("[x || 1 <:- id([2]) && 7 <- id([1])]", fun() -> [x || 1 <:- id([2]) && 7 <- id([1])] end),
    t("[x || 1 <:- id([2]) && 7 <- id([7])]", fun() -> [x || 1 <:- id([2]) && 7 <- id([7])] end),
    t("[x || X <:- id([2]) && 7 <- id([1]), X > 0]", fun() -> [x || X <:- id([2]) && 7 <- id([1]), X > 0] end),
    t("[x || 1 <:- id([1]) && [7|_] <- id([1])]", fun() -> [x || 1 <:- id([1]) && [7|_] <- id([1])] end),
    t("[x || 1 <:- id([1]) && [7,8] <- id([1])]", fun() -> [x || 1 <:- id([1]) && [7,8] <- id([1])] end),
    t("[x || 1 <:- id([1]) && [7,8] <- id([1|2])]", fun() -> [x || 1 <:- id([1]) && [7,8] <- id([1|2])] end),
    t("[x || X <:- id([1]) && [7,8] <- id([1|2]), X > 0]", fun() -> [x || X <:- id([1]) && [7,8] <- id([1|2]), X > 0] end),
    t("[x || [7,8] <- id([1|2]) && 1 <:- id([1])]", fun() -> [x || [7,8] <- id([1|2]) && 1 <:- id([1])] end),
    t("[x || {a,A} <:- id([{a,1}]) && {b,B} <- id([c]), A > B]", fun() -> [x || {a,A} <:- id([{a,1}]) && {b,B} <- id([c]), A > B] end),
    t("[x || {a,A} <:- id([{a,1}]) && {b,B} <- id([{b,3}]), A > B]", fun() -> [x || {a,A} <:- id([{a,1}]) && {b,B} <- id([{b,3}]), A > B] end),
    t("X 1 7", fun() -> [x || X <:- id([5]) && 1 <:- id([1]) && 7 <- id([zzz]), X > 0] end),
    t("1 X 7", fun() -> [x || 1 <:- id([1]) && X <:- id([5]) && 7 <- id([zzz]), X > 0] end),
    t("1 2 7", fun() -> [x || 1 <:- id([1]) && 2 <:- id([2]) && 7 <- id([zzz])] end),
    t("1 7 X", fun() -> [x || 1 <:- id([1]) && 7 <- id([zzz]) && X <:- id([5]), X > 0] end),
    t("1 7 Y", fun() -> [x || 1 <:- id([1]) && 7 <- id([zzz]) && Y <- id([5]), Y > 0] end),
    t("X 7 Y", fun() -> [x || X <:- id([1]) && 7 <- id([zzz]) && Y <- id([5]), Y > X] end),
    t("X 7 {b}", fun() -> [x || X <:- id([1]) && 7 <- id([zzz]) && {b,Y} <- id([5]), Y > X] end),
    t("X 7 {b} 2", fun() -> [x || X <:- id([1]) && 7 <- id([7]) && {b,Y} <- id([5]), Y > X] end),
    t("1 7 8", fun() -> [x || 1 <:- id([1]) && 7 <- id([zzz]) && 8 <- id([5])] end),
    t("7 1", fun() -> [x || 7 <- id([zzz]) && 1 <:- id([1])] end),
    t("map 1:=2 7", fun() -> [x || k := 2 <:- id(#{k => 2}) && 7 <- id([zzz])] end),
    t("map k:=V 7", fun() -> [x || k := V <:- id(#{k => 2}) && 7 <- id([zzz]), V > 0] end),
    t("map K:=2 7", fun() -> [x || K := 2 <:- id(#{k => 2}) && 7 <- id([zzz]), K > 0] end),
    t("bits 1 7", fun() -> [x || <<1>> <:= id(<<1>>) && 7 <- id([zzz])] end),
    t("bits V 7", fun() -> [x || <<V>> <:= id(<<1>>) && 7 <- id([zzz]), V > 0] end),
    t("1 map k:=2", fun() -> [x || 1 <:- id([1]) && k := 2 <- id(#{k => 3})] end),
    t("X map k:=2", fun() -> [x || X <:- id([1]) && k := 2 <- id(#{k => 3}), X > 0] end),
    t("1 bits 2", fun() -> [x || 1 <:- id([1]) && <<2>> <= id(<<1>>)] end),
    t("X bits 2", fun() -> [x || X <:- id([1]) && <<2>> <= id(<<1>>), X > 0] end).
