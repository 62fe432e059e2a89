-module(machine_guards).
-export([main/0]).

%% Guards that allocate while a receive looks at a message: messages that do not match stay whole, in order.
main() ->
    [self() ! {number, I, [I, {I}, integer_to_binary(I)]} || I <- lists:seq(1, 300)],
    self() ! {number, 1 bsl 100, [large]},
    io:format("~p~n", [large()]),
    io:format("~p~n", [element(2, product(150 * 1000000000000000000000))]),
    io:format("~p~n", [float(77)]),
    io:format("~p~n", [binary(<<"200">>)]),
    io:format("~p~n", [process_info(self(), message_queue_len)]),
    Rest = drain([]),
    io:format("~p~n", [length(Rest)]),
    io:format("~p~n", [[I || {number, I, [I, {I}, B]} <- Rest, binary_to_integer(B) =:= I] =:= lists:seq(1, 300) -- [150, 77, 200]]).

large() -> receive {number, N, [large] = L} when N * N > 1 bsl 190 -> {N, L} end.
product(P) -> receive {number, N, _} = M when N * 1000000000000000000000 =:= P -> M end.
float(X) -> receive {number, N, [_, T | _]} when N * 1.5 =:= X * 1.5, N + 0.5 > 77 -> T end.
binary(B) -> receive {number, _, [_, _, <<C, D/binary>>]} when <<C, D/binary>> =:= B -> {C, D} end.

drain(Seen) -> receive M -> drain([M | Seen]) after 0 -> lists:reverse(Seen) end.
