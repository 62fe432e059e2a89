%% The engine's front door: JSON in, JSON out.
-module(rules).
-export([load/1, run/1, explain/1]).

-doc "Replaces the rules by those of a JSON text.".
-spec load(binary()) -> {ok, pos_integer()} | {error, [iolist()]}.
load(Json) ->
    case rules_engine:load(Json) of
        {ok, Version} -> {ok, Version};
        {error, Errors} -> {error, [rules_config:format_error(E) || E <- Errors]}
    end.

-doc "Runs an event given as JSON.".
-spec run(binary()) -> map().
run(Json) -> rules_engine:run(json:decode(Json)).

-doc "How a condition is understood.".
-spec explain(binary()) -> iolist().
explain(Text) ->
    case rules_parser:parse(Text) of
        {ok, Tree} -> [rules_parser:print(Tree), "  =>  ", rules_parser:print(rules_compile:fold(Tree))];
        {error, {Column, Why}} -> io_lib:format("column ~w: ~ts", [Column, Why])
    end.
