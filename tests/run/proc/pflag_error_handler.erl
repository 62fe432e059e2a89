%% A process with an error handler of its own decides what undefined functions do.
-module(pflag_error_handler).
-export([main/0]).
-export([undefined_function/3, undefined_lambda/3]).
-include("proc.hrl").

main() ->
    H = host(),
    Self = self(),
    run(H, fun() -> process_flag(error_handler, ?MODULE) end),
    p(run(H, fun() -> nosuchmodule:f(1, 2) end)),
    p(run(H, fun() -> apply(nosuchmodule, g, []) end)),
    p(run(H, fun() -> F = fun nosuchmodule:h/1, F(x) end)),
    p(run(H, fun() -> lists:nosuch(a) end)),
    p(run(H, fun() -> id(nosuchmodule):k([1]) end)),
    %% inherited by none
    p(run(H, fun() -> spawn(fun() -> Self ! {child, process_info(self(), error_handler)} end), ok end)),
    receive X -> p(X) end,
    run(H, fun() -> process_flag(error_handler, nosuchhandler) end),
    p(shape(run(H, fun() -> nosuchmodule:f(1) end))),
    run(H, fun() -> process_flag(error_handler, error_handler) end),
    p(run(H, fun() -> nosuchmodule:f(1) end)),
    p(kill(H, kill)).

undefined_function(M, F, A) -> {handled, M, F, A}.
undefined_lambda(M, F, A) -> {lambda, M, is_function(F), A}.
shape(X) -> X.
id(X) -> X.
