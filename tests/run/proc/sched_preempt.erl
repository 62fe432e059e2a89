%% Long natives and long functions are interrupted; a ticker beside each of them goes on.
-module(sched_preempt).
-export([main/0]).
-include("proc.hrl").

main() ->
    Big = lists:seq(1, 30000),
    Bin = binary:copy(<<"ab,c">>, 5000),
    Works = [fun() -> lists:sort(fun(A, B) -> A > B end, Big) end, fun() -> lists:reverse(lists:sort(Big)) end, fun() -> length(binary:split(Bin, <<",">>, [global])) end,
             fun() -> byte_size(term_to_binary(Big)) end, fun() -> binary_to_term(term_to_binary(Big)) =:= Big end, fun() -> maps:size(maps:from_list([{I, I} || I <- Big])) end,
             fun() -> length(Big -- lists:seq(1, 30000, 2)) end, fun() -> erlang:phash2(Big) =:= erlang:phash2(Big) end, fun() -> lists:sum([X * X || X <- Big]) end,
             fun() -> length(io_lib:format("~p", [lists:seq(1, 300)])) > 0 end],
    Self = self(),
    [begin
        W = spawn(fun() -> Self ! {result, short(F())} end),
        Pongs = [begin E = spawn(fun() -> Self ! {self(), tick} end), receive {E, tick} -> ok end end || _ <- [1, 2, 3]],
        R = receive {result, X} -> X end,
        p({R, length(Pongs), is_pid(W)})
     end || F <- Works].

short(L) when is_list(L) -> {list, length(L), hd(L)};
short(X) -> X.
