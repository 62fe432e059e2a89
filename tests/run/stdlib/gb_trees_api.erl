%% Every function of gb_trees, with good and with bad arguments.
-module(gb_trees_api).
-export([main/0]).

main() ->
    balance_1(),
    delete_2(),
    delete_any_2(),
    empty_0(),
    enter_3(),
    from_list_1(),
    from_orddict_1(),
    get_2(),
    insert_3(),
    is_defined_2(),
    is_empty_1(),
    iterator_1(),
    iterator_2(),
    iterator_from_2(),
    iterator_from_3(),
    keys_1(),
    larger_2(),
    largest_1(),
    lookup_2(),
    map_2(),
    next_1(),
    size_1(),
    smaller_2(),
    smallest_1(),
    take_2(),
    take_any_2(),
    take_largest_1(),
    take_smallest_1(),
    to_list_1(),
    update_3(),
    values_1().

%% Prints the value of a call, or how it fails.
p(Call) ->
    try Call() of
        Value -> io:format("  ~0tkp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tkp~n", [Class, Reason])
    end.

balance_1() ->
    io:format("balance/1~n"),
    p(fun() -> gb_trees:balance(true) end),
    p(fun() -> gb_trees:balance({8, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {6, x, {5, x, nil, nil}, {7, x, nil, {8, x, nil, nil}}}}}) end),
    p(fun() -> gb_trees:balance({3, {{a}, 5, {d, 5, {1.0, 6, nil, nil}, nil}, nil}}) end),
    p(fun() -> gb_trees:balance({0, nil}) end),
    p(fun() -> gb_trees:balance(-1) end).

delete_2() ->
    io:format("delete/2~n"),
    p(fun() -> gb_trees:delete(277, {2, {e, 5, nil, {{a}, 2, nil, nil}}}) end),
    p(fun() -> gb_trees:delete(102, {0, nil}) end),
    p(fun() -> gb_trees:delete(1.0, {1, {1, x, nil, nil}}) end),
    p(fun() -> gb_trees:delete(1, {24, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {12, x, {8, x, {6, x, {5, x, nil, nil}, {7, x, nil, nil}}, {10, x, {9, x, nil, nil}, {11, x, nil, nil}}}, {16, x, {14, x, {13, x, nil, nil}, {15, x, nil, nil}}, {18, x, {17, x, nil, nil}, {19, x, nil, {20, x, nil, {21, x, nil, {22, x, nil, {23, x, nil, {24, x, nil, nil}}}}}}}}}}}) end),
    p(fun() -> gb_trees:delete(e, {2, {e, 1, {d, 4, nil, nil}, nil}}) end).

delete_any_2() ->
    io:format("delete_any/2~n"),
    p(fun() -> gb_trees:delete_any(47, {20, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {12, x, {8, x, {6, x, {5, x, nil, nil}, {7, x, nil, nil}}, {10, x, {9, x, nil, nil}, {11, x, nil, nil}}}, {16, x, {14, x, {13, x, nil, nil}, {15, x, nil, nil}}, {18, x, {17, x, nil, nil}, {19, x, nil, {20, x, nil, nil}}}}}}}) end),
    p(fun() -> gb_trees:delete_any(31, {2, {{a}, 2, {c, 2, nil, nil}, nil}}) end),
    p(fun() -> gb_trees:delete_any(62, {4, {b, 0, nil, {{a}, 2, {e, 4, {c, 5, nil, nil}, nil}, nil}}}) end),
    p(fun() -> gb_trees:delete_any(36, {}) end),
    p(fun() -> gb_trees:delete_any(39, <<>>) end).

empty_0() ->
    io:format("empty/0~n"),
    p(fun() -> gb_trees:empty() end).

enter_3() ->
    io:format("enter/3~n"),
    p(fun() -> gb_trees:enter(21, 6, {1, {1, x, nil, nil}}) end),
    p(fun() -> gb_trees:enter(35, {}, {17, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {6, x, {5, x, nil, nil}, {10, x, {8, x, {7, x, nil, nil}, {9, x, nil, nil}}, {12, x, {11, x, nil, nil}, {13, x, nil, {14, x, nil, {15, x, nil, {16, x, nil, {17, x, nil, nil}}}}}}}}}}) end),
    p(fun() -> gb_trees:enter(32, 1, {7, {d, 1, {2, 5, nil, {c, 4, {b, 6, nil, nil}, nil}}, {"k", 4, {e, 1, nil, nil}, {<<"b">>, 6, nil, nil}}}}) end),
    p(fun() -> gb_trees:enter(232, 4, true) end),
    p(fun() -> gb_trees:enter(130, 6, "xy") end).

