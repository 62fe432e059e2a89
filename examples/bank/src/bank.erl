%% The bank's front door, and the registry of its accounts' names (used as {via, bank, Name}).
-module(bank).
-export([open/1, open/2, close/1, deposit/2, withdraw/2, transfer/3, transfer/4, balance/1, statement/1, audit/0, accounts/0,
         apply_interest/1]).
-export([register_name/2, unregister_name/1, whereis_name/1, send/2, new_table/0]).

-define(NAMES, bank_names).

%% ---------------------------------------------------------------------------------------------------------
%% Banking

open(Name) -> open(Name, #{overdraft_limit => application:get_env(bank, overdraft_limit, 0)}).

-spec open(bank_ledger:account(), map()) -> ok | {error, term()}.
open(world, _) -> {error, reserved};
open(Name, Options) ->
    case bank_account_sup:open(Name, Options) of
        {ok, _} -> ok;
        Error -> Error
    end.

-doc "Closes an account, which must be empty.".
close(Name) ->
    case bank_account:info(Name) of
        #{balance := 0, holds := 0} -> bank_account_sup:close(Name);
        #{balance := Balance} -> {error, {not_empty, Balance}};
        Error -> Error
    end.

-doc "Brings money in.".
deposit(Name, Cents) ->
    case bank_account:info(Name) of
        #{} -> bank_journal:post(#{from => world, to => Name, cents => Cents, note => <<"deposit">>});
        Error -> Error
    end.

-doc "Takes money out.".
withdraw(Name, Cents) when is_integer(Cents), Cents > 0 ->
    maybe
        {ok, Hold} ?= bank_account:hold(Name, Cents),
        bank_account:capture(Name, Hold, world, <<"withdrawal">>)
    end;
withdraw(_, _) -> {error, bad_amount}.

transfer(From, To, Cents) -> transfer(From, To, Cents, <<>>).

transfer(From, To, Cents, Note) -> bank_transfer:run(#{from => From, to => To, cents => Cents, note => Note}).

balance(Name) ->
    case bank_account:info(Name) of
        #{balance := Balance} -> {ok, Balance};
        Error -> Error
    end.

-doc "The statement of an account, as text.".
statement(Name) ->
    [begin
        {Sign, Other} = if From =:= Name -> {"-", To}; true -> {"+", From} end,
        io_lib:format("~4w  ~-12ts ~12ts ~12ts  ~ts~n", [Id, to_text(Other), Sign ++ bank_money:format(Cents), bank_money:format(After), Note])
     end || {#{id := Id, from := From, to := To, cents := Cents, note := Note}, After} <- bank_journal:statement(Name)].

to_text(Name) when is_atom(Name) -> atom_to_list(Name);
to_text(Name) -> Name.

-doc "Pays interest, in hundredths of a percent, to all accounts with a positive balance.".
apply_interest(BasisPoints) ->
    [{Name, Interest} || Name <- accounts(), {ok, Balance} <- [balance(Name)], Balance > 0,
                         Interest <- [bank_money:percent(Balance, BasisPoints)], Interest > 0,
                         {ok, _} <- [bank_journal:post(#{from => world, to => Name, cents => Interest, note => <<"interest">>})]].

-doc "Whether the books balance, and the balances.".
audit() ->
    Ledger = bank_journal:ledger(),
    #{check => bank_ledger:check(Ledger), entries => bank_ledger:size(Ledger), balances => bank_ledger:balances(Ledger)}.

accounts() -> bank_account_sup:names().

%% ---------------------------------------------------------------------------------------------------------
%% Names. A name whose process is gone counts as free.

new_table() ->
    ets:new(?NAMES, [named_table, public, {read_concurrency, true}]),
    ok.

register_name(Name, Pid) ->
    case whereis_name(Name) of
        undefined ->
            ets:insert(?NAMES, {Name, Pid}),
            yes;
        _ -> no
    end.

unregister_name(Name) ->
    ets:delete(?NAMES, Name),
    ok.

whereis_name(Name) ->
    case ets:lookup(?NAMES, Name) of
        [{_, Pid}] ->
            case is_process_alive(Pid) of
                true -> Pid;
                false -> undefined
            end;
        [] -> undefined
    end.

send(Name, Message) ->
    case whereis_name(Name) of
        undefined -> exit({badarg, {Name, Message}});
        Pid ->
            Pid ! Message,
            Pid
    end.
