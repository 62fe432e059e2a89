-module(map_update).
-export([run/0]).
run() -> small(200000, #{a => 0, b => 0, c => 0, d => 0}) + big(60000, #{}).
small(0, #{a := A, b := B}) -> A + B;
small(N, #{a := A, b := B} = M) -> small(N - 1, M#{a := A + 1, b := B + N}).
big(0, M) -> maps:fold(fun(_, V, Acc) -> V + Acc end, 0, M);
big(N, M) ->
    K = N * 7919 rem 5000,
    case M of
        #{K := V} -> big(N - 1, M#{K := V + 1});
        #{} -> big(N - 1, M#{K => 1})
    end.
