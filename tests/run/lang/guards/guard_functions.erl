%% All functions allowed in guards, with arguments that are right and wrong.
-module(guard_functions).
-export([main/0]).
-include("../lang.hrl").

g(1, X) when abs(X) > 1 -> yes;
g(2, X) when bit_size(X) =:= 9 -> yes;
g(3, X) when byte_size(X) =:= 2 -> yes;
g(4, X) when ceil(X) =:= 2 -> yes;
g(5, X) when element(2, X) =:= b -> yes;
g(6, X) when float(X) =:= 2.0 -> yes;
g(7, X) when floor(X) =:= 1 -> yes;
g(8, X) when hd(X) =:= b -> yes;
g(9, X) when length(X) =:= 2 -> yes;
g(10, X) when map_size(X) =:= 1 -> yes;
g(11, X) when node(X) =:= nonode@nohost -> yes;
g(12, X) when round(X) =:= 2 -> yes;
g(13, X) when size(X) =:= 2 -> yes;
g(14, X) when tl(X) =:= [] -> yes;
g(15, X) when trunc(X) =:= 1 -> yes;
g(16, X) when tuple_size(X) =:= 2 -> yes;
g(17, X) when self() =:= X -> yes;
g(18, X) when node() =:= X -> yes;
g(19, X) when binary_part(X, 1, 1) =:= <<"b">> -> yes;
g(20, X) when binary_part(X, {0, 1}) =:= <<"a">> -> yes;
g(21, X) when is_map_key(a, X) -> yes;
g(22, X) when map_get(a, X) =:= 1 -> yes;
g(23, X) when max(X, 1) =:= 1 -> yes;
g(24, X) when min(X, b) =:= b -> yes;
g(25, X) when X div 2 =:= 1, X rem 2 =:= 0 -> yes;
g(26, X) when X / 2 == 1 -> yes;
g(27, X) when X band 6 =:= 2, X bor 1 =:= 3, X bxor 3 =:= 1, bnot X =:= -3, X bsl 1 =:= 4, X bsr 1 =:= 1 -> yes;
g(28, X) when -X =:= -2, +X =:= 2 -> yes;
g(29, X) when is_integer(X, 1, 3) -> yes;
g(30, X) when [X | [b]] =:= [a, b], {X, X} =:= {a, a} -> yes;
g(31, X) when <<X, 1:4>> =:= <<2, 1:4>> -> yes;
g(_, _) -> no.
main() ->
    Terms = [2, -2, 1.5, 0, a, b, [b], [a, b], [a | b], {a, b}, <<"ab">>, <<1:9>>, #{a => 1}, self(), nonode@nohost, nonode],
    [io:format("~w: ~0p~n", [N, [if is_pid(T) -> self; true -> T end || T <- Terms, g(N, T) =:= yes]]) || N <- lists:seq(1, 31)],
    ok.
