%% Readers and a writer at once: every value read is whole.
-module(tables_persistent_race).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    K = {?MODULE, hot},
    persistent_term:put(K, {0, lists:duplicate(20, 0)}),
    Self = self(),
    Ps = [spawn_link(fun() -> Self ! {self(), lists:all(fun(_) -> {I, L} = persistent_term:get(K), lists:all(fun(X) -> X =:= I end, L) end, lists:seq(1, 300))} end) || _ <- lists:seq(1, 8)],
    [persistent_term:put(K, {I, lists:duplicate(20, I)}) || I <- lists:seq(1, 300)],
    p([receive {P, X} -> X end || P <- Ps]),
    p(element(1, persistent_term:get(K))),
    p(persistent_term:erase(K)).
