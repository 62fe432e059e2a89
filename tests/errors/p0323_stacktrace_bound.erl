-module(p0323_stacktrace_bound).
-export([f/1]).
f(Stack) ->
    try g()
    catch error:Reason:Stack -> {Reason, Stack}
    end.
g() -> ok.
