%% select_replace and select_delete as compare-and-swap: a counter, a stack and a state machine that nobody locks.
-module(tables_race_swap).
-export([main/0]).
-define(TYPE, set).
-define(R, 25).
-include("tables.hrl").

main() ->
    [p({Type, counter(Type), stack(Type), turns(Type), claims(Type)}) || Type <- [set, ordered_set]].

swap(T, Old, New) ->
    ets:select_replace(T, [{Old, [], [{const, New}]}]) =:= 1.

%% Each success is of another version: nobody's addition is lost.
counter(Type) ->
    T = ets:new(t, [Type, public]),
    ets:insert(T, {c, 0, {by, none}}),
    Had = par(fun(I) -> [add(T, I) || _ <- lists:seq(1, ?R)] end),
    [{c, N, _}] = ets:lookup(T, c),
    {N, lists:sort(lists:append(Had)) =:= lists:seq(1, 8 * ?R)}.

add(T, I) ->
    [{c, N, _} = Old] = ets:lookup(T, c),
    case swap(T, Old, {c, N + 1, {by, I}}) of
        true -> N + 1;
        false -> add(T, I)
    end.

%% A list in a row: what was pushed is popped once.
stack(Type) ->
    T = ets:new(t, [Type, public]),
    ets:insert(T, {top, 0, []}),
    Popped = par(fun(I) when I rem 2 =:= 1 -> [push(T, {I, K}) || K <- lists:seq(1, ?R)], [];
                    (_) -> lists:append([pop(T) || _ <- lists:seq(1, ?R)])
                 end),
    [{top, _, Left}] = ets:lookup(T, top),
    lists:sort(lists:append(Popped) ++ Left) =:= lists:sort([{I, K} || I <- [1, 3, 5, 7], K <- lists:seq(1, ?R)]).

push(T, X) ->
    [{top, V, L} = Old] = ets:lookup(T, top),
    swap(T, Old, {top, V + 1, [X | L]}) orelse push(T, X).

pop(T) ->
    case ets:lookup(T, top) of
        [{top, _, []}] -> [];
        [{top, V, [X | L]} = Old] ->
            case swap(T, Old, {top, V + 1, L}) of
                true -> [X];
                false -> pop(T)
            end
    end.

%% The one whose turn it is passes it on: nobody acts out of turn.
turns(Type) ->
    T = ets:new(t, [Type, public]),
    ets:insert(T, [{turn, 1}, {log, []}]),
    par(fun(I) -> [turn(T, I) || _ <- lists:seq(1, 5)] end),
    {ets:lookup(T, turn), ets:lookup_element(T, log, 2) =:= lists:reverse(lists:append(lists:duplicate(5, lists:seq(1, 8))))}.

turn(T, I) ->
    case ets:lookup(T, turn) of
        [{turn, I}] ->
            ets:insert(T, {log, [I | ets:lookup_element(T, log, 2)]}),
            true = swap(T, {turn, I}, {turn, I rem 8 + 1});
        _ -> erlang:yield(), turn(T, I)
    end.

%% All delete the same rows by the same search: each row is counted by one of them.
claims(Type) ->
    T = ets:new(t, [Type, public]),
    ets:insert(T, [{{X, Y}, X} || X <- lists:seq(1, 20), Y <- lists:seq(1, 20)]),
    N = par(fun(_) -> lists:sum([ets:select_delete(T, [{{{X, '_'}, X}, [], [true]}]) || X <- lists:seq(1, 20)]) end),
    {lists:sum(N), ets:info(T, size)}.

par(F) ->
    Self = self(),
    Ps = [spawn_link(fun() -> Self ! {self(), F(I)} end) || I <- lists:seq(1, 8)],
    [receive {P, X} -> X end || P <- Ps].
