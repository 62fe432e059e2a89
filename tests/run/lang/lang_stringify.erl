%% ??Arg: tokens as text.
-module(lang_stringify).
-export([main/0]).
-define(S(X), ??X).

main() -> [io:format("~w~n", [Text]) || Text <- texts()].

texts() ->
    [?S("\e\d\s\0\x{1}\^A\177\200\t\v\f\b\r\\\"'"), ?S('a\'b\n\e'), ?S([$\e, $\d, $\s, $\0, $\^A, $\x{41}, $\t, $\\, $', $\", $a, $ ]),
     ?S("é\x{3b1}"), ?S('α'), ?S($α), ?S($\x{3b1}), ?S(16#ff + 1.0e10 + 1_000), ?S(fun() -> X end), ?S(a  =:=b), ?S("a" "b"),
     ?S(?MODULE), ?S(~b"x\n"), ?S(~"y"), ?S("\x{d7ff}\x{1f600}"), ?S(A), ?S(-1), ?S(#r{a=1}), ?S(f(1, {2}))].
