%% The top of the bank. The journal comes first: without it accounts cannot work, so they start again after it.
-module(bank_sup).
-behaviour(supervisor).
-export([start_link/0, init/1]).

start_link() -> supervisor:start_link({local, ?MODULE}, ?MODULE, []).

init([]) ->
    %% tables belong to this process, which outlives its children
    ok = bank_journal:new_table(),
    ok = bank:new_table(),
    Flags = #{strategy => one_for_one, intensity => 10, period => 1},
    Journal = #{id => journal, start => {bank_journal, start_link, []}},
    Accounts = #{id => accounts, start => {bank_account_sup, start_link, []}, type => supervisor},
    {ok, {Flags, [Journal, Accounts]}}.
