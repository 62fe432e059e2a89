%% Links to oneself, to the dead, to nobody, to no process; with and without trap_exit.
-module(link_self_and_dead).
-export([main/0]).
-include("proc.hrl").

main() ->
    p("self", {link(self()), process_info(self(), links)}),
    p("self unlink", unlink(self())),
    Dead = spawn(fun() -> ok end), died(Dead),
    p("dead, not trapping", element(1, ends(fun() -> link(Dead), receive never -> ok end end))),
    p("unlink dead", unlink(Dead)),
    process_flag(trap_exit, true),
    p("dead, trapping", {link(Dead), exited(Dead), all()}),
    H = host(),
    p("again", {link(H), link(H), link(H)}),
    p("one link", process_info(self(), links) =:= {links, [H]}),
    p("its side", process_info(H, links) =:= {links, [self()]}),
    H ! {quit, bye},
    p("one exit", {exited(H), all()}),
    p("after", process_info(self(), links)),
    [p("badarg", t(fun() -> link(X) end)) || X <- [a, 1, {}, make_ref_(), "pid"]],
    p("badarg", t(fun() -> unlink(x) end)),
    p("options", t(fun() -> link(H, [nosuch]) end)).

make_ref_() -> undefined.
