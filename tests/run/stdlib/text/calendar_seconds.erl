%% Seconds to times and back, differences, days of seconds, universal times.
-module(calendar_seconds).
-export([main/0]).
-include("../show.hrl").

main() ->
    [io:format("~w ~ts ~ts ~ts ~ts~n", [S, outcome(fun() -> calendar:gregorian_seconds_to_datetime(S) end), outcome(fun() -> calendar:seconds_to_daystime(S) end), outcome(fun() -> calendar:seconds_to_time(S) end), outcome(fun() -> calendar:system_time_to_universal_time(S, second) end)]) || S <- [0, 1, 59, 86399, 86400, -1, -86400, 62167219200, 63900000000, 1.5, x]],
    each(fun(D) -> calendar:datetime_to_gregorian_seconds(D) end, [{{0, 1, 1}, {0, 0, 0}}, {{1970, 1, 1}, {0, 0, 0}}, {{2024, 2, 29}, {23, 59, 59}}, {{2023, 2, 29}, {0, 0, 0}}, {{2024, 1, 1}, {24, 0, 0}}, {{2024, 1, 1}, {0, 60, 0}}, x]),
    each(fun(T) -> calendar:time_to_seconds(T) end, [{0, 0, 0}, {23, 59, 59}, {1, 2, 3}, {24, 0, 0}, {0, 60, 0}, {0, 0, 60}, {-1, 0, 0}, x]),
    each(fun({A, B}) -> calendar:time_difference(A, B) end, [{{{2024, 1, 1}, {0, 0, 0}}, {{2024, 1, 2}, {1, 2, 3}}}, {{{2024, 1, 2}, {0, 0, 0}}, {{2024, 1, 1}, {23, 0, 0}}}]),
    each(fun({T, U}) -> {calendar:system_time_to_universal_time(T, U)} end, [{0, second}, {1500, millisecond}, {-1500, millisecond}, {999999, microsecond}, {1 bsl 60, nanosecond}, {10, 3}, {0, x}]),
    each(fun({T, U}) -> calendar:now_to_universal_time({T, U, 0}) end, [{0, 0}, {1700, 0}, {1700, 999999}]),
    each(fun calendar:now_to_datetime/1, [{0, 0, 0}, {1234, 567890, 123456}, x]),
    each(fun(M) -> calendar:now_to_local_time(M) =:= calendar:universal_time_to_local_time(calendar:now_to_universal_time(M)) end, [{1700, 0, 0}]),
    each(fun(D) -> [calendar:local_time_to_universal_time_dst(L) || L <- [calendar:universal_time_to_local_time(D)]] =:= [[D]] end, [{{2024, 1, 15}, {12, 0, 0}}, {{2024, 7, 15}, {12, 0, 0}}]),
    ok.
