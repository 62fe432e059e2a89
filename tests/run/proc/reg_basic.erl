%% Registered names: register, whereis, unregister, registered, and what is refused.
-module(reg_basic).
-export([main/0]).
-include("proc.hrl").

main() ->
    H = host(), G = host(),
    p({register(reg_a, H), whereis(reg_a) =:= H, process_info(H, registered_name)}),
    p("taken", [t(fun() -> register(reg_a, P) end) || P <- [H, G]]),
    p("second name", t(fun() -> register(reg_b, H) end)),
    p("undefined", t(fun() -> register(undefined, G) end)),
    p("bad", [t(fun() -> register(N, P) end) || {N, P} <- [{"a", G}, {1, G}, {reg_c, x}, {reg_c, 1}]]),
    Dead = spawn(fun() -> ok end), died(Dead),
    p("dead", t(fun() -> register(reg_d, Dead) end)),
    p("unregister", {unregister(reg_a), t(fun() -> unregister(reg_a) end), t(fun() -> unregister("x") end)}),
    p("whereis", {whereis(reg_a), whereis(undefined), t(fun() -> whereis("x") end)}),
    p("free again", {register(reg_a, G), process_info(G, registered_name), process_info(H, registered_name)}),
    p("list", {lists:member(reg_a, registered()), lists:member(reg_b, registered())}),
    p("end frees", {quit(G, normal), whereis(reg_a), lists:member(reg_a, registered())}),
    p("and again", {register(reg_a, H), quit(H, x), whereis(reg_a)}),
    p("self", {register(reg_self, self()), reg_self ! hi, all(), unregister(reg_self)}).
