%% Every function of ordsets, with good and with bad arguments.
-module(ordsets_api).
-export([main/0]).

main() ->
    add_element_2(),
    del_element_2(),
    filter_2(),
    filtermap_2(),
    fold_3(),
    from_list_1(),
    intersection_1(),
    intersection_2(),
    is_disjoint_2(),
    is_element_2(),
    is_empty_1(),
    is_equal_2(),
    is_set_1(),
    is_subset_2(),
    map_2(),
    new_0(),
    size_1(),
    subtract_2(),
    to_list_1(),
    union_1(),
    union_2().

%% Prints the value of a call, or how it fails.
p(Call) ->
    try Call() of
        Value -> io:format("  ~0tkp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tkp~n", [Class, Reason])
    end.

add_element_2() ->
    io:format("add_element/2~n"),
    p(fun() -> ordsets:add_element(c, []) end),
    p(fun() -> ordsets:add_element(3, []) end),
    p(fun() -> ordsets:add_element(c, [5]) end),
    p(fun() -> ordsets:add_element(6, <<1,2,3>>) end),
    p(fun() -> ordsets:add_element(1.0, true) end).

del_element_2() ->
    io:format("del_element/2~n"),
    p(fun() -> ordsets:del_element(a, [2]) end),
    p(fun() -> ordsets:del_element(d, [1, {a}]) end),
    p(fun() -> ordsets:del_element(a, [1, 2, 4, {a}, <<"b">>]) end),
    p(fun() -> ordsets:del_element(3, -1) end),
    p(fun() -> ordsets:del_element(4, -1) end).

filter_2() ->
    io:format("filter/2~n"),
    p(fun() -> ordsets:filter(fun(X) -> case X of 3 -> maybe_; _ -> true end end, [1, a, {a}]) end),
    p(fun() -> ordsets:filter(fun(X) -> is_integer(X) andalso X rem 2 =:= 0 end, []) end),
    p(fun() -> ordsets:filter(fun(_) -> true end, []) end),
    p(fun() -> ordsets:filter(fun(X) -> is_integer(X) andalso X rem 2 =:= 0 end, foo) end),
    p(fun() -> ordsets:filter(undefined, [0, {a}]) end).

filtermap_2() ->
    io:format("filtermap/2~n"),
    p(fun() -> ordsets:filtermap(fun(X) -> X > 2 end, [0]) end),
    p(fun() -> ordsets:filtermap(fun(X) -> X > 2 end, [2]) end),
    p(fun() -> ordsets:filtermap(fun(X) -> {true, {X}} end, [1.0]) end),
    p(fun() -> ordsets:filtermap(<<>>, []) end),
    p(fun() -> ordsets:filtermap([], []) end).

