%% Every function of proplists, with good and with bad arguments.
-module(proplists_api).
-export([main/0]).

main() ->
    append_values_2(),
    compact_1(),
    delete_2(),
    expand_2(),
    from_map_1(),
    get_all_values_2(),
    get_bool_2(),
    get_keys_1(),
    get_value_2(),
    get_value_3(),
    is_defined_2(),
    lookup_2(),
    lookup_all_2(),
    normalize_2(),
    property_1(),
    property_2(),
    split_2(),
    substitute_aliases_2(),
    substitute_negations_2(),
    to_map_1(),
    to_map_2(),
    unfold_1().

%% Prints the value of a call, or how it fails.
p(Call) ->
    try Call() of
        Value -> io:format("  ~0tkp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tkp~n", [Class, Reason])
    end.

append_values_2() ->
    io:format("append_values/2~n"),
    p(fun() -> proplists:append_values(b, [6, {c, [3]}]) end),
    p(fun() -> proplists:append_values(b, []) end),
    p(fun() -> proplists:append_values(a, <<>>) end),
    p(fun() -> proplists:append_values("k", []) end),
    p(fun() -> proplists:append_values([foo], []) end),
    p(fun() -> proplists:append_values(b, [a | b]) end).

compact_1() ->
    io:format("compact/1~n"),
    p(fun() -> proplists:compact(true) end),
    p(fun() -> proplists:compact([{1, 0}]) end),
    p(fun() -> proplists:compact([{{x}}]) end),
    p(fun() -> proplists:compact([{1, 3, 3}]) end),
    p(fun() -> proplists:compact([{{x}, 5}, {1}]) end),
    p(fun() -> proplists:compact({}) end).

delete_2() ->
    io:format("delete/2~n"),
    p(fun() -> proplists:delete("k", []) end),
    p(fun() -> proplists:delete(1, [{1, 5}, c]) end),
    p(fun() -> proplists:delete({x}, [{"k", [5, 3]}, {x}, {}, {x}, 0, c]) end),
    p(fun() -> proplists:delete(d, []) end),
    p(fun() -> proplists:delete(c, {}) end),
    p(fun() -> proplists:delete({x}, fun erlang:self/0) end).

expand_2() ->
    io:format("expand/2~n"),
    p(fun() -> proplists:expand([{d, [{d, 3}, {b, 0}]}, {{1, true}, []}, {{b, true}, [{}]}, {{d, true}, [{1, 3}]}, {c, 1}], {}) end),
    p(fun() -> proplists:expand([{{c, true}, 0}, {{c, 5}, []}, {1, 5}, {{a, true}, 3}, {a, []}], []) end),
    p(fun() -> proplists:expand([], [{}, {}, {x}]) end),
    p(fun() -> proplists:expand([], fun erlang:max/2) end),
    p(fun() -> proplists:expand([], []) end),
    p(fun() -> proplists:expand([], [{c}]) end).

