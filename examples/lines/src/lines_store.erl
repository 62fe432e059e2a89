%% The store: values with versions and expiry. Batches are carried out in one go or not at all. run/3 is the whole behaviour as a
%% function of a state and the time, which is what the tests compare with a model.
-module(lines_store).
-behaviour(gen_server).
-export([start_link/0, call/1, batch/1, new/0, run/3]).
-export([init/1, handle_call/3, handle_cast/2]).

-record(store, {values = #{} :: #{binary() => {binary(), pos_integer(), infinity | integer()}}, counts = #{}}).

start_link() -> gen_server:start_link({local, ?MODULE}, ?MODULE, [], []).

call(Command) -> gen_server:call(?MODULE, {run, Command}).

-doc "Carries commands out together; the first error undoes all of them.".
batch(Commands) -> gen_server:call(?MODULE, {batch, Commands}).

init([]) -> {ok, new()}.

handle_call({run, Command}, _From, S) ->
    {Reply, S1} = run(Command, now_ms(), S),
    {reply, Reply, S1};
handle_call({batch, Commands}, _From, S) ->
    case together(Commands, now_ms(), S, []) of
        {ok, Replies, S1} -> {reply, {ok, Replies}, S1};
        {error, _} = Error -> {reply, Error, S}
    end.

handle_cast(_, S) -> {noreply, S}.

now_ms() -> erlang:monotonic_time(millisecond).

together([Command | Commands], Now, S, Acc) ->
    case run(Command, Now, S) of
        {{error, Why}, _} -> {error, Why};
        {Reply, S1} -> together(Commands, Now, S1, [Reply | Acc])
    end;
together([], _, S, Acc) -> {ok, lists:reverse(Acc), S}.

new() -> #store{}.

-doc "One command.".
run(Command, Now, #store{counts = Counts} = S) ->
    Name = if is_tuple(Command) -> element(1, Command); true -> Command end,
    do(Command, Now, S#store{counts = maps:update_with(Name, fun(N) -> N + 1 end, 1, Counts)}).

do({get, [Key]}, Now, S) -> {{value, read(Key, Now, S)}, S};
do({get, Keys}, Now, S) -> {{list, [case read(K, Now, S) of none -> ~""; {V, _} -> V end || K <- Keys]}, S};
do({set, Key, Value, #{if_absent := true} = O}, Now, S) ->
    case read(Key, Now, S) of
        none -> do({set, Key, Value, maps:remove(if_absent, O)}, Now, S);
        _ -> {{error, ~"exists"}, S}
    end;
do({set, Key, Value, O}, Now, S) ->
    Until = case O of #{ttl := Ms} -> Now + Ms; _ -> infinity end,
    write(Key, Value, Until, Now, S);
do({append, Key, More}, Now, S) ->
    case read(Key, Now, S) of
        none -> write(Key, More, infinity, Now, S);
        {Value, _} -> write(Key, <<Value/binary, More/binary>>, until(Key, Now, S), Now, S)
    end;
do({incr, Key, By}, Now, S) ->
    try
        N = case read(Key, Now, S) of
            none -> By;
            {Value, _} -> binary_to_integer(Value) + By
        end,
        {{ok, _}, S1} = write(Key, integer_to_binary(N), until(Key, Now, S), Now, S),
        {{ok, N}, S1}
    catch
        error:badarg -> {{error, ~"not a number"}, S}
    end;
do({cas, Key, Value, Version}, Now, S) ->
    case read(Key, Now, S) of
        {_, Version} -> write(Key, Value, until(Key, Now, S), Now, S);
        none -> {{error, ~"no such key"}, S};
        {_, _} -> {{error, ~"changed"}, S}
    end;
do({delete, Key}, Now, #store{values = Values} = S) ->
    case read(Key, Now, S) of
        none -> {{ok, 0}, S#store{values = maps:remove(Key, Values)}};
        _ -> {{ok, 1}, S#store{values = maps:remove(Key, Values)}}
    end;
do({keys, Prefix}, Now, #store{values = Values} = S) ->
    {{list, lists:sort([K || K := {_, _, Until} <- Values, Until > Now, string:prefix(K, Prefix) =/= nomatch])}, S};
do({ping, Text}, _, S) -> {{text, Text}, S};
do(stats, _, #store{counts = Counts, values = Values} = S) ->
    Words = [<<(atom_to_binary(Name))/binary, "=", (integer_to_binary(N))/binary>> || {Name, N} <- lists:sort(maps:to_list(Counts))],
    {{list, [<<"values=", (integer_to_binary(map_size(Values)))/binary>> | Words]}, S};
do(help, _, S) -> {{list, [Name || {Name, _} <- lines_command:help()]}, S}.

%% Atoms are larger than numbers: `infinity' is later than any time.
read(Key, Now, #store{values = Values}) ->
    case Values of
        #{Key := {Value, Version, Until}} when Until > Now -> {Value, Version};
        _ -> none
    end.

%% A value that has expired leaves its time behind for nobody.
until(Key, Now, #store{values = Values}) ->
    case Values of
        #{Key := {_, _, Until}} when Until > Now -> Until;
        _ -> infinity
    end.

write(Key, Value, Until, Now, #store{values = Values} = S) ->
    Version = case read(Key, Now, S) of
        none -> 1;
        {_, Old} -> Old + 1
    end,
    {{ok, Version}, S#store{values = Values#{Key => {Value, Version, Until}}}}.
