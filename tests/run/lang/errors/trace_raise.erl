%% Raised by hand: error/1,2,3, exit, throw, erlang:raise with traces of its own, and what catch leaves.
-module(trace_raise).
-export([main/0]).
-include("../trace.hrl").
e1() ->
    case id(a) of a -> error(reason); _ -> ok end.
e2(X) ->
    case id(a) of a -> error(reason, [X, extra]); _ -> ok end.
e2none() ->
    case id(a) of a -> error(reason, none); _ -> ok end.
e3(X) ->
    {error({bad, X}, [X], [{error_info, #{cause => #{general => "hint"}}}])}.
x() ->
    case id(a) of a -> exit(leaving); _ -> ok end.
t() ->
    case id(a) of a -> throw(thrown); _ -> ok end.
raise(St) ->
    erlang:raise(error, raised, St).
again(F) ->
    try F() catch C:R:St -> erlang:raise(C, {again, R}, St) end.
keep(F) ->
    try F()
    catch error:not_this -> ok
    after put(kept, true) end.
deeper(F) ->
    {F(),
     1}.
main() ->
    trace(fun e1/0),
    trace(fun() -> {e1()} end),
    trace(fun() -> {e2(1)} end),
    trace(fun() -> {e2none()} end),
    trace(fun() -> e3(x) end),
    trace(fun() -> {x()} end),
    trace(fun() -> {t()} end),
    trace(fun() -> raise([]) end),
    trace(fun() -> raise([{m, f, 1, []}]) end),
    trace(fun() -> raise([{m, f, [a, b], [{file, "x.erl"}, {line, 3}]}]) end),
    trace(fun() -> raise([{?MODULE, f, 1, [{line, 77}]}, {?MODULE, g, 2, []}]) end),
    trace(fun() -> raise(not_a_trace) end),
    trace(fun() -> raise([{bad}]) end),
    trace(fun() -> erlang:raise(id(bad_class), r, []) end),
    trace(fun() -> {again(fun() -> {e1()} end)} end),
    trace(fun() -> {keep(fun() -> {deeper(fun e1/0)} end)} end),
    trace(fun() -> try e1() catch _:_ -> error(second) end end),
    trace(fun() -> error(a, id(not_a_list)) end),
    trace(fun() -> exit(normal) end).
