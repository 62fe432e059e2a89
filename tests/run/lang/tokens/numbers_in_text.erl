%% Numbers as erl_scan and the conversions see them: what is a number and what is not.
-module(numbers_in_text).
-export([main/0]).
-include("../lang.hrl").

scan(T) -> case erl_scan:string(T) of {ok, Ts, _} -> [case X of {K, _, V} -> {K, V}; {K, _} -> K end || X <- Ts]; {error, E, _} -> {error, element(3, E)} end.
main() ->
    [io:format("~s => ~0p~n", [T, scan(T)]) || T <- ["1", "1.5", "1.", "1.a", ".5", "1e5", "1.0e5", "1.0e", "16#ff", "16#", "37#1", "2#12", "1_000", "1__0", "1_", "_1", "16#f_f", "1#1", "0x1f", "$a", "$\\n", "$\\x{41}", "1.5.2", "1..2", "10#99", "36#Zz", "2#1.1", "1.5e+3", "1.5E-3", "007", "1a", "a1", "-1", "1-1"]],
    ok.
