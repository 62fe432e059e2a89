%% An online shop's rules at work.
-module(rules_demo).
-export([main/0]).

-define(RULES, ~"""
{"rules": [
  {"name": "vip", "priority": 100, "when": "customer.orders >= 10 or customer.plan == \"gold\"",
   "then": [{"set": {"vip": true}}, {"count": "vip orders"}]},
  {"name": "big order", "priority": 50, "when": "total > 1000 and not vip",
   "then": [{"tag": "review"}, {"emit": {"to": "risk", "text": "order ${id} of ${customer.name} over ${total}"}}]},
  {"name": "blocked country", "priority": 90, "when": "country in [\"xx\", \"yy\"]",
   "then": [{"tag": "blocked ${country}"}, {"count": "blocked"}], "stop": true},
  {"name": "free shipping", "when": "vip or total - discount >= 2 * 25 + 50",
   "then": [{"set": {"shipping": 0}}]},
  {"name": "greeting", "priority": -1, "when": "starts_with(lower(customer.name), \"dr\") and exists(customer.mail)",
   "then": [{"emit": {"to": "${customer.mail}", "text": "Dear ${customer.name}"}}]},
  {"name": "odd note", "when": "matches(note, \"(?i)urgent|asap\") and length(note) < 40", "then": [{"tag": "hurry"}]}
]}
""").

-define(BROKEN, ~"""
{"rules": [
  {"name": "a", "when": "total >"},
  {"name": "b", "when": "total + \"x\" > 3 and"},
  {"name": "c", "when": "upper(total, 1) == 2"},
  {"name": "d", "when": "1 + 2"},
  {"name": "e", "when": "nofun(1)", "then": [{"explode": 1}]},
  {"name": "f", "when": "\"a\" < 1", "colour": "red"},
  {"name": "g", "when": "a # b"}, {"name": "h"}, {"name": "h"}, 17
]}
""").

main() ->
    logger:set_primary_config(level, warning),
    {ok, _} = application:ensure_all_started(rules),
    io:format("== conditions~n"),
    [io:format("~ts~n    ~ts~n", [C, rules:explain(C)])
     || C <- [~"a or b and not c == 1", ~"1 + 2 * 3 > x.y", ~"true and (a or false)", ~"-2 * -x in [1, 2 + 2]", ~"length(\"abc\") == 3",
              ~"(a", ~"a b", ~"\"open", ~"1 +"]],
    io:format("~n== rules~n~p~n", [rules:load(?RULES)]),
    [run(E) || E <- events()],
    io:format("~ncounters: ~ts~n", [json:encode(maps:from_list([{N, C} || {N, C} <- rules_engine:counters(), N =:= ~"blocked"]))]),
    io:format("~n== broken rules~n"),
    {error, Errors} = rules:load(?BROKEN),
    [io:format("~ts~n", [E]) || E <- Errors],
    [io:format("~0p -> ~ts~n", [J, element(2, rules:load(J))]) || J <- [~"{", ~"[]", ~"{\"rules\": nope}"]],
    #{version := Version} = rules:run(~"{}"),
    io:format("the old rules still hold, version ~p~n", [Version]),
    ok = application:stop(rules).

events() ->
    [~|{"id": 1, "total": 1500, "discount": 0, "country": "de", "customer": {"name": "Ann", "orders": 2}}|,
     ~|{"id": 2, "total": 1500.5, "country": "de", "customer": {"name": "Dr Bo", "orders": 12, "mail": "bo@example.org"}}|,
     ~|{"id": 3, "total": 5, "country": "xx", "customer": {"name": "Cy", "plan": "gold"}}|,
     ~|{"id": 4, "total": 120, "discount": 20, "country": "fr", "note": "please, URGENT", "customer": {"name": "Dé"}}|,
     ~|{"id": 5}|].

run(Json) ->
    #{event := Event, tags := Tags, emitted := Emitted, fired := Fired} = rules:run(Json),
    Added = maps:without(maps:keys(json:decode(Json)), Event),
    io:format("~norder ~p: fired ~ts~n", [maps:get(~"id", Event), text(Fired)]),
    Tags =:= [] orelse io:format("  tags ~ts~n", [text(Tags)]),
    [io:format("  ~ts := ~ts~n", [K, json:encode(V)]) || {K, V} <- lists:sort(maps:to_list(Added))],
    [io:format("  to ~ts: ~ts~n", [To, Text]) || #{~"to" := To, ~"text" := Text} <- Emitted].

text([]) -> "nothing";
text(Names) -> lists:join(", ", Names).
