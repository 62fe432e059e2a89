%% Frames as commands, and replies as frames.
-module(lines_command).
-export([parse/1, reply/1, help/0]).

-type command() :: {get, [binary()]} | {set, binary(), binary(), map()} | {delete, binary()} | {incr, binary(), integer()}
    | {append, binary(), binary()} | {cas, binary(), binary(), pos_integer()} | {keys, binary()} | {begin_batch} | {commit} | {discard}
    | {ping, binary()} | quit | stats | help.
-export_type([command/0]).

-spec parse(lines_codec:frame()) -> {ok, command()} | {error, binary()}.
parse({bad, Why}) -> {error, <<"protocol ", (atom_to_binary(Why))/binary>>};
parse({line, [Name | Args]}) -> command(string:lowercase(Name), Args, none);
parse({line, [Name | Args], Data}) -> command(string:lowercase(Name), Args, Data);
parse({line, [], _}) -> {error, ~"data without a command"}.

command(~"get", [_ | _] = Keys, none) -> {ok, {get, Keys}};
command(~"set", [Key | Options], Data) when is_binary(Data) -> options(Options, #{}, fun(O) -> {set, Key, Data, O} end);
command(~"set", [Key, Value | Options], none) -> options(Options, #{}, fun(O) -> {set, Key, Value, O} end);
command(~"append", [Key], Data) when is_binary(Data) -> {ok, {append, Key, Data}};
command(~"append", [Key, Value], none) -> {ok, {append, Key, Value}};
command(~"delete", [Key], none) -> {ok, {delete, Key}};
command(~"incr", [Key], none) -> {ok, {incr, Key, 1}};
command(~"incr", [Key, By], none) -> integer(By, fun(N) -> {incr, Key, N} end);
command(~"cas", [Key, Value, Version], none) -> integer(Version, fun(N) -> {cas, Key, Value, N} end);
command(~"keys", [], none) -> {ok, {keys, ~""}};
command(~"keys", [Prefix], none) -> {ok, {keys, Prefix}};
command(~"begin", [], none) -> {ok, {begin_batch}};
command(~"commit", [], none) -> {ok, {commit}};
command(~"discard", [], none) -> {ok, {discard}};
command(~"ping", [], none) -> {ok, {ping, ~"pong"}};
command(~"ping", [Text], none) -> {ok, {ping, Text}};
command(~"quit", [], none) -> {ok, quit};
command(~"stats", [], none) -> {ok, stats};
command(~"help", [], none) -> {ok, help};
command(Name, _, _) ->
    case lists:keymember(Name, 1, help()) of
        true -> {error, <<"usage ", Name/binary>>};
        false -> {error, <<"unknown command ", Name/binary>>}
    end.

options([~"nx" | Rest], O, Then) -> options(Rest, O#{if_absent => true}, Then);
options([~"ttl", Ms | Rest], O, Then) ->
    maybe
        {ok, N} ?= integer(Ms, fun(N) -> N end),
        true ?= N > 0,
        options(Rest, O#{ttl => N}, Then)
    else
        _ -> {error, ~"ttl wants milliseconds"}
    end;
options([], O, Then) -> {ok, Then(O)};
options([Other | _], _, _) -> {error, <<"unknown option ", Other/binary>>}.

integer(Text, Then) ->
    try {ok, Then(binary_to_integer(Text))}
    catch
        error:badarg -> {error, <<"not a number: ", Text/binary>>}
    end.

-doc "The frame of a reply.".
reply(ok) -> {line, [~"ok"]};
reply({ok, N}) when is_integer(N) -> {line, [~"ok", integer_to_binary(N)]};
reply({value, none}) -> {line, [~"none"]};
reply({value, {Value, Version}}) -> {line, [~"value", integer_to_binary(Version)], Value};
reply({list, Words}) -> {line, [~"list" | Words]};
reply({text, Text}) -> {line, [Text]};
reply(queued) -> {line, [~"queued"]};
reply({error, Why}) -> {line, [~"error", Why]}.

-doc "All commands with their arguments.".
help() ->
    [{~"append", ~"KEY VALUE"}, {~"begin", ~""}, {~"cas", ~"KEY VALUE VERSION"}, {~"commit", ~""}, {~"delete", ~"KEY"}, {~"discard", ~""},
     {~"get", ~"KEY..."}, {~"help", ~""}, {~"incr", ~"KEY [N]"}, {~"keys", ~"[PREFIX]"}, {~"ping", ~"[TEXT]"}, {~"quit", ~""},
     {~"set", ~"KEY VALUE [nx] [ttl MS]"}, {~"stats", ~""}].
