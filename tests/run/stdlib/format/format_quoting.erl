%% Which atoms are quoted and which lists are strings, in every way to write them.
-module(format_quoting).
-export([main/0]).
-include("../show.hrl").

main() ->
    Atoms = [a, 'A', '', 'a b', 'a-b', a@b, a_b, '_a', '1a', 'aÅ', 'Åa', 'å', 'ß', 'ÿ', 'Ā', 'λ', 'a\nb', 'a\'b', 'a"b', 'a\\b', 'a\x{7f}', 'a\x{80}', 'a\x{a0}', 'a\x{2028}', '\x{1}', '\e\b\d\f\v', 'and', 'fun', 'maybe', 'else', 'case', 'true', 'é@', '日', '$a', 'a.b', '[]', '{}', 'a\x{10FFFF}', 'ª', 'º', '×', '÷'],
    [io:format("~ts ~ts ~ts ~ts ~ts~n", [io_lib:format(F, [A]) || F <- ["~w", "~tw", "~p", "~tp"]] ++ [io_lib:write_atom(A)]) || A <- Atoms],
    Strings = ["", "a", [0], [7], [8], [9, 10, 11, 12, 13], [27], [31], [32], [126], [127], [128], [159], [160], [173], [255], [256], "a\"b\\c", [8364], [16#D7FF], [16#E000], [16#FFFE], [16#10FFFF], [$a, 0], "å", [$a | $b], [1.0], [[]], ["a"], "\e[1m", "\d", [16#200E], [16#FEFF], [769], [$a, 769]],
    [io:format("~ts ~ts ~ts ~ts ~w~n", [io_lib:format(F, [S]) || F <- ["~w", "~tw", "~p", "~tp"]] ++ [{io_lib:printable_list(S), io_lib:printable_unicode_list(S), io_lib:printable_latin1_list(S), io_lib:char_list(S), io_lib:latin1_char_list(S), io_lib:deep_char_list(S)}]) || S <- Strings],
    [io:format("~ts ~ts ~ts~n", [io_lib:format(F, [B]) || F <- ["~w", "~p", "~tp"]]) || B <- [<<>>, <<"a">>, <<"a\n">>, <<7>>, <<27>>, <<200>>, <<"å"/utf8>>, <<229>>, <<"€"/utf8>>, <<"a\"b">>, <<0>>, <<255, 255>>, <<"a", 0>>, <<1:1>>, <<"ab", 1:4>>]],
    ok.
