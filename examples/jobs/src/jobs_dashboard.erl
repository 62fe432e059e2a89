%% The queue's state as text.
-module(jobs_dashboard).
-export([render/1, bar/3]).

-doc "A panel of a state as jobs_queue:state/1 gives it.".
-spec render(map()) -> unicode:chardata().
render(#{now := Now, waiting := Waiting, delayed := Delayed, running := Running, dead := Dead, tokens := Tokens, stats := Stats}) ->
    Done = jobs_stats:get(succeeded, Stats),
    Total = jobs_stats:get(submitted, Stats),
    [rule(io_lib:format(" jobs at ~w ms ", [Now])),
     row("progress", [bar(Done, Total, 30), io_lib:format(" ~w of ~w", [Done, Total])]),
     row("queue", io_lib:format("~w waiting, ~w delayed, ~w dead, ~w tokens", [Waiting, Delayed, Dead, Tokens])),
     row("at work", case Running of
         [] -> "-";
         _ -> lists:join(", ", [io_lib:format("~w:~ts", [Id, Name]) || {Id, Name} <- Running])
     end),
     row("counts", lists:join("  ", [io_lib:format("~ts ~w", [Name, N]) || {Name, N} <- jobs_stats:to_list(Stats)])),
     spread("waited", jobs_stats:summary(waited, Stats)),
     spread("backoff", jobs_stats:summary(backoff, Stats)),
     rule("")].

row(Label, Text) -> io_lib:format("| ~-9ts ~ts~n", [Label, Text]).

spread(_, none) -> "";
spread(Label, #{n := N, min := Min, median := Median, p90 := P90, max := Max}) ->
    row(Label, io_lib:format("~w..~w ms, half within ~w, nine tenths within ~w (~w samples)", [Min, Max, Median, P90, N])).

rule(Title) ->
    Flat = lists:flatten(Title),
    ["+--", Flat, lists:duplicate(70 - length(Flat), $-), $\n].

-doc "A bar of some width that shows a share.".
bar(_, 0, Width) -> bar(0, 1, Width);
bar(Part, Whole, Width) ->
    Full = Part * Width div Whole,
    [$[, lists:duplicate(Full, $#), lists:duplicate(Width - Full, $.), $]].
