%% Funs compared, sorted, used as keys, kept in sets, sent away and back: equal when made by the same expression with equal captures.
-module(fun_order_and_keys).
-export([main/0]).
-include("../lang.hrl").

main() ->
    [F1, F1b, F2, G] = [mk(1), mk(1), mk(2), other(1)],
    ?show({F1 =:= F1b, F1 == F1b, F1 =:= F2, F1 =:= G, F1 =/= G}), ?show({mk(1.0) =:= mk(1), mk(1.0) == mk(1), mk({1}) == mk({1.0}), mk("a") =:= mk([$a])}),
    ?show({fun lists:map/2 =:= fun lists:map/2, fun lists:map/2 =:= fun lists:foldl/3, (mod())(1) =:= fun ?MODULE:main/0, fun mk/1 =:= fun mk/1}),
    ?show(map_size(#{F1 => a, F1b => b, F2 => c, fun lists:map/2 => d})), M = #{F1 => one, F2 => two}, ?show([maps:get(F, M, none) || F <- [F1b, F2, G, mk(3)]]), ?show(case M of #{F1b := V} -> V end),
    ?show([kind(X) || X <- lists:sort([[], {}, F1, #{}, <<>>, a, 1, self(), fun lists:map/2, "s", make_ref()])]), ?show([F1 < fun lists:map/2, F1 > make_ref(), F1 < self(), F1 < {}, fun a:b/1 < fun a:b/2, fun a:c/1 < fun b:a/0]),
    ?show(length(lists:usort([mk(I rem 3) || I <- lists:seq(1, 10)]))), ?show(sets:size(sets:from_list([mk(I rem 4) || I <- lists:seq(1, 10)]))), ?show([F(x) || F <- lists:usort([mk(3), mk(1), mk(2), mk(1)]), is_function(F, 1)] =/= []),
    Self = self(), spawn(fun() -> Self ! {F1, mk(1)} end), ?show(receive {A, B} -> {A =:= F1, B =:= F1, A(5)} end), ?show([begin B2 = binary_to_term(term_to_binary(F)), {B2 =:= F, erlang:phash2(B2) =:= erlang:phash2(F)} end || F <- [F1, fun lists:map/2]]),
    T = ets:new(t, []), ets:insert(T, {F1, stored}), ?show([ets:lookup(T, F1b) =/= [], ets:lookup(T, F2)]), ets:delete(T), ?show(lists:keyfind(F1b, 1, [{F2, no}, {F1, yes}]) =:= {F1, yes}), ?show(lists:member(mk(2), [F1, F2])), ?show([F1, F2] -- [F1b] =:= [F2]),
    ?show(begin X = {F1, [F1]}, X =:= {F1b, [F1b]} end), ?show([apply(F, [10]) || F <- [F1, F2, G]]), ?show([{is_function(F), is_function(F, 1), is_function(F, 2)} || F <- [F1, fun lists:map/2, 5, {lists, map}]]), ?show(mk(mk(1)) =:= mk(mk(1))), ?show(mk(make_ref()) =:= mk(make_ref())).

mk(N) -> fun(X) -> {N, X} end.
other(N) -> fun(X) -> {N, X} end.
mod() -> fun(1) -> fun fun_order_and_keys:main/0 end.
kind(X) when is_function(X) -> 'fun'; kind(X) when is_pid(X) -> pid; kind(X) when is_reference(X) -> ref; kind(X) -> X.
