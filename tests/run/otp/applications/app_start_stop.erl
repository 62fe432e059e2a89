%% Applications from terms: loaded, started in each mode and restart type, stopped, unloaded, with what the callbacks see.
-module(app_start_stop).
-export([main/0]).
-export([start/2, stop/1, prep_stop/1, start_phase/3, config_change/3]).
-behaviour(application).
-include("../../stdlib/show.hrl").

start(T, A) -> say({start, T, A}), case A of {fail, R} -> {error, R}; crash -> error(crashed); odd -> odd; _ -> {ok, spawn_link(fun() -> receive {die, R} -> exit(R) end end), {state, A}} end.
stop(S) -> say({stop, S}).
prep_stop(S) -> say({prep_stop, S}), S.
start_phase(P, T, A) -> say({phase, P, T, A}), ok.
config_change(C, N, R) -> say({config, C, N, R}), ok.
say(X) -> case whereis(ass_main) of undefined -> ok; P -> P ! X, ok end.

main() ->
    register(ass_main, self()), App = fun(N, Props) -> {application, N, [{description, "d " ++ atom_to_list(N)}, {vsn, "1.2"}, {modules, []}, {registered, []}, {applications, [kernel, stdlib]}, {env, [{k, v}, {n, 1}]} | Props]} end, Mod = fun(A) -> {mod, {?MODULE, A}} end,
    each(fun application:load/1, [App(ass_a, [Mod(a)]), App(ass_a, []), App(ass_lib, []), App(ass_fail, [Mod({fail, why})]), App(ass_crash, [Mod(crash)]), App(ass_odd, [Mod(odd)]), {application, ass_dep, [{applications, [kernel, stdlib, ass_a]}, Mod(dep)]}, {application, ass_ph, [{applications, [kernel, stdlib]}, Mod(ph), {start_phases, [{one, x}, {two, y}]}]}, {application, ass_miss, [{applications, [kernel, stdlib, ass_nosuch]}]}, ass_nosuch, {application, x}, odd, {application, 1, []}]),
    each(fun({F, A}) -> {clean(apply(application, F, A)), all()} end, [{start, [ass_dep]}, {start, [ass_a]}, {start, [ass_a]}, {start, [ass_dep]}, {start, [ass_lib]}, {start, [ass_fail]}, {start, [ass_crash]}, {start, [ass_odd]}, {start, [ass_ph]}, {start, [ass_miss]}, {start, [ass_nosuch]}, {start, [ass_a, odd]}, {unload, [ass_a]}, {stop, [ass_a]}, {stop, [ass_a]}, {stop, [ass_dep]}, {stop, [ass_ph]}, {stop, [ass_nosuch]}, {ensure_all_started, [ass_dep]}, {ensure_all_started, [ass_dep]}, {ensure_all_started, [ass_miss]}, {ensure_started, [ass_a]}, {stop, [ass_dep]}, {stop, [ass_a]}, {stop, [ass_lib]}, {unload, [ass_a]}, {unload, [ass_a]}]),
    each(fun({F, A}) -> apply(application, F, A) end, [{get_env, [ass_dep, k]}, {get_env, [ass_lib, k]}, {get_env, [ass_lib, none]}, {get_env, [ass_lib, none, def]}, {get_key, [ass_lib, description]}, {get_key, [ass_lib, vsn]}, {get_key, [ass_lib, applications]}, {get_key, [ass_lib, nokey]}, {get_key, [ass_nosuch, vsn]}]),
    show("loaded", lists:sort([{N, D, V} || {N, D, V} <- application:loaded_applications(), lists:prefix("ass", atom_to_list(N))])), [application:unload(A) || A <- [ass_lib, ass_fail, ass_crash, ass_odd, ass_dep, ass_ph, ass_miss]], ok.
all() -> receive X -> [X | all()] after 3 -> [] end.
clean({error, {bad_return, {M, {'EXIT', {R, _}}}}}) -> {error, {bad_return, M, R}};
clean({error, {A, {{bad_return, {M, {'EXIT', {R, _}}}}, X}}}) -> {error, A, {bad_return, M, R}, X};
clean(X) -> X.
