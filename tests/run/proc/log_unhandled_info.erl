%% A gen_server without handle_info logs what it gets, and goes on.
-module(log_unhandled_info).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2]).
-include("proc.hrl").
-include("log.hrl").

main() ->
    [E] = logged(fun() -> {ok, S} = gen_server:start(?MODULE, s, []), S ! {odd, message}, p(gen_server:call(S, ping)), gen_server:stop(S) end, 1),
    #{level := L, msg := {report, R}, meta := Meta} = E,
    p({L, maps:get(label, R), maps:get(message, R), maps:get(module, R), maps:get(domain, Meta, none)}),
    io:format("~ts~n", [text(E)]).

init(S) -> {ok, S}.
handle_call(ping, _, S) -> {reply, pong, S}.
handle_cast(_, S) -> {noreply, S}.
