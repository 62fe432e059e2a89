%% Measures as counters that cost no process anything.
-module(agents_trace).
-export([new/0, count/1, count/2, get/0]).

-define(NAMES, [asked, answered, failed, retries, cancelled, tools]).

new() ->
    persistent_term:put(?MODULE, counters:new(length(?NAMES), [])),
    ok.

count(Name) -> count(Name, 1).

count(_, 0) -> ok;
count(Name, N) -> counters:add(persistent_term:get(?MODULE), index(Name, ?NAMES, 1), N).

get() -> [{Name, counters:get(persistent_term:get(?MODULE), I)} || {I, Name} <- lists:enumerate(?NAMES)].

index(Name, [Name | _], I) -> I;
index(Name, [_ | Names], I) -> index(Name, Names, I + 1).
