%% A day at the bank.
-module(bank_demo).
-export([main/0]).

main() ->
    logger:set_primary_config(level, critical),
    {ok, _} = application:ensure_all_started(bank),
    io:format("== opening~n"),
    [io:format("open ~p: ~p~n", [A, bank:open(A)]) || A <- [alice, bob, carol, alice, world]],
    [show({deposit, A, C}, bank:deposit(A, C)) || {A, C} <- [{alice, 100000}, {bob, 25050}, {nobody, 1}, {bob, -5}]],
    io:format("~n== transfers~n"),
    show({transfer, alice, bob, 30000}, bank:transfer(alice, bob, 30000, <<"rent">>)),
    show({transfer, bob, carol, 55051}, bank:transfer(bob, carol, 55051, <<"too much">>)),
    show({transfer, bob, carol, 5050}, bank:transfer(bob, carol, 5050, <<"dinner">>)),
    show({transfer, carol, nobody, 1}, bank:transfer(carol, nobody, 1)),
    show({transfer, carol, carol, 1}, bank:transfer(carol, carol, 1)),
    show({withdraw, carol, 50}, bank:withdraw(carol, 50)),
    io:format("~n== a transfer dies before the money moves, another after it has~n"),
    Dying = #{from => alice, to => carol, cents => 1000, note => <<"unlucky">>},
    show(before_capture, bank_transfer:run(Dying#{fail => before_capture})),
    show(after_capture, bank_transfer:run(Dying#{fail => after_capture})),
    io:format("alice has ~ts, no holds left: ~p~n", [money(alice), maps:get(holds, bank_account:info(alice))]),
    io:format("~n== crashes~n"),
    crash(alice),
    crash_journal(),
    io:format("~n== two hundred transfers at once~n"),
    storm(),
    io:format("~n== interest of 1.25 %~n"),
    [io:format("~p gets ~ts~n", [A, bank_money:format(C)]) || {A, C} <- bank:apply_interest(125)],
    io:format("~n== statement of bob, first lines~n~ts", [lists:sublist(bank:statement(bob), 3)]),
    io:format("~n== closing~n"),
    show({close, carol}, bank:close(carol)),
    {ok, Left} = bank:balance(carol),
    show({withdraw, carol, all}, bank:withdraw(carol, Left)),
    show({close, carol}, bank:close(carol)),
    io:format("accounts: ~p~n", [bank:accounts()]),
    #{check := Check, entries := N, balances := Balances} = bank:audit(),
    io:format("books: ~p after ~p entries~n", [Check, N]),
    [io:format("  ~-8ts ~12ts~n", [atom_to_list(A), bank_money:format(B)]) || {A, B} <- Balances],
    ok = application:stop(bank).

show(What, Result) -> io:format("~0p -> ~0p~n", [What, Result]).

money(Account) ->
    {ok, Cents} = bank:balance(Account),
    bank_money:format(Cents, application:get_env(bank, currency, eur)).

crash(Account) ->
    Old = bank:whereis_name(Account),
    Before = money(Account),
    catch gen_server:call({via, bank, Account}, crash),
    wait(fun() -> New = bank:whereis_name(Account), is_pid(New) andalso New =/= Old end),
    io:format("~p crashed and is back, with ~ts as before: ~p~n", [Account, money(Account), money(Account) =:= Before]).

crash_journal() ->
    Old = whereis(bank_journal),
    #{entries := N} = bank:audit(),
    gen_server:cast(bank_journal, crash),
    wait(fun() -> New = whereis(bank_journal), is_pid(New) andalso New =/= Old end),
    #{entries := M, check := Check} = bank:audit(),
    io:format("the journal crashed and is back with all ~p entries: ~p, books ~p~n", [N, N =:= M, Check]).

%% Money only moves between the three, so that their sum stays what it is.
storm() ->
    Sum = fun() -> lists:sum([B || A <- [alice, bob, carol], {ok, B} <- [bank:balance(A)]]) end,
    Before = Sum(),
    Ring = #{alice => bob, bob => carol, carol => alice},
    Requests = [#{from => From, to => maps:get(From, Ring), cents => 10 + I rem 7, note => <<"storm">>}
                || I <- lists:seq(1, 200), From <- [lists:nth(1 + I rem 3, [alice, bob, carol])]],
    Results = bank_transfer:batch(Requests),
    io:format("~p went through, the sum is the same: ~p, books ~p~n",
              [length([x || {ok, _} <- Results]), Sum() =:= Before, maps:get(check, bank:audit())]).

wait(Fun) ->
    case Fun() of
        true -> ok;
        false -> timer:sleep(1), wait(Fun)
    end.
