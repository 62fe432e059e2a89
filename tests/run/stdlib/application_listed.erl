%% Applications of the system that others list as needed: they load and start, and what is asked of them.
-module(application_listed).
-export([main/0]).

main() ->
    Apps = [sasl, syntax_tools, runtime_tools, tools, compiler, crypto, eunit],
    Wants = {application, wants, [{description, "a library"}, {vsn, "1.2"}, {applications, [kernel, stdlib | Apps]}, {env, [{a, 1}]}]},
    io:format("~p~n", [application:load(Wants)]),
    io:format("~p~n", [application:start(wants)]),
    {ok, Started} = application:ensure_all_started(wants),
    io:format("~p~n", [Started]),
    io:format("~p~n", [[App || App <- Apps, {Name, _, _} <- application:which_applications(), App =:= Name]]),
    [io:format("~p: ~p ~p~n", [App, application:get_key(App, description), is_list(element(2, application:get_key(App, vsn)))]) || App <- Apps],
    io:format("~p~n", [application:get_env(wants, a)]),
    io:format("~p ~p~n", [application:stop(wants), application:stop(syntax_tools)]),
    io:format("~p~n", [application:start(wants)]),
    io:format("~p~n", [application:ensure_all_started(no_such_application)]).
