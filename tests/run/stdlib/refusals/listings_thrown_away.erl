%% Functions that print listings, in front of a group leader that counts what it is given.
-module(listings_thrown_away).
-export([main/0]).
-include("../show.hrl").

main() ->
    logger:set_primary_config(level, none),
    Printed = fun(F) -> {Value, N} = with_counter(F), {Value, N > 0} end,
    show(logger, Printed(fun() -> logger:i() end)),
    each(fun(What) -> Printed(fun() -> logger:i(What) end) end, [primary, handlers, proxy, modules]),
    each(fun(What) -> try logger:i(What) of _ -> done catch C:_ -> C end end, [no_such_thing, 17]),
    show(tables, Printed(fun() -> ets:i() end)),
    show(clashes, element(1, with_counter(fun() -> code:clash() end))),
    Dir = "listings_" ++ os:getpid(),
    ok = file:make_dir(Dir),
    show(stuck, {code:stick_dir(Dir), code:unstick_dir(Dir)}),
    ok = file:del_dir(Dir),
    many(code, stick_dir, [["no/such/folder"], [17]]),
    many(code, unstick_dir, [["no/such/folder"], [17]]),
    show(eunit, {element(1, eunit:start()), eunit:stop()}),
    ok.

with_counter(F) ->
    Old = group_leader(),
    Counter = spawn_link(fun() -> counter(0) end),
    group_leader(Counter, self()),
    Value = outcome(F),
    group_leader(Old, self()),
    Counter ! {count, self()},
    receive {count, N} -> {Value, N} end.

counter(N) ->
    receive
        {io_request, From, As, getopts} -> From ! {io_reply, As, [{encoding, unicode}]}, counter(N);
        {io_request, From, As, {get_geometry, _}} -> From ! {io_reply, As, {error, enotsup}}, counter(N);
        {io_request, From, As, _} -> From ! {io_reply, As, ok}, counter(N + 1);
        {count, To} -> To ! {count, N}
    end.
