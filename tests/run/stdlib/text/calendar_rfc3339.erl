%% RFC 3339 texts made and read, with every unit, offset and separator.
-module(calendar_rfc3339).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun({T, O}) -> calendar:system_time_to_rfc3339(T, O) end,
         [{T, [{unit, U}, {offset, Of}]} || {T, U} <- [{0, second}, {1700000000123, millisecond}, {-1, microsecond}, {1700000000123456789, nanosecond}, {253402300799, second}], Of <- ["Z", "+02:00", "-09:30", "z", 3600000]] ++
         [{0, [{offset, "Z"}, {time_designator, $ }]}, {0, [{offset, "Z"}, {return, binary}]}, {0, [{offset, "bad"}]}, {0, [{unit, x}, {offset, "Z"}]}, {x, [{offset, "Z"}]}, {0, [{offset, "Z"}, {time_designator, x}]}, {253402300800, [{offset, "Z"}]}, {-62167219201, [{offset, "Z"}]}, {-62167219200, [{offset, "Z"}]}, {0, x}]),
    each(fun({S, O}) -> calendar:rfc3339_to_system_time(S, O) end,
         [{S, [{unit, U}]} || S <- ["1970-01-01T00:00:00Z", "2024-02-29T12:34:56.789+05:30", "1969-12-31 23:59:59.999999z", "2024-01-01t00:00:00-00:00"], U <- [second, millisecond, microsecond, nanosecond, native]] ++
         [{S, []} || S <- ["2023-02-29T00:00:00Z", "2024-01-01T25:00:00Z", "2024-01-01", "2024-01-01T00:00Z", "2024-01-01T00:00:00", "2024-01-01T00:00:00+0200", "", "2024-1-1T00:00:00Z", "2024-01-01_00:00:00Z", "2024-01-01T00:00:00.Z", "12024-01-01T00:00:00Z", "-001-01-01T00:00:00Z", "2024-01-01T00:00:00+24:00"]]),
    Round = fun(T, U) -> calendar:rfc3339_to_system_time(calendar:system_time_to_rfc3339(T, [{unit, U}, {offset, "+01:00"}]), [{unit, U}]) =:= T end,
    each(fun({T, U}) -> Round(T, U) end, [{N * 12345678901, U} || N <- [0, 1, 7], U <- [millisecond, microsecond, nanosecond]]),
    ok.
