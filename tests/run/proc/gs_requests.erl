%% Requests without waiting: replies out of order, collections of requests, servers that end meanwhile.
-module(gs_requests).
-export([main/0]).
-export([init/1, handle_call/3, handle_cast/2]).
-include("proc.hrl").

main() ->
    {ok, S} = gen_server:start(?MODULE, [], []),
    Rs = [gen_server:send_request(S, {later, I}) || I <- [1, 2, 3]],
    gen_server:cast(S, answer_all),
    p([gen_server:receive_response(R, 60000) || R <- lists:reverse(Rs)]),
    Col = lists:foldl(fun(I, C) -> gen_server:send_request(S, {later, I}, {label, I}, C) end, gen_server:reqids_new(), [1, 2, 3]),
    p(gen_server:reqids_size(Col)),
    gen_server:cast(S, answer_all),
    p(lists:sort(drain(Col))),
    p(gen_server:receive_response(gen_server:reqids_new(), 0, true)),
    p(gen_server:wait_response(gen_server:send_request(S, {later, x}), 0)),
    %% one that ends
    R4 = gen_server:send_request(S, {later, 4}), R5 = gen_server:send_request(S, die),
    p([case gen_server:receive_response(R, 60000) of {error, {Why, _}} -> Why; X -> X end || R <- [R4, R5]]),
    p(case gen_server:receive_response(gen_server:send_request(S, x), 60000) of {error, {Why2, _}} -> Why2 end),
    p([element(1, X) || X <- all()]).

drain(C) ->
    case gen_server:receive_response(C, 60000, true) of
        no_request -> [];
        {{reply, R}, L, C1} -> [{L, R} | drain(C1)]
    end.
init(_) -> {ok, []}.
handle_call({later, I}, From, S) -> {noreply, [{From, I} | S]};
handle_call(die, _, S) -> {stop, {shutdown, died}, S}.
handle_cast(answer_all, S) -> [gen_server:reply(F, {answer, I}) || {F, I} <- S], {noreply, []}.
