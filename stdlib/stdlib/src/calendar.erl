%% Dates and times of the Gregorian calendar, back to the year 0.
-module(calendar).
-moduledoc "Local and universal time, day of the week, date and time conversions.".

-export([date_to_gregorian_days/1, date_to_gregorian_days/3, datetime_to_gregorian_seconds/1,
         day_of_the_week/1, day_of_the_week/3, gregorian_days_to_date/1,
         gregorian_seconds_to_datetime/1, is_leap_year/1, iso_week_number/0, iso_week_number/1,
         last_day_of_the_month/2, local_time/0, local_time_to_system_time/1,
         local_time_to_system_time/2, local_time_to_universal_time/1,
         local_time_to_universal_time/2, local_time_to_universal_time_dst/1, now_to_datetime/1,
         now_to_local_time/1, now_to_universal_time/1, rfc3339_to_system_time/1,
         rfc3339_to_system_time/2, seconds_to_daystime/1, seconds_to_time/1,
         system_time_to_local_time/2, system_time_to_rfc3339/1, system_time_to_rfc3339/2,
         system_time_to_universal_time/2, time_difference/2, time_to_seconds/1, universal_time/0,
         universal_time_to_local_time/1, universal_time_to_system_time/1,
         universal_time_to_system_time/2, valid_date/1, valid_date/3]).

-export_type([date/0, datetime/0, datetime1970/0, day/0, daynum/0, hour/0, ldom/0, minute/0,
              month/0, second/0, time/0, weeknum/0, year/0, year1970/0, yearweeknum/0]).

-type year() :: non_neg_integer().
-type year1970() :: 1970..10000.
-type month() :: 1..12.
-type day() :: 1..31.
-type hour() :: 0..23.
-type minute() :: 0..59.
-type second() :: 0..59.
-type daynum() :: 1..7.
-type ldom() :: 28 | 29 | 30 | 31.
-type weeknum() :: 1..53.
-type date() :: {year(), month(), day()}.
-type time() :: {hour(), minute(), second()}.
-type datetime() :: {date(), time()}.
-type datetime1970() :: {{year1970(), month(), day()}, time()}.
-type yearweeknum() :: {year(), weeknum()}.

-define(DAY, 86400).
-define(UNIX_EPOCH, 62167219200).
%% The first second, as system time, that four digits of a year cannot tell.
-define(YEAR_10000, 253402300800).

%% ---- days

-doc "True if the year has 366 days.".
-spec is_leap_year(year()) -> boolean().
is_leap_year(Year) when is_integer(Year) ->
    Year rem 4 =:= 0 andalso (Year rem 100 =/= 0 orelse Year rem 400 =:= 0).

-doc "The number of days of a month.".
-spec last_day_of_the_month(year(), month()) -> ldom().
last_day_of_the_month(Year, Month) when is_integer(Year) ->
    month_length(Year, Month).

month_length(Year, 2) ->
    case is_leap_year(Year) of
        true -> 29;
        false -> 28
    end;
month_length(_, Month) when Month =:= 4; Month =:= 6; Month =:= 9; Month =:= 11 -> 30;
month_length(_, Month) when Month =:= 1; Month =:= 3; Month =:= 5; Month =:= 7; Month =:= 8;
                            Month =:= 10; Month =:= 12 -> 31.

-doc "The number of days from the year 0 to a date.".
-spec date_to_gregorian_days(date()) -> non_neg_integer().
date_to_gregorian_days({Year, Month, Day}) -> date_to_gregorian_days(Year, Month, Day).

%% Years are counted from March here, so that the leap day is their last; an era is 400 years.
-define(ERA_DAYS, 146097).

-doc "The number of days from the year 0 to a date.".
-spec date_to_gregorian_days(year(), month(), day()) -> non_neg_integer().
date_to_gregorian_days(Year, Month, Day) when is_integer(Day), Day > 0 ->
    {Y, M} = if
        Month < 3 -> {Year - 1, Month + 9};
        true -> {Year - 0, Month - 3}
    end,
    InYear = (153 * M + 2) div 5 + Day - 1,
    Era = floor_div(Y, 400),
    OfEra = Y - Era * 400,
    Era * ?ERA_DAYS + OfEra * 365 + OfEra div 4 - OfEra div 100 + InYear + 60.

floor_div(A, B) when A >= 0 -> A div B;
floor_div(A, B) -> -((B - 1 - A) div B).

