%% Functions of calendar, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_calendar).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun calendar:date_to_gregorian_days/1, fun calendar:date_to_gregorian_days/3, fun calendar:datetime_to_gregorian_seconds/1,
     fun calendar:day_of_the_week/1, fun calendar:day_of_the_week/3, fun calendar:gregorian_days_to_date/1,
     fun calendar:gregorian_seconds_to_datetime/1, fun calendar:is_leap_year/1, fun calendar:iso_week_number/1,
     fun calendar:last_day_of_the_month/2, fun calendar:local_time_to_system_time/1, fun calendar:local_time_to_system_time/2,
     fun calendar:local_time_to_universal_time/1, fun calendar:local_time_to_universal_time_dst/1,
     fun calendar:rfc3339_to_system_time/1, fun calendar:rfc3339_to_system_time/2, fun calendar:seconds_to_daystime/1,
     fun calendar:seconds_to_time/1, fun calendar:system_time_to_local_time/2, fun calendar:system_time_to_rfc3339/1,
     fun calendar:system_time_to_universal_time/2, fun calendar:time_difference/2, fun calendar:time_to_seconds/1,
     fun calendar:universal_time_to_local_time/1, fun calendar:universal_time_to_system_time/1,
     fun calendar:universal_time_to_system_time/2, fun calendar:valid_date/1, fun calendar:valid_date/3].

special() ->
    [{2024, 2, 29}, {1999, 12, 31}, {{2024, 2, 29}, {12, 30, 45}}, {{1970, 1, 1}, {0, 0, 0}}, 2024, 2, 29, 12, 0, 738000, 63000000000, 86399, -5, second, millisecond, {12, 30, 45}, [{unit, millisecond}, {offset, "Z"}], [{offset, "+01:30"}], "2024-02-29T12:30:45Z", "2024-02-29T12:30:45.5-01:00", {1, {2, 3, 4}}, {1700, 1, 2}].
