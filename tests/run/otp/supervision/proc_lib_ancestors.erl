%% Ancestors, initial calls and labels over generations of processes, servers and plain spawns.
-module(proc_lib_ancestors).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2, gen/2]).
-behaviour(gen_server).
-include("../../stdlib/show.hrl").

init(X) -> {ok, X}.
handle_call(who, _, S) -> {reply, {length(get('$ancestors')), get('$initial_call')}, S};
handle_call({child, F}, From, S) -> proc_lib:spawn_link(fun() -> gen_server:reply(From, F()) end), {noreply, S}.
handle_cast(_, S) -> {noreply, S}.
gen(0, To) -> To ! {deep, length(get('$ancestors')), [A =:= To || A <- [lists:last(get('$ancestors'))]]};
gen(N, To) -> proc_lib:spawn(?MODULE, gen, [N - 1, To]).

main() ->
    Me = self(), {ok, P} = gen_server:start({local, pla}, ?MODULE, x, []), Base = case get('$ancestors') of undefined -> 0; L -> length(L) end, {N, I} = gen_server:call(P, who), show("server", {N - Base, I}), show("child", gen_server:call(P, {child, fun() -> [hd(get('$ancestors')), element(1, get('$initial_call'))] end})), proc_lib:spawn(?MODULE, gen, [3, Me]), show("deep", receive {deep, D, Last} when Base =:= 0 -> {D, Last}; {deep, D, _} -> {D - Base, [true]} after 1000 -> none end), Q = proc_lib:spawn(fun() -> receive stop -> ok end end), show("translate", [proc_lib:translate_initial_call(P), proc_lib:initial_call(P), element(1, proc_lib:initial_call(Q)), proc_lib:translate_initial_call(spawn(fun() -> receive stop -> ok end end))]), Lab = fun(X) -> proc_lib:set_label(X), proc_lib:get_label(self()) end, show("labels", [Lab(a), Lab({b, 1}), Lab("text"), proc_lib:get_label(Q)]), show("dead", begin exit(Q, kill), M = monitor(process, Q), receive {'DOWN', M, _, _, _} -> ok end, [proc_lib:initial_call(Q), proc_lib:get_label(Q), proc_lib:translate_initial_call(Q)] end), gen_server:stop(P), ok.
