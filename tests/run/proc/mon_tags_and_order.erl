%% Monitors with tags of every kind of term, several of one process, fired in the order they were set; tags that look like other messages.
-module(mon_tags_and_order).
-export([main/0]).
-include("proc.hrl").

main() ->
    Tags = [down, 'DOWN', {t, 1}, [], 5, 1.5, <<"tag">>, "text", #{k => v}, self(), fun erlang:abs/1, 'EXIT', make_ref()], H = host(), Ms = [{T, monitor(process, H, [{tag, T}])} || T <- Tags], quit(H, bye),
    p([receive {T, M, process, H, R} -> R end || {T, M} <- Ms]), p(all()),
    G = host(), Self = self(), Ns = [monitor(process, G, [{tag, {n, I}}]) || I <- lists:seq(1, 6)], demonitor(lists:nth(3, Ns)), demonitor(lists:nth(5, Ns), [flush]), exit(G, kill), died(G), p(lists:sort([{I, R} || {{n, I}, _, process, _, R} <- all()])),
    D = spawn(fun() -> ok end), died(D), M1 = monitor(process, D, [{tag, dead}]), p(receive {dead, M1, process, D, R1} -> R1 end), M2 = monitor(process, nobody_of_this_name, [{tag, {x, y}}]), p(receive {{x, y}, M2, process, {nobody_of_this_name, _}, R2} -> R2 end),
    p([t(fun() -> monitor(process, Self, O) end) || O <- [[tag], [{tag}], {tag, x}, [{tag, a} | b], [{alias, explicit_unalias}, x]]]), M3 = monitor(process, Self, [{tag, a}, {tag, b}]), p(demonitor(M3, [info])),
    {P4, M4} = spawn_opt(fun() -> exit(z) end, [{monitor, [{tag, {own, []}}, {alias, demonitor}]}]), p(receive {{own, []}, M4, process, P4, R4} -> R4 end), p(unalias(M4)), M5 = monitor(process, Self, []), p(demonitor(M5)), M6 = monitor(time_offset, clock_service), p({is_reference(M6), demonitor(M6)}), p([t(fun() -> monitor(X, Y) end) || {X, Y} <- [{port, self()}, {process, 1}, {x, self()}, {time_offset, x}]]).
