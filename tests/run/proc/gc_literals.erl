%% Literals in code: sent, stored, compared, kept by others; they stay what they are.
-module(gc_literals).
-export([main/0]).
-include("proc.hrl").

main() ->
    L = literal(),
    H = host(),
    run(H, fun() -> put(l, literal()) end),
    p(run(H, fun() -> get(l) =:= literal() end)),
    self() ! L, p(receive L -> same end),
    ets:new(gc_lit, [named_table]), ets:insert(gc_lit, {k, L}),
    garbage_collect(),
    p(ets:lookup_element(gc_lit, k, 2) =:= L),
    persistent_term:put({?MODULE, l}, L), p(persistent_term:get({?MODULE, l}) =:= L), persistent_term:erase({?MODULE, l}),
    %% changed copies leave the literal alone
    p({setelement(1, element(2, L), changed), literal() =:= L}),
    p((element(3, L))#{new => 1}),
    p(literal()),
    p({erts_debug:same(literal(), literal()), is_tuple(L)}),
    [begin self() ! {I, literal()}, garbage_collect() end || I <- lists:seq(1, 20)],
    p(lists:usort([X || {_, X} <- all()]) =:= [L]),
    p(kill(H, kill)).

literal() -> {lit, {a, "text", 1.5}, #{k => [1, 2, {3}]}, <<"a binary that is longer than sixty-four bytes, so that it is a counted one in its module">>}.
