%% -feature: maybe can be asked for and be put away, when it is away `maybe` and `else` are atoms.
-feature(maybe_expr, disable).
-module(features).
-export([main/0]).
-include("../lang.hrl").
words() -> [maybe, else, 'maybe'].
maybe_tuple({maybe, else}) -> yes;
maybe_tuple(_) -> no.

-if(?FEATURE_ENABLED(maybe_expr)).
state() -> enabled.
-else.
state() -> disabled.
-endif.

main() ->
    ?show(words()),
    ?show(maybe_tuple({'maybe', 'else'})),
    ?show(state()),
    ?show(?FEATURE_AVAILABLE(maybe_expr)),
    ?show(?FEATURE_AVAILABLE(no_such_feature)),
    ok.
