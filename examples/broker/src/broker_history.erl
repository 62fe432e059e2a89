%% The last messages of a room, numbered.
-module(broker_history).
-export([new/1, add/2, last/2, since/2, number/1]).

-record(h, {max, next = 1, items = queue:new()}).

new(Max) -> #h{max = Max}.

add(Item, #h{max = Max, next = N, items = Items} = H) ->
    Items1 = queue:in({N, Item}, Items),
    Kept = case queue:len(Items1) > Max of
        true -> queue:drop(Items1);
        false -> Items1
    end,
    {N, H#h{next = N + 1, items = Kept}}.

last(N, #h{items = Items}) ->
    All = queue:to_list(Items),
    lists:nthtail(max(0, length(All) - N), All).

-doc "What came after a number; a gap says how many are lost.".
since(Number, #h{items = Items}) ->
    case [I || {N, _} = I <- queue:to_list(Items), N > Number] of
        [{First, _} | _] = Found when First > Number + 1 -> {gap, First - Number - 1, Found};
        Found -> {ok, Found}
    end.

number(#h{next = Next}) -> Next - 1.
