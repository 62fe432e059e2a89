%% What is logged when a gen_server ends by an error: its own report and the crash report.
-module(log_gen_server_crash).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2]).
-include("proc.hrl").
-include("log.hrl").

main() ->
    [begin
        Es = logged(fun() -> {ok, S} = gen_server:start(?MODULE, state, []), M = monitor(process, S), F(S), down(S, M) end, 2),
        [p({L, label(Msg)}) || #{level := L, msg := Msg} <- Es],
        [#{msg := {report, #{last_message := Last, state := State, reason := Reason}}} | _] = Es,
        p({Last, State, short(Reason)})
     end || F <- [fun(S) -> gen_server:cast(S, crash) end, fun(S) -> S ! info_crash end, fun(S) -> gen_server:cast(S, {stop, because}) end]],
    %% normal ends are not logged
    [E] = logged(fun() ->
        {ok, A} = gen_server:start(?MODULE, s, []), gen_server:stop(A),
        {ok, B} = gen_server:start(?MODULE, s, []), gen_server:stop(B, {shutdown, x}, 60000),
        logger:error("marker")
    end, 1),
    p(maps:get(msg, E)).

label({report, #{label := L}}) -> L.
short({R, [{_, _, _, _} | _]}) -> R;
short(R) -> R.
init(S) -> {ok, S}.
handle_call(_, _, S) -> {reply, S, S}.
handle_cast(crash, _) -> error(crashed);
handle_cast({stop, R}, S) -> {stop, R, S}.
handle_info(info_crash, _) -> exit(info_exit).
terminate(_, _) -> ok.
