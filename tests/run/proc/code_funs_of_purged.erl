%% Calls of funs whose code was purged: badfun while another version of the module is there, undef of the fun itself when there is none, by way of the
%% process's error handler.
-module(code_funs_of_purged).
-export([main/0, undefined_lambda/3, undefined_function/3]).
-include("proc.hrl").
-include("code.hrl").

one() -> [export("f/1"), "f(N) -> fun(X) -> {one, N, X} end."].
two() -> [export("g/0"), "g() -> ok."].

%% As error handler of a process.
undefined_lambda(Module, Fun, Args) -> {handled, Module, is_function(Fun, 1), Args}.
undefined_function(Module, Name, Args) -> {handled, Module, Name, Args}.

called(Fun) ->
    try Fun() of V -> V
    catch
        C:{badfun, F}:S -> {C, badfun, is_function(F, 1), top(S)};
        C:{badarity, {F, As}}:S -> {C, badarity, is_function(F, 1), As, top(S)};
        C:R:S -> {C, R, top(S)}
    end.

top([{F, As, []} | _]) -> {fun_itself, is_function(F), As};
top([{M, F, A, _} | _]) -> {M, F, A}.

calls(F) ->
    p(called(fun() -> X = F(a), {X} end)),
    p(called(fun() -> F(a) end)),
    p(called(fun() -> apply(F, [b, c]) end)),
    p(called(fun() -> apply(F, [d]) end)),
    p(called(fun() -> lists:foreach(F, [e]) end)),
    p(called(fun() -> erlang:fun_info(F, arity) end)),
    {_, Ref} = spawn_opt(erlang, apply, [F, [g]], [monitor]),
    receive {'DOWN', Ref, _, _, {Reason, [Top | _]}} when is_atom(Reason) -> p({down, Reason, top([Top])});
            {'DOWN', Ref, _, _, {{badfun, _}, Stack}} -> p({down, badfun, is_list(Stack)})
    end,
    Old = process_flag(error_handler, ?MODULE),
    Handled = called(fun() -> F(h) end),
    process_flag(error_handler, Old),
    p(Handled).

main() ->
    logger:set_primary_config(level, none),
    load(cfp_mod, one()),
    F = apply(cfp_mod, f, [7]),
    p(called(fun() -> F(there) end)),
    load(cfp_mod, two()),
    code:purge(cfp_mod),
    calls(F),
    unload(cfp_mod),
    calls(F),
    load(cfp_mod, one()),
    p(called(fun() -> F(again) end)),
    unload(cfp_mod).
