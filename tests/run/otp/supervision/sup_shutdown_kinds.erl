%% How children are asked to stop: in reverse order, with times, brutally, infinitely, and what is logged of those that refuse.
-module(sup_shutdown_kinds).
-export([main/0]).
-export([init/1, start/3, log/2]).
-behaviour(supervisor).
-include("../../stdlib/show.hrl").

init(X) -> {ok, X}.
start(N, How, To) -> P = spawn_link(fun() -> process_flag(trap_exit, How =/= plain), To ! {up, N}, run(N, How, To) end), receive after 1 -> ok end, {ok, P}.
run(N, How, To) -> receive {'EXIT', _, R} -> To ! {asked, N, R}, case How of polite -> exit(R); reason -> exit(other); normal -> ok; stubborn -> run(N, How, To) end end.
log(#{msg := {report, #{label := {supervisor, W}, report := R}}}, #{config := P}) -> P ! {logged, W, proplists:get_value(errorContext, R), proplists:get_value(reason, R), case proplists:get_value(offender, R) of [_ | _] = O -> proplists:get_value(id, O); O -> O end}, ok;
log(_, _) -> ok.

main() ->
    process_flag(trap_exit, true), #{level := Old} = logger:get_primary_config(), Default = logger:get_handler_config(default), logger:remove_handler(default), logger:set_primary_config(level, error), ok = logger:add_handler(ssk, ?MODULE, #{config => self()}), Me = self(),
    Sp = fun({N, How, Sh}) -> #{id => N, start => {?MODULE, start, [N, How, Me]}, shutdown => Sh} end,
    each(fun(Cs) -> {ok, S} = supervisor:start_link(?MODULE, {#{}, [Sp(C) || C <- Cs]}), all(), unlink(S), M = monitor(process, S), exit(S, shutdown), receive {'DOWN', M, _, _, W} -> {W, all()} end end,
         [[{a, plain, 1000}, {b, polite, 1000}, {c, polite, infinity}], [{a, stubborn, 5}], [{a, polite, brutal_kill}, {b, plain, brutal_kill}], [{a, reason, 1000}], [{a, normal, 1000}, {b, polite, 1000}]]),
    {ok, S2} = supervisor:start_link(?MODULE, {#{}, [Sp({x, polite, 1000})]}), all(), show("terminate child", {supervisor:terminate_child(S2, x), all()}), unlink(S2), exit(S2, kill),
    logger:remove_handler(ssk), logger:set_primary_config(level, Old), case Default of {ok, #{module := Dm} = C} -> logger:add_handler(default, Dm, C); _ -> ok end, ok.
all() -> receive {'EXIT', _, _} -> all(); X -> [X | all()] after 6 -> [] end.
