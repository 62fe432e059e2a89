%% A call of a function that is not there: the module's own handler, the error_handler, and the error.
-module(code_undefined).
-export([main/0]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    load(cu_mod, [export("known/1, '$handle_undefined_function'/2"), "known(X) -> {known, X}.", "'$handle_undefined_function'(F, A) -> {handled, F, A}."]),
    p([apply(cu_mod, known, [1]), apply(cu_mod, unknown, [a, b]), apply(cu_mod, known, [])]),
    p((fun cu_mod:nothing/2)(x, y)),
    p(t(fun() -> spawn_result(cu_mod, spawned, [1]) end)),
    %% the handler may refuse
    load(cu_mod, [export("'$handle_undefined_function'/2"), "'$handle_undefined_function'(F, A) -> error_handler:raise_undef_exception(cu_mod, F, A)."]),
    p(first(fun() -> apply(cu_mod, zzz, [1, 2]) end)),
    p(first(fun() -> apply(nosuch_cu, zzz, []) end)),
    p(error_handler:undefined_function(lists, reverse, [[1, 2]])),
    p(first(fun() -> error_handler:undefined_function(lists, nosuch, [1]) end)),
    p(error_handler:undefined_lambda(lists, fun(X) -> X end, [1])),
    p(first(fun() -> error_handler:raise_undef_exception(m, f, [x]) end)),
    unload(cu_mod).

first(F) -> try F() catch C:R:S -> {M, N, A, _} = hd(S), {C, R, M, N, A} end.
spawn_result(M, F, A) -> Self = self(), spawn(fun() -> Self ! {result, apply(M, F, A)} end), receive {result, R} -> R end.
