%% Types of sets of sets: what '_' stands for, types of empty sets, integers and floats that compare
%% equal, and which function of the module reports what is wrong.
-module(sofs_types).
-export([main/0]).

show(Name, F) ->
    Result = try F() of
        {'Set', Elements, Type} -> {set, Elements, Type};
        {'OrdSet', Term, Type} -> {ordset, Term, Type};
        Other -> Other
    catch
        Class:Reason:Stack -> {Class, Reason, [{M, Fun} || {M, Fun, _, _} <- lists:sublist(Stack, 1)]}
    end,
    io:format("~s: ~0p~n", [Name, Result]).

-define(SHOW(E), show(??E, fun() -> E end)).

main() ->
    Any = ['_'],
    E = sofs:empty_set(),
    ?SHOW([sofs:is_type(T) || T <- ['_', ['_'], {'_', a}, [[a]], [a, b], {}, [], {[a], b}]]),
    ?SHOW(sofs:from_term([[b, a], []], Any)),
    ?SHOW(sofs:from_term([{a, []}, {b, [c]}], [{x, Any}])),
    ?SHOW(sofs:from_term([{a, []}, {b, []}], [{x, Any}])),
    ?SHOW(sofs:from_term([1.0, 1, a])),
    ?SHOW(sofs:set([1.0, 1])),
    ?SHOW(sofs:from_term([{a}, {a, b}])),
    ?SHOW(sofs:from_term([a | b])),
    ?SHOW(sofs:relation([{{a}, [{foo, bar}]}], Any)),
    ?SHOW(sofs:relation([[a]], Any)),
    ?SHOW(sofs:relation([{1, a}, {1, b}], [{d, '_'}])),
    ?SHOW(sofs:a_function([{1, a}, {1.0, b}])),
    ?SHOW(sofs:a_function([{a, b, c}], Any)),
    ?SHOW(sofs:family([{a, []}], Any)),
    ?SHOW(sofs:family([{a, [x]}, {a, [y]}], Any)),
    ?SHOW(sofs:projection({external, fun({_, X}) -> X end}, sofs:from_term([{a, [b]}]))),
    ?SHOW(sofs:substitution({external, fun(X) -> X end}, sofs:from_term([[a]]))),
    ?SHOW(sofs:substitution(3, sofs:relation([{a, b}]))),
    ?SHOW(sofs:projection(fun(_) -> sofs:set([a]) end, sofs:set([]))),
    ?SHOW(sofs:restriction(fun(X) -> X end, sofs:set([a]), E)),
    ?SHOW(sofs:restriction(1, sofs:relation([{a, b}]), E)),
    ?SHOW(sofs:restriction(2, sofs:relation([{a, 1}, {c, d}]), sofs:set([1.0]))),
    ?SHOW(sofs:partition(fun(X) -> X end, sofs:set([a]), E)),
    ?SHOW(sofs:partition(1, sofs:relation([{0, a}, {0.0, b}]))),
    ?SHOW(sofs:partition(sofs:from_term([[0, a], [0.0, b], []]))),
    ?SHOW(sofs:partition_family(1, sofs:relation([{1, a}, {1.0, b}]))),
    ?SHOW(sofs:partition_family(fun(X) -> X end, sofs:set([]))),
    ?SHOW(sofs:relation_to_family(sofs:relation([{1, a}, {1.0, b}, {2, c}]))),
    ?SHOW(sofs:family_to_relation(sofs:from_term([{1, []}]))),
    ?SHOW(sofs:canonical_relation(sofs:from_term([[]]))),
    ?SHOW(sofs:composite(sofs:a_function([{a, 1}]), sofs:a_function([{1.0, d}]))),
    ?SHOW(sofs:composite(sofs:relation([{a, b}]), E)),
    ?SHOW(sofs:composite(sofs:a_function([{a, 1}]), sofs:from_term([{{1.0}, d}]))),
    ?SHOW(sofs:join(sofs:relation([{1, a}]), 1, sofs:relation([{1.0, b}]), 1)),
    ?SHOW(sofs:join(sofs:from_term([{{a}, b}]), 2, E, 1)),
    ?SHOW(sofs:join(sofs:relation([{a, b}]), 3, E, 1)),
    ?SHOW(sofs:relative_product([sofs:relation([{1, a}]), sofs:relation([{1.0, b}, {1, c}])])),
    ?SHOW(sofs:multiple_relative_product({E, sofs:relation([])}, sofs:relation([{a, b}]))),
    ?SHOW(sofs:product({sofs:set([a]), foo, E})),
    ?SHOW(sofs:product({sofs:set([a]), E, E})),
    ?SHOW(sofs:extension(sofs:relation([{1, a}]), sofs:set([1.0, 2]), sofs:from_term(x))),
    ?SHOW(sofs:extension(E, sofs:set([a]), sofs:from_term(b))),
    ?SHOW(sofs:weak_relation(sofs:from_term([{{a}, a}]))),
    ?SHOW(sofs:constant_function(sofs:set([]), foo)),
    ?SHOW(sofs:family_domain(sofs:from_term([{{a}, []}]))),
    ?SHOW(sofs:family_field(sofs:from_term([{a, [{b, {c}}]}]))),
    ?SHOW(sofs:family_projection(fun(S) -> sofs:from_term({hd(sofs:to_external(S)), 1}) end, sofs:family([{a, [2]}]))),
    ?SHOW(sofs:family_intersection(sofs:family([{1, [a, b]}]), sofs:family([{1.0, [b]}, {2, [c]}]))),
    ?SHOW(sofs:family_union(sofs:family([{1, [a]}]), sofs:set([a]))),
    ?SHOW(sofs:family_to_digraph(sofs:family([{a, [a]}]), [acyclic])),
    ?SHOW(sofs:digraph_to_family(sofs:family_to_digraph(sofs:from_term([{a, [b]}])), [{{x}, [y]}])),
    ?SHOW(sofs:specification(fun(_) -> foo end, sofs:set([a]))),
    ?SHOW(sofs:from_sets([sofs:from_term(a, x), sofs:from_term(b, y)])),
    ?SHOW(sofs:from_sets({})),
    ?SHOW(sofs:symmetric_partition(sofs:set([1, 2]), sofs:set([2.0, 3]))),
    ok.
