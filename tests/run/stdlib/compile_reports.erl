%% What compile:file prints with the option report, and what it returns, for programs with several problems.
-module(compile_reports).
-export([main/0]).

main() ->
    Dir = "/tmp/purlin_compile_reports_" ++ os:getpid(),
    file:del_dir_r(Dir),
    ok = file:make_dir(Dir),
    {ok, Before} = file:get_cwd(),
    ok = file:set_cwd(Dir),
    try
        [one(N, Lines) || {N, Lines} <- lists:enumerate(programs())]
    after
        file:set_cwd(Before),
        file:del_dir_r(Dir)
    end,
    ok.

one(N, Lines) ->
    Module = "p" ++ integer_to_list(N),
    ok = file:write_file(Module ++ ".erl", ["-module(", Module, ").\n-export([f/1]).\n", [[L, $\n] || L <- Lines]]),
    io:format("~0p~n", [compile:file(Module, [report, {outdir, "."}])]),
    Result = compile:file(Module, [return, binary]),
    [io:format("~0p ~s: ~ts~n", [L, M, M:format_error(D)])
     || Problems <- tuple_to_list(Result), is_list(Problems), {_, Infos} <- Problems, {L, M, D} <- Infos].

programs() ->
    [["f(X) -> A = X, X."],
     ["f(X) -> case X of 1 -> Z = 1; 2 -> ok end, Z."],
     ["-record(point, {x, y}).", "f(X) -> {#pint{}, X#point.z, Xs, g(X), ff()}.", "g() -> ok.", "ff(_) -> 1."],
     ["f(X) -> fun(X) -> X end(X)."],
     ["f(a) -> 1; f(_) -> 2; f(b) -> 3."],
     ["f(X) -> X.", "g(X) -> X + 1,"],
     ["f(X) -> X.", "g(X) -> X + ."],
     ["-spec f(foo()) -> bar().", "f(X) -> X."],
     ["-type t(A) :: list().", "f(X) -> X."],
     ["f(X) -> io:format(\"~p ~s~n\", [X]), #{a => 1, a => X}."],
     ["f(X) when X == y() -> 1.", "y() -> 1."],
     ["f(X) -> <<_/binary, X>> = <<1>>, X."],
     ["-ifdef(NOTHING).", "f(X) -> X."],
     ["f(X) -> catch X."],
     ["-behaviour(gen_server).", "f(X) -> X."]].
