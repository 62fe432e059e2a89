%% A bus of gen_event handlers that feed stages of a pipeline with back-pressure by calls.
-module(event_bus_and_stages).
-export([main/0]).
-export([init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2, stage/2]).
-include("../../stdlib/show.hrl").

init({F, To}) -> {ok, {F, To, 0}}.
handle_event({line, L}, {F, To, N}) -> case F(L) of skip -> {ok, {F, To, N}}; {ok, X} -> ok = push(To, X), {ok, {F, To, N + 1}}; bad -> error(bad_line); stop -> remove_handler end;
handle_event(_, S) -> {ok, S}.
handle_call(count, {_, _, N} = S) -> {ok, N, S}.
handle_info(_, S) -> {ok, S}.
terminate(R, {_, _, N}) -> case whereis(ebs_main) of undefined -> ok; P -> P ! {ended, N, case R of {stop, _} -> stop; {error, {'EXIT', {W, _}}} -> {crashed, W}; _ -> R end} end.
stage(F, To) -> receive {push, From, Ref, X} -> From ! {Ref, ok}, [case To of P when is_pid(P) -> push(P, Y) end || Y <- F(X)], stage(F, To); {drain, From, Ref} -> case is_sink(To) of true -> From ! {Ref, done}; false -> To ! {drain, From, Ref} end, stage(F, To) end.
is_sink(P) -> P =:= whereis(ebs_sink).
push(P, X) -> R = make_ref(), P ! {push, self(), R, X}, receive {R, ok} -> ok end.

main() ->
    register(ebs_main, self()), Sink = spawn(fun S() -> receive {push, From, Ref, X} -> From ! {Ref, ok}, put(all, [X | case get(all) of undefined -> []; L -> L end]), S(); {all, From} -> From ! {all, lists:reverse(case get(all) of undefined -> []; L -> L end)}, S() end end), register(ebs_sink, Sink), Words = spawn(?MODULE, stage, [fun(L) -> string:lexemes(L, " ") end, Sink]), Up = spawn(?MODULE, stage, [fun(L) -> [string:uppercase(L)] end, Words]),
    {ok, B} = gen_event:start(), ok = gen_event:add_handler(B, {?MODULE, up}, {fun("#" ++ _) -> skip; ("bad" ++ _) -> bad; ("stop" ++ _) -> stop; (L) -> {ok, L} end, Up}), ok = gen_event:add_handler(B, {?MODULE, len}, {fun(L) -> {ok, integer_to_list(length(L))} end, Sink}), [gen_event:sync_notify(B, {line, L}) || L <- ["one two", "# no", "three"]], show("counts", [gen_event:call(B, {?MODULE, H}, count) || H <- [up, len]]),
    Drain = fun() -> R = make_ref(), Up ! {drain, self(), R}, receive {R, done} -> ok after 1000 -> none end end, Drain(), Sink ! {all, self()}, show("sunk", receive {all, L} -> lists:sort(L) end), gen_event:sync_notify(B, {line, "bad one"}), show("crashed", receive {ended, N, R} -> {N, R} after 1000 -> none end), show("left", gen_event:which_handlers(B)), gen_event:add_handler(B, {?MODULE, again}, {fun("stop" ++ _) -> stop; (L) -> {ok, L} end, Words}), gen_event:sync_notify(B, {line, "x y"}), gen_event:sync_notify(B, {line, "stop"}), show("removed", receive {ended, N2, R2} -> {N2, R2} after 1000 -> none end), gen_event:stop(B), show("stopped", receive {ended, N3, R3} -> {N3, R3} after 1000 -> none end), [exit(P, kill) || P <- [Sink, Words, Up]], ok.
