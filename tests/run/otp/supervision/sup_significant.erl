%% Significant children and automatic shutdown of any and of all.
-module(sup_significant).
-export([main/0]).
-export([init/1, start/1]).
-behaviour(supervisor).
-include("../../stdlib/show.hrl").

init(X) -> {ok, X}.
start(_) -> {ok, spawn_link(fun() -> receive {die, R} -> exit(R) end end)}.

main() ->
    process_flag(trap_exit, true), Sp = fun({N, R, Sig}) -> #{id => N, start => {?MODULE, start, [N]}, restart => R, significant => Sig} end,
    each(fun({Auto, Cs, Deaths}) ->
             case supervisor:start_link(?MODULE, {#{auto_shutdown => Auto, intensity => 5}, [Sp(C) || C <- Cs]}) of
                 {ok, S} ->
                     R = [try {_, P, _, _} = lists:keyfind(N, 1, supervisor:which_children(S)), M = monitor(process, P), P ! {die, W}, receive {'DOWN', M, _, _, _} -> ok end, {N, [I || {I, C, _, _} <- supervisor:which_children(S), is_pid(C)]} catch exit:{_, _} -> {N, gone}; _:_ -> {N, absent} end || {N, W} <- Deaths],
                     E = receive {'EXIT', S, Why} -> {ended, Why} after 5 -> alive end, unlink(S), exit(S, kill), {R, E};
                 Other -> Other
             end
         end,
         [{never, [{a, temporary, false}, {b, permanent, false}], [{a, normal}]}, {any_significant, [{a, transient, true}, {b, permanent, false}], [{a, normal}]}, {any_significant, [{a, transient, true}, {b, permanent, false}], [{a, bad}]}, {any_significant, [{a, temporary, true}, {b, permanent, false}], [{a, bad}]}, {any_significant, [{a, transient, true}, {b, temporary, false}], [{b, normal}]}, {all_significant, [{a, transient, true}, {b, transient, true}, {c, permanent, false}], [{a, normal}]}, {all_significant, [{a, transient, true}, {b, transient, true}, {c, permanent, false}], [{a, normal}, {b, shutdown}]}, {all_significant, [{a, transient, true}, {b, temporary, true}], [{b, bad}, {a, bad}, {a, normal}]}, {never, [{a, transient, true}], []}, {any_significant, [{a, permanent, true}], []}]),
    ok.
