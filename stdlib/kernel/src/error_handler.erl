%% Called by the machine when a function does not exist.
-module(error_handler).
-export([undefined_function/3, undefined_lambda/3, raise_undef_exception/3, stub_function/3, breakpoint/3]).

-doc "Calls the function if it is there after all, the module's own handler of functions that do not exist, or raises undef.".
%% The machine has looked for the module already: asking for it again would end here again.
undefined_function(Module, Func, Args) ->
    case erlang:function_exported(Module, Func, length(Args)) of
        true -> apply(Module, Func, Args);
        false -> handled(Module, Func, Args)
    end.

handled(Module, Func, Args) ->
    case erlang:function_exported(Module, '$handle_undefined_function', 2) of
        true -> Module:'$handle_undefined_function'(Func, Args);
        false -> crash(Module, Func, Args)
    end.

-doc "Raises undef for a fun whose code is gone.".
undefined_lambda(Module, Fun, Args) ->
    case erlang:module_loaded(Module) of
        true -> apply(Fun, Args);
        false -> crash(Fun, Args)
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
            erlang:raise(error, undef, [Frame | callers(Stack)])
    end.

%% Without `lists`: that may be the module whose function is missing.
callers([F | Fs]) when element(1, F) =:= ?MODULE -> callers(Fs);
callers(Fs) -> Fs.
