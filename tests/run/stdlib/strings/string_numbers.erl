%% Numbers at the beginning of strings and what is left of them.
-module(string_numbers).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(S) -> {string:to_integer(S), string:to_float(S)} end,
         ["", "1", "-1", "+1", "++1", "1.5", "-0.0", "+0.25e3x", "1e5", "1.e5", ".5", "1.5e", "1.5e+", "1.5e-3", "1.5E2", "1.0e400", "1.0e-400", "007", " 1", "1 ", "1_000", "0x1F", "16#ff", "1,5", "1.5.2",
          <<"12ab">>, <<"1.5ab">>, ["1", <<"2">>, $3, ["4", ".5"]], <<"12å"/utf8>>, "123456789012345678901234567890", <<"1", 255>>, "12e\x{301}", "-", "+", "--", abc, 12, [a], [$1, a], ["1" | <<"2">>], "١٢"]),
    ok.
