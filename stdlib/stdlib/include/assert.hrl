%% Assertion macros. Each gives ok or raises an error that tells what was expected and what came.
%% With NOASSERT defined (and ASSERT not) they do nothing.
-ifndef(ASSERT_HRL).
-define(ASSERT_HRL, true).

-ifdef(NOASSERT).
-ifndef(ASSERT).
-define(PURLIN_NOASSERT, true).
-endif.
-endif.

-ifdef(PURLIN_NOASSERT).

-define(assert(BoolExpr), ok).
-define(assert(BoolExpr, Comment), ok).
-define(assertNot(BoolExpr), ok).
-define(assertNot(BoolExpr, Comment), ok).
-define(assertMatch(Guard, Expr), ok).
-define(assertMatch(Guard, Expr, Comment), ok).
-define(assertNotMatch(Guard, Expr), ok).
-define(assertNotMatch(Guard, Expr, Comment), ok).
-define(assertEqual(Expect, Expr), ok).
-define(assertEqual(Expect, Expr, Comment), ok).
-define(assertNotEqual(Unexpected, Expr), ok).
-define(assertNotEqual(Unexpected, Expr, Comment), ok).
-define(assertException(Class, Term, Expr), ok).
-define(assertException(Class, Term, Expr, Comment), ok).
-define(assertError(Term, Expr), ok).
-define(assertError(Term, Expr, Comment), ok).
-define(assertExit(Term, Expr), ok).
-define(assertExit(Term, Expr, Comment), ok).
-define(assertThrow(Term, Expr), ok).
-define(assertThrow(Term, Expr, Comment), ok).
-define(assertNotException(Class, Term, Expr), ok).
-define(assertNotException(Class, Term, Expr, Comment), ok).

-else.

%% What every failure tells first.
-define(PURLIN_WHERE(Expr), {module, ?MODULE}, {line, ?LINE}, {expression, (??Expr)}).
-define(PURLIN_WHERE(Expr, Comment), {module, ?MODULE}, {line, ?LINE}, {comment, (Comment)}, {expression, (??Expr)}).

-define(assert(BoolExpr),
        begin
            ((fun() ->
                __T = is_process_alive(self()),
                case (BoolExpr) of
                    __T -> ok;
                    __V -> erlang:error({assert, [?PURLIN_WHERE(BoolExpr), {expected, true},
                                                  case not __T of
                                                      __V -> {value, false};
                                                      _ -> {not_boolean, __V}
                                                  end]})
                end
            end)())
        end).

-define(assert(BoolExpr, Comment),
        begin
            ((fun() ->
                __T = is_process_alive(self()),
                case (BoolExpr) of
                    __T -> ok;
                    __V -> erlang:error({assert, [?PURLIN_WHERE(BoolExpr, Comment), {expected, true},
                                                  case not __T of
                                                      __V -> {value, false};
                                                      _ -> {not_boolean, __V}
                                                  end]})
                end
            end)())
        end).

-define(assertNot(BoolExpr),
        begin
            ((fun() ->
                __F = not is_process_alive(self()),
                case (BoolExpr) of
                    __F -> ok;
                    __V -> erlang:error({assert, [?PURLIN_WHERE(BoolExpr), {expected, false},
                                                  case not __F of
                                                      __V -> {value, true};
                                                      _ -> {not_boolean, __V}
                                                  end]})
                end
            end)())
        end).

-define(assertNot(BoolExpr, Comment),
        begin
            ((fun() ->
                __F = not is_process_alive(self()),
                case (BoolExpr) of
                    __F -> ok;
                    __V -> erlang:error({assert, [?PURLIN_WHERE(BoolExpr, Comment), {expected, false},
                                                  case not __F of
                                                      __V -> {value, true};
                                                      _ -> {not_boolean, __V}
                                                  end]})
                end
            end)())
        end).

-define(assertMatch(Guard, Expr),
        begin
            ((fun() ->
                case (Expr) of
                    Guard -> ok;
                    __V -> erlang:error({assertMatch, [?PURLIN_WHERE(Expr), {pattern, (??Guard)}, {value, __V}]})
                end
            end)())
        end).

-define(assertMatch(Guard, Expr, Comment),
        begin
            ((fun() ->
                case (Expr) of
                    Guard -> ok;
                    __V -> erlang:error({assertMatch, [?PURLIN_WHERE(Expr, Comment), {pattern, (??Guard)},
                                                       {value, __V}]})
                end
            end)())
        end).

-define(assertNotMatch(Guard, Expr),
        begin
            ((fun() ->
                __V = (Expr),
                case __V of
                    Guard -> erlang:error({assertNotMatch, [?PURLIN_WHERE(Expr), {pattern, (??Guard)}, {value, __V}]});
                    _ -> ok
                end
            end)())
        end).

