%% Unit tests. A function whose name ends in _test is a test; one that ends in _test_ gives tests.
%% With NOTEST or EUNIT_NOAUTO defined, tests are not exported by themselves.
-ifndef(EUNIT_HRL).
-define(EUNIT_HRL, true).

-ifndef(TEST).
-ifndef(NOTEST).
-define(TEST, true).
-endif.
-endif.

-ifdef(TEST).
-undef(NOASSERT).
-ifndef(EUNIT).
-define(EUNIT, true).
-endif.
-endif.

-ifdef(EUNIT).
-ifndef(EUNIT_NOAUTO).
-compile({parse_transform, eunit_autoexport}).
-endif.
-endif.

-include_lib("stdlib/include/assert.hrl").

-define(LET(X, Y, Z), ((fun(X) -> (Z) end)(Y))).
-define(IF(B, T, F), (case (B) of true -> (T); false -> (F) end)).

%% a match without binding anything
-define(MATCHES(G, E), (case (E) of G -> true; _ -> false end)).

%% tests as terms: the line and a fun
-define(_test(Expr), {?LINE, fun() -> (Expr) end}).

-define(_assert(BoolExpr), ?_test(?assert(BoolExpr))).
-define(_assert(BoolExpr, Comment), ?_test(?assert(BoolExpr, Comment))).
-define(_assertNot(BoolExpr), ?_test(?assertNot(BoolExpr))).
-define(_assertNot(BoolExpr, Comment), ?_test(?assertNot(BoolExpr, Comment))).
-define(_assertMatch(Guard, Expr), ?_test(?assertMatch(Guard, Expr))).
-define(_assertMatch(Guard, Expr, Comment), ?_test(?assertMatch(Guard, Expr, Comment))).
-define(_assertNotMatch(Guard, Expr), ?_test(?assertNotMatch(Guard, Expr))).
-define(_assertNotMatch(Guard, Expr, Comment), ?_test(?assertNotMatch(Guard, Expr, Comment))).
-define(_assertEqual(Expect, Expr), ?_test(?assertEqual(Expect, Expr))).
-define(_assertEqual(Expect, Expr, Comment), ?_test(?assertEqual(Expect, Expr, Comment))).
-define(_assertNotEqual(Unexpected, Expr), ?_test(?assertNotEqual(Unexpected, Expr))).
-define(_assertNotEqual(Unexpected, Expr, Comment), ?_test(?assertNotEqual(Unexpected, Expr, Comment))).
-define(_assertException(Class, Term, Expr), ?_test(?assertException(Class, Term, Expr))).
-define(_assertException(Class, Term, Expr, Comment), ?_test(?assertException(Class, Term, Expr, Comment))).
-define(_assertError(Term, Expr), ?_test(?assertError(Term, Expr))).
-define(_assertError(Term, Expr, Comment), ?_test(?assertError(Term, Expr, Comment))).
-define(_assertExit(Term, Expr), ?_test(?assertExit(Term, Expr))).
-define(_assertExit(Term, Expr, Comment), ?_test(?assertExit(Term, Expr, Comment))).
-define(_assertThrow(Term, Expr), ?_test(?assertThrow(Term, Expr))).
-define(_assertThrow(Term, Expr, Comment), ?_test(?assertThrow(Term, Expr, Comment))).
-define(_assertNotException(Class, Term, Expr), ?_test(?assertNotException(Class, Term, Expr))).
-define(_assertNotException(Class, Term, Expr, Comment), ?_test(?assertNotException(Class, Term, Expr, Comment))).

%% external commands
-define(cmdStatus(N, Cmd),
        begin
            ((fun() ->
                case eunit_lib:command(Cmd) of
                    {(N), Out__} -> Out__;
                    {N__, _} -> erlang:error({command_failed, [{module, ?MODULE}, {line, ?LINE}, {command, (Cmd)},
                                                               {expected_status, (N)}, {status, N__}]})
                end
            end)())
        end).
-define(_cmdStatus(N, Cmd), ?_test(?cmdStatus(N, Cmd))).
-define(cmd(Cmd), ?cmdStatus(0, Cmd)).
-define(_cmd_(Cmd), ?_test(?cmd(Cmd))).
-define(assertCmdStatus(N, Cmd),
        begin
            ((fun() ->
                case eunit_lib:command(Cmd) of
                    {(N), _} -> ok;
                    {N__, _} -> erlang:error({assertCmd_failed, [{module, ?MODULE}, {line, ?LINE}, {command, (Cmd)},
                                                                 {expected_status, (N)}, {status, N__}]})
                end
            end)())
        end).
-define(assertCmd(Cmd), ?assertCmdStatus(0, Cmd)).
-define(assertCmdOutput(T, Cmd),
        begin
            ((fun() ->
                case eunit_lib:command(Cmd) of
                    {_, (T)} -> ok;
                    {_, T__} -> erlang:error({assertCmdOutput_failed, [{module, ?MODULE}, {line, ?LINE}, {command, (Cmd)},
                                                                       {expected_output, (T)}, {output, T__}]})
                end
            end)())
        end).
-define(_assertCmdStatus(N, Cmd), ?_test(?assertCmdStatus(N, Cmd))).
-define(_assertCmd(Cmd), ?_test(?assertCmd(Cmd))).
-define(_assertCmdOutput(T, Cmd), ?_test(?assertCmdOutput(T, Cmd))).

%% debugging text, written past the capture of a test's output
-define(debugMsg(S),
        begin
            io:fwrite(user, <<"~ts:~w:~w: ~ts\n">>, [?FILE, ?LINE, self(), S]),
            ok
        end).
-define(debugHere, (?debugMsg("<-"))).
-define(debugFmt(S, As), (?debugMsg(io_lib:format((S), (As))))).
-define(debugVal(E), ?debugVal(E, 15)).
-define(debugVal(E, D),
        begin
            ((fun(V__) ->
                ?debugFmt(<<"~ts = ~tP">>, [(??E), V__, D]),
                V__
            end)(E))
        end).
-define(debugTime(S, E),
        begin
            ((fun() ->
                {__T0, _} = statistics(wall_clock),
                V__ = (E),
                {__T1, _} = statistics(wall_clock),
                ?debugFmt(<<"~ts: ~.3f s">>, [(S), (__T1 - __T0) / 1000]),
                V__
            end)())
        end).

-endif.
