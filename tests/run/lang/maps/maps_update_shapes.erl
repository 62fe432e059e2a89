%% Updates of known and unknown keys: maps that grow, that stay, with many keys at once, over the border to trees.
-module(maps_update_shapes).
-export([main/0]).
-include("../lang.hrl").

base(N) -> maps:from_list([{{k, I}, I} || I <- lists:seq(1, N)]).
put4(M) -> M#{a => 1, b => 2, c => 3, d => 4}.
set4(M) -> M#{a := 10, b := 20, c := 30, d := 40}.
mixed(M, K) -> M#{K => new, a := changed, {t, K} => K, 1 => one, 1.0 => float}.
sizes(M) -> {map_size(M), map_size(put4(M)), map_size(mixed(put4(M), key))}.
main() ->
    ?show([sizes(base(N)) || N <- [0, 1, 27, 28, 29, 31, 32, 33, 40, 100]]),
    ?show([lists:sum([V || V <- maps:values(set4(put4(base(N)))), is_integer(V)]) || N <- [0, 10, 28, 29, 50]]),
    ?show([map_get(a, mixed(put4(base(N)), b)) || N <- [0, 26, 27, 28, 50]]),
    ?show([map_get(b, mixed(put4(base(N)), b)) || N <- [0, 26, 27, 28, 50]]),
    ?show([map_get(X, mixed(put4(base(40)), b)) || X <- [1, 1.0, {t, b}, {k, 7}]]),
    ?show(set4((base(50))#{a => 1, b => 2, c => 3})),
    ?show(put4(id(x))),
    M = put4(base(30)),
    ?show([map_size(M), map_size(M#{a => 5}), map_get(a, M), map_get(a, M#{a => 5})]),
    ?show((set4(M))#{a := 1, b := 2, c := 3, d := 4} =:= M),
    ?show(M#{a => 1} =:= M),
    ?show((maps:remove(a, M))#{a => 1} =:= M),
    ?show(lists:foldl(fun(I, A) -> A#{I => I, I + 1 => I} end, #{}, lists:seq(1, 50)) =:= maps:from_list([{51, 50} | [{I, I} || I <- lists:seq(1, 50)]])),
    ok.
