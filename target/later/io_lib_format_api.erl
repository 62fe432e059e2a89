%% io_lib:format: every control sequence with widths, precisions, padding and modifiers.
-module(io_lib_format_api).
-export([main/0]).

f(F, A) ->
    R = try lists:flatten(io_lib:format(F, A)) of
        S -> unicode:characters_to_binary(S)
    catch
        C:E -> io_lib:format("~w:~0p", [C, E])
    end,
    io:format("~0tp ~0tp |~ts|~n", [F, A, R]).

main() ->
    Widths = ["", "1", "5", "12", "-12", "0", "*", "-*"],
    Precisions = ["", ".1", ".3", ".8", ".3.x", ".*", "..x", ".*.*"],
    [f([$~ | W ++ P ++ C], stars(W, P) ++ A)
     || {C, A} <- [{"w", [{a, "b"}]}, {"s", ["abcdef"]}, {"f", [3.14159]}, {"e", [12345.678]}, {"g", [0.5]}, {"b", [255]},
                   {"c", [$z]}, {"~", []}],
        W <- Widths, P <- Precisions],
    [f(F, [X]) || F <- ["~f", "~.1f", "~.2f", "~e", "~.3e", "~g", "~.3g", "~.10g", "~w", "~p"],
                  X <- [0.0, -0.0, 0.1, 1.0, 1.5, 2.5, 9.995, 99999.5, 1.0e22, 1.0e-10, -123.456, 1.0e300, 5.0e-324, 9.9999]],
    [f("~." ++ integer_to_list(B) ++ C, [X]) || C <- ["b", "B", "+", "#"], B <- [1, 2, 8, 10, 16, 36, 37], X <- [0, 255, -255, 1 bsl 70]],
    [f(F, [X, P]) || F <- ["~x", "~.16x", "~.16X", "~10.8x"], X <- [255, -255], P <- ["0x", [], abc, [$a, "bc"], 1, {a}]],
    [f(F, [X]) || F <- ["~s", "~ts", "~5s", "~-9ts|", "~.2ts"],
                  X <- ["abc", abc, <<"abc">>, "", "å", [955], <<"å"/utf8>>, <<229>>, [$a, [<<"b">>, "c"]], ["a" | <<"b">>], 12, {a}, ["a", b],
                        'λ', "e\x{301}bc"]],
    [f(F, [X]) || F <- ["~c", "~tc", "~3c", "~3tc", "~5.2c"], X <- [$a, 229, 955, -1, a, 1.0]],
    [f(F, [X]) || F <- ["~w", "~tw", "~p", "~tp", "~lp", "~ltp", "~kw", "~kp"],
                  X <- ["abc", [955], 'λ', <<"å"/utf8>>, <<"abc">>, <<1, 2, 3:4>>, #{b => "x", a => 'é'}, [], {}, #{}, <<>>, "a\nb\t\"'\\\e\d\0", 'a b',
                        [a | b], "abc" ++ foo, {'', 'A'}]],
    [f(F, [X, D]) || F <- ["~W", "~P", "~lP", "~30P"], X <- ["abcdef", {a, {b, {c}}}, [1, 2, 3, 4], <<"abcdefghijkl">>, #{a => {b}}], D <- [-1, 0, 1, 2, 4]],
    [f(F, A) || {F, A} <- [{"", []}, {abc, []}, {<<"a~wb">>, [x]}, {'a~wb', [x]}, {"~n~3n|", []}, {"~i|", [a]}, {"a~5i|", [a]}, {"~~~5~", []},
                           {"~w", []}, {"~w", [a, b]}, {"~q", [a]}, {"~", []}, {"~5", []}, {"~w", a}, {"~-w", [a]}, {"~-p", [a]}, {"~-5p", [a]},
                           {"~.37b", [1]}, {"~b", [1.0]}, {"~f", [1]}, {"~s", [[1000]]}, {"~.0f", [1.5]}, {"~1e", [1.5]}, {[$a, <<"b">>], []},
                           {"~*w", [a, 5]}, {"~*w", [5, a]}, {"~*w", [-5, a]}, {"~.*w", [2, abc]}, {"~..*w", [$x, a]}, {"~10..*w", [$x, a]},
                           {"~Kp", [reversed, #{a => 1, b => 2}]}, {"~Kw", [fun(A, B) -> A > B end, #{a => 1, b => 2}]}, {"~Kp", [foo, #{}]},
                           {"~ttp ~kkp ~llp", ["å", #{}, "a"]}, {"ab~10.5.*s", [$-, "abcdefgh"]}]],
    [f2(F, A, N) || {F, A} <- [{"~s", ["abcdefghij"]}, {"abc ~s", ["defghijkl"]}, {"~w", [lists:seq(1, 12)]}, {"~p", ["abcdefghijkl"]}],
                    N <- [-1, 0, 1, 4, 8, 13, 100]].

f2(F, A, N) ->
    io:format("~0tp ~0tp ~w |~ts|~n", [F, A, N, io_lib:format(F, A, [{chars_limit, N}])]).

stars(W, P) -> [case C of $* -> N; _ -> N end || {C, N} <- lists:zip([C || C <- W ++ P, C =:= $*], lists:sublist([7, 2, $-], length([C || C <- W ++ P, C =:= $*])))].