from_list_1() ->
    io:format("from_list/1~n"),
    p(fun() -> gb_trees:from_list([]) end),
    p(fun() -> gb_trees:from_list([{e, 0}, {2, 6}, {<<"b">>, 3}, {<<"b">>, 2}, {2, 3}, {1.0, 5}, {1, 0}, {{a}, 3}]) end),
    p(fun() -> gb_trees:from_list([{1, 0}]) end),
    p(fun() -> gb_trees:from_list([{a}]) end),
    p(fun() -> gb_trees:from_list(<<>>) end).

from_orddict_1() ->
    io:format("from_orddict/1~n"),
    p(fun() -> gb_trees:from_orddict([{3, 1}]) end),
    p(fun() -> gb_trees:from_orddict([]) end),
    p(fun() -> gb_trees:from_orddict([{1, [0]}, {b, []}, {{a}, 4}]) end),
    p(fun() -> gb_trees:from_orddict(<<1,2,3>>) end),
    p(fun() -> gb_trees:from_orddict([[]]) end).

get_2() ->
    io:format("get/2~n"),
    p(fun() -> gb_trees:get(50, {2, {234, 5, {7, 3, nil, nil}, nil}}) end),
    p(fun() -> gb_trees:get(46, {1, {b, 0, nil, nil}}) end),
    p(fun() -> gb_trees:get(1, {1, {1, x, nil, nil}}) end),
    p(fun() -> gb_trees:get(2, {16, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {6, x, {5, x, nil, nil}, {10, x, {8, x, {7, x, nil, nil}, {9, x, nil, nil}}, {12, x, {11, x, nil, nil}, {13, x, nil, {14, x, nil, {15, x, nil, {16, x, nil, nil}}}}}}}}}) end),
    p(fun() -> gb_trees:get(2, {12, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {6, x, {5, x, nil, nil}, {7, x, nil, {8, x, nil, {9, x, nil, {10, x, nil, {11, x, nil, {12, x, nil, nil}}}}}}}}}) end).

insert_3() ->
    io:format("insert/3~n"),
    p(fun() -> gb_trees:insert([[]], 0, {2, {204, 5, nil, {222, 5, nil, nil}}}) end),
    p(fun() -> gb_trees:insert(a, 3, {1, {169, 4, nil, nil}}) end),
    p(fun() -> gb_trees:insert(47, 3, -1) end),
    p(fun() -> gb_trees:insert(a, 1, {2, {e, 5, nil, {"k", 0, nil, nil}}}) end),
    p(fun() -> gb_trees:insert(3, 4, undefined) end).

