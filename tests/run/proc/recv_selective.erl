%% Selective receive takes the first message that matches, clause order matters only for one message.
-module(recv_selective).
-export([main/0]).
-include("proc.hrl").

main() ->
    [self() ! M || M <- [{b, 1}, {a, 1}, c, {b, 2}, {a, 2}]],
    p(receive {a, X} -> {a, X}; {b, X} -> {b, X} end),
    p(receive {a, X1} -> X1 end),
    p(receive {b, N} when N > 1 -> N end),
    p(receive Any -> Any end),
    p(receive c -> never; Y -> Y end),
    p(all()),
    %% bound variables, pins by binding, guards with failing expressions
    Want = {k, 2},
    [self() ! {k, I} || I <- [1, 2, 3]],
    p(receive Want -> found end),
    p(receive {k, Z} when hd(Z) =:= a -> a; {k, Z} when Z > 2; Z =:= zz -> Z end),
    p(all()),
    [self() ! M || M <- [<<1, 2, 3>>, #{a => 1, b => 2}, "str", {1, 2.0}, fun lists:sort/1]],
    p(receive #{b := B} -> B end),
    p(receive {_, F} when is_float(F) -> F end),
    p(receive <<_, R/binary>> -> R end),
    p(receive Fun when is_function(Fun, 1) -> Fun([2, 1]) end),
    p(receive "s" ++ T -> T end),
    p(all()).
