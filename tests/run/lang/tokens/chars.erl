%% Characters: every escape, and the plain ones that look odd.
-module(chars).
-export([main/0]).
-include("../lang.hrl").
main() ->
    ?show([$a, $Z, $0, $\s, $ , $\n, $\r, $\t, $\v, $\b, $\f, $\e, $\d]),
    ?show([$\\, $', $\', $", $\", $%, $., $,, $$]),
    ?show([$\0, $\7, $\12, $\123, $\377, $\8, $\9]),
    ?show([$\x41, $\xFF, $\x{41}, $\x{1F600}, $\x{10FFFF}, $\x{0}]),
    ?show([$\^a, $\^A, $\^z, $\^@, $\^[, $\^\, $\^], $\^^, $\^_, $\^?]),
    ?show([$å, $ß, $€, $日, $😀]),
    ?show([$\q, $\z, $\(, $\%]),
    ?show([$a+1, $b-$a, -$a]),
    ?show([$a|$b]),
    ?show([$a, $a-1]),
    ?show(case $\n of 10 -> newline; _ -> other end),
    ?show([C || C <- [$a, $b], C =/= $a]),
    ok.
