-module(lines_tests).
-include_lib("eunit/include/eunit.hrl").
-import(lines_gen, [integer/2, elements/1, list/1, binary/1, word/0, one_of/1, tuple/1, map/2, pure/1]).

%% ---------------------------------------------------------------------------------------------------------
%% Framing

decode(Bytes) -> element(1, lines_codec:feed(Bytes, lines_codec:new(#{max_line => 40, max_data => 20}))).

frames_test_() ->
    [{binary_to_list(Bytes), ?_assertEqual(Frames, decode(Bytes))}
     || {Bytes, Frames} <- [{~"a b\n", [{line, [~"a", ~"b"]}]}, {~"a\r\nb\n", [{line, [~"a"]}, {line, [~"b"]}]}, {~"  a\t b \n", [{line, [~"a", ~"b"]}]},
                            {~"\n\r\n  \na\n", [{line, [~"a"]}]}, {~"\"\" \"a b\"\n", [{line, [~"", ~"a b"]}]}, {~"\"\\x41\\n\"\n", [{line, [~"A\n"]}]},
                            {~"set x {3}\nabc\n", [{line, [~"set", ~"x"], ~"abc"}]}, {~"x {0}\n\r\n", [{line, [~"x"], ~""}]}, {~"x \"{3}\"\n", [{line, [~"x", ~"{3}"]}]},
                            {~"x {3}\nabcd\ny\n", [{bad, data_too_long}, {line, [~"y"]}]}, {~"x {21}\n", [{bad, data_too_long}]}, {~"a", []}, {~"x {5}\nab", []},
                            {~"\"a\n", [{bad, open_quote}]}, {~"\"a\"b\n", [{bad, bad_quote}]}, {~"\"\\z\"\n", [{bad, bad_escape}]}, {~"a\"b\n", [{bad, bad_character}]}]].

%% Whatever is encoded comes back, wherever it is cut.
roundtrip_test_() ->
    Frame = one_of([map(fun({W, Ws}) -> {line, [W | Ws]} end, tuple([word(), list(word())])),
                    map(fun({W, Ws, D}) -> {line, [W | Ws], D} end, tuple([word(), list(word()), binary(integer(0, 255))]))]),
    Cut = fun({Frames, Sizes}) ->
        Bytes = iolist_to_binary([lines_codec:encode(F) || F <- Frames]),
        fed(cut(Bytes, Sizes), lines_codec:new()) =:= Frames
    end,
    {timeout, 60, ?_assertEqual(ok, lines_prop:for_all(tuple([list(Frame), list(integer(1, 9))]), Cut, #{tests => 60, size => 8}))}.

cut(Bytes, [Size | Sizes]) when byte_size(Bytes) > Size ->
    <<Piece:Size/binary, Rest/binary>> = Bytes,
    [Piece | cut(Rest, Sizes ++ [Size])];
cut(Bytes, _) -> [Bytes].

fed(Pieces, Codec) ->
    {Frames, _} = lists:mapfoldl(fun lines_codec:feed/2, Codec, Pieces),
    lists:append(Frames).

%% No bytes bring the codec down or make it keep more than its limits.
garbage_test_() ->
    Bytes = binary(one_of([integer(0, 255), elements("\n\r\"\\{}0123 ")])),
    Sane = fun(B) ->
        {Frames, _} = lines_codec:feed(B, lines_codec:new(#{max_line => 10, max_data => 5})),
        lists:all(fun({line, Ws}) -> iolist_size(Ws) =< 10; ({line, _, D}) -> byte_size(D) =< 5; ({bad, _}) -> true end, Frames)
    end,
    {timeout, 60, ?_assertEqual(ok, lines_prop:for_all(Bytes, Sane, #{tests => 300, size => 60}))}.

%% ---------------------------------------------------------------------------------------------------------
%% The store against a model that keeps everything in a list

store_model_test_() ->
    Key = elements([~"a", ~"b", ~"ab"]),
    Value = elements([~"1", ~"20", ~"x", ~""]),
    Command = one_of([map(fun({K, V}) -> {set, K, V, #{}} end, tuple([Key, Value])), map(fun({K, V}) -> {set, K, V, #{if_absent => true}} end, tuple([Key, Value])),
                      map(fun({K, V, T}) -> {set, K, V, #{ttl => T}} end, tuple([Key, Value, integer(1, 5)])), map(fun(K) -> {get, [K]} end, Key),
                      map(fun({K, N}) -> {incr, K, N} end, tuple([Key, integer(-3, 3)])), map(fun({K, V}) -> {append, K, V} end, tuple([Key, Value])),
                      map(fun(K) -> {delete, K} end, Key), map(fun({K, V, N}) -> {cas, K, V, N} end, tuple([Key, Value, integer(1, 4)])), pure({keys, ~"a"})]),
    Same = fun(Commands) ->
        {Real, _} = lists:mapfoldl(fun({N, C}, S) -> lines_store:run(C, N, S) end, lines_store:new(), lists:enumerate(Commands)),
        {Model, _} = lists:mapfoldl(fun({N, C}, S) -> model(C, [E || {_, _, _, Until} = E <- S, Until > N], N) end, [], lists:enumerate(Commands)),
        Real =:= Model orelse throw({Real, Model})
    end,
    {timeout, 60, ?_assertEqual(ok, lines_prop:for_all(list(Command), Same, #{tests => 150, size => 25}))}.

%% Entries: {Key, Value, Version, Until}; those that have expired are not there.
model({get, [K]}, S, _) ->
    case lists:keyfind(K, 1, S) of
        {_, V, N, _} -> {{value, {V, N}}, S};
        false -> {{value, none}, S}
    end;
model({set, K, V, #{if_absent := true}}, S, Now) ->
    case lists:keymember(K, 1, S) of
        true -> {{error, ~"exists"}, S};
        false -> model({set, K, V, #{}}, S, Now)
    end;
model({set, K, V, O}, S, Now) -> put_entry(K, V, case O of #{ttl := T} -> Now + T; _ -> infinity end, S);
model({incr, K, By}, S, _) ->
    {Old, Until} = entry(K, ~"0", S),
    case string:to_integer(Old) of
        {N, ~""} when is_integer(N) -> {{ok, N + By}, element(2, put_entry(K, integer_to_binary(N + By), Until, S))};
        _ -> {{error, ~"not a number"}, S}
    end;
model({append, K, V}, S, _) ->
    {Old, Until} = entry(K, ~"", S),
    put_entry(K, <<Old/binary, V/binary>>, Until, S);
model({delete, K}, S, _) -> {{ok, length([K || {K1, _, _, _} <- S, K1 =:= K])}, lists:keydelete(K, 1, S)};
model({cas, K, V, N}, S, _) ->
    case lists:keyfind(K, 1, S) of
        {_, _, N, Until} -> put_entry(K, V, Until, S);
        false -> {{error, ~"no such key"}, S};
        _ -> {{error, ~"changed"}, S}
    end;
model({keys, Prefix}, S, _) -> {{list, lists:sort([K || {K, _, _, _} <- S, binary:longest_common_prefix([K, Prefix]) =:= byte_size(Prefix)])}, S}.

entry(K, Default, S) ->
    case lists:keyfind(K, 1, S) of
        {_, V, _, Until} -> {V, Until};
        false -> {Default, infinity}
    end.

put_entry(K, V, Until, S) ->
    N = case lists:keyfind(K, 1, S) of {_, _, Old, _} -> Old + 1; false -> 1 end,
    {{ok, N}, lists:keystore(K, 1, S, {K, V, N, Until})}.

%% ---------------------------------------------------------------------------------------------------------
%% Property testing itself

shrinking_test_() ->
    [?_assertMatch({failed, [10], _, false}, lines_prop:for_all(list(integer(0, 100)), fun(L) -> lists:all(fun(N) -> N < 10 end, L) end)),
     ?_assertMatch({failed, [0, 0, 0], _, false}, lines_prop:for_all(list(integer(0, 9)), fun(L) -> length(L) < 3 end)),
     ?_assertMatch({failed, ~"\0", _, {error, badarith}}, lines_prop:for_all(binary(integer(0, 9)), fun(B) -> B =:= ~"" orelse 1 div (byte_size(B) - byte_size(B)) end))].

%% ---------------------------------------------------------------------------------------------------------
%% The service

service_test_() ->
    {setup, fun() -> logger:set_primary_config(level, none), {ok, A} = application:ensure_all_started(lines), A end,
     fun(A) -> [application:stop(X) || X <- A], logger:set_primary_config(level, notice) end,
     [fun two_clients/0, fun batches/0, fun owner_gone/0, fun store_restart/0]}.

two_clients() ->
    [A, B] = [lines:open(), lines:open()],
    ?assertEqual({line, [~"ok", ~"1"]}, lines:request(A, [~"set", ~"k", ~"v w"])),
    ?assertEqual({line, [~"value", ~"1"], ~"v w"}, lines:request(B, [~"get", ~"k"])),
    [lines:close(C) || C <- [A, B]].

batches() ->
    C = lines:open(),
    lines:raw(C, ~"begin\nincr q\nincr q\ncommit\n"),
    ?assertEqual(~"ok\r\nqueued\r\nqueued\r\nok 2\r\nok 1\r\nok 2\r\n", lines:receive_bytes(C, 6)),
    lines:raw(C, ~"commit\nbegin\nbegin\ndiscard\n"),
    ?assertEqual(~"error \"no batch\"\r\nok\r\nerror \"in a batch\"\r\nok\r\n", lines:receive_bytes(C, 4)),
    lines:close(C).

owner_gone() ->
    Self = self(),
    spawn(fun() -> Self ! {conn, lines:open()} end),
    Conn = receive {conn, C} -> C end,
    Ref = monitor(process, Conn),
    receive {'DOWN', Ref, process, Conn, Why} -> ?assert(lists:member(Why, [normal, noproc])) end.

store_restart() ->
    Conn = lines:open(),
    Ref = monitor(process, Conn),
    exit(whereis(lines_store), kill),
    receive {'DOWN', Ref, process, Conn, Why} -> ?assertEqual(shutdown, Why) end,
    Again = open_again(100),
    ?assertEqual({line, [~"none"]}, lines:request(Again, [~"get", ~"k"])).

open_again(0) -> error(gone);
open_again(N) ->
    try lines:open()
    catch
        exit:{noproc, _} -> timer:sleep(1), open_again(N - 1);
        exit:{shutdown, _} -> timer:sleep(1), open_again(N - 1)
    end.
