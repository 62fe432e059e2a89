%% Things a session does itself, without the backend.
-module(agents_tools).
-export([run/2, names/0]).

names() -> [~"count", ~"reverse", ~"upper"].

-spec run(binary(), binary()) -> {ok, binary()} | {error, term()}.
run(~"upper", Text) -> {ok, string:uppercase(Text)};
run(~"reverse", Text) -> {ok, unicode:characters_to_binary(string:reverse(Text))};
run(~"count", Text) -> {ok, integer_to_binary(length(string:lexemes(Text, " ")))};
run(Name, _) -> {error, {no_such_tool, Name}}.