-doc "The date a number of days after the year 0 began.".
-spec gregorian_days_to_date(non_neg_integer()) -> date().
gregorian_days_to_date(Days) ->
    FromMarch = Days - 60,
    Era = floor_div(FromMarch, ?ERA_DAYS),
    InEra = FromMarch - Era * ?ERA_DAYS,
    OfEra = (InEra - InEra div 1460 + InEra div 36524 - InEra div (?ERA_DAYS - 1)) div 365,
    InYear = InEra - (365 * OfEra + OfEra div 4 - OfEra div 100),
    M = (5 * InYear + 2) div 153,
    Day = InYear - (153 * M + 2) div 5 + 1,
    Year = OfEra + Era * 400,
    if
        M < 10 -> {Year, M + 3, Day};
        true -> {Year + 1, M - 9, Day}
    end.

-doc "True if there is such a date.".
valid_date({Year, Month, Day}) -> valid_date(Year, Month, Day).

-doc "True if there is such a date.".
valid_date(Year, Month, Day) when is_integer(Year), is_integer(Month), is_integer(Day) ->
    Month >= 1 andalso Month =< 12 andalso Day >= 1
        andalso Day =< month_length(Year, Month).

-doc "The day of the week, 1 being Monday.".
day_of_the_week({Year, Month, Day}) -> day_of_the_week(Year, Month, Day).

-doc "The day of the week, 1 being Monday.".
day_of_the_week(Year, Month, Day) ->
    Days = date_to_gregorian_days(Year, Month, Day) + 5,
    Days - floor_div(Days, 7) * 7 + 1.

-doc "The ISO year and week of today.".
iso_week_number() ->
    {Date, _} = local_time(),
    iso_week_number(Date).

-doc "The ISO year and week of a date.".
-spec iso_week_number(date()) -> yearweeknum().
iso_week_number({Year, Month, Day}) ->
    Days = date_to_gregorian_days({Year, Month, Day}),
    First = first_iso_day(Year),
    Next = first_iso_day(Year + 1),
    if
        Days >= Next -> {Year + 1, 1};
        Days >= First -> {Year, (Days - First) div 7 + 1};
        true -> {Year - 1, (Days - first_iso_day(Year - 1)) div 7 + 1}
    end.

%% The Monday of the week with the year's fourth of January.
first_iso_day(Year) ->
    Fourth = date_to_gregorian_days(Year, 1, 4),
    Fourth - day_of_the_week(Year, 1, 4) + 1.

%% ---- seconds

-doc "The seconds since midnight.".
time_to_seconds({H, Mi, S}) when is_integer(H), H >= 0, H < 24, is_integer(Mi), Mi >= 0, Mi < 60,
                                 is_integer(S), S >= 0, S < 60 ->
    H * 3600 + Mi * 60 + S.

-doc "The time of day of a number of seconds.".
seconds_to_time(Seconds) when Seconds >= 0, Seconds < ?DAY ->
    {Seconds div 3600, Seconds rem 3600 div 60, Seconds rem 60}.

-doc "{Days, Time} of a number of seconds.".
seconds_to_daystime(Seconds) ->
    Days = Seconds div ?DAY,
    case Seconds rem ?DAY of
        Rest when Rest < 0 -> {Days - 1, seconds_to_time(Rest + ?DAY)};
        Rest -> {Days, seconds_to_time(Rest)}
    end.

-doc "The number of seconds from the year 0 to a date and time.".
datetime_to_gregorian_seconds({Date, Time}) ->
    ?DAY * date_to_gregorian_days(Date) + time_to_seconds(Time).

-doc "The date and time a number of seconds after the year 0 began.".
gregorian_seconds_to_datetime(Seconds) ->
    {Days, Time} = seconds_to_daystime(Seconds),
    {gregorian_days_to_date(Days), Time}.

-doc "{Days, Time} between two times (old).".
time_difference({{_, _, _}, {_, _, _}} = T1, {{_, _, _}, {_, _, _}} = T2) ->
    seconds_to_daystime(datetime_to_gregorian_seconds(T2) - datetime_to_gregorian_seconds(T1)).

%% ---- clocks and zones

-doc "The local date and time.".
local_time() -> erlang:localtime().

-doc "The universal date and time.".
universal_time() -> erlang:universaltime().

-doc "Local time to universal time (old).".
local_time_to_universal_time(DateTime) -> erlang:localtime_to_universaltime(DateTime).

