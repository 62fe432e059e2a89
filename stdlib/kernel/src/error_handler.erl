%% Called by the machine when a function does not exist.
-module(error_handler).
-export([undefined_function/3, undefined_lambda/3, raise_undef_exception/3, stub_function/3, breakpoint/3]).

-doc "Loads the module of a function that does not exist and calls the function, or raises undef.".
undefined_function(Module, Func, Args) ->
    case code:ensure_loaded(Module) of
        {module, Module} ->
            case erlang:function_exported(Module, Func, length(Args)) of
                true -> apply(Module, Func, Args);
                false -> handled(Module, Func, Args)
            end;
        _ -> crash(Module, Func, Args)
    end.

handled(Module, Func, Args) ->
    case erlang:function_exported(Module, '$handle_undefined_function', 2) of
        true -> Module:'$handle_undefined_function'(Func, Args);
        false -> crash(Module, Func, Args)
    end.

-doc "Loads the module of a fun and calls it, or raises undef.".
undefined_lambda(Module, Fun, Args) ->
    case code:ensure_loaded(Module) of
        {module, Module} -> apply(Fun, Args);
        _ -> crash(Fun, Args)
    end.

-doc "Raises undef.".
raise_undef_exception(Module, Func, Args) -> crash({Module, Func, Args, []}).

-doc false.
stub_function(Module, Func, Args) -> exit({undef, [{Module, Func, Args, []}]}).

-doc false.
breakpoint(Module, Func, Args) -> crash(Module, Func, Args).

crash(Module, Func, Args) -> crash({Module, Func, Args, []}).

crash(Fun, Args) -> crash({Fun, Args, []}).

crash(Frame) ->
    try erlang:error(undef)
    catch
        error:undef:Stack ->
            Others = lists:dropwhile(fun(F) -> element(1, F) =:= ?MODULE end, Stack),
            erlang:raise(error, undef, [Frame | Others])
    end.