fold_3() ->
    io:format("fold/3~n"),
    p(fun() -> ordsets:fold(fun(E, A) -> [E | A] end, [], []) end),
    p(fun() -> ordsets:fold(fun(E, A) -> [E | A] end, [], [1]) end),
    p(fun() -> ordsets:fold(fun(E, A) -> [E | A] end, [], [2.0, 3, 6, b, d]) end),
    p(fun() -> ordsets:fold(undefined, [], [1, 4]) end),
    p(fun() -> ordsets:fold(fun(E, A) -> [E | A] end, [], #{}) end).

from_list_1() ->
    io:format("from_list/1~n"),
    p(fun() -> ordsets:from_list([{a}, a]) end),
    p(fun() -> ordsets:from_list([]) end),
    p(fun() -> ordsets:from_list([1, #{2 => ''}]) end),
    p(fun() -> ordsets:from_list(<<5:3>>) end),
    p(fun() -> ordsets:from_list(undefined) end).

intersection_1() ->
    io:format("intersection/1~n"),
    p(fun() -> ordsets:intersection([]) end),
    p(fun() -> ordsets:intersection([[3], [3, 6, c], []]) end),
    p(fun() -> ordsets:intersection({}) end),
    p(fun() -> ordsets:intersection([[1], []]) end),
    p(fun() -> ordsets:intersection([[]]) end).

intersection_2() ->
    io:format("intersection/2~n"),
    p(fun() -> ordsets:intersection([], #{}) end),
    p(fun() -> ordsets:intersection([0, 1, 2.0, 3, 5, 6, a, e], [a]) end),
    p(fun() -> ordsets:intersection([], [e, {a}, "k"]) end),
    p(fun() -> ordsets:intersection(0, [1]) end),
    p(fun() -> ordsets:intersection([1, 2, 3, 6, d], {a, b}) end).

is_disjoint_2() ->
    io:format("is_disjoint/2~n"),
    p(fun() -> ordsets:is_disjoint([1.0, a, b], [0, 2, 5, 6, <<"b">>]) end),
    p(fun() -> ordsets:is_disjoint([1, 2 | 3], [1, a, "k"]) end),
    p(fun() -> ordsets:is_disjoint([], []) end),
    p(fun() -> ordsets:is_disjoint([0, 1, 2, a, "k"], 0) end),
    p(fun() -> ordsets:is_disjoint(<<>>, [5]) end).

is_element_2() ->
    io:format("is_element/2~n"),
    p(fun() -> ordsets:is_element(0, [1, 2, 3, 4, 6, {a}, <<"b">>]) end),
    p(fun() -> ordsets:is_element(c, -1) end),
    p(fun() -> ordsets:is_element({a}, [0, d]) end),
    p(fun() -> ordsets:is_element({a}, [1, 2, 3, 6, b, c]) end),
    p(fun() -> ordsets:is_element(2, #{}) end).

is_empty_1() ->
    io:format("is_empty/1~n"),
    p(fun() -> ordsets:is_empty([{a}]) end),
    p(fun() -> ordsets:is_empty([3, c]) end),
    p(fun() -> ordsets:is_empty([]) end).

is_equal_2() ->
    io:format("is_equal/2~n"),
    p(fun() -> ordsets:is_equal([], [0, 2.0, d]) end),
    p(fun() -> ordsets:is_equal([0], [3]) end),
    p(fun() -> ordsets:is_equal([], [a, c]) end),
    p(fun() -> ordsets:is_equal([], fun erlang:self/0) end),
    p(fun() -> ordsets:is_equal([1, 2, 3, 6, c, <<"b">>], #{}) end).

is_set_1() ->
    io:format("is_set/1~n"),
    p(fun() -> ordsets:is_set([]) end),
    p(fun() -> ordsets:is_set([3]) end),
    p(fun() -> ordsets:is_set(fun erlang:abs/1) end),
    p(fun() -> ordsets:is_set([1, 2 | 3]) end),
    p(fun() -> ordsets:is_set([a | b]) end).

is_subset_2() ->
    io:format("is_subset/2~n"),
    p(fun() -> ordsets:is_subset([0, 1, 2.0, 3, 6, a, d, "k"], [0, 1, 2, 3, 4, d, "k", <<"b">>]) end),
    p(fun() -> ordsets:is_subset([1], []) end),
    p(fun() -> ordsets:is_subset(foo, [1.0, 2, 4]) end),
    p(fun() -> ordsets:is_subset([2.0], []) end),
    p(fun() -> ordsets:is_subset({}, [0, 2]) end).

map_2() ->
    io:format("map/2~n"),
    p(fun() -> ordsets:map(fun(X) -> {X} end, [5]) end),
    p(fun() -> ordsets:map(fun(X) -> {X} end, []) end),
    p(fun() -> ordsets:map(fun(X) -> {X} end, [d]) end),
    p(fun() -> ordsets:map(<<>>, []) end),
    p(fun() -> ordsets:map(fun(X) -> {X} end, -1) end).

new_0() ->
    io:format("new/0~n"),
    p(fun() -> ordsets:new() end).

size_1() ->
    io:format("size/1~n"),
    p(fun() -> ordsets:size([0, 1, 2, 4, c, d, {a}]) end),
    p(fun() -> ordsets:size([]) end),
    p(fun() -> ordsets:size([2, 5]) end),
    p(fun() -> ordsets:size(-1) end),
    p(fun() -> ordsets:size(undefined) end).

subtract_2() ->
    io:format("subtract/2~n"),
    p(fun() -> ordsets:subtract([], []) end),
    p(fun() -> ordsets:subtract([4], []) end),
    p(fun() -> ordsets:subtract([2, 4, b], []) end),
    p(fun() -> ordsets:subtract({}, [2, 5]) end),
    p(fun() -> ordsets:subtract([e], fun erlang:abs/1) end).

to_list_1() ->
    io:format("to_list/1~n"),
    p(fun() -> ordsets:to_list([d]) end),
    p(fun() -> ordsets:to_list([3]) end),
    p(fun() -> ordsets:to_list([0, a]) end).

union_1() ->
    io:format("union/1~n"),
    p(fun() -> ordsets:union([[e]]) end),
    p(fun() -> ordsets:union([]) end),
    p(fun() -> ordsets:union(fun erlang:abs/1) end),
    p(fun() -> ordsets:union([[2]]) end),
    p(fun() -> ordsets:union(-1) end).

union_2() ->
    io:format("union/2~n"),
    p(fun() -> ordsets:union(#{a => 1}, []) end),
    p(fun() -> ordsets:union([1, d, e, "k"], []) end),
    p(fun() -> ordsets:union([[]], []) end),
    p(fun() -> ordsets:union(undefined, [1.0, 2, 3, {a}]) end),
    p(fun() -> ordsets:union(-1, [0, 2.0, 5, d]) end).
