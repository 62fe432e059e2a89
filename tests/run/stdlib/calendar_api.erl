%% Every function of calendar, with good and with bad arguments.
-module(calendar_api).
-export([main/0]).

main() ->
    date_to_gregorian_days_1(),
    date_to_gregorian_days_3(),
    datetime_to_gregorian_seconds_1(),
    day_of_the_week_1(),
    day_of_the_week_3(),
    gregorian_days_to_date_1(),
    gregorian_seconds_to_datetime_1(),
    is_leap_year_1(),
    iso_week_number_1(),
    last_day_of_the_month_2(),
    local_time_to_system_time_1(),
    local_time_to_system_time_2(),
    local_time_to_universal_time_1(),
    local_time_to_universal_time_dst_1(),
    now_to_datetime_1(),
    now_to_local_time_1(),
    now_to_universal_time_1(),
    rfc3339_to_system_time_1(),
    rfc3339_to_system_time_2(),
    seconds_to_daystime_1(),
    seconds_to_time_1(),
    system_time_to_local_time_2(),
    system_time_to_rfc3339_1(),
    system_time_to_rfc3339_2(),
    system_time_to_universal_time_2(),
    time_difference_2(),
    time_to_seconds_1(),
    universal_time_to_local_time_1(),
    universal_time_to_system_time_1(),
    universal_time_to_system_time_2(),
    valid_date_1(),
    valid_date_3().

%% Prints the value of a call, or how it fails.
p(Call) ->
    try Call() of
        Value -> io:format("  ~0tkp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tkp~n", [Class, Reason])
    end.

date_to_gregorian_days_1() ->
    io:format("date_to_gregorian_days/1~n"),
    p(fun() -> calendar:date_to_gregorian_days({2491, 12, 6}) end),
    p(fun() -> calendar:date_to_gregorian_days({0, 10, 2}) end),
    p(fun() -> calendar:date_to_gregorian_days({2023, 6, 7}) end),
    p(fun() -> calendar:date_to_gregorian_days({1337, 2, 28}) end),
    p(fun() -> calendar:date_to_gregorian_days(<<1,2,3>>) end),
    p(fun() -> calendar:date_to_gregorian_days([foo]) end).

date_to_gregorian_days_3() ->
    io:format("date_to_gregorian_days/3~n"),
    p(fun() -> calendar:date_to_gregorian_days(850, 1, 3) end),
    p(fun() -> calendar:date_to_gregorian_days(2106, 1, 7) end),
    p(fun() -> calendar:date_to_gregorian_days(2000, 13, 1) end),
    p(fun() -> calendar:date_to_gregorian_days(undefined, 12, 7) end),
    p(fun() -> calendar:date_to_gregorian_days(1891, 4, 28) end),
    p(fun() -> calendar:date_to_gregorian_days(2194, 9, {}) end).

datetime_to_gregorian_seconds_1() ->
    io:format("datetime_to_gregorian_seconds/1~n"),
    p(fun() -> calendar:datetime_to_gregorian_seconds({{1738, 10, 7}, {15, 34, 15}}) end),
    p(fun() -> calendar:datetime_to_gregorian_seconds(<<1,2,3>>) end),
    p(fun() -> calendar:datetime_to_gregorian_seconds({{1900, 11, 3}, {18, 52, 20}}) end),
    p(fun() -> calendar:datetime_to_gregorian_seconds({{2000, 13, 19}, {11, 54, 26}}) end),
    p(fun() -> calendar:datetime_to_gregorian_seconds("xy") end),
    p(fun() -> calendar:datetime_to_gregorian_seconds({{616, 1, 16}, {12, 22, 37}}) end).

day_of_the_week_1() ->
    io:format("day_of_the_week/1~n"),
    p(fun() -> calendar:day_of_the_week({597, 5, 5}) end),
    p(fun() -> calendar:day_of_the_week({2023, 10, 19}) end),
    p(fun() -> calendar:day_of_the_week({1, 1, 24}) end),
    p(fun() -> calendar:day_of_the_week({2461, 3, 17}) end),
    p(fun() -> calendar:day_of_the_week(true) end),
    p(fun() -> calendar:day_of_the_week(fun erlang:max/2) end).

