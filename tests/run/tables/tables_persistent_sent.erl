%% Values go in messages, in tables and into other values.
-module(tables_persistent_sent).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    K = {?MODULE, x},
    Term = {lists:seq(1, 50), #{deep => [{a, "string"}, <<"binary">>]}},
    persistent_term:put(K, Term),
    V = persistent_term:get(K),
    Self = self(),
    P = spawn_link(fun() -> receive M -> persistent_term:erase(K), erlang:garbage_collect(), Self ! {back, M} end end),
    P ! V,
    T = ets:new(t, []),
    ets:insert(T, {k, V, element(1, V)}),
    persistent_term:put({?MODULE, y}, {wrapped, V, tl(element(1, V))}),
    receive {back, M} -> p(M =:= Term) end,
    erlang:garbage_collect(),
    [persistent_term:put(K, {I, lists:seq(1, 60)}) || I <- lists:seq(1, 20)],
    p(ets:lookup(T, k) =:= [{k, Term, lists:seq(1, 50)}]),
    p(persistent_term:get({?MODULE, y}) =:= {wrapped, Term, lists:seq(2, 50)}),
    persistent_term:erase({?MODULE, y}), persistent_term:erase(K),
    p(V =:= Term),
    F = fun() -> V end,
    p(F() =:= Term).
