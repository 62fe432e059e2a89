%% Every function of lists, with good and with bad arguments.
-module(lists_api).
-export([main/0]).

main() ->
    all_2(),
    any_2(),
    append_1(),
    append_2(),
    concat_1(),
    delete_2(),
    droplast_1(),
    dropwhile_2(),
    duplicate_2(),
    enumerate_1(),
    enumerate_2(),
    enumerate_3(),
    filter_2(),
    filtermap_2(),
    flatlength_1(),
    flatmap_2(),
    flatten_1(),
    flatten_2(),
    foldl_3(),
    foldr_3(),
    foreach_2(),
    join_2(),
    keydelete_3(),
    keymap_3(),
    keymerge_3(),
    ukeymerge_3(),
    keyreplace_4(),
    keystore_4(),
    keytake_3(),
    last_1(),
    map_2(),
    mapfoldl_3(),
    mapfoldr_3(),
    max_1(),
    min_1(),
    merge_1(),
    merge_2(),
    merge_3(),
    merge3_3(),
    nth_2(),
    nthtail_2(),
    partition_2(),
    prefix_2(),
    rkeymerge_3(),
    rmerge_2(),
    rmerge_3(),
    rmerge3_3(),
    rukeymerge_3(),
    rumerge_2(),
    rumerge_3(),
    rumerge3_3(),
    search_2(),
    seq_2(),
    seq_3(),
    sort_2(),
    split_2(),
    splitwith_2(),
    sublist_2(),
    sublist_3(),
    subtract_2(),
    suffix_2(),
    sum_1(),
    takewhile_2(),
    ukeysort_2(),
    umerge_1(),
    umerge_2(),
    umerge_3(),
    umerge3_3(),
    uniq_1(),
    uniq_2(),
    unzip_1(),
    unzip3_1(),
    usort_1(),
    usort_2(),
    zf_2(),
    member_2(),
    reverse_1(),
    reverse_2(),
    keyfind_3(),
    keymember_3(),
    keysearch_3(),
    sort_1(),
    keysort_2(),
    zip_2(),
    zip_3(),
    zip3_3(),
    zip3_4(),
    zipwith_3(),
    zipwith_4(),
    zipwith3_4(),
    zipwith3_5().

%% Prints the value of a call, or how it fails.
p(Call) ->
    try Call() of
        Value -> io:format("  ~0tkp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tkp~n", [Class, Reason])
    end.

all_2() ->
    io:format("all/2~n"),
    p(fun() -> lists:all(fun erlang:is_integer/1, [2, 6, 3, 6, 0, 0, 0]) end),
    p(fun() -> lists:all(fun(X) -> case X of 3 -> maybe_; _ -> true end end, [3, 4, 0, 6]) end),
    p(fun() -> lists:all(fun erlang:is_atom/1, [6, 5]) end),
    p(fun() -> lists:all(fun(_) -> false end, [3, 0, 3, 3]) end),
    p(fun() -> lists:all(fun erlang:is_atom/1, []) end),
    p(fun() -> lists:all(foo, [0]) end).

