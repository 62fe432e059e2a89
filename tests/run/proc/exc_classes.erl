%% The three classes: where each comes from, how each is caught, and what catch makes of it.
-module(exc_classes).
-export([main/0]).
-include("proc.hrl").

main() ->
    Fs = [fun() -> throw(t) end, fun() -> exit(e) end, fun() -> error(r) end, fun() -> value end,
          fun() -> throw({'EXIT', fake}) end, fun() -> exit(normal) end, fun() -> error({'EXIT', x}) end],
    [p({t(F), old_catch(F)}) || F <- Fs],
    %% without a class it is throw
    [p(try F() of V -> {v, V} catch X -> {thrown, X}; exit:X -> {exit, X}; error:X -> {error, X} end) || F <- Fs],
    %% a class as a variable, bound before
    C = exit,
    p(try exit(a) catch C:R1 -> {C, R1} end),
    p(try try error(a) catch C:R2 -> {C, R2} end catch K:R3 -> {outer, K, R3} end),
    p(try throw(x) catch K4:R4 when K4 =:= throw; R4 =:= y -> {K4, R4} end),
    p(try throw(x) catch _:y -> y; _:_ -> other end),
    %% nothing fits: it goes on
    p(t(fun() -> try throw(x) catch error:_ -> e; y -> y end end)).

old_catch(F) ->
    case catch F() of
        {'EXIT', {R, S}} when is_list(S) -> {'EXIT', R, with_stack};
        X -> X
    end.
