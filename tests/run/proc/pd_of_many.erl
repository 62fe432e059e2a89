%% Dictionaries of processes seen from outside while they change, kept apart, given to nobody, gone with the process; keys that are tuples of pids and refs.
-module(pd_of_many).
-export([main/0]).
-include("proc.hrl").

main() ->
    Hs = [host() || _ <- lists:seq(1, 5)], [run(H, fun() -> put(n, I), put({I, self()}, make_ref()), put(shared, I rem 2) end) || {I, H} <- lists:enumerate(Hs)],
    p([proplists:get_value(n, element(2, process_info(H, dictionary))) || H <- Hs]), p([process_info(H, {dictionary, n}) || H <- Hs]), p([process_info(H, {dictionary, none}) || H <- Hs]), p([length(run(H, fun() -> get() end)) || H <- Hs]), p([lists:sort(run(H, fun() -> get_keys(1) end)) || H <- Hs]),
    p(get(n)), run(hd(Hs), fun() -> erase() end), p([length(element(2, process_info(H, dictionary))) || H <- Hs]), p(ends(fun() -> put(x, 1), {P, M} = spawn_monitor(fun() -> exit(get()) end), exit(down(P, M)) end)),
    [quit(H, ok) || H <- Hs], p([process_info(H, dictionary) || H <- Hs]), p([process_info(H, {dictionary, n}) || H <- Hs]),
    H = host(), M = monitor(process, H), H ! {run, self(), x, fun() -> [begin put(k, I), I rem 10 =:= 0 andalso erlang:yield() end || I <- lists:seq(1, 200)], done end}, p(lists:all(fun(V) -> V =:= undefined orelse is_integer(V) end, [element(2, process_info(H, {dictionary, k})) || _ <- lists:seq(1, 20)])), receive {x, V} -> p(V) end, p(process_info(H, {dictionary, k})), demonitor(M), exit(H, kill),
    p([t(fun() -> process_info(self(), X) end) || X <- [{dictionary}, {dictionary, a, b}, {x, y}]]), put(a, 1), p(process_info(self(), [{dictionary, a}, {dictionary, b}, registered_name])), p(t(fun() -> put(in, get(in)), erase(in) end)), p({put(new, 1), put(new, 2), erase(new), erase(new), get(new)}).
