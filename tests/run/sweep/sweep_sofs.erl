%% Functions of sofs, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_sofs).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun sofs:a_function/1, fun sofs:a_function/2, fun sofs:canonical_relation/1, fun sofs:converse/1, fun sofs:difference/2,
     fun sofs:digraph_to_family/1, fun sofs:digraph_to_family/2, fun sofs:domain/1, fun sofs:drestriction/2,
     fun sofs:empty_set/0, fun sofs:family/1, fun sofs:family/2, fun sofs:family_difference/2, fun sofs:family_domain/1,
     fun sofs:family_field/1, fun sofs:family_intersection/1, fun sofs:family_range/1, fun sofs:family_to_digraph/1,
     fun sofs:family_to_digraph/2, fun sofs:family_to_relation/1, fun sofs:family_union/1, fun sofs:field/1,
     fun sofs:from_external/2, fun sofs:from_term/1, fun sofs:from_term/2, fun sofs:image/2, fun sofs:intersection/1,
     fun sofs:intersection/2, fun sofs:intersection_of_family/1, fun sofs:inverse/1, fun sofs:is_a_function/1,
     fun sofs:is_disjoint/2, fun sofs:is_empty_set/1, fun sofs:is_equal/2, fun sofs:is_set/1, fun sofs:is_sofs_set/1,
     fun sofs:is_subset/2, fun sofs:is_type/1, fun sofs:join/4, fun sofs:partition/1, fun sofs:product/2, fun sofs:range/1,
     fun sofs:relation/1, fun sofs:relation/2, fun sofs:relation_to_family/1, fun sofs:relative_product1/2,
     fun sofs:restriction/2, fun sofs:set/1, fun sofs:set/2, fun sofs:strict_relation/1, fun sofs:symdiff/2,
     fun sofs:symmetric_partition/2, fun sofs:to_external/1, fun sofs:to_sets/1, fun sofs:type/1, fun sofs:union/1,
     fun sofs:union/2, fun sofs:union_of_family/1, fun sofs:weak_relation/1].

special() ->
    [sofs:set([a, b]), sofs:set([b, c]), sofs:relation([{a, 1}, {b, 2}]), sofs:relation([{1, x}, {2, y}]), sofs:family([{a, [1, 2]}, {b, [3]}]), sofs:a_function([{a, b}]), sofs:from_term([[a], [b]]), sofs:empty_set(), sofs:from_term(atom), {external, fun(X) -> X end}, 1, 2, fun(S) -> S end, [sofs:set([a]), sofs:set([b])], {sofs:set([a]), sofs:set([b])}, [{atom, atom}], atom].
