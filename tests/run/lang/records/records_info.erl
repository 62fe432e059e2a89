%% record_info, indexes, and what can be done with records as tuples.
-module(records_info).
-export([main/0]).
-record(r, {a, b = 2, 'c d', e :: atom()}).
-record(none, {}).
-include("../lang.hrl").

fields() -> record_info(fields, r).
key(List, K) -> lists:keyfind(K, #r.b, List).
to_map(#r{} = R) -> maps:from_list(lists:zip(fields(), tl(tuple_to_list(R)))).

main() ->
    ?show(fields()),
    ?show(record_info(size, r)),
    ?show([record_info(fields, none), record_info(size, none)]),
    ?show([#r.a, #r.b, #r.'c d', #r.e]),
    ?show(key([#r{b = 1}, #r{b = 2, a = found}], 2)),
    ?show(lists:sort([{K, V} || K := V <- to_map(#r{a = 1})])),
    ?show(element(#r.b, #r{})),
    ?show(setelement(#r.e, #r{}, set)),
    ?show(lists:keysort(#r.a, [#r{a = 2}, #r{a = 1}])),
    ?show(#r{} =:= {r, undefined, 2, undefined, undefined}),
    ?show(tuple_size(#r{})),
    ?show(erlang:append_element(#none{}, 1)),
    ?show(case id(3) of #r.b -> index; _ -> no end),
    ?show([X || X <- [2, 3, 9], X =:= #r.b]),
    ?show({#r.a + #r.b, -#r.a}),
    ok.
