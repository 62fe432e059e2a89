%% Every function of array, with good and with bad arguments.
-module(array_api).
-export([main/0]).

main() ->
    append_2(),
    concat_1(),
    concat_2(),
    default_1(),
    fix_1(),
    foldl_3(),
    foldl_5(),
    foldr_3(),
    foldr_5(),
    from_2(),
    from_3(),
    from_list_1(),
    from_list_2(),
    from_orddict_1(),
    from_orddict_2(),
    get_2(),
    is_array_1(),
    is_fix_1(),
    map_2(),
    mapfoldl_3(),
    mapfoldl_5(),
    mapfoldr_3(),
    mapfoldr_5(),
    new_0(),
    new_1(),
    new_2(),
    prepend_2(),
    relax_1(),
    reset_2(),
    resize_1(),
    resize_2(),
    set_3(),
    shift_2(),
    size_1(),
    slice_3(),
    sparse_foldl_3(),
    sparse_foldl_5(),
    sparse_foldr_3(),
    sparse_foldr_5(),
    sparse_map_2(),
    sparse_mapfoldl_3(),
    sparse_mapfoldl_5(),
    sparse_mapfoldr_3(),
    sparse_mapfoldr_5(),
    sparse_size_1(),
    sparse_to_list_1(),
    sparse_to_orddict_1(),
    to_list_1(),
    to_orddict_1().

%% Prints the value of a call, or how it fails.
p(Call) ->
    try Call() of
        Value -> io:format("  ~0tkp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tkp~n", [Class, Reason])
    end.

