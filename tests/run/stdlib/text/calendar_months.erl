%% Calendars of months printed, working days counted, moving feasts, ages and repeating dates.
-module(calendar_months).
-export([main/0]).
-include("../show.hrl").

main() ->
    [month(Y, M) || {Y, M} <- [{2024, 2}, {2023, 10}, {1900, 2}]],
    each(fun(Y) -> easter(Y) end, [1990, 2000, 2011, 2024, 2025, 2038]), show("fridays", [{M, 13} || M <- lists:seq(1, 12), calendar:day_of_the_week(2026, M, 13) =:= 5]),
    each(fun({A, B}) -> length([D || D <- lists:seq(calendar:date_to_gregorian_days(A), calendar:date_to_gregorian_days(B)), calendar:day_of_the_week(calendar:gregorian_days_to_date(D)) < 6]) end, [{{2024, 1, 1}, {2024, 12, 31}}, {{2024, 3, 30}, {2024, 3, 31}}, {{2024, 2, 26}, {2024, 3, 1}}]),
    each(fun({B, N}) -> age(B, N) end, [{{2000, 2, 29}, {2024, 2, 28}}, {{2000, 2, 29}, {2024, 2, 29}}, {{1999, 12, 31}, {2000, 1, 1}}]), show("last sunday", [lists:last([D || D <- lists:seq(1, calendar:last_day_of_the_month(2024, M)), calendar:day_of_the_week(2024, M, D) =:= 7]) || M <- lists:seq(1, 12)]), show("weeks", [{Y, element(2, calendar:iso_week_number({Y, 12, 28}))} || Y <- lists:seq(2015, 2026)]), show("add months", [add_months({2024, 1, 31}, N) || N <- [0, 1, 2, 12, 13, -1, -11]]), show("day of year", [calendar:date_to_gregorian_days(D) - calendar:date_to_gregorian_days(element(1, D), 1, 1) + 1 || D <- [{2024, 12, 31}, {2023, 12, 31}, {2024, 3, 1}]]), ok.

month(Y, M) ->
    io:format("~s~n Mo Tu We Th Fr Sa Su~n~s", [string:pad(io_lib:format("~2..0b/~b", [M, Y]), 21, both), lists:duplicate(3 * (calendar:day_of_the_week(Y, M, 1) - 1), $ )]),
    [io:format("~3b~s", [D, case calendar:day_of_the_week(Y, M, D) of 7 -> "\n"; _ -> "" end]) || D <- lists:seq(1, calendar:last_day_of_the_month(Y, M))], io:nl().
easter(Y) -> A = Y rem 19, B = Y div 100, C = Y rem 100, H = (19 * A + B - B div 4 - (B - (B + 8) div 25 + 1) div 3 + 15) rem 30, L = (32 + 2 * (B rem 4) + 2 * (C div 4) - H - C rem 4) rem 7, M = (A + 11 * H + 22 * L) div 451, N = H + L - 7 * M + 114, {Y, N div 31, N rem 31 + 1}.
age({Y1, M1, D1}, {Y2, M2, D2}) -> Y2 - Y1 - case {M2, D2} < {M1, D1} of true -> 1; false -> 0 end.
add_months({Y, M, D}, N) -> T = Y * 12 + M - 1 + N, {Y1, M1} = {T div 12, T rem 12 + 1}, {Y1, M1, min(D, calendar:last_day_of_the_month(Y1, M1))}.
