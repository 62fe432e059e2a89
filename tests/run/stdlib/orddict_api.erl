%% Every function of orddict, with good and with bad arguments.
-module(orddict_api).
-export([main/0]).

main() ->
    append_3(),
    append_list_3(),
    erase_2(),
    fetch_2(),
    fetch_keys_1(),
    filter_2(),
    find_2(),
    fold_3(),
    from_list_1(),
    is_empty_1(),
    is_key_2(),
    map_2(),
    merge_3(),
    new_0(),
    size_1(),
    store_3(),
    take_2(),
    to_list_1(),
    update_3(),
    update_4(),
    update_counter_3().

%% Prints the value of a call, or how it fails.
p(Call) ->
    try Call() of
        Value -> io:format("  ~0tkp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tkp~n", [Class, Reason])
    end.

append_3() ->
    io:format("append/3~n"),
    p(fun() -> orddict:append(a, 6, [{1, [3, 0, 6, 4]}, {b, 0}]) end),
    p(fun() -> orddict:append({a}, -1, [{1.0, 3}, {2, [1, 3]}, {3, 4}, {{a}, [1, 3, 5]}, {"k", 0}]) end),
    p(fun() -> orddict:append({a}, 4, [{1.0, 2}, {2.0, [3, 1, 6, 6, 0, 2, 5, 0, 4]}, {b, [6, 5, 1, 6, 6, 3, 0, 6, 3]}, {<<"b">>, []}]) end),
    p(fun() -> orddict:append(d, 0, #{a => 1}) end),
    p(fun() -> orddict:append(<<"b">>, 2, -1) end).

append_list_3() ->
    io:format("append_list/3~n"),
    p(fun() -> orddict:append_list(2, [3, 4], [{1, [1]}, {a, [3, 2, 2]}]) end),
    p(fun() -> orddict:append_list(d, [], []) end),
    p(fun() -> orddict:append_list(<<"b">>, [0, 3, 1, 3], 0) end),
    p(fun() -> orddict:append_list(e, [2], [{c, 5}]) end),
    p(fun() -> orddict:append_list(2, [], fun erlang:self/0) end).

erase_2() ->
    io:format("erase/2~n"),
    p(fun() -> orddict:erase(a, {}) end),
    p(fun() -> orddict:erase(2.0, []) end),
    p(fun() -> orddict:erase(2.0, [{3, [2]}, {c, 6}, {d, 2}]) end),
    p(fun() -> orddict:erase(2.0, [{3, [2, 4, 2, 0, 5, 6, 5, 5, 3, 5]}, {"k", 5}]) end),
    p(fun() -> orddict:erase(1, <<5:3>>) end).

fetch_2() ->
    io:format("fetch/2~n"),
    p(fun() -> orddict:fetch(c, <<1,2,3>>) end),
    p(fun() -> orddict:fetch(a, []) end),
    p(fun() -> orddict:fetch(2, [{1, []}, {2, [3, 5, 0, 3, 1, 4, 0, 1, 3]}, {d, [2, 6]}, {{a}, []}, {"k", 6}]) end),
    p(fun() -> orddict:fetch(3, [{3, [2, 1, 1, 1, 2, 2]}, {"k", [1]}]) end),
    p(fun() -> orddict:fetch(1, [{1, []}]) end).

fetch_keys_1() ->
    io:format("fetch_keys/1~n"),
    p(fun() -> orddict:fetch_keys(0) end),
    p(fun() -> orddict:fetch_keys([]) end),
    p(fun() -> orddict:fetch_keys([{b, 5}, {<<"b">>, 2}]) end),
    p(fun() -> orddict:fetch_keys(fun erlang:max/2) end),
    p(fun() -> orddict:fetch_keys([{c, [6, 4, 0]}, {"k", []}]) end).

filter_2() ->
    io:format("filter/2~n"),
    p(fun() -> orddict:filter(fun(K, _) -> is_atom(K) end, [{<<"b">>, 0}]) end),
    p(fun() -> orddict:filter(fun(_, _) -> foo end, []) end),
    p(fun() -> orddict:filter(fun(_, V) -> is_list(V) end, [{a, 3}, {e, []}]) end),
    p(fun() -> orddict:filter(fun(_, _) -> foo end, [a | b]) end),
    p(fun() -> orddict:filter(foo, [{1, 0}, {c, []}, {{a}, 6}, {<<"b">>, 2}]) end).

find_2() ->
    io:format("find/2~n"),
    p(fun() -> orddict:find(a, [{c, []}]) end),
    p(fun() -> orddict:find(d, [{2, []}]) end),
    p(fun() -> orddict:find(1.0, [{c, 1}]) end),
    p(fun() -> orddict:find(b, #{a => 1}) end),
    p(fun() -> orddict:find(c, 3.5) end).

fold_3() ->
    io:format("fold/3~n"),
    p(fun() -> orddict:fold(fun(K, V, A) -> [{K, V} | A] end, [], [{d, []}]) end),
    p(fun() -> orddict:fold(fun(K, V, A) -> [{K, V} | A] end, [[2 | bar], 4, 1, 8, 2, {1, d}, {1, 'hello world'}, 1, 8], []) end),
    p(fun() -> orddict:fold(fun(K, V, A) -> [{K, V} | A] end, [], []) end),
    p(fun() -> orddict:fold(fun(K, V, A) -> [{K, V} | A] end, [4, 4.246847270080836], #{}) end),
    p(fun() -> orddict:fold(fun(K, V, A) -> [{K, V} | A] end, [], [1, 2 | 3]) end).

from_list_1() ->
    io:format("from_list/1~n"),
    p(fun() -> orddict:from_list(-1) end),
    p(fun() -> orddict:from_list([{e, 2}, {2, 1}, {2.0, 2}, {1, 3}, {1.0, 6}, {d, 6}, {c, 3}, {a, 4}, {<<"b">>, 3}, {a, 3}]) end),
    p(fun() -> orddict:from_list([]) end),
    p(fun() -> orddict:from_list(fun erlang:abs/1) end),
    p(fun() -> orddict:from_list([{2, 5}, {a, 3}, {a, 1}, {d, 2}, {{a}, 3}, {2.0, 1}, {a, 0}, {<<"b">>, 3}, {"k", 4}, {b, 2}, {1.0, 2}, {d, 5}]) end).

is_empty_1() ->
    io:format("is_empty/1~n"),
    p(fun() -> orddict:is_empty([]) end),
    p(fun() -> orddict:is_empty([{1.0, 5}, {2, [6, 1]}, {d, 3}, {<<"b">>, []}]) end),
    p(fun() -> orddict:is_empty([{2.0, []}, {3, 3}, {b, []}, {{a}, [0, 3, 3]}, {<<"b">>, []}]) end),
    p(fun() -> orddict:is_empty(3.5) end),
    p(fun() -> orddict:is_empty(-1) end).

is_key_2() ->
    io:format("is_key/2~n"),
    p(fun() -> orddict:is_key(3, []) end),
    p(fun() -> orddict:is_key(<<"b">>, [{1, [4, 4, 6, 1, 6, 5, 6]}, {2, 6}, {d, 0}, {{a}, []}, {"k", [2]}]) end),
    p(fun() -> orddict:is_key(d, {}) end),
    p(fun() -> orddict:is_key(d, [{3, 4}, {a, [6, 5]}, {<<"b">>, 5}]) end),
    p(fun() -> orddict:is_key({a}, #{}) end).

map_2() ->
    io:format("map/2~n"),
    p(fun() -> orddict:map(fun(K, V) -> {K, V} end, [{e, 5}]) end),
    p(fun() -> orddict:map(fun(K, V) -> {K, V} end, [{3, []}]) end),
    p(fun() -> orddict:map(fun(K, V) -> {K, V} end, []) end),
    p(fun() -> orddict:map(fun(K, V) -> {K, V} end, fun erlang:abs/1) end),
    p(fun() -> orddict:map(fun(K, V) -> {K, V} end, fun erlang:max/2) end).

merge_3() ->
    io:format("merge/3~n"),
    p(fun() -> orddict:merge(fun(K, V, X) -> {K, V, X} end, [{1.0, 4}, {a, []}, {b, [6, 3, 3]}, {{a}, 3}, {"k", []}, {<<"b">>, []}], [{3, []}, {<<"b">>, [5, 2, 4, 2, 3]}]) end),
    p(fun() -> orddict:merge(fun(K, V, X) -> {K, V, X} end, [{1.0, 5}], []) end),
    p(fun() -> orddict:merge(fun(K, V, X) -> {K, V, X} end, [{a, [2, 3, 2, 1, 5, 1, 2, 0]}, {c, 5}, {"k", 5}], []) end),
    p(fun() -> orddict:merge(#{a => 1}, [{a, 4}, {d, []}, {e, []}], [{1, 2}, {e, [2]}]) end),
    p(fun() -> orddict:merge(fun(K, V, X) -> {K, V, X} end, true, [{d, []}, {{a}, 3}]) end).

new_0() ->
    io:format("new/0~n"),
    p(fun() -> orddict:new() end).

size_1() ->
    io:format("size/1~n"),
    p(fun() -> orddict:size(fun erlang:max/2) end),
    p(fun() -> orddict:size([]) end),
    p(fun() -> orddict:size([{2, [3, 3, 3]}, {a, [4, 3, 6, 0, 6, 4]}, {b, 0}, {c, [5]}]) end),
    p(fun() -> orddict:size([{d, [5]}, {<<"b">>, []}]) end),
    p(fun() -> orddict:size({a, b}) end).

store_3() ->
    io:format("store/3~n"),
    p(fun() -> orddict:store(1, 3, [{3, [5, 2]}, {d, 2}]) end),
    p(fun() -> orddict:store(d, [3, 2, 2, 1, 1, 4], [{b, 0}, {d, 5}, {e, [2, 0, 1, 0, 5, 2, 2, 3, 4]}]) end),
    p(fun() -> orddict:store({a}, [5, 4, 1, 2, 5, 6, 4], []) end),
    p(fun() -> orddict:store(2.0, 4, <<5:3>>) end),
    p(fun() -> orddict:store(3, 1, <<5:3>>) end).

take_2() ->
    io:format("take/2~n"),
    p(fun() -> orddict:take(2, []) end),
    p(fun() -> orddict:take("k", [{1, [4, 2, 4, 4, 2]}, {2, []}, {3, 6}, {a, []}, {b, []}, {c, 1}, {d, [3, 0, 6, 4, 0, 6]}, {e, [4, 2]}]) end),
    p(fun() -> orddict:take(fun erlang:self/0, []) end),
    p(fun() -> orddict:take(2.0, 0) end),
    p(fun() -> orddict:take(2.0, fun erlang:abs/1) end).

to_list_1() ->
    io:format("to_list/1~n"),
    p(fun() -> orddict:to_list(true) end),
    p(fun() -> orddict:to_list([]) end),
    p(fun() -> orddict:to_list([{1, []}, {2, 3}, {{a}, 6}]) end).

update_3() ->
    io:format("update/3~n"),
    p(fun() -> orddict:update({a}, fun(X) -> {X} end, []) end),
    p(fun() -> orddict:update(e, fun(3) -> exit(three);(X) -> [X] end, [{1, [5]}]) end),
    p(fun() -> orddict:update(3, fun(X) -> X + 1 end, [{1.0, 0}, {3, 4}, {b, 6}, {e, 6}]) end),
    p(fun() -> orddict:update(3, fun(X) -> [X, X] end, [{1.0, 5}, {2.0, []}, {3, []}, {e, 5}]) end),
    p(fun() -> orddict:update("k", fun(X) -> {X} end, [{"k", []}]) end).

update_4() ->
    io:format("update/4~n"),
    p(fun() -> orddict:update({a}, fun erlang:is_atom/1, [1, 2, 3, 5, 1, 1, 2, 4, 3, 2], [{2, 2}, {<<"b">>, [2, 6, 4, 0, 5, 2, 4, 2, 2, 5]}]) end),
    p(fun() -> orddict:update(3, fun(X) -> {X} end, 0, [{d, [5, 6, 3]}, {"k", [5, 5, 0, 0]}]) end),
    p(fun() -> orddict:update("k", fun erlang:is_atom/1, 3, [{c, 3}, {e, []}, {{a}, 5}]) end),
    p(fun() -> orddict:update({a}, fun(X) -> X + 1 end, 5, fun erlang:abs/1) end),
    p(fun() -> orddict:update(1, fun(X) -> [X, X] end, [6, 0], "xy") end).

update_counter_3() ->
    io:format("update_counter/3~n"),
    p(fun() -> orddict:update_counter(2, 5, [{<<"b">>, [6]}]) end),
    p(fun() -> orddict:update_counter(1.0, 4, [{<<"b">>, 1}]) end),
    p(fun() -> orddict:update_counter("k", 1, fun erlang:self/0) end),
    p(fun() -> orddict:update_counter(2.0, 3, [{2.0, []}, {{a}, []}]) end),
    p(fun() -> orddict:update_counter(<<"b">>, [], [{1.0, 3}, {a, [4, 4, 3, 4, 5, 6]}, {c, []}, {d, 4}, {{a}, []}]) end).
