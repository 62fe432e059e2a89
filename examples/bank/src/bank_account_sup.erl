%% The accounts, each a child that comes back when it crashes.
-module(bank_account_sup).
-behaviour(supervisor).
-export([start_link/0, open/2, close/1, names/0, init/1]).

start_link() -> supervisor:start_link({local, ?MODULE}, ?MODULE, []).

-spec open(bank_ledger:account(), map()) -> {ok, pid()} | {error, term()}.
open(Name, Options) ->
    Child = #{id => Name, start => {bank_account, start_link, [Name, Options]}, restart => permanent, shutdown => 1000},
    case supervisor:start_child(?MODULE, Child) of
        {ok, Pid} -> {ok, Pid};
        {error, {already_started, _}} -> {error, {exists, Name}};
        {error, _} = Error -> Error
    end.

-spec close(bank_ledger:account()) -> ok | {error, term()}.
close(Name) ->
    maybe
        ok ?= supervisor:terminate_child(?MODULE, Name),
        supervisor:delete_child(?MODULE, Name)
    else
        {error, not_found} -> {error, {no_account, Name}}
    end.

names() -> lists:sort([Name || {Name, _, _, _} <- supervisor:which_children(?MODULE)]).

init([]) -> {ok, {#{strategy => one_for_one, intensity => 20, period => 1}, []}}.
