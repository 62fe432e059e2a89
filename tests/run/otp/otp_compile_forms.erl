%% compile:forms/1,2 and compile:file/2: results, options, errors and warnings of forms that programs make.
-module(otp_compile_forms).
-export([main/0]).

main() ->
    run("-module(m1). -export([f/1]). f(X) -> X + 1.", fun() -> m1:f(41) end),
    run("-module(m2). -export([f/0]). -record(r, {a = 1, b :: integer()}). f() -> (#r{b = 2})#r.a.", fun() -> m2:f() end),
    run("-module(m3). -export([f/1]). f(L) -> #{K => V || K := V <- L, V > 1}.", fun() -> m3:f(#{a => 1, b => 2}) end),
    run("-module(m4). -export([f/1]). f(B) -> << <<X:4>> || <<X:8>> <:= B, Y <- [1, 2] && Z <- [3, 4], Y < Z >>.",
        fun() -> m4:f(<<1, 2>>) end),
    run("-module(m5). -export([f/1]). f(X) -> maybe {ok, A} ?= X, A else E -> {no, E} end.", fun() -> {m5:f({ok, 1}), m5:f(x)} end),
    run("-module(m6). -export([f/1]). f(X) -> try X:g() catch error:undef:S -> length(S) > 0; exit:_ -> no after ok end.",
        fun() -> m6:f(no_such_module) end),
    run("-module(m7). -export([f/0]). f() -> F = fun G(0) -> 0; G(N) -> N + G(N - 1) end, F(10).", fun() -> m7:f() end),
    run("-module(m8). -export([f/1]). f(<<A:8, B:A/binary, \"xy\"/utf8, R/bits>>) -> {B, R, -1, - A, 1.5, $c, \"s\"}.",
        fun() -> m8:f(<<2, "abxy", 1:3>>) end),
    run("-module(m9). -export([f/0]). -type t(A) :: [A] | {a, #{k := A}} | fun((...) -> A) | 1..5 | <<_:8, _:_*4>>."
        "-spec f() -> R when R :: t(integer()). f() -> [].", fun() -> m9:f() end),
    run("-module(m10). -export([f/1]). f(X) when X > 1, X < 5; X =:= a -> yes; f(_) -> receive z -> 1 after 0 -> no end.",
        fun() -> [m10:f(X) || X <- [1, 2, 5, a]] end),

    say(compile(["-module(e1).", "f() -> X."], [return])),
    say(compile(["-module(e2).", "-export([f/0]).", "f() -> 1.", "g() -> 2."], [return])),
    say(compile(["-module(e2).", "-export([f/0]).", "f() -> 1.", "g() -> 2."], [return, warnings_as_errors])),
    say(compile(["-module(e2).", "-export([f/0]).", "f() -> 1.", "g() -> 2."], [return, nowarn_unused_function])),
    say(compile(["-module(e2).", "-export([f/0]).", "f() -> 1.", "g() -> 2."], [])),
    say(compile(["-module(e3).", "f() -> X."], [])),
    say(compile(["-module(e3).", "f() -> X."], [return_errors, {source, "some/where.erl"}])),
    say(compile(["-module(e4).", "f(A) -> 1."], [return, export_all])),
    say(compile(["-module(e4).", "f(A) -> 1."], [return, export_all, nowarnings])),
    say(compile(["-module(e4).", "f(_) -> 1."], [strong_validation, return])),
    say(compile:forms([{attribute, 1, file, {"x.yrl", 1}}, {attribute, 1, module, e5}, {attribute, 1, file, {"y.hrl", 7}},
                       {function, 8, f, 0, [{clause, 8, [], [], [{var, 9, 'A'}]}]},
                       {attribute, 3, file, {"x.yrl", 4}}, {function, 5, g, 0, [{clause, 5, [], [], [{var, 6, 'B'}]}]}], [return])),
    say(compile:forms([{attribute, 1, module, e6}, {error, {3, epp, {undefined, 'FOO', none}}},
                       {warning, {4, epp, {warning, hello}}}, {eof, 5}], [return])),
    say(compile:forms([{attribute, 1, module, e7}, {attribute, 1, compile, {parse_transform, no_such_transform}}], [return])),
    say(compile:forms([{attribute, 1, module, e8}], [return, {parse_transform, no_such_transform}])),

    Forms = forms(["-module(l1).", "-export([f/1]).", "f(X) ->", "  X + 1,", "  X:y()."]),
    {ok, l1, Code} = compile:forms(Forms, [binary, debug_info, deterministic, compressed]),
    {module, l1} = code:load_binary(l1, "l1", Code),
    try l1:f(a)
    catch
        error:badarith:Stack -> say([{M, F, proplists:get_value(line, W)} || {M, F, _, W} <- Stack, M =:= l1])
    end,
    {ok, l1, _, []} = compile:forms(Forms, [return]),
    {ok, l1, _, []} = compile:forms(Forms, [return_warnings]),
    {ok, l1, _} = compile:forms(Forms, [return_errors]),
    {ok, l1, _} = compile:forms(Forms),
    {ok, l1, _} = compile:noenv_forms(Forms, []),
    {ok, l1, _} = compile:forms(Forms, export_all),
    {ok, [], Forms1} = compile:forms(Forms, ['P', binary]),
    say(Forms1 =:= Forms orelse Forms1),
    say(compile:format_error({undef_parse_transform, foo})).

forms(Lines) ->
    {ok, Tokens, _} = erl_scan:string(lists:flatten(lists:join("\n", Lines))),
    split(Tokens, []).

split([], []) -> [];
split([{dot, _} = D | Ts], Acc) ->
    {ok, Form} = erl_parse:parse_form(lists:reverse([D | Acc])),
    [Form | split(Ts, [])];
split([T | Ts], Acc) -> split(Ts, [T | Acc]).

compile(Lines, Options) -> compile:forms(forms(Lines), Options).

say({ok, M, Code}) when is_binary(Code) -> io:format("~0tp~n", [{ok, M, code}]);
say({ok, M, Code, Ws}) when is_binary(Code) -> io:format("~0tp~n", [{ok, M, code, Ws}]);
say(Other) -> io:format("~0tp~n", [Other]).

run(Text, Fun) ->
    case compile(lists:join("\n", [Text]), [return]) of
        {ok, Module, Code, _} ->
            {module, Module} = code:load_binary(Module, "", Code),
            say({Module, Fun()}),
            code:purge(Module);
        Other -> say(Other)
    end.
