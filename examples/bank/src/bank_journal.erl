%% Keeps the ledger. It is the only place where money moves: accounts ask it, and rebuild themselves from it when they
%% start again. The ledger itself lives in a table that outlives this process, owned by the top supervisor.
-module(bank_journal).
-behaviour(gen_server).
-export([start_link/0, post/1, balance/1, statement/1, ledger/0, check/0, new_table/0]).
-export([init/1, handle_call/3, handle_cast/2]).

-define(TABLE, bank_journal_entries).

-spec start_link() -> gen_server:start_ret().
start_link() -> gen_server:start_link({local, ?MODULE}, ?MODULE, [], []).

-doc "Makes the table of entries; whoever calls owns it.".
new_table() ->
    ets:new(?TABLE, [named_table, public, ordered_set]),
    ok.

-spec post(map()) -> {ok, pos_integer()} | {error, term()}.
post(Entry) -> gen_server:call(?MODULE, {post, Entry}).

-spec balance(bank_ledger:account()) -> integer().
balance(Account) -> gen_server:call(?MODULE, {balance, Account}).

-spec statement(bank_ledger:account()) -> [{bank_ledger:entry(), integer()}].
statement(Account) -> bank_ledger:statement(Account, ledger()).

-spec ledger() -> bank_ledger:ledger().
ledger() -> gen_server:call(?MODULE, ledger).

-spec check() -> ok | {error, term()}.
check() -> bank_ledger:check(ledger()).

init([]) ->
    case bank_ledger:replay([E || {_, E} <- ets:tab2list(?TABLE)]) of
        {ok, Ledger} -> {ok, Ledger};
        {error, Why} -> {stop, {journal_damaged, Why}}
    end.

handle_call({post, Entry}, _From, Ledger) ->
    case bank_ledger:post(Entry, Ledger) of
        {ok, Id, Ledger1} ->
            %% written before it counts
            true = ets:insert_new(?TABLE, {Id, Entry#{id => Id}}),
            {reply, {ok, Id}, Ledger1};
        {error, _} = Error -> {reply, Error, Ledger}
    end;
handle_call({balance, Account}, _From, Ledger) -> {reply, bank_ledger:balance(Account, Ledger), Ledger};
handle_call(ledger, _From, Ledger) -> {reply, Ledger, Ledger}.

handle_cast(crash, _) -> exit(crash_for_testing).
