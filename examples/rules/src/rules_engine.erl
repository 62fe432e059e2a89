%% Holds the rules and runs events through them. New rules come in whole or not at all; events that are on their way finish
%% with the rules they began with.
-module(rules_engine).
-behaviour(gen_server).
-export([start_link/0, load/1, run/1, counters/0, rules/0, apply_rules/2]).
-export([init/1, handle_call/3, handle_cast/2]).

-record(s, {rules = [], version = 0, counters = #{}}).

start_link() -> gen_server:start_link({local, ?MODULE}, ?MODULE, [], []).

-doc "Replaces the rules: the new version, or what is wrong with them.".
load(Json) -> gen_server:call(?MODULE, {load, Json}).

-doc "Runs an event: what it became, its tags, what was emitted and which rules fired.".
run(Event) ->
    {Rules, Version} = gen_server:call(?MODULE, rules),
    #{counts := Counts} = Result = apply_rules(Rules, Event),
    gen_server:cast(?MODULE, {count, Counts}),
    Result#{version => Version}.

counters() -> gen_server:call(?MODULE, counters).

rules() -> element(1, gen_server:call(?MODULE, rules)).

init([]) -> {ok, #s{}}.

handle_call({load, Json}, _From, #s{version = Version} = S) ->
    case rules_config:load(Json) of
        {ok, Rules} -> {reply, {ok, Version + 1}, S#s{rules = Rules, version = Version + 1}};
        {error, _} = Error -> {reply, Error, S}
    end;
handle_call(rules, _From, #s{rules = Rules, version = Version} = S) -> {reply, {Rules, Version}, S};
handle_call(counters, _From, #s{counters = Counters} = S) -> {reply, lists:sort(maps:to_list(Counters)), S}.

handle_cast({count, Names}, #s{counters = Counters} = S) ->
    {noreply, S#s{counters = lists:foldl(fun(N, Cs) -> maps:update_with(N, fun(C) -> C + 1 end, 1, Cs) end, Counters, Names)}}.

-doc "Runs an event through rules.".
-spec apply_rules([rules_config:rule()], map()) -> map().
apply_rules(Rules, Event) ->
    Start = #{event => Event, tags => [], emitted => [], counts => [], fired => []},
    #{tags := Tags, emitted := Emitted, fired := Fired} = Result = each(Rules, Start),
    Result#{tags := lists:reverse(Tags), emitted := lists:reverse(Emitted), fired := lists:reverse(Fired)}.

each([#{condition := Condition, name := Name, actions := Actions, stop := Stop} | Rules], #{event := Event, fired := Fired} = Acc) ->
    case Condition(Event) of
        true ->
            Acc1 = lists:foldl(fun act/2, Acc#{fired := [Name | Fired]}, Actions),
            if
                Stop -> Acc1;
                true -> each(Rules, Acc1)
            end;
        false -> each(Rules, Acc)
    end;
each([], Acc) -> Acc.

act({set, Fields}, #{event := Event} = Acc) -> Acc#{event := maps:merge(Event, filled(Fields, Event))};
act({tag, Tag}, #{event := Event, tags := Tags} = Acc) -> Acc#{tags := [fill(Tag, Event) | Tags]};
act({count, Name}, #{event := Event, counts := Counts} = Acc) -> Acc#{counts := [fill(Name, Event) | Counts]};
act({emit, Fields}, #{event := Event, emitted := Emitted} = Acc) -> Acc#{emitted := [filled(Fields, Event) | Emitted]}.

filled(Fields, Event) -> #{K => fill(V, Event) || {K, V} <- Fields}.

fill({text, Value}, _) -> Value;
fill({parts, Parts}, Event) -> iolist_to_binary([part(P, Event) || P <- Parts]).

part({text, Text}, _) -> Text;
part({field, Path}, Event) -> shown(lists:foldl(fun(K, #{} = M) -> maps:get(K, M, null); (_, _) -> null end, Event, Path)).

shown(V) when is_binary(V) -> V;
shown(V) when is_integer(V) -> integer_to_binary(V);
shown(V) when is_float(V) -> float_to_binary(V, [short]);
shown(V) -> iolist_to_binary(json:encode(V)).
