%% epp: files as forms, errors among them. erl_lint: checks of forms.
-module(otp_epp_lint).
-export([main/0]).

main() ->
    Name = lists:concat(["otp_epp_lint_", os:getpid(), "_", erlang:unique_integer([positive])]),
    File = Name ++ ".erl",
    try files(File, Name)
    after
        file:delete(File),
        file:delete(Name ++ ".hrl")
    end,
    lint().

files(File, Name) ->
    ok = file:write_file(Name ++ ".hrl", "-define(INNER, {inner, ?LINE}).\n-record(inner, {a}).\n"),
    ok = file:write_file(File,
        ["-module(m).\n"
         "-export([f/0]).\n"
         "-include(\"", Name, ".hrl\").\n"
         "-define(X(A), {A, ?LINE, ??A}).\n"
         "f() -> ?X(1 + 2).\n"
         "g() -> ?NOT_THERE.\n"
         "h() -> [1, .\n"
         "-ifdef(GIVEN).\n"
         "i() -> ?GIVEN.\n"
         "-else.\n"
         "i() -> none.\n"
         "-endif.\n"
         "-warning(\"careful\").\n"
         "j() -> ?INNER.\n"]),
    Shown = fun(Forms) -> [io:format("~0tp~n", [plain(F, Name)]) || F <- Forms] end,
    {ok, Forms} = epp:parse_file(File, []),
    Shown(Forms),
    {ok, Located} = epp:parse_file(File, [{location, {1, 1}}, {macros, [{'GIVEN', {a, 1}}]}]),
    Shown(Located),
    {ok, Epp} = epp:open(File, [], ['GIVEN']),
    All = all(Epp),
    io:format("~p~n", [length(All)]),
    ok = epp:close(Epp),
    io:format("~p~n", [epp:parse_file("no such file", [])]),
    io:format("~p~n", [epp:open("no such file", [])]).

all(Epp) ->
    case epp:parse_erl_form(Epp) of
        {eof, _} -> [];
        Form -> [Form | all(Epp)]
    end.

plain({attribute, A, file, {F, L}}, Name) -> {attribute, A, file, {lists:nthtail(length(Name), F), L}};
plain(F, _) -> F.

lint() ->
    Check = fun(Lines) -> io:format("~0tp~n", [erl_lint:module(forms(Lines), "x.erl")]) end,
    Check(["-module(a).", "-export([f/1]).", "f(X) -> X."]),
    Check(["-module(a).", "-export([f/1]).", "f(X) -> Y."]),
    Check(["-module(a).", "-export([f/1, g/0]).", "f(X) -> h().", "k() -> 1."]),
    io:format("~0tp~n", [erl_lint:module(forms(["-module(a).", "k() -> 1."]), "x.erl", [nowarn_unused_function])]),
    [io:format("~p~n", [{Text, erl_lint:is_guard_test(expr(Text))}])
     || Text <- ["X > 1", "f(X)", "is_list(X) andalso hd(X) > 2", "true", "lists:member(X, Y)", "element(1, X) =:= a", "X ! Y"]].

expr(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text ++ "."),
    {ok, [Expr]} = erl_parse:parse_exprs(Tokens),
    Expr.

forms(Lines) -> forms(Lines, 1).

forms([Line | Lines], N) ->
    {ok, Tokens, _} = erl_scan:string(Line, {N, 1}),
    {ok, Form} = erl_parse:parse_form(Tokens),
    [Form | forms(Lines, N + 1)];
forms([], N) -> [{eof, N}].
