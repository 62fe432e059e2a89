%% Strings, sigils, triple-quoted strings and quoted atoms, with escapes and mistakes.
-module(scan_strings_atoms).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(S) -> scan(S) end,
         ["\"\"", "\"a\\nb\"", "\"a\nb\"", "\"a", "\"\\x{263a}\\101\\^A\\s\\d\\e\"", "\"\\xG\"", "\"å€\"", "'a b'", "''", "'a", "'\\x{41}'", "'a\nb'", "abc@d_E1", "Abc", "_", "_a", "Åa", "åB", "fun", "maybe", "else", "'fun'", "~\"abc\"", "~b\"a\\nb\"", "~s(abc)", "~S[a\\nb]", "~B{x}", "~b|y|", "~x\"a\"", "~\"a\"x", "~s", "~",
          "\"\"\"\nabc\n\"\"\"", "\"\"\"\n  a\n   b\n  \"\"\"", "\"\"\"\na\\nb\n\"\"\"", "\"\"\"\n a\nb\n \"\"\"", "\"\"\"a\n\"\"\"", "\"\"\"\n\"\"\"", "\"\"\"\"\n\"\"\"\n\"\"\"\"", "\"\"\"\nabc", "~\"\"\"\nåb\n\"\"\"", "~s\"\"\"\na\\tb\n\"\"\"", "\"a\" \"b\"", "\"a\"\"b\"", "'a''b'", "?a", "#a{}", "a:b", "<<>>", "<= <- => := || && <:- <:=", "=:= =/= == /= =< >= ->", "... ..", ".", "a.", "a. ", "a.\n", "a.%x", "a.%x\n", "% c\na", "\x{0}", "\x{a0}a", "\x{2028}", "`", "\\"]),
    ok.

scan(S) -> case erl_scan:string(S) of {ok, Ts, E} -> {Ts, E}; {error, {L, M, D}, E} -> {error, L, lists:flatten(M:format_error(D)), E} end.
