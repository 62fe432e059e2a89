%% Every function of queue, with good and with bad arguments.
-module(queue_api).
-export([main/0]).

main() ->
    all_2(),
    any_2(),
    cons_2(),
    daeh_1(),
    delete_2(),
    delete_r_2(),
    delete_with_2(),
    delete_with_r_2(),
    drop_1(),
    drop_r_1(),
    filter_2(),
    filtermap_2(),
    fold_3(),
    from_list_1(),
    get_1(),
    get_r_1(),
    head_1(),
    in_2(),
    in_r_2(),
    init_1(),
    is_empty_1(),
    is_queue_1(),
    join_2(),
    lait_1(),
    last_1(),
    len_1(),
    liat_1(),
    member_2(),
    new_0(),
    out_1(),
    out_r_1(),
    peek_1(),
    peek_r_1(),
    reverse_1(),
    snoc_2(),
    split_2(),
    tail_1(),
    to_list_1().

%% Prints the value of a call, or how it fails.
p(Call) ->
    try Call() of
        Value -> io:format("  ~0tkp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tkp~n", [Class, Reason])
    end.

all_2() ->
    io:format("all/2~n"),
    p(fun() -> queue:all(fun erlang:is_integer/1, {[], []}) end),
    p(fun() -> queue:all(fun(X) -> case X of 3 -> maybe_; _ -> true end end, {[], []}) end),
    p(fun() -> queue:all(fun(X) -> case X of 3 -> maybe_; _ -> true end end, {[4], [1]}) end),
    p(fun() -> queue:all(fun erlang:self/0, {[5, 6], [0, 2]}) end),
    p(fun() -> queue:all(-1, {[], []}) end).

any_2() ->
    io:format("any/2~n"),
    p(fun() -> queue:any(fun erlang:is_integer/1, {[5], []}) end),
    p(fun() -> queue:any(fun erlang:is_atom/1, {[], []}) end),
    p(fun() -> queue:any(fun(X) -> case X of 3 -> maybe_; _ -> true end end, {[], []}) end),
    p(fun() -> queue:any(fun(X) -> is_integer(X) andalso X rem 2 =:= 0 end, 0) end),
    p(fun() -> queue:any(foo, {[], []}) end).

cons_2() ->
    io:format("cons/2~n"),
    p(fun() -> queue:cons(5, {[4], []}) end),
    p(fun() -> queue:cons(2, {[], []}) end),
    p(fun() -> queue:cons(3, {[1], [1]}) end),
    p(fun() -> queue:cons(6, []) end),
    p(fun() -> queue:cons(4, 3.5) end).

daeh_1() ->
    io:format("daeh/1~n"),
    p(fun() -> queue:daeh({[1, 2, 5, 0, 4, 5], [2, 5, 5, 2, 3]}) end),
    p(fun() -> queue:daeh({[], []}) end),
    p(fun() -> queue:daeh({[2], [2]}) end),
    p(fun() -> queue:daeh({[0], [1]}) end),
    p(fun() -> queue:daeh(undefined) end).

