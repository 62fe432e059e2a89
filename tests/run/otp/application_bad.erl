%% application: specifications good and bad, environments, starting what cannot start, and applications that are not there.
-module(application_bad).
-export([main/0, start/2, stop/1, start_phase/3, config_change/3]).
-include("../stdlib/calls.hrl").

start(_, fail) -> {error, failed};
start(_, crash) -> error(crashed);
start(_, odd) -> odd;
start(_, _) -> {ok, spawn_link(fun() -> receive stop -> ok end end), state}.
stop(_) -> ok.
start_phase(_, _, _) -> ok.
config_change(_, _, _) -> ok.

app(Name, More) -> {application, Name, [{description, "d"}, {vsn, "1"}, {modules, [?MODULE]}, {registered, []}, {applications, [kernel, stdlib]} | More]}.

main() ->
    M = ?MODULE, A = fun(F, Lists) -> [call(application, F, L) || L <- Lists] end,
    A(load, [[app(good, [{env, [{k, v}, {j, 1}]}, {mod, {M, ok}}])], [app(good, [])], [no_such_app], ["x"], [{application, bad}], [{application, bad, [{env, x}]}], [{application, bad, [{strange, 1}]}], [app(lib, [])], [app(needs, [{mod, {M, ok}}])]]),
    [A(load, [[app(N, [{mod, {M, N}}])]]) || N <- [fail, crash, odd]],
    A(load, [[{application, dep, [{vsn, "1"}, {applications, [no_such_app]}]}], [{application, inc, [{vsn, "1"}, {included_applications, [good]}, {applications, []}]}]]),
    A(get_env, [[k], [good, k], [good, none], [none, k], [good, none, default], [none, k, d], ["x", k]]), A(get_all_env, [[], [good], [none], ["x"]]), A(get_key, [[vsn], [good, vsn], [good, none], [none, vsn]]), A(get_all_key, [[none], [], [lib]]), A(get_application, [[none], [self()], ["x"], []]), A(get_supervisor, [[good], [none]]),
    A(set_env, [[good, k, w], [none, k, w], ["x", k, w], [good, k, u, [{persistent, true}]], [good, k, u, [{timeout, 1000}]], [[{good, [{a, 1}]}]], [[{good, x}]], [x], [[{good, [{a, 1}]}], [{persistent, false}]]]), A(unset_env, [[good, k], [none, k], ["x", k], [good, j, [{timeout, 1000}]]]),
    A(start, [[good], [good], [no_such_app], ["x"], [fail], [crash], [odd], [dep], [good, temporary], [lib, permanent], [good, strange], [no_such_app, temporary]]),
    A(ensure_started, [[good], [no_such_app], [good, temporary], [fail, temporary], ["x"]]), A(ensure_loaded, [[good], [no_such_app]]), A(ensure_all_started, [[good], [no_such_app], [fail], [dep], [[good, lib]], [good, temporary], [[lib], temporary, serial], [[lib], temporary, concurrent], [x, strange]]),
    say("running", [App || {App, _, _} <- application:which_applications(), lists:member(App, [good, lib])]), say("timed", is_list(application:which_applications(1000))), say("loaded", lists:member(good, [App || {App, _, _} <- application:loaded_applications()])),
    say("supervisor", application:get_supervisor(good)), A(permit, [[good, true], [none, true]]), A(start_type, [[]]), A(start_boot, [[no_such_app]]),
    A(stop, [[good], [good], [none], ["x"], [lib]]), A(unload, [[good], [good], [none], [lib]]), A(load, [[app(good, [])]]), A(get_env, [[good, k]]), [application:unload(N) || N <- [good, fail, crash, odd, dep, inc, needs]].
