%% format_status and reports of crashes: what the logger is given of a server that ends badly.
-module(gen_server_status).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2, terminate/2, format_status/1, log/2]).
-behaviour(gen_server).
-include("../../stdlib/show.hrl").

init(S) -> {ok, S}.
handle_call(_, _, S) -> {reply, ok, S}.
handle_cast({raise, C, R}, _) -> raise(C, R);
handle_cast(X, _) -> X.
terminate(crash_too, _) -> error(in_terminate);
terminate(_, _) -> ok.
format_status(S) -> maps:map(fun(state, {secret, _}) -> {secret, hidden}; (message, {'$gen_cast', _}) -> a_cast; (_, V) -> V end, S).
log(#{msg := {report, R}, level := L}, #{config := P}) -> P ! {logged, L, R};
log(_, _) -> ok.

main() ->
    #{level := Old} = logger:get_primary_config(), Default = logger:get_handler_config(default), logger:remove_handler(default), logger:set_primary_config(level, error),
    ok = logger:add_handler(gst, ?MODULE, #{config => self()}),
    each(fun(X) ->
             {ok, P} = gen_server:start(?MODULE, {secret, 42}, []), M = monitor(process, P), gen_server:cast(P, X), Why = receive {'DOWN', M, _, _, R} -> clean(R) end,
             {Why, reports()}
         end, [{stop, normal, s}, {stop, shutdown, s}, {stop, {shutdown, x}, s}, {stop, bad, {secret, 1}}, odd, {raise, error, oops}, {raise, exit, gone}, {stop, crash_too, s}]),
    logger:remove_handler(gst), logger:set_primary_config(level, Old), case Default of {ok, #{module := Dm} = C} -> logger:add_handler(default, Dm, C); _ -> ok end, ok.

reports() -> receive
        {logged, L, #{label := {gen_server, terminate}} = R} -> [{L, terminate, maps:get(last_message, R), maps:get(state, R), clean(maps:get(reason, R)), lists:sort(maps:keys(R))} | reports()];
        {logged, L, #{label := {proc_lib, crash}, report := [I | _]}} -> [{L, crash, lists:keyfind(initial_call, 1, I), lists:keyfind(dictionary, 1, I), [C || {error_info, {C, _, _}} <- I]} | reports()];
        {logged, L, R} -> [{L, R} | reports()]
    after 5 -> [] end.
clean({R, [{M, _, _, _} | _]}) when is_atom(M) -> {R, stack};
clean(X) -> X.

raise(error, R) -> error(R);
raise(exit, R) -> exit(R);
raise(throw, R) -> throw(R).
