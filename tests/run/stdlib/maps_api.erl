%% Every function of maps, with good and with bad arguments.
-module(maps_api).
-export([main/0]).

main() ->
    filter_2(),
    filtermap_2(),
    fold_3(),
    foreach_2(),
    get_3(),
    size_1(),
    groups_from_list_2(),
    groups_from_list_3(),
    intersect_2(),
    intersect_with_3(),
    is_iterator_valid_1(),
    map_2(),
    merge_with_3(),
    update_with_3(),
    update_with_4(),
    with_2(),
    without_2(),
    get_2(),
    find_2(),
    from_list_1(),
    from_keys_2(),
    is_key_2(),
    keys_1(),
    values_1(),
    merge_2(),
    new_0(),
    put_3(),
    remove_2(),
    take_2(),
    to_list_1(),
    update_3().

%% Prints the value of a call, or how it fails.
p(Call) ->
    try Call() of
        Value -> io:format("  ~0tkp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tkp~n", [Class, Reason])
    end.

filter_2() ->
    io:format("filter/2~n"),
    p(fun() -> maps:filter(fun(_, _) -> x end, #{3 => 0}) end),
    p(fun() -> maps:filter(fun(_, _) -> x end, 0) end),
    p(fun() -> maps:filter(fun(_, _) -> x end, #{}) end),
    p(fun() -> maps:filter(fun(_, V) -> V > 2 end, #{a => 4}) end),
    p(fun() -> maps:filter(fun(K, _) -> is_atom(K) end, #{}) end),
    p(fun() -> maps:filter(fun(_, V) -> V > 2 end, #{}) end).

filtermap_2() ->
    io:format("filtermap/2~n"),
    p(fun() -> maps:filtermap(fun(K, V) -> {true, {K, V}} end, [foo]) end),
    p(fun() -> maps:filtermap(fun(K, V) -> {true, {K, V}} end, #{}) end),
    p(fun() -> maps:filtermap(fun(K, V) -> {true, {K, V}} end, true) end),
    p(fun() -> maps:filtermap(fun(_, _) -> x end, #{}) end),
    p(fun() -> maps:filtermap(fun(_, V) -> V > 2 end, #{}) end),
    p(fun() -> maps:filtermap(fun(K, V) -> {true, {K, V}} end, #{c => 4}) end).

fold_3() ->
    io:format("fold/3~n"),
    p(fun() -> maps:fold(0, [], #{}) end),
    p(fun() -> maps:fold(fun(_, V, A) -> V + A end, [], #{a => 2}) end),
    p(fun() -> maps:fold(fun(K, V, A) -> [{K, V} | A] end, [], #{b => 3}) end),
    p(fun() -> maps:fold(fun(K, V, A) -> [{K, V} | A] end, [], #{}) end),
    p(fun() -> maps:fold(fun(_, V, A) -> V + A end, [], #{}) end),
    p(fun() -> maps:fold(fun(K, V, A) -> [{K, V} | A] end, [], #{c => 1}) end).

foreach_2() ->
    io:format("foreach/2~n"),
    p(fun() -> maps:foreach(fun(K, _) -> K end, [[]]) end),
    p(fun() -> maps:foreach(fun(K, _) -> K end, #{}) end),
    p(fun() -> maps:foreach(fun(_, 3) -> throw(x);(_, _) -> ok end, [foo]) end),
    p(fun() -> maps:foreach(fun(_, 3) -> throw(x);(_, _) -> ok end, #{}) end),
    p(fun() -> maps:foreach(fun(_, 3) -> throw(x);(_, _) -> ok end, #{d => 0}) end),
    p(fun() -> maps:foreach(fun(_, 3) -> throw(x);(_, _) -> ok end, #{b => 2}) end).

get_3() ->
    io:format("get/3~n"),
    p(fun() -> maps:get(c, #{e => 3}, 2) end),
    p(fun() -> maps:get(<<"b">>, #{}, <<>>) end),
    p(fun() -> maps:get("k", #{d => 0}, a) end),
    p(fun() -> maps:get(1, #{<<"b">> => 6}, {2, bar}) end),
    p(fun() -> maps:get(3, [], [5 | foo]) end),
    p(fun() -> maps:get(d, <<>>, 3) end).

size_1() ->
    io:format("size/1~n"),
    p(fun() -> maps:size(#{b => 6}) end),
    p(fun() -> maps:size(#{{a} => 0}) end),
    p(fun() -> maps:size(<<5:3>>) end),
    p(fun() -> maps:size(0) end),
    p(fun() -> maps:size(#{1 => 2}) end),
    p(fun() -> maps:size(#{"k" => 6}) end).

groups_from_list_2() ->
    io:format("groups_from_list/2~n"),
    p(fun() -> maps:groups_from_list(fun(X) -> X end, []) end),
    p(fun() -> maps:groups_from_list(fun(X) -> X end, -1) end),
    p(fun() -> maps:groups_from_list(fun(X) -> X rem 3 end, [1, 5]) end),
    p(fun() -> maps:groups_from_list(fun(X) -> X end, 0) end),
    p(fun() -> maps:groups_from_list(fun(X) -> X rem 3 end, []) end),
    p(fun() -> maps:groups_from_list(fun(X) -> X end, [3]) end).

groups_from_list_3() ->
    io:format("groups_from_list/3~n"),
    p(fun() -> maps:groups_from_list(fun(X) -> X end, fun(X) -> X + 1 end, [2]) end),
    p(fun() -> maps:groups_from_list(fun(X) -> X rem 3 end, fun(X) -> {X} end, [4, 4, 3, 1, 2]) end),
    p(fun() -> maps:groups_from_list(fun(X) -> X end, fun(X) -> [X, X] end, [4]) end),
    p(fun() -> maps:groups_from_list(fun(X) -> X rem 3 end, fun erlang:is_atom/1, [2, 0]) end),
    p(fun() -> maps:groups_from_list(fun(X) -> X rem 3 end, fun(X) -> X end, true) end),
    p(fun() -> maps:groups_from_list(undefined, fun(X) -> X end, [6, 1, 5, 4, 5, 0, 5]) end).

intersect_2() ->
    io:format("intersect/2~n"),
    p(fun() -> maps:intersect(#{}, -1) end),
    p(fun() -> maps:intersect(#{}, #{}) end),
    p(fun() -> maps:intersect(#{}, #{3 => 3}) end),
    p(fun() -> maps:intersect(#{}, [{a}]) end),
    p(fun() -> maps:intersect(#{}, #{c => 5}) end),
    p(fun() -> maps:intersect(#{1 => 1, 2 => 4}, #{{a} => 0}) end).

intersect_with_3() ->
    io:format("intersect_with/3~n"),
    p(fun() -> maps:intersect_with(fun(K, A, B) -> {K, A, B} end, #{}, #{}) end),
    p(fun() -> maps:intersect_with(fun(K, A, B) -> {K, A, B} end, #{}, []) end),
    p(fun() -> maps:intersect_with(fun(K, A, B) -> {K, A, B} end, #{c => 3}, <<1,2,3>>) end),
    p(fun() -> maps:intersect_with(fun(K, A, B) -> {K, A, B} end, #{}, #{a => 4}) end),
    p(fun() -> maps:intersect_with(fun(K, A, B) -> {K, A, B} end, #{2 => 4}, #{}) end),
    p(fun() -> maps:intersect_with(fun(K, A, B) -> {K, A, B} end, #{2.0 => 0}, #{}) end).

is_iterator_valid_1() ->
    io:format("is_iterator_valid/1~n"),
    p(fun() -> maps:is_iterator_valid(<<>>) end),
    p(fun() -> maps:is_iterator_valid([3 | '']) end),
    p(fun() -> maps:is_iterator_valid(#{3 => ''}) end),
    p(fun() -> maps:is_iterator_valid(7) end).

map_2() ->
    io:format("map/2~n"),
    p(fun() -> maps:map(fun(K, V) -> {K, V} end, #{}) end),
    p(fun() -> maps:map(fun(K, V) -> {K, V} end, [a | b]) end),
    p(fun() -> maps:map(fun(K, V) -> {K, V} end, #{2 => 3}) end),
    p(fun() -> maps:map(fun(K, V) -> {K, V} end, true) end),
    p(fun() -> maps:map(fun(K, V) -> {K, V} end, #{<<"b">> => 2}) end),
    p(fun() -> maps:map(fun(K, V) -> {K, V} end, #{2.0 => 0}) end).

merge_with_3() ->
    io:format("merge_with/3~n"),
    p(fun() -> maps:merge_with(fun(K, A, B) -> {K, A, B} end, #{c => 0}, #{2 => 6}) end),
    p(fun() -> maps:merge_with(fun(K, A, B) -> {K, A, B} end, #{1.0 => 5}, #{}) end),
    p(fun() -> maps:merge_with(fun(K, A, B) -> {K, A, B} end, <<>>, #{}) end),
    p(fun() -> maps:merge_with(<<>>, #{}, #{}) end),
    p(fun() -> maps:merge_with(fun(K, A, B) -> {K, A, B} end, #{{a} => 4}, #{}) end),
    p(fun() -> maps:merge_with(fun(K, A, B) -> {K, A, B} end, #{}, #{2.0 => 3}) end).

update_with_3() ->
    io:format("update_with/3~n"),
    p(fun() -> maps:update_with(c, 3.5, #{3 => 4}) end),
    p(fun() -> maps:update_with(a, fun(X) -> {X} end, #{}) end),
    p(fun() -> maps:update_with(c, fun(X) -> X end, #{c => 2}) end),
    p(fun() -> maps:update_with(2, fun(X) -> {X} end, #{2 => 5}) end),
    p(fun() -> maps:update_with(d, fun(X) -> X + 1 end, #{d => 3}) end),
    p(fun() -> maps:update_with({a}, fun(X) -> X + 1 end, #{{a} => 2}) end).

update_with_4() ->
    io:format("update_with/4~n"),
    p(fun() -> maps:update_with(a, fun erlang:is_atom/1, #{3 => ''}, #{2 => 5, 3 => 6}) end),
    p(fun() -> maps:update_with(3, fun(3) -> exit(three);(X) -> [X] end, {0, 'hello world'}, [foo]) end),
    p(fun() -> maps:update_with({a}, fun erlang:is_atom/1, 5, #{}) end),
    p(fun() -> maps:update_with({a, b}, fun erlang:is_atom/1, -27505, #{}) end),
    p(fun() -> maps:update_with(d, fun(X) -> {X} end, #{0 => d}, #{}) end),
    p(fun() -> maps:update_with("k", foo, {5, d}, #{{a} => 5}) end).

with_2() ->
    io:format("with/2~n"),
    p(fun() -> maps:with([], #{1.0 => 1}) end),
    p(fun() -> maps:with([], #{}) end),
    p(fun() -> maps:with(fun erlang:abs/1, #{}) end),
    p(fun() -> maps:with([2, "k"], #{{a} => 1}) end),
    p(fun() -> maps:with([], #{e => 6}) end),
    p(fun() -> maps:with([], [1, 2 | 3]) end).

without_2() ->
    io:format("without/2~n"),
    p(fun() -> maps:without([b, 2], #{b => 4}) end),
    p(fun() -> maps:without([1.0, c], #{}) end),
    p(fun() -> maps:without([], #{3 => 4}) end),
    p(fun() -> maps:without([], #{}) end),
    p(fun() -> maps:without([{a}], [a | b]) end),
    p(fun() -> maps:without([], foo) end).

get_2() ->
    io:format("get/2~n"),
    p(fun() -> maps:get(c, #{}) end),
    p(fun() -> maps:get({a}, #{}) end),
    p(fun() -> maps:get(3, #{3 => 4}) end),
    p(fun() -> maps:get(b, #{b => 6}) end),
    p(fun() -> maps:get(c, #{c => 6}) end),
    p(fun() -> maps:get(2, #{2 => 6}) end).

find_2() ->
    io:format("find/2~n"),
    p(fun() -> maps:find(2, #{}) end),
    p(fun() -> maps:find(3, #{}) end),
    p(fun() -> maps:find(<<5:3>>, #{}) end),
    p(fun() -> maps:find({a, b}, #{}) end),
    p(fun() -> maps:find({a}, 0) end),
    p(fun() -> maps:find(3, {}) end).

from_list_1() ->
    io:format("from_list/1~n"),
    p(fun() -> maps:from_list([]) end),
    p(fun() -> maps:from_list(#{a => 1}) end),
    p(fun() -> maps:from_list([{{a}, 2}]) end),
    p(fun() -> maps:from_list([{b, 5}]) end),
    p(fun() -> maps:from_list([{1, 5}]) end),
    p(fun() -> maps:from_list([1, 2 | 3]) end).

from_keys_2() ->
    io:format("from_keys/2~n"),
    p(fun() -> maps:from_keys([d, e, <<"b">>], 5) end),
    p(fun() -> maps:from_keys({}, 6) end),
    p(fun() -> maps:from_keys([1.0, 3], 3) end),
    p(fun() -> maps:from_keys([], 0) end),
    p(fun() -> maps:from_keys([1.0], 4) end),
    p(fun() -> maps:from_keys(#{}, 4) end).

is_key_2() ->
    io:format("is_key/2~n"),
    p(fun() -> maps:is_key(d, #{}) end),
    p(fun() -> maps:is_key(3, #{}) end),
    p(fun() -> maps:is_key(e, #{}) end),
    p(fun() -> maps:is_key(<<5:3>>, #{}) end),
    p(fun() -> maps:is_key(<<"b">>, []) end),
    p(fun() -> maps:is_key(e, [[]]) end).

keys_1() ->
    io:format("keys/1~n"),
    p(fun() -> maps:keys([[]]) end),
    p(fun() -> maps:keys(#{}) end),
    p(fun() -> maps:keys(#{b => 4}) end),
    p(fun() -> maps:keys(#{c => 0}) end),
    p(fun() -> maps:keys(3.5) end),
    p(fun() -> maps:keys(#{{a} => 4}) end).

values_1() ->
    io:format("values/1~n"),
    p(fun() -> maps:values(#{}) end),
    p(fun() -> maps:values(<<5:3>>) end),
    p(fun() -> maps:values([]) end),
    p(fun() -> maps:values(#{"k" => 3}) end),
    p(fun() -> maps:values(#{1 => 4, 3 => 1}) end),
    p(fun() -> maps:values(#{3 => 5}) end).

merge_2() ->
    io:format("merge/2~n"),
    p(fun() -> maps:merge(#{3 => 3}, #{}) end),
    p(fun() -> maps:merge(#{1.0 => 4}, true) end),
    p(fun() -> maps:merge(#{}, []) end),
    p(fun() -> maps:merge(#{}, #{{a} => 4}) end),
    p(fun() -> maps:merge(#{"k" => 6}, #{e => 3}) end),
    p(fun() -> maps:merge(#{}, #{}) end).

new_0() ->
    io:format("new/0~n"),
    p(fun() -> maps:new() end).

put_3() ->
    io:format("put/3~n"),
    p(fun() -> maps:put(a, 5, foo) end),
    p(fun() -> maps:put(<<"b">>, 2, #{b => 3}) end),
    p(fun() -> maps:put(3, 6, #{}) end),
    p(fun() -> maps:put(e, 4, #{}) end),
    p(fun() -> maps:put(a, 2, [1, 2 | 3]) end),
    p(fun() -> maps:put(e, <<5:3>>, #{a => 6}) end).

remove_2() ->
    io:format("remove/2~n"),
    p(fun() -> maps:remove(0, #{}) end),
    p(fun() -> maps:remove(b, #{e => 1}) end),
    p(fun() -> maps:remove(foo, #{}) end),
    p(fun() -> maps:remove(fun erlang:abs/1, #{1 => 5}) end),
    p(fun() -> maps:remove(<<"b">>, {}) end),
    p(fun() -> maps:remove(e, [a | b]) end).

take_2() ->
    io:format("take/2~n"),
    p(fun() -> maps:take(1, #{}) end),
    p(fun() -> maps:take(e, [{a}]) end),
    p(fun() -> maps:take("k", undefined) end),
    p(fun() -> maps:take(b, #{}) end),
    p(fun() -> maps:take(#{}, #{3 => 3}) end),
    p(fun() -> maps:take(#{a => 1}, #{2 => 5}) end).

to_list_1() ->
    io:format("to_list/1~n"),
    p(fun() -> maps:to_list(#{}) end),
    p(fun() -> maps:to_list(true) end),
    p(fun() -> maps:to_list(#{"k" => 2}) end),
    p(fun() -> maps:to_list(#{c => 2}) end),
    p(fun() -> maps:to_list([a | b]) end),
    p(fun() -> maps:to_list(#{2.0 => 1}) end).

update_3() ->
    io:format("update/3~n"),
    p(fun() -> maps:update(c, 0, #{}) end),
    p(fun() -> maps:update(1.0, 1, #{{a} => 3}) end),
    p(fun() -> maps:update(1.0, 6, #{1.0 => 4}) end),
    p(fun() -> maps:update(3, 1, #{1 => 1, 3 => 0}) end),
    p(fun() -> maps:update(3, 4, #{3 => 5}) end),
    p(fun() -> maps:update(e, 1, #{e => 5}) end).
