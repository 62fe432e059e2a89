%% Large literals of every kind inside each other: a tuple of 300, a list of 500, a map of 60 keys, a binary of 400 bytes, nested 40 deep; matched, compared, updated.
-module(literal_nested_big).
-export([main/0]).
-include("../lang.hrl").
-define(T10(X), (X), (X + 1), (X + 2), (X + 3), (X + 4), (X + 5), (X + 6), (X + 7), (X + 8), (X + 9)).
-define(T100(X), ?T10(X), ?T10(X + 10), ?T10(X + 20), ?T10(X + 30), ?T10(X + 40), ?T10(X + 50), ?T10(X + 60), ?T10(X + 70), ?T10(X + 80), ?T10(X + 90)).
-define(M10(X), {X, 0} => X, {X, 1} => a, {X, 2} => "s", {X, 3} => <<"b">>, {X, 4} => 1.5, {X, 5} => [], {X, 6} => {}, {X, 7} => #{X => X}, {X, 8} => 1 bsl 70, {X, 9} => fun erlang:abs/1).
-define(N4(X), {[X, {[X, <<"x">>]}]}).
-define(N16(X), ?N4(?N4(?N4(?N4(X))))).

main() ->
    T = tuple(), ?show({tuple_size(T), element(1, T), element(300, T), lists:sum(tuple_to_list(T)), erlang:phash2(T)}),
    L = list(), ?show({length(L), lists:sum(L), lists:nth(250, L), lists:last(L)}),
    M = map(), ?show({map_size(M), map_get({3, 0}, M), map_get({5, 8}, M), map_get({6, 7}, M), is_map_key({7, 0}, M)}),
    B = bin(), ?show({byte_size(B), binary:at(B, 0), binary:at(B, 399), erlang:crc32(B)}),
    ?show({erlang:phash2(deep()), deep() =:= binary_to_term(term_to_binary(deep()))}),
    ?show(is_it(T)), ?show(is_it(setelement(300, T, x))), ?show(is_it(L)), ?show(is_it(tl(L))), ?show(is_it(M)), ?show(is_it(M#{{1, 0} := 2})), ?show(is_it(B)), ?show(is_it(deep())),
    T2 = setelement(150, T, changed), ?show({element(150, T), element(150, T2), T =:= tuple(), T < T2}),
    M2 = M#{{1, 0} => new, extra => 1}, ?show({map_get({1, 0}, M), map_get({1, 0}, M2), map_size(M2), M =:= map()}),
    ?show(begin [H | _] = L, [new | L] =:= [new, H | tl(L)] end), ?show(L ++ [] =:= list()), ?show(byte_size(<<B/binary, B/binary>>)),
    Self = self(), spawn(fun() -> Self ! {tuple(), list(), map(), bin(), deep()} end), ?show(receive X -> X =:= {T, L, M, B, deep()} end),
    ?show([erts_debug:same(tuple(), tuple()), erts_debug:same(map(), map())]),
    ?show(garbage_collect() andalso erlang:phash2({T, L, B, deep()})), ?show(lists:usort([tuple_size(element(N, {{}, T, {1}})) || N <- [1, 2, 3]])),
    ?show(case id(M) of #{{2, 0} := 2, {2, 1} := a, {2, 2} := "s", {2, 3} := <<"b">>, {2, 4} := 1.5, {2, 5} := [], {2, 6} := {}, {2, 7} := #{2 := W}} -> W end).

tuple() -> {?T100(0), ?T100(100), ?T100(200)}.
list() -> [?T100(0), ?T100(100), ?T100(200), ?T100(300), ?T100(400)].
map() -> #{?M10(1), ?M10(2), ?M10(3), ?M10(4), ?M10(5), ?M10(6)}.
bin() -> <<(<<?T100(0)>>)/binary, ?T100(100), ?T100(200), ?T100(300)>>.
deep() -> ?N16(?N16(?N4(end_of_it))).
is_it({?T100(0), _, _, _, _, _, _, _, _, _, _, X, _} = T) when tuple_size(T) =:= 112 -> X;
is_it(T) when T =:= {?T100(0), ?T100(100), ?T100(200)} -> the_tuple;
is_it([0, 1, 2 | _] = L) when L =:= [?T100(0), ?T100(100), ?T100(200), ?T100(300), ?T100(400)] -> the_list;
is_it(#{{1, 0} := 1, {6, 9} := F}) -> {the_map, F};
is_it(<<0, 1, 2, 3, 4, R/binary>>) -> {the_binary, byte_size(R)};
is_it(X) -> case X =:= deep() of true -> deep; false -> {none, case X of _ when is_tuple(X) -> tuple; _ when is_list(X) -> list; _ -> other end} end.
