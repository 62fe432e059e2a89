%% ~s and ~ts: fields, precisions, pads, deep data, binaries, atoms, wide characters.
-module(format_strings).
-export([main/0]).
-include("../show.hrl").

main() ->
    Texts = ["", "abc", <<"abc">>, ["a", [$b, <<"c">>]], abc, 'two words', "åäö", <<"åäö"/utf8>>, <<229,228,246>>, "日本語", "e\x{301}x", 'å'],
    each(fun(T) -> [f("~" ++ P ++ C ++ "|", [T]) || P <- ["", "5", "-5", "2", "5.2", "-5.2", ".2", "5.2.*", "-7..*", "0", ".0"], C <- ["s", "ts"]] end, Texts),
    each(fun({F, A}) -> f(F, A) end, [{"~s", [1]}, {"~s", [[1, a]]}, {"~s", [[a | b]]}, {"~s", [1.0]}, {"~s", [{}]}, {"~ts", [<<255>>]}, {"~s", [<<255>>]}, {"~s", [[300]]}, {"~ts", [[300]]}, {"~ts", [[-1]]}, {"~s", [[]]}, {"~s", [['']]}, {"~ts", [<<1:3>>]}, {"~*s", [6, "ab"]}, {"~-*s|", [6, "ab"]},
                                      {"~*.*s|", [6, 1, "ab"]}, {"~*.*.*s|", [6, 1, $., "ab"]}, {"~*s", [a, "ab"]}]),
    ok.

f(F, A) -> try unicode:characters_to_list(io_lib:format(F, A)) catch C:R -> {C, R} end.
