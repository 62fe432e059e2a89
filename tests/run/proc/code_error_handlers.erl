%% The error_handler of a process: asked for undefined functions and funs, may give a value, load code, raise; inherited by nobody; the default one's undef.
-module(code_error_handlers).
-export([main/0, undefined_function/3, undefined_lambda/3]).
-include("proc.hrl").
-include("code.hrl").

main() ->
    p(process_info(self(), error_handler)),
    p(in(fun() -> no_such_module_here:f(1, 2) end)), p(in(fun() -> lists:no_such_function(x) end)), p(in(fun() -> apply(no_such_module_here, g, [a]) end)), p(in(fun() -> F = fun no_such_module_here:h/1, F(z) end)),
    p(in(fun() -> no_such_module_here:value() + 1 end)), p(in(fun() -> catch_it(fun() -> no_such_module_here:raise(boom) end) end)), p(in(fun() -> lists:map(fun no_such_module_here:value/1, [1, 2]) end)),
    p(in(fun() -> no_such_module_here:tail(3) end)), p(in(fun() -> try no_such_module_here:f(1) of V -> {of_part, V} catch C:R -> {C, R} end end)),
    %% loads what is missing, then calls again
    p(in(fun() -> ceh_mod:made_on_demand() end)), p(erlang:function_exported(ceh_mod, made_on_demand, 0)), p(ceh_mod:made_on_demand()), unload(ceh_mod),
    %% spawned by it: the default handler again
    p(in(fun() -> {P, M} = spawn_monitor(fun() -> exit(process_info(self(), error_handler)) end), down(P, M) end)),
    %% spawn of a missing function in a process that has one: the new process does not
    p(in(fun() -> {P, M} = spawn_monitor(no_such_module_here, f, []), {R, _} = down(P, M), R end)),
    %% the default: undef with the arguments, once per call; function_exported says no
    p([t(F) || F <- [fun() -> no_such_module_here:f() end, fun() -> ?MODULE:missing(1) end, fun() -> apply(erlang, missing, [1, 2]) end]]),
    p(try no_such_module_here:f(a, b) catch error:undef:S -> hd(S) end), p(try lists:nothing(a) catch error:undef:S2 -> hd(S2) end),
    p(try (fun no_such_module_here:k/2)(a, b) catch error:undef:S3 -> hd(S3) end), p(try apply(no_such_module_here, k, [a]), ok catch error:undef:S4 -> {hd(S4), element(1, hd(tl(S4)))} end),
    %% a handler module that is not there
    p(ends(fun() -> process_flag(error_handler, no_such_handler_here), t(fun() -> no_such_module_here:f() end), exit(survived) end) =/= normal),
    p([t(fun() -> process_flag(error_handler, X) end) || X <- [1, "m", {m}]]),
    p([error_handler:undefined_function(lists, reverse, [[1, 2]]), t(fun() -> error_handler:undefined_function(no_such_module_here, f, []) end), t(fun() -> error_handler:raise_undef_exception(a, b, [c]) end)]).

in(F) -> ends(fun() -> error_handler = process_flag(error_handler, ?MODULE), exit(F()) end).
catch_it(F) -> t(F).

undefined_function(ceh_mod, F, A) -> load(ceh_mod, ["-export([" ++ atom_to_list(F) ++ "/0]).", atom_to_list(F) ++ "() -> demanded."]), apply(ceh_mod, F, A);
undefined_function(_, value, _) -> 41;
undefined_function(_, raise, [R]) -> error({from_handler, R});
undefined_function(M, tail, [N]) when N > 0 -> M:tail(N - 1);
undefined_function(M, F, A) -> {undefined, M, F, A}.
undefined_lambda(M, F, A) -> {lambda, M, F, A}.
