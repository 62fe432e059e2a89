%% An inventory with nested records: orders, validation by maybe, reports, and errors as values.
-module(inventory_records).
-export([main/0]).
-record(item, {sku, name = "unnamed", price = 0, stock = 0}).
-record(line, {sku, qty = 1}).
-record(order, {id, lines = [] :: [#line{}], customer = #{}, status = new}).
-record(store, {items = #{}, orders = [], next = 1}).
-include("../lang.hrl").

add(#item{sku = S} = I, #store{items = Is} = St) when not is_map_key(S, Is) -> {ok, St#store{items = Is#{S => I}}};
add(#item{sku = S}, _) -> {error, {duplicate, S}}.
order(Lines, Customer, #store{next = N} = St) ->
    maybe
        true ?= Lines =/= [] orelse {error, empty},
        {ok, Name} ?= case Customer of #{name := Nm} when Nm =/= "" -> {ok, Nm}; _ -> {error, no_name} end,
        {ok, Items} ?= reserve(Lines, St#store.items),
        O = #order{id = {Name, N}, lines = [#line{sku = S, qty = Q} || {S, Q} <- Lines], customer = Customer},
        {ok, O, St#store{items = Items, orders = [O | St#store.orders], next = N + 1}}
    end.
reserve(Lines, Items) ->
    lists:foldl(fun
        (_, {error, _} = E) -> E;
        ({S, Q}, {ok, Is}) ->
            case Is of
                #{S := #item{stock = N} = I} when N >= Q, Q > 0 -> {ok, Is#{S := I#item{stock = N - Q}}};
                #{S := #item{stock = N}} -> {error, {out_of_stock, S, N}};
                #{} -> {error, {unknown, S}}
            end
    end, {ok, Items}, Lines).
total(#order{lines = Ls}, #store{items = Is}) -> lists:sum([Q * (map_get(S, Is))#item.price || #line{sku = S, qty = Q} <- Ls]).
ship(Id, #store{orders = Os} = St) ->
    case lists:keyfind(Id, #order.id, Os) of
        #order{status = new} = O -> {ok, St#store{orders = lists:keystore(Id, #order.id, Os, O#order{status = shipped})}};
        #order{status = S} -> {error, {status, S}};
        false -> {error, not_found}
    end.
main() ->
    Items = [#item{sku = a, price = 5, stock = 10}, #item{sku = b, name = "Bolt", price = 2, stock = 1}],
    St = lists:foldl(fun(I, S) -> {ok, S1} = add(I, S), S1 end, #store{}, Items),
    ?show(add(#item{sku = a}, St)),
    {ok, O, St1} = order([{a, 3}, {b, 1}], #{name => "Ann"}, St),
    ?show(O),
    ?show(total(O, St1)),
    ?show([{S, I#item.stock} || {S, I} <- lists:sort(maps:to_list(St1#store.items))]),
    ?show([order(L, C, St1) || {L, C} <- [{[], #{name => "B"}}, {[{a, 1}], #{}}, {[{a, 99}], #{name => "B"}}, {[{b, 1}], #{name => "B"}}, {[{z, 1}], #{name => "B"}}, {[{a, 1}], #{name => ""}}]]),
    {ok, St2} = ship({"Ann", 1}, St1),
    ?show([X#order.status || X <- St2#store.orders]),
    ?show([ship({"Ann", 1}, St2), ship(nobody, St2)]),
    ?show((hd(St2#store.orders))#order.customer),
    ok.
