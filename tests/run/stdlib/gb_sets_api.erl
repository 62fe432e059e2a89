%% Every function of gb_sets, with good and with bad arguments.
-module(gb_sets_api).
-export([main/0]).

main() ->
    add_2(),
    add_element_2(),
    insert_2(),
    balance_1(),
    del_element_2(),
    delete_2(),
    delete_any_2(),
    difference_2(),
    empty_0(),
    new_0(),
    filter_2(),
    filtermap_2(),
    fold_3(),
    from_list_1(),
    from_ordset_1(),
    intersection_1(),
    intersection_2(),
    is_disjoint_2(),
    is_element_2(),
    is_empty_1(),
    is_equal_2(),
    is_member_2(),
    is_set_1(),
    is_subset_2(),
    iterator_1(),
    iterator_2(),
    iterator_from_2(),
    iterator_from_3(),
    larger_2(),
    largest_1(),
    map_2(),
    next_1(),
    singleton_1(),
    size_1(),
    smaller_2(),
    smallest_1(),
    subtract_2(),
    take_largest_1(),
    take_smallest_1(),
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

add_2() ->
    io:format("add/2~n"),
    p(fun() -> gb_sets:add(c, undefined) end),
    p(fun() -> gb_sets:add(a, {1, {367, nil, nil}}) end),
    p(fun() -> gb_sets:add(18, {0, nil}) end),
    p(fun() -> gb_sets:add(16, {8, {b, {5, {2, {0, nil, nil}, nil}, {6, nil, nil}}, {d, {c, nil, nil}, {e, nil, nil}}}}) end),
    p(fun() -> gb_sets:add(392, [foo]) end).

add_element_2() ->
    io:format("add_element/2~n"),
    p(fun() -> gb_sets:add_element(116, {2, {392, {303, nil, nil}, nil}}) end),
    p(fun() -> gb_sets:add_element(1, fun erlang:self/0) end),
    p(fun() -> gb_sets:add_element("k", {0, nil}) end),
    p(fun() -> gb_sets:add_element(a, {10, {293, {280, {118, nil, {171, nil, {279, {245, nil, {249, nil, nil}}, nil}}}, nil}, {323, nil, {356, nil, {395, nil, nil}}}}}) end),
    p(fun() -> gb_sets:add_element(35, [{a}]) end).

insert_2() ->
    io:format("insert/2~n"),
    p(fun() -> gb_sets:insert(<<"b">>, {11, {220, {52, {34, nil, nil}, {195, {128, nil, {147, nil, nil}}, {199, nil, {213, nil, nil}}}}, {329, {246, nil, nil}, {372, nil, nil}}}}) end),
    p(fun() -> gb_sets:insert(40, 0) end),
    p(fun() -> gb_sets:insert(116, {15, {51, {50, nil, nil}, {225, {92, {57, nil, nil}, {164, {132, nil, {133, nil, {137, nil, nil}}}, {175, nil, {215, nil, nil}}}}, {350, {296, nil, nil}, {351, nil, {383, nil, nil}}}}}}) end),
    p(fun() -> gb_sets:insert(56, {13, {162, {107, nil, {149, {108, nil, {124, nil, nil}}, nil}}, {349, {183, nil, {244, nil, {272, nil, {275, nil, nil}}}}, {399, {394, {361, nil, nil}, nil}, nil}}}}) end),
    p(fun() -> gb_sets:insert(43, {a, b}) end).

balance_1() ->
    io:format("balance/1~n"),
    p(fun() -> gb_sets:balance({4, {225, {57, nil, {194, nil, nil}}, {310, nil, nil}}}) end),
    p(fun() -> gb_sets:balance({7, {388, {358, {119, {108, {31, nil, {73, nil, nil}}, nil}, {352, nil, nil}}, nil}, nil}}) end),
    p(fun() -> gb_sets:balance({1, {30, nil, nil}}) end),
    p(fun() -> gb_sets:balance([[]]) end),
    p(fun() -> gb_sets:balance([foo]) end).

