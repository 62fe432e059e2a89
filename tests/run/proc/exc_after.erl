%% after: when it runs, how often, in what order, and that its value is dropped.
-module(exc_after).
-export([main/0]).
-include("proc.hrl").

main() ->
    Note = fun(X) -> put(notes, [X | case get(notes) of undefined -> []; L -> L end]) end,
    Notes = fun() -> lists:reverse(case erase(notes) of undefined -> []; L -> L end) end,
    p({try Note(body), value after Note('after'), dropped end, Notes()}),
    p({t(fun() -> try Note(body), throw(x) after Note('after') end end), Notes()}),
    p({t(fun() -> try error(a) catch error:a -> Note(handler), b after Note('after') end end), Notes()}),
    p({t(fun() -> try error(a) catch error:a -> Note(handler), throw(again) after Note('after') end end), Notes()}),
    p({t(fun() -> try ok of ok -> Note('of'), exit(in_of) catch _:_ -> Note(wrong) after Note('after') end end), Notes()}),
    p({t(fun() -> try ok of no -> x catch _:_ -> Note(wrong) after Note('after') end end), Notes()}),
    %% an exception in after replaces the one before
    p({t(fun() -> try throw(first) after Note(a), throw(second) end end), Notes()}),
    p({t(fun() -> try value after exit(third) end end), Notes()}),
    %% nested: inner first
    p({t(fun() -> try try throw(x) after Note(1) end after Note(2), try throw(y) catch y -> Note(3) after Note(4) end end end), Notes()}),
    %% in recursion the innermost first
    p({t(fun() -> deep(4, Note) end), Notes()}),
    p({(fun() -> try early(Note) after Note(outer) end end)(), Notes()}).

deep(0, _) -> throw(bottom);
deep(N, Note) -> try deep(N - 1, Note) after Note({level, N}) end.
early(Note) -> try returned after Note(inner) end.