is_defined_2() ->
    io:format("is_defined/2~n"),
    p(fun() -> gb_trees:is_defined(#{}, {1, {1, 5, nil, nil}}) end),
    p(fun() -> gb_trees:is_defined(229, {7, {362, 0, {17, 4, nil, {230, 1, nil, {235, 6, nil, {345, 1, nil, nil}}}}, {392, 3, {364, 6, nil, nil}, nil}}}) end),
    p(fun() -> gb_trees:is_defined(39, {0, nil}) end),
    p(fun() -> gb_trees:is_defined("k", #{}) end),
    p(fun() -> gb_trees:is_defined(391, <<>>) end).

is_empty_1() ->
    io:format("is_empty/1~n"),
    p(fun() -> gb_trees:is_empty({9, {212, 1, {34, 5, nil, {162, 1, {147, 3, nil, nil}, {177, 6, nil, nil}}}, {367, 4, {326, 0, nil, nil}, {376, 2, nil, {387, 2, nil, nil}}}}}) end),
    p(fun() -> gb_trees:is_empty({12, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {6, x, {5, x, nil, nil}, {7, x, nil, {8, x, nil, {9, x, nil, {10, x, nil, {11, x, nil, {12, x, nil, nil}}}}}}}}}) end),
    p(fun() -> gb_trees:is_empty({6, {81, 6, nil, {192, 5, nil, {252, 2, {220, 3, nil, {233, 3, nil, nil}}, {262, 2, nil, nil}}}}}) end).

iterator_1() ->
    io:format("iterator/1~n"),
    p(fun() -> gb_trees:iterator(0) end),
    p(fun() -> gb_trees:iterator({21, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {12, x, {8, x, {6, x, {5, x, nil, nil}, {7, x, nil, nil}}, {10, x, {9, x, nil, nil}, {11, x, nil, nil}}}, {16, x, {14, x, {13, x, nil, nil}, {15, x, nil, nil}}, {18, x, {17, x, nil, nil}, {19, x, nil, {20, x, nil, {21, x, nil, nil}}}}}}}}) end),
    p(fun() -> gb_trees:iterator([[]]) end),
    p(fun() -> gb_trees:iterator({0, nil}) end),
    p(fun() -> gb_trees:iterator({1, {240, 3, nil, nil}}) end).

iterator_2() ->
    io:format("iterator/2~n"),
    p(fun() -> gb_trees:iterator({0, nil}, ordered) end),
    p(fun() -> gb_trees:iterator({4, {1, x, nil, {2, x, nil, {3, x, nil, {4, x, nil, nil}}}}}, reversed) end),
    p(fun() -> gb_trees:iterator({4, {1.0, 5, nil, {<<"b">>, 5, {b, 0, {2.0, 0, nil, nil}, nil}, nil}}}, ordered) end),
    p(fun() -> gb_trees:iterator(true, ordered) end),
    p(fun() -> gb_trees:iterator({3, {"k", 1, {c, 3, nil, nil}, {<<"b">>, 1, nil, nil}}}, true) end).

iterator_from_2() ->
    io:format("iterator_from/2~n"),
    p(fun() -> gb_trees:iterator_from(43, {0, nil}) end),
    p(fun() -> gb_trees:iterator_from(141, {4, {277, 2, {109, 5, {65, 0, nil, nil}, nil}, {344, 4, nil, nil}}}) end),
    p(fun() -> gb_trees:iterator_from("k", {11, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {6, x, {5, x, nil, nil}, {7, x, nil, {8, x, nil, {9, x, nil, {10, x, nil, {11, x, nil, nil}}}}}}}}) end),
    p(fun() -> gb_trees:iterator_from(2.0, 0) end),
    p(fun() -> gb_trees:iterator_from(2, [foo]) end).

iterator_from_3() ->
    io:format("iterator_from/3~n"),
    p(fun() -> gb_trees:iterator_from(73, fun erlang:max/2, ordered) end),
    p(fun() -> gb_trees:iterator_from(54, {16, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {6, x, {5, x, nil, nil}, {10, x, {8, x, {7, x, nil, nil}, {9, x, nil, nil}}, {12, x, {11, x, nil, nil}, {13, x, nil, {14, x, nil, {15, x, nil, {16, x, nil, nil}}}}}}}}}, true) end),
    p(fun() -> gb_trees:iterator_from(38, {8, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {6, x, {5, x, nil, nil}, {7, x, nil, {8, x, nil, nil}}}}}, reversed) end),
    p(fun() -> gb_trees:iterator_from(48, {0, nil}, ordered) end),
    p(fun() -> gb_trees:iterator_from(44, {2, {<<"b">>, 1, {a, 5, nil, nil}, nil}}, ordered) end).

keys_1() ->
    io:format("keys/1~n"),
    p(fun() -> gb_trees:keys({0, nil}) end),
    p(fun() -> gb_trees:keys({3, {107, 0, {53, 2, nil, nil}, {318, 6, nil, nil}}}) end),
    p(fun() -> gb_trees:keys({8, {c, 5, {b, 6, {a, 5, {2, 5, {1.0, 3, nil, nil}, nil}, nil}, nil}, {d, 0, nil, {{a}, 1, nil, {<<"b">>, 0, nil, nil}}}}}) end),
    p(fun() -> gb_trees:keys([[]]) end),
    p(fun() -> gb_trees:keys([]) end).