-doc false.
local_time_to_universal_time(DateTime, IsDst) -> erlang:localtime_to_universaltime(DateTime, IsDst).

-doc "The universal times a local time may be: none, one or two.".
local_time_to_universal_time_dst(DateTime) ->
    UtDst = erlang:localtime_to_universaltime(DateTime, true),
    Ut = erlang:localtime_to_universaltime(DateTime, false),
    [U || U <- lists:uniq([UtDst, Ut]), erlang:universaltime_to_localtime(U) =:= DateTime].

-doc "Universal time to local time.".
universal_time_to_local_time(DateTime) -> erlang:universaltime_to_localtime(DateTime).

-doc "System time of a local time, in seconds.".
local_time_to_system_time(DateTime) -> local_time_to_system_time(DateTime, []).

-doc "System time of a local time; the option is {unit, Unit}.".
local_time_to_system_time(DateTime, Options) ->
    case local_time_to_universal_time_dst(DateTime) of
        [Universal] -> universal_time_to_system_time(Universal, Options);
        _ -> error({ambiguous_local_time, DateTime})
    end.

-doc "System time of a universal time, in seconds.".
universal_time_to_system_time(DateTime) -> universal_time_to_system_time(DateTime, []).

-doc "System time of a universal time; the option is {unit, Unit}.".
universal_time_to_system_time(DateTime, Options) ->
    Unit = proplists:get_value(unit, Options, second),
    (datetime_to_gregorian_seconds(DateTime) - ?UNIX_EPOCH) * units_per_second(Unit).

-doc "The universal time of a timestamp.".
now_to_datetime({MegaSecs, Secs, _}) -> system_seconds_to_datetime(MegaSecs * 1000000 + Secs).

-doc "The universal time of a timestamp.".
now_to_universal_time(Now) -> now_to_datetime(Now).

-doc "The local time of a timestamp.".
now_to_local_time({MegaSecs, Secs, _}) ->
    erlang:universaltime_to_localtime(system_seconds_to_datetime(MegaSecs * 1000000 + Secs)).

-doc "The universal time of a system time.".
system_time_to_universal_time(Time, Unit) ->
    system_seconds_to_datetime(erlang:convert_time_unit(Time, Unit, second)).

-doc "The local time of a system time.".
system_time_to_local_time(Time, Unit) ->
    erlang:universaltime_to_localtime(system_time_to_universal_time(Time, Unit)).

system_seconds_to_datetime(Seconds) -> gregorian_seconds_to_datetime(Seconds + ?UNIX_EPOCH).

%% ---- RFC 3339

-doc "System time of an RFC 3339 timestamp, in seconds.".
rfc3339_to_system_time(Text) -> rfc3339_to_system_time(Text, []).

-doc "System time of an RFC 3339 timestamp; the option is {unit, Unit}.".
rfc3339_to_system_time(Bin, Options) when is_binary(Bin) ->
    rfc3339_to_system_time_list(binary_to_list(Bin), Options);
rfc3339_to_system_time(Text, Options) when is_list(Text) ->
    rfc3339_to_system_time_list(Text, Options).

rfc3339_to_system_time_list([Y1, Y2, Y3, Y4, $-, Mo1, Mo2, $-, D1, D2, _, H1, H2, $:, Mi1, Mi2,
                             $:, S1, S2 | FractionText] = Text, Options) ->
    Unit = proplists:get_value(unit, Options, second),
    Date = {list_to_integer([Y1, Y2, Y3, Y4]), list_to_integer([Mo1, Mo2]), list_to_integer([D1, D2])},
    Time = {list_to_integer([H1, H2]), list_to_integer([Mi1, Mi2]), list_to_integer([S1, S2])},
    {Fraction, Zone} = lists:splitwith(fun(C) -> C =:= $. orelse C >= $0 andalso C =< $9 end, FractionText),
    {Clock, Leap} = case Time of
        {23, 59, 60} -> {{23, 59, 59}, 1};
        _ -> {Time, 0}
    end,
    Seconds = datetime_to_gregorian_seconds({Date, Clock}) + Leap - ?UNIX_EPOCH - zone_seconds(Zone),
    Seconds < ?YEAR_10000 orelse error({badarg, [Text, Options]}),
    Factor = erlang:convert_time_unit(1, second, Unit),
    Seconds * Factor + fraction(Fraction, Factor).

