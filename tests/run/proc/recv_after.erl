%% after: 0, infinity, expressions, large values and what is refused; when the clauses are looked at first.
-module(recv_after).
-export([main/0]).
-include("proc.hrl").

main() ->
    p(receive after 0 -> none end),
    self() ! m,
    p(receive X -> X after 0 -> none end),
    self() ! m,
    p(receive other -> other after 0 -> none end),
    p(all()),
    p(receive after 1 -> woke end),
    self() ! z,
    p(receive Y -> Y after infinity -> never end),
    p(receive never -> x after id(3) -> computed end),
    self() ! q,
    p(receive Q -> Q after 4294967295 -> never end),
    [p(t(fun() -> receive after T -> bad end end)) || T <- [id(-1), id(x), id(1.0), id(4294967296), id(1 bsl 70), id("a"), id({1})]],
    %% a wrong time is found even when a message is there?
    self() ! there,
    p(t(fun() -> receive W -> W after id(wrong) -> bad end end)),
    p(all()),
    self() ! unmatched,
    p(t(fun() -> receive other -> x after id(-5) -> bad end end)),
    p(all()),
    %% the time is evaluated once, before anything is received
    self() ! a,
    p({receive a -> got after begin put(evaluated, yes), 10 end -> late end, get(evaluated)}).

id(X) -> X.
