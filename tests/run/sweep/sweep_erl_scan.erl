%% Functions of erl_scan, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_erl_scan).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun erl_scan:string/1, fun erl_scan:string/2, fun erl_scan:category/1, fun erl_scan:symbol/1, fun erl_scan:line/1, fun erl_scan:column/1, fun erl_scan:location/1, fun erl_scan:text/1, fun erl_scan:reserved_word/1].

special() ->
    ["a + B.", "f(X) -> \"s\".", "16#FF 1.5 $a", "'open", "\"open", "<<1:8>>", "% comment", "1.e", {atom, 1, a}, {'(', {1, 2}}, {integer, [{location, 3}, {text, "5"}], 5}, {1, 1}, 5, 'case', casex].
