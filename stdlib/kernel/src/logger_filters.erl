%% Ready-made log filters.
-module(logger_filters).
-export([domain/2, level/2, progress/2, remote_gl/2]).

-define(is_action(A), (A =:= log orelse A =:= stop)).

-doc "Filters by the domain of events.".
domain(#{meta := Meta} = Event, {Action, Compare, Domain} = Extra)
  when ?is_action(Action), is_list(Domain),
       (Compare =:= super orelse Compare =:= sub orelse Compare =:= equal orelse Compare =:= not_equal
        orelse Compare =:= undefined) ->
    _ = Extra,
    result(matches(Compare, maps:get(domain, Meta, undefined), Domain), Action, Event);
domain(Event, Extra) -> erlang:error(badarg, [Event, Extra]).

matches(undefined, undefined, _) -> true;
matches(undefined, _, _) -> false;
matches(not_equal, undefined, _) -> true;
matches(not_equal, D, Domain) -> D =/= Domain;
matches(_, undefined, _) -> false;
matches(equal, D, Domain) -> D =:= Domain;
matches(sub, D, Domain) -> is_list(D) andalso lists:prefix(Domain, D);
matches(super, D, Domain) -> is_list(D) andalso lists:prefix(D, Domain).

result(true, log, Event) -> Event;
result(true, stop, _) -> stop;
result(false, _, _) -> ignore.

-doc "Filters by level.".
level(#{level := L} = Event, {Action, Op, Level} = Extra) when ?is_action(Action) ->
    Yes = try logger:compare_levels(L, Level) of
        C ->
            case Op of
                neq -> C =/= eq;
                eq -> C =:= eq;
                lt -> C =:= lt;
                gt -> C =:= gt;
                lteq -> C =/= gt;
                gteq -> C =/= lt;
                _ -> erlang:error(badarg, [Event, Extra])
            end
    catch
        error:_ -> erlang:error(badarg, [Event, Extra])
    end,
    result(Yes, Action, Event);
level(Event, Extra) -> erlang:error(badarg, [Event, Extra]).

-doc "Filters progress reports.".
progress(#{msg := {report, #{label := {_, progress}}}} = Event, Action) when ?is_action(Action) ->
    result(true, Action, Event);
progress(_, Action) when ?is_action(Action) -> ignore;
progress(Event, Action) -> erlang:error(badarg, [Event, Action]).

-doc "Filters events of processes whose group leader is on another node.".
remote_gl(#{meta := #{gl := Gl}} = Event, Action) when ?is_action(Action), is_pid(Gl), node(Gl) =/= node() ->
    result(true, Action, Event);
remote_gl(_, Action) when ?is_action(Action) -> ignore;
remote_gl(Event, Action) -> erlang:error(badarg, [Event, Action]).