any_2() ->
    io:format("any/2~n"),
    p(fun() -> lists:any(fun(_) -> false end, [1]) end),
    p(fun() -> lists:any(fun(X) -> case X of 3 -> maybe_; _ -> true end end, [1, 3]) end),
    p(fun() -> lists:any(fun erlang:is_atom/1, [4, 0, 1]) end),
    p(fun() -> lists:any(fun(X) -> case X of 3 -> maybe_; _ -> true end end, []) end),
    p(fun() -> lists:any(#{}, []) end),
    p(fun() -> lists:any(#{a => 1}, [0]) end).

append_1() ->
    io:format("append/1~n"),
    p(fun() -> lists:append([]) end),
    p(fun() -> lists:append({}) end),
    p(fun() -> lists:append([[0, 4, 2, 4], [], [], [], [0], []]) end),
    p(fun() -> lists:append([[2], []]) end),
    p(fun() -> lists:append([[2], [], []]) end),
    p(fun() -> lists:append([1, 2 | 3]) end).

append_2() ->
    io:format("append/2~n"),
    p(fun() -> lists:append([], []) end),
    p(fun() -> lists:append([1], [5, 2]) end),
    p(fun() -> lists:append([], [3]) end),
    p(fun() -> lists:append([4], [6, 4, 1, 6, 6, 4]) end),
    p(fun() -> lists:append(#{}, [5, 6, 2, 1, 3, 6, 6, 1, 0, 6]) end),
    p(fun() -> lists:append(undefined, [2]) end).

concat_1() ->
    io:format("concat/1~n"),
    p(fun() -> lists:concat([]) end),
    p(fun() -> lists:concat(<<>>) end),
    p(fun() -> lists:concat(0) end),
    p(fun() -> lists:concat([bar, [], 11, -16262]) end),
    p(fun() -> lists:concat([bar, [58, 95, 10, 92, 66, 44, 59, 98], []]) end),
    p(fun() -> lists:concat([[]]) end).

delete_2() ->
    io:format("delete/2~n"),
    p(fun() -> lists:delete(0, []) end),
    p(fun() -> lists:delete(6, [0]) end),
    p(fun() -> lists:delete(1, [3, 0, 5, 0, 5, 1, 3, 3, 5, 1, 5, 1]) end),
    p(fun() -> lists:delete(0, [2, 1]) end),
    p(fun() -> lists:delete(1, true) end),
    p(fun() -> lists:delete(3, <<1,2,3>>) end).

droplast_1() ->
    io:format("droplast/1~n"),
    p(fun() -> lists:droplast([6, 2]) end),
    p(fun() -> lists:droplast([2]) end),
    p(fun() -> lists:droplast([foo]) end),
    p(fun() -> lists:droplast([]) end),
    p(fun() -> lists:droplast(foo) end),
    p(fun() -> lists:droplast([3, 5, 1, 6, 2, 2, 0, 1, 6, 6, 4, 3]) end).

dropwhile_2() ->
    io:format("dropwhile/2~n"),
    p(fun() -> lists:dropwhile(fun(X) -> X > 2 end, [5]) end),
    p(fun() -> lists:dropwhile(fun(X) -> case X of 3 -> maybe_; _ -> true end end, []) end),
    p(fun() -> lists:dropwhile(fun(X) -> X < 4 end, [2, 6]) end),
    p(fun() -> lists:dropwhile(fun(X) -> X > 2 end, {a, b}) end),
    p(fun() -> lists:dropwhile(fun(X) -> is_integer(X) andalso X rem 2 =:= 0 end, []) end),
    p(fun() -> lists:dropwhile(fun erlang:max/2, [6]) end).

duplicate_2() ->
    io:format("duplicate/2~n"),
    p(fun() -> lists:duplicate(6, [[]]) end),
    p(fun() -> lists:duplicate(0, [0]) end),
    p(fun() -> lists:duplicate(2, [3]) end),
    p(fun() -> lists:duplicate({}, []) end),
    p(fun() -> lists:duplicate(4, 1) end),
    p(fun() -> lists:duplicate(<<1,2,3>>, <<>>) end).

enumerate_1() ->
    io:format("enumerate/1~n"),
    p(fun() -> lists:enumerate({}) end),
    p(fun() -> lists:enumerate([4]) end),
    p(fun() -> lists:enumerate(3.5) end),
    p(fun() -> lists:enumerate([12]) end),
    p(fun() -> lists:enumerate([]) end),
    p(fun() -> lists:enumerate([#{3 => d}]) end).

enumerate_2() ->
    io:format("enumerate/2~n"),
    p(fun() -> lists:enumerate(-5, []) end),
    p(fun() -> lists:enumerate(4, [<<>>, [4, 2, 6, 2, 0, 1, 6]]) end),
    p(fun() -> lists:enumerate(54771559187163134174, <<5:3>>) end),
    p(fun() -> lists:enumerate(14, [<<>>]) end),
    p(fun() -> lists:enumerate(fun erlang:abs/1, [#{6 => b}]) end),
    p(fun() -> lists:enumerate(15, []) end).

enumerate_3() ->
    io:format("enumerate/3~n"),
    p(fun() -> lists:enumerate(11, 3.5, []) end),
    p(fun() -> lists:enumerate(-3, -4, []) end),
    p(fun() -> lists:enumerate(12, -2, [foo]) end),
    p(fun() -> lists:enumerate(6, -4, [[5 | c]]) end),
    p(fun() -> lists:enumerate(6, 2, [3]) end),
    p(fun() -> lists:enumerate(36489, -3, true) end).

filter_2() ->
    io:format("filter/2~n"),
    p(fun() -> lists:filter(fun(X) -> case X of 3 -> maybe_; _ -> true end end, [5]) end),
    p(fun() -> lists:filter(fun erlang:is_atom/1, []) end),
    p(fun() -> lists:filter(fun(X) -> X > 2 end, [0, 0, 5, 2, 2]) end),
    p(fun() -> lists:filter(fun(X) -> is_integer(X) andalso X rem 2 =:= 0 end, [5]) end),
    p(fun() -> lists:filter(fun(_) -> true end, <<>>) end),
    p(fun() -> lists:filter(foo, [0, 5, 1, 2, 1, 2, 5, 5]) end).

filtermap_2() ->
    io:format("filtermap/2~n"),
    p(fun() -> lists:filtermap(fun(X) -> X end, []) end),
    p(fun() -> lists:filtermap(fun(X) -> X > 2 end, []) end),
    p(fun() -> lists:filtermap(fun(X) -> X > 2 end, [6]) end),
    p(fun() -> lists:filtermap(fun(X) -> {true, {X}} end, [2, 1, 2, 3]) end),
    p(fun() -> lists:filtermap([1, 2 | 3], [6]) end),
    p(fun() -> lists:filtermap(fun(X) -> X end, 0) end).

flatlength_1() ->
    io:format("flatlength/1~n"),
    p(fun() -> lists:flatlength([[], [], [5, 0, 2]]) end),
    p(fun() -> lists:flatlength([]) end),
    p(fun() -> lists:flatlength([5]) end),
    p(fun() -> lists:flatlength([0, 0]) end),
    p(fun() -> lists:flatlength(<<5:3>>) end),
    p(fun() -> lists:flatlength(0) end).

flatmap_2() ->
    io:format("flatmap/2~n"),
    p(fun() -> lists:flatmap(fun(X) -> X end, []) end),
    p(fun() -> lists:flatmap(fun erlang:is_atom/1, [0, 4, 6, 2, 1]) end),
    p(fun() -> lists:flatmap(fun(3) -> exit(three);(X) -> [X] end, [1, 2, 3, 1]) end),
    p(fun() -> lists:flatmap(fun(3) -> exit(three);(X) -> [X] end, [2]) end),
    p(fun() -> lists:flatmap(fun(X) -> [X, X] end, []) end),
    p(fun() -> lists:flatmap(fun erlang:is_atom/1, []) end).

flatten_1() ->
    io:format("flatten/1~n"),
    p(fun() -> lists:flatten([6, 4, 1]) end),
    p(fun() -> lists:flatten([]) end),
    p(fun() -> lists:flatten([[], [0, 0]]) end),
    p(fun() -> lists:flatten("xy") end),
    p(fun() -> lists:flatten(<<5:3>>) end),
    p(fun() -> lists:flatten(#{}) end).

flatten_2() ->
    io:format("flatten/2~n"),
    p(fun() -> lists:flatten([2, 3, 4], [[]]) end),
    p(fun() -> lists:flatten(undefined, []) end),
    p(fun() -> lists:flatten(fun erlang:self/0, []) end),
    p(fun() -> lists:flatten([3, 3], [1]) end),
    p(fun() -> lists:flatten([], [[3, 2]]) end),
    p(fun() -> lists:flatten([5], []) end).

foldl_3() ->
    io:format("foldl/3~n"),
    p(fun() -> lists:foldl(fun(X, A) -> [X | A] end, undefined, []) end),
    p(fun() -> lists:foldl(fun(X, A) -> [X | A] end, #{5 => foo}, [5, 3, 5, 0]) end),
    p(fun() -> lists:foldl(fun(X, A) -> [X | A] end, 8, []) end),
    p(fun() -> lists:foldl(fun erlang:self/0, b, []) end),
    p(fun() -> lists:foldl(fun(X, A) -> X + A end, [foo], [1, 6]) end),
    p(fun() -> lists:foldl(fun(_, A) -> A end, [], [1, 0, 5, 4, 4, 5, 6]) end).

foldr_3() ->
    io:format("foldr/3~n"),
    p(fun() -> lists:foldr(fun(X, A) -> {X, A} end, 1, [1]) end),
    p(fun() -> lists:foldr(fun(_, A) -> A end, d, []) end),
    p(fun() -> lists:foldr(fun(X, A) -> [X | A] end, 2, [5]) end),
    p(fun() -> lists:foldr(fun(X, A) -> [X | A] end, 4, [6, 5]) end),
    p(fun() -> lists:foldr(fun(X, A) -> [X | A] end, [1], {a, b}) end),
    p(fun() -> lists:foldr(fun(X, A) -> [X | A] end, [6 | c], #{a => 1}) end).

foreach_2() ->
    io:format("foreach/2~n"),
    p(fun() -> lists:foreach(fun(3) -> exit(three);(X) -> [X] end, [0]) end),
    p(fun() -> lists:foreach(fun erlang:is_atom/1, [4, 6]) end),
    p(fun() -> lists:foreach(fun(X) -> X + 1 end, [0]) end),
    p(fun() -> lists:foreach(fun erlang:is_atom/1, [4, 0]) end),
    p(fun() -> lists:foreach(fun(X) -> X end, fun erlang:max/2) end),
    p(fun() -> lists:foreach(fun(X) -> {X} end, true) end).

join_2() ->
    io:format("join/2~n"),
    p(fun() -> lists:join(4, []) end),
    p(fun() -> lists:join(1.0, []) end),
    p(fun() -> lists:join(1, [-2]) end),
    p(fun() -> lists:join(b, fun erlang:max/2) end),
    p(fun() -> lists:join(8, [foo]) end),
    p(fun() -> lists:join({3, foo}, 3.5) end).

keydelete_3() ->
    io:format("keydelete/3~n"),
    p(fun() -> lists:keydelete(1.0, 3, []) end),
    p(fun() -> lists:keydelete(a, 3, [{"k", 2}, {2.0, 1}, {{a}, 5}, {a, 2}, {{a}, 4}, {1.0, 6}, {2.0, 3}, {1.0, 3}, {c, 3}, {c, 2}]) end),
    p(fun() -> lists:keydelete(1, 4, []) end),
    p(fun() -> lists:keydelete({a}, 3, []) end),
    p(fun() -> lists:keydelete(1.0, undefined, []) end),
    p(fun() -> lists:keydelete(c, [[]], [{c, 1}, {{a}, 2}, {e, 6}, {e, 6}, {{a}, 3}, {<<"b">>, 2}, {3, 0}, {1, 2}, {c, 2}, {"k", 2}, {d, 5}]) end).

keymap_3() ->
    io:format("keymap/3~n"),
    p(fun() -> lists:keymap(fun(3) -> exit(three);(X) -> [X] end, 2, []) end),
    p(fun() -> lists:keymap(fun(X) -> [X, X] end, 2, []) end),
    p(fun() -> lists:keymap(fun(X) -> X + 1 end, 1, []) end),
    p(fun() -> lists:keymap(fun erlang:is_atom/1, 3, [{c, 2}]) end),
    p(fun() -> lists:keymap(fun(3) -> exit(three);(X) -> [X] end, 3.5, [{d, 3}, {a, 5}]) end),
    p(fun() -> lists:keymap(fun(X) -> {X} end, 3, []) end).

keymerge_3() ->
    io:format("keymerge/3~n"),
    p(fun() -> lists:keymerge(1, [], []) end),
    p(fun() -> lists:keymerge(1, [{1.0, 1}, {1.0, 3}, {a, 5}, {e, 6}, {e, 2}, {e, 4}, {{a}, 2}, {{a}, 0}, {<<"b">>, 3}, {<<"b">>, 0}, {<<"b">>, 4}], [{d, 4}, {d, 2}, {{a}, 0}]) end),
    p(fun() -> lists:keymerge({a, b}, [{e, 1}], [{2, 1}, {3, 6}]) end),
    p(fun() -> lists:keymerge(1, 3.5, [{"k", 6}]) end),
    p(fun() -> lists:keymerge(2, [{{a}, 1}], [{1, 6}, {1.0, 3}]) end),
    p(fun() -> lists:keymerge(1, [{2, 5}], []) end).

ukeymerge_3() ->
    io:format("ukeymerge/3~n"),
    p(fun() -> lists:ukeymerge(1, [{1.0, 2}, {2.0, 0}, {3, 4}, {a, 4}, {c, 3}, {d, 4}, {{a}, 1}], [{c, 5}]) end),
    p(fun() -> lists:ukeymerge(1, [{b, 2}], []) end),
    p(fun() -> lists:ukeymerge(1, [], [{b, 3}, {c, 4}, {d, 4}, {{a}, 1}, {"k", 5}]) end),
    p(fun() -> lists:ukeymerge(1, [{a, 0}], [{1.0, 6}, {c, 4}]) end),
    p(fun() -> lists:ukeymerge(1, -1, []) end),
    p(fun() -> lists:ukeymerge(3.5, [{2.0, 2}, {b, 3}, {d, 6}, {e, 3}, {<<"b">>, 0}], [{1, 4}, {3, 2}, {b, 1}, {e, 5}]) end).

keyreplace_4() ->
    io:format("keyreplace/4~n"),
    p(fun() -> lists:keyreplace(3, 5, [{e, 3}, {{a}, 1}], {"k", 2}) end),
    p(fun() -> lists:keyreplace(3, 4, [{c, 3}, {1, 4}], {c, 1}) end),
    p(fun() -> lists:keyreplace(2.0, 5, [], {3, 0}) end),
    p(fun() -> lists:keyreplace(e, 1, [{c, 2}, {3, 2}, {1.0, 2}, {<<"b">>, 2}, {d, 4}, {e, 3}, {"k", 5}, {b, 2}, {1, 2}, {1, 3}], {b, 2}) end),
    p(fun() -> lists:keyreplace(c, 5, [{<<"b">>, 6}], <<>>) end),
    p(fun() -> lists:keyreplace({a}, 5, [{b, 0}, {"k", 4}], [1, 2 | 3]) end).

keystore_4() ->
    io:format("keystore/4~n"),
    p(fun() -> lists:keystore(foo, 2, [{d, 3}, {2.0, 4}, {a, 2}, {3, 0}, {a, 6}, {e, 4}], {e, 3}) end),
    p(fun() -> lists:keystore(#{a => 1}, 5, [{c, 2}, {e, 2}, {1, 3}, {3, 5}, {d, 4}], {a, 4}) end),
    p(fun() -> lists:keystore(e, 3, [{d, 5}], {c, 4}) end),
    p(fun() -> lists:keystore("k", 5, [], {a, 3}) end),
    p(fun() -> lists:keystore("k", 2, <<1,2,3>>, {<<"b">>, 0}) end),
    p(fun() -> lists:keystore(d, [], [], {c, 1}) end).

keytake_3() ->
    io:format("keytake/3~n"),
    p(fun() -> lists:keytake(<<1,2,3>>, 4, [{1.0, 5}]) end),
    p(fun() -> lists:keytake(d, 5, [{2.0, 2}, {2, 2}, {{a}, 4}, {a, 2}]) end),
    p(fun() -> lists:keytake(c, 3, [{2, 3}]) end),
    p(fun() -> lists:keytake(1.0, 5, [{2, 3}, {<<"b">>, 5}]) end),
    p(fun() -> lists:keytake(<<"b">>, fun erlang:self/0, [{d, 2}, {e, 4}]) end),
    p(fun() -> lists:keytake(e, 2, 3.5) end).

last_1() ->
    io:format("last/1~n"),
    p(fun() -> lists:last(3.5) end),
    p(fun() -> lists:last([8, {0, bar}, #{6 => 'hello world'}, '', bar, [3 | 'hello world'], 0, -48923, [4], d]) end),
    p(fun() -> lists:last([c]) end),
    p(fun() -> lists:last([-1, c]) end),
    p(fun() -> lists:last([]) end),
    p(fun() -> lists:last([{2, ''}]) end).

map_2() ->
    io:format("map/2~n"),
    p(fun() -> lists:map(fun(X) -> [X, X] end, [0]) end),
    p(fun() -> lists:map(fun(X) -> X end, [3]) end),
    p(fun() -> lists:map(fun(X) -> [X, X] end, [4, 0, 6]) end),
    p(fun() -> lists:map(fun erlang:is_atom/1, []) end),
    p(fun() -> lists:map(fun erlang:is_atom/1, {a, b}) end),
    p(fun() -> lists:map(fun(X) -> [X, X] end, <<5:3>>) end).

mapfoldl_3() ->
    io:format("mapfoldl/3~n"),
    p(fun() -> lists:mapfoldl(fun(X, A) -> {X, A} end, [], [foo]) end),
    p(fun() -> lists:mapfoldl(fun(X, _) -> X end, [[5 | c], 6, {0, 'hello world'}, [2 | a], <<>>, #{1 => foo}, 2, 2.0, 3, b, 2, 1.0], []) end),
    p(fun() -> lists:mapfoldl(fun(X, A) -> {A, X} end, [], []) end),
    p(fun() -> lists:mapfoldl(fun(X, _) -> X end, [], [4, 3, 5]) end),
    p(fun() -> lists:mapfoldl(fun(X, A) -> {X, A} end, [], [3, 6, 6, 3]) end),
    p(fun() -> lists:mapfoldl(foo, [8], []) end).

mapfoldr_3() ->
    io:format("mapfoldr/3~n"),
    p(fun() -> lists:mapfoldr(fun(X, A) -> {{X}, [X | A]} end, [], [2, 3, 5, 1, 2]) end),
    p(fun() -> lists:mapfoldr(fun(X, _) -> X end, [[6], 6], -1) end),
    p(fun() -> lists:mapfoldr(fun(X, A) -> {A, X} end, [[], [6], '', 3, 4, 2], [1, 2, 6, 5, 3]) end),
    p(fun() -> lists:mapfoldr(fun(X, _) -> X end, [], []) end),
    p(fun() -> lists:mapfoldr(fun(X, A) -> {A, X} end, [[4 | foo]], [5, 2, 3]) end),
    p(fun() -> lists:mapfoldr(fun(X, A) -> {X, A} end, [], <<>>) end).

max_1() ->
    io:format("max/1~n"),
    p(fun() -> lists:max([]) end),
    p(fun() -> lists:max([3]) end),
    p(fun() -> lists:max([4, 4.0, 8]) end),
    p(fun() -> lists:max([<<>>, [1, 4, 6, 5], 6, [], {2, c}, 3.0]) end),
    p(fun() -> lists:max([{a}]) end),
    p(fun() -> lists:max(fun erlang:abs/1) end).

min_1() ->
    io:format("min/1~n"),
    p(fun() -> lists:min([]) end),
    p(fun() -> lists:min(<<5:3>>) end),
    p(fun() -> lists:min([-3, <<>>]) end),
    p(fun() -> lists:min([{a}]) end),
    p(fun() -> lists:min([6, <<174>>, [2, 0, 4], 7, 'hello world', [], [], 5, "k", <<>>, [4 | foo], {1, bar}]) end),
    p(fun() -> lists:min([#{1 => a}, <<133,5,224,125>>, <<170,40>>, {5, d}, {4, c}, 1, "k", 'hello world', {2, c}, 3.0]) end).

merge_1() ->
    io:format("merge/1~n"),
    p(fun() -> lists:merge([]) end),
    p(fun() -> lists:merge([a | b]) end),
    p(fun() -> lists:merge(0) end),
    p(fun() -> lists:merge([[-1], [-2, 1.0]]) end),
    p(fun() -> lists:merge([[-1, 1.5575412595077198, 3, 6, 6.421527127011243, 6.4950375699836735, 7, 7], [3], [0.25503853626356543, 5.397571662730602, 7], [], [6], [], [2]]) end),
    p(fun() -> lists:merge([[-3, 3, 3, 5]]) end).

merge_2() ->
    io:format("merge/2~n"),
    p(fun() -> lists:merge([], [-2, -1, 0.0, 2.0, 2, 2, 3.0, 5, 6, 6, 7]) end),
    p(fun() -> lists:merge([-2, 1, 5.0, 5.913228188770949], [7]) end),
    p(fun() -> lists:merge([-1], []) end),
    p(fun() -> lists:merge([], [1, 4.0]) end),
    p(fun() -> lists:merge([6], true) end),
    p(fun() -> lists:merge(<<>>, [0, 5.0, 5, 5, 6]) end).

merge_3() ->
    io:format("merge/3~n"),
    p(fun() -> lists:merge(fun(A, B) -> A =< B end, [4, 4, 4.103779361558618], {a, b}) end),
    p(fun() -> lists:merge(fun(A, B) -> A =< B end, [-3, -1, 0, 2.0, 2.0, 5.0, 9.948447418766364], [[]]) end),
    p(fun() -> lists:merge(fun(A, B) -> A =< B end, [], [3.7550149634412353, 4, 5]) end),
    p(fun() -> lists:merge(fun(A, B) -> A =< B end, [4.168069767924615], []) end),
    p(fun() -> lists:merge(fun(A, B) -> A =< B end, [], [1, 3.0, 3]) end),
    p(fun() -> lists:merge(fun(A, B) -> A =< B end, [3, 3.8798233469583474, 4, 5, 5, 8.559813165853042], fun erlang:max/2) end).

merge3_3() ->
    io:format("merge3/3~n"),
    p(fun() -> lists:merge3([4.0, 6], [], []) end),
    p(fun() -> lists:merge3([], [], []) end),
    p(fun() -> lists:merge3([4, 9.468637806188235], <<1,2,3>>, []) end),
    p(fun() -> lists:merge3([[]], [], [2, 2.0]) end),
    p(fun() -> lists:merge3([8.05760471873689], [], [-1, 6]) end),
    p(fun() -> lists:merge3([], undefined, [-3, 1.0, 2, 5, 9.793395699248457]) end).

nth_2() ->
    io:format("nth/2~n"),
    p(fun() -> lists:nth(5, [{6, a}]) end),
    p(fun() -> lists:nth(2, []) end),
    p(fun() -> lists:nth(2, [<<"#">>, [3], 1, 0, 14, 7]) end),
    p(fun() -> lists:nth(1, [a | b]) end),
    p(fun() -> lists:nth(2, [1, 2, [1, 2, 2]]) end),
    p(fun() -> lists:nth(1, [3, <<"'">>]) end).

nthtail_2() ->
    io:format("nthtail/2~n"),
    p(fun() -> lists:nthtail([a | b], []) end),
    p(fun() -> lists:nthtail(0, []) end),
    p(fun() -> lists:nthtail(foo, [<<192,80>>]) end),
    p(fun() -> lists:nthtail(2, [2, b, "k", #{3 => c}, <<>>]) end),
    p(fun() -> lists:nthtail(1, [0, 4, [], 2.398111645341295, 5.0, {6, a}]) end),
    p(fun() -> lists:nthtail(5, [#{2 => d}, b, #{1 => d}, [4 | ''], [5 | 'hello world'], 0, a, 44203, {6, bar}, e, 5.836804423594197, <<67,26,183,3>>]) end).

partition_2() ->
    io:format("partition/2~n"),
    p(fun() -> lists:partition(fun(X) -> is_integer(X) andalso X rem 2 =:= 0 end, []) end),
    p(fun() -> lists:partition(fun(_) -> false end, []) end),
    p(fun() -> lists:partition(fun(X) -> X > 2 end, [5]) end),
    p(fun() -> lists:partition(fun(X) -> X > 2 end, [1, 3]) end),
    p(fun() -> lists:partition(#{}, [1]) end),
    p(fun() -> lists:partition(fun(_) -> false end, #{a => 1}) end).

prefix_2() ->
    io:format("prefix/2~n"),
    p(fun() -> lists:prefix([3, 1, 5, 5, 2, 2], [6, 2, 5, 6, 0, 4, 0, 1, 4]) end),
    p(fun() -> lists:prefix([], []) end),
    p(fun() -> lists:prefix([6], [0, 6, 5, 5, 3, 5]) end),
    p(fun() -> lists:prefix([6, 0, 4], [3, 3]) end),
    p(fun() -> lists:prefix([], #{a => 1}) end),
    p(fun() -> lists:prefix([], #{}) end).

rkeymerge_3() ->
    io:format("rkeymerge/3~n"),
    p(fun() -> lists:rkeymerge(1, [], []) end),
    p(fun() -> lists:rkeymerge(1, [{1, 0}], []) end),
    p(fun() -> lists:rkeymerge(1, [], [{d, 5}, {1.0, 3}]) end),
    p(fun() -> lists:rkeymerge(1, [{2.0, 4}, {2, 4}], []) end),
    p(fun() -> lists:rkeymerge(#{a => 1}, [], [{<<"b">>, 4}, {2, 4}, {2.0, 3}]) end),
    p(fun() -> lists:rkeymerge(1, <<1,2,3>>, []) end).

rmerge_2() ->
    io:format("rmerge/2~n"),
    p(fun() -> lists:rmerge([8.968725103218556, 7, 6, 6, 4, -1], []) end),
    p(fun() -> lists:rmerge([foo], []) end),
    p(fun() -> lists:rmerge([3.0], [5.58315587860727, 4.0]) end),
    p(fun() -> lists:rmerge([2.0], [2.173333062795547, 0, -1]) end),
    p(fun() -> lists:rmerge(true, []) end),
    p(fun() -> lists:rmerge([2.434435870176247, 0, -1], {}) end).

rmerge_3() ->
    io:format("rmerge/3~n"),
    p(fun() -> lists:rmerge(fun(A, B) -> A =< B end, [1.4247687840508316, -1], []) end),
    p(fun() -> lists:rmerge(fun(A, B) -> A =< B end, [5, 5, 0.0], []) end),
    p(fun() -> lists:rmerge(fun(A, B) -> A =< B end, <<5:3>>, [-2]) end),
    p(fun() -> lists:rmerge([foo], [8.207274412159682], []) end),
    p(fun() -> lists:rmerge(fun(A, B) -> A =< B end, [-1, -2], []) end),
    p(fun() -> lists:rmerge(fun(A, B) -> A =< B end, [], [6, 2, 2, 2, 0.15942683327834883]) end).

rmerge3_3() ->
    io:format("rmerge3/3~n"),
    p(fun() -> lists:rmerge3([4], [5.0, 4.497986367357528, 4, 3.5846475550536616, 2.4804275184576454, 2.0, 2, 2, 1, 0.2408378291661717], [-1]) end),
    p(fun() -> lists:rmerge3([], [], []) end),
    p(fun() -> lists:rmerge3([], [5, 4], [6, 4.0, 3]) end),
    p(fun() -> lists:rmerge3([5.0], [], []) end),
    p(fun() -> lists:rmerge3(#{a => 1}, [], [8.075092038249366]) end),
    p(fun() -> lists:rmerge3(fun erlang:abs/1, [5], [1.478123189656847]) end).

rukeymerge_3() ->
    io:format("rukeymerge/3~n"),
    p(fun() -> lists:rukeymerge(1, [{d, 0}], []) end),
    p(fun() -> lists:rukeymerge(1, [], [{<<"b">>, 0}, {1, 2}]) end),
    p(fun() -> lists:rukeymerge(1, [], []) end),
    p(fun() -> lists:rukeymerge(1, [{2, 4}], [[]]) end),
    p(fun() -> lists:rukeymerge({}, [{e, 5}, {b, 6}], []) end),
    p(fun() -> lists:rukeymerge(1, [{<<"b">>, 3}, {2.0, 3}], []) end).

rumerge_2() ->
    io:format("rumerge/2~n"),
    p(fun() -> lists:rumerge([-1], fun erlang:self/0) end),
    p(fun() -> lists:rumerge([], [8.088253882440158, 6.320173114464165, 6, 3.0, 2, 1.658605030220387]) end),
    p(fun() -> lists:rumerge([4, 3.0, 1.9466447513615726, 0.0, -3], [7.905204833938742, 7, 6.672814483558218, 5, 4, 3, 2, -3]) end),
    p(fun() -> lists:rumerge([-3], [7, 5]) end),
    p(fun() -> lists:rumerge([5], [2]) end),
    p(fun() -> lists:rumerge([1, 2 | 3], [7, 6, 4, 1.693588893993434, 0, -1]) end).

rumerge_3() ->
    io:format("rumerge/3~n"),
    p(fun() -> lists:rumerge({a, b}, [], [7, 4.0]) end),
    p(fun() -> lists:rumerge(fun(A, B) -> A =< B end, [9.90266378388791, 5, 4.201484981051758, 4.0, 3.0, 2, 0, -2], [0.0]) end),
    p(fun() -> lists:rumerge(fun(A, B) -> A =< B end, [9.587023390681354, 7.376541722990654, 6.716812229696524, 6, 4.406559463500479, 4.293069471403337, 4], [6, 2.0, -3]) end),
    p(fun() -> lists:rumerge(fun(A, B) -> A =< B end, true, []) end),
    p(fun() -> lists:rumerge(fun(A, B) -> A =< B end, [], []) end),
    p(fun() -> lists:rumerge(fun(A, B) -> A =< B end, [0], [6.886309954789382, 5.0, 3]) end).

rumerge3_3() ->
    io:format("rumerge3/3~n"),
    p(fun() -> lists:rumerge3([], [], [7.940832141609092, 7.155530410290457, 5, 3.0, 1.0, 0.0, -2]) end),
    p(fun() -> lists:rumerge3([5, 2.4533560343906133, 2.0, 1.0, 0, -2], [9.647750919943492, 6, 5.0, 0.0], [8.847277288800758, 5.490283555448071, 5.0]) end),
    p(fun() -> lists:rumerge3([4.0], [], []) end),
    p(fun() -> lists:rumerge3([3, 1], [], [6, 3.2541200884246804, 3]) end),
    p(fun() -> lists:rumerge3([5, -1], [1, 2 | 3], [4.312417486737719]) end),
    p(fun() -> lists:rumerge3([], [1, 2 | 3], [3.0, 0.9579549275266508, 0]) end).

search_2() ->
    io:format("search/2~n"),
    p(fun() -> lists:search(fun(X) -> X > 2 end, [3]) end),
    p(fun() -> lists:search(fun(_) -> true end, [0, 1, 1]) end),
    p(fun() -> lists:search(fun(_) -> true end, [0, 1]) end),
    p(fun() -> lists:search(fun(X) -> X > 2 end, []) end),
    p(fun() -> lists:search(fun(X) -> X > 2 end, {}) end),
    p(fun() -> lists:search("xy", []) end).

seq_2() ->
    io:format("seq/2~n"),
    p(fun() -> lists:seq(6, 0) end),
    p(fun() -> lists:seq(6, 6) end),
    p(fun() -> lists:seq(4, 1) end),
    p(fun() -> lists:seq(2, 10) end),
    p(fun() -> lists:seq(8, 11) end),
    p(fun() -> lists:seq(4, 15) end).

seq_3() ->
    io:format("seq/3~n"),
    p(fun() -> lists:seq(15, -3, -1) end),
    p(fun() -> lists:seq(4, 4, 1) end),
    p(fun() -> lists:seq(12, -5, true) end),
    p(fun() -> lists:seq(8, <<>>, -2) end),
    p(fun() -> lists:seq(12, 3, -3) end),
    p(fun() -> lists:seq(10, 1, -2) end).

sort_2() ->
    io:format("sort/2~n"),
    p(fun() -> lists:sort(fun(A, B) -> A =< B end, [2, 4, 2, 9.855189819959001, 1, 3, 0, 3, -2, 4, 3, 0, 7, 0, 3.2638995565324915, 2, 5, 4, 2, 4, -1, 0, 4.0, 2, 5.175242494581841, 7, 2, 6, 4, 2.0, 4, 4, 1, 2, 3, 0, 7, 5, 4, 1, 3, 0, 2, 5.0, 2]) end),
    p(fun() -> lists:sort(fun(A, B) -> A >= B end, [-35738, 5, 4, 5]) end),
    p(fun() -> lists:sort(fun(A, B) -> A =< B end, []) end),
    p(fun() -> lists:sort(fun(A, B) -> (try A rem 3 catch _:_ -> 0 end) =<(try B rem 3 catch _:_ -> 0 end) end, [15, 4, 0]) end),
    p(fun() -> lists:sort(fun(A, B) -> (try A rem 3 catch _:_ -> 0 end) <(try B rem 3 catch _:_ -> 0 end) end, fun erlang:max/2) end),
    p(fun() -> lists:sort([{a}], []) end).

split_2() ->
    io:format("split/2~n"),
    p(fun() -> lists:split(6, [{5, a}, [], 2.0, <<>>]) end),
    p(fun() -> lists:split(1, foo) end),
    p(fun() -> lists:split(0, [[4], #{1 => foo}, #{6 => ''}]) end),
    p(fun() -> lists:split(0, []) end),
    p(fun() -> lists:split(6, [2, 3, '', <<"b">>, [], 2]) end),
    p(fun() -> lists:split(3, [33739, -3, bar, <<"b">>, 5.567062607867529, 4, #{5 => 'hello world'}, 2.0, <<>>, 3, foo]) end).

splitwith_2() ->
    io:format("splitwith/2~n"),
    p(fun() -> lists:splitwith([foo], [1, 0]) end),
    p(fun() -> lists:splitwith(fun(X) -> case X of 3 -> maybe_; _ -> true end end, [2]) end),
    p(fun() -> lists:splitwith(fun(X) -> case X of 3 -> maybe_; _ -> true end end, [6, 2, 2, 1, 3]) end),
    p(fun() -> lists:splitwith(fun erlang:is_atom/1, []) end),
    p(fun() -> lists:splitwith(fun(X) -> X > 2 end, []) end),
    p(fun() -> lists:splitwith(fun(X) -> X < 4 end, [3]) end).

sublist_2() ->
    io:format("sublist/2~n"),
    p(fun() -> lists:sublist(3.5, 3) end),
    p(fun() -> lists:sublist([{6, d}, c, 3, 1], 0) end),
    p(fun() -> lists:sublist([3], 3) end),
    p(fun() -> lists:sublist([], 2) end),
    p(fun() -> lists:sublist([3], 4) end),
    p(fun() -> lists:sublist(<<>>, 2) end).

sublist_3() ->
    io:format("sublist/3~n"),
    p(fun() -> lists:sublist([], 3.5, 3) end),
    p(fun() -> lists:sublist([5, 1.0, "k", <<>>, 46851, #{3 => ''}], 5, 3) end),
    p(fun() -> lists:sublist([], 1, 1) end),
    p(fun() -> lists:sublist([foo], 1, 5) end),
    p(fun() -> lists:sublist([4.584065256234208], 4, 0) end),
    p(fun() -> lists:sublist([[5 | foo]], {a, b}, 6) end).

subtract_2() ->
    io:format("subtract/2~n"),
    p(fun() -> lists:subtract([], [0]) end),
    p(fun() -> lists:subtract([], [5, 2, 3]) end),
    p(fun() -> lists:subtract([1], foo) end),
    p(fun() -> lists:subtract([], []) end),
    p(fun() -> lists:subtract([5, 2, 4], fun erlang:self/0) end),
    p(fun() -> lists:subtract([4], [5]) end).

suffix_2() ->
    io:format("suffix/2~n"),
    p(fun() -> lists:suffix([], "xy") end),
    p(fun() -> lists:suffix([], [5, 6, 3, 3, 1, 6, 0, 2, 4, 3, 6, 5]) end),
    p(fun() -> lists:suffix(<<5:3>>, [6, 4, 5, 2, 0]) end),
    p(fun() -> lists:suffix([6], [1]) end),
    p(fun() -> lists:suffix([0, 1, 3], [5, 4, 2, 0, 4, 2, 4]) end),
    p(fun() -> lists:suffix([6, 0, 0], foo) end).

sum_1() ->
    io:format("sum/1~n"),
    p(fun() -> lists:sum([-3, 5, 3.915393974697663, 1.0651889532271819, 0]) end),
    p(fun() -> lists:sum(<<1,2,3>>) end),
    p(fun() -> lists:sum([]) end),
    p(fun() -> lists:sum([4.0]) end),
    p(fun() -> lists:sum([3, 5, 5.320722428073974, 6.94738970650825, 1, 7.6888482103957685]) end),
    p(fun() -> lists:sum(#{a => 1}) end).

takewhile_2() ->
    io:format("takewhile/2~n"),
    p(fun() -> lists:takewhile(fun(_) -> true end, []) end),
    p(fun() -> lists:takewhile(fun(_) -> true end, [2]) end),
    p(fun() -> lists:takewhile(fun(_) -> true end, [4, 6, 6, 4]) end),
    p(fun() -> lists:takewhile(fun(X) -> X < 4 end, {a, b}) end),
    p(fun() -> lists:takewhile(fun(X) -> X < 4 end, [3]) end),
    p(fun() -> lists:takewhile(fun(X) -> X < 4 end, 3.5) end).

ukeysort_2() ->
    io:format("ukeysort/2~n"),
    p(fun() -> lists:ukeysort(2, []) end),
    p(fun() -> lists:ukeysort(1, []) end),
    p(fun() -> lists:ukeysort(1, <<5:3>>) end),
    p(fun() -> lists:ukeysort(1, [{d, 4}, {b, 2}, {{a}, 1}]) end),
    p(fun() -> lists:ukeysort(2, {}) end),
    p(fun() -> lists:ukeysort(2, [{{a}, 4}, {1.0, 0}]) end).

umerge_1() ->
    io:format("umerge/1~n"),
    p(fun() -> lists:umerge([]) end),
    p(fun() -> lists:umerge(#{a => 1}) end),
    p(fun() -> lists:umerge([[2]]) end),
    p(fun() -> lists:umerge([[4], [4.0]]) end),
    p(fun() -> lists:umerge([[7]]) end),
    p(fun() -> lists:umerge({}) end).

umerge_2() ->
    io:format("umerge/2~n"),
    p(fun() -> lists:umerge([], []) end),
    p(fun() -> lists:umerge([6], fun erlang:abs/1) end),
    p(fun() -> lists:umerge(#{}, [0.0, 1.0, 4, 4.582947704601702, 5, 5.756049424456139, 7]) end),
    p(fun() -> lists:umerge([], [-1, 1, 3]) end),
    p(fun() -> lists:umerge([2, 3.0, 4], []) end),
    p(fun() -> lists:umerge([], [-3, -1, 0, 1, 2.0, 2.6229594759264496, 3, 5.0, 6.186462515891091, 8.02281113288899]) end).

umerge_3() ->
    io:format("umerge/3~n"),
    p(fun() -> lists:umerge([{a}], [], []) end),
    p(fun() -> lists:umerge(fun(A, B) -> A =< B end, #{}, [1.0, 1.722482621205862, 2]) end),
    p(fun() -> lists:umerge(fun(A, B) -> A =< B end, [2.0], []) end),
    p(fun() -> lists:umerge(fun(A, B) -> A =< B end, [3.6801359808520493, 4, 6], []) end),
    p(fun() -> lists:umerge(fun(A, B) -> A =< B end, [-3, 3, 4.0, 5.0], []) end),
    p(fun() -> lists:umerge(fun(A, B) -> A >= B end, [-3, 0, 2.0, 5, 6], []) end).

umerge3_3() ->
    io:format("umerge3/3~n"),
    p(fun() -> lists:umerge3([], [0, 3], [-1, 4]) end),
    p(fun() -> lists:umerge3([0.06301817034986112, 2, 5, 7], [4.587929856942816, 7], []) end),
    p(fun() -> lists:umerge3([6], [-3, 0.0], [5.280658096064527]) end),
    p(fun() -> lists:umerge3([0, 4.0], [], [1.0, 4.700142384375635, 6, 7]) end),
    p(fun() -> lists:umerge3([1], foo, []) end),
    p(fun() -> lists:umerge3([-3, -2, -1, 0.0, 2.0, 2.1723337686193513, 3.0, 4.0, 7.1616657605565335], [-3, 1.0], foo) end).

uniq_1() ->
    io:format("uniq/1~n"),
    p(fun() -> lists:uniq([<<>>, 4, {4, foo}]) end),
    p(fun() -> lists:uniq([#{6 => foo}]) end),
    p(fun() -> lists:uniq([]) end),
    p(fun() -> lists:uniq([1]) end),
    p(fun() -> lists:uniq({a, b}) end),
    p(fun() -> lists:uniq(fun erlang:abs/1) end).

uniq_2() ->
    io:format("uniq/2~n"),
    p(fun() -> lists:uniq(fun(X) -> [X, X] end, []) end),
    p(fun() -> lists:uniq(fun(X) -> X end, [4]) end),
    p(fun() -> lists:uniq([1, 2 | 3], [4, 6, 5, 1, 2]) end),
    p(fun() -> lists:uniq(undefined, []) end),
    p(fun() -> lists:uniq(fun(X) -> {X} end, [5, 3, 4]) end),
    p(fun() -> lists:uniq(fun(X) -> X + 1 end, [3]) end).

unzip_1() ->
    io:format("unzip/1~n"),
    p(fun() -> lists:unzip([{1, 2}]) end),
    p(fun() -> lists:unzip([{6, 6}, {1, 5}]) end),
    p(fun() -> lists:unzip([{2, 6}]) end),
    p(fun() -> lists:unzip(#{}) end),
    p(fun() -> lists:unzip(fun erlang:abs/1) end),
    p(fun() -> lists:unzip([]) end).

unzip3_1() ->
    io:format("unzip3/1~n"),
    p(fun() -> lists:unzip3([]) end),
    p(fun() -> lists:unzip3(fun erlang:max/2) end),
    p(fun() -> lists:unzip3([{2, 0, 2}, {1, 1, #{2 => d}}, {6, 1, 1}]) end),
    p(fun() -> lists:unzip3([{6, 3, [4 | a]}]) end),
    p(fun() -> lists:unzip3([{3, 0, d}]) end),
    p(fun() -> lists:unzip3(<<1,2,3>>) end).

usort_1() ->
    io:format("usort/1~n"),
    p(fun() -> lists:usort([-3, 3]) end),
    p(fun() -> lists:usort([7.484828245003855, 7, 7, 2.0, 2]) end),
    p(fun() -> lists:usort([]) end),
    p(fun() -> lists:usort([2.216366715425843, 2.0]) end),
    p(fun() -> lists:usort(undefined) end),
    p(fun() -> lists:usort([1, 2 | 3]) end).

usort_2() ->
    io:format("usort/2~n"),
    p(fun() -> lists:usort(fun(A, B) -> (try A rem 3 catch _:_ -> 0 end) =<(try B rem 3 catch _:_ -> 0 end) end, []) end),
    p(fun() -> lists:usort(fun(A, B) -> A > B end, [4, 0, 3.0, 2, 5, 3, 6, 5]) end),
    p(fun() -> lists:usort(fun(A, B) -> (try A rem 3 catch _:_ -> 0 end) =<(try B rem 3 catch _:_ -> 0 end) end, [1, 2 | 3]) end),
    p(fun() -> lists:usort(fun(A, B) -> (try A rem 3 catch _:_ -> 0 end) <(try B rem 3 catch _:_ -> 0 end) end, [2, 7, 3.2094875036864003, 6, 1, 0.0, 2, 2]) end),
    p(fun() -> lists:usort(3.5, [6, 6, 1, 3]) end),
    p(fun() -> lists:usort(fun(A, B) -> (try A rem 3 catch _:_ -> 0 end) =<(try B rem 3 catch _:_ -> 0 end) end, [0, 2, 1, 3.587123494434935, 5, 6, 6, 0.0, 5]) end).

zf_2() ->
    io:format("zf/2~n"),
    p(fun() -> lists:zf(fun(X) -> {true, {X}} end, []) end),
    p(fun() -> lists:zf(fun(X) -> {true, {X}} end, [2]) end),
    p(fun() -> lists:zf(fun(_) -> true end, [2, 0, 0]) end),
    p(fun() -> lists:zf(fun(X) -> {true, {X}} end, [6]) end),
    p(fun() -> lists:zf(fun(_) -> true end, <<5:3>>) end),
    p(fun() -> lists:zf(fun(_) -> true end, {}) end).

member_2() ->
    io:format("member/2~n"),
    p(fun() -> lists:member(6, [4, 4, 3, 6, 2, 2, 3, 2, 3]) end),
    p(fun() -> lists:member(<<5:3>>, [6, 3, 3, 6, 0]) end),
    p(fun() -> lists:member(2, [0]) end),
    p(fun() -> lists:member(5, []) end),
    p(fun() -> lists:member(6, true) end),
    p(fun() -> lists:member(6, {}) end).

reverse_1() ->
    io:format("reverse/1~n"),
    p(fun() -> lists:reverse([[]]) end),
    p(fun() -> lists:reverse([]) end),
    p(fun() -> lists:reverse([[5 | c], 5, 2, <<154>>]) end),
    p(fun() -> lists:reverse({a, b}) end),
    p(fun() -> lists:reverse([7]) end),
    p(fun() -> lists:reverse(3.5) end).

reverse_2() ->
    io:format("reverse/2~n"),
    p(fun() -> lists:reverse([a | b], [0]) end),
    p(fun() -> lists:reverse([[6, 3, 2, 5, 0, 5, 3, 6], 8], [<<211>>, #{5 => foo}]) end),
    p(fun() -> lists:reverse([-3, {3, foo}], []) end),
    p(fun() -> lists:reverse([0, 1], []) end),
    p(fun() -> lists:reverse([{5, 'hello world'}], [[3, 0], 1, [0]]) end),
    p(fun() -> lists:reverse(<<>>, [8, {6, c}, 7]) end).

keyfind_3() ->
    io:format("keyfind/3~n"),
    p(fun() -> lists:keyfind(e, 1, [{e, 2}, {c, 4}]) end),
    p(fun() -> lists:keyfind("k", 2, [{<<"b">>, 6}, {b, 0}, {<<"b">>, 1}, {d, 5}, {d, 2}]) end),
    p(fun() -> lists:keyfind("k", 2, []) end),
    p(fun() -> lists:keyfind(<<"b">>, 2, [{3, 6}, {a, 3}]) end),
    p(fun() -> lists:keyfind(d, #{a => 1}, [{e, 1}, {e, 2}, {a, 4}, {d, 2}, {1, 0}, {d, 6}, {3, 4}, {2, 2}, {b, 2}, {b, 4}]) end),
    p(fun() -> lists:keyfind(2.0, 1, true) end).

keymember_3() ->
    io:format("keymember/3~n"),
    p(fun() -> lists:keymember(<<"b">>, 2, [{d, 0}, {<<"b">>, 1}, {3, 1}]) end),
    p(fun() -> lists:keymember(b, 1, []) end),
    p(fun() -> lists:keymember({a}, 1, []) end),
    p(fun() -> lists:keymember(<<"b">>, 2, [[]]) end),
    p(fun() -> lists:keymember(1, 1, 0) end),
    p(fun() -> lists:keymember(c, 0, []) end).

keysearch_3() ->
    io:format("keysearch/3~n"),
    p(fun() -> lists:keysearch({a}, 2, 3.5) end),
    p(fun() -> lists:keysearch(e, 1, [{c, 5}, {1.0, 4}, {1.0, 6}]) end),
    p(fun() -> lists:keysearch(1.0, 2, [{e, 2}, {2, 1}, {b, 0}, {3, 6}, {1.0, 1}, {2.0, 3}, {a, 4}, {a, 3}]) end),
    p(fun() -> lists:keysearch(c, 1, []) end),
    p(fun() -> lists:keysearch(1, <<1,2,3>>, [{d, 4}, {c, 3}]) end),
    p(fun() -> lists:keysearch(a, 2, []) end).

sort_1() ->
    io:format("sort/1~n"),
    p(fun() -> lists:sort([foo]) end),
    p(fun() -> lists:sort([#{6 => d}, 6, #{2 => c}, [], d, -1, b, [1 | c], {4, b}, {4, bar}]) end),
    p(fun() -> lists:sort(#{}) end),
    p(fun() -> lists:sort([]) end),
    p(fun() -> lists:sort([[0 | ''], #{6 => d}, 0]) end),
    p(fun() -> lists:sort(<<1,2,3>>) end).

keysort_2() ->
    io:format("keysort/2~n"),
    p(fun() -> lists:keysort(1, []) end),
    p(fun() -> lists:keysort([a | b], [{1.0, 4}, {{a}, 6}]) end),
    p(fun() -> lists:keysort(<<>>, [{a, 3}, {{a}, 2}, {2.0, 5}]) end),
    p(fun() -> lists:keysort(1, [{b, 6}, {a, 1}, {3, 4}, {b, 1}, {a, 3}]) end),
    p(fun() -> lists:keysort(1, [{<<"b">>, 2}, {3, 0}]) end),
    p(fun() -> lists:keysort(2, []) end).

zip_2() ->
    io:format("zip/2~n"),
    p(fun() -> lists:zip([], []) end),
    p(fun() -> lists:zip([], [3, 2, 2]) end),
    p(fun() -> lists:zip([2], [2, 0, 0]) end),
    p(fun() -> lists:zip([2, 1], [2, 0]) end),
    p(fun() -> lists:zip("xy", [3, 0]) end),
    p(fun() -> lists:zip([3], [5]) end).

zip_3() ->
    io:format("zip/3~n"),
    p(fun() -> lists:zip([5, 6], [], {pad, {x, y}}) end),
    p(fun() -> lists:zip([5, 3, 6], [3], fail) end),
    p(fun() -> lists:zip([1], [], fun erlang:max/2) end),
    p(fun() -> lists:zip([1, 6, 5], [], {pad, {x, y}}) end),
    p(fun() -> lists:zip([0], [0, 0, 5, 5], trim) end),
    p(fun() -> lists:zip([0, 1, 6], [], trim) end).

zip3_3() ->
    io:format("zip3/3~n"),
    p(fun() -> lists:zip3([1], [], [4, 3, 2, 4, 5]) end),
    p(fun() -> lists:zip3([0], [], [{a}]) end),
    p(fun() -> lists:zip3([0], [3], [2]) end),
    p(fun() -> lists:zip3([6], [6], [5]) end),
    p(fun() -> lists:zip3([], [], []) end),
    p(fun() -> lists:zip3([4], [3], [3]) end).

zip3_4() ->
    io:format("zip3/4~n"),
    p(fun() -> lists:zip3([], [], [5], trim) end),
    p(fun() -> lists:zip3([5, 0, 3], [5, 0, 5], [], {pad, {x, y, z}}) end),
    p(fun() -> lists:zip3([3], [], [], {pad, {1, 2}}) end),
    p(fun() -> lists:zip3([], [5], [1], bad) end),
    p(fun() -> lists:zip3([], [2], [6, 3, 5, 6, 2], {pad, {x, y, z}}) end),
    p(fun() -> lists:zip3([], [], [], {pad, {x, y, z}}) end).

zipwith_3() ->
    io:format("zipwith/3~n"),
    p(fun() -> lists:zipwith(<<1,2,3>>, [6, 6], [2, 2, 1, 4, 3]) end),
    p(fun() -> lists:zipwith([foo], [0], [0, 2, 0, 2, 5]) end).

zipwith_4() ->
    io:format("zipwith/4~n"),
    p(fun() -> lists:zipwith(foo, [0], [], trim) end),
    p(fun() -> lists:zipwith(true, [0], [0], trim) end),
    p(fun() -> lists:zipwith(fun erlang:max/2, [], [6], trim) end).

zipwith3_4() ->
    io:format("zipwith3/4~n"),
    p(fun() -> lists:zipwith3([1, 2 | 3], [6, 0, 4, 2, 2, 0], [3, 6], [2, 4, 2, 2]) end),
    p(fun() -> lists:zipwith3(fun erlang:max/2, [], [], []) end).

zipwith3_5() ->
    io:format("zipwith3/5~n"),
    p(fun() -> lists:zipwith3([[]], [], [1, 3, 6], [4, 4], trim) end),
    p(fun() -> lists:zipwith3(fun erlang:self/0, [], [6, 3, 0], [5, 3], {pad, {1, 2}}) end).