from_map_1() ->
    io:format("from_map/1~n"),
    p(fun() -> proplists:from_map(#{}) end),
    p(fun() -> proplists:from_map(#{c => 6}) end),
    p(fun() -> proplists:from_map(#{1 => 1}) end),
    p(fun() -> proplists:from_map([1, 2 | 3]) end),
    p(fun() -> proplists:from_map(#{a => false}) end),
    p(fun() -> proplists:from_map(<<1,2,3>>) end).

get_all_values_2() ->
    io:format("get_all_values/2~n"),
    p(fun() -> proplists:get_all_values(d, [{b, [0, 3]}, {x}, {a, false}, {"k", [6, 3, 5, 6, 1, 6, 2, 4, 0]}]) end),
    p(fun() -> proplists:get_all_values(foo, [{1}, {d, 4}, {b, 0}, c]) end),
    p(fun() -> proplists:get_all_values(d, [{}, {b, 6}]) end),
    p(fun() -> proplists:get_all_values(<<>>, []) end),
    p(fun() -> proplists:get_all_values(c, 0) end),
    p(fun() -> proplists:get_all_values(d, #{}) end).

get_bool_2() ->
    io:format("get_bool/2~n"),
    p(fun() -> proplists:get_bool(c, 3.5) end),
    p(fun() -> proplists:get_bool(a, [1, 2 | 3]) end),
    p(fun() -> proplists:get_bool(fun erlang:max/2, []) end),
    p(fun() -> proplists:get_bool(a, [{c, [6, 2, 5, 4]}, {c, 4}, 1, {a, [2, 4, 1, 2, 2]}]) end),
    p(fun() -> proplists:get_bool(c, [{d}, {b, 5, 2}]) end),
    p(fun() -> proplists:get_bool(b, [{d, [2, 1, 1, 4, 1, 4, 2]}, {b, 3}, {c}, {{x}}, {{x}, 1, 4}]) end).

get_keys_1() ->
    io:format("get_keys/1~n"),
    p(fun() -> proplists:get_keys([{}]) end),
    p(fun() -> proplists:get_keys([]) end),
    p(fun() -> proplists:get_keys(fun erlang:max/2) end),
    p(fun() -> proplists:get_keys([[]]) end),
    p(fun() -> proplists:get_keys(-1) end),
    p(fun() -> proplists:get_keys([foo]) end).

get_value_2() ->
    io:format("get_value/2~n"),
    p(fun() -> proplists:get_value({x}, [{a}, {"k", 3}]) end),
    p(fun() -> proplists:get_value(b, [1, {c, 0}, {}]) end),
    p(fun() -> proplists:get_value({a, b}, []) end),
    p(fun() -> proplists:get_value(b, <<5:3>>) end),
    p(fun() -> proplists:get_value(b, []) end),
    p(fun() -> proplists:get_value(d, 3.5) end).

get_value_3() ->
    io:format("get_value/3~n"),
    p(fun() -> proplists:get_value(1, [], #{3 => ''}) end),
    p(fun() -> proplists:get_value("k", [], {4, a}) end),
    p(fun() -> proplists:get_value(1, [{x}, {a}, {1, 3}, 4, {b, true}, 0, {b, 2}], foo) end),
    p(fun() -> proplists:get_value(b, [[]], "k") end),
    p(fun() -> proplists:get_value(a, <<1,2,3>>, {a}) end),
    p(fun() -> proplists:get_value(d, true, 0) end).

is_defined_2() ->
    io:format("is_defined/2~n"),
    p(fun() -> proplists:is_defined(b, [{d, 0}]) end),
    p(fun() -> proplists:is_defined("k", [{1, false}]) end),
    p(fun() -> proplists:is_defined({x}, [{}]) end),
    p(fun() -> proplists:is_defined(<<>>, []) end),
    p(fun() -> proplists:is_defined(b, #{}) end),
    p(fun() -> proplists:is_defined(d, fun erlang:self/0) end).

lookup_2() ->
    io:format("lookup/2~n"),
    p(fun() -> proplists:lookup(1, []) end),
    p(fun() -> proplists:lookup([[]], [{{x}, false}, 6]) end),
    p(fun() -> proplists:lookup(c, [{b, 1, 1}, c, a]) end),
    p(fun() -> proplists:lookup(c, -1) end),
    p(fun() -> proplists:lookup(c, []) end),
    p(fun() -> proplists:lookup(a, -1) end).

lookup_all_2() ->
    io:format("lookup_all/2~n"),
    p(fun() -> proplists:lookup_all("k", []) end),
    p(fun() -> proplists:lookup_all({}, []) end),
    p(fun() -> proplists:lookup_all(undefined, [{{x}, [5]}]) end),
    p(fun() -> proplists:lookup_all("k", [{a, 1, 4}, {1, []}, {1, []}, b, {1, false}, {}, {"k", 3}, {"k", false}, 5, {{x}, 4}, {}, {{x}, 0, 6}]) end),
    p(fun() -> proplists:lookup_all("k", [1, 2 | 3]) end),
    p(fun() -> proplists:lookup_all(b, undefined) end).

normalize_2() ->
    io:format("normalize/2~n"),
    p(fun() -> proplists:normalize({}, [{negations, [{d, d}, {d, {x}}, {d, 1}, {c, 1}, {"k", 1}]}, {negations, []}, {expand, [{{x}, []}]}, {expand, [{"k", []}]}, {aliases, []}, {negations, []}, {expand, [{1, [{c, 6, 4}, {}, {1}]}, {c, [4]}]}]) end),
    p(fun() -> proplists:normalize([{}, {a}, c, {}, {1, false}, {b, 6, 4}], [{negations, []}, {expand, []}]) end),
    p(fun() -> proplists:normalize([{1, false}, {{x}, []}], [{negations, [{c, 1}]}, {expand, []}]) end),
    p(fun() -> proplists:normalize([{d, true}, {c, 3}], [{negations, [{a, {x}}, {{x}, b}]}, {negations, [{a, 1}, {{x}, c}, {b, {x}}, {1, b}]}, {expand, [{1, [{a, [5, 5, 2]}]}, {1, [1, {c, false}, {d, [3, 0]}, d, {1, true}, {d, 5}, {1, 3}, {{x}, true}]}, {1, [{c, 6}]}, {{x}, [{b, true}, {b, true}, {"k", []}, {"k", true}]}, {c, []}]}]) end),
    p(fun() -> proplists:normalize([{x}, a], []) end),
    p(fun() -> proplists:normalize([{c, 5, 1}], <<>>) end).

property_1() ->
    io:format("property/1~n"),
    p(fun() -> proplists:property('hello world') end),
    p(fun() -> proplists:property([]) end),
    p(fun() -> proplists:property({{x}, false}) end),
    p(fun() -> proplists:property(d) end).

property_2() ->
    io:format("property/2~n"),
    p(fun() -> proplists:property([1, 2 | 3], true) end),
    p(fun() -> proplists:property(d, <<>>) end),
    p(fun() -> proplists:property(a, true) end),
    p(fun() -> proplists:property(b, false) end).

split_2() ->
    io:format("split/2~n"),
    p(fun() -> proplists:split([4, {b, 4}], ["k"]) end),
    p(fun() -> proplists:split([{{x}, [6, 5, 3, 0, 3, 0, 5]}, {a, 5}, 5, {c, 6, 1}], ["k"]) end),
    p(fun() -> proplists:split([], 0) end),
    p(fun() -> proplists:split([], []) end),
    p(fun() -> proplists:split([], [a, 1, a]) end),
    p(fun() -> proplists:split([6, {}, {{x}, [0]}, 3, {b, 6, 2}, a, {a, 3}, {}, 0, {{x}}, {"k", 4}], 0) end).

substitute_aliases_2() ->
    io:format("substitute_aliases/2~n"),
    p(fun() -> proplists:substitute_aliases([{d, "k"}, {b, d}], [{c, 5}, {"k", 4}, {{x}, 4, 5}, {1}, 6, 3]) end),
    p(fun() -> proplists:substitute_aliases([{c, 1}, {c, a}, {b, "k"}, {c, 1}, {c, a}, {"k", c}, {d, "k"}, {b, {x}}, {1, b}, {d, d}, {a, "k"}], []) end),
    p(fun() -> proplists:substitute_aliases([{1, c}], [{a}, {d, [6]}]) end),
    p(fun() -> proplists:substitute_aliases([{a, 1}, {d, d}], []) end),
    p(fun() -> proplists:substitute_aliases(3.5, [{a, false}]) end),
    p(fun() -> proplists:substitute_aliases([{b, b}, {1, {x}}, {1, 1}, {d, "k"}], [1, 2 | 3]) end).

substitute_negations_2() ->
    io:format("substitute_negations/2~n"),
    p(fun() -> proplists:substitute_negations([{{x}, c}], [{d, 3}]) end),
    p(fun() -> proplists:substitute_negations([{b, "k"}, {1, 1}, {a, a}, {d, c}, {1, a}, {d, "k"}, {a, {x}}, {d, c}, {1, d}, {d, a}, {c, d}, {d, 1}], [{1}, 1, {d, 5}, {{x}, 1}, a, {{x}, false}, {d, 0}, {}, d, {a, true}, {1, 2}, {b, [6]}]) end),
    p(fun() -> proplists:substitute_negations({a, b}, [{b, 5, 4}, {c, 6}, {{x}, []}, {1, 1}, {c, []}]) end),
    p(fun() -> proplists:substitute_negations(<<>>, []) end),
    p(fun() -> proplists:substitute_negations([], <<5:3>>) end),
    p(fun() -> proplists:substitute_negations([{a, c}, {1, {x}}], []) end).

to_map_1() ->
    io:format("to_map/1~n"),
    p(fun() -> proplists:to_map([foo]) end),
    p(fun() -> proplists:to_map([]) end),
    p(fun() -> proplists:to_map([{}, {1, 0, 0}, a]) end),
    p(fun() -> proplists:to_map([{a, 3, 1}]) end),
    p(fun() -> proplists:to_map(#{}) end),
    p(fun() -> proplists:to_map(true) end).

to_map_2() ->
    io:format("to_map/2~n"),
    p(fun() -> proplists:to_map([], []) end),
    p(fun() -> proplists:to_map([], [{negations, []}]) end),
    p(fun() -> proplists:to_map([a | b], [{negations, [{d, {x}}, {a, 1}, {{x}, "k"}, {a, d}, {"k", a}, {b, d}, {"k", c}, {{x}, "k"}]}]) end),
    p(fun() -> proplists:to_map([{c, 6}], []) end),
    p(fun() -> proplists:to_map([], [{aliases, [{a, d}, {b, a}, {"k", d}]}, {negations, [{d, {x}}, {"k", b}, {c, d}]}]) end),
    p(fun() -> proplists:to_map([], <<>>) end).

unfold_1() ->
    io:format("unfold/1~n"),
    p(fun() -> proplists:unfold([{1, 3}, {"k", 4}, {d, 0}]) end),
    p(fun() -> proplists:unfold([]) end),
    p(fun() -> proplists:unfold([{b}, {b, 4, 0}, {b, []}]) end),
    p(fun() -> proplists:unfold([{c, 6}]) end),
    p(fun() -> proplists:unfold({a, b}) end),
    p(fun() -> proplists:unfold(#{}) end).
