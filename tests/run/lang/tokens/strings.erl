%% Strings: escapes, joining of neighbours, line ends inside, and how they are printed.
-module(strings).
-export([main/0]).
-include("../lang.hrl").
main() ->
    ?show("abc" "def"),
    ?show("a" "" "b"
          "c"),
    ?show("" ""),
    ?show("tab\tnewline\nquote\"backslash\\"),
    ?show("\x41\x{42}\103\e\d\s\0"),
    ?show("line
second"),
    ?show("gone\
 on"),
    ?show("\^A\^Z"),
    ?show(length("日本")),
    io:format("~p ~tp~n", ["日本", "日本"]),
    io:format("~p ~tp~n", ["åäö", "åäö"]),
    io:format("~w~n", ["åé"]),
    ?show("'single'"),
    ?show("%no comment"),
    ?show([$a | "bc"]),
    ?show("abc" =:= [$a, $b, $c]),
    ?show("a" "b" =:= "ab"),
    ?show(<<"a" "b">>),
    ?show(["a", "b" "c", "d"]),
    ?show([0, 1, 2]),
    ?show([7, 8, 9, 10, 11, 12, 13, 27, 32, 126]),
    ?show([127]),
    ?show([160, 255]),
    ?show([128]),
    ?show("abc" ++ 1),
    ?show([1114111, 1114112]),
    ok.
