%% Columns of mixed values aligned with stars, pads and precisions taken from arguments.
-module(format_columns_reports).
-export([main/0]).
-include("../show.hrl").

main() ->
    Rows = [{"id", 1, 2.5, abc}, {"a longer name", -22, 1.0e-3, 'Quoted atom'}, {"åäö", 333333, 12345.6789, []}, {"", 0, -0.0, {t, "s"}}],
    [begin W = lists:max([string:length(N) || {N, _, _, _} <- Rows]) + Extra, [io:format("~-*ts|~*b|~*.*f|~-*tw|~n", [W, N, 8, I, 12, 3, F, 14, T]) || {N, I, F, T} <- Rows] end || Extra <- [0, 3]],
    [io:format("[~*.*.*s] [~*.*.*b] [~*.*.*e]~n", [W, P, $_, "abcdef", W, 16, $0, 48879, W + 8, P + 1, $*, 3.14159]) || {W, P} <- [{8, 3}, {-8, 2}, {4, 4}]], [io:format("~s~n", [outcome(fun() -> lists:flatten(io_lib:format(F, [X])) end)]) || X <- [5, -5, 12345678], F <- ["~3..0b", "~10..*b", "~-10.10._b", "~10.2.0b", "~12.36.xb"]],
    [io:format("|~*s|~-*s|~*c|~n", [N, "r", N, "l", N, $=]) || N <- [1, 3, 6]], io:format("~p~30p~40p~n", [{a, b}, [1, 2, 3], "text"]), io:format("~w ~10w ~-10w|~n", ["ab", ab, {a}]), ok.
