%% Changing, pushing and popping callback modules, complex states, and sys on a state machine.
-module(gen_statem_modules).
-export([main/0]).
-export([init/1, callback_mode/0, handle_event/4, code_change/4, format_status/1]).
-behaviour(gen_statem).
-include("../../stdlib/show.hrl").

callback_mode() -> handle_event_function.
init(D) -> {ok, {complex, 0}, D}.
handle_event({call, F}, next, {complex, N}, D) -> {next_state, {complex, N + 1}, [N | D], {reply, F, N + 1}};
handle_event({call, F}, state, S, D) -> {keep_state_and_data, {reply, F, {S, D}}};
handle_event({call, F}, {module, push}, _, _) -> {keep_state_and_data, [{push_callback_module, ?MODULE}, {reply, F, pushed}]};
handle_event({call, F}, {module, pop}, _, _) -> {keep_state_and_data, [pop_callback_module, {reply, F, popped}]};
handle_event({call, F}, {module, change}, _, _) -> {keep_state_and_data, [{change_callback_module, ?MODULE}, {reply, F, changed}]};
handle_event(cast, {reply_to, F}, S, _) -> gen_statem:reply(F, {late, S}), keep_state_and_data;
handle_event({call, F}, defer, _, _) -> gen_statem:cast(self(), {reply_to, F}), keep_state_and_data;
handle_event({call, F}, many, _, _) -> gen_statem:reply([{reply, F, by_list}]), keep_state_and_data.
code_change(V, S, D, X) -> {ok, {changed, S}, {D, V, X}}.
format_status(M) -> maps:map(fun(data, _) -> hidden; (_, V) -> V end, M).

main() ->
    {ok, P} = gen_statem:start(?MODULE, [], []), Call = fun(X) -> gen_statem:call(P, X) end,
    show("next", [Call(next), Call(next)]), show("state", Call(state)), show("sys", sys:get_state(P)), show("replace", sys:replace_state(P, fun({S, D}) -> {S, [new | D]} end)), show("defer", Call(defer)), show("many", Call(many)),
    show("modules", [Call({module, X}) || X <- [push, change, push, pop, pop]]), show("still", Call(state)),
    {status, P, {module, gen_statem}, [_, running, _, [], Misc]} = sys:get_status(P), show("status", [D || {data, D} <- Misc, lists:keymember("State", 1, D)]),
    sys:suspend(P), show("change", sys:change_code(P, ?MODULE, old, extra)), sys:resume(P), show("changed", sys:get_state(P)), show("call", gen_statem:call(P, state, infinity)), show("clean call", gen_statem:call(P, state, {clean_timeout, 5000})), show("dirty call", gen_statem:call(P, state, {dirty_timeout, 5000})),
    R = gen_statem:send_request(P, state), show("request", gen_statem:receive_response(R, 5000)), C = gen_statem:send_request(P, state, lab, gen_statem:reqids_new()), {V, lab, C2} = gen_statem:receive_response(C, 5000, true), show("collection", {V, gen_statem:reqids_size(C2)}),
    each(fun(F) -> F() end, [fun() -> gen_statem:call(nosuch, x) end, fun() -> gen_statem:cast(nosuch, x) end, fun() -> gen_statem:start(nosuchname, x) end, fun() -> gen_statem:stop(nosuch) end, fun() -> gen_statem:start({local, 1}, ?MODULE, x, []) end]),
    show("stop", gen_statem:stop(P, shutdown, 1000)) , ok.
