%% Servers under local, global and via names: start, call, stop, names that are taken.
-module(gen_server_names).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2, register_name/2, unregister_name/1, whereis_name/1, send/2]).
-behaviour(gen_server).
-include("../../stdlib/show.hrl").

init(S) -> {ok, S}.
handle_call(who, _, S) -> {reply, {S, proc_name()}, S};
handle_call(crash, _, _) -> exit(crashed).
handle_cast(_, S) -> {noreply, S}.
proc_name() -> case process_info(self(), registered_name) of {_, N} -> N; [] -> none end.

register_name(N, P) -> put({via, N}, P), case ets:insert_new(gsn_names, {N, P}) of true -> yes; false -> no end.
unregister_name(N) -> ets:delete(gsn_names, N).
whereis_name(N) -> case ets:lookup(gsn_names, N) of [{_, P}] -> case is_process_alive(P) of true -> P; false -> undefined end; [] -> undefined end.
send(N, M) -> case whereis_name(N) of undefined -> exit({badarg, {N, M}}); P -> P ! M, P end.

main() ->
    process_flag(trap_exit, true), ets:new(gsn_names, [named_table, public]),
    each(fun({Name, Ref}) ->
             {ok, P} = gen_server:start_link(Name, ?MODULE, first, []),
             Again = case gen_server:start_link(Name, ?MODULE, second, []) of {error, {already_started, P}} -> already; O -> O end,
             Mon = case gen_server:start_monitor(Name, ?MODULE, second, []) of {error, {already_started, P}} -> already; O2 -> O2 end,
             Who = gen_server:call(Ref, who), gen_server:cast(Ref, x), Stop = gen_server:stop(Ref), E = receive {'EXIT', P, R} -> R end,
             Gone = try gen_server:call(Ref, who) catch C:W -> {C, W} end,
             {Again, Mon, Who, Stop, E, Gone}
         end, [{{local, gsn_local}, gsn_local}, {{global, {gsn, 1}}, {global, {gsn, 1}}}, {{via, ?MODULE, v}, {via, ?MODULE, v}}]),
    each(fun(N) -> gen_server:start(N, ?MODULE, s, []) end, [{local, undefined}, {odd, x}, local, {via, nosuchmod, n}, "name"]),
    each(fun(N) -> gen_server:call(N, who) end, [nosuch, {global, none}, {via, ?MODULE, none}, {nosuch, node()}]),
    each(fun(N) -> gen_server:cast(N, who) end, [nosuch, {global, none}, {via, ?MODULE, none}]),
    {ok, {P, M}} = gen_server:start_monitor(?MODULE, mon, []), catch gen_server:call(P, crash), show("monitor", receive {'DOWN', M, process, P, R} -> R after 5000 -> none end),
    each(fun({F, A}) -> apply(gen_server, F, A) end, [{start, [?MODULE, x, [{timeout, 0}]]}, {start, [?MODULE, x, [{debug, [odd]}]]}] -- [{start, [?MODULE, x, [{timeout, 0}]]}]),
    ok.
