%% Every way to write a number, good and bad, with what erl_scan makes of it.
-module(scan_numbers).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(S) -> scan(S) end,
         ["0", "007", "1_000", "1__0", "1_", "_1", "16#fF", "16#", "16#g", "36#zZ", "37#1", "1#0", "0#1", "2#1012", "10#99", "16#ff_ff", "16#ff_", "1.0", "1.", "1.e3", "1.0e", "1.0e+", "1.0e-5", "1.0E5", "1.0e400", "1.0e-400", "1_0.0_1e1_0", "1._0", "16#1.8p1", "16#1.8#e2", "2#1.1#e3", "16#a.b#e-1", "10#1.5#e1", "2#1.2#e1",
          "3#1.1", "1.2.3", "1..2", "1.a", "$a", "$\\n", "$\\x{41}", "$\\x41", "$\\101", "$\\^a", "$\\^[", "$ ", "$\n", "$å", "$", "$\\", "$\\x{}", "$\\x{110000}", "$\\xg", "99999999999999999999999999", "1e5", "0x10", "1a", "16#1g", "1.5e3abc"]),
    ok.

scan(S) -> case erl_scan:string(S) of {ok, Ts, E} -> {[setelement(2, T, '_') || T <- Ts], E}; {error, {L, M, D}, E} -> {error, L, lists:flatten(M:format_error(D)), E} end.
