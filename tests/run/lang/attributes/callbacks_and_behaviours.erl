%% A behaviour defined by the module itself, optional callbacks, and calls through it.
-module(callbacks_and_behaviours).
-export([main/0]).
-callback init(Args :: term()) -> {ok, State :: term()}.
-callback handle(Event :: atom(), State) -> State when State :: term().
-callback format(term()) -> iolist().
-optional_callbacks([format/1]).
-behaviour(callbacks_and_behaviours).
-export([init/1, handle/2, run/3]).
-include("../lang.hrl").

init(N) -> {ok, N}.
handle(up, N) -> N + 1;
handle(down, N) -> N - 1.
run(Module, Args, Events) ->
    {ok, S0} = Module:init(Args),
    S = lists:foldl(fun Module:handle/2, S0, Events),
    case erlang:function_exported(Module, format, 1) of true -> Module:format(S); false -> {unformatted, S} end.
main() ->
    ?show(run(?MODULE, 5, [up, up, down])),
    ?show(run(?MODULE, 5, [sideways])),
    ?show(lists:sort(?MODULE:behaviour_info(callbacks))),
    ?show(?MODULE:behaviour_info(optional_callbacks)),
    ?show(proplists:get_value(behaviour, ?MODULE:module_info(attributes))),
    ?show(lists:member({behaviour_info, 1}, ?MODULE:module_info(exports))),
    ok.