del_element_2() ->
    io:format("del_element/2~n"),
    p(fun() -> gb_sets:del_element(362, {12, {210, {185, {117, {74, {27, nil, nil}, {97, {77, nil, nil}, nil}}, {184, nil, nil}}, nil}, {290, {289, {248, nil, nil}, nil}, {297, nil, nil}}}}) end),
    p(fun() -> gb_sets:del_element(265, <<>>) end),
    p(fun() -> gb_sets:del_element(296, {}) end),
    p(fun() -> gb_sets:del_element(b, {0, nil}) end),
    p(fun() -> gb_sets:del_element(32, {2, {2.0, {1.0, nil, nil}, nil}}) end).

delete_2() ->
    io:format("delete/2~n"),
    p(fun() -> gb_sets:delete(2.0, {5, {6, {3, {1, nil, nil}, nil}, {"k", {a, nil, nil}, nil}}}) end),
    p(fun() -> gb_sets:delete(<<"b">>, {1, {390, nil, nil}}) end),
    p(fun() -> gb_sets:delete(43, {6, {217, {133, {43, nil, nil}, {172, nil, nil}}, {340, {259, nil, nil}, nil}}}) end),
    p(fun() -> gb_sets:delete(1.0, {1, {1.0, nil, nil}}) end),
    p(fun() -> gb_sets:delete(b, {5, {a, {4, {2.0, nil, nil}, nil}, {c, {b, nil, nil}, nil}}}) end).

