%% A counter in a row that others change in other ways: no count is lost, none seen twice, none goes back.
-module(tables_race_counted).
-export([main/0]).
-define(TYPE, set).
-define(R, 150).
-include("tables.hrl").

main() ->
    [p({Type, [Name || {Name, F} <- cases(), not F(Type)]}) || Type <- [set, ordered_set]],
    p([Name || {Name, _} <- cases()]).

cases() ->
    [{elements, fun elements/1}, {specs, fun specs/1}, {forms, fun forms/1}, {large, fun large/1}, {taken, fun taken/1}].

%% Four count, two change another element, two look: each sees a number that only grows.
elements(Type) ->
    T = ets:new(t, [Type, public]),
    ets:insert(T, {k, 0, start}),
    Seen = par(fun(I) when I =< 4 -> [ets:update_counter(T, k, 1) || _ <- lists:seq(1, ?R)];
                  (I) when I =< 6 -> [ets:update_element(T, k, {3, {I, lists:seq(1, J rem 9)}}) || J <- lists:seq(1, ?R)];
                  (7) -> [element(2, hd(ets:lookup(T, k))) || _ <- lists:seq(1, ?R)];
                  (8) -> [hd(ets:select(T, [{{k, '$1', '_'}, [], ['$1']}])) || _ <- lists:seq(1, ?R)]
               end),
    [C1, C2, C3, C4, _, _, R1, R2] = Seen,
    %% What update_counter gives is given once.
    lists:sort(C1 ++ C2 ++ C3 ++ C4) =:= lists:seq(1, 4 * ?R)
        andalso lists:all(fun(L) -> L =:= lists:sort(L) end, [C1, C2, C3, C4, R1, R2])
        andalso ets:lookup_element(T, k, 2) =:= 4 * ?R.

%% select_replace adds as well: all additions are there in the end, its number says how many it made.
specs(Type) ->
    T = ets:new(t, [Type, public]),
    ets:insert(T, [{k, 0, a}, {other, 0, b}]),
    Spec = [{{k, '$1', '$2'}, [], [{{k, {'+', '$1', 1}, '$2'}}]}],
    Made = par(fun(I) when I rem 2 =:= 0 -> lists:sum([ets:select_replace(T, Spec) || _ <- lists:seq(1, ?R)]);
                  (_) -> length([ets:update_counter(T, k, {2, 1}) || _ <- lists:seq(1, ?R)])
               end),
    ets:lookup(T, k) =:= [{k, lists:sum(Made), a}] andalso ets:lookup(T, other) =:= [{other, 0, b}].

%% All forms of counting on one element: up, down, lists, limits that are never reached and such that are.
forms(Type) ->
    T = ets:new(t, [Type, public, {keypos, 2}]),
    par(fun(I) ->
            [begin
                ets:update_counter(T, k, {1, 3}, {0, k}),
                ets:update_counter(T, k, [{1, 1}, {1, -2}, {1, 0}]),
                ets:update_counter(T, k, {1, -1, -100000, 0}),
                W = ets:update_counter(T, {wraps, I rem 2}, {1, 1, 6, 0}, {0, k}),
                true = W >= 0 andalso W =< 6
             end || _ <- lists:seq(1, ?R)]
        end),
    ets:lookup(T, k) =:= [{8 * ?R, k}]
        andalso ets:lookup(T, {wraps, 0}) =:= [{4 * ?R rem 7, {wraps, 0}}]
        andalso ets:lookup(T, {wraps, 1}) =:= [{4 * ?R rem 7, {wraps, 1}}].

%% Over the edge of small integers and back, where a count needs another row.
large(Type) ->
    T = ets:new(t, [Type, public]),
    Start = (1 bsl 60) - 3 * ?R,
    ets:insert(T, {k, Start}),
    par(fun(I) when I =< 6 -> [ets:update_counter(T, k, 1) || _ <- lists:seq(1, ?R)];
           (_) -> [ets:update_counter(T, k, -1) || _ <- lists:seq(1, ?R)]
        end),
    ets:lookup(T, k) =:= [{k, Start + 4 * ?R}].

%% Rows are taken away and come again: what was taken and what is left make up all counts.
taken(Type) ->
    T = ets:new(t, [Type, public]),
    Took = par(fun(I) when I =< 6 -> [ets:update_counter(T, k, 1, {k, 0}) || _ <- lists:seq(1, ?R)], 0;
                  (_) -> lists:sum([V || _ <- lists:seq(1, ?R), {k, V} <- ets:take(T, k)])
               end),
    lists:sum(Took) + lists:sum([V || {k, V} <- ets:lookup(T, k)]) =:= 6 * ?R.

par(F) ->
    Self = self(),
    Ps = [spawn_link(fun() -> Self ! {self(), F(I)} end) || I <- lists:seq(1, 8)],
    [receive {P, X} -> X end || P <- Ps].
