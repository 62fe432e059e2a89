%% Macros without arguments: expanded when used, not when defined; empty, with commas, undefined and defined again.
-module(macros_objects).
-export([main/0]).
-include("../lang.hrl").
-define(A, ?B + 1).
-define(B, 10).
-define(EMPTY, ).
-define(LIST, 1, 2, 3).
-define(STRING, "part").
-define('quoted name', quoted).
-define(Variable, X).
-define(end_of, done).
-define(paren, (1 + 2)).
-define(bare, 1 + 2).
-define(open, [).
-define(close, ]).

first() -> ?A.
-undef(B).
-define(B, 20).
second() -> ?A.
-undef(never_defined).

main() ->
    ?show([first(), second()]),
    ?show([?LIST]),
    ?show({?LIST}),
    ?show([?EMPTY]),
    ?show("a" ?STRING "b" ?STRING),
    ?show(?'quoted name'),
    ?show(?end_of),
    ?show([?paren * 2, ?bare * 2]),
    X = 5,
    ?show(?Variable + X),
    ?show(? B),
    ?show(?
          B),
    ?show([begin ?EMPTY ok ?EMPTY end]),
    ok.

-undef(show).
-define(show(X), X).
-define(Text, "only now").
