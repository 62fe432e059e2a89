%% Dates by hand, checked against calendar: leap years, week days, Easter, differences, formats.
-module(date_arithmetic).
-export([main/0]).
-include("../lang.hrl").

leap(Y) -> Y rem 4 =:= 0 andalso (Y rem 100 =/= 0 orelse Y rem 400 =:= 0).
days(2, Y) -> case leap(Y) of true -> 29; false -> 28 end;
days(M, _) when M =:= 4; M =:= 6; M =:= 9; M =:= 11 -> 30;
days(M, _) when M >= 1, M =< 12 -> 31.
number({Y, M, D}) -> Y1 = Y - 1, 365 * Y + Y1 div 4 - Y1 div 100 + Y1 div 400 + lists:sum([days(I, Y) || I <- lists:seq(1, M - 1)]) + D + case Y of 0 -> -1; _ -> 0 end.
weekday({Y, M, D}) -> T = element(M, {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4}), Y1 = if M < 3 -> Y - 1; true -> Y end, case (Y1 + Y1 div 4 - Y1 div 100 + Y1 div 400 + T + D) rem 7 of 0 -> 7; N -> N end.
easter(Y) ->
    A = Y rem 19, B = Y div 100, C = Y rem 100, D = B div 4, E = B rem 4, F = (B + 8) div 25, G = (B - F + 1) div 3, H = (19 * A + B - D - G + 15) rem 30,
    I = C div 4, K = C rem 4, L = (32 + 2 * E + 2 * I - H - K) rem 7, M = (A + 11 * H + 22 * L) div 451, N = H + L - 7 * M + 114,
    {Y, N div 31, N rem 31 + 1}.
add_months({Y, M, D}, N) -> T = Y * 12 + M - 1 + N, {Y1, M1} = {T div 12, T rem 12 + 1}, {Y1, M1, min(D, days(M1, Y1))}.
parse(<<Y:4/binary, "-", M:2/binary, "-", D:2/binary>>) -> Date = {binary_to_integer(Y), binary_to_integer(M), binary_to_integer(D)}, case calendar:valid_date(Date) of true -> {ok, Date}; false -> {error, invalid} end;
parse(_) -> {error, format}.
month(Y, M) ->
    First = weekday({Y, M, 1}),
    Cells = lists:duplicate(First - 1, "  ") ++ [io_lib:format("~2w", [D]) || D <- lists:seq(1, days(M, Y))],
    weeks(Cells).
weeks([]) -> [];
weeks(L) when length(L) =< 7 -> [lists:flatten(lists:join($\s, L))];
weeks(L) -> {W, T} = lists:split(7, L), [lists:flatten(lists:join($\s, W)) | weeks(T)].
main() ->
    ?show([Y || Y <- [1900, 2000, 2023, 2024, 2100], leap(Y)]),
    Dates = [{2024, 2, 29}, {1999, 12, 31}, {2000, 1, 1}, {1970, 1, 1}, {1, 1, 1}, {2026, 11, 22}],
    ?show([number(D) =:= calendar:date_to_gregorian_days(D) || D <- Dates]),
    ?show([{weekday(D), calendar:day_of_the_week(D)} || D <- Dates]),
    ?show([easter(Y) || Y <- [1999, 2000, 2024, 2025, 2038]]),
    ?show([add_months({2024, 1, 31}, N) || N <- [1, 13, -2, 12]]),
    ?show([parse(B) || B <- [<<"2024-02-29">>, <<"2023-02-29">>, <<"24-1-1">>]]),
    ?show(parse(<<"2024-xx-01">>)),
    [io:format("~s~n", [W]) || W <- month(2024, 2)],
    ?show(number({2024, 12, 25}) - number({2024, 2, 29})),
    ?show(calendar:iso_week_number({2021, 1, 3})),
    ?show(days(13, 2000)),
    ok.