delete_any_2() ->
    io:format("delete_any/2~n"),
    p(fun() -> gb_sets:delete_any(14, <<1,2,3>>) end),
    p(fun() -> gb_sets:delete_any(37, {10, {26, nil, {357, {182, {97, nil, {101, nil, {120, nil, nil}}}, {270, {213, nil, nil}, {329, {275, nil, nil}, nil}}}, nil}}}) end),
    p(fun() -> gb_sets:delete_any(42, {2, {4, {3, nil, nil}, nil}}) end),
    p(fun() -> gb_sets:delete_any(d, #{}) end),
    p(fun() -> gb_sets:delete_any(<<5:3>>, {3, {1, {0, nil, nil}, {6, nil, nil}}}) end).

difference_2() ->
    io:format("difference/2~n"),
    p(fun() -> gb_sets:difference({1, {305, nil, nil}}, {1, {2.0, nil, nil}}) end),
    p(fun() -> gb_sets:difference({2, {<<"b">>, {0, nil, nil}, nil}}, {7, {152, {85, nil, nil}, {267, {174, nil, nil}, {295, nil, {372, nil, {379, nil, nil}}}}}}) end),
    p(fun() -> gb_sets:difference({0, nil}, {0, nil}) end),
    p(fun() -> gb_sets:difference({a, b}, {1, {2.0, nil, nil}}) end),
    p(fun() -> gb_sets:difference({4, {103, nil, {206, nil, {285, nil, {336, nil, nil}}}}}, fun erlang:abs/1) end).

empty_0() ->
    io:format("empty/0~n"),
    p(fun() -> gb_sets:empty() end).

new_0() ->
    io:format("new/0~n"),
    p(fun() -> gb_sets:new() end).

filter_2() ->
    io:format("filter/2~n"),
    p(fun() -> gb_sets:filter(fun(_) -> true end, {a, b}) end),
    p(fun() -> gb_sets:filter(fun(X) -> X < 4 end, {1, {217, nil, nil}}) end),
    p(fun() -> gb_sets:filter(fun(X) -> case X of 3 -> maybe_; _ -> true end end, {6, {4, {1, {0, nil, nil}, {2, nil, nil}}, {e, {6, nil, nil}, nil}}}) end),
    p(fun() -> gb_sets:filter(fun(_) -> false end, {1, {1.0, nil, nil}}) end),
    p(fun() -> gb_sets:filter([[]], {3, {b, {a, nil, nil}, {{a}, nil, nil}}}) end).

filtermap_2() ->
    io:format("filtermap/2~n"),
    p(fun() -> gb_sets:filtermap(fun(_) -> true end, {0, nil}) end),
    p(fun() -> gb_sets:filtermap(fun(X) -> X end, {0, nil}) end),
    p(fun() -> gb_sets:filtermap(fun(X) -> {true, {X}} end, {7, {5, {2, {0, nil, nil}, {4, nil, nil}}, {d, {6, nil, nil}, {<<"b">>, nil, nil}}}}) end),
    p(fun() -> gb_sets:filtermap(fun(X) when X > 3 -> {true, X};(X) -> is_atom(X) end, 0) end),
    p(fun() -> gb_sets:filtermap(fun(X) -> X > 2 end, [{a}]) end).

fold_3() ->
    io:format("fold/3~n"),
    p(fun() -> gb_sets:fold(true, [7, <<239,205,146,144,24,177>>, 15, <<>>], {1, {338, nil, nil}}) end),
    p(fun() -> gb_sets:fold(fun(X, A) -> X + A end, fun erlang:abs/1, {1, {2, nil, nil}}) end),
    p(fun() -> gb_sets:fold(fun(_, A) -> A end, [{6, 'hello world'}], {2, {2.0, {0, nil, nil}, nil}}) end),
    p(fun() -> gb_sets:fold(fun(X, A) -> X + A end, [[]], {0, nil}) end),
    p(fun() -> gb_sets:fold(fun(_, A) -> A end, [<<"b">>, 0], {3, {2, {0, nil, nil}, {6, nil, nil}}}) end).

from_list_1() ->
    io:format("from_list/1~n"),
    p(fun() -> gb_sets:from_list([{3, b}]) end),
    p(fun() -> gb_sets:from_list([c, 4]) end),
    p(fun() -> gb_sets:from_list([]) end),
    p(fun() -> gb_sets:from_list({}) end),
    p(fun() -> gb_sets:from_list(#{a => 1}) end).

from_ordset_1() ->
    io:format("from_ordset/1~n"),
    p(fun() -> gb_sets:from_ordset([]) end),
    p(fun() -> gb_sets:from_ordset([1, 2.0, 5]) end),
    p(fun() -> gb_sets:from_ordset([1, 2.0, 3, 5, {a}]) end),
    p(fun() -> gb_sets:from_ordset(<<5:3>>) end),
    p(fun() -> gb_sets:from_ordset(#{}) end).

intersection_1() ->
    io:format("intersection/1~n"),
    p(fun() -> gb_sets:intersection([]) end),
    p(fun() -> gb_sets:intersection([{1, {122, nil, nil}}]) end),
    p(fun() -> gb_sets:intersection({}) end),
    p(fun() -> gb_sets:intersection([{1, {a, nil, nil}}]) end),
    p(fun() -> gb_sets:intersection([{3, {385, {90, nil, {327, nil, nil}}, nil}}]) end).

intersection_2() ->
    io:format("intersection/2~n"),
    p(fun() -> gb_sets:intersection(true, {5, {135, {120, nil, {128, nil, nil}}, {393, {360, nil, nil}, nil}}}) end),
    p(fun() -> gb_sets:intersection({2, {1208, {792, nil, nil}, nil}}, {8, {1141, {726, {264, {199, nil, nil}, nil}, {1004, nil, nil}}, {2114, {1673, nil, nil}, {2694, nil, nil}}}}) end),
    p(fun() -> gb_sets:intersection(true, {24, {166, {15, nil, {161, {19, nil, {102, {54, nil, {70, nil, nil}}, {128, nil, nil}}}, nil}}, {284, {191, {190, {171, nil, nil}, nil}, {222, {217, {199, nil, {206, nil, nil}}, nil}, {267, {256, nil, nil}, nil}}}, {304, {303, nil, nil}, {395, {378, {330, nil, {340, nil, nil}}, nil}, nil}}}}}) end),
    p(fun() -> gb_sets:intersection({8, {2455, {1667, {976, {769, nil, nil}, nil}, {1803, nil, nil}}, {2853, {2592, nil, nil}, {2957, nil, nil}}}}, {8, {2355, {1476, {1306, {238, nil, nil}, nil}, {1722, nil, nil}}, {2819, {2759, nil, nil}, {2985, nil, nil}}}}) end),
    p(fun() -> gb_sets:intersection({15, {2277, {880, {435, {135, nil, nil}, {776, nil, nil}}, {1528, {1199, nil, nil}, {1958, nil, nil}}}, {2741, {2697, {2357, nil, nil}, {2723, nil, nil}}, {2879, {2815, nil, nil}, {2973, nil, nil}}}}}, {11, {1028, {644, {339, {245, nil, nil}, nil}, {693, {687, nil, nil}, nil}}, {2496, {2308, {1796, nil, nil}, nil}, {2971, {2691, nil, nil}, nil}}}}) end).

is_disjoint_2() ->
    io:format("is_disjoint/2~n"),
    p(fun() -> gb_sets:is_disjoint({0, nil}, {2, {95, nil, {346, nil, nil}}}) end),
    p(fun() -> gb_sets:is_disjoint({3, {34, nil, {102, nil, {384, nil, nil}}}}, {11, {8, nil, {242, {210, {167, {59, nil, {60, nil, nil}}, {193, nil, nil}}, {220, nil, nil}}, {372, {246, {243, nil, nil}, nil}, nil}}}}) end),
    p(fun() -> gb_sets:is_disjoint({0, nil}, {18, {214, {88, {24, {19, nil, nil}, {71, nil, nil}}, {150, {130, nil, {132, nil, nil}}, {182, {161, nil, nil}, nil}}}, {216, nil, {377, {337, {249, nil, {254, nil, {262, nil, {281, nil, nil}}}}, {367, nil, nil}}, nil}}}}) end),
    p(fun() -> gb_sets:is_disjoint({3, {b, {4, nil, nil}, {{a}, nil, nil}}}, [1, 2 | 3]) end),
    p(fun() -> gb_sets:is_disjoint({1, {0, nil, nil}}, <<5:3>>) end).

is_element_2() ->
    io:format("is_element/2~n"),
    p(fun() -> gb_sets:is_element(44, {0, nil}) end),
    p(fun() -> gb_sets:is_element("k", {2, {<<"b">>, {5, nil, nil}, nil}}) end),
    p(fun() -> gb_sets:is_element(384, fun erlang:abs/1) end),
    p(fun() -> gb_sets:is_element(96, {0, nil}) end),
    p(fun() -> gb_sets:is_element(194, fun erlang:abs/1) end).

is_empty_1() ->
    io:format("is_empty/1~n"),
    p(fun() -> gb_sets:is_empty({1, {4, nil, nil}}) end),
    p(fun() -> gb_sets:is_empty({0, nil}) end),
    p(fun() -> gb_sets:is_empty({2, {30, nil, {93, nil, nil}}}) end).

is_equal_2() ->
    io:format("is_equal/2~n"),
    p(fun() -> gb_sets:is_equal({0, nil}, {1, {124, nil, nil}}) end),
    p(fun() -> gb_sets:is_equal({7, {120, {28, nil, nil}, {340, {191, nil, {319, nil, nil}}, {394, {347, nil, nil}, nil}}}}, #{}) end),
    p(fun() -> gb_sets:is_equal({0, nil}, {8, {a, {2, {1.0, {0, nil, nil}, nil}, {5, nil, nil}}, {c, {b, nil, nil}, {<<"b">>, nil, nil}}}}) end),
    p(fun() -> gb_sets:is_equal({11, {163, {84, {25, {4, nil, nil}, nil}, {106, {85, nil, nil}, nil}}, {255, {228, {214, nil, nil}, nil}, {365, {257, nil, nil}, nil}}}}, {4, {92, nil, {109, nil, {184, nil, {317, nil, nil}}}}}) end),
    p(fun() -> gb_sets:is_equal(<<>>, {2, {b, {3, nil, nil}, nil}}) end).

is_member_2() ->
    io:format("is_member/2~n"),
    p(fun() -> gb_sets:is_member(d, {2, {177, nil, {268, nil, nil}}}) end),
    p(fun() -> gb_sets:is_member(36, {2, {6, {2, nil, nil}, nil}}) end),
    p(fun() -> gb_sets:is_member(320, {1, {d, nil, nil}}) end),
    p(fun() -> gb_sets:is_member(43, []) end),
    p(fun() -> gb_sets:is_member(236, fun erlang:max/2) end).

is_set_1() ->
    io:format("is_set/1~n"),
    p(fun() -> gb_sets:is_set(8) end),
    p(fun() -> gb_sets:is_set(5) end),
    p(fun() -> gb_sets:is_set({3, {297, {149, nil, nil}, {376, nil, nil}}}) end).

is_subset_2() ->
    io:format("is_subset/2~n"),
    p(fun() -> gb_sets:is_subset({2, {775, {501, nil, nil}, nil}}, {14, {2082, {1303, {621, {539, nil, nil}, {1070, nil, nil}}, {1440, {1316, nil, nil}, {1773, nil, nil}}}, {2638, {2553, {2211, nil, nil}, {2632, nil, nil}}, {2862, {2807, nil, nil}, nil}}}}) end),
    p(fun() -> gb_sets:is_subset({4, {4, {1, {0, nil, nil}, nil}, {b, nil, nil}}}, {8, {120, {65, nil, {82, nil, nil}}, {129, nil, {281, {156, nil, {234, nil, nil}}, {349, nil, nil}}}}}) end),
    p(fun() -> gb_sets:is_subset({0, nil}, 0) end),
    p(fun() -> gb_sets:is_subset({4, {1922, {1661, {609, nil, nil}, nil}, {2775, nil, nil}}}, {4, {2418, {1122, {332, nil, nil}, nil}, {2768, nil, nil}}}) end),
    p(fun() -> gb_sets:is_subset({15, {1378, {209, {133, {117, nil, nil}, {178, nil, nil}}, {863, {520, nil, nil}, {924, nil, nil}}}, {2031, {1537, {1464, nil, nil}, {1753, nil, nil}}, {2152, {2064, nil, nil}, {2339, nil, nil}}}}}, fun erlang:self/0) end).

iterator_1() ->
    io:format("iterator/1~n"),
    p(fun() -> gb_sets:iterator({1, {2.0, nil, nil}}) end),
    p(fun() -> gb_sets:iterator({0, nil}) end),
    p(fun() -> gb_sets:iterator({9, {269, {59, {6, nil, nil}, {264, {245, {175, nil, nil}, {246, nil, nil}}, nil}}, {377, {348, nil, nil}, nil}}}) end),
    p(fun() -> gb_sets:iterator(<<5:3>>) end),
    p(fun() -> gb_sets:iterator(#{a => 1}) end).

iterator_2() ->
    io:format("iterator/2~n"),
    p(fun() -> gb_sets:iterator({26, {390, {99, {49, {27, nil, nil}, {88, {66, {60, nil, nil}, nil}, nil}}, {238, {121, nil, {177, {161, {139, {126, {122, nil, nil}, nil}, {145, nil, nil}}, nil}, {198, nil, nil}}}, {384, {307, {288, {261, nil, {267, nil, nil}}, {299, nil, nil}}, {340, {336, {316, nil, nil}, nil}, {353, nil, nil}}}, nil}}}, nil}}, reversed) end),
    p(fun() -> gb_sets:iterator({8, {124, {6, nil, {89, nil, nil}}, {152, nil, {390, {235, {230, nil, nil}, nil}, {394, nil, nil}}}}}, reversed) end),
    p(fun() -> gb_sets:iterator({2, {397, {364, nil, nil}, nil}}, ordered) end),
    p(fun() -> gb_sets:iterator({5, {6, {3, {2, nil, nil}, nil}, {e, {b, nil, nil}, nil}}}, []) end),
    p(fun() -> gb_sets:iterator({1, {1, nil, nil}}, true) end).

iterator_from_2() ->
    io:format("iterator_from/2~n"),
    p(fun() -> gb_sets:iterator_from(41, {0, nil}) end),
    p(fun() -> gb_sets:iterator_from([foo], {5, {b, {4, {2.0, nil, nil}, nil}, {<<"b">>, {"k", nil, nil}, nil}}}) end),
    p(fun() -> gb_sets:iterator_from(253, {0, nil}) end),
    p(fun() -> gb_sets:iterator_from(a, []) end),
    p(fun() -> gb_sets:iterator_from(34, {}) end).

iterator_from_3() ->
    io:format("iterator_from/3~n"),
    p(fun() -> gb_sets:iterator_from(157, {0, nil}, ordered) end),
    p(fun() -> gb_sets:iterator_from(167, -1, ordered) end),
    p(fun() -> gb_sets:iterator_from(<<5:3>>, {2, {4, {0, nil, nil}, nil}}, ordered) end),
    p(fun() -> gb_sets:iterator_from(41, {4, {5, {3, {1, nil, nil}, nil}, {e, nil, nil}}}, ordered) end),
    p(fun() -> gb_sets:iterator_from(40, [foo], ordered) end).

larger_2() ->
    io:format("larger/2~n"),
    p(fun() -> gb_sets:larger(378, {2, {322, {252, nil, nil}, nil}}) end),
    p(fun() -> gb_sets:larger(252, {3, {5, {3, nil, nil}, {c, nil, nil}}}) end),
    p(fun() -> gb_sets:larger(34, {1, {<<"b">>, nil, nil}}) end),
    p(fun() -> gb_sets:larger(173, -1) end),
    p(fun() -> gb_sets:larger(204, foo) end).

largest_1() ->
    io:format("largest/1~n"),
    p(fun() -> gb_sets:largest({4, {6, {2, {0, nil, nil}, nil}, {{a}, nil, nil}}}) end),
    p(fun() -> gb_sets:largest({0, nil}) end),
    p(fun() -> gb_sets:largest({3, {6, {5, nil, nil}, {"k", nil, nil}}}) end),
    p(fun() -> gb_sets:largest([{a}]) end),
    p(fun() -> gb_sets:largest({6, {4, {1, {0, nil, nil}, {3, nil, nil}}, {c, {a, nil, nil}, nil}}}) end).

map_2() ->
    io:format("map/2~n"),
    p(fun() -> gb_sets:map(fun(X) -> {X} end, {2, {2, {0, nil, nil}, nil}}) end),
    p(fun() -> gb_sets:map(fun(X) -> X rem 3 end, {11, {202, {195, {186, {89, {71, nil, nil}, {169, {148, nil, nil}, nil}}, nil}, nil}, {302, {250, nil, nil}, {347, nil, {348, nil, nil}}}}}) end),
    p(fun() -> gb_sets:map(fun(_) -> 1 end, [{a}]) end),
    p(fun() -> gb_sets:map(fun(X) -> {X} end, [[]]) end),
    p(fun() -> gb_sets:map(fun(X) -> {X} end, {0, nil}) end).

next_1() ->
    io:format("next/1~n"),
    p(fun() -> gb_sets:next({reversed, []}) end),
    p(fun() -> gb_sets:next({reversed, [{387, nil, nil}]}) end),
    p(fun() -> gb_sets:next({reversed, [{87, nil, nil}, {12, nil, {87, nil, nil}}]}) end),
    p(fun() -> gb_sets:next(foo) end),
    p(fun() -> gb_sets:next(fun erlang:abs/1) end).

singleton_1() ->
    io:format("singleton/1~n"),
    p(fun() -> gb_sets:singleton([3 | '']) end),
    p(fun() -> gb_sets:singleton(#{6 => bar}) end),
    p(fun() -> gb_sets:singleton(4) end).

size_1() ->
    io:format("size/1~n"),
    p(fun() -> gb_sets:size(<<5:3>>) end),
    p(fun() -> gb_sets:size(#{a => 1}) end),
    p(fun() -> gb_sets:size({1, {73, nil, nil}}) end),
    p(fun() -> gb_sets:size({1, {1, nil, nil}}) end),
    p(fun() -> gb_sets:size({4, {114, {107, {27, nil, nil}, nil}, {147, nil, nil}}}) end).

smaller_2() ->
    io:format("smaller/2~n"),
    p(fun() -> gb_sets:smaller({a}, {21, {225, {95, {33, nil, {76, nil, {80, nil, nil}}}, {98, nil, {100, nil, {223, {119, nil, {155, {140, {135, nil, nil}, nil}, nil}}, nil}}}}, {306, {287, {251, {233, nil, nil}, nil}, {298, nil, nil}}, {367, {345, {342, nil, nil}, nil}, {394, nil, nil}}}}}) end),
    p(fun() -> gb_sets:smaller(136, #{}) end),
    p(fun() -> gb_sets:smaller([], {3, {5, {4, nil, nil}, {b, nil, nil}}}) end),
    p(fun() -> gb_sets:smaller([{a}], {2, {376, {151, nil, nil}, nil}}) end),
    p(fun() -> gb_sets:smaller(2.0, {a, b}) end).

smallest_1() ->
    io:format("smallest/1~n"),
    p(fun() -> gb_sets:smallest({1, {<<"b">>, nil, nil}}) end),
    p(fun() -> gb_sets:smallest({5, {5, {3, {2, nil, nil}, nil}, {c, {b, nil, nil}, nil}}}) end),
    p(fun() -> gb_sets:smallest({2, {5, {1.0, nil, nil}, nil}}) end),
    p(fun() -> gb_sets:smallest(foo) end),
    p(fun() -> gb_sets:smallest(#{}) end).

subtract_2() ->
    io:format("subtract/2~n"),
    p(fun() -> gb_sets:subtract({1, {5, nil, nil}}, {1, {1, nil, nil}}) end),
    p(fun() -> gb_sets:subtract({3, {d, {5, nil, nil}, {{a}, nil, nil}}}, {1, {1, nil, nil}}) end),
    p(fun() -> gb_sets:subtract(fun erlang:max/2, {8, {200, {77, nil, nil}, {280, {251, {214, nil, {245, nil, nil}}, nil}, {358, {305, nil, nil}, nil}}}}) end),
    p(fun() -> gb_sets:subtract({3, {a, {0, nil, nil}, {d, nil, nil}}}, {1, {c, nil, nil}}) end),
    p(fun() -> gb_sets:subtract(true, {9, {262, {58, nil, {192, nil, {203, nil, {213, nil, nil}}}}, {286, nil, {362, {344, {320, nil, nil}, nil}, nil}}}}) end).

take_largest_1() ->
    io:format("take_largest/1~n"),
    p(fun() -> gb_sets:take_largest({15, {233, {20, {15, {13, nil, nil}, nil}, {96, {74, {47, {40, nil, nil}, nil}, nil}, {181, {178, nil, nil}, nil}}}, {311, {297, {289, {282, nil, nil}, nil}, nil}, {335, nil, nil}}}}) end),
    p(fun() -> gb_sets:take_largest({3, {16, nil, {287, {109, nil, nil}, nil}}}) end),
    p(fun() -> gb_sets:take_largest({0, nil}) end),
    p(fun() -> gb_sets:take_largest([]) end),
    p(fun() -> gb_sets:take_largest({2, {e, {1, nil, nil}, nil}}) end).

take_smallest_1() ->
    io:format("take_smallest/1~n"),
    p(fun() -> gb_sets:take_smallest(<<5:3>>) end),
    p(fun() -> gb_sets:take_smallest({4, {111, {80, nil, nil}, {142, nil, {173, nil, nil}}}}) end),
    p(fun() -> gb_sets:take_smallest([]) end),
    p(fun() -> gb_sets:take_smallest({17, {77, {10, nil, nil}, {263, {87, {85, nil, nil}, {90, nil, {241, {124, nil, {126, nil, {173, nil, nil}}}, {258, nil, {262, nil, nil}}}}}, {397, {337, {315, {309, nil, nil}, nil}, {355, nil, nil}}, nil}}}}) end),
    p(fun() -> gb_sets:take_smallest({4, {5, {2.0, {1, nil, nil}, nil}, {6, nil, nil}}}) end).

to_list_1() ->
    io:format("to_list/1~n"),
    p(fun() -> gb_sets:to_list({1, {162, nil, nil}}) end),
    p(fun() -> gb_sets:to_list(#{}) end),
    p(fun() -> gb_sets:to_list({3, {a, {2.0, nil, nil}, {{a}, nil, nil}}}) end),
    p(fun() -> gb_sets:to_list({10, {307, {273, {162, {36, nil, nil}, {256, {205, nil, nil}, {258, nil, {271, nil, nil}}}}, nil}, {328, nil, {341, nil, nil}}}}) end),
    p(fun() -> gb_sets:to_list(#{a => 1}) end).

union_1() ->
    io:format("union/1~n"),
    p(fun() -> gb_sets:union(true) end),
    p(fun() -> gb_sets:union([{1, {a, nil, nil}}, {13, {19, nil, {148, {90, {67, nil, {81, nil, nil}}, {91, nil, {122, nil, nil}}}, {285, {175, nil, {271, nil, nil}}, {306, nil, {350, nil, {362, nil, nil}}}}}}}]) end),
    p(fun() -> gb_sets:union(<<1,2,3>>) end),
    p(fun() -> gb_sets:union([]) end),
    p(fun() -> gb_sets:union([{1, {4, nil, nil}}, {11, {49, {23, nil, {43, {39, nil, nil}, nil}}, {228, {54, {52, nil, nil}, nil}, {306, {251, {229, nil, nil}, nil}, {350, nil, nil}}}}}]) end).

union_2() ->
    io:format("union/2~n"),
    p(fun() -> gb_sets:union({1, {116, nil, nil}}, {1, {4, nil, nil}}) end),
    p(fun() -> gb_sets:union({18, {129, {38, {36, {17, nil, nil}, nil}, {102, {93, {84, nil, nil}, {97, nil, nil}}, nil}}, {177, {147, nil, {174, nil, nil}}, {223, {183, nil, {216, nil, nil}}, {378, {355, {266, nil, {343, nil, nil}}, nil}, nil}}}}}, {6, {152, {143, {102, nil, nil}, nil}, {343, {162, nil, nil}, {374, nil, nil}}}}) end),
    p(fun() -> gb_sets:union({1, {1715, nil, nil}}, {18, {1283, {1028, {889, {615, {474, nil, nil}, nil}, {904, nil, nil}}, {1122, {1084, {1051, nil, nil}, nil}, {1176, nil, nil}}}, {1710, {1518, {1387, {1353, nil, nil}, nil}, {1668, nil, nil}}, {1937, {1737, nil, nil}, {1967, nil, nil}}}}}) end),
    p(fun() -> gb_sets:union({3, {353, {346, {100, nil, nil}, nil}, nil}}, [a | b]) end),
    p(fun() -> gb_sets:union(<<>>, {3, {125, nil, {126, nil, {272, nil, nil}}}}) end).
