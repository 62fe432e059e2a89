%% Where failures in records, maps and bit syntax are said to be, when the expression has several lines.
-module(trace_records_and_branches).
-export([main/0]).
-include("../trace.hrl").
-record(r, {a = 1, b}).

main() ->
    Bad = id(x), One = id(1), M = id(#{}), R = id({r, 1, 2}), O = id({other, 1, 2}),
    trace(fun() -> O#r.a end),
    trace(fun() -> O#r{a = One,
                       b = 2} end),
    trace(fun() -> {R#r.a,
                    Bad#r.b} end),
    trace(fun() -> (R#r{a =
                        O#r.a})#r.b end),
    trace(fun() -> M#{a := 1,
                      b => One} end),
    trace(fun() -> Bad#{a => 1} end),
    trace(fun() -> {M,
                    Bad#{k := 1}} end),
    trace(fun() -> #{k := V} = M, V end),
    trace(fun() -> <<One,
                     Bad/binary>> end),
    trace(fun() -> <<(id(300)):4,
                     One:(id(-1))>> end),
    trace(fun() -> <<(id(1 bsl 30))/utf8>> end),
    trace(fun() -> #r{a = A} = O, A end),
    trace(fun() -> {ok,
                    _} = id({error,
                             Bad}) end),
    trace(fun() -> case id(One) of
                       2 -> two;
                       3 -> three
                   end end),
    trace(fun() -> if One > 1 -> a;
                      Bad -> b end end),
    trace(fun() -> try id(1) of
                       2 -> two
                   catch _ -> none end end),
    trace(fun() -> (id(fun(1) -> one;
                          (2) -> two end))(3) end),
    trace(fun() -> maybe
                       1 ?= id(2)
                   else 3 -> three end end),
    trace(fun() -> true =
                       id(One) andalso Bad end),
    trace(fun() -> id(One) andalso
                       Bad end),
    trace(fun() -> not
                       id(One) end),
    trace(fun() -> F = Bad,
                   F(1) end),
    trace(fun() -> Bad:f(One) end),
    trace(fun() -> id(1):f(One) end),
    trace(fun() -> receive after
                       Bad -> ok end end),
    trace(fun() -> nobody_here !
                       One end).
