%% start_child, terminate, restart, delete, get_childspec: on children that are there, not there, running or not.
-module(sup_child_functions).
-export([main/0]).
-export([init/1, start/1]).
-behaviour(supervisor).
-include("../../stdlib/show.hrl").

init(X) -> X.
start(ok) -> {ok, spawn_link(fun() -> receive after infinity -> x end end)};
start(info) -> {ok, spawn_link(fun() -> receive after infinity -> x end end), extra};
start(X) -> case X of {raise, R} -> error(R); _ -> X end.

main() ->
    process_flag(trap_exit, true), {ok, S} = supervisor:start_link({local, scf_sup}, ?MODULE, {ok, {#{}, []}}), Sp = fun(I, A) -> #{id => I, start => {?MODULE, start, [A]}} end,
    each(fun({F, A}) -> clean(apply(supervisor, F, [scf_sup | A])) end,
         [{start_child, [Sp(a, ok)]}, {start_child, [Sp(a, ok)]}, {start_child, [Sp(i, info)]}, {start_child, [Sp(ig, ignore)]}, {start_child, [Sp(e, {error, no})]}, {start_child, [Sp(r, {raise, x})]}, {start_child, [Sp(o, odd)]}, {start_child, [#{id => t, start => {?MODULE, start, [ignore]}, restart => temporary}]}, {start_child, [{old, {?MODULE, start, [ok]}, permanent, brutal_kill, worker, [m]}]}, {start_child, [#{id => m}]}, {start_child, [#{id => m, start => x}]}, {start_child, [#{id => m, start => {m, f, []}, restart => odd}]}, {start_child, [#{id => m, start => {m, f, []}, shutdown => -1}]}, {start_child, [#{id => m, start => {m, f, []}, type => odd}]}, {start_child, [#{id => m, start => {m, f, []}, modules => odd}]}, {start_child, [#{id => m, start => {m, f, []}, significant => true}]}, {start_child, [x]}, {start_child, [{a, b}]},
          {which_children, []}, {count_children, []}, {get_childspec, [a]}, {get_childspec, [old]}, {get_childspec, [zz]}, {restart_child, [a]}, {restart_child, [zz]}, {delete_child, [a]}, {terminate_child, [a]}, {terminate_child, [a]}, {terminate_child, [zz]}, {restart_child, [a]}, {restart_child, [ig]}, {terminate_child, [ig]}, {delete_child, [ig]}, {delete_child, [ig]}, {terminate_child, [i]}, {which_children, []}, {count_children, []}]),
    each(fun(X) -> clean(supervisor:start_link(?MODULE, X)) end, [ignore, {ok, odd}, odd, {ok, {#{strategy => odd}, []}}, {ok, {#{intensity => -1}, []}}, {ok, {#{period => 0}, []}}, {ok, {#{}, odd}}, {ok, {#{}, [Sp(a, ok), Sp(a, ok)]}}, {ok, {#{}, [Sp(a, ok), Sp(b, {error, why})]}}, {ok, {#{}, [Sp(a, {raise, r})]}}, {ok, {{one_for_one, 1, 5}, []}}, {ok, {{odd, 1, 5}, []}}, {ok, {#{auto_shutdown => odd}, []}}, {ok, {#{strategy => simple_one_for_one, auto_shutdown => any_significant}, [Sp(a, ok)]}}, {ok, {#{strategy => simple_one_for_one}, [Sp(a, ok), Sp(b, ok)]}}]),
    each(fun supervisor:check_childspecs/1, [[], [Sp(a, ok)], [Sp(a, ok), Sp(a, ok)], [x], x, [#{id => a, start => {a, b, c}}], [#{id => a, start => {a, b, []}, shutdown => x}], [{a, {m, f, []}, permanent, infinity, supervisor, dynamic}]]),
    each(fun(A) -> supervisor:check_childspecs([#{id => a, start => {m, f, []}, significant => true, restart => transient}], A) end, [undefined, never, any_significant, all_significant, odd]),
    unlink(S), exit(S, kill), ok.

clean(P) when is_pid(P) -> pid;
clean([{M, _, _, _} | _] = St) when is_atom(M), is_tuple(hd(St)), is_list(element(4, hd(St))) -> stack;
clean(L) when is_list(L) -> [clean(X) || X <- L];
clean(T) when is_tuple(T) -> list_to_tuple(clean(tuple_to_list(T)));
clean(X) -> X.
