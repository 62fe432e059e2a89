%% Pids, references and funs as values: equality, keys, order within a kind, text forms and their tests.
-module(opaque_terms).
-export([main/0]).
-include("../lang.hrl").

main() ->
    P = self(), R = make_ref(), F = fun() -> P end,
    ?show([is_pid(P), is_reference(R), is_function(F, 0)]),
    ?show([P =:= self(), R =:= make_ref(), F =:= F]),
    ?show(maps:get(P, #{P => found})),
    ?show(maps:get(R, #{R => found})),
    ?show(list_to_pid(pid_to_list(P)) =:= P),
    ?show(list_to_ref(ref_to_list(R)) =:= R),
    ?show(binary_to_term(term_to_binary({P, R})) =:= {P, R}),
    ?show(lists:prefix("<0.", pid_to_list(P))),
    ?show(lists:prefix("#Ref<0.", ref_to_list(R))),
    ?show(lists:prefix("#Fun<opaque_terms.", erlang:fun_to_list(F))),
    ?show([node(P), node(R)]),
    ?show(P < spawn(fun() -> ok end)),
    ?show(list_to_pid("<0.x>")),
    ?show(list_to_pid("nonsense")),
    ?show(lists:member(P, [R, F, P])),
    ?show([X || X <- [1, P, R, F, a], is_pid(X) orelse is_reference(X) orelse is_function(X)] =:= [P, R, F]),
    ?show(erlang:phash2(P) =:= erlang:phash2(self())),
    ok.
