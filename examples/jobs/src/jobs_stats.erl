%% Counts and distributions as plain values.
-module(jobs_stats).
-export([new/0, count/2, count/3, sample/3, get/2, summary/2, to_list/1]).

-record(stats, {counts = #{}, samples = #{}}).

new() -> #stats{}.

count(Name, Stats) -> count(Name, 1, Stats).

count(Name, N, #stats{counts = Counts} = S) -> S#stats{counts = maps:update_with(Name, fun(C) -> C + N end, N, Counts)}.

sample(Name, Value, #stats{samples = Samples} = S) ->
    S#stats{samples = maps:update_with(Name, fun(Vs) -> [Value | Vs] end, [Value], Samples)}.

get(Name, #stats{counts = Counts}) -> maps:get(Name, Counts, 0).

-doc "Number, smallest, median, 90th percentile and largest of the samples of a name.".
summary(Name, #stats{samples = Samples}) ->
    case lists:sort(maps:get(Name, Samples, [])) of
        [] -> none;
        Sorted ->
            N = length(Sorted),
            At = fun(Percent) -> lists:nth(max(1, (N * Percent + 99) div 100), Sorted) end,
            #{n => N, min => hd(Sorted), median => At(50), p90 => At(90), max => lists:last(Sorted)}
    end.

to_list(#stats{counts = Counts}) -> lists:sort(maps:to_list(Counts)).
