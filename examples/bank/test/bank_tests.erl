-module(bank_tests).
-include_lib("eunit/include/eunit.hrl").

%% ---------------------------------------------------------------------------------------------------------
%% Plain values

money_test_() ->
    [?_assertEqual({ok, 1250}, bank_money:parse("12.50")),
     ?_assertEqual({ok, 1250}, bank_money:parse("12.5")),
     ?_assertEqual({ok, 7}, bank_money:parse("0.07")),
     ?_assertEqual({ok, -300}, bank_money:parse("-3")),
     [{Bad, ?_assertEqual({error, bad_amount}, bank_money:parse(Bad))} || Bad <- ["1.234", "x", "1.x", "--1", "1.2.3", "."]],
     ?_assertEqual("1,234,567.89", bank_money:format(123456789)),
     ?_assertEqual("-0.05", bank_money:format(-5)),
     ?_assertEqual("1.00 EUR", bank_money:format(100, eur)),
     ?_assertEqual([34, 33, 33], bank_money:split(100, 3)),
     ?_assertEqual(2, bank_money:percent(150, 100)),
     ?_assertEqual(2, bank_money:percent(250, 100)),
     ?_assertEqual(-2, bank_money:percent(-150, 100))].

%% Whatever is parsed is written back, and nothing is lost in a split.
money_properties_test() ->
    rand:seed(exsss, 42),
    [begin
        Cents = rand:uniform(10000000) - 5000000,
        Text = [C || C <- bank_money:format(Cents), C =/= $,],
        ?assertEqual({ok, Cents}, bank_money:parse(Text)),
        N = rand:uniform(9),
        Parts = bank_money:split(abs(Cents), N),
        ?assertEqual(abs(Cents), lists:sum(Parts)),
        ?assert(lists:max(Parts) - lists:min(Parts) =< 1)
     end || _ <- lists:seq(1, 200)].

ledger_test_() ->
    {setup,
     fun() ->
        {ok, 1, L1} = bank_ledger:post(#{from => world, to => a, cents => 100}, bank_ledger:new()),
        {ok, 2, L2} = bank_ledger:post(#{from => a, to => b, cents => 30, note => <<"x">>}, L1),
        L2
     end,
     fun(L) ->
        [{"balances", ?_assertEqual([{a, 70}, {b, 30}, {world, -100}], bank_ledger:balances(L))},
         {"sound", ?_assertEqual(ok, bank_ledger:check(L))},
         {"statement", ?_assertMatch([{#{id := 1}, 100}, {#{id := 2, note := <<"x">>}, 70}], bank_ledger:statement(a, L))},
         {"replayed", ?_assertEqual({ok, L}, bank_ledger:replay(bank_ledger:entries(L)))},
         {"to itself", ?_assertEqual({error, same_account}, bank_ledger:post(#{from => a, to => a, cents => 1}, L))},
         {"nothing", ?_assertEqual({error, bad_amount}, bank_ledger:post(#{from => a, to => b, cents => 0}, L))}]
     end}.

%% ---------------------------------------------------------------------------------------------------------
%% The running bank

bank_test_() ->
    {foreach, fun start/0, fun stop/1,
     [{with, [fun overdraft/1]}, {with, [fun holds/1]}, {with, [fun hold_of_the_dead/1]}, {with, [fun faults/1]},
      {with, [fun account_restarts/1]}, {with, [fun journal_restarts/1]}, {with, [fun concurrent/1]}, {with, [fun closing/1]}]}.

start() ->
    Level = maps:get(level, logger:get_primary_config()),
    logger:set_primary_config(level, none),
    {ok, Apps} = application:ensure_all_started(bank),
    ok = bank:open(a),
    ok = bank:open(b, #{overdraft_limit => 500}),
    {ok, _} = bank:deposit(a, 1000),
    {Apps, Level}.

stop({Apps, Level}) ->
    [ok = application:stop(A) || A <- Apps],
    logger:set_primary_config(level, Level).

overdraft(_) ->
    ?assertEqual({error, {insufficient_funds, 1000}}, bank:withdraw(a, 1001)),
    ?assertMatch({ok, _}, bank:withdraw(b, 500)),
    ?assertEqual({error, {insufficient_funds, 0}}, bank:withdraw(b, 1)),
    ?assertEqual({ok, -500}, bank:balance(b)).

holds(_) ->
    {ok, H1} = bank_account:hold(a, 700),
    ?assertEqual(300, bank_account:available(a)),
    ?assertMatch({error, {insufficient_funds, 300}}, bank_account:hold(a, 400)),
    ok = bank_account:release(a, H1),
    ?assertEqual({error, no_such_hold}, bank_account:capture(a, H1, b, <<>>)),
    ?assertEqual(1000, bank_account:available(a)).

hold_of_the_dead(_) ->
    {Pid, Ref} = spawn_monitor(fun() -> {ok, _} = bank_account:hold(a, 900) end),
    receive {'DOWN', Ref, process, Pid, normal} -> ok end,
    wait(fun() -> bank_account:available(a) =:= 1000 end).

faults(_) ->
    T = #{from => a, to => b, cents => 10},
    ?assertEqual({error, {transfer_failed, {injected, before_capture}}}, bank_transfer:run(T#{fail => before_capture})),
    ?assertEqual({ok, 1000}, bank:balance(a)),
    ?assertEqual({error, {transfer_failed, {injected, after_capture}}}, bank_transfer:run(T#{fail => after_capture})),
    ?assertEqual({ok, 990}, bank:balance(a)),
    ?assertEqual(ok, bank_journal:check()).

account_restarts(_) ->
    Old = bank:whereis_name(a),
    ?assertExit({crash_for_testing, _}, gen_server:call(Old, crash)),
    wait(fun() -> is_pid(bank:whereis_name(a)) andalso bank:whereis_name(a) =/= Old end),
    ?assertEqual({ok, 1000}, bank:balance(a)).

journal_restarts(_) ->
    Old = whereis(bank_journal),
    gen_server:cast(bank_journal, crash),
    wait(fun() -> is_pid(whereis(bank_journal)) andalso whereis(bank_journal) =/= Old end),
    ?assertMatch({ok, _}, bank:transfer(a, b, 1)),
    ?assertMatch(#{check := ok, entries := 2}, bank:audit()).

concurrent(_) ->
    Requests = [#{from => F, to => T, cents => 3} || _ <- lists:seq(1, 50), {F, T} <- [{a, b}, {b, a}]],
    Results = bank_transfer:batch(Requests),
    ?assertEqual(100, length([x || {ok, _} <- Results])),
    ?assertEqual({ok, 1000}, bank:balance(a)),
    ?assertEqual(ok, bank_journal:check()).

closing(_) ->
    ?assertEqual({error, {not_empty, 1000}}, bank:close(a)),
    ?assertEqual(ok, bank:close(b)),
    ?assertEqual({error, {no_account, b}}, bank:close(b)),
    ?assertEqual([a], bank:accounts()).

wait(Fun) -> wait(Fun, 1000).

wait(_, 0) -> error(waited_too_long);
wait(Fun, N) ->
    case Fun() of
        true -> ok;
        false -> timer:sleep(1), wait(Fun, N - 1)
    end.