fraction([$. | _], 1) -> 0;
fraction([$. | Digits], Factor) ->
    Whole = power(10, length(Digits)),
    (list_to_integer(Digits) * Factor * 2 + Whole) div (2 * Whole);
fraction([], _) -> 0.

power(_, 0) -> 1;
power(Base, N) -> Base * power(Base, N - 1).

zone_seconds([Z]) when Z =:= $Z; Z =:= $z -> 0;
zone_seconds(Offset) ->
    [Sign, H1, H2 | Rest] = Offset,
    Hours = list_to_integer([H1, H2]),
    Minutes = case Rest of
        [$:, M1, M2] -> list_to_integer([M1, M2]);
        [] -> 0
    end,
    case Sign of
        $+ -> Hours * 3600 + Minutes * 60;
        $- -> -(Hours * 3600 + Minutes * 60)
    end.

units_per_second(second) -> 1;
units_per_second(millisecond) -> 1000;
units_per_second(microsecond) -> 1000000;
units_per_second(nanosecond) -> 1000000000;
units_per_second(native) -> erlang:convert_time_unit(1, second, native).

-doc "The RFC 3339 timestamp of a system time, in local time.".
system_time_to_rfc3339(Time) -> system_time_to_rfc3339(Time, []).

-doc "The RFC 3339 timestamp of a system time; options are offset, time_designator, unit and return.".
system_time_to_rfc3339(Time, []) when not is_integer(Time) -> error(badarg);
system_time_to_rfc3339(Time, Options) when is_list(Options) ->
    Unit = proplists:get_value(unit, Options, second),
    lists:member(Unit, [second, millisecond, microsecond, nanosecond, native]) orelse error(badarg),
    Designator = proplists:get_value(time_designator, Options, $T),
    Offset = proplists:get_value(offset, Options, ""),
    Factor = units_per_second(Unit),
    Adjustment = offset_seconds(Offset, Time, Factor, Unit),
    Adjusted = Time + Adjustment * Factor,
    Secs = floor_div(Adjusted, Factor),
    {{Y, Mo, D}, {H, Mi, S}} = system_seconds_to_datetime(Secs),
    Y =< 9999 orelse error({badarg, [Time, Options]}),
    Text = lists:append([padded(Y, 4), "-", padded(Mo, 2), "-", padded(D, 2), [Designator],
                         padded(H, 2), ":", padded(Mi, 2), ":", padded(S, 2),
                         fraction_text(Unit, Factor, Adjusted - Secs * Factor),
                         offset_text(Offset, Adjustment)]),
    case proplists:get_value(return, Options, string) of
        string -> Text;
        binary -> list_to_binary(Text)
    end.

%% How many seconds the time shown is ahead of universal time.
offset_seconds("", Time, Factor, _) ->
    Secs = floor_div(Time, Factor),
    Utc = system_seconds_to_datetime(Secs),
    datetime_to_gregorian_seconds(erlang:universaltime_to_localtime(Utc))
        - datetime_to_gregorian_seconds(Utc);
offset_seconds("Z", _, _, _) -> 0;
offset_seconds("z", _, _, _) -> 0;
offset_seconds([_ | _] = Offset, _, _, _) -> zone_seconds(Offset);
offset_seconds(Offset, _, _, Unit) when is_integer(Offset) ->
    erlang:convert_time_unit(Offset, Unit, second).

offset_text(Offset, _) when is_list(Offset), Offset =/= "" -> Offset;
offset_text(_, Seconds) ->
    Sign = if Seconds >= 0 -> $+; true -> $- end,
    Minutes = abs(Seconds) div 60,
    [Sign | padded(Minutes div 60, 2) ++ ":" ++ padded(Minutes rem 60, 2)].

fraction_text(second, _, _) -> "";
fraction_text(native, Factor, Fraction) ->
    "." ++ padded(Fraction * 1000 div Factor, 3);
fraction_text(_, 1, _) -> "";
fraction_text(_, Factor, Fraction) ->
    "." ++ padded(Fraction, length(integer_to_list(Factor)) - 1).

padded(N, Width) when N < 0 -> [$- | padded(-N, Width)];
padded(N, Width) -> zeros(integer_to_list(N), Width).

zeros(Digits, Width) when length(Digits) < Width -> zeros([$0 | Digits], Width);
zeros(Digits, _) -> Digits.
