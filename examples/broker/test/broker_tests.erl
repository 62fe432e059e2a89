-module(broker_tests).
-include_lib("eunit/include/eunit.hrl").

%% ---------------------------------------------------------------------------------------------------------
%% Filters and the tree of them

filter_test_() ->
    [?_assertEqual({ok, [~"a", any_word, any_words]}, broker_filter:filter(~"a/+/#")), ?_assertEqual({error, bad_filter}, broker_filter:filter(~"a/#/b")),
     ?_assertEqual({error, bad_filter}, broker_filter:filter(~"a//b")), ?_assertEqual({error, bad_filter}, broker_filter:filter(~"a+")),
     ?_assertEqual({error, bad_topic}, broker_filter:name(~"a/+")), ?_assertEqual({ok, [~"a"]}, broker_filter:name(~"a")),
     [{binary_to_list(<<F/binary, " ", T/binary>>), ?_assertEqual(Expected, matches(F, T))}
      || {F, T, Expected} <- [{~"#", ~"a/b", true}, {~"a/#", ~"a", true}, {~"a/+", ~"a", false}, {~"+/b", ~"a/b", true}, {~"a/b", ~"a/b/c", false}]]].

matches(F, T) ->
    {ok, Filter} = broker_filter:filter(F),
    {ok, Name} = broker_filter:name(T),
    broker_filter:matches(Filter, Name).

%% The tree finds just those that a look at every filter finds, whatever was added and removed.
trie_test() ->
    rand:seed(exsss, 5),
    [begin
        {Trie, All} = lists:foldl(fun(_, {T, Subs}) ->
            F = random_filter(),
            S = rand:uniform(4),
            case rand:uniform(3) of
                1 -> {broker_trie:remove(F, S, T), lists:delete({F, S}, Subs)};
                _ -> {broker_trie:add(F, S, T), lists:usort([{F, S} | Subs])}
            end
        end, {broker_trie:new(), []}, lists:seq(1, 30)),
        ?assertEqual(length(All), broker_trie:size(Trie)),
        ?assertEqual(All, broker_trie:to_list(Trie)),
        [begin
            Name = [word() || _ <- lists:seq(1, rand:uniform(3))],
            ?assertEqual(lists:usort([S || {F, S} <- All, broker_filter:matches(F, Name)]), broker_trie:find(Name, Trie))
         end || _ <- lists:seq(1, 10)],
        Empty = lists:foldl(fun({F, S}, T) -> broker_trie:remove(F, S, T) end, Trie, All),
        ?assertEqual(broker_trie:new(), Empty)
     end || _ <- lists:seq(1, 60)].

random_filter() ->
    Words = [case rand:uniform(3) of 1 -> any_word; _ -> word() end || _ <- lists:seq(1, rand:uniform(3))],
    case rand:uniform(4) of
        1 -> Words ++ [any_words];
        _ -> Words
    end.

word() -> lists:nth(rand:uniform(3), [~"a", ~"b", ~"c"]).

history_test() ->
    H = lists:foldl(fun(N, Acc) -> element(2, broker_history:add(N * N, Acc)) end, broker_history:new(3), lists:seq(1, 5)),
    ?assertEqual([{4, 16}, {5, 25}], broker_history:last(2, H)),
    ?assertEqual({ok, [{5, 25}]}, broker_history:since(4, H)),
    ?assertEqual({gap, 1, [{3, 9}, {4, 16}, {5, 25}]}, broker_history:since(1, H)),
    ?assertEqual(5, broker_history:number(H)).

%% ---------------------------------------------------------------------------------------------------------
%% The broker

broker_test_() ->
    {foreach, fun start/0, fun stop/1,
     [{with, [F]} || F <- [fun rooms/1, fun nick_taken/1, fun lost/1, fun topics/1, fun overlapping/1, fun subscriber_dies/1, fun registry_dies/1]]}.

start() ->
    logger:set_primary_config(level, none),
    {ok, _} = application:ensure_all_started(broker),
    [broker_client:start(N) || N <- [~"a", ~"b"]].

stop(Clients) ->
    [broker_client:stop(C) || C <- Clients],
    ok = application:stop(broker),
    logger:set_primary_config(level, notice).

rooms([A, B]) ->
    ?assertEqual({ok, [~"a"]}, broker_client:join(A, ~"r")),
    ?assertEqual({ok, [~"a", ~"b"]}, broker_client:join(B, ~"r")),
    ?assertEqual({ok, 3}, broker_client:say(B, ~"r", ~"hi")),
    ?assertEqual([{~"r", 2, {joined, ~"b"}}, {~"r", 3, {said, ~"b", ~"hi"}}], broker_client:take(A, 2)),
    ?assertEqual(ok, broker_client:leave(B, ~"r")),
    ?assertEqual({error, not_a_member}, broker_client:say(B, ~"r", ~"?")),
    ?assertEqual([~"r"], broker_rooms:names()).

nick_taken([A, _]) ->
    {ok, _} = broker_client:join(A, ~"r"),
    Other = broker_client:start(~"a"),
    ?assertEqual({error, nick_taken}, broker_client:join(Other, ~"r")),
    broker_client:stop(Other).

lost([A, B]) ->
    {ok, _} = broker_client:join(A, ~"r"),
    {ok, _} = broker_client:join(B, ~"r"),
    exit(B, kill),
    ?assertEqual([{~"r", 2, {joined, ~"b"}}, {~"r", 3, {lost, ~"b"}}], broker_client:take(A, 2)).

topics([A, B]) ->
    ok = broker_client:subscribe(A, ~"x/+"),
    ok = broker_client:subscribe(B, ~"x/y"),
    ?assertEqual({ok, 2}, broker:publish(~"x/y", ~"1")),
    ?assertEqual({ok, 1}, broker:publish(~"x/z", ~"2")),
    ok = broker_client:unsubscribe(A, ~"x/+"),
    ?assertEqual({ok, 0}, broker:publish(~"x/z", ~"3")),
    ?assertEqual([{~"x/y", ~"1"}, {~"x/z", ~"2"}], broker_client:take(A, 2)).

%% Who has several filters that match gets a message once.
overlapping([A, _]) ->
    [ok = broker_client:subscribe(A, F) || F <- [~"#", ~"x/#", ~"x/y", ~"+/y"]],
    ?assertEqual({ok, 1}, broker:publish(~"x/y", ~"1")),
    ?assertEqual(4, broker_topics:count()).

subscriber_dies([A, _]) ->
    [ok = broker_client:subscribe(A, F) || F <- [~"p", ~"q/+"]],
    exit(A, kill),
    wait(fun() -> broker_topics:count() =:= 0 end).

registry_dies([A, _]) ->
    {ok, _} = broker_client:join(A, ~"r"),
    Old = whereis(broker_rooms),
    exit(Old, kill),
    wait(fun() -> is_pid(whereis(broker_rooms)) andalso whereis(broker_rooms) =/= Old end),
    ?assertEqual({error, room_gone}, broker_client:say(A, ~"r", ~"?")),
    ?assertEqual({ok, [~"a"]}, broker_client:join(A, ~"r")).

wait(Fun) -> wait(Fun, 2000).

wait(_, 0) -> error(waited_too_long);
wait(Fun, N) -> Fun() orelse begin timer:sleep(1), wait(Fun, N - 1) end.
