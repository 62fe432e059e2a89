%% Every function of sofs, with good and with bad arguments.
-module(sofs_api).
-export([main/0]).

main() ->
    difference_2(),
    intersection_2(),
    union_2(),
    symdiff_2(),
    symmetric_partition_2(),
    is_subset_2(),
    is_disjoint_2(),
    is_equal_2(),
    product_2(),
    canonical_relation_1(),
    converse_1(),
    domain_1(),
    range_1(),
    field_1(),
    inverse_1(),
    is_a_function_1(),
    relation_to_family_1(),
    rel2fam_1(),
    strict_relation_1(),
    weak_relation_1(),
    composite_2(),
    constant_function_2(),
    drestriction_2(),
    drestriction_3(),
    restriction_2(),
    restriction_3(),
    empty_set_0(),
    extension_3(),
    family_to_relation_1(),
    fam2rel_1(),
    union_of_family_1(),
    intersection_of_family_1(),
    family_difference_2(),
    family_intersection_2(),
    family_union_2(),
    family_domain_1(),
    family_range_1(),
    family_field_1(),
    family_union_1(),
    family_intersection_1(),
    is_empty_set_1(),
    is_set_1(),
    is_sofs_set_1(),
    no_elements_1(),
    to_external_1(),
    to_sets_1(),
    type_1(),
    intersection_1(),
    union_1(),
    partition_1(),
    a_function_1(),
    a_function_2(),
    family_1(),
    family_2(),
    relation_1(),
    relation_2(),
    set_1(),
    set_2(),
    from_term_1(),
    from_term_2(),
    from_external_2(),
    from_sets_1(),
    is_type_1(),
    image_2(),
    inverse_image_2(),
    join_4(),
    multiple_relative_product_2(),
    partition_2(),
    partition_3(),
    partition_family_2(),
    product_1(),
    projection_2(),
    substitution_2(),
    relative_product_1(),
    relative_product_2(),
    relative_product1_2(),
    specification_2(),
    family_specification_2(),
    family_projection_2().

%% Prints the value of a call, or how it fails.
p(Call) ->
    try Call() of
        Value -> io:format("  ~0tkp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tkp~n", [Class, Reason])
    end.

difference_2() ->
    io:format("difference/2~n"),
    p(fun() -> sofs:difference({'Set', [b], atom}, {'Set', [], {atom, [atom]}}) end),
    p(fun() -> sofs:difference({'OrdSet', {a, b}, {atom, atom}}, foo) end),
    p(fun() -> sofs:difference({'Set', [], atom}, {'Set', [d], atom}) end),
    p(fun() -> sofs:difference({'Set', [], '_'}, {'Set', [], '_'}) end),
    p(fun() -> sofs:difference({'Set', [c, d], atom}, {'Set', [], atom}) end).

intersection_2() ->
    io:format("intersection/2~n"),
    p(fun() -> sofs:intersection({'Set', [c, e], atom}, {'Set', [], atom}) end),
    p(fun() -> sofs:intersection({'Set', [a], atom}, {'Set', [c], atom}) end),
    p(fun() -> sofs:intersection(-1, {'Set', [c], atom}) end),
    p(fun() -> sofs:intersection({'Set', [a, e], atom}, {'Set', [], atom}) end),
    p(fun() -> sofs:intersection(foo, {'Set', [d, e], atom}) end).

union_2() ->
    io:format("union/2~n"),
    p(fun() -> sofs:union({}, {'Set', [], atom}) end),
    p(fun() -> sofs:union({'Set', [], atom}, {'Set', [c], atom}) end),
    p(fun() -> sofs:union({'Set', [a, b, c], atom}, {'OrdSet', {a, b}, {atom, atom}}) end),
    p(fun() -> sofs:union({'Set', [], atom}, {'Set', [], atom}) end),
    p(fun() -> sofs:union({'Set', [e], atom}, {'Set', [a, b, d, e], atom}) end).

symdiff_2() ->
    io:format("symdiff/2~n"),
    p(fun() -> sofs:symdiff({'Set', [], atom}, {'Set', [d], atom}) end),
    p(fun() -> sofs:symdiff({'Set', [], atom}, {'Set', [e], atom}) end),
    p(fun() -> sofs:symdiff({'Set', [b], atom}, {'Set', [b, c, e], atom}) end),
    p(fun() -> sofs:symdiff([foo], {'Set', [], atom}) end),
    p(fun() -> sofs:symdiff(-1, {'Set', [a, b, c, d, e], atom}) end).

symmetric_partition_2() ->
    io:format("symmetric_partition/2~n"),
    p(fun() -> sofs:symmetric_partition({'Set', [], atom}, {'Set', [a, b, c, d, e], atom}) end),
    p(fun() -> sofs:symmetric_partition({'Set', [c], atom}, {'Set', [d], atom}) end),
    p(fun() -> sofs:symmetric_partition([], {'Set', [], atom}) end),
    p(fun() -> sofs:symmetric_partition({'Set', [], atom}, {'Set', [b, e], atom}) end),
    p(fun() -> sofs:symmetric_partition(<<1,2,3>>, {'Set', [a, b, c, d], atom}) end).

is_subset_2() ->
    io:format("is_subset/2~n"),
    p(fun() -> sofs:is_subset({'Set', [], atom}, {'Set', [c], atom}) end),
    p(fun() -> sofs:is_subset({'Set', [], atom}, {'Set', [], atom}) end),
    p(fun() -> sofs:is_subset({'Set', [b, e], atom}, {'Set', [a, b, d, e], atom}) end),
    p(fun() -> sofs:is_subset([1, 2 | 3], {'Set', [a, c, d], atom}) end),
    p(fun() -> sofs:is_subset({'Set', [], atom}, fun erlang:max/2) end).

