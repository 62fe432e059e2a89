%% Updates: nested, of several fields, of what is no such record, with `_ =`, in any order of evaluation.
-module(records_update).
-export([main/0]).
-record(in, {x = 1, y = 2}).
-record(out, {in = #in{}, name, list = [a]}).
-record(empty, {}).
-record(one, {f}).
-include("../lang.hrl").

said(X) -> io:format("~p ", [X]), X.
wrong() -> id({other, 1, 2}).

main() ->
    O = #out{name = n},
    ?show(O),
    ?show(O#out{in = (O#out.in)#in{x = 5}}),
    ?show(O#out.in#in.y),
    ?show(O#out{name = a}#out{list = []}#out.list),
    ?show(O#out{name = a, list = b, in = c}),
    ?show(O#out{}),
    ?show(#empty{}),
    ?show((id(#empty{}))#empty{}),
    ?show(#out{_ = x}),
    ?show(#out{name = q, _ = '_'}),
    ?show(#in{y = said(1), x = said(2)}),
    ?show(O#out{name = said(1), in = said(2)}),
    ?show((wrong())#out.name),
    ?show((wrong())#in.x),
    ?show((wrong())#in{x = 1}),
    ?show((id({in, 1}))#in{x = 1}),
    ?show((id({in, 1, 2, 3}))#in.x),
    ?show((id(atom))#in.x),
    ?show((id([]))#in{y = 1, x = 2}),
    ?show((id({one, 1}))#one{f = 2}),
    ?show((id({one}))#one.f),
    R = #in{x = #in{x = #in{x = deep}}},
    ?show(((R#in.x)#in.x)#in.x),
    ?show(R#in.x#in.x#in{x = deeper}),
    ok.
