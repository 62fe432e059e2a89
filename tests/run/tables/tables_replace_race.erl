%% select_replace of many processes loses nothing.
-module(tables_replace_race).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    T = ets:new(t, [public]), Self = self(),
    ets:insert(T, [{I, 0} || I <- lists:seq(1, 50)]),
    Ms = [{{'$1', '$2'}, [], [{{'$1', {'+', '$2', 1}}}]}],
    Ps = [spawn_link(fun() -> L = [ets:select_replace(T, Ms) || _ <- lists:seq(1, 20)], Self ! {self(), lists:usort(L)} end) || _ <- lists:seq(1, 8)],
    p([receive {P, L} -> L end || P <- Ps]),
    p(lists:usort([V || {_, V} <- ets:tab2list(T)])).