larger_2() ->
    io:format("larger/2~n"),
    p(fun() -> gb_trees:larger(68, {14, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {6, x, {5, x, nil, nil}, {10, x, {8, x, {7, x, nil, nil}, {9, x, nil, nil}}, {12, x, {11, x, nil, nil}, {13, x, nil, {14, x, nil, nil}}}}}}}) end),
    p(fun() -> gb_trees:larger(<<1,2,3>>, {3, {144, 2, nil, {364, 3, {319, 1, nil, nil}, nil}}}) end),
    p(fun() -> gb_trees:larger(39, {1, {{a}, 3, nil, nil}}) end),
    p(fun() -> gb_trees:larger(47, foo) end),
    p(fun() -> gb_trees:larger({a}, [a | b]) end).

largest_1() ->
    io:format("largest/1~n"),
    p(fun() -> gb_trees:largest([[]]) end),
    p(fun() -> gb_trees:largest({1, {2, 3, nil, nil}}) end),
    p(fun() -> gb_trees:largest({0, nil}) end),
    p(fun() -> gb_trees:largest({6, {390, 6, {244, 3, nil, {342, 6, {313, 0, {247, 0, nil, {263, 2, nil, nil}}, nil}, nil}}, nil}}) end),
    p(fun() -> gb_trees:largest({10, {59, 6, {44, 1, nil, nil}, {277, 4, {270, 5, {171, 6, {127, 6, {79, 5, nil, nil}, nil}, {219, 2, nil, nil}}, nil}, {373, 5, {369, 0, nil, nil}, nil}}}}) end).

lookup_2() ->
    io:format("lookup/2~n"),
    p(fun() -> gb_trees:lookup(e, {15, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {6, x, {5, x, nil, nil}, {10, x, {8, x, {7, x, nil, nil}, {9, x, nil, nil}}, {12, x, {11, x, nil, nil}, {13, x, nil, {14, x, nil, {15, x, nil, nil}}}}}}}}) end),
    p(fun() -> gb_trees:lookup({a}, {8, {343, 0, {12, 2, {3, 3, nil, nil}, {107, 0, nil, {312, 5, {147, 6, nil, nil}, {323, 6, nil, nil}}}}, {352, 2, nil, nil}}}) end),
    p(fun() -> gb_trees:lookup(2, {2, {2.0, 0, nil, {a, 3, nil, nil}}}) end),
    p(fun() -> gb_trees:lookup(2.0, [foo]) end),
    p(fun() -> gb_trees:lookup(d, true) end).

map_2() ->
    io:format("map/2~n"),
    p(fun() -> gb_trees:map(fun(A, B) -> {A, B} end, {0, nil}) end),
    p(fun() -> gb_trees:map(fun(A, B) -> {A, B} end, {1, {87, 0, nil, nil}}) end),
    p(fun() -> gb_trees:map(fun(A, B) -> {A, B} end, {21, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {12, x, {8, x, {6, x, {5, x, nil, nil}, {7, x, nil, nil}}, {10, x, {9, x, nil, nil}, {11, x, nil, nil}}}, {16, x, {14, x, {13, x, nil, nil}, {15, x, nil, nil}}, {18, x, {17, x, nil, nil}, {19, x, nil, {20, x, nil, {21, x, nil, nil}}}}}}}}) end),
    p(fun() -> gb_trees:map(fun(A, B) -> {A, B} end, {}) end),
    p(fun() -> gb_trees:map(fun erlang:abs/1, {1, {e, 1, nil, nil}}) end).

next_1() ->
    io:format("next/1~n"),
    p(fun() -> gb_trees:next([foo]) end),
    p(fun() -> gb_trees:next({ordered, []}) end),
    p(fun() -> gb_trees:next(3.5) end),
    p(fun() -> gb_trees:next({reversed, []}) end),
    p(fun() -> gb_trees:next({reversed, [{284, 2, nil, {290, 4, nil, nil}}]}) end).

size_1() ->
    io:format("size/1~n"),
    p(fun() -> gb_trees:size([foo]) end),
    p(fun() -> gb_trees:size({12, {358, 6, {64, 3, nil, {230, 3, {84, 4, nil, {154, 0, nil, {219, 6, nil, nil}}}, {305, 2, {304, 3, {234, 3, nil, nil}, nil}, {348, 1, nil, nil}}}}, {372, 0, nil, {399, 3, nil, nil}}}}) end),
    p(fun() -> gb_trees:size(3.5) end),
    p(fun() -> gb_trees:size({8, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {6, x, {5, x, nil, nil}, {7, x, nil, {8, x, nil, nil}}}}}) end),
    p(fun() -> gb_trees:size({13, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {6, x, {5, x, nil, nil}, {10, x, {8, x, {7, x, nil, nil}, {9, x, nil, nil}}, {12, x, {11, x, nil, nil}, {13, x, nil, nil}}}}}}) end).

