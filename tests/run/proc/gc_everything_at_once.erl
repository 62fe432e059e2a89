%% A state of terms of all types, changed again and again with collections forced in between, against the same state kept as bytes.
-module(gc_everything_at_once).
-export([main/0]).
-include("proc.hrl").

main() -> p([ends(fun() -> exit(go(Seed)) end) || Seed <- [1, 2, 3]]), p(ends(fun() -> exit(deep(120)) end)), p(ends(fun() -> exit(messages(100)) end)), p(ends(fun() -> exit(t(fun() -> handlers(30) end)) end)).

go(Seed) ->
    S0 = #{list => lists:seq(1, 20), tuple => {a, 1.5, <<"x">>}, bin => <<"start">>, map => #{}, big => 1, funs => [], refs => {}},
    S = lists:foldl(fun step/2, S0, lists:seq(Seed, 90 + Seed)),
    B = term_to_binary(maps:remove(funs, S)), garbage_collect(),
    {erlang:crc32(term_to_binary(maps:remove(funs, S))) =:= erlang:crc32(B), binary_to_term(B) =:= maps:remove(funs, S), lists:sum([F(1) || F <- maps:get(funs, S)]), map_size(maps:get(map, S)), byte_size(maps:get(bin, S)), erlang:phash2(maps:with([list, tuple, bin, map, big], S))}.

step(N, S = #{list := [H | T] = L, tuple := Tu, bin := B, map := M, big := Big, funs := Fs}) ->
    N rem 50 =:= 0 andalso garbage_collect(),
    N rem 50 =:= 25 andalso garbage_collect(self(), [{type, minor}]),
    case N rem 8 of
        0 -> S#{list := T ++ [H + N]};
        1 -> S#{tuple := setelement(N rem 3 + 1, Tu, {N, [float(N), Tu =:= {}]})};
        2 -> S#{bin := <<(binary:part(B, 0, min(40, byte_size(B))))/binary, N:16, B/binary>>, list := lists:reverse(L)};
        3 -> S#{map := M#{N => {B, N}, {N} => #{deep => [N]}}};
        4 -> S#{big := Big * (N + 1) rem 1000000000000000000000000000007};
        5 -> S#{funs := lists:sublist([fun(X) -> X + N + length(L) end | Fs], 10)};
        6 -> S#{map := maps:filter(fun(K, _) -> not is_integer(K) orelse K rem 3 =/= 0 end, M)};
        7 -> S#{bin := binary:part(B, byte_size(B) div 2, byte_size(B) - byte_size(B) div 2)}
    end.

deep(0) -> garbage_collect(), [];
deep(N) -> X = {N, <<N:32>>, float(N)}, R = deep(N - 1), N rem 40 =:= 0 andalso garbage_collect(), case R of [] -> [X]; [_ | _] when N > 3 -> [hd(R), element(3, X)]; _ -> {X, R} end.
messages(N) -> [self() ! {I, lists:seq(1, I rem 20), <<I:I>>, fun() -> I end} || I <- lists:seq(1, N)], garbage_collect(), lists:sum([receive {I, L, B, F} when I rem 2 =:= K -> length(L) + bit_size(B) + F() end || K <- [0, 1], _ <- lists:seq(1, N div 2)]).
handlers(0) -> throw_it([x]);
handlers(N) -> L = [N, {N}], try handlers(N - 1) of V -> {V, L} catch throw:{T, A} when N rem 10 =:= 0 -> garbage_collect(), throw({T, [hd(L) | A]}) after put(N, L) end.
throw_it(L) -> try throw({L, []}) after garbage_collect() end.
