%% Format controls: fields, precision, padding, ~c ~s ~e ~f ~g ~b ~x ~i ~n ~~ ~*, and what is wrong.
-module(print_controls).
-export([main/0]).
-include("../lang.hrl").

f(Format, Args) ->
    Text = try unicode:characters_to_list(io_lib:format(Format, Args)) catch error:R -> {error, R} end,
    io:format("~ts => ~tp~n", [Format, Text]).
main() ->
    [f(F, A) || {F, A} <- [{"~s|~10s|~-10s|~3s|~10.3s|~.5s|~10..*s", ["abc", "abc", "abc", "abcdef", "abcdef", "abcdefgh", "ab"]},
        {"~s ~s ~s", [abc, <<"bin">>, ["io", $l, [<<"ist">>]]]}, {"~ts ~ts", ["日本", <<"日本"/utf8>>]}, {"~s", [[300]]}, {"~s", [1]}, {"~s", [{a}]},
        {"~c ~5c ~-5c| ~3.2c ~tc", [$a, $b, $c, $d, 26085]}, {"~f ~.2f ~10.3f ~-10.1f|", [1.5, 3.14159, 2.71828, 1.05]}, {"~f", [1]}, {"~e ~.3e ~15.4e", [1.5, 12345.678, 0.00012]},
        {"~g ~g ~g ~.3g", [1.5, 1.0e10, 0.0001, 12345.678]}, {"~b ~B ~.16b ~.16B ~5b|~-5b|~5..0b", [10, -10, 255, 255, 42, 42, 42]}, {"~x ~X", [10, "0x", 31, "pre"]},
        {"~# ~.16# ~.2+", [10, 255, 5]}, {"~i~w", [skipped, shown]}, {"~~ ~n", []}, {"~*s|~*.*s|", [6, "ab", 8, 2, "abcd"]}, {"~5w|~-5w|~3w", [a, b, abcdef]},
        {"~10p|~-10p|", [a, b]}, {"~w", []}, {"~w", [1, 2]}, {"~q", [1]}, {"~", []}, {"plain", []}, {"~p", [{}]}, {"~lp ~lp", ["abc", [1, 2]]}, {"~0p", [lists:seq(1, 50)]},
        {"~ts", [<<255>>]}, {"~tw ~tp", ['日本', "日本"]}, {"~w", ["abc"]}, {"~.3w ~.10w", [abcdef, abc]}, {"~5.2f|", [123.456]}, {"~3..xs|~6.._w", ["a", b]}]],
    ok.