is_disjoint_2() ->
    io:format("is_disjoint/2~n"),
    p(fun() -> sofs:is_disjoint({'Set', [b], atom}, {'Set', [a, b, e], atom}) end),
    p(fun() -> sofs:is_disjoint({'Set', [a, c], atom}, {'Set', [a, b, e], atom}) end),
    p(fun() -> sofs:is_disjoint({'Set', [], atom}, {'Set', [], atom}) end),
    p(fun() -> sofs:is_disjoint({'Set', [d, e], atom}, <<>>) end),
    p(fun() -> sofs:is_disjoint(#{a => 1}, {'Set', [], atom}) end).

is_equal_2() ->
    io:format("is_equal/2~n"),
    p(fun() -> sofs:is_equal({'Set', [a, c], atom}, {'Set', [c, e], atom}) end),
    p(fun() -> sofs:is_equal({'Set', [], atom}, 0) end),
    p(fun() -> sofs:is_equal({'Set', [c, e], atom}, {'Set', [], atom}) end),
    p(fun() -> sofs:is_equal({'Set', [{a, [a, b, c]}, {b, []}, {c, [a, c]}], {atom, [atom]}}, {'Set', [], '_'}) end),
    p(fun() -> sofs:is_equal([a | b], {'Set', [c], atom}) end).

product_2() ->
    io:format("product/2~n"),
    p(fun() -> sofs:product({'Set', [], atom}, {'Set', [c, e], atom}) end),
    p(fun() -> sofs:product({'Set', [], atom}, {'Set', [], atom}) end),
    p(fun() -> sofs:product({'Set', [a, c, e], atom}, <<>>) end),
    p(fun() -> sofs:product({'Set', [d], atom}, {'Set', [b], atom}) end),
    p(fun() -> sofs:product([a | b], {'Set', [], atom}) end).

canonical_relation_1() ->
    io:format("canonical_relation/1~n"),
    p(fun() -> sofs:canonical_relation({'Set', [], [atom]}) end),
    p(fun() -> sofs:canonical_relation({'Set', [], {atom, atom}}) end),
    p(fun() -> sofs:canonical_relation({'Set', [[b]], [atom]}) end),
    p(fun() -> sofs:canonical_relation(<<1,2,3>>) end),
    p(fun() -> sofs:canonical_relation({'Set', [[]], [atom]}) end).

converse_1() ->
    io:format("converse/1~n"),
    p(fun() -> sofs:converse({'Set', [{b, c}, {c, a}, {c, d}, {d, a}], {atom, atom}}) end),
    p(fun() -> sofs:converse({'Set', [], {atom, atom}}) end),
    p(fun() -> sofs:converse({'Set', [{a, c}, {a, d}, {b, d}, {c, c}], {atom, atom}}) end),
    p(fun() -> sofs:converse(fun erlang:abs/1) end),
    p(fun() -> sofs:converse([]) end).

domain_1() ->
    io:format("domain/1~n"),
    p(fun() -> sofs:domain([foo]) end),
    p(fun() -> sofs:domain({'Set', [{a, b}, {b, a}, {c, d}, {d, d}], {atom, atom}}) end),
    p(fun() -> sofs:domain({'Set', [{b, a}, {d, c}], {atom, atom}}) end),
    p(fun() -> sofs:domain(fun erlang:abs/1) end),
    p(fun() -> sofs:domain({'Set', [{b, a}, {c, a}, {d, b}, {d, c}], {atom, atom}}) end).

range_1() ->
    io:format("range/1~n"),
    p(fun() -> sofs:range({'Set', [{b, d}, {c, d}, {d, d}], {atom, atom}}) end),
    p(fun() -> sofs:range([1, 2 | 3]) end),
    p(fun() -> sofs:range({'Set', [{b, b}], {atom, atom}}) end),
    p(fun() -> sofs:range(foo) end),
    p(fun() -> sofs:range({'Set', [], {atom, atom}}) end).

field_1() ->
    io:format("field/1~n"),
    p(fun() -> sofs:field({'Set', [], {atom, atom}}) end),
    p(fun() -> sofs:field(0) end),
    p(fun() -> sofs:field({'Set', [{a, a}, {b, a}, {c, d}], {atom, atom}}) end),
    p(fun() -> sofs:field({'Set', [{b, a}, {d, b}], {atom, atom}}) end),
    p(fun() -> sofs:field([{a}]) end).

inverse_1() ->
    io:format("inverse/1~n"),
    p(fun() -> sofs:inverse({'Set', [], {atom, atom}}) end),
    p(fun() -> sofs:inverse({'Set', [{b, b}, {c, d}], {atom, atom}}) end),
    p(fun() -> sofs:inverse({}) end),
    p(fun() -> sofs:inverse({'Set', [{a, c}], {atom, atom}}) end),
    p(fun() -> sofs:inverse(fun erlang:max/2) end).

is_a_function_1() ->
    io:format("is_a_function/1~n"),
    p(fun() -> sofs:is_a_function({'Set', [{a, a}, {a, b}, {a, c}, {d, b}], {atom, atom}}) end),
    p(fun() -> sofs:is_a_function({'Set', [], {atom, atom}}) end),
    p(fun() -> sofs:is_a_function({'Set', [{a, c}, {d, a}], {atom, atom}}) end),
    p(fun() -> sofs:is_a_function(fun erlang:abs/1) end),
    p(fun() -> sofs:is_a_function(3.5) end).

relation_to_family_1() ->
    io:format("relation_to_family/1~n"),
    p(fun() -> sofs:relation_to_family(<<1,2,3>>) end),
    p(fun() -> sofs:relation_to_family({'Set', [{c, d}, {d, d}], {atom, atom}}) end),
    p(fun() -> sofs:relation_to_family({'Set', [{b, b}], {atom, atom}}) end),
    p(fun() -> sofs:relation_to_family({'Set', [{b, c}], {atom, atom}}) end),
    p(fun() -> sofs:relation_to_family([foo]) end).

rel2fam_1() ->
    io:format("rel2fam/1~n"),
    p(fun() -> sofs:rel2fam({'Set', [{b, d}, {c, b}, {d, d}], {atom, atom}}) end),
    p(fun() -> sofs:rel2fam(3.5) end),
    p(fun() -> sofs:rel2fam(fun erlang:abs/1) end),
    p(fun() -> sofs:rel2fam({'Set', [{d, d}], {atom, atom}}) end),
    p(fun() -> sofs:rel2fam({'Set', [{b, d}], {atom, atom}}) end).

strict_relation_1() ->
    io:format("strict_relation/1~n"),
    p(fun() -> sofs:strict_relation({'Set', [{a, a}, {b, a}, {c, c}], {atom, atom}}) end),
    p(fun() -> sofs:strict_relation({'Set', [{a, c}, {c, d}, {d, c}, {d, d}], {atom, atom}}) end),
    p(fun() -> sofs:strict_relation({'Set', [{a, c}, {b, a}, {b, d}, {d, a}, {d, d}], {atom, atom}}) end),
    p(fun() -> sofs:strict_relation({}) end),
    p(fun() -> sofs:strict_relation(fun erlang:max/2) end).

weak_relation_1() ->
    io:format("weak_relation/1~n"),
    p(fun() -> sofs:weak_relation({'Set', [{a, c}, {d, a}], {atom, atom}}) end),
    p(fun() -> sofs:weak_relation({'Set', [{a, d}, {c, b}, {c, c}, {d, a}], {atom, atom}}) end),
    p(fun() -> sofs:weak_relation({'Set', [{b, a}, {b, c}, {d, a}, {d, b}, {d, c}, {d, d}], {atom, atom}}) end),
    p(fun() -> sofs:weak_relation(<<5:3>>) end),
    p(fun() -> sofs:weak_relation([1, 2 | 3]) end).

composite_2() ->
    io:format("composite/2~n"),
    p(fun() -> sofs:composite({'Set', [{b, c}, {d, a}], {atom, atom}}, {'Set', [{b, b}, {d, b}], {atom, atom}}) end),
    p(fun() -> sofs:composite({'Set', [{a, d}, {b, b}, {c, c}], {atom, atom}}, {'Set', [{b, c}, {c, a}], {atom, atom}}) end),
    p(fun() -> sofs:composite({'Set', [], {atom, atom}}, {'Set', [], {atom, atom}}) end),
    p(fun() -> sofs:composite({'Set', [], {atom, atom}}, {'Set', [{b, c}], {atom, atom}}) end),
    p(fun() -> sofs:composite({'Set', [], {atom, atom}}, {'Set', [{a, a}, {d, a}], {atom, atom}}) end).

constant_function_2() ->
    io:format("constant_function/2~n"),
    p(fun() -> sofs:constant_function({'Set', [], atom}, {'Set', [a, c, d], atom}) end),
    p(fun() -> sofs:constant_function({'Set', [], atom}, {'Set', [[], [a], [c]], [atom]}) end),
    p(fun() -> sofs:constant_function(true, {'Set', [], '_'}) end),
    p(fun() -> sofs:constant_function({'Set', [b], atom}, {'Set', [[b]], [atom]}) end),
    p(fun() -> sofs:constant_function([[]], {'Set', [], atom}) end).

drestriction_2() ->
    io:format("drestriction/2~n"),
    p(fun() -> sofs:drestriction({'Set', [{a, c}, {b, b}, {c, b}, {d, b}], {atom, atom}}, {'Set', [], atom}) end),
    p(fun() -> sofs:drestriction({'Set', [{a, d}, {b, b}, {c, a}, {c, c}, {d, a}], {atom, atom}}, {'Set', [], atom}) end),
    p(fun() -> sofs:drestriction(<<1,2,3>>, {'Set', [a, c, e], atom}) end),
    p(fun() -> sofs:drestriction({'Set', [{c, a}, {c, d}], {atom, atom}}, {'Set', [d], atom}) end),
    p(fun() -> sofs:drestriction({'Set', [{d, a}], {atom, atom}}, {}) end).

drestriction_3() ->
    io:format("drestriction/3~n"),
    p(fun() -> sofs:drestriction(1, {'Set', [{a, d}, {b, c}], {atom, atom}}, {'Set', [], atom}) end),
    p(fun() -> sofs:drestriction(3, {'Set', [{d, d}], {atom, atom}}, {'Set', [a, c], atom}) end),
    p(fun() -> sofs:drestriction(3, <<5:3>>, {'Set', [a], atom}) end),
    p(fun() -> sofs:drestriction(2, {'Set', [{a, b}, {b, b}, {b, c}, {b, d}], {atom, atom}}, {'Set', [b, c], atom}) end),
    p(fun() -> sofs:drestriction(2, {'Set', [{a, b}, {a, c}, {b, b}, {c, a}, {d, c}], {atom, atom}}, {'Set', [d], atom}) end).

restriction_2() ->
    io:format("restriction/2~n"),
    p(fun() -> sofs:restriction({'Set', [{a, b}, {b, a}, {b, c}, {b, d}, {c, b}], {atom, atom}}, {'Set', [b], atom}) end),
    p(fun() -> sofs:restriction([[]], {'Set', [], atom}) end),
    p(fun() -> sofs:restriction({'Set', [{a, b}, {d, d}], {atom, atom}}, {'Set', [], atom}) end),
    p(fun() -> sofs:restriction({'Set', [{b, a}, {d, d}], {atom, atom}}, {'Set', [], atom}) end),
    p(fun() -> sofs:restriction({'Set', [{b, a}, {c, a}, {d, d}], {atom, atom}}, [foo]) end).

restriction_3() ->
    io:format("restriction/3~n"),
    p(fun() -> sofs:restriction(3, {'Set', [{a, d}, {d, b}], {atom, atom}}, {'Set', [], atom}) end),
    p(fun() -> sofs:restriction({external, fun({A, B}) -> {B, A} end}, {'Set', [{c, d}], {atom, atom}}, {'Set', [], atom}) end),
    p(fun() -> sofs:restriction(1, {'Set', [{c, a}], {atom, atom}}, {'Set', [a], atom}) end),
    p(fun() -> sofs:restriction(1, {'Set', [], {atom, atom}}, {'Set', [a, b, c, d, e], atom}) end),
    p(fun() -> sofs:restriction(2, {'Set', [{a, b}, {c, a}, {c, c}, {d, d}], {atom, atom}}, {'Set', [], atom}) end).

empty_set_0() ->
    io:format("empty_set/0~n"),
    p(fun() -> sofs:empty_set() end).

extension_3() ->
    io:format("extension/3~n"),
    p(fun() -> sofs:extension(<<1,2,3>>, {'Set', [b], atom}, {'OrdSet', z, atom}) end),
    p(fun() -> sofs:extension({'Set', [{a, a}, {b, b}, {c, a}], {atom, atom}}, {'Set', [b, c, d, e], atom}, {'OrdSet', z, atom}) end),
    p(fun() -> sofs:extension([], {'Set', [], atom}, {'OrdSet', z, atom}) end),
    p(fun() -> sofs:extension({'Set', [{c, a}], {atom, atom}}, {'Set', [], atom}, {'OrdSet', z, atom}) end),
    p(fun() -> sofs:extension({'Set', [{a, c}, {a, d}, {c, b}, {d, d}], {atom, atom}}, {'Set', [], atom}, {'OrdSet', z, atom}) end).

family_to_relation_1() ->
    io:format("family_to_relation/1~n"),
    p(fun() -> sofs:family_to_relation({'Set', [], {atom, [atom]}}) end),
    p(fun() -> sofs:family_to_relation({'Set', [{a, [b, c]}, {b, [a, b]}, {c, [c]}], {atom, [atom]}}) end),
    p(fun() -> sofs:family_to_relation({'Set', [{c, [b, c]}], {atom, [atom]}}) end),
    p(fun() -> sofs:family_to_relation([[]]) end),
    p(fun() -> sofs:family_to_relation([]) end).

fam2rel_1() ->
    io:format("fam2rel/1~n"),
    p(fun() -> sofs:fam2rel({'Set', [{b, []}, {d, []}], {atom, [atom]}}) end),
    p(fun() -> sofs:fam2rel({'Set', [], {atom, [atom]}}) end),
    p(fun() -> sofs:fam2rel([{a}]) end),
    p(fun() -> sofs:fam2rel({'Set', [{a, [a, b]}, {c, [a, c]}], {atom, [atom]}}) end),
    p(fun() -> sofs:fam2rel("xy") end).

union_of_family_1() ->
    io:format("union_of_family/1~n"),
    p(fun() -> sofs:union_of_family({'Set', [], {atom, [atom]}}) end),
    p(fun() -> sofs:union_of_family({'Set', [{d, [a, b]}], {atom, [atom]}}) end),
    p(fun() -> sofs:union_of_family({'Set', [{b, [c]}], {atom, [atom]}}) end),
    p(fun() -> sofs:union_of_family([foo]) end),
    p(fun() -> sofs:union_of_family([a | b]) end).

intersection_of_family_1() ->
    io:format("intersection_of_family/1~n"),
    p(fun() -> sofs:intersection_of_family({'Set', [{a, []}, {d, [a, b]}], {atom, [atom]}}) end),
    p(fun() -> sofs:intersection_of_family({'Set', [{b, []}, {c, [b, c]}], {atom, [atom]}}) end),
    p(fun() -> sofs:intersection_of_family({'Set', [{b, [a, c]}, {c, [a]}], {atom, [atom]}}) end),
    p(fun() -> sofs:intersection_of_family([[]]) end),
    p(fun() -> sofs:intersection_of_family([]) end).

family_difference_2() ->
    io:format("family_difference/2~n"),
    p(fun() -> sofs:family_difference({'Set', [{a, [a]}], {atom, [atom]}}, {'Set', [{c, [a, b, c]}], {atom, [atom]}}) end),
    p(fun() -> sofs:family_difference({'Set', [{b, []}, {c, [a, c]}], {atom, [atom]}}, <<1,2,3>>) end),
    p(fun() -> sofs:family_difference({'Set', [{a, []}, {b, [a, b, c]}, {d, [a, b, c]}], {atom, [atom]}}, {'Set', [{b, [c]}, {c, []}, {d, []}], {atom, [atom]}}) end),
    p(fun() -> sofs:family_difference({'Set', [], {atom, [atom]}}, {'Set', [{a, [b, c]}, {b, [a, b]}], {atom, [atom]}}) end),
    p(fun() -> sofs:family_difference(-1, {'Set', [{b, [a]}, {c, [a, b]}, {d, [a, b, c]}], {atom, [atom]}}) end).

family_intersection_2() ->
    io:format("family_intersection/2~n"),
    p(fun() -> sofs:family_intersection({'Set', [{a, [a, b]}, {d, [b]}], {atom, [atom]}}, {'Set', [{c, [a]}], {atom, [atom]}}) end),
    p(fun() -> sofs:family_intersection({'Set', [], {atom, [atom]}}, {'Set', [], {atom, [atom]}}) end),
    p(fun() -> sofs:family_intersection(<<5:3>>, {'Set', [{d, [a]}], {atom, [atom]}}) end),
    p(fun() -> sofs:family_intersection({}, {'Set', [{a, []}], {atom, [atom]}}) end),
    p(fun() -> sofs:family_intersection({'Set', [{a, [a, b]}, {b, []}], {atom, [atom]}}, {'Set', [{a, [a]}, {b, [a]}, {c, [a]}], {atom, [atom]}}) end).

family_union_2() ->
    io:format("family_union/2~n"),
    p(fun() -> sofs:family_union({'Set', [{c, []}], {atom, [atom]}}, {'Set', [], {atom, [atom]}}) end),
    p(fun() -> sofs:family_union({'Set', [{b, [a, b, c]}], {atom, [atom]}}, {'Set', [], {atom, [atom]}}) end),
    p(fun() -> sofs:family_union({a, b}, {'Set', [{b, [b, c]}], {atom, [atom]}}) end),
    p(fun() -> sofs:family_union({'Set', [{b, [a, b, c]}, {c, [b]}, {d, [b, c]}], {atom, [atom]}}, {'Set', [], {atom, [atom]}}) end),
    p(fun() -> sofs:family_union({}, {'Set', [{a, []}, {c, []}, {d, []}], {atom, [atom]}}) end).

family_domain_1() ->
    io:format("family_domain/1~n"),
    p(fun() -> sofs:family_domain({'Set', [{x, [{b, b}]}, {y, [{b, b}]}], {atom, [{atom, atom}]}}) end),
    p(fun() -> sofs:family_domain({'Set', [{x, [{a, a}]}, {y, [{b, a}, {b, b}]}], {atom, [{atom, atom}]}}) end),
    p(fun() -> sofs:family_domain({a, b}) end),
    p(fun() -> sofs:family_domain({'Set', [{x, [{a, a}, {a, b}]}, {y, [{a, a}, {a, b}, {b, a}]}], {atom, [{atom, atom}]}}) end),
    p(fun() -> sofs:family_domain(fun erlang:max/2) end).

family_range_1() ->
    io:format("family_range/1~n"),
    p(fun() -> sofs:family_range({'Set', [{x, []}], {atom, [{atom, atom}]}}) end),
    p(fun() -> sofs:family_range({'Set', [], {atom, [{atom, atom}]}}) end),
    p(fun() -> sofs:family_range({'Set', [{x, [{b, a}, {b, b}]}], {atom, [{atom, atom}]}}) end),
    p(fun() -> sofs:family_range([a | b]) end),
    p(fun() -> sofs:family_range(undefined) end).

family_field_1() ->
    io:format("family_field/1~n"),
    p(fun() -> sofs:family_field({'Set', [{x, [{b, a}, {b, b}]}], {atom, [{atom, atom}]}}) end),
    p(fun() -> sofs:family_field({'Set', [{y, [{a, a}, {b, b}]}], {atom, [{atom, atom}]}}) end),
    p(fun() -> sofs:family_field({'Set', [{x, [{b, a}]}, {y, [{b, a}]}], {atom, [{atom, atom}]}}) end),
    p(fun() -> sofs:family_field(<<1,2,3>>) end),
    p(fun() -> sofs:family_field("xy") end).

family_union_1() ->
    io:format("family_union/1~n"),
    p(fun() -> sofs:family_union(undefined) end),
    p(fun() -> sofs:family_union({'Set', [{y, [[], [a]]}], {atom, [[atom]]}}) end),
    p(fun() -> sofs:family_union({'Set', [], {atom, [[atom]]}}) end),
    p(fun() -> sofs:family_union(<<5:3>>) end),
    p(fun() -> sofs:family_union({'Set', [{x, [[], [a], [c]]}, {y, [[a], [a, b]]}], {atom, [[atom]]}}) end).

family_intersection_1() ->
    io:format("family_intersection/1~n"),
    p(fun() -> sofs:family_intersection({'Set', [{x, [[a, b], [a, b, c]]}], {atom, [[atom]]}}) end),
    p(fun() -> sofs:family_intersection(undefined) end),
    p(fun() -> sofs:family_intersection(foo) end),
    p(fun() -> sofs:family_intersection({'Set', [{x, [[a, c]]}], {atom, [[atom]]}}) end),
    p(fun() -> sofs:family_intersection({'Set', [], {atom, [[atom]]}}) end).

is_empty_set_1() ->
    io:format("is_empty_set/1~n"),
    p(fun() -> sofs:is_empty_set({'Set', [[], [a], [c]], [atom]}) end),
    p(fun() -> sofs:is_empty_set({'Set', [{b, [a]}, {d, [b, c]}], {atom, [atom]}}) end),
    p(fun() -> sofs:is_empty_set({'Set', [], '_'}) end),
    p(fun() -> sofs:is_empty_set(undefined) end),
    p(fun() -> sofs:is_empty_set(3.5) end).

is_set_1() ->
    io:format("is_set/1~n"),
    p(fun() -> sofs:is_set(true) end),
    p(fun() -> sofs:is_set([[]]) end),
    p(fun() -> sofs:is_set({'OrdSet', {a, b}, {atom, atom}}) end),
    p(fun() -> sofs:is_set({'Set', [], atom}) end),
    p(fun() -> sofs:is_set({'Set', [{a, []}], {atom, [atom]}}) end).

is_sofs_set_1() ->
    io:format("is_sofs_set/1~n"),
    p(fun() -> sofs:is_sofs_set({'Set', [{a, []}, {c, [b]}], {atom, [atom]}}) end),
    p(fun() -> sofs:is_sofs_set([{a}]) end),
    p(fun() -> sofs:is_sofs_set("xy") end).

no_elements_1() ->
    io:format("no_elements/1~n"),
    p(fun() -> sofs:no_elements({'Set', [e], atom}) end),
    p(fun() -> sofs:no_elements({'Set', [], '_'}) end),
    p(fun() -> sofs:no_elements({'OrdSet', {a, b}, {atom, atom}}) end).

to_external_1() ->
    io:format("to_external/1~n"),
    p(fun() -> sofs:to_external(true) end),
    p(fun() -> sofs:to_external({'Set', [{c, d}, {d, c}, {d, d}], {atom, atom}}) end),
    p(fun() -> sofs:to_external({'Set', [], '_'}) end),
    p(fun() -> sofs:to_external({'OrdSet', {a, b}, {atom, atom}}) end),
    p(fun() -> sofs:to_external(3.5) end).

to_sets_1() ->
    io:format("to_sets/1~n"),
    p(fun() -> sofs:to_sets({'Set', [], '_'}) end),
    p(fun() -> sofs:to_sets({'Set', [], {atom, [atom]}}) end),
    p(fun() -> sofs:to_sets([1, 2 | 3]) end),
    p(fun() -> sofs:to_sets({'OrdSet', {a, b}, {atom, atom}}) end),
    p(fun() -> sofs:to_sets(true) end).

type_1() ->
    io:format("type/1~n"),
    p(fun() -> sofs:type(fun erlang:self/0) end),
    p(fun() -> sofs:type({'Set', [], {atom, [atom]}}) end),
    p(fun() -> sofs:type({'OrdSet', {a, b}, {atom, atom}}) end),
    p(fun() -> sofs:type({'Set', [], atom}) end),
    p(fun() -> sofs:type([a | b]) end).

intersection_1() ->
    io:format("intersection/1~n"),
    p(fun() -> sofs:intersection({'Set', [[a], [a, b], [a, c]], [atom]}) end),
    p(fun() -> sofs:intersection({'Set', [[], [a, b], [a, b, c], [b]], [atom]}) end),
    p(fun() -> sofs:intersection({'Set', [[b, c], [c]], [atom]}) end),
    p(fun() -> sofs:intersection(<<5:3>>) end),
    p(fun() -> sofs:intersection(-1) end).

union_1() ->
    io:format("union/1~n"),
    p(fun() -> sofs:union({'Set', [[a, b]], [atom]}) end),
    p(fun() -> sofs:union({'Set', [[c]], [atom]}) end),
    p(fun() -> sofs:union({'Set', [], [atom]}) end),
    p(fun() -> sofs:union(3.5) end),
    p(fun() -> sofs:union(#{a => 1}) end).

partition_1() ->
    io:format("partition/1~n"),
    p(fun() -> sofs:partition({'Set', [[], [a, b]], [atom]}) end),
    p(fun() -> sofs:partition({'Set', [[]], [atom]}) end),
    p(fun() -> sofs:partition({'Set', [[a, b], [a, b, c], [b, c]], [atom]}) end),
    p(fun() -> sofs:partition(<<5:3>>) end),
    p(fun() -> sofs:partition([foo]) end).

a_function_1() ->
    io:format("a_function/1~n"),
    p(fun() -> sofs:a_function([{c, a}]) end),
    p(fun() -> sofs:a_function([{c, b}]) end),
    p(fun() -> sofs:a_function([{a, [b]}, {c, []}]) end),
    p(fun() -> sofs:a_function(-1) end),
    p(fun() -> sofs:a_function(true) end).

a_function_2() ->
    io:format("a_function/2~n"),
    p(fun() -> sofs:a_function([{c, a}, {b, a}], [[atom]]) end),
    p(fun() -> sofs:a_function(#{a => 1}, ['_']) end),
    p(fun() -> sofs:a_function([{c, a}, {d, b}, {a, b}, {b, b}, {c, a}], [{atom, atom}]) end),
    p(fun() -> sofs:a_function([{b, b}], [{atom, atom}]) end),
    p(fun() -> sofs:a_function([], [{atom, atom}]) end).

family_1() ->
    io:format("family/1~n"),
    p(fun() -> sofs:family([{a, []}]) end),
    p(fun() -> sofs:family([{c, []}, {b, []}, {d, [a, a, b]}, {a, [a, a, b, b, a, a, b, b, a]}, {d, [a, a, b, b, a, b, b, a, a, b, a]}]) end),
    p(fun() -> sofs:family([]) end),
    p(fun() -> sofs:family(undefined) end),
    p(fun() -> sofs:family([{a}]) end).

family_2() ->
    io:format("family/2~n"),
    p(fun() -> sofs:family([], [atom]) end),
    p(fun() -> sofs:family([{d, []}, {d, [a, b, a]}, {b, [b, b, a, a, b, b]}, {c, []}, {a, [a, b, b, b, b, a, a, a, a, b]}], atom) end),
    p(fun() -> sofs:family([], [{atom, [atom]}]) end),
    p(fun() -> sofs:family([{a, [b]}, {c, []}], [{atom, [atom]}]) end),
    p(fun() -> sofs:family([{d, [a]}, {a, []}, {b, [b, a, b, a, a]}], [{atom, [atom]}]) end).

relation_1() ->
    io:format("relation/1~n"),
    p(fun() -> sofs:relation([]) end),
    p(fun() -> sofs:relation([foo]) end),
    p(fun() -> sofs:relation([{c, b}, {b, b}, {b, a}]) end),
    p(fun() -> sofs:relation(fun erlang:abs/1) end),
    p(fun() -> sofs:relation([{b, b}, {c, a}, {b, a}, {a, a}, {b, a}, {a, b}, {a, b}, {b, b}, {b, a}, {a, a}, {b, b}]) end).

relation_2() ->
    io:format("relation/2~n"),
    p(fun() -> sofs:relation([{a, a}], 5) end),
    p(fun() -> sofs:relation([], [{atom, atom}]) end),
    p(fun() -> sofs:relation([{b, a}], [{a}]) end),
    p(fun() -> sofs:relation([], 3) end),
    p(fun() -> sofs:relation([{a, b}, {a, b}], 2) end).

set_1() ->
    io:format("set/1~n"),
    p(fun() -> sofs:set({a, b}) end),
    p(fun() -> sofs:set([1]) end),
    p(fun() -> sofs:set([b, 1, a, b, 1, b, a, b, 1, b]) end),
    p(fun() -> sofs:set(fun erlang:max/2) end),
    p(fun() -> sofs:set([b, 1]) end).

set_2() ->
    io:format("set/2~n"),
    p(fun() -> sofs:set(fun erlang:abs/1, atom) end),
    p(fun() -> sofs:set([[a], [b]], <<1,2,3>>) end),
    p(fun() -> sofs:set([[], [a]], [atom]) end),
    p(fun() -> sofs:set([a, {b}], [x]) end),
    p(fun() -> sofs:set([[], [a]], [[atom]]) end).

from_term_1() ->
    io:format("from_term/1~n"),
    p(fun() -> sofs:from_term([[], [a]]) end),
    p(fun() -> sofs:from_term([a, b]) end),
    p(fun() -> sofs:from_term([a, {b}]) end),
    p(fun() -> sofs:from_term([[a], [b]]) end),
    p(fun() -> sofs:from_term({}) end).

from_term_2() ->
    io:format("from_term/2~n"),
    p(fun() -> sofs:from_term([[a], [b]], {atom, [atom]}) end),
    p(fun() -> sofs:from_term([[a], [b]], '_') end),
    p(fun() -> sofs:from_term([[], [a]], [atom]) end),
    p(fun() -> sofs:from_term(3.5, atom) end),
    p(fun() -> sofs:from_term([a, b], foo) end).

from_external_2() ->
    io:format("from_external/2~n"),
    p(fun() -> sofs:from_external([a, {b}], [atom]) end),
    p(fun() -> sofs:from_external([{a, b}], <<>>) end),
    p(fun() -> sofs:from_external([[[a]]], [atom]) end).

from_sets_1() ->
    io:format("from_sets/1~n"),
    p(fun() -> sofs:from_sets([{'Set', [c, d, e], atom}]) end),
    p(fun() -> sofs:from_sets({{'Set', [], atom}, {'Set', [], {atom, atom}}}) end),
    p(fun() -> sofs:from_sets({{'Set', [a, c, e], atom}, {'Set', [{c, c}], {atom, atom}}}) end),
    p(fun() -> sofs:from_sets(<<5:3>>) end),
    p(fun() -> sofs:from_sets(<<>>) end).

is_type_1() ->
    io:format("is_type/1~n"),
    p(fun() -> sofs:is_type(atom) end),
    p(fun() -> sofs:is_type('_') end),
    p(fun() -> sofs:is_type([[atom]]) end).

image_2() ->
    io:format("image/2~n"),
    p(fun() -> sofs:image({'Set', [], {atom, atom}}, {'Set', [a, c], atom}) end),
    p(fun() -> sofs:image(<<5:3>>, {'Set', [a], atom}) end),
    p(fun() -> sofs:image({'Set', [{a, b}, {a, c}], {atom, atom}}, {'Set', [a, b, d], atom}) end),
    p(fun() -> sofs:image({'Set', [], {atom, atom}}, {'Set', [b], atom}) end),
    p(fun() -> sofs:image({'Set', [{a, d}, {b, a}, {c, d}, {d, c}], {atom, atom}}, {}) end).

inverse_image_2() ->
    io:format("inverse_image/2~n"),
    p(fun() -> sofs:inverse_image({'Set', [{a, c}, {c, c}, {d, a}, {d, b}], {atom, atom}}, {'Set', [e], atom}) end),
    p(fun() -> sofs:inverse_image({'Set', [{c, d}, {d, a}, {d, d}], {atom, atom}}, {'Set', [], atom}) end),
    p(fun() -> sofs:inverse_image({'Set', [{a, d}, {b, c}], {atom, atom}}, {'Set', [b], atom}) end),
    p(fun() -> sofs:inverse_image(foo, {'Set', [b, e], atom}) end),
    p(fun() -> sofs:inverse_image(fun erlang:abs/1, {'Set', [], atom}) end).

join_4() ->
    io:format("join/4~n"),
    p(fun() -> sofs:join({'Set', [{b, b}, {c, b}], {atom, atom}}, 2, {'Set', [], {atom, atom}}, 2) end),
    p(fun() -> sofs:join({'Set', [], {atom, atom}}, 2, {'Set', [{a, d}, {b, a}, {d, b}], {atom, atom}}, 1) end),
    p(fun() -> sofs:join({'Set', [{a, a}, {b, a}, {d, b}, {d, c}], {atom, atom}}, 2, {'Set', [], {atom, atom}}, 1) end),
    p(fun() -> sofs:join({'Set', [{d, a}], {atom, atom}}, 1, {'Set', [{a, b}, {b, b}, {b, d}, {c, d}], {atom, atom}}, [a | b]) end),
    p(fun() -> sofs:join({'Set', [{a, a}, {c, d}], {atom, atom}}, "xy", {'Set', [], {atom, atom}}, 2) end).

multiple_relative_product_2() ->
    io:format("multiple_relative_product/2~n"),
    p(fun() -> sofs:multiple_relative_product({{'Set', [{a, a}, {b, d}, {c, a}, {c, b}, {d, a}], {atom, atom}}, {'Set', [{b, c}, {c, c}, {d, b}], {atom, atom}}}, {a, b}) end),
    p(fun() -> sofs:multiple_relative_product({{'Set', [{c, b}], {atom, atom}}, {'Set', [{a, d}, {b, d}, {c, c}, {c, d}, {d, a}], {atom, atom}}}, {'Set', [], {atom, atom}}) end),
    p(fun() -> sofs:multiple_relative_product(<<>>, {'Set', [{b, b}, {c, c}, {d, c}], {atom, atom}}) end),
    p(fun() -> sofs:multiple_relative_product({{'Set', [{d, d}], {atom, atom}}, {'Set', [{a, a}, {c, b}, {c, d}, {d, d}], {atom, atom}}}, {'Set', [{c, d}, {d, b}], {atom, atom}}) end),
    p(fun() -> sofs:multiple_relative_product({{'Set', [{a, c}, {a, d}, {c, a}], {atom, atom}}, {'Set', [{a, b}, {a, d}, {b, b}, {c, b}, {d, a}], {atom, atom}}}, {'Set', [{d, c}], {atom, atom}}) end).

partition_2() ->
    io:format("partition/2~n"),
    p(fun() -> sofs:partition({external, fun({A, B}) -> {B, A} end}, {'Set', [{a, c}, {c, a}, {d, b}], {atom, atom}}) end),
    p(fun() -> sofs:partition(2, {'Set', [{b, c}, {c, d}, {d, a}, {d, b}], {atom, atom}}) end),
    p(fun() -> sofs:partition({external, fun({A, _}) -> A end}, {'Set', [{a, a}, {a, d}, {b, b}, {c, c}, {d, a}], {atom, atom}}) end),
    p(fun() -> sofs:partition(3, 3.5) end),
    p(fun() -> sofs:partition(2, <<>>) end).

partition_3() ->
    io:format("partition/3~n"),
    p(fun() -> sofs:partition(3, {'Set', [], {atom, atom}}, {'Set', [a, b, c, d, e], atom}) end),
    p(fun() -> sofs:partition(2, {'Set', [{a, c}, {b, d}, {c, c}, {d, a}, {d, b}, {d, c}], {atom, atom}}, {'Set', [a, c], atom}) end),
    p(fun() -> sofs:partition(1, {'Set', [], {atom, atom}}, {'Set', [c], atom}) end),
    p(fun() -> sofs:partition(1, {'Set', [{c, a}, {c, b}, {c, c}, {d, a}, {d, d}], {atom, atom}}, {'Set', [a, e], atom}) end),
    p(fun() -> sofs:partition({external, fun({A, B}) -> {B, A} end}, {'Set', [], {atom, atom}}, <<>>) end).

partition_family_2() ->
    io:format("partition_family/2~n"),
    p(fun() -> sofs:partition_family(3, {'Set', [{b, a}, {b, b}, {b, c}, {b, d}], {atom, atom}}) end),
    p(fun() -> sofs:partition_family(2, {'Set', [{b, d}], {atom, atom}}) end),
    p(fun() -> sofs:partition_family({external, fun({A, _}) -> A end}, {'Set', [{a, a}, {a, d}, {b, b}, {b, c}, {c, c}, {d, b}], {atom, atom}}) end),
    p(fun() -> sofs:partition_family(2, {'Set', [{a, b}, {b, a}, {c, b}, {d, c}], {atom, atom}}) end),
    p(fun() -> sofs:partition_family(3, []) end).

product_1() ->
    io:format("product/1~n"),
    p(fun() -> sofs:product(<<1,2,3>>) end),
    p(fun() -> sofs:product({{'Set', [], atom}, {'Set', [], atom}}) end),
    p(fun() -> sofs:product(true) end),
    p(fun() -> sofs:product({{'Set', [b], atom}, {'Set', [b, c, e], atom}}) end),
    p(fun() -> sofs:product({{'Set', [d], atom}, {'Set', [], atom}}) end).

projection_2() ->
    io:format("projection/2~n"),
    p(fun() -> sofs:projection({external, fun({A, B}) -> {B, A} end}, [[]]) end),
    p(fun() -> sofs:projection(2, {'Set', [{a, b}, {a, d}, {c, a}, {c, b}], {atom, atom}}) end),
    p(fun() -> sofs:projection(2, {'Set', [{c, b}, {d, d}], {atom, atom}}) end),
    p(fun() -> sofs:projection({external, fun({A, B}) -> {B, A} end}, {'Set', [], {atom, atom}}) end),
    p(fun() -> sofs:projection(3, [foo]) end).

substitution_2() ->
    io:format("substitution/2~n"),
    p(fun() -> sofs:substitution(2, foo) end),
    p(fun() -> sofs:substitution(2, {'Set', [{a, a}, {a, b}, {b, c}, {c, b}], {atom, atom}}) end),
    p(fun() -> sofs:substitution(2, {'Set', [{c, d}, {d, a}, {d, d}], {atom, atom}}) end),
    p(fun() -> sofs:substitution(1, {'Set', [{a, b}, {b, b}, {c, a}], {atom, atom}}) end),
    p(fun() -> sofs:substitution(2, [foo]) end).

relative_product_1() ->
    io:format("relative_product/1~n"),
    p(fun() -> sofs:relative_product([]) end),
    p(fun() -> sofs:relative_product([{'Set', [{a, a}, {a, c}], {atom, atom}}, {'Set', [{a, c}, {a, d}, {b, d}, {d, b}, {d, c}], {atom, atom}}]) end),
    p(fun() -> sofs:relative_product([{'Set', [{a, a}, {b, c}, {c, b}, {c, c}], {atom, atom}}, {'Set', [{a, b}, {d, a}, {d, b}], {atom, atom}}, {'Set', [{a, a}, {a, c}, {b, c}, {b, d}, {d, d}], {atom, atom}}, {'Set', [], {atom, atom}}]) end),
    p(fun() -> sofs:relative_product({{'Set', [{c, d}, {d, a}, {d, b}, {d, c}], {atom, atom}}, {'Set', [], {atom, atom}}}) end),
    p(fun() -> sofs:relative_product({}) end).

relative_product_2() ->
    io:format("relative_product/2~n"),
    p(fun() -> sofs:relative_product({{'Set', [], {atom, atom}}}, {'Set', [{c, a}, {d, c}, {d, d}], {atom, atom}}) end),
    p(fun() -> sofs:relative_product({'Set', [], {atom, atom}}, {'Set', [{a, a}, {a, c}, {a, d}, {c, c}, {d, c}], {atom, atom}}) end),
    p(fun() -> sofs:relative_product({'Set', [{d, d}], {atom, atom}}, {'Set', [{b, c}], {atom, atom}}) end),
    p(fun() -> sofs:relative_product({'Set', [], {atom, atom}}, {'Set', [{c, b}], {atom, atom}}) end),
    p(fun() -> sofs:relative_product([], {'Set', [{d, b}], {atom, atom}}) end).

relative_product1_2() ->
    io:format("relative_product1/2~n"),
    p(fun() -> sofs:relative_product1({'Set', [{a, b}, {b, b}, {c, a}, {c, c}, {d, a}, {d, d}], {atom, atom}}, -1) end),
    p(fun() -> sofs:relative_product1({'Set', [{a, a}, {a, d}, {b, a}, {c, b}, {c, d}], {atom, atom}}, {'Set', [{a, c}, {b, a}], {atom, atom}}) end),
    p(fun() -> sofs:relative_product1({'Set', [{b, b}], {atom, atom}}, {'Set', [{c, b}], {atom, atom}}) end),
    p(fun() -> sofs:relative_product1({'Set', [{b, a}], {atom, atom}}, {'Set', [], {atom, atom}}) end),
    p(fun() -> sofs:relative_product1(foo, {'Set', [{c, b}], {atom, atom}}) end).

specification_2() ->
    io:format("specification/2~n"),
    p(fun() -> sofs:specification({external, fun(X) -> X =/= a end}, {'Set', [e], atom}) end),
    p(fun() -> sofs:specification({external, fun({X, Y}) -> X == Y end}, {'Set', [c], atom}) end),
    p(fun() -> sofs:specification({external, fun({X, Y}) -> X == Y end}, {'Set', [{c, d}, {d, a}], {atom, atom}}) end),
    p(fun() -> sofs:specification({external, fun(X) -> X =/= a end}, {'Set', [{b, d}], {atom, atom}}) end),
    p(fun() -> sofs:specification({external, fun(X) -> X =/= a end}, <<5:3>>) end).

family_specification_2() ->
    io:format("family_specification/2~n"),
    p(fun() -> sofs:family_specification({external, fun(X) -> X =/= [] end}, #{}) end),
    p(fun() -> sofs:family_specification({external, fun(X) -> X =/= [] end}, {'Set', [{a, [b, c]}, {c, [a, b, c]}, {d, []}], {atom, [atom]}}) end),
    p(fun() -> sofs:family_specification({external, fun(X) -> X =/= [] end}, {'Set', [{c, []}, {d, [a, b, c]}], {atom, [atom]}}) end),
    p(fun() -> sofs:family_specification({external, fun(X) -> X =/= [] end}, {'Set', [{a, [a, c]}], {atom, [atom]}}) end),
    p(fun() -> sofs:family_specification({external, fun(X) -> X =/= [] end}, true) end).

family_projection_2() ->
    io:format("family_projection/2~n"),
    p(fun() -> sofs:family_projection({external, fun(X) -> X end}, {}) end),
    p(fun() -> sofs:family_projection({external, fun(X) -> X end}, {'Set', [], {atom, [atom]}}) end),
    p(fun() -> sofs:family_projection({external, fun(X) -> X end}, [[]]) end).
