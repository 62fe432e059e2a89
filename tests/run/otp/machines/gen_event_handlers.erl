%% Handlers added, called, swapped, removed and crashed, with supervision of them.
-module(gen_event_handlers).
-export([main/0]).
-export([init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2, code_change/3]).
-behaviour(gen_event).
-include("../../stdlib/show.hrl").

init({To, S}) when is_pid(To) -> {ok, {To, S}};
init({{To, S}, Old}) -> To ! {swapped_in, S, Old}, {ok, {To, S}};
init({error, R}) -> {error, R};
init({raise, R}) -> error(R);
init({hibernate, To}) -> {ok, {To, h}, hibernate};
init(odd) -> odd.
handle_event({all, X}, {To, S}) -> To ! {S, X}, {ok, {To, S}};
handle_event({on, S, R}, {_, S} = St) -> case R of {raise, E} -> error(E); {swap, New, A} -> {swap_handler, leaving, St, New, A}; remove -> remove_handler; odd -> odd; hib -> {ok, St, hibernate} end;
handle_event(_, S) -> {ok, S}.
handle_call(get, {To, S}) -> {ok, S, {To, S}};
handle_call({set, N}, {To, S}) -> {ok, S, {To, N}};
handle_call(remove, {_, S}) -> {remove_handler, {removed, S}};
handle_call({swap, New, A}, St) -> {swap_handler, swapping, call_left, St, New, A};
handle_call(crash, _) -> error(in_call);
handle_call(odd, _) -> odd.
handle_info(X, {To, S}) -> To ! {info, S, X}, {ok, {To, S}}.
terminate(Why, {To, S}) -> To ! {terminate, S, case Why of {stop, P} when is_pid(P) -> {stop, pid}; {error, {'EXIT', {R, _}}} -> {error, R}; _ -> Why end}, {gone, S}.
code_change(_, S, _) -> {ok, S}.

main() ->
    process_flag(trap_exit, true), {ok, M} = gen_event:start_link({local, geh}), Me = self(), H = ?MODULE,
    each(fun({F, A}) -> R = (catch apply(gen_event, F, [geh | A])), {clean(R), all(), gen_event:which_handlers(M)} end,
         [{add_handler, [H, {Me, one}]}, {add_handler, [H, {Me, dup}]}, {add_handler, [{H, 2}, {Me, two}]}, {add_handler, [{H, e}, {error, no}]}, {add_handler, [{H, r}, {raise, no}]}, {add_handler, [{H, o}, odd]}, {add_handler, [nosuchmod, x]}, {notify, [{all, 1}]}, {sync_notify, [{all, 2}]}, {call, [H, get]}, {call, [{H, 2}, {set, deux}]}, {call, [{H, 9}, get]}, {call, [H, get, 5000]}, {sync_notify, [{on, one, hib}]}, {sync_notify, [{on, one, {swap, {H, 3}, {Me, three}}}]}, {call, [{H, 3}, {swap, H, {Me, one}}]}, {sync_notify, [{on, one, {raise, boom}}]}, {add_handler, [H, {Me, one}]}, {call, [H, crash]}, {add_handler, [H, {Me, one}]}, {call, [H, odd]}, {add_handler, [H, {Me, one}]}, {call, [H, remove]}, {sync_notify, [{on, deux, odd}]}, {add_sup_handler, [{H, s}, {Me, sup}]}, {sync_notify, [{on, sup, remove}]}, {add_sup_handler, [{H, s}, {Me, sup}]}, {delete_handler, [{H, s}, bye]}, {delete_handler, [{H, s}, bye]},
          {add_handler, [H, {Me, a}]}, {swap_handler, [{H, out}, {{H, b}, {Me, b}}]}, {swap_handler, [{{H, nope}, x}, {{H, c}, {Me, c}}]}, {swap_sup_handler, [{{H, c}, out}, {{H, d}, {Me, d}}]}, {add_handler, [{H, h}, {hibernate, Me}]}]),
    M ! plain, show("info", all()), show("sys", lists:sort([{I, S} || {_, I, {_, S}} <- sys:get_state(M)])),
    show("stop", gen_event:stop(geh)), show("ends", all()), show("gone", catch gen_event:call(geh, H, get)), ok.

clean({'EXIT', {R, [_ | _]}}) -> R;
clean({error, {'EXIT', {R, [_ | _]}}}) -> {error, R};
clean({'EXIT', {R, [_ | _]}, _}) -> R;
clean(X) -> X.
all() -> receive {gen_event_EXIT, H, R} -> [{handler_exit, H, R} | all()]; {'EXIT', _, R} -> [{exit, R} | all()]; X -> [X | all()] after 2 -> [] end.
