-module(rules_tests).
-include_lib("eunit/include/eunit.hrl").

%% ---------------------------------------------------------------------------------------------------------
%% Parsing

parse_test_() ->
    [{Text, ?_assertEqual(Printed, parsed(Text))}
     || {Text, Printed} <- [{"a or b and c", "(a or (b and c))"}, {"not a and b", "((not a) and b)"}, {"1 + 2 * 3", "(1 + (2 * 3))"},
                            {"a - b - c", "((a - b) - c)"}, {"x in [1, 2]", "(x in [1, 2])"}, {"f(a, \"b\")", "f(a, \"b\")"},
                            {"a.b.c == null", "(a.b.c == null)"}, {"(a or b) and c", "((a or b) and c)"}, {"- -1", "(-(-1))"}, {"f()", "f()"}]].

parsed(Text) ->
    {ok, Tree} = rules_parser:parse(list_to_binary(Text)),
    lists:flatten(io_lib:format("~ts", [rules_parser:print(Tree)])).

syntax_error_test_() ->
    [{Text, ?_assertEqual({error, Why}, rules_parser:parse(list_to_binary(Text)))}
     || {Text, Why} <- [{"", {1, "unexpected end"}}, {"a b", {3, "unexpected b"}}, {"(a", {3, "unexpected end"}}, {"a ==", {5, "unexpected end"}},
                        {"[1", {3, "unexpected end"}}, {")", {1, "unexpected )"}}, {"\"x", {1, "string without an end"}}]].

%% What is printed means what it was read from.
print_and_parse_test() ->
    rand:seed(exsss, 3),
    [begin
        Tree = tree(4),
        Text = unicode:characters_to_binary(rules_parser:print(Tree)),
        ?assertEqual({Text, {ok, Tree}}, {Text, rules_parser:parse(Text)})
     end || _ <- lists:seq(1, 200)].

tree(0) -> pick([{literal, 1}, {literal, 2.5}, {literal, ~"s"}, {literal, true}, {literal, null}, {field, [~"a"]}, {field, [~"b", ~"c"]}]);
tree(N) ->
    case rand:uniform(8) of
        1 -> {'and', tree(N - 1), tree(N - 1)};
        2 -> {'or', tree(N - 1), tree(N - 1)};
        3 -> {'not', tree(N - 1)};
        4 -> {compare, pick([eq, ne, lt, le, gt, ge]), tree(N - 1), tree(N - 1)};
        5 -> {arith, pick(['+', '-', '*', '/']), tree(N - 1), tree(N - 1)};
        6 -> {in, tree(N - 1), {list, [tree(N - 1) || _ <- lists:seq(1, rand:uniform(3) - 1)]}};
        7 -> {call, ~"max", [tree(N - 1), tree(N - 1)]};
        8 -> {negative, tree(N - 1)}
    end.

pick(L) -> lists:nth(rand:uniform(length(L)), L).

%% ---------------------------------------------------------------------------------------------------------
%% Meaning

eval_test_() ->
    E = json:decode(~|{"n": 3, "s": "Text", "l": [1, 2.0], "o": {"x": true}, "z": null}|),
    [{binary_to_list(Text), ?_assertEqual(Expected, (compiled(Text))(E))}
     || {Text, Expected} <- [{~"n == 3.0", true}, {~"n + 1 > 3", true}, {~"missing == null", true}, {~"o.x", true}, {~"o.x.y == null", true},
                             {~"2 in l", true}, {~"\"a\" < s", false}, {~"s < \"a\"", true}, {~"n < s", false}, {~"n / 0 == null", true},
                             {~"lower(s) == \"text\"", true}, {~"length(l) + length(o) == 3", true}, {~"matches(s, \"^T.x\")", true},
                             {~"matches(s, \"(\")", false}, {~"exists(z)", false}, {~"not exists(z) and n", false}, {~"s + \"!\" == \"Text!\"", true},
                             {~"-n == 0 - 3", true}, {~"max(n, 5) == 5 and min(n, 5) == n", true}, {~"abs(-2.6) > 2 and round(2.6) == n", true}]].

compiled(Text) ->
    {ok, Tree} = rules_parser:parse(Text),
    rules_compile:compile(Tree).

%% Folding changes no result, whatever the event.
fold_test() ->
    rand:seed(exsss, 4),
    Events = [#{}, #{~"a" => 1, ~"b" => #{~"c" => 2}}, #{~"a" => true, ~"b" => #{~"c" => ~"s"}}],
    [begin
        Tree = tree(5),
        Folded = rules_compile:fold(Tree),
        ?assertEqual({Tree, [value(Tree, E) || E <- Events]}, {Tree, [value(Folded, E) || E <- Events]})
     end || _ <- lists:seq(1, 300)].

value(Tree, Event) -> (rules_compile:compile(Tree))(Event).

kind_test_() ->
    [{binary_to_list(Text), fun() ->
        {ok, Tree} = rules_parser:parse(Text),
        ?assertEqual(Expected, rules_types:check(Tree))
      end} || {Text, Expected} <- [{~"a and b", ok}, {~"1 + 2", {error, "(1 + 2) is no boolean"}}, {~"1 == \"x\"", {error, "cannot compare 1 and \"x\""}},
                                   {~"f(1)", {error, "there is no function f"}}, {~"max(1) > 2", {error, "max wants 2 arguments"}},
                                   {~"1 in 2", {error, "2 is no list"}}, {~"lower(1) == a", {error, "1 is no string"}}, {~"\"a\" + b == \"ab\"", ok}]].

%% ---------------------------------------------------------------------------------------------------------
%% The engine

engine_test_() ->
    {foreach, fun() -> logger:set_primary_config(level, warning), {ok, Apps} = application:ensure_all_started(rules), Apps end, fun(Apps) -> [application:stop(A) || A <- Apps] end,
     [{"order and stop", fun order/0}, {"later rules see changes", fun chained/0}, {"bad rules change nothing", fun bad/0}, {"templates", fun templates/0}]}.

order() ->
    {ok, 1} = rules:load(~|{"rules": [{"name": "low", "priority": 1}, {"name": "high", "priority": 9}, {"name": "end", "priority": 5, "stop": true}]}|),
    ?assertMatch(#{fired := [~"high", ~"end"]}, rules:run(~"{}")).

chained() ->
    {ok, _} = rules:load(~|{"rules": [{"name": "a", "priority": 2, "then": [{"set": {"x": 5}}]}, {"name": "b", "when": "x == 5", "then": [{"tag": "seen"}]}]}|),
    ?assertMatch(#{tags := [~"seen"], event := #{~"x" := 5}}, rules:run(~"{}")).

bad() ->
    {ok, 1} = rules:load(~|{"rules": [{"name": "a"}]}|),
    ?assertMatch({error, [_]}, rules:load(~|{"rules": [{"name": "b", "when": "1 +"}]}|)),
    ?assertMatch(#{fired := [~"a"], version := 1}, rules:run(~"{}")).

templates() ->
    {ok, _} = rules:load(~|{"rules": [{"then": [{"emit": {"t": "${a}-${b.c}-${d}", "n": 1}}, {"count": "c${a}"}]}]}|),
    #{emitted := [Emitted]} = rules:run(~|{"a": 1, "b": {"c": "x"}}|),
    ?assertEqual(#{~"t" => ~"1-x-null", ~"n" => 1}, Emitted),
    ?assertEqual([{~"c1", 1}], rules_engine:counters()).