smaller_2() ->
    io:format("smaller/2~n"),
    p(fun() -> gb_trees:smaller({a}, {1, {c, 0, nil, nil}}) end),
    p(fun() -> gb_trees:smaller(376, {0, nil}) end),
    p(fun() -> gb_trees:smaller(73, {13, {319, 1, {237, 0, {99, 0, {26, 2, nil, {42, 1, {37, 3, nil, nil}, {76, 3, {51, 0, nil, nil}, nil}}}, {211, 2, {207, 1, {175, 0, nil, nil}, nil}, nil}}, {281, 1, nil, nil}}, {344, 5, nil, nil}}}) end),
    p(fun() -> gb_trees:smaller(c, 0) end),
    p(fun() -> gb_trees:smaller(328, [{a}]) end).

smallest_1() ->
    io:format("smallest/1~n"),
    p(fun() -> gb_trees:smallest({0, nil}) end),
    p(fun() -> gb_trees:smallest({3, {b, 1, nil, {{a}, 2, {c, 1, nil, nil}, nil}}}) end),
    p(fun() -> gb_trees:smallest({3, {300, 0, {147, 3, nil, {191, 6, nil, nil}}, nil}}) end),
    p(fun() -> gb_trees:smallest({2, {14, 2, nil, {25, 3, nil, nil}}}) end),
    p(fun() -> gb_trees:smallest(<<1,2,3>>) end).

take_2() ->
    io:format("take/2~n"),
    p(fun() -> gb_trees:take(42, {2, {a, 1, {2, 3, nil, nil}, nil}}) end),
    p(fun() -> gb_trees:take(46, {0, nil}) end),
    p(fun() -> gb_trees:take(a, {3, {a, 2, nil, {<<"b">>, 3, {d, 0, nil, nil}, nil}}}) end),
    p(fun() -> gb_trees:take(1, {5, {d, 4, {a, 4, {2.0, 6, {1.0, 2, nil, nil}, nil}, {b, 0, nil, nil}}, nil}}) end),
    p(fun() -> gb_trees:take(1, {1, {1, 0, nil, nil}}) end).

take_any_2() ->
    io:format("take_any/2~n"),
    p(fun() -> gb_trees:take_any(45, {15, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {6, x, {5, x, nil, nil}, {10, x, {8, x, {7, x, nil, nil}, {9, x, nil, nil}}, {12, x, {11, x, nil, nil}, {13, x, nil, {14, x, nil, {15, x, nil, nil}}}}}}}}) end),
    p(fun() -> gb_trees:take_any(70, {23, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {12, x, {8, x, {6, x, {5, x, nil, nil}, {7, x, nil, nil}}, {10, x, {9, x, nil, nil}, {11, x, nil, nil}}}, {16, x, {14, x, {13, x, nil, nil}, {15, x, nil, nil}}, {18, x, {17, x, nil, nil}, {19, x, nil, {20, x, nil, {21, x, nil, {22, x, nil, {23, x, nil, nil}}}}}}}}}}) end),
    p(fun() -> gb_trees:take_any(47, {5, {263, 6, {251, 3, {191, 2, {129, 2, nil, nil}, nil}, nil}, {305, 4, nil, nil}}}) end),
    p(fun() -> gb_trees:take_any({a}, 0) end),
    p(fun() -> gb_trees:take_any(30, <<5:3>>) end).

take_largest_1() ->
    io:format("take_largest/1~n"),
    p(fun() -> gb_trees:take_largest({21, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {12, x, {8, x, {6, x, {5, x, nil, nil}, {7, x, nil, nil}}, {10, x, {9, x, nil, nil}, {11, x, nil, nil}}}, {16, x, {14, x, {13, x, nil, nil}, {15, x, nil, nil}}, {18, x, {17, x, nil, nil}, {19, x, nil, {20, x, nil, {21, x, nil, nil}}}}}}}}) end),
    p(fun() -> gb_trees:take_largest(<<>>) end),
    p(fun() -> gb_trees:take_largest({0, nil}) end),
    p(fun() -> gb_trees:take_largest({18, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {12, x, {8, x, {6, x, {5, x, nil, nil}, {7, x, nil, nil}}, {10, x, {9, x, nil, nil}, {11, x, nil, nil}}}, {16, x, {14, x, {13, x, nil, nil}, {15, x, nil, nil}}, {18, x, {17, x, nil, nil}, nil}}}}}) end),
    p(fun() -> gb_trees:take_largest({6, {e, 5, {2, 1, {1.0, 3, nil, nil}, {d, 3, nil, nil}}, {<<"b">>, 5, {{a}, 3, nil, nil}, nil}}}) end).

