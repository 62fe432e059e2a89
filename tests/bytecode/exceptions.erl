-module(exceptions).
-export([safe/2, closing/2, caught/1, nested/1]).
safe(F, X) -> try F(X) of Y -> {ok, Y} catch throw:T -> {thrown, T}; error:E:S -> {E, S} end.
closing(F, H) -> try F(H) after close(H) end.
close(H) -> H ! close.
caught(F) -> catch F().
nested(X) -> try 1 / X catch error:badarith -> none end.
%%% bytecode
% ; 'safe'/2 exported
% L0:
%     allocate 0 0 @5 ; x0 x1 line 3
%     swap x0 x1
%     call_fun x1 1 @4 ; x0 x1 try L1 line 3
%     need_heap 3 @3 ; x0
%     put_tuple ['ok' x0] -> x0
%     deallocate 0
%     ret
% L1:
%     select_value x0 L4 ['throw'=L2 'error'=L3]
% L2:
%     need_heap 3 @2 ; x1
%     put_tuple ['thrown' x1] -> x0
%     deallocate 0
%     ret
% L3:
%     build_trace x2 -> x2 @1 ; x1 x2
%     need_heap 3 @1 ; x1 x2
%     put_tuple [x1 x2] -> x0
%     deallocate 0
%     ret
% L4:
%     reraise x0 x1 x2 @0 ; x0 x1 x2
%
% ; 'closing'/2 exported
% L5:
%     allocate 4 0 @9 ; x0 x1 line 4
%     move x1 -> y0
%     swap x0 x1
%     call_fun x1 1 @8 ; x0 x1 y0 try L6 line 4
%     move x0 -> y2
%     move [] -> y1
%     move [] -> y3
%     jump L7
% L6:
%     move x2 -> y3
%     move x1 -> y2
%     move x0 -> y1
% L7:
%     move y0 -> x0
%     call 'close'/1 @7 ; x0 y1 y2 y3 line 4
%     is_nil y1 L8
%     move y2 -> x0
%     deallocate 4
%     ret
% L8:
%     reraise y1 y2 y3 @6 ; y1 y2 y3
%
% ; 'close'/1
% L9:
%     send x0 'close' -> x0 @10 ; x0 line 5
%     ret
%
% ; 'caught'/1 exported
% L10:
%     allocate 0 0 @12 ; x0 line 6
%     call_fun x0 0 @11 ; x0 try L11 line 6
%     deallocate 0
%     ret
% L11:
%     catch_value x0 x1 x2 -> x0 @0 ; x0 x1 x2
%     deallocate 0
%     ret
%
% ; 'nested'/1 exported
% L12:
%     fdiv 1 x0 -> x0 @14 ; x0 try L13 line 7
%     ret
% L13:
%     is_eq_exact x0 'error' L14
%     is_eq_exact x1 'badarith' L14
%     move 'none' -> x0
%     ret
% L14:
%     reraise x0 x1 x2 @13 ; x0 x1 x2
