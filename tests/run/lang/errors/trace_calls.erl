%% Frames of calls: tail calls leave none, others do, with the line of the call.
-module(trace_calls).
-export([main/0]).
-export([exported/1]).
-include("../trace.hrl").
tail(X) ->
    body(X).
body(X) ->
    Y = leaf(X),
    {Y}.
leaf(X) when X > 0 ->
    hd(id([]));
leaf(X) -> X.
deep(0) ->
    case id(0) of 0 -> error(bottom); _ -> 0 end;
deep(N) ->
    1 +
      deep(N - 1).
in_list(X) ->
    [a,
     leaf(X),
     b].
in_arguments(X) ->
    tuple_to_list({leaf(X)}).
in_case(X) ->
    case leaf(X) of
        a -> b
    end.
in_fun(X) ->
    F = id(fun(Y) ->
        {leaf(Y)}
    end),
    {F(X)}.
in_comprehension(X) ->
    [{leaf(Y)}
     || Y <- X].
in_filter(X) ->
    [Y || Y <- X,
          leaf(Y) =:= 1].
in_generator(X) ->
    [Y || Y <-
          leaf(X)].
in_try(X) ->
    try
        leaf(X)
    after
        ok
    end.
in_map(X) ->
    #{a => 1,
      b => leaf(X)}.
in_bits(X) ->
    <<1,
      (leaf(X))>>.
through_lists(X) ->
    {lists:map(fun(Y) ->
        leaf(Y) end, X)}.
through_apply(X) ->
    {apply(?MODULE, exported, [X])}.
exported(X) ->
    {leaf(X)}.
main() ->
    lists:foreach(fun(F) -> trace(fun() -> F(1) end) end, [fun tail/1, fun body/1, fun leaf/1, fun in_list/1, fun in_arguments/1, fun in_case/1]),
    lists:foreach(fun(F) -> trace(fun() -> {F(1)} end) end, [fun in_fun/1, fun in_try/1, fun in_map/1, fun in_bits/1, fun in_generator/1]),
    trace(fun() -> {deep(3)} end),
    trace(fun() -> {deep(20)} end),
    trace(fun() -> in_comprehension([1]) end),
    trace(fun() -> in_filter([1]) end),
    trace(fun() -> through_lists([1]) end),
    trace(fun() -> through_apply(1) end),
    trace(fun() -> {leaf(0)} end).
