%% Each way in which init can fail, and what start, start_link and a monitor say of it.
-module(gs_init_failures).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2]).
-include("proc.hrl").

main() ->
    logger:set_primary_config(level, none),
    process_flag(trap_exit, true),
    Ways = [{ret, {ok, s}}, {ret, ignore}, {ret, {stop, no}}, {ret, {error, no}}, {exit, bye}, {error, oops}, {throw, {ok, thrown}}, {ret, nonsense}, {exit, normal}, {ret, {stop, normal}}],
    [p({W, start(start, W), start(start_link, W)}) || W <- Ways],
    p([{W, mon(W)} || W <- [{ret, ignore}, {ret, {stop, no}}, {exit, bye}]]),
    %% a name is free again after a failure
    p(gen_server:start({local, gs_if}, ?MODULE, {ret, {stop, no}}, [])),
    p(whereis(gs_if)),
    {ok, P} = gen_server:start({local, gs_if}, ?MODULE, {ret, {ok, s}}, []),
    p(case gen_server:start({local, gs_if}, ?MODULE, {ret, {ok, s}}, []) of {error, {already_started, P}} -> already end),
    p(gen_server:stop(P)),
    %% slow start
    p(gen_server:start(?MODULE, {wait, never}, [{timeout, 1}])),
    p(all()).

start(F, W) ->
    case gen_server:F(?MODULE, W, []) of
        {ok, P} -> gen_server:stop(P), F =:= start_link andalso exited(P), started;
        R when F =:= start_link, R =/= ignore -> {short(R), receive {'EXIT', _, X} -> short(X) after 0 -> consumed end};
        ignore when F =:= start_link -> {ignore, receive {'EXIT', _, X} -> X after 0 -> consumed end};
        R -> short(R)
    end.
mon(W) -> case gen_server:start_monitor(?MODULE, W, []) of {ok, _} -> ok; R -> short(R) end.
short({error, R}) -> {error, short(R)};
short({R, [{_, _, _, _} | _]}) -> {R, stack};
short(R) -> R.
init({ret, R}) -> R;
init({wait, _}) -> receive never -> ok end;
init({C, R}) -> erlang:C(R).
handle_call(_, _, S) -> {reply, S, S}.
handle_cast(_, S) -> {noreply, S}.
