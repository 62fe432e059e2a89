%% The old catch nested in itself, in arguments, patterns' right sides, operators and comprehensions; reasons with traces shortened.
-module(catch_in_places).
-export([main/0]).
-include("../lang.hrl").
-compile(nowarn_deprecated_catch).

main() ->
    ?show((catch (catch throw(1)) + (catch throw(2)))),
    ?show(cut(catch {catch error(a), catch exit(b), catch throw(c)})),
    ?show([X || X <- [1, 0, 2], (catch 10 div X) =/= 5]),
    ?show([cut(catch id(X) / 0) || X <- [1, a]]),
    ?show(begin Y = (catch throw({ok, 7})), {ok, Z} = Y, Z end),
    ?show(cut(catch begin {ok, Q} = (catch throw({no, 7})), Q end)),
    ?show((catch throw([h | (catch throw(t))]))),
    ?show(lists:map(fun(F) -> cut(catch F()) end, [fun() -> 1 end, fun() -> throw(2) end, fun() -> exit(3) end, fun() -> error(4) end])),
    ?show(case catch id(throw(x)) of {'EXIT', _} -> exited; x -> thrown end),
    ?show(case catch exit({'EXIT', made}) of {'EXIT', {'EXIT', made}} -> twice end),
    ?show(catch throw({'EXIT', looks_like})),
    ?show(begin self() ! (catch throw(message)), receive M -> M end end),
    ?show(#{(catch throw(k)) => (catch throw(v))}),
    ?show(<<(catch throw(5)), (catch throw(<<"bin">>))/binary>>),
    ?show(cut(catch <<(catch throw(not_int))>>)),
    ?show(begin (catch put(seen, 1)), catch throw(x), (catch put(seen, get(seen) + 1)), get(seen) end),
    ?show((catch not (catch throw(true)))),
    ?show(cut(catch not (catch throw(maybe_true)))),
    ?show((catch throw(true)) andalso (catch throw(false)) orelse (catch throw(end_of_it))),
    ?show(deep(12)),
    ?show(cut(loop(5, catch start()))),
    ?show([catch 1, 2 | catch [3]]),
    ?show(-(catch throw(5))),
    ?show(begin catch _ = 5, bound end),
    ?show(fun() -> catch fun_value end()).

deep(0) -> throw(bottom);
deep(N) -> {N, catch deep(N - 1)}.

start() -> throw(0).
loop(0, V) -> V;
loop(N, V) -> loop(N - 1, catch case N of 1 -> error({all, V}); _ -> throw(V + N) end).

%% Traces hold lines; only their shape is shown.
cut({'EXIT', {R, [{_, _, _, _} | _]}}) -> {'EXIT', R, traced};
cut(T) when is_tuple(T) -> list_to_tuple([cut(X) || X <- tuple_to_list(T)]);
cut(X) -> X.
