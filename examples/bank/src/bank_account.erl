%% An account: a process that serialises what happens to it. Money that a transfer is about to move is put on hold first,
%% so that it cannot be spent twice; a hold ends when the transfer does, or when its process dies.
-module(bank_account).
-behaviour(gen_server).
-export([start_link/2, balance/1, available/1, hold/2, release/2, capture/4, info/1]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2]).

-record(s, {name, limit = 0, held = #{} :: #{reference() => {pid(), pos_integer()}}}).

-spec start_link(bank_ledger:account(), map()) -> gen_server:start_ret().
start_link(Name, Options) -> gen_server:start_link({via, bank, Name}, ?MODULE, {Name, Options}, []).

-spec balance(bank_ledger:account()) -> bank_money:cents().
balance(Name) -> bank_journal:balance(Name).

-doc "What can be spent: the balance without what is on hold, plus the overdraft.".
-spec available(bank_ledger:account()) -> bank_money:cents().
available(Name) -> call(Name, available).

-doc "Puts an amount on hold for the calling process.".
-spec hold(bank_ledger:account(), pos_integer()) -> {ok, reference()} | {error, term()}.
hold(Name, Cents) -> call(Name, {hold, self(), Cents}).

-doc "Gives a hold back.".
-spec release(bank_ledger:account(), reference()) -> ok.
release(Name, Hold) -> call(Name, {release, Hold}).

-doc "Moves what is on hold to another account.".
-spec capture(bank_ledger:account(), reference(), bank_ledger:account(), binary()) -> {ok, pos_integer()} | {error, term()}.
capture(Name, Hold, To, Note) -> call(Name, {capture, Hold, To, Note}).

info(Name) -> call(Name, info).

call(Name, Request) ->
    try gen_server:call({via, bank, Name}, Request)
    catch
        exit:{noproc, _} -> {error, {no_account, Name}};
        exit:{Reason, {gen_server, call, _}} -> {error, {account_failed, Name, Reason}}
    end.

init({Name, Options}) ->
    {ok, #s{name = Name, limit = maps:get(overdraft_limit, Options, 0)}}.

handle_call(available, _From, S) -> {reply, spendable(S), S};
handle_call({hold, Pid, Cents}, _From, #s{held = Held} = S) ->
    case spendable(S) of
        Spendable when Cents =< Spendable ->
            Ref = monitor(process, Pid),
            {reply, {ok, Ref}, S#s{held = Held#{Ref => {Pid, Cents}}}};
        Spendable -> {reply, {error, {insufficient_funds, Spendable}}, S}
    end;
handle_call({release, Ref}, _From, S) -> {reply, ok, drop(Ref, S)};
handle_call({capture, Ref, To, Note}, _From, #s{name = Name, held = Held} = S) ->
    case Held of
        #{Ref := {_, Cents}} ->
            Reply = bank_journal:post(#{from => Name, to => To, cents => Cents, note => Note}),
            {reply, Reply, drop(Ref, S)};
        _ -> {reply, {error, no_such_hold}, S}
    end;
handle_call(info, _From, #s{name = Name, limit = Limit, held = Held} = S) ->
    {reply, #{name => Name, overdraft_limit => Limit, holds => map_size(Held), balance => balance(Name)}, S};
handle_call(crash, _From, _) -> exit(crash_for_testing).

handle_cast(_, S) -> {noreply, S}.

handle_info({'DOWN', Ref, process, _, _}, S) -> {noreply, drop(Ref, S)}.

drop(Ref, #s{held = Held} = S) ->
    demonitor(Ref, [flush]),
    S#s{held = maps:remove(Ref, Held)}.

spendable(#s{name = Name, limit = Limit, held = Held}) ->
    balance(Name) + Limit - lists:sum([Cents || _ := {_, Cents} <- Held]).
