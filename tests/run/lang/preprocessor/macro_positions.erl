%% Macros may stand for parts of forms: patterns, guards, clauses, operators, attributes, parts of other names' uses.
-module(macro_positions).
-export([main/0]).
-define(is_small(X), is_integer(X), X >= 0, X < 10).
-define(pair(A, B), {A, B}).
-define(op, +).
-define(arrow, ->).
-define(also, ; (_) -> other).
-define(fields, a = 1, b = 2).
-define(exports, [also_exported/0, also_exported/1]).
-define(record_name, rec).
-define(module_name, lists).
-define(size, :4/unit:2).
-record(?record_name, {?fields, c}).
-export(?exports).
-include("../lang.hrl").

also_exported() -> 0.
also_exported(X) -> X.

digit(X) when ?is_small(X) -> small;
digit(_) -> not_small.

swap(?pair(A, B)) -> ?pair(B, A).

main() ->
    ?show([digit(3), digit(10), digit(a), digit(-1)]),
    ?show(swap({1, 2})),
    ?show(1 ?op 2),
    ?show((fun(1) ?arrow one ?also end)(2)),
    ?show(#?record_name{c = 3}),
    ?show((#?record_name{})#?record_name.b),
    ?show(?module_name:reverse([1, 2])),
    ?show(<<5 ?size>>),
    ?show([F || {F, _} <- ?MODULE:module_info(exports), F =:= also_exported]),
    ?show([?pair(X, Y) || ?pair(X, Y) <- [{1, 2}, x, {3, 4}]]),
    ?show(case id(7) of N when ?is_small(N) -> yes; _ -> no end),
    ok.
