%% A handler or filter that crashes is removed; others go on; formats that do not fit are shown as such.
-module(log_handlers_crash).
-export([main/0]).
-export([log/2, bad/2]).
-include("proc.hrl").

main() ->
    Self = self(),
    _ = logger:remove_handler(default),
    logger:set_primary_config(level, notice),
    ok = logger:add_handler(good, ?MODULE, #{config => Self}),
    ok = logger:add_handler(crashing, ?MODULE, #{config => crash}),
    ok = logger:add_handler_filter(good, odd, {fun ?MODULE:bad/2, none}),
    logger:error("first ~p", [1]),
    p([M || {logged, {_, _} = M} <- [receive X -> X end]]),
    p(lists:sort([H || H <- logger:get_handler_ids(), H =:= good orelse H =:= crashing])),
    logger:error(#{a => report}),
    p(got()),
    logger:info("below the level"), logger:error("last"),
    p(got()),
    logger:remove_handler(good),
    logger:set_primary_config(level, none).

got() -> receive {logged, {report, #{a := V}}} -> V; {logged, {string, S}} -> S; {logged, _} -> got() end.
log(#{msg := Msg}, #{config := To}) when is_pid(To) -> To ! {logged, Msg};
log(_, #{config := crash}) -> error(handler_crash).
bad(Event, _) -> Event.
