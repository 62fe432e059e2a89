%% A double-entry ledger as a plain value. Every entry moves an amount from one account to another, so the balances of
%% all accounts always add up to zero: money that comes in from outside comes from the account `world'.
-module(bank_ledger).
-export([new/0, post/2, balance/2, balances/1, entries/1, statement/2, check/1, size/1, replay/1]).

-export_type([ledger/0, entry/0, account/0]).

-type account() :: atom() | binary().
-type entry() :: #{id := pos_integer(), from := account(), to := account(), cents := pos_integer(), note := binary()}.
-record(ledger, {entries = [] :: [entry()], balances = #{} :: #{account() => integer()}, next = 1 :: pos_integer()}).
-opaque ledger() :: #ledger{}.

-spec new() -> ledger().
new() -> #ledger{}.

-doc "Adds an entry, which gets the next number.".
-spec post(map(), ledger()) -> {ok, pos_integer(), ledger()} | {error, term()}.
post(#{from := Same, to := Same}, _) -> {error, same_account};
post(#{cents := Cents}, _) when not is_integer(Cents); Cents =< 0 -> {error, bad_amount};
post(#{from := From, to := To, cents := Cents} = Entry, #ledger{entries = Entries, balances = Balances, next = Id} = L) ->
    Full = #{id => Id, from => From, to => To, cents => Cents, note => maps:get(note, Entry, <<>>)},
    {ok, Id, L#ledger{entries = [Full | Entries], balances = move(From, To, Cents, Balances), next = Id + 1}}.

move(From, To, Cents, Balances) ->
    Subtract = fun(B) -> B - Cents end,
    Add = fun(B) -> B + Cents end,
    maps:update_with(To, Add, Cents, maps:update_with(From, Subtract, -Cents, Balances)).

-spec balance(account(), ledger()) -> integer().
balance(Account, #ledger{balances = Balances}) -> maps:get(Account, Balances, 0).

-doc "All balances, in the order of accounts.".
-spec balances(ledger()) -> [{account(), integer()}].
balances(#ledger{balances = Balances}) -> lists:sort(maps:to_list(Balances)).

-doc "All entries, the oldest first.".
-spec entries(ledger()) -> [entry()].
entries(#ledger{entries = Entries}) -> lists:reverse(Entries).

-spec size(ledger()) -> non_neg_integer().
size(#ledger{next = Next}) -> Next - 1.

-doc "The entries of one account with the balance after each.".
-spec statement(account(), ledger()) -> [{entry(), integer()}].
statement(Account, Ledger) ->
    Own = [E || #{from := From, to := To} = E <- entries(Ledger), From =:= Account orelse To =:= Account],
    {Lines, _} = lists:mapfoldl(fun(#{cents := Cents, to := To} = E, Before) ->
        After = if To =:= Account -> Before + Cents; true -> Before - Cents end,
        {{E, After}, After}
    end, 0, Own),
    Lines.

-doc "Whether the ledger is sound: sums are zero, balances follow from the entries, numbers have no gaps.".
-spec check(ledger()) -> ok | {error, term()}.
check(#ledger{balances = Balances, next = Next} = L) ->
    maybe
        0 ?= lists:sum(maps:values(Balances)),
        {ok, #ledger{balances = Balances}} ?= replay(entries(L)),
        true ?= [Id || #{id := Id} <- entries(L)] =:= lists:seq(1, Next - 1),
        ok
    else
        Sum when is_integer(Sum) -> {error, {does_not_balance, Sum}};
        {ok, _} -> {error, balances_differ};
        false -> {error, gap_in_numbers};
        {error, _} = Error -> Error
    end.

-doc "The ledger that a list of entries gives.".
-spec replay([entry()]) -> {ok, ledger()} | {error, term()}.
replay(Entries) ->
    lists:foldl(fun
        (Entry, {ok, L}) ->
            case post(Entry, L) of
                {ok, _, L1} -> {ok, L1};
                {error, Why} -> {error, {Why, Entry}}
            end;
        (_, Error) -> Error
    end, {ok, new()}, Entries).
