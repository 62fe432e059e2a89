%% A value read stays what it was when the key is changed or erased.
-module(tables_persistent_holders).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    K = {?MODULE, held},
    persistent_term:put(K, {first, lists:seq(1, 100), <<0:8000>>}),
    V = persistent_term:get(K),
    {first, [H | T], B} = V,
    Self = self(),
    Ps = [spawn_link(fun() -> X = persistent_term:get(K), Self ! {self(), ready}, receive go -> ok end,
                              erlang:garbage_collect(), Self ! {self(), X} end) || _ <- lists:seq(1, 8)],
    [receive {P, ready} -> ok end || P <- Ps],
    [persistent_term:put(K, {I, lists:seq(1, 100)}) || I <- lists:seq(1, 50)],
    persistent_term:erase(K),
    erlang:garbage_collect(),
    [persistent_term:put({?MODULE, I}, lists:seq(I, I + 50)) || I <- lists:seq(1, 50)],
    [P ! go || P <- Ps],
    p([receive {P, X} -> X =:= V end || P <- Ps]),
    erlang:garbage_collect(),
    p({H, length(T), byte_size(B)}),
    p(V =:= {first, lists:seq(1, 100), <<0:8000>>}),
    p(lists:all(fun(I) -> persistent_term:get({?MODULE, I}) =:= lists:seq(I, I + 50) end, lists:seq(1, 50))),
    [persistent_term:erase({?MODULE, I}) || I <- lists:seq(1, 50)],
    erlang:garbage_collect(),
    p(V =:= {first, lists:seq(1, 100), <<0:8000>>}).
