%% Messages kept off the heap and on it: large and small, received selectively, switched in between, while the receiver collects; contents unchanged.
-module(gc_off_heap_messages).
-export([main/0]).
-include("proc.hrl").

main() -> p([ends_opt(fun() -> exit(go(K)) end, K) || K <- [on_heap, off_heap]]), p([ends_opt(fun() -> exit(switching()) end, K) || K <- [on_heap, off_heap]]), p([ends_opt(fun() -> exit(held()) end, K) || K <- [on_heap, off_heap]]), p([sender_dies(K) || K <- [on_heap, off_heap]]).

ends_opt(F, K) -> {P, M} = spawn_opt(F, [monitor, {message_queue_data, K}]), down(P, M).
msg(I) -> {m, I, lists:seq(1, I rem 30), binary:copy(<<I>>, I rem 100), #{I => {I}}, fun() -> I end, float(I), 1 bsl I}.
ok({m, I, L, B, M, F, Fl, N}) -> length(L) =:= I rem 30 andalso byte_size(B) =:= I rem 100 andalso map_get(I, M) =:= {I} andalso F() =:= I andalso Fl == I andalso N =:= 1 bsl I.
go(K) -> Self = self(), spawn(fun() -> [Self ! msg(I) || I <- lists:seq(1, 100)], Self ! last end), receive last -> ok end, garbage_collect(), A = receive {m, 50, _, _, _, _, _, _} = M0 -> ok(M0) end, garbage_collect(self(), [{type, minor}]), B = lists:all(fun ok/1, [receive {m, I, _, _, _, _, _, _} = M -> M end || I <- lists:seq(100, 51, -1)]), garbage_collect(), C = [receive {m, _, _, _, _, _, _, _} = M -> ok(M) end || _ <- lists:seq(1, 49)], {K, A, B, lists:usort(C), all()}.
switching() -> [begin process_flag(message_queue_data, case I rem 4 of 0 -> on_heap; 2 -> off_heap; _ -> element(2, process_info(self(), message_queue_data)) end), self() ! msg(I), I rem 10 =:= 0 andalso garbage_collect() end || I <- lists:seq(1, 60)], lists:usort([ok(M) || M <- all()]).
held() -> self() ! msg(70), self() ! msg(71), receive {m, 71, _, B, _, F, _, N} -> ok end, garbage_collect(), self() ! {B, F, N}, garbage_collect(), receive {B2, F2, N2} -> ok end, [M] = all(), {byte_size(B2), F2(), N2 =:= 1 bsl 71, ok(M)}.
sender_dies(K) -> Self = self(), R = spawn_opt(fun() -> receive start -> Self ! {got, [ok(M) || M <- all()]} end end, [{message_queue_data, K}]), [died(spawn(fun() -> R ! msg(I), garbage_collect() end)) || I <- [10, 20, 30]], R ! start, receive {got, L} -> L end.
