%% Applications that need each other started together, in order, in parallel, with optional ones and a missing one.
-module(app_dependencies).
-export([main/0]).
-export([start/2, stop/1]).
-behaviour(application).
-include("../../stdlib/show.hrl").

start(_, N) -> adp_main ! {start, N}, {ok, spawn_link(fun() -> receive stop -> ok end end)}.
stop(_) -> case whereis(adp_main) of undefined -> ok; P -> P ! stopped end.

main() ->
    register(adp_main, self()), Load = fun(N, Deps, Opt) -> application:load({application, N, [{vsn, "1"}, {modules, []}, {registered, []}, {applications, [kernel, stdlib | Deps]}, {optional_applications, Opt}, {mod, {?MODULE, N}}]}) end, [ok = Load(N, D, O) || {N, D, O} <- [{adp_a, [], []}, {adp_b, [adp_a], []}, {adp_c, [adp_a], []}, {adp_d, [adp_b, adp_c], []}, {adp_o, [adp_a, adp_nosuch], [adp_nosuch]}, {adp_m, [adp_a, adp_nosuch], []}]],
    each(fun({F, A}) -> {apply(application, F, A), all()} end, [{start, [adp_d]}, {ensure_all_started, [adp_d]}, {ensure_all_started, [adp_d]}, {ensure_all_started, [[adp_o, adp_a]]}, {ensure_all_started, [adp_m]}, {ensure_started, [adp_b]}, {stop, [adp_a]}, {start, [adp_a]}, {stop, [adp_d]}, {stop, [adp_c]}, {ensure_all_started, [adp_d, temporary]}, {ensure_all_started, [adp_nosuch]}, {ensure_all_started, [[]]}]), show("running", lists:sort([N || {N, _, _} <- application:which_applications(), lists:prefix("adp", atom_to_list(N))])), [application:stop(N) || N <- [adp_o, adp_d, adp_c, adp_b, adp_a]], all(), show("concurrent", begin {ok, L} = application:ensure_all_started([adp_d, adp_o], temporary, concurrent), {lists:sort(L), lists:sort(all())} end), [application:stop(N) || N <- [adp_o, adp_d, adp_c, adp_b, adp_a]], [application:unload(N) || N <- [adp_o, adp_d, adp_c, adp_b, adp_a, adp_m]], show("left", [N || {N, _, _} <- application:loaded_applications(), lists:prefix("adp", atom_to_list(N))]), ok.
all() -> receive {start, N} -> [{start, N} | all()]; stopped -> [stopped | all()] after 2 -> [] end.
