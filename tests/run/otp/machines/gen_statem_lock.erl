%% A code lock: the classic door of the manual with buttons, timeouts, enter calls, postponed buttons.
-module(gen_statem_lock).
-export([main/0]).
-export([init/1, callback_mode/0, locked/3, open/3, terminate/3]).
-behaviour(gen_statem).
-include("../../stdlib/show.hrl").

callback_mode() -> [state_functions, state_enter].
init({Code, To}) -> {ok, locked, #{code => Code, n => length(Code), buttons => [], to => To}}.
locked(enter, Old, D) -> say(D, {locked, Old}), {keep_state, D#{buttons := []}};
locked(cast, {button, B}, #{code := Code, n := N, buttons := Bs} = D) ->
    New = lists:sublist([B | Bs], N),
    case lists:reverse(New) of
        Code -> {next_state, open, D#{buttons := []}};
        _ -> {keep_state, D#{buttons := New}, [{state_timeout, 10000, clear}]}
    end;
locked(state_timeout, clear, D) -> {keep_state, D#{buttons := []}};
locked({call, F}, {set, Code}, D) -> {keep_state, D#{code := Code, n := length(Code)}, [{reply, F, ok}]};
locked(T, E, D) -> common(T, E, D).
open(enter, locked, D) -> say(D, opened), {keep_state_and_data, [{state_timeout, 3, lock}]};
open(state_timeout, lock, D) -> {next_state, locked, D};
open(cast, {button, _}, _) -> {keep_state_and_data, [postpone]};
open(T, E, D) -> common(T, E, D).
common({call, F}, code_length, #{n := N}) -> {keep_state_and_data, [{reply, F, N}]};
common({call, F}, stop, _) -> {stop_and_reply, normal, {reply, F, stopped}};
common(info, M, D) -> say(D, {info, M}), keep_state_and_data;
common({call, F}, Other, _) -> {keep_state_and_data, {reply, F, {unknown, Other}}}.
terminate(R, S, D) -> say(D, {ended, R, S}).
say(#{to := To}, M) -> To ! M.

main() ->
    {ok, P} = gen_statem:start({local, door}, ?MODULE, {[1, 2, 3], self()}, []),
    Press = fun(L) -> [gen_statem:cast(door, {button, B}) || B <- L] end,
    show("first", get()), Press([1, 2, 3]), show("open", get()), show("length", gen_statem:call(P, code_length)), Press([1, 2, 3]), show("locked again", get()), show("postponed opened it", get()), show("locks", get()),
    Press([9, 9, 1, 2, 3]), show("suffix", [get(), get()]), show("set", gen_statem:call(door, {set, [7]})), Press([1, 2, 3]), Press([7]), show("new code", [get(), get()]), P ! hi, show("info", get()), show("unknown", gen_statem:call(door, q)),
    show("stop", gen_statem:call(door, stop)), show("end", get()), show("dead", catch gen_statem:call(door, x)), ok.

get() -> receive X -> X after 5000 -> nothing end.
