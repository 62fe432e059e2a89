%% Days, weeks and leap years at the edges of centuries and eras, forward and back.
-module(calendar_days).
-export([main/0]).
-include("../show.hrl").

main() ->
    Dates = [{0, 1, 1}, {0, 12, 31}, {1, 1, 1}, {4, 2, 29}, {100, 2, 28}, {1582, 10, 15}, {1899, 12, 31}, {1900, 2, 28}, {1970, 1, 1}, {2000, 2, 29}, {2004, 12, 27}, {2005, 1, 1}, {2008, 12, 29}, {2009, 12, 31}, {2010, 1, 3}, {2020, 12, 31}, {2024, 12, 30}, {9999, 12, 31}, {123456, 7, 8}],
    each(fun(D) -> N = calendar:date_to_gregorian_days(D), {N, calendar:gregorian_days_to_date(N) =:= D, calendar:day_of_the_week(D), calendar:iso_week_number(D), calendar:valid_date(D), calendar:date_to_gregorian_days(element(1, D), element(2, D), element(3, D))} end, Dates),
    [io:format("~w ~ts ~ts ~ts~n", [D, outcome(fun() -> calendar:valid_date(D) end), outcome(fun() -> calendar:date_to_gregorian_days(D) end), outcome(fun() -> calendar:day_of_the_week(D) end)]) || D <- [{2023, 2, 29}, {2023, 13, 1}, {2023, 0, 1}, {2023, 1, 0}, {2023, 4, 31}, {-1, 1, 1}, {2023, 1, 1.0}, {a, 1, 1}, x, {1900, 2, 29}]],
    each(fun(Y) -> {calendar:is_leap_year(Y), [calendar:last_day_of_the_month(Y, M) || M <- [1, 2, 4, 12]]} end, [0, 1, 4, 100, 400, 1900, 2000, 2024, 2100]),
    each(fun({F, A}) -> apply(calendar, F, A) end, [{is_leap_year, [-1]}, {is_leap_year, [x]}, {last_day_of_the_month, [2024, 13]}, {last_day_of_the_month, [2024, 0]}, {gregorian_days_to_date, [-1]}, {gregorian_days_to_date, [0]}, {gregorian_days_to_date, [x]}, {valid_date, [2024, 2, 29]}, {day_of_the_week, [2024, 2, 29]}]),
    Back = [D || D <- lists:seq(0, 800000, 3217), calendar:date_to_gregorian_days(calendar:gregorian_days_to_date(D)) =/= D],
    show("wrong", Back),
    ok.
