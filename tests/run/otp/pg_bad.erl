%% pg: scopes, groups with processes that join more than once, monitors, and what is refused.
-module(pg_bad).
-export([main/0]).
-include("../stdlib/calls.hrl").

main() ->
    process_flag(trap_exit, true),
    calls(pg, [{start_link, [[], [], [sc], [sc], ["x"], [5]]}, {start, [[sc2], [sc2], ["x"]]}]),
    A = spawn_link(fun() -> receive stop -> ok end end),
    [scope(S, A) || S <- [[], [sc], [sc2]]],
    calls(pg, [{join, [[g, x], [sc, g, x], [sc, g, [self(), x]], [g, []], [sc, g, []]]}, {leave, [[g, x], [sc, g, x]]}]),
    [say(F, try apply(pg, F, A) catch exit:{noproc, _} -> noproc end) || {F, A} <- [{join, [no_scope, g, self()]}, {monitor, [no_scope, g]}, {monitor_scope, [no_scope]}, {demonitor, [no_scope, make_ref()]}]],
    calls(pg, [{F, [[no_scope, g], [5, g]]} || F <- [get_members, get_local_members]] ++ [{which_groups, [[no_scope], [5]]}, {which_local_groups, [[no_scope]]}, {demonitor, [[make_ref()], [x], [sc, make_ref()], [sc, x]]}]).

scope(S, A) ->
    say("scope", S),
    {Ref, Members} = apply(pg, monitor, S ++ [g]), say("members", Members),
    {RefAll, All} = apply(pg, monitor_scope, S), say("all", All),
    D = fun(F, Args) -> say(F, try apply(pg, F, S ++ Args) catch C:E -> {C, E} end) end,
    D(join, [g, A]), D(join, [g, [A, self()]]), D(join, [h, self()]), D(get_members, [g]), D(get_local_members, [g]), D(get_members, [none]), D(get_local_members, [none]),
    say("groups", lists:sort(apply(pg, which_groups, S))),
    D(leave, [g, A]), D(leave, [g, [A, A]]), D(leave, [none, A]), D(get_members, [g]), D(leave, [h, self()]),
    D(demonitor, [Ref]), D(demonitor, [Ref]), D(demonitor, [RefAll]), D(leave, [g, self()]), D(which_groups, []),
    told().

told() -> receive {Ref, What, Group, Pids} when is_reference(Ref) -> say("told", {What, Group, length(Pids)}), told() after 0 -> ok end.
