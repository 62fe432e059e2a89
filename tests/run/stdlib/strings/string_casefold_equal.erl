%% Comparing without case and after normalisation, in every form.
-module(string_casefold_equal).
-export([main/0]).
-include("../show.hrl").

main() ->
    Pairs = [{"straße", "STRASSE"}, {"ẞ", "ss"}, {"İ", "i̇"}, {"ı", "I"}, {"ς", "Σ"}, {"ﬀ", "FF"}, {"Ångström", "ångström"}, {"é", "e\x{301}"}, {"Å", "\x{212B}"},
             {"ｶﾞ", "ガ"}, {"①", "1"}, {"", ""}, {"a", ""}, {<<"ABC">>, "abc"}, {["A", <<"b">>], "aB"}, {"x\x{307}\x{323}", "x\x{323}\x{307}"}],
    [begin
         io:format("~ts / ~ts: ~w ~w", [A, B, string:equal(A, B), string:equal(A, B, true)]),
         [io:format(" ~w=~w/~w", [N, string:equal(A, B, false, N), string:equal(A, B, true, N)]) || N <- [none, nfc, nfd, nfkc, nfkd]],
         io:format("~n")
     end || {A, B} <- Pairs],
    each(fun(S) -> {string:casefold(S), string:lowercase(S), string:uppercase(S), string:titlecase(S)} end,
         ["ǆ", "ŉ", "ﬄ", "ǰ", "ΐ", "և", "ᾳ", "Ω", "ꭰ", "Ა", "ა", "ß", "ʼn", <<"İIıi"/utf8>>, "ΑΣ", "ὈΔΥΣΣΕΎΣ", [], <<>>, ["a", [<<"B">>], $c], "123", "ⅷ", "ⓐ", "𐐨", "dž ab"]),
    each(fun({A, B, C, N}) -> string:equal(A, B, C, N) end, [{"a", "a", maybe_so, none}, {"a", "A", true, nfx}, {<<255>>, <<255>>, false, none}]),
    ok.
