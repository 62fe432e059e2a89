%% Red-black trees with insert and delete by patterns alone; invariants checked after every step against an ordered list.
-module(red_black_tree).
-export([main/0]).
-include("../lang.hrl").

main() ->
    Keys = [X * 7919 rem 211 || X <- lists:seq(1, 100)], {T, Bad} = lists:foldl(fun(K, {T0, B}) -> T1 = insert(K, {v, K}, T0), {T1, case ok(T1) of true -> B; W -> [{K, W} | B] end} end, {e, []}, Keys), ?show(Bad), ?show({length(to_list(T)), depth(T) =< 14, [K || {K, _} <- to_list(T)] =:= lists:usort(Keys)}),
    ?show([find(K, T) || K <- [1, 50, 210, 211, a]]), ?show(shape(lists:foldl(fun(K, A) -> insert(K, x, A) end, e, [5, 3, 8, 1, 4, 7, 9]))), {D, Bad2} = lists:foldl(fun(K, {T0, B}) -> T1 = delete(K, T0), {T1, case {ok(T1), find(K, T1)} of {true, none} -> B; W -> [{K, W} | B] end} end, {T, []}, lists:sublist(Keys, 60)), ?show(Bad2), ?show([K || {K, _} <- to_list(D)] =:= lists:usort(Keys) -- lists:sublist(Keys, 60)),
    ?show(lists:foldl(fun delete/2, D, Keys)), ?show(to_list(delete(zz, insert(1.0, f, insert(1, i, e))))), ?show([K || {K, _} <- to_list(lists:foldl(fun(K, A) -> insert(K, x, A) end, e, ["b", <<"a">>, c, {1}, [], 2.5]))]).

insert(K, V, T) -> {_, L, X, R} = ins(K, V, T), {b, L, X, R}.
ins(K, V, e) -> {r, e, {K, V}, e}; ins(K, V, {C, L, {K1, _} = X, R}) when K < K1 -> bal(C, ins(K, V, L), X, R); ins(K, V, {C, L, {K1, _} = X, R}) when K > K1 -> bal(C, L, X, ins(K, V, R)); ins(K, V, {C, L, _, R}) -> {C, L, {K, V}, R}.
bal(b, {r, {r, A, X, B}, Y, C}, Z, D) -> {r, {b, A, X, B}, Y, {b, C, Z, D}}; bal(b, {r, A, X, {r, B, Y, C}}, Z, D) -> {r, {b, A, X, B}, Y, {b, C, Z, D}}; bal(b, A, X, {r, {r, B, Y, C}, Z, D}) -> {r, {b, A, X, B}, Y, {b, C, Z, D}}; bal(b, A, X, {r, B, Y, {r, C, Z, D}}) -> {r, {b, A, X, B}, Y, {b, C, Z, D}}; bal(C, L, X, R) -> {C, L, X, R}.
delete(K, T) -> case del(K, T) of {_, L, X, R} -> {b, L, X, R}; e -> e end.
del(_, e) -> e; del(K, {_, L, {K1, _} = X, R}) when K < K1 -> case L of {b, _, _, _} -> bal_l(del(K, L), X, R); _ -> {r, del(K, L), X, R} end; del(K, {_, L, {K1, _} = X, R}) when K > K1 -> case R of {b, _, _, _} -> bal_r(L, X, del(K, R)); _ -> {r, L, X, del(K, R)} end; del(_, {_, L, _, R}) -> fuse(L, R).
bal_l({r, A, X, B}, Y, C) -> {r, {b, A, X, B}, Y, C}; bal_l(A, X, {b, B, Y, C}) -> bal2({b, A, X, {r, B, Y, C}}); bal_l(A, X, {r, {b, B, Y, C}, Z, D}) -> {r, {b, A, X, B}, Y, bal2({b, C, Z, red(D)})}.
bal_r(A, X, {r, B, Y, C}) -> {r, A, X, {b, B, Y, C}}; bal_r({b, A, X, B}, Y, C) -> bal2({b, {r, A, X, B}, Y, C}); bal_r({r, A, X, {b, B, Y, C}}, Z, D) -> {r, bal2({b, red(A), X, B}), Y, {b, C, Z, D}}.
bal2({b, {r, A, X, B}, Y, {r, C, Z, D}}) -> {r, {b, A, X, B}, Y, {b, C, Z, D}}; bal2({C, L, X, R}) -> bal(C, L, X, R).
red({b, A, X, B}) -> {r, A, X, B}.
fuse(e, T) -> T; fuse(T, e) -> T; fuse({r, A, X, B}, {r, C, Y, D}) -> case fuse(B, C) of {r, B1, Z, C1} -> {r, {r, A, X, B1}, Z, {r, C1, Y, D}}; BC -> {r, A, X, {r, BC, Y, D}} end; fuse({b, A, X, B}, {b, C, Y, D}) -> case fuse(B, C) of {r, B1, Z, C1} -> {r, {b, A, X, B1}, Z, {b, C1, Y, D}}; BC -> bal_l(A, X, {b, BC, Y, D}) end; fuse({r, A, X, B}, C) -> {r, A, X, fuse(B, C)}; fuse(A, {r, B, X, C}) -> {r, fuse(A, B), X, C}.
find(_, e) -> none; find(K, {_, L, {K1, _}, _}) when K < K1 -> find(K, L); find(K, {_, _, {K1, _}, R}) when K > K1 -> find(K, R); find(_, {_, _, {_, V}, _}) -> V.
to_list(T) -> to_list(T, []). to_list(e, A) -> A; to_list({_, L, X, R}, A) -> to_list(L, [X | to_list(R, A)]).
depth(e) -> 0; depth({_, L, _, R}) -> 1 + max(depth(L), depth(R)).
shape(e) -> '-'; shape({C, e, {K, _}, e}) -> {C, K}; shape({C, L, {K, _}, R}) -> {C, K, shape(L), shape(R)}.
ok(T) -> try {black(T), no_red_red(T)} of {_, true} -> true; {_, false} -> red_red catch throw:X -> X end.
black(e) -> 1; black({C, L, _, R}) -> case {black(L), black(R)} of {N, N} -> N + case C of b -> 1; r -> 0 end; {A, B} -> throw({uneven, A, B}) end.
no_red_red({r, {r, _, _, _}, _, _}) -> false; no_red_red({r, _, _, {r, _, _, _}}) -> false; no_red_red({_, L, _, R}) -> no_red_red(L) andalso no_red_red(R); no_red_red(e) -> true.