take_smallest_1() ->
    io:format("take_smallest/1~n"),
    p(fun() -> gb_trees:take_smallest({0, nil}) end),
    p(fun() -> gb_trees:take_smallest([]) end),
    p(fun() -> gb_trees:take_smallest({8, {303, 1, {126, 2, {17, 1, nil, nil}, {275, 1, {219, 6, nil, nil}, nil}}, {392, 6, {309, 5, nil, {384, 2, nil, nil}}, nil}}}) end),
    p(fun() -> gb_trees:take_smallest({5, {c, 1, {a, 2, {2.0, 2, nil, nil}, {b, 0, nil, nil}}, {<<"b">>, 1, nil, nil}}}) end),
    p(fun() -> gb_trees:take_smallest({1, {1, 6, nil, nil}}) end).

to_list_1() ->
    io:format("to_list/1~n"),
    p(fun() -> gb_trees:to_list({}) end),
    p(fun() -> gb_trees:to_list({0, nil}) end),
    p(fun() -> gb_trees:to_list({2, {1.0, 2, nil, {a, 0, nil, nil}}}) end),
    p(fun() -> gb_trees:to_list(-1) end),
    p(fun() -> gb_trees:to_list({7, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {6, x, {5, x, nil, nil}, {7, x, nil, nil}}}}) end).

update_3() ->
    io:format("update/3~n"),
    p(fun() -> gb_trees:update([{a}], 6, {8, {308, 3, {198, 2, {128, 0, {103, 4, nil, nil}, nil}, {287, 2, {199, 6, nil, {245, 6, nil, nil}}, nil}}, {342, 2, nil, nil}}}) end),
    p(fun() -> gb_trees:update(54, fun erlang:abs/1, {8, {152, 0, {123, 5, {61, 3, {25, 2, nil, {31, 3, nil, nil}}, nil}, {142, 3, nil, nil}}, {186, 2, nil, {204, 0, nil, nil}}}}) end),
    p(fun() -> gb_trees:update(2.0, 2, {4, {"k", 3, {a, 5, {1.0, 3, nil, {2.0, 2, nil, nil}}, nil}, nil}}) end),
    p(fun() -> gb_trees:update(2.0, 1, {22, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {12, x, {8, x, {6, x, {5, x, nil, nil}, {7, x, nil, nil}}, {10, x, {9, x, nil, nil}, {11, x, nil, nil}}}, {16, x, {14, x, {13, x, nil, nil}, {15, x, nil, nil}}, {18, x, {17, x, nil, nil}, {19, x, nil, {20, x, nil, {21, x, nil, {22, x, nil, nil}}}}}}}}}) end),
    p(fun() -> gb_trees:update(2, 2, {5, {<<"b">>, 5, {2.0, 3, {1, 1, nil, nil}, {d, 2, nil, {e, 1, nil, nil}}}, nil}}) end).

values_1() ->
    io:format("values/1~n"),
    p(fun() -> gb_trees:values([foo]) end),
    p(fun() -> gb_trees:values({6, {1, x, nil, {2, x, nil, {3, x, nil, {4, x, nil, {5, x, nil, {6, x, nil, nil}}}}}}}) end),
    p(fun() -> gb_trees:values([[]]) end),
    p(fun() -> gb_trees:values({0, nil}) end),
    p(fun() -> gb_trees:values({21, {4, x, {2, x, {1, x, nil, nil}, {3, x, nil, nil}}, {12, x, {8, x, {6, x, {5, x, nil, nil}, {7, x, nil, nil}}, {10, x, {9, x, nil, nil}, {11, x, nil, nil}}}, {16, x, {14, x, {13, x, nil, nil}, {15, x, nil, nil}}, {18, x, {17, x, nil, nil}, {19, x, nil, {20, x, nil, {21, x, nil, nil}}}}}}}}) end).