delete_2() ->
    io:format("delete/2~n"),
    p(fun() -> queue:delete(5, [1, 2 | 3]) end),
    p(fun() -> queue:delete(#{a => 1}, {[0, 3, 3, 1, 5, 2], [2, 0, 3, 1, 0, 1, 3, 4]}) end),
    p(fun() -> queue:delete(0, {[6], []}) end),
    p(fun() -> queue:delete(5, {[], []}) end),
    p(fun() -> queue:delete(6, <<1,2,3>>) end).

delete_r_2() ->
    io:format("delete_r/2~n"),
    p(fun() -> queue:delete_r(0, {[1], []}) end),
    p(fun() -> queue:delete_r(3, {[], []}) end),
    p(fun() -> queue:delete_r(1, {[4, 5], [0, 2, 2]}) end),
    p(fun() -> queue:delete_r(4, []) end),
    p(fun() -> queue:delete_r(3, [[]]) end).

delete_with_2() ->
    io:format("delete_with/2~n"),
    p(fun() -> queue:delete_with(fun(X) -> X > 2 end, {[3, 1], [3]}) end),
    p(fun() -> queue:delete_with(#{a => 1}, {[2, 0, 3, 1, 6, 1, 2], [4, 2, 6]}) end),
    p(fun() -> queue:delete_with(fun(X) -> is_integer(X) andalso X rem 2 =:= 0 end, [{a}]) end),
    p(fun() -> queue:delete_with(fun(X) -> is_integer(X) andalso X rem 2 =:= 0 end, {[4, 4], [4]}) end),
    p(fun() -> queue:delete_with(fun(X) -> is_integer(X) andalso X rem 2 =:= 0 end, {[3, 3], [0]}) end).

delete_with_r_2() ->
    io:format("delete_with_r/2~n"),
    p(fun() -> queue:delete_with_r(fun erlang:is_atom/1, {[3, 4], [1, 3]}) end),
    p(fun() -> queue:delete_with_r(fun(X) -> X < 4 end, {[], [3]}) end),
    p(fun() -> queue:delete_with_r(fun(X) -> X < 4 end, {[], []}) end),
    p(fun() -> queue:delete_with_r(fun(X) -> case X of 3 -> maybe_; _ -> true end end, [foo]) end),
    p(fun() -> queue:delete_with_r(0, {[1, 1], [1]}) end).

drop_1() ->
    io:format("drop/1~n"),
    p(fun() -> queue:drop({[0], [4]}) end),
    p(fun() -> queue:drop(fun erlang:abs/1) end),
    p(fun() -> queue:drop({[0, 3, 2, 2, 6], [2, 5, 4]}) end),
    p(fun() -> queue:drop({[2, 2, 4, 4, 2], [5, 4]}) end),
    p(fun() -> queue:drop("xy") end).

drop_r_1() ->
    io:format("drop_r/1~n"),
    p(fun() -> queue:drop_r([{a}]) end),
    p(fun() -> queue:drop_r(fun erlang:max/2) end),
    p(fun() -> queue:drop_r({[2], [3]}) end),
    p(fun() -> queue:drop_r({[0, 2], [5]}) end),
    p(fun() -> queue:drop_r({[], [4]}) end).

filter_2() ->
    io:format("filter/2~n"),
    p(fun() -> queue:filter(fun(X) -> lists:seq(1, X) end, {[2, 2, 4], [3]}) end),
    p(fun() -> queue:filter(fun(X) -> case X of 3 -> maybe_; _ -> true end end, {[3], [5, 0, 3]}) end),
    p(fun() -> queue:filter(fun(X) -> lists:seq(1, X) end, [1, 2 | 3]) end),
    p(fun() -> queue:filter(fun(X) -> [X, X] end, {[], []}) end),
    p(fun() -> queue:filter(fun erlang:is_integer/1, {[4], [2, 2]}) end).

filtermap_2() ->
    io:format("filtermap/2~n"),
    p(fun() -> queue:filtermap(fun(X) when X > 3 -> {true, X};(X) -> is_atom(X) end, {[], []}) end),
    p(fun() -> queue:filtermap(fun(_) -> true end, {[1], [5, 0]}) end),
    p(fun() -> queue:filtermap(fun(X) -> X > 2 end, {[], []}) end),
    p(fun() -> queue:filtermap([], {[], []}) end),
    p(fun() -> queue:filtermap(#{a => 1}, {[], [5]}) end).

fold_3() ->
    io:format("fold/3~n"),
    p(fun() -> queue:fold(fun(X, A) -> [X | A] end, -29762, {[], []}) end),
    p(fun() -> queue:fold(fun(X, A) -> [X | A] end, {a, b}, {[5], []}) end),
    p(fun() -> queue:fold(fun(_, A) -> A end, d, {[4], [4, 1, 0]}) end),
    p(fun() -> queue:fold(fun(X, A) -> [X | A] end, 15, fun erlang:self/0) end),
    p(fun() -> queue:fold(<<1,2,3>>, 'hello world', {[0], []}) end).

from_list_1() ->
    io:format("from_list/1~n"),
    p(fun() -> queue:from_list(fun erlang:max/2) end),
    p(fun() -> queue:from_list("xy") end),
    p(fun() -> queue:from_list(foo) end),
    p(fun() -> queue:from_list([]) end),
    p(fun() -> queue:from_list([8]) end).

get_1() ->
    io:format("get/1~n"),
    p(fun() -> queue:get(0) end),
    p(fun() -> queue:get({[], [5]}) end),
    p(fun() -> queue:get({[0, 6], [0]}) end),
    p(fun() -> queue:get({}) end),
    p(fun() -> queue:get({[], [3]}) end).

get_r_1() ->
    io:format("get_r/1~n"),
    p(fun() -> queue:get_r({[], []}) end),
    p(fun() -> queue:get_r({[1], [1]}) end),
    p(fun() -> queue:get_r({[6, 0], [2, 3, 0, 3, 4, 2]}) end),
    p(fun() -> queue:get_r({a, b}) end),
    p(fun() -> queue:get_r({[6], [4, 1, 3]}) end).

head_1() ->
    io:format("head/1~n"),
    p(fun() -> queue:head({[1], [2]}) end),
    p(fun() -> queue:head({[], []}) end),
    p(fun() -> queue:head(fun erlang:abs/1) end),
    p(fun() -> queue:head({[1, 1, 6], [1, 3, 5, 3]}) end),
    p(fun() -> queue:head({[5], []}) end).

in_2() ->
    io:format("in/2~n"),
    p(fun() -> queue:in(#{}, {[6], []}) end),
    p(fun() -> queue:in(4, {[], [1]}) end),
    p(fun() -> queue:in(<<5:3>>, {[0], [0, 3]}) end),
    p(fun() -> queue:in(0, 0) end),
    p(fun() -> queue:in(0, <<>>) end).

in_r_2() ->
    io:format("in_r/2~n"),
    p(fun() -> queue:in_r(5, {[1], [1, 3, 1]}) end),
    p(fun() -> queue:in_r(6, {[4], [0]}) end),
    p(fun() -> queue:in_r(5, {[4], [1, 3, 0, 2, 3]}) end),
    p(fun() -> queue:in_r(4, #{}) end),
    p(fun() -> queue:in_r(4, [1, 2 | 3]) end).

init_1() ->
    io:format("init/1~n"),
    p(fun() -> queue:init({[], []}) end),
    p(fun() -> queue:init({[3, 3, 3], [1, 1]}) end),
    p(fun() -> queue:init({[4, 2, 5, 0, 3, 5], [3, 6, 4, 2, 4, 6]}) end),
    p(fun() -> queue:init(-1) end),
    p(fun() -> queue:init({[4, 0], [0, 4]}) end).

is_empty_1() ->
    io:format("is_empty/1~n"),
    p(fun() -> queue:is_empty([1, 2 | 3]) end),
    p(fun() -> queue:is_empty({[0], [3, 1]}) end),
    p(fun() -> queue:is_empty({[4, 2, 4], [6, 0]}) end),
    p(fun() -> queue:is_empty([a | b]) end),
    p(fun() -> queue:is_empty({[5, 6, 6], [5, 1, 4, 0, 2]}) end).

is_queue_1() ->
    io:format("is_queue/1~n"),
    p(fun() -> queue:is_queue([5 | d]) end),
    p(fun() -> queue:is_queue({[], []}) end),
    p(fun() -> queue:is_queue(0) end).

join_2() ->
    io:format("join/2~n"),
    p(fun() -> queue:join({[3, 2, 3, 6, 2, 0], [1, 5, 3, 4, 6, 1]}, [[]]) end),
    p(fun() -> queue:join({[], []}, {[], []}) end),
    p(fun() -> queue:join({[0], [5]}, "xy") end),
    p(fun() -> queue:join({[2], [3]}, {[], []}) end),
    p(fun() -> queue:join({[1, 3, 5], [1, 2, 0]}, {[4, 2, 2], [4, 2, 3]}) end).

lait_1() ->
    io:format("lait/1~n"),
    p(fun() -> queue:lait({[], [5]}) end),
    p(fun() -> queue:lait({[4], []}) end),
    p(fun() -> queue:lait(foo) end),
    p(fun() -> queue:lait({}) end),
    p(fun() -> queue:lait({[1], []}) end).

last_1() ->
    io:format("last/1~n"),
    p(fun() -> queue:last(fun erlang:self/0) end),
    p(fun() -> queue:last({[2, 0, 4, 2], [3, 0, 3, 2, 0, 4, 6]}) end),
    p(fun() -> queue:last({[5], [3]}) end),
    p(fun() -> queue:last({[], []}) end),
    p(fun() -> queue:last({[2, 2], [2]}) end).

len_1() ->
    io:format("len/1~n"),
    p(fun() -> queue:len([foo]) end),
    p(fun() -> queue:len({[0, 1], [2]}) end),
    p(fun() -> queue:len(<<5:3>>) end),
    p(fun() -> queue:len({[], []}) end),
    p(fun() -> queue:len({[], [6]}) end).

liat_1() ->
    io:format("liat/1~n"),
    p(fun() -> queue:liat({[4], []}) end),
    p(fun() -> queue:liat({[2], [0]}) end),
    p(fun() -> queue:liat({[], [1]}) end),
    p(fun() -> queue:liat({a, b}) end),
    p(fun() -> queue:liat(-1) end).

member_2() ->
    io:format("member/2~n"),
    p(fun() -> queue:member([[]], {[], []}) end),
    p(fun() -> queue:member(fun erlang:abs/1, {[1], [5, 6]}) end),
    p(fun() -> queue:member(0, {[0, 2, 0, 0, 1, 6], [1]}) end),
    p(fun() -> queue:member(6, fun erlang:max/2) end),
    p(fun() -> queue:member(6, fun erlang:abs/1) end).

new_0() ->
    io:format("new/0~n"),
    p(fun() -> queue:new() end).

out_1() ->
    io:format("out/1~n"),
    p(fun() -> queue:out({[5, 3], [6, 6]}) end),
    p(fun() -> queue:out({[4], [2]}) end),
    p(fun() -> queue:out({[4], [3]}) end),
    p(fun() -> queue:out(undefined) end),
    p(fun() -> queue:out(3.5) end).

out_r_1() ->
    io:format("out_r/1~n"),
    p(fun() -> queue:out_r({[4], [2]}) end),
    p(fun() -> queue:out_r({[1], []}) end),
    p(fun() -> queue:out_r({[5], []}) end),
    p(fun() -> queue:out_r(<<>>) end),
    p(fun() -> queue:out_r(<<1,2,3>>) end).

peek_1() ->
    io:format("peek/1~n"),
    p(fun() -> queue:peek({[5], [6]}) end),
    p(fun() -> queue:peek({[3], [1]}) end),
    p(fun() -> queue:peek([1, 2 | 3]) end),
    p(fun() -> queue:peek({[4], [0, 3]}) end),
    p(fun() -> queue:peek(<<>>) end).

peek_r_1() ->
    io:format("peek_r/1~n"),
    p(fun() -> queue:peek_r({[0], [4, 0]}) end),
    p(fun() -> queue:peek_r({[4], [3]}) end),
    p(fun() -> queue:peek_r(true) end),
    p(fun() -> queue:peek_r(fun erlang:abs/1) end),
    p(fun() -> queue:peek_r({[], [3]}) end).

reverse_1() ->
    io:format("reverse/1~n"),
    p(fun() -> queue:reverse({[2], [1, 0]}) end),
    p(fun() -> queue:reverse({[2], [0]}) end),
    p(fun() -> queue:reverse({[0], [5, 1]}) end),
    p(fun() -> queue:reverse(<<1,2,3>>) end),
    p(fun() -> queue:reverse({}) end).

snoc_2() ->
    io:format("snoc/2~n"),
    p(fun() -> queue:snoc({[], []}, 6) end),
    p(fun() -> queue:snoc({[2], [0, 0, 4]}, 3) end),
    p(fun() -> queue:snoc({[2], []}, 3.5) end),
    p(fun() -> queue:snoc(0, 0) end),
    p(fun() -> queue:snoc("xy", 6) end).

split_2() ->
    io:format("split/2~n"),
    p(fun() -> queue:split(8, {[3], []}) end),
    p(fun() -> queue:split(10, {[], [3]}) end),
    p(fun() -> queue:split(3, {[1, 4], [1, 3, 5]}) end),
    p(fun() -> queue:split(0, {[4, 4, 2], [6, 6, 0]}) end),
    p(fun() -> queue:split(4, {[4, 2, 1, 1, 5], [1, 0, 5]}) end).

tail_1() ->
    io:format("tail/1~n"),
    p(fun() -> queue:tail({[], []}) end),
    p(fun() -> queue:tail(foo) end),
    p(fun() -> queue:tail({[0, 0, 1, 6, 4, 0], [2, 2, 5, 2, 2]}) end),
    p(fun() -> queue:tail({[3], []}) end),
    p(fun() -> queue:tail({[4], []}) end).

to_list_1() ->
    io:format("to_list/1~n"),
    p(fun() -> queue:to_list({[], []}) end),
    p(fun() -> queue:to_list({[2, 0, 4], [2, 3, 5]}) end),
    p(fun() -> queue:to_list(-1) end),
    p(fun() -> queue:to_list({[3, 0, 2, 2, 4], [2, 3, 6, 0]}) end),
    p(fun() -> queue:to_list(fun erlang:abs/1) end).