-define(assertNotMatch(Guard, Expr, Comment),
        begin
            ((fun() ->
                __V = (Expr),
                case __V of
                    Guard -> erlang:error({assertNotMatch, [?PURLIN_WHERE(Expr, Comment),
                                                            {pattern, (??Guard)}, {value, __V}]});
                    _ -> ok
                end
            end)())
        end).

-define(assertEqual(Expect, Expr),
        begin
            ((fun() ->
                __X = (Expect),
                case (Expr) of
                    __X -> ok;
                    __V -> erlang:error({assertEqual, [?PURLIN_WHERE(Expr), {expected, __X}, {value, __V}]})
                end
            end)())
        end).

-define(assertEqual(Expect, Expr, Comment),
        begin
            ((fun() ->
                __X = (Expect),
                case (Expr) of
                    __X -> ok;
                    __V -> erlang:error({assertEqual, [?PURLIN_WHERE(Expr, Comment), {expected, __X},
                                                       {value, __V}]})
                end
            end)())
        end).

-define(assertNotEqual(Unexpected, Expr),
        begin
            ((fun() ->
                __X = (Unexpected),
                case (Expr) of
                    __X -> erlang:error({assertNotEqual, [?PURLIN_WHERE(Expr), {value, __X}]});
                    _ -> ok
                end
            end)())
        end).

-define(assertNotEqual(Unexpected, Expr, Comment),
        begin
            ((fun() ->
                __X = (Unexpected),
                case (Expr) of
                    __X -> erlang:error({assertNotEqual, [?PURLIN_WHERE(Expr, Comment), {value, __X}]});
                    _ -> ok
                end
            end)())
        end).

-define(assertException(Class, Term, Expr),
        begin
            ((fun() ->
                try (Expr) of
                    __V -> erlang:error({assertException, [?PURLIN_WHERE(Expr),
                                                           {pattern, "{ " ++ (??Class) ++ " , " ++ (??Term) ++ " , [...] }"},
                                                           {unexpected_success, __V}]})
                catch
                    Class:Term -> ok;
                    __C:__T:__S -> erlang:error({assertException, [?PURLIN_WHERE(Expr),
                                                                   {pattern, "{ " ++ (??Class) ++ " , " ++ (??Term) ++ " , [...] }"},
                                                                   {unexpected_exception, {__C, __T, __S}}]})
                end
            end)())
        end).

-define(assertException(Class, Term, Expr, Comment),
        begin
            ((fun() ->
                try (Expr) of
                    __V -> erlang:error({assertException, [?PURLIN_WHERE(Expr, Comment),
                                                           {pattern, "{ " ++ (??Class) ++ " , " ++ (??Term) ++ " , [...] }"},
                                                           {unexpected_success, __V}]})
                catch
                    Class:Term -> ok;
                    __C:__T:__S -> erlang:error({assertException, [?PURLIN_WHERE(Expr, Comment),
                                                                   {pattern, "{ " ++ (??Class) ++ " , " ++ (??Term) ++ " , [...] }"},
                                                                   {unexpected_exception, {__C, __T, __S}}]})
                end
            end)())
        end).

-define(assertError(Term, Expr), ?assertException(error, Term, Expr)).
-define(assertError(Term, Expr, Comment), ?assertException(error, Term, Expr, Comment)).
-define(assertExit(Term, Expr), ?assertException(exit, Term, Expr)).
-define(assertExit(Term, Expr, Comment), ?assertException(exit, Term, Expr, Comment)).
-define(assertThrow(Term, Expr), ?assertException(throw, Term, Expr)).
-define(assertThrow(Term, Expr, Comment), ?assertException(throw, Term, Expr, Comment)).

-define(assertNotException(Class, Term, Expr),
        begin
            ((fun() ->
                try (Expr) of
                    _ -> ok
                catch
                    __C:__T:__S ->
                        case __C of
                            Class ->
                                case __T of
                                    Term -> erlang:error({assertNotException,
                                                          [?PURLIN_WHERE(Expr),
                                                           {pattern, "{ " ++ (??Class) ++ " , " ++ (??Term) ++ " , [...] }"},
                                                           {unexpected_exception, {__C, __T, __S}}]});
                                    _ -> ok
                                end;
                            _ -> ok
                        end
                end
            end)())
        end).

-define(assertNotException(Class, Term, Expr, Comment),
        begin
            ((fun() ->
                try (Expr) of
                    _ -> ok
                catch
                    __C:__T:__S ->
                        case __C of
                            Class ->
                                case __T of
                                    Term -> erlang:error({assertNotException,
                                                          [?PURLIN_WHERE(Expr, Comment),
                                                           {pattern, "{ " ++ (??Class) ++ " , " ++ (??Term) ++ " , [...] }"},
                                                           {unexpected_exception, {__C, __T, __S}}]});
                                    _ -> ok
                                end;
                            _ -> ok
                        end
                end
            end)())
        end).

-endif.
-endif.
