%% Every reserved word, operator and separator alone and stuck together.
-module(scan_reserved_operators).
-export([main/0]).
-include("../show.hrl").

main() ->
    Ws = ["after", "and", "andalso", "band", "begin", "bnot", "bor", "bsl", "bsr", "bxor", "case", "catch", "cond", "div", "else", "end", "fun", "if", "let", "maybe", "not", "of", "or", "orelse", "receive", "rem", "try", "when", "xor", "spec", "callback", "query"], Ops = ["+", "-", "*", "/", "=", "==", "=:=", "/=", "=/=", "<", "=<", ">", ">=", "++", "--", "!", "->", "<-", "<=", "=>", ":=", "::", "..", "...", "||", "|", "#", ":", ",", ";", "?", "?=", "<<", ">>", "&&", "<:-", "<:=", "(", ")", "[", "]", "{", "}"],
    each(fun(W) -> {ok, Ts, _} = erl_scan:string(W), Ts end, Ws), each(fun(O) -> {ok, Ts, _} = erl_scan:string(O), Ts end, Ops), each(fun(S) -> {ok, Ts, _} = erl_scan:string(S), [erl_scan:symbol(T) || T <- Ts] end, ["====", "<<<", ">>>", "<=<", "->>", "+++", "---", "=:==", "=/==", "|||", ":::", "....", "<-<-", "?==", "#{#r", "=<=", "!=", "::=", "||||", "<<>>", "<<<<>>>>", "a--b", "a<-b", "A=<B", "1--1", "X#r.y", "f/1", "-1", "a.b", "<:-:", "&&&"]), ok.
