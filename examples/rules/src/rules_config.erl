%% Rules from JSON:
%%   {"rules": [{"name": "...", "when": "CONDITION", "priority": 10, "then": [ACTION, ...], "stop": false}, ...]}
%% Actions: {"set": {"field": value}}, {"tag": "text"}, {"count": "name"}, {"emit": {...}}; in texts, ${a.b} stands for a field.
-module(rules_config).
-export([load/1, format_error/1]).

-record(rule, {name, priority, condition, text, actions, stop}).

-type rule() :: #{name := binary(), priority := integer(), condition := fun((map()) -> boolean()), actions := [tuple()], stop := boolean(),
                  text := binary()}.
-export_type([rule/0]).

-doc "The rules of a configuration, by falling priority; or all that is wrong with it.".
-spec load(binary()) -> {ok, [rule()]} | {error, [term()]}.
load(Json) ->
    try json:decode(Json) of
        #{<<"rules">> := Rules} when is_list(Rules) -> all([rule(N, R) || {N, R} <- lists:enumerate(Rules)]);
        _ -> {error, [no_rules]}
    catch
        error:{invalid_byte, Byte} -> {error, [{not_json, {byte, Byte}}]};
        error:unexpected_end -> {error, [{not_json, unexpected_end}]};
        error:{unexpected_sequence, _} -> {error, [{not_json, bad_text}]}
    end.

all(Results) ->
    Errors = lists:append([Es || {error, Es} <- Results]),
    Rules = [R || {ok, R} <- Results],
    Names = [N || #rule{name = N} <- Rules],
    case Errors ++ [{duplicate, N} || N <- lists:uniq(Names -- lists:uniq(Names))] of
        [] -> {ok, [as_map(R) || R <- lists:sort(fun(A, B) -> A#rule.priority >= B#rule.priority end, Rules)]};
        All -> {error, All}
    end.

as_map(#rule{name = N, priority = P, condition = C, text = T, actions = As, stop = S}) ->
    #{name => N, priority => P, condition => C, text => T, actions => As, stop => S}.

rule(N, #{} = R) ->
    Name = maps:get(<<"name">>, R, <<"rule ", (integer_to_binary(N))/binary>>),
    Condition = condition(maps:get(<<"when">>, R, <<"true">>)),
    Actions = [action(A) || A <- maps:get(<<"then">>, R, [])],
    Bad = [{Name, Why} || {error, Why} <- [Condition | Actions]] ++ [{Name, {unknown_key, K}} || K <- unknown(R)],
    case Bad of
        [] ->
            {ok, {Text, Fun}} = Condition,
            {ok, #rule{name = Name, priority = maps:get(<<"priority">>, R, 0), condition = Fun, text = Text,
                       actions = [A || {ok, A} <- Actions], stop = maps:get(<<"stop">>, R, false)}};
        _ -> {error, Bad}
    end;
rule(N, _) -> {error, [{N, not_an_object}]}.

unknown(R) -> lists:sort(maps:keys(maps:without([<<"name">>, <<"when">>, <<"then">>, <<"priority">>, <<"stop">>], R))).

condition(Text) when is_binary(Text) ->
    maybe
        {ok, Tree} ?= rules_parser:parse(Text),
        ok ?= rules_types:check(Tree),
        {ok, {Text, rules_compile:compile(Tree)}}
    else
        {error, {Column, Why}} -> {error, {syntax, Column, lists:flatten(Why)}};
        {error, Why} -> {error, {kind, Why}}
    end;
condition(_) -> {error, condition_is_no_text}.

action(#{<<"set">> := Fields}) when is_map(Fields) -> {ok, {set, [{K, template(V)} || K := V <- Fields]}};
action(#{<<"tag">> := Tag}) when is_binary(Tag) -> {ok, {tag, template(Tag)}};
action(#{<<"count">> := Name}) when is_binary(Name) -> {ok, {count, template(Name)}};
action(#{<<"emit">> := Fields}) when is_map(Fields) -> {ok, {emit, [{K, template(V)} || K := V <- Fields]}};
action(Other) -> {error, {unknown_action, Other}}.

%% Texts with ${...} in them, taken apart once.
template(Text) when is_binary(Text) ->
    case re:split(Text, "\\$\\{([a-zA-Z_.0-9]+)\\}", [{return, binary}]) of
        [Text] -> {text, Text};
        Parts -> {parts, parts(Parts)}
    end;
template(Value) -> {text, Value}.

parts([Text, Field | Rest]) -> [{text, Text}, {field, binary:split(Field, <<".">>, [global])} | parts(Rest)];
parts([Text]) -> [{text, Text}].

-spec format_error(term()) -> iolist().
format_error(no_rules) -> "there is no list of rules";
format_error({not_json, {byte, Byte}}) -> io_lib:format("not JSON: unexpected byte ~w", [Byte]);
format_error({not_json, Why}) -> io_lib:format("not JSON: ~w", [Why]);
format_error({duplicate, Name}) -> io_lib:format("~ts: there are two rules of this name", [Name]);
format_error({N, not_an_object}) when is_integer(N) -> io_lib:format("rule ~w is no object", [N]);
format_error({Name, {syntax, Column, Why}}) -> io_lib:format("~ts: column ~w: ~ts", [Name, Column, Why]);
format_error({Name, {kind, Why}}) -> io_lib:format("~ts: ~ts", [Name, Why]);
format_error({Name, {unknown_key, Key}}) -> io_lib:format("~ts: unknown key ~ts", [Name, Key]);
format_error({Name, {unknown_action, A}}) -> io_lib:format("~ts: unknown action ~0p", [Name, A]);
format_error({Name, Why}) -> io_lib:format("~ts: ~0p", [Name, Why]).
