%% What ends a state machine: wrong values and actions, exceptions in each callback, and what callers see.
-module(gen_statem_bad_returns).
-export([main/0]).
-export([init/1, callback_mode/0, a/3, terminate/3, b/3]).
-behaviour(gen_statem).
-include("../../stdlib/show.hrl").

callback_mode() -> state_functions.
init({raise, C, R}) -> raise(C, R);
init(X) -> X.
a({call, F}, get, D) -> {keep_state, D, {reply, F, {a, D}}};
a({call, _}, {raise, C, R}, _) -> raise(C, R);
a({call, _}, X, _) -> X;
a(_, _, _) -> keep_state_and_data.
b({call, F}, get, D) -> {keep_state, D, {reply, F, {b, D}}}.
terminate(R, S, D) -> case whereis(gsb_main) of undefined -> ok; P -> P ! {terminated, case R of {W, [{M, _, _, _} | _]} when is_atom(M) -> {W, stack}; _ -> R end, S, D} end.

main() ->
    process_flag(trap_exit, true), register(gsb_main, self()),
    each(fun(I) -> case gen_statem:start_link(?MODULE, I, []) of {ok, P} -> R = (catch gen_statem:call(P, get)), catch gen_statem:stop(P), {R, rest()}; {error, {R, [_ | _]}} -> {error, R, rest()}; E -> {E, rest()} end end,
         [{ok, a, d}, {ok, a, d, []}, {ok, a, d, [{next_event, cast, x}]}, {ok, a, d, {state_timeout, 10000, x}}, ignore, {stop, why}, {stop, normal}, {error, quiet}, odd, {ok, a},  {raise, error, e}, {raise, exit, x}, {raise, throw, {ok, a, thrown}}, {raise, throw, t}]),
    each(fun(X) -> {ok, P} = gen_statem:start_link(?MODULE, {ok, a, d}, []), R = try gen_statem:call(P, X, 50) catch C:{W, _} -> {C, clean(W)} end, R2 = try gen_statem:call(P, get, 50) catch C2:{W2, _} -> {C2, clean(W2)} end, catch gen_statem:stop(P), {R, case R2 of {exit, noproc} -> gone; {exit, _} -> gone; _ -> R2 end, rest()} end,
         [odd, {next_state, b}, {keep_state, d, [odd]}, {keep_state, d, {state_timeout, -1, x}}, {keep_state, d, {state_timeout, x, x}}, {keep_state, d, {next_event, odd, x}}, {keep_state, d, {reply, nofrom}}, {keep_state, d, {change_callback_module, 1}}, stop, {stop, r}, {stop, r, new}, {stop, normal}, {stop, shutdown, n}, {stop_and_reply, r, []}, {stop_and_reply, r, [odd]}, {raise, error, e}, {raise, exit, x}, {raise, throw, stop}, {raise, throw, odd}, pop_callback_module]),
    ok.

raise(error, R) -> error(R);
raise(exit, R) -> exit(R);
raise(throw, R) -> throw(R).
rest() -> receive {'EXIT', _, R} -> [{exit, clean(R)} | rest()]; {terminated, _, _, _} = T -> [T | rest()] after 1 -> [] end.
clean({R, [{M, _, _, _} | _]}) when is_atom(M) -> {R, stack};
clean(X) -> X.
