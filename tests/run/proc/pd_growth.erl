%% A dictionary of many keys grows and shrinks, and keeps its values through collections.
-module(pd_growth).
-export([main/0]).
-include("proc.hrl").

main() ->
    N = 3000,
    [put({key, I}, lists:seq(I, I + 5)) || I <- lists:seq(1, N)],
    garbage_collect(),
    p(lists:all(fun(I) -> get({key, I}) =:= lists:seq(I, I + 5) end, lists:seq(1, N))),
    [put({key, I}, I) || I <- lists:seq(1, N, 2)],
    p(lists:sum([V || {_, V} <- get(), is_integer(V)])),
    [erase({key, I}) || I <- lists:seq(1, N), I rem 10 =/= 0],
    garbage_collect(),
    p({length(get()), get({key, 10}), get({key, 11})}),
    p(lists:sort([I || {key, I} <- get_keys()]) =:= lists:seq(10, N, 10)),
    %% values that contain what was read before
    put(chain, []), [put(chain, [I | get(chain)]) || I <- lists:seq(1, 500)],
    garbage_collect(),
    p(length(get(chain))),
    All = erase(),
    p({length(All), get()}).
