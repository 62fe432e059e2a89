%% What a caller sees when the server is missing, ends before or while it answers, or is too slow.
-module(gs_call_failures).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2]).
-include("proc.hrl").

main() ->
    logger:set_primary_config(level, none),
    Call = fun(S, Q) -> try gen_server:call(S, Q, 60000) catch exit:{R, {gen_server, call, [_ | A]}} -> {exit, short(R), length(A)} end end,
    p(Call(nobody_here, x)),
    Dead = spawn(fun() -> ok end), died(Dead), p(Call(Dead, x)),
    p(Call({nobody_here, node()}, x)),
    New = fun() -> {ok, S} = gen_server:start(?MODULE, [], []), S end,
    [p({Q, Call(New(), Q)}) || Q <- [normal, {exit, why}, {error, why}, {throw, {reply, thrown, s}}, {stop, because}, {stop_reply, because}, bad_return, {exit, normal}, {exit, {shutdown, x}}]],
    S = New(),
    p(try gen_server:call(S, never, 1) catch exit:{timeout, {gen_server, call, [_, never, 1]}} -> timeout end),
    p({gen_server:call(S, normal), all()}),
    p(t(fun() -> gen_server:call(self(), x) end) =/= ok),
    p(gen_server:stop(S)).

short({R, [{_, _, _, _} | _]}) -> {R, stack};
short(R) -> R.
init(_) -> {ok, s}.
handle_call(normal, _, S) -> {reply, fine, S};
handle_call({exit, R}, _, _) -> exit(R);
handle_call({error, R}, _, _) -> error(R);
handle_call({throw, R}, _, _) -> throw(R);
handle_call({stop, R}, _, S) -> {stop, R, S};
handle_call({stop_reply, R}, _, S) -> {stop, R, last_words, S};
handle_call(never, _, S) -> {noreply, S};
handle_call(bad_return, _, _) -> nonsense.
handle_cast(_, S) -> {noreply, S}.
