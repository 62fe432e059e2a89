%% Exceptions undo nothing but the stack: dictionary, mailbox, tables and bindings stay as they are.
-module(exceptions_keep_state).
-export([main/0]).
-include("../lang.hrl").

main() ->
    T = ets:new(t, []),
    ?show(catch begin put(k, 1), ets:insert(T, {a, 1}), self() ! m, throw(x) end),
    ?show([get(k), ets:lookup(T, a), receive M -> M after 0 -> none end]),
    ?show(try put(k, 2), error(e) catch error:e -> get(k) end),
    ?show(try [put(I, I) || I <- [1, 2, 3], I < 3 orelse throw(I)] catch R -> {R, get(1), get(2), get(3)} end),
    F = fun(A) -> try A() catch _:_ -> failed after put(after_, [get(after_)]) end end,
    ?show([F(fun() -> throw(a) end), F(fun() -> ok end), get(after_)]),
    X = try throw(7) catch N -> N * 2 end,
    ?show(X),
    ?show(try self() ! late, receive late -> throw(got) end catch got -> received end),
    ?show(try receive never -> ok after 0 -> throw(timeout) end catch V -> V end),
    ?show((fun L(0) -> throw(deep); L(I) -> 1 + L(I - 1) end)(1000)),
    ?show(try (fun L(0) -> throw(deep); L(I) -> 1 + L(I - 1) end)(10000) catch W -> W end),
    ok.
