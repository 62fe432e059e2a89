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
                T__ = is_process_alive(self()),
                case (BoolExpr) of
                    T__ -> ok;
                    V__ -> erlang:error({assert, [?PURLIN_WHERE(BoolExpr), {expected, true},
                                                  case not T__ of
                                                      V__ -> {value, false};
                                                      _ -> {not_boolean, V__}
                                                  end]})
                end
            end)())
        end).

-define(assert(BoolExpr, Comment),
        begin
            ((fun() ->
                T__ = is_process_alive(self()),
                case (BoolExpr) of
                    T__ -> ok;
                    V__ -> erlang:error({assert, [?PURLIN_WHERE(BoolExpr, Comment), {expected, true},
                                                  case not T__ of
                                                      V__ -> {value, false};
                                                      _ -> {not_boolean, V__}
                                                  end]})
                end
            end)())
        end).

-define(assertNot(BoolExpr),
        begin
            ((fun() ->
                F__ = not is_process_alive(self()),
                case (BoolExpr) of
                    F__ -> ok;
                    V__ -> erlang:error({assert, [?PURLIN_WHERE(BoolExpr), {expected, false},
                                                  case not F__ of
                                                      V__ -> {value, true};
                                                      _ -> {not_boolean, V__}
                                                  end]})
                end
            end)())
        end).

-define(assertNot(BoolExpr, Comment),
        begin
            ((fun() ->
                F__ = not is_process_alive(self()),
                case (BoolExpr) of
                    F__ -> ok;
                    V__ -> erlang:error({assert, [?PURLIN_WHERE(BoolExpr, Comment), {expected, false},
                                                  case not F__ of
                                                      V__ -> {value, true};
                                                      _ -> {not_boolean, V__}
                                                  end]})
                end
            end)())
        end).

-define(assertMatch(Guard, Expr),
        begin
            ((fun() ->
                case (Expr) of
                    Guard -> ok;
                    V__ -> erlang:error({assertMatch, [?PURLIN_WHERE(Expr), {pattern, (??Guard)}, {value, V__}]})
                end
            end)())
        end).

-define(assertMatch(Guard, Expr, Comment),
        begin
            ((fun() ->
                case (Expr) of
                    Guard -> ok;
                    V__ -> erlang:error({assertMatch, [?PURLIN_WHERE(Expr, Comment), {pattern, (??Guard)},
                                                       {value, V__}]})
                end
            end)())
        end).

-define(assertNotMatch(Guard, Expr),
        begin
            ((fun() ->
                V__ = (Expr),
                case V__ of
                    Guard -> erlang:error({assertNotMatch, [?PURLIN_WHERE(Expr), {pattern, (??Guard)}, {value, V__}]});
                    _ -> ok
                end
            end)())
        end).

-define(assertNotMatch(Guard, Expr, Comment),
        begin
            ((fun() ->
                V__ = (Expr),
                case V__ of
                    Guard -> erlang:error({assertNotMatch, [?PURLIN_WHERE(Expr, Comment),
                                                            {pattern, (??Guard)}, {value, V__}]});
                    _ -> ok
                end
            end)())
        end).

-define(assertEqual(Expect, Expr),
        begin
            ((fun() ->
                X__ = (Expect),
                case (Expr) of
                    X__ -> ok;
                    V__ -> erlang:error({assertEqual, [?PURLIN_WHERE(Expr), {expected, X__}, {value, V__}]})
                end
            end)())
        end).

-define(assertEqual(Expect, Expr, Comment),
        begin
            ((fun() ->
                X__ = (Expect),
                case (Expr) of
                    X__ -> ok;
                    V__ -> erlang:error({assertEqual, [?PURLIN_WHERE(Expr, Comment), {expected, X__},
                                                       {value, V__}]})
                end
            end)())
        end).

-define(assertNotEqual(Unexpected, Expr),
        begin
            ((fun() ->
                X__ = (Unexpected),
                case (Expr) of
                    X__ -> erlang:error({assertNotEqual, [?PURLIN_WHERE(Expr), {value, X__}]});
                    _ -> ok
                end
            end)())
        end).

-define(assertNotEqual(Unexpected, Expr, Comment),
        begin
            ((fun() ->
                X__ = (Unexpected),
                case (Expr) of
                    X__ -> erlang:error({assertNotEqual, [?PURLIN_WHERE(Expr, Comment), {value, X__}]});
                    _ -> ok
                end
            end)())
        end).

-define(assertException(Class, Term, Expr),
        begin
            ((fun() ->
                try (Expr) of
                    V__ -> erlang:error({assertException, [?PURLIN_WHERE(Expr),
                                                           {pattern, "{ " ++ (??Class) ++ " , " ++ (??Term) ++ " , [...] }"},
                                                           {unexpected_success, V__}]})
                catch
                    Class:Term -> ok;
                    C__:T__:S__ -> erlang:error({assertException, [?PURLIN_WHERE(Expr),
                                                                   {pattern, "{ " ++ (??Class) ++ " , " ++ (??Term) ++ " , [...] }"},
                                                                   {unexpected_exception, {C__, T__, S__}}]})
                end
            end)())
        end).

-define(assertException(Class, Term, Expr, Comment),
        begin
            ((fun() ->
                try (Expr) of
                    V__ -> erlang:error({assertException, [?PURLIN_WHERE(Expr, Comment),
                                                           {pattern, "{ " ++ (??Class) ++ " , " ++ (??Term) ++ " , [...] }"},
                                                           {unexpected_success, V__}]})
                catch
                    Class:Term -> ok;
                    C__:T__:S__ -> erlang:error({assertException, [?PURLIN_WHERE(Expr, Comment),
                                                                   {pattern, "{ " ++ (??Class) ++ " , " ++ (??Term) ++ " , [...] }"},
                                                                   {unexpected_exception, {C__, T__, S__}}]})
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
                    C__:T__:S__ ->
                        case C__ of
                            Class ->
                                case T__ of
                                    Term -> erlang:error({assertNotException,
                                                          [?PURLIN_WHERE(Expr),
                                                           {pattern, "{ " ++ (??Class) ++ " , " ++ (??Term) ++ " , [...] }"},
                                                           {unexpected_exception, {C__, T__, S__}}]});
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
                    C__:T__:S__ ->
                        case C__ of
                            Class ->
                                case T__ of
                                    Term -> erlang:error({assertNotException,
                                                          [?PURLIN_WHERE(Expr, Comment),
                                                           {pattern, "{ " ++ (??Class) ++ " , " ++ (??Term) ++ " , [...] }"},
                                                           {unexpected_exception, {C__, T__, S__}}]});
                                    _ -> ok
                                end;
                            _ -> ok
                        end
                end
            end)())
        end).

-endif.
-endif.
