%% Predefined macros, where they stand and inside other macros.
-module(predefined).
-export([main/0]).
-include("../lang.hrl").
-define(here, {?FUNCTION_NAME, ?FUNCTION_ARITY, ?LINE}).
-define(where(X), {X, ?LINE}).

zero() -> ?here.
one(_) -> ?here.
three(_, _, _) -> (fun() -> ?here end)().
'quoted name'() -> ?here.
clauses(1) -> ?LINE;
clauses(2) ->
    ?LINE.

main() ->
    ?show(?MODULE),
    ?show(?MODULE_STRING),
    ?show(?MODULE_STRING ++ "_test"),
    ?show(filename:basename(?FILE)),
    ?show(is_integer(?LINE)),
    ?show(?OTP_RELEASE >= 27),
    ?show(?MACHINE),
    ?show(zero()),
    ?show(one(a)),
    ?show(three(a, b, c)),
    ?show('quoted name'()),
    ?show([clauses(1), clauses(2)]),
    ?show(?where(a)),
    ?show(?where(
        b)),
    ?show([?LINE,
           ?LINE,
           ?where(?LINE)]),
    ?show({?MODULE, ?FUNCTION_NAME}),
    ?show(fun ?MODULE:?FUNCTION_NAME/?FUNCTION_ARITY =:= fun predefined:main/0),
    ok.