append_2() ->
    io:format("append/2~n"),
    p(fun() -> array:append(6, <<1,2,3>>) end),
    p(fun() -> array:append(4, {array, 12, 0, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0, [], 0}) end),
    p(fun() -> array:append(1, {array, 59, 0, false, x, {1, 2, 3, 1, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, 0, {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, {17, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x}, [], {x, x, x, x, x, x, x, x, x, x, 8, x, x, x, x, x}, [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end).

concat_1() ->
    io:format("concat/1~n"),
    p(fun() -> array:concat(foo) end),
    p(fun() -> array:concat([{array, 39, 0, false, x, {33, 34, 35, 36, 37, 38, q, x, x, x, x, x, x, x, x, x}, 32, {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, {1, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 1, 32}, {33, 34, 35, 36, 37, 38, x, x, x, x, x, x, x, x, x, x}, [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}]) end),
    p(fun() -> array:concat([{array, 61, 0, false, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, 8, q, undefined, undefined, undefined}, 48, {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, undefined, undefined, undefined, undefined, undefined, undefined}, [], [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}]) end).

concat_2() ->
    io:format("concat/2~n"),
    p(fun() -> array:concat({array, 22, 0, false, 0, {0, 0, 0, 0, 4, q, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 16, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}, {array, 15, 0, false, 0, {0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0, [], 0}) end),
    p(fun() -> array:concat({array, 40, 2030, true, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 2048, [], 8}, {array, 13, 0, false, 0, {0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0, [], 0}) end),
    p(fun() -> array:concat({array, 15, 0, false, undefined, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, undefined}, 0, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, undefined}, 0}, [{a}]) end).

default_1() ->
    io:format("default/1~n"),
    p(fun() -> array:default(0) end),
    p(fun() -> array:default({array, 19, 119, false, undefined, {1, 1, undefined, undefined, undefined, 1, undefined, 1, 1, 1, undefined, undefined, undefined, undefined, undefined, undefined}, 128, {[], [], [], [], [], [], [], [], {1, 1, undefined, undefined, undefined, 1, undefined, 1, 1, 1, undefined, undefined, undefined, undefined, undefined, undefined}, [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:default({array, 53, 0, false, 0, {0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 16, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], {0, 0, 0, 4, q, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end).

fix_1() ->
    io:format("fix/1~n"),
    p(fun() -> array:fix(fun erlang:self/0) end),
    p(fun() -> array:fix({array, 39, 2, false, 0, {0, 0, 0, 0, 0, 0, 0, 7, 2, 0, 0, 0, 0, 0, 0, 0}, 32, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 8, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:fix({array, 13, 115, false, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 128, [], 4}) end).

foldl_3() ->
    io:format("foldl/3~n"),
    p(fun() -> array:foldl(fun(I, V, A) -> [{I, V} | A] end, [8], {array, 19, 0, false, 0, {0, 0, q, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 16, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:foldl(fun(I, V, A) -> [{I, V} | A] end, [{3, bar}, 2, 3, -2, [0], -1, c, c], {array, 52, 0, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0}, 16, {{0, 0, 0, 0, 0, 0, q, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], {0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:foldl(fun(I, V, A) -> [{I, V} | A] end, [#{5 => a}, []], -1) end).

foldl_5() ->
    io:format("foldl/5~n"),
    p(fun() -> array:foldl(26, 29, fun(I, V, A) -> [{I, V} | A] end, [], {array, 17, 111, false, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 128, [], 4}) end),
    p(fun() -> array:foldl(42, 3, fun(I, V, A) -> [{I, V} | A] end, [b, -48764640057203787394, [3], <<>>, 5, [5 | foo], <<>>, 9, 7, {6, foo}, [4, 6, 4, 2, 1, 4, 4, 1, 3, 2, 0], {3, a}], {array, 40, 0, false, 0, {0, 0, 0, 0, 0, 4, 9, q, 0, 0, 0, 0, 0, 0, 0, 0}, 32, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:foldl(37, 8, fun(I, V, A) -> [{I, V} | A] end, [], {array, 16, 0, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5}, 0, [], 0}) end).

foldr_3() ->
    io:format("foldr/3~n"),
    p(fun() -> array:foldr(fun(I, V, A) -> [{I, V} | A] end, [{4, d}], {array, 61, 0, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0}, 48, {{0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:foldr(fun(I, V, A) -> [{I, V} | A] end, [], fun erlang:max/2) end),
    p(fun() -> array:foldr(fun(I, V, A) -> [{I, V} | A] end, [{6, d}], {array, 11, 1, false, undefined, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 8, undefined, undefined, undefined, undefined}, 0, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, undefined, undefined, undefined, undefined}, 0}) end).

foldr_5() ->
    io:format("foldr/5~n"),
    p(fun() -> array:foldr(4, 25, fun(I, V, A) -> [{I, V} | A] end, [<<161,129,245>>, <<30,189,92,239,82,201,179,202>>, b], {}) end),
    p(fun() -> array:foldr(1, 0, fun(I, V, A) -> [{I, V} | A] end, [1], {array, 28, 0, false, undefined, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, 0, {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, {17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, undefined, undefined, undefined, undefined}, [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:foldr(26, 5, fun(I, V, A) -> [{I, V} | A] end, [], {array, 23, 2047, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, p}, 2032, {[], [], [], [], [], [], [], [], {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], [], []}, [], [], [], [], [], [], []}, 8}) end).

from_2() ->
    io:format("from/2~n"),
    p(fun() -> array:from(fun(_) -> x end, 4) end),
    p(fun() -> array:from(fun(0) -> done;(N) -> {N, N - 1} end, 1) end),
    p(fun() -> array:from(fun(0) -> done;(N) -> {N, N - 1} end, 6) end).

from_3() ->
    io:format("from/3~n"),
    p(fun() -> array:from(fun(0) -> done;(N) -> {N, N - 1} end, 4, {5, 'hello world'}) end),
    p(fun() -> array:from(true, 5, 6) end),
    p(fun() -> array:from(fun(0) -> done;(N) -> {N, N - 1} end, 5, #{0 => foo}) end).

from_list_1() ->
    io:format("from_list/1~n"),
    p(fun() -> array:from_list([7]) end),
    p(fun() -> array:from_list([]) end),
    p(fun() -> array:from_list(fun erlang:max/2) end).

from_list_2() ->
    io:format("from_list/2~n"),
    p(fun() -> array:from_list([[2, 0], 11], bar) end),
    p(fun() -> array:from_list([2], {6, foo}) end),
    p(fun() -> array:from_list(foo, 101385184037231190581) end).

from_orddict_1() ->
    io:format("from_orddict/1~n"),
    p(fun() -> array:from_orddict([]) end),
    p(fun() -> array:from_orddict([-2, 1, <<>>]) end),
    p(fun() -> array:from_orddict([{1, bar}]) end).

from_orddict_2() ->
    io:format("from_orddict/2~n"),
    p(fun() -> array:from_orddict([{0, y}, {1, y}, {2, y}, {3, y}, {4, y}, {5, y}, {6, y}], c) end),
    p(fun() -> array:from_orddict([2.0, 6.453590908579012, 5, [4 | foo], {a}, 1], #{5 => ''}) end),
    p(fun() -> array:from_orddict([{0, y}, {1, y}, {2, y}, {3, y}, {4, y}, {5, y}, {6, y}], [1 | a]) end).

get_2() ->
    io:format("get/2~n"),
    p(fun() -> array:get(33, {array, 59, 2, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0}, 48, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0}, {0, 0, 0, q, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:get(13, {array, 56, 2047, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, p}, 2032, {[], [], [], [], [], [], [], [], {{0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0}, [], [], {0, 0, 0, 0, 0, 7, q, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], []}, [], [], [], [], [], [], []}, 8}) end),
    p(fun() -> array:get(6, [1, 2 | 3]) end).

is_array_1() ->
    io:format("is_array/1~n"),
    p(fun() -> array:is_array(#{2 => a}) end),
    p(fun() -> array:is_array(<<209>>) end).

is_fix_1() ->
    io:format("is_fix/1~n"),
    p(fun() -> array:is_fix({array, 15, 0, false, undefined, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, undefined}, 0, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, undefined}, 0}) end),
    p(fun() -> array:is_fix({array, 12, 1, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0}, 0, [], 0}) end),
    p(fun() -> array:is_fix({a, b}) end).

map_2() ->
    io:format("map/2~n"),
    p(fun() -> array:map(<<5:3>>, {array, 56, 2031, false, 0, {0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 2080, {[], [], [], [], [], [], [], [], {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], [], []}, [], [], [], [], [], [], []}, 8}) end),
    p(fun() -> array:map(fun(A, B) -> {A, B} end, {array, 14, 0, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0, [], 0}) end),
    p(fun() -> array:map(fun(A, B) -> {A, B} end, {array, 47, 3, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4}, 16, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0}, {0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end).

mapfoldl_3() ->
    io:format("mapfoldl/3~n"),
    p(fun() -> array:mapfoldl(fun(_, V, A) -> {V, A} end, [], {a, b}) end),
    p(fun() -> array:mapfoldl(fun(_, V, A) -> {V, A} end, [8, {1, b}, 2, -3, d, 'hello world', #{3 => d}], {array, 0, 0, false, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 0, [], 0}) end),
    p(fun() -> array:mapfoldl(fun(_, V, A) -> {V, A} end, [], {array, 16, 0, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0, [], 0}) end).

mapfoldl_5() ->
    io:format("mapfoldl/5~n"),
    p(fun() -> array:mapfoldl(25, 31, fun(I, V, A) -> {{I, V}, [I | A]} end, [7], {array, 0, 0, false, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 0, [], 0}) end),
    p(fun() -> array:mapfoldl(22, 25, fun(_, V, A) -> {V, A} end, [], {array, 35, 0, false, x, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, 0, {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, {17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32}, {33, 34, 35, x, x, x, x, x, x, x, x, x, x, x, x, x}, [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:mapfoldl(13, 25, fun(_, V, A) -> {V, A} end, [[], 8], {array, 41, 121, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 144, {[], [], [], [], [], [], [], [], {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], []}, 4}) end).

mapfoldr_3() ->
    io:format("mapfoldr/3~n"),
    p(fun() -> array:mapfoldr({a, b}, [<<128>>, {5, d}], {array, 61, 0, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, q, 0, 0, 0}, 48, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:mapfoldr(fun(I, V, A) -> {{I, V}, [I | A]} end, [], {array, 30, 0, false, undefined, {1, 2, 3, 4, 5, 6, 7, 0, 9, 10, 11, 12, 13, 14, 15, 16}, 0, {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, {17, 18, 19, 20, undefined, 22, 23, 24, 25, 26, 27, 28, 29, 30, undefined, undefined}, [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:mapfoldr(fun(I, V, A) -> {{I, V}, [I | A]} end, [a, -26627, <<"4">>, {1, bar}, 6], {array, 57, 0, false, 0, {7, 0, 5, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 32, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], {0, 0, 0, 0, 0, 0, 0, 4, q, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end).

mapfoldr_5() ->
    io:format("mapfoldr/5~n"),
    p(fun() -> array:mapfoldr(3, 27, fun(I, V, A) -> {{I, V}, [I | A]} end, [c], {array, 19, 0, false, 0, {0, q, q, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 16, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:mapfoldr(25, 1, fun(_, V, A) -> {V, A} end, [8, <<>>], {array, 10, 0, false, undefined, {1, 1, 1, 1, undefined, undefined, undefined, undefined, 1, 1, undefined, undefined, undefined, undefined, undefined, undefined}, 0, {1, 1, 1, 1, undefined, undefined, undefined, undefined, 1, 1, undefined, undefined, undefined, undefined, undefined, undefined}, 0}) end),
    p(fun() -> array:mapfoldr(10, 10, fun(I, V, A) -> {{I, V}, [I | A]} end, [], {array, 50, 3, false, 0, {0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 48, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6}, [], {0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 1, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end).

new_0() ->
    io:format("new/0~n"),
    p(fun() -> array:new() end).

new_1() ->
    io:format("new/1~n"),
    p(fun() -> array:new([{size, 7}, {fixed, true}, {default, x}, 5, {size, 7}, foo, 5, 5, {fixed, false}, {fixed, true}]) end),
    p(fun() -> array:new([]) end),
    p(fun() -> array:new([{fixed, true}]) end).

new_2() ->
    io:format("new/2~n"),
    p(fun() -> array:new(4, []) end),
    p(fun() -> array:new(3, fixed) end),
    p(fun() -> array:new([[]], fixed) end).

prepend_2() ->
    io:format("prepend/2~n"),
    p(fun() -> array:prepend(2, {array, 0, 0, false, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 0, [], 0}) end),
    p(fun() -> array:prepend(2, {array, 9, 119, false, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 128, [], 4}) end),
    p(fun() -> array:prepend(6, []) end).

relax_1() ->
    io:format("relax/1~n"),
    p(fun() -> array:relax([a | b]) end),
    p(fun() -> array:relax({array, 25, 0, false, undefined, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, 0, {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, {17, 18, 19, 20, 21, 22, 23, 24, 25, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:relax({array, 0, 0, false, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 0, [], 0}) end).

reset_2() ->
    io:format("reset/2~n"),
    p(fun() -> array:reset(3, {array, 37, 0, false, 0, {0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 32, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, {0, 0, q, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:reset(true, {array, 6, 0, false, undefined, {undefined, undefined, 1, 1, undefined, q, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 0, {undefined, undefined, 1, 1, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 0}) end),
    p(fun() -> array:reset(41, {array, 0, 0, false, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 0, [], 0}) end).

resize_1() ->
    io:format("resize/1~n"),
    p(fun() -> array:resize({array, 30, 0, false, undefined, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, 0, {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, {17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, undefined, undefined}, [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:resize(foo) end),
    p(fun() -> array:resize({array, 0, 0, false, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 0, [], 0}) end).

resize_2() ->
    io:format("resize/2~n"),
    p(fun() -> array:resize(38, <<>>) end),
    p(fun() -> array:resize(8, {array, 10, 0, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0, [], 0}) end),
    p(fun() -> array:resize(20, {array, 26, 0, false, undefined, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, 0, {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, {17, 18, 19, 20, 21, 22, 23, 24, 25, 26, undefined, undefined, undefined, undefined, undefined, undefined}, [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end).

set_3() ->
    io:format("set/3~n"),
    p(fun() -> array:set(27, 6, {array, 0, 0, false, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 0, [], 0}) end),
    p(fun() -> array:set(23, 6, {array, 30, 2, false, 0, {7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 16, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:set(32, true, {array, 20, 0, true, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, 5, undefined, undefined, undefined, undefined}, 0, [], 4}) end).

shift_2() ->
    io:format("shift/2~n"),
    p(fun() -> array:shift(-4, [a | b]) end),
    p(fun() -> array:shift(5, {array, 50, 2019, false, 0, {0, q, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 2064, {[], [], [], [], [], [], [], [], {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], [], [], []}, [], [], [], [], [], [], []}, 8}) end),
    p(fun() -> array:shift(-6, {array, 42, 3, false, x, {1, 2, 3, 4, 5, 6, 7, 8, 9, 3, 9, 12, 13, 14, 15, 16}, 0, {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, [], {x, x, x, x, x, x, x, x, x, x, x, 3, q, x, x, x}, [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end).

size_1() ->
    io:format("size/1~n"),
    p(fun() -> array:size({array, 29, 0, false, undefined, {17, 18, 19, 6, 21, 22, 23, 24, 25, 26, 27, 28, 29, undefined, undefined, undefined}, 16, {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, {17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, undefined, undefined, undefined}, [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:size({array, 27, 2041, false, 0, {0, 0, 1, q, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 2064, {[], [], [], [], [], [], [], [], {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], [], [], []}, [], [], [], [], [], [], []}, 8}) end),
    p(fun() -> array:size([{a}]) end).

slice_3() ->
    io:format("slice/3~n"),
    p(fun() -> array:slice(5, 3, {array, 22, 0, true, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 0, [], 4}) end),
    p(fun() -> array:slice(5, 6, [a | b]) end),
    p(fun() -> array:slice(3, 2, {array, 32, 110, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, p, 0, 0, 0, 0, 0}, 112, {[], [], [], [], [], [], [], [], {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], []}, 4}) end).

sparse_foldl_3() ->
    io:format("sparse_foldl/3~n"),
    p(fun() -> array:sparse_foldl(fun(I, V, A) -> [{I, V} | A] end, [], {array, 16, 0, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0}, 0, [], 0}) end),
    p(fun() -> array:sparse_foldl(fun(I, V, A) -> [{I, V} | A] end, [], {array, 3, 125, false, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 128, [], 4}) end),
    p(fun() -> array:sparse_foldl(fun(I, V, A) -> [{I, V} | A] end, [], [1, 2 | 3]) end).

sparse_foldl_5() ->
    io:format("sparse_foldl/5~n"),
    p(fun() -> array:sparse_foldl(11, 25, fun(I, V, A) -> [{I, V} | A] end, [7, {4, foo}], {array, 19, 4, false, x, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, 0, {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, {17, 18, 19, 20, 21, 22, 23, x, x, x, x, x, x, x, x, x}, [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:sparse_foldl(35, 22, fun(I, V, A) -> [{I, V} | A] end, [7, {a}, "k", '', 5], {array, 70, 2008, true, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, 0, 5, undefined, undefined, undefined, undefined}, 2048, [], 8}) end),
    p(fun() -> array:sparse_foldl(37, 40, fun(I, V, A) -> [{I, V} | A] end, [0, 1], {array, 52, 0, false, 0, {0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 48, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, {2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, q, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end).

sparse_foldr_3() ->
    io:format("sparse_foldr/3~n"),
    p(fun() -> array:sparse_foldr(fun(I, V, A) -> [{I, V} | A] end, [1, #{3 => c}, {6, b}, [4 | b]], {array, 17, 0, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0, [], 4}) end),
    p(fun() -> array:sparse_foldr(fun(I, V, A) -> [{I, V} | A] end, [], {array, 32, 0, false, undefined, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, 0, {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, {17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32}, [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:sparse_foldr(fun(I, V, A) -> [{I, V} | A] end, [2, -168625954251498364418, 9], foo) end).

sparse_foldr_5() ->
    io:format("sparse_foldr/5~n"),
    p(fun() -> array:sparse_foldr(45, 38, fun(I, V, A) -> [{I, V} | A] end, [''], {array, 14, 0, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0, [], 0}) end),
    p(fun() -> array:sparse_foldr(0, 12, fun(I, V, A) -> [{I, V} | A] end, [3, -1, 5], {array, 32, 0, true, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 0, [], 4}) end),
    p(fun() -> array:sparse_foldr(13, 25, fun(I, V, A) -> [{I, V} | A] end, [6, b, b, c], {array, 37, 0, true, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 0, [], 4}) end).

sparse_map_2() ->
    io:format("sparse_map/2~n"),
    p(fun() -> array:sparse_map(fun(A, B) -> {A, B} end, {array, 4, 0, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0, [], 0}) end),
    p(fun() -> array:sparse_map(<<5:3>>, {array, 36, 0, false, x, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, 0, {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, {17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32}, {33, 34, 35, 36, x, x, x, x, x, x, x, x, x, x, x, x}, [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:sparse_map(fun(A, B) -> {A, B} end, {array, 23, 0, false, 0, {0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 16, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end).

sparse_mapfoldl_3() ->
    io:format("sparse_mapfoldl/3~n"),
    p(fun() -> array:sparse_mapfoldl(fun(_, V, A) -> {V, A} end, [], {array, 20, 0, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6}, 0, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:sparse_mapfoldl(fun(I, V, A) -> {{I, V}, [I | A]} end, [8, 1, 3, {1, foo}, 4, 2, 0, <<"b">>, <<158>>, foo, 3, b], {array, 1, 0, false, undefined, {q, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 0, [], 0}) end),
    p(fun() -> array:sparse_mapfoldl(fun(_, V, A) -> {V, A} end, [], {}) end).

sparse_mapfoldl_5() ->
    io:format("sparse_mapfoldl/5~n"),
    p(fun() -> array:sparse_mapfoldl(29, 45, fun(I, V, A) -> {{I, V}, [I | A]} end, [<<57,24,205,166,5>>, -3, []], {array, 0, 0, false, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 0, [], 0}) end),
    p(fun() -> array:sparse_mapfoldl(5, 5, fun(I, V, A) -> {{I, V}, [I | A]} end, [], {array, 11, 0, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0, [], 0}) end),
    p(fun() -> array:sparse_mapfoldl(24, 24, fun(I, V, A) -> {{I, V}, [I | A]} end, [2.296014782922353, #{2 => foo}, #{6 => c}, [4 | '']], {array, 36, 2034, true, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 2048, [], 8}) end).

sparse_mapfoldr_3() ->
    io:format("sparse_mapfoldr/3~n"),
    p(fun() -> array:sparse_mapfoldr(fun(_, V, A) -> {V, A} end, [{a}], {array, 0, 0, false, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 0, [], 0}) end),
    p(fun() -> array:sparse_mapfoldr(fun(I, V, A) -> {{I, V}, [I | A]} end, [#{0 => foo}, 4, 4, 4, #{4 => d}, c], {array, 29, 0, false, 0, {0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0}, 0, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:sparse_mapfoldr(fun(I, V, A) -> {{I, V}, [I | A]} end, [], "xy") end).

sparse_mapfoldr_5() ->
    io:format("sparse_mapfoldr/5~n"),
    p(fun() -> array:sparse_mapfoldr(43, fun erlang:abs/1, fun(I, V, A) -> {{I, V}, [I | A]} end, [], {array, 25, 2044, true, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, 4, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 2048, [], 8}) end),
    p(fun() -> array:sparse_mapfoldr(1, 5, fun(I, V, A) -> {{I, V}, [I | A]} end, [[5 | c]], {array, 55, 3, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0}, 48, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:sparse_mapfoldr(2, 36, fun(_, V, A) -> {V, A} end, [], {array, 50, 0, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0}, 32, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0}, [], {0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end).

sparse_size_1() ->
    io:format("sparse_size/1~n"),
    p(fun() -> array:sparse_size({array, 13, 0, false, undefined, {1, undefined, undefined, undefined, 1, 1, undefined, undefined, undefined, undefined, undefined, undefined, 1, undefined, undefined, undefined}, 0, {1, undefined, undefined, undefined, 1, 1, undefined, undefined, undefined, undefined, undefined, undefined, 1, undefined, undefined, undefined}, 0}) end),
    p(fun() -> array:sparse_size([{a}]) end),
    p(fun() -> array:sparse_size({array, 0, 0, false, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 0, [], 0}) end).

sparse_to_list_1() ->
    io:format("sparse_to_list/1~n"),
    p(fun() -> array:sparse_to_list("xy") end),
    p(fun() -> array:sparse_to_list({array, 6, 0, false, undefined, {undefined, undefined, undefined, undefined, undefined, 3, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 0, [], 0}) end),
    p(fun() -> array:sparse_to_list({array, 6, 0, false, undefined, {1, 1, 1, undefined, 1, 1, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 0, {1, 1, 1, undefined, 1, 1, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 0}) end).

sparse_to_orddict_1() ->
    io:format("sparse_to_orddict/1~n"),
    p(fun() -> array:sparse_to_orddict([{a}]) end),
    p(fun() -> array:sparse_to_orddict({array, 62, 0, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0}, 16, {{8, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0}, [], [], {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, q, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:sparse_to_orddict({array, 25, 0, false, undefined, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, 0, {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, {17, 18, 19, 20, 21, 22, 23, 24, 25, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end).

to_list_1() ->
    io:format("to_list/1~n"),
    p(fun() -> array:to_list({array, 41, 0, false, 0, {0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0}, 32, {{0, 5, 0, 1, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end),
    p(fun() -> array:to_list({array, 0, 0, false, undefined, {undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined}, 0, [], 0}) end),
    p(fun() -> array:to_list(3.5) end).

to_orddict_1() ->
    io:format("to_orddict/1~n"),
    p(fun() -> array:to_orddict({array, 14, 0, false, undefined, {1, 1, undefined, 1, 1, undefined, 1, 1, 1, undefined, 1, 1, 1, undefined, undefined, undefined}, 0, {1, 1, undefined, 1, 1, undefined, 1, 1, 1, undefined, 1, 1, 1, undefined, undefined, undefined}, 0}) end),
    p(fun() -> array:to_orddict(fun erlang:self/0) end),
    p(fun() -> array:to_orddict({array, 51, 0, false, 0, {0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 48, {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, [], [], [], [], [], [], [], [], [], [], [], [], [], [], []}, 4}) end).
