%% Large maps, lists and binaries are made in slices: they are what making them piece by piece gives.
-module(natives_in_slices).
-export([main/0, tell/2]).

main() ->
    Keys = [key(I) || I <- lists:seq(1, 5000)],
    Pairs = [{K, I} || {K, I} <- lists:zip(Keys, lists:seq(1, 5000))],
    Twice = Pairs ++ [{K, again} || K <- lists:sublist(Keys, 100, 50)],
    Map = maps:from_list(Twice),
    say(from_list, Map =:= lists:foldl(fun({K, V}, M) -> M#{K => V} end, #{}, Twice)),
    say(from_keys, maps:from_keys(Keys, x) =:= maps:map(fun(_, _) -> x end, Map)),
    say(few_keys, maps:to_list(maps:from_list([{I rem 7, I} || I <- lists:seq(1, 5000)]))),
    say(many_then_one, maps:from_keys(lists:duplicate(5000, one), v)),
    say(lists, {lists:zip(maps:keys(Map), maps:values(Map)) =:= maps:to_list(Map), length(maps:to_list(Map))}),
    Odd = maps:filter(fun(_, V) -> is_integer(V) andalso V rem 2 =:= 1 end, Map),
    Other = maps:map(fun(_, _) -> other end, Odd),
    say(merge, maps:merge(Map, Other) =:= maps:fold(fun(K, V, M) -> M#{K => V} end, Map, Other)),
    say(merge_back, maps:merge(Other, Map) =:= Map),
    Few = #{key(1) => few, new => few},
    say(merge_few, {map_size(maps:merge(Map, Few)), maps:get(key(1), maps:merge(Map, Few)), maps:get(new, maps:merge(Map, Few))}),
    say(merge_into, {map_size(maps:merge(Few, Map)), maps:get(key(1), maps:merge(Few, Map)), maps:get(new, maps:merge(Few, Map))}),
    Some = maps:with([key(I) || I <- lists:seq(1, 60)], Map),
    say(merge_some, maps:merge(maps:map(fun(_, _) -> mine end, Some), Map) =:= Map),
    bad(fun() -> maps:from_list(Pairs ++ [not_a_pair]) end),
    bad(fun() -> maps:from_list(Pairs ++ tail) end),
    bad(fun() -> maps:from_keys(Keys ++ tail, x) end),
    subtract(Keys),
    binaries(Keys),
    say(external, binary_to_term(term_to_binary(Map)) =:= Map),
    say(phash2, erlang:phash2(Map) =:= erlang:phash2(lists:foldl(fun({K, V}, M) -> M#{K => V} end, #{}, lists:reverse(Twice)))),
    spawned(Keys).

key(I) when I rem 3 =:= 0 -> I * 1000003;
key(I) when I rem 3 =:= 1 -> {I, integer_to_binary(I)};
key(I) -> [I | float(I)].

say(Name, Value) -> io:format("~p ~p~n", [Name, Value]).

bad(Fun) ->
    try Fun() of
        _ -> say(bad, nothing)
    catch
        error:Reason:Stack -> say(bad, {Reason, [{M, F, length(Args)} || {M, F, Args, _} <- [hd(Stack)]]})
    end.

subtract(Keys) ->
    Right = lists:reverse(lists:sublist(Keys, 500, 4000)) ++ [1.0, nothing, hd(Keys), hd(Keys)],
    Left = [1, hd(Keys) | Keys] ++ lists:sublist(Keys, 600, 3),
    say(subtract, (Left -- Right) =:= one_by_one(Left, lists:sublist(Right, 10)) -- lists:nthtail(10, Right)),
    say(subtract_all, Keys -- Keys),
    say(subtract_length, length(Left -- Right)),
    say(subtract_none, (Keys -- lists:duplicate(3000, none)) =:= Keys).

one_by_one(Left, Right) -> lists:foldl(fun(X, L) -> L -- [X] end, Left, Right).

binaries(Keys) ->
    Tuple = list_to_tuple(Keys),
    say(tuple, tuple_to_list(Tuple) =:= Keys),
    Bytes = [I band 255 || I <- lists:seq(1, 10000)],
    Binary = list_to_binary(Bytes),
    say(bytes, binary_to_list(Binary) =:= Bytes),
    say(part, {binary_to_list(Binary, 9995, 10000), binary:bin_to_list(Binary, 5000, 4)}),
    <<_:3, Shifted:9000/binary, _/bitstring>> = Binary,
    say(shifted, {length(binary_to_list(Shifted)), erlang:md5(binary_to_list(Shifted)) =:= erlang:md5(Shifted)}),
    Copied = binary:copy(Shifted, 70),
    say(copied, {byte_size(Copied), binary:part(Copied, 69 * 9000, 9000) =:= Shifted, erlang:crc32(Copied)}),
    say(copied_small, {binary:copy(<<1, 2, 3>>, 3), erlang:crc32(binary:copy(<<1, 2, 3>>, 100001)), binary:copy(<<>>, 1000000), binary:copy(<<"x">>, 0)}).

%% What a new process gets is copied in slices when it is large.
spawned(Keys) ->
    Large = [Keys || _ <- lists:seq(1, 6)],
    Self = self(),
    Sum = erlang:phash2(Large),
    {P1, R1} = spawn_monitor(fun() -> Self ! {self(), erlang:phash2(Large)} end),
    P2 = spawn_link(?MODULE, tell, [Self, Large]),
    R2 = monitor(process, P2),
    [receive {P, Hash} -> say(spawned, Hash =:= Sum) end || P <- [P1, P2]],
    [receive {'DOWN', R, process, _, Why} -> say(down, [W || W <- [Why], W =/= noproc]) end || R <- [R1]],
    receive {'DOWN', R2, process, _, _} -> ok end.

tell(To, Large) -> To ! {self(), erlang:phash2(Large)}.
