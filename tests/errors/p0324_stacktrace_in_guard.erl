-module(p0324_stacktrace_in_guard).
-export([f/0]).
f() ->
    try g()
    catch error:_:Stack when Stack =/= [] -> Stack
    end.
g() -> ok.
