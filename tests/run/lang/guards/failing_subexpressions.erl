%% A guard part that fails: alone, negated, beside andalso, orelse, `,` and `;`, in every construct that has guards.
-module(failing_subexpressions).
-export([main/0]).
-include("../lang.hrl").

main() ->
    Values = [[1], [], {1}, {}, 5, 0, a, true, #{k => 1}, <<1>>, 2.5],
    [io:format("~0p: ~0p~n", [V, [G(V) || G <- guards()]]) || V <- Values],
    ?show([in_case(V) || V <- Values]),
    ?show([in_if(V) || V <- Values]),
    ?show([in_fun(V) || V <- Values]),
    ?show([V || V <- Values, hd(V) =:= 1]),
    ?show([V || V <- Values, is_list(V), hd(V) =:= 1]),
    ?show([V || V <- Values, (is_list(V) andalso V =/= [] andalso hd(V) =:= 1) orelse is_map(V)]),
    ?show([in_try(V) || V <- Values]),
    ?show([in_receive(V) || V <- Values]),
    ?show([in_maybe(V) || V <- Values]).

guards() ->
    [fun(X) when hd(X) =:= 1 -> y; (_) -> n end,
     fun(X) when not (hd(X) =:= 2) -> y; (_) -> n end,
     fun(X) when not (hd(X) =:= 1) -> y; (_) -> n end,
     fun(X) when is_list(X) orelse element(1, X) =:= 1 -> y; (_) -> n end,
     fun(X) when element(1, X) =:= 1 orelse is_list(X) -> y; (_) -> n end,
     fun(X) when element(1, X) =:= 1; is_list(X) -> y; (_) -> n end,
     fun(X) when is_list(X); element(1, X) =:= 1; is_integer(X), X > 0 -> y; (_) -> n end,
     fun(X) when is_list(X) or (element(1, X) =:= 1) -> y; (_) -> n end,
     fun(X) when is_list(X) and (hd(X) =:= 1) -> y; (_) -> n end,
     fun(X) when 1 / X > 0.1 -> y; (_) -> n end,
     fun(X) when X -> y; (_) -> n end,
     fun(X) when not X -> y; (X) when X =:= X, not (not is_atom(X)) -> atom; (_) -> n end,
     fun(X) when X orelse true -> y; (_) -> n end,
     fun(X) when true orelse X -> y; (_) -> n end,
     fun(X) when false andalso X -> y; (_) -> n end,
     fun(X) when X andalso 1 -> y; (_) -> n end,
     fun(X) when map_get(k, X) -> y; (X) when map_get(k, X) =:= 1 -> one; (_) -> n end,
     fun(X) when is_map_key(k, X) -> y; (X) when is_map_key(z, #{}) -> X; (_) -> n end,
     fun(X) when length(X) + tuple_size(X) > 0 -> y; (X) when length(X) >= 0 -> list; (X) when tuple_size(X) >= 0 -> tuple; (_) -> n end,
     fun(X) when (X + 1 > 0) xor (X =:= a) -> y; (_) -> n end,
     fun(X) when X > a, X < [] -> y; (X) when abs(X) =:= X -> abs; (_) -> n end,
     fun(X) when byte_size(X) =:= 1, binary_part(X, 0, 1) =:= <<1>> -> y; (X) when bit_size(X) > 100 -> big; (_) -> n end,
     fun(X) when round(X) =/= trunc(X) -> y; (X) when X rem 2 =:= 1 -> odd; (X) when X bsl 1 =:= 0 -> zero; (_) -> n end,
     fun(X) when (X =:= 5) =:= (X > 0 andalso is_integer(X)) -> y; (_) -> n end].

in_case(V) -> case V of X when tl(X) =:= [] -> tail; X when size(X) > 0 -> sized; X when X > 1, X / 2 > 1 -> half; _ -> none end.
in_if(V) -> if hd(V) > 0 -> hd; element(1, V) > 0 -> element; V > 3, -V < 0 -> number; map_size(V) > 0 -> map; true -> none end.
in_fun(V) -> (fun(X, Y) when hd(X) =:= Y; Y =:= element(1, X) -> {X, Y}; (X, _) -> X end)(V, 1).
in_try(V) -> try throw(V) catch throw:X when hd(X) =:= 1 -> h; throw:X when element(1, X) =:= 1; X =:= a -> e; _:_ -> none end.
in_receive(V) -> self() ! V, receive X when hd(X) =:= 1 -> h; X when 1 / X > 0 -> {d, X}; X when X =:= V -> s end.
in_maybe(V) -> maybe {ok, W} ?= V, W else X when hd(X) > 0 -> h; X when tuple_size(X) > 0, element(1, X) > 0 -> t; _ -> none end.