day_of_the_week_3() ->
    io:format("day_of_the_week/3~n"),
    p(fun() -> calendar:day_of_the_week(1, 2, 4) end),
    p(fun() -> calendar:day_of_the_week(1970, 5, 12) end),
    p(fun() -> calendar:day_of_the_week(2000, 6, 12) end),
    p(fun() -> calendar:day_of_the_week(2024, 5, 2) end),
    p(fun() -> calendar:day_of_the_week(474, 7, #{a => 1}) end),
    p(fun() -> calendar:day_of_the_week(1995, 0, "xy") end).

gregorian_days_to_date_1() ->
    io:format("gregorian_days_to_date/1~n"),
    p(fun() -> calendar:gregorian_days_to_date(1052296) end),
    p(fun() -> calendar:gregorian_days_to_date(881138) end),
    p(fun() -> calendar:gregorian_days_to_date(188318) end),
    p(fun() -> calendar:gregorian_days_to_date(<<5:3>>) end),
    p(fun() -> calendar:gregorian_days_to_date(582736) end),
    p(fun() -> calendar:gregorian_days_to_date({}) end).

gregorian_seconds_to_datetime_1() ->
    io:format("gregorian_seconds_to_datetime/1~n"),
    p(fun() -> calendar:gregorian_seconds_to_datetime(218146095517) end),
    p(fun() -> calendar:gregorian_seconds_to_datetime("xy") end),
    p(fun() -> calendar:gregorian_seconds_to_datetime(259480556977) end),
    p(fun() -> calendar:gregorian_seconds_to_datetime(8302007586) end),
    p(fun() -> calendar:gregorian_seconds_to_datetime(<<1,2,3>>) end),
    p(fun() -> calendar:gregorian_seconds_to_datetime(246830927176) end).

is_leap_year_1() ->
    io:format("is_leap_year/1~n"),
    p(fun() -> calendar:is_leap_year(326) end),
    p(fun() -> calendar:is_leap_year(159) end),
    p(fun() -> calendar:is_leap_year(2790) end),
    p(fun() -> calendar:is_leap_year(1410) end),
    p(fun() -> calendar:is_leap_year([[]]) end),
    p(fun() -> calendar:is_leap_year("xy") end).

iso_week_number_1() ->
    io:format("iso_week_number/1~n"),
    p(fun() -> calendar:iso_week_number({400, 13, 3}) end),
    p(fun() -> calendar:iso_week_number({1483, 10, 26}) end),
    p(fun() -> calendar:iso_week_number([[]]) end),
    p(fun() -> calendar:iso_week_number({0, 6, 1}) end),
    p(fun() -> calendar:iso_week_number({1045, 4, 27}) end),
    p(fun() -> calendar:iso_week_number(3.5) end).

last_day_of_the_month_2() ->
    io:format("last_day_of_the_month/2~n"),
    p(fun() -> calendar:last_day_of_the_month(1, [foo]) end),
    p(fun() -> calendar:last_day_of_the_month(237, 0) end),
    p(fun() -> calendar:last_day_of_the_month(400, 8) end),
    p(fun() -> calendar:last_day_of_the_month(0, 12) end),
    p(fun() -> calendar:last_day_of_the_month(1970, 6) end),
    p(fun() -> calendar:last_day_of_the_month(351, 4) end).

local_time_to_system_time_1() ->
    io:format("local_time_to_system_time/1~n"),
    p(fun() -> calendar:local_time_to_system_time({{0, 12, 22}, {3, 19, 27}}) end),
    p(fun() -> calendar:local_time_to_system_time(-1) end),
    p(fun() -> calendar:local_time_to_system_time({{2240, 11, 9}, {21, 47, 8}}) end),
    p(fun() -> calendar:local_time_to_system_time({{2271, 7, 9}, {3, 47, 35}}) end),
    p(fun() -> calendar:local_time_to_system_time({{2023, 4, 25}, {4, 34, 48}}) end),
    p(fun() -> calendar:local_time_to_system_time({{2024, 6, 15}, {7, 44, 5}}) end).

local_time_to_system_time_2() ->
    io:format("local_time_to_system_time/2~n"),
    p(fun() -> calendar:local_time_to_system_time({{100, 7, 28}, {7, 13, 56}}, fun erlang:self/0) end),
    p(fun() -> calendar:local_time_to_system_time({{1, 1, 4}, {7, 10, 16}}, []) end),
    p(fun() -> calendar:local_time_to_system_time({{1970, 10, 10}, {2, 18, 0}}, [{unit, nanosecond}, {unit, microsecond}, {unit, millisecond}]) end),
    p(fun() -> calendar:local_time_to_system_time({{2585, 7, 16}, {17, 5, 24}}, [{unit, native}]) end),
    p(fun() -> calendar:local_time_to_system_time({{2160, 4, 8}, {20, 4, 45}}, []) end),
    p(fun() -> calendar:local_time_to_system_time({{2023, 5, 29}, {4, 51, 40}}, []) end).

local_time_to_universal_time_1() ->
    io:format("local_time_to_universal_time/1~n"),
    p(fun() -> calendar:local_time_to_universal_time({{2978, 12, 27}, {12, 48, 26}}) end),
    p(fun() -> calendar:local_time_to_universal_time({{990, 11, 26}, {11, 15, 10}}) end),
    p(fun() -> calendar:local_time_to_universal_time(<<>>) end),
    p(fun() -> calendar:local_time_to_universal_time({{2336, 3, 31}, {12, 1, 44}}) end),
    p(fun() -> calendar:local_time_to_universal_time({{2413, 1, 20}, {3, 44, 27}}) end),
    p(fun() -> calendar:local_time_to_universal_time({{2000, 3, 24}, {13, 30, 4}}) end).

local_time_to_universal_time_dst_1() ->
    io:format("local_time_to_universal_time_dst/1~n"),
    p(fun() -> calendar:local_time_to_universal_time_dst({{2023, 8, 30}, {6, 58, 5}}) end),
    p(fun() -> calendar:local_time_to_universal_time_dst(foo) end),
    p(fun() -> calendar:local_time_to_universal_time_dst({{2679, 0, 22}, {2, 59, 24}}) end),
    p(fun() -> calendar:local_time_to_universal_time_dst({{1970, 3, 10}, {3, 33, 51}}) end),
    p(fun() -> calendar:local_time_to_universal_time_dst({{2023, 12, 22}, {13, 58, 12}}) end),
    p(fun() -> calendar:local_time_to_universal_time_dst({{2000, 1, 18}, {4, 49, 18}}) end).

now_to_datetime_1() ->
    io:format("now_to_datetime/1~n"),
    p(fun() -> calendar:now_to_datetime({}) end),
    p(fun() -> calendar:now_to_datetime({1780, 812786, 5}) end),
    p(fun() -> calendar:now_to_datetime({2169, 282364, 5}) end),
    p(fun() -> calendar:now_to_datetime({1171, 671278, 6}) end),
    p(fun() -> calendar:now_to_datetime(true) end),
    p(fun() -> calendar:now_to_datetime({205, 868968, 4}) end).

now_to_local_time_1() ->
    io:format("now_to_local_time/1~n"),
    p(fun() -> calendar:now_to_local_time({}) end),
    p(fun() -> calendar:now_to_local_time({1257, 33778, 3}) end),
    p(fun() -> calendar:now_to_local_time({234, 282567, 1}) end),
    p(fun() -> calendar:now_to_local_time({467, 828797, 4}) end),
    p(fun() -> calendar:now_to_local_time({36, 563929, 3}) end),
    p(fun() -> calendar:now_to_local_time({a, b}) end).

now_to_universal_time_1() ->
    io:format("now_to_universal_time/1~n"),
    p(fun() -> calendar:now_to_universal_time({5, 2, 4}) end),
    p(fun() -> calendar:now_to_universal_time({5, 1, 6}) end),
    p(fun() -> calendar:now_to_universal_time([[]]) end),
    p(fun() -> calendar:now_to_universal_time([1, 2 | 3]) end),
    p(fun() -> calendar:now_to_universal_time({3, 2, 5}) end),
    p(fun() -> calendar:now_to_universal_time({0, 1, 4}) end).

rfc3339_to_system_time_1() ->
    io:format("rfc3339_to_system_time/1~n"),
    p(fun() -> calendar:rfc3339_to_system_time(<<5:3>>) end),
    p(fun() -> calendar:rfc3339_to_system_time("2078-07-24T20:14:44+01:30") end),
    p(fun() -> calendar:rfc3339_to_system_time("1982-12-05T16:54:31+01:30") end),
    p(fun() -> calendar:rfc3339_to_system_time("2018-02-30T15:18:02Z") end),
    p(fun() -> calendar:rfc3339_to_system_time("2049-12-17T13:53:14+01:30") end),
    p(fun() -> calendar:rfc3339_to_system_time(#{}) end).

rfc3339_to_system_time_2() ->
    io:format("rfc3339_to_system_time/2~n"),
    p(fun() -> calendar:rfc3339_to_system_time("2077-06-12T07:35:08Z", []) end),
    p(fun() -> calendar:rfc3339_to_system_time(#{}, []) end),
    p(fun() -> calendar:rfc3339_to_system_time("1969-12-31T23:59:59.5Z", []) end),
    p(fun() -> calendar:rfc3339_to_system_time([{a}], []) end),
    p(fun() -> calendar:rfc3339_to_system_time("2018-02-01T16:17:58.123456789+01:00", [{unit, second}, {unit, microsecond}, {unit, microsecond}, {unit, millisecond}, {unit, millisecond}, {unit, microsecond}, {unit, 1000}, {unit, nanosecond}, {unit, microsecond}, {unit, second}]) end),
    p(fun() -> calendar:rfc3339_to_system_time("1987-12-30T15:35:18Z", [{unit, native}, {unit, foo}, {unit, native}, {unit, second}, {unit, microsecond}, {unit, microsecond}, {unit, native}, {unit, native}, {unit, 1000}, {unit, nanosecond}, {unit, nanosecond}]) end).

seconds_to_daystime_1() ->
    io:format("seconds_to_daystime/1~n"),
    p(fun() -> calendar:seconds_to_daystime(326115696) end),
    p(fun() -> calendar:seconds_to_daystime(5109113957) end),
    p(fun() -> calendar:seconds_to_daystime(4576315888) end),
    p(fun() -> calendar:seconds_to_daystime(-1524219676) end),
    p(fun() -> calendar:seconds_to_daystime([foo]) end),
    p(fun() -> calendar:seconds_to_daystime("xy") end).

seconds_to_time_1() ->
    io:format("seconds_to_time/1~n"),
    p(fun() -> calendar:seconds_to_time(0) end),
    p(fun() -> calendar:seconds_to_time(88699) end),
    p(fun() -> calendar:seconds_to_time(15337) end),
    p(fun() -> calendar:seconds_to_time(23243) end),
    p(fun() -> calendar:seconds_to_time(67160) end),
    p(fun() -> calendar:seconds_to_time([foo]) end).

system_time_to_local_time_2() ->
    io:format("system_time_to_local_time/2~n"),
    p(fun() -> calendar:system_time_to_local_time(2972123356, microsecond) end),
    p(fun() -> calendar:system_time_to_local_time(1051105426, native) end),
    p(fun() -> calendar:system_time_to_local_time(-96741531, native) end),
    p(fun() -> calendar:system_time_to_local_time(2005013734, foo) end),
    p(fun() -> calendar:system_time_to_local_time(441760414, millisecond) end),
    p(fun() -> calendar:system_time_to_local_time(<<5:3>>, foo) end).

system_time_to_rfc3339_1() ->
    io:format("system_time_to_rfc3339/1~n"),
    p(fun() -> calendar:system_time_to_rfc3339(2043992225) end),
    p(fun() -> calendar:system_time_to_rfc3339(5212772149) end),
    p(fun() -> calendar:system_time_to_rfc3339(-588428315) end),
    p(fun() -> calendar:system_time_to_rfc3339(641335435) end).

system_time_to_rfc3339_2() ->
    io:format("system_time_to_rfc3339/2~n"),
    p(fun() -> calendar:system_time_to_rfc3339(-587938392, [{offset, 3600000}, {unit, nanosecond}]) end),
    p(fun() -> calendar:system_time_to_rfc3339(4906182787, [{unit, nanosecond}, {unit, nanosecond}, {return, binary}]) end),
    p(fun() -> calendar:system_time_to_rfc3339([], [{unit, second}, {return, binary}, {unit, nanosecond}, {return, string}, {offset, -7200}, {offset, -7200}]) end),
    p(fun() -> calendar:system_time_to_rfc3339(2390536282, [{unit, millisecond}]) end),
    p(fun() -> calendar:system_time_to_rfc3339(5734473080, [1, 2 | 3]) end),
    p(fun() -> calendar:system_time_to_rfc3339(-1291569803, [{return, binary}, {unit, microsecond}, {unit, second}]) end).

system_time_to_universal_time_2() ->
    io:format("system_time_to_universal_time/2~n"),
    p(fun() -> calendar:system_time_to_universal_time(-2039475780, foo) end),
    p(fun() -> calendar:system_time_to_universal_time(-946870300, native) end),
    p(fun() -> calendar:system_time_to_universal_time(<<5:3>>, nanosecond) end),
    p(fun() -> calendar:system_time_to_universal_time(1295044900, native) end),
    p(fun() -> calendar:system_time_to_universal_time(126656335, microsecond) end),
    p(fun() -> calendar:system_time_to_universal_time(3951346721, microsecond) end).

time_difference_2() ->
    io:format("time_difference/2~n"),
    p(fun() -> calendar:time_difference({{1970, 11, 18}, {2, 8, 55}}, {{1970, 9, 30}, {11, 15, 44}}) end),
    p(fun() -> calendar:time_difference({{2504, 2, 3}, {19, 59, 53}}, {{4, 11, 18}, {10, 37, 7}}) end),
    p(fun() -> calendar:time_difference({{0, 7, 30}, {14, 41, 4}}, {{2005, 11, 20}, {2, 59, 11}}) end),
    p(fun() -> calendar:time_difference({{2278, 6, 14}, {21, 35, 20}}, -1) end),
    p(fun() -> calendar:time_difference({{1900, 10, 19}, {10, 55, 53}}, {{1593, 7, 14}, {7, 39, 13}}) end),
    p(fun() -> calendar:time_difference(<<1,2,3>>, {{1296, 12, 15}, {22, 4, 20}}) end).

time_to_seconds_1() ->
    io:format("time_to_seconds/1~n"),
    p(fun() -> calendar:time_to_seconds(fun erlang:self/0) end),
    p(fun() -> calendar:time_to_seconds(#{a => 1}) end),
    p(fun() -> calendar:time_to_seconds({12, 58, 57}) end),
    p(fun() -> calendar:time_to_seconds({21, 47, 6}) end),
    p(fun() -> calendar:time_to_seconds({0, 16, 22}) end),
    p(fun() -> calendar:time_to_seconds({0, 29, 16}) end).

universal_time_to_local_time_1() ->
    io:format("universal_time_to_local_time/1~n"),
    p(fun() -> calendar:universal_time_to_local_time(true) end),
    p(fun() -> calendar:universal_time_to_local_time({{400, 13, 17}, {7, 13, 34}}) end),
    p(fun() -> calendar:universal_time_to_local_time({{1970, 4, 21}, {19, 12, 29}}) end),
    p(fun() -> calendar:universal_time_to_local_time({{2000, 1, 19}, {4, 0, 13}}) end),
    p(fun() -> calendar:universal_time_to_local_time({{2023, 12, 5}, {3, 12, 53}}) end),
    p(fun() -> calendar:universal_time_to_local_time({{2000, 8, 16}, {3, 50, 17}}) end).

universal_time_to_system_time_1() ->
    io:format("universal_time_to_system_time/1~n"),
    p(fun() -> calendar:universal_time_to_system_time({{1776, 1, 18}, {20, 36, 37}}) end),
    p(fun() -> calendar:universal_time_to_system_time({{1970, 13, 4}, {5, 2, 42}}) end),
    p(fun() -> calendar:universal_time_to_system_time({{1856, 5, 32}, {21, 49, 30}}) end),
    p(fun() -> calendar:universal_time_to_system_time({{620, 9, 8}, {17, 46, 60}}) end),
    p(fun() -> calendar:universal_time_to_system_time({{1537, 8, 32}, {23, 17, 36}}) end),
    p(fun() -> calendar:universal_time_to_system_time({}) end).

universal_time_to_system_time_2() ->
    io:format("universal_time_to_system_time/2~n"),
    p(fun() -> calendar:universal_time_to_system_time({{2455, 7, 15}, {1, 39, 27}}, [{unit, 1000}]) end),
    p(fun() -> calendar:universal_time_to_system_time({{2692, 9, 3}, {20, 43, 50}}, <<1,2,3>>) end),
    p(fun() -> calendar:universal_time_to_system_time({{62, 0, 28}, {2, 38, 14}}, []) end),
    p(fun() -> calendar:universal_time_to_system_time({{1900, 11, 30}, {3, 4, 37}}, []) end),
    p(fun() -> calendar:universal_time_to_system_time({{1636, 5, 22}, {15, 29, 0}}, [{unit, millisecond}]) end),
    p(fun() -> calendar:universal_time_to_system_time({{4, 9, 13}, {18, 14, 45}}, [{unit, native}]) end).

valid_date_1() ->
    io:format("valid_date/1~n"),
    p(fun() -> calendar:valid_date(undefined) end),
    p(fun() -> calendar:valid_date({100, 5, 17}) end),
    p(fun() -> calendar:valid_date(<<1,2,3>>) end),
    p(fun() -> calendar:valid_date({2610, 13, 18}) end),
    p(fun() -> calendar:valid_date({100, 7, 24}) end),
    p(fun() -> calendar:valid_date({1900, 10, 18}) end).

valid_date_3() ->
    io:format("valid_date/3~n"),
    p(fun() -> calendar:valid_date(2101, 3, 11) end),
    p(fun() -> calendar:valid_date(1900, 0, 19) end),
    p(fun() -> calendar:valid_date(<<1,2,3>>, 5, 30) end),
    p(fun() -> calendar:valid_date(1, 7, 27) end),
    p(fun() -> calendar:valid_date(1, 13, {}) end),
    p(fun() -> calendar:valid_date(1970, 0, 26) end).
