-module(inlined).
-export([area/2, length2/1, loop/2, sorted/2]).
-compile({inline, [square/1, add/2, step/2, ordered/2]}).
area(W, H) -> add(square(W), square(H)).
length2({X, Y}) -> add(square(X), square(Y)).
loop(N, Acc) -> step(N, Acc).
sorted(A, B) -> case ordered(A, B) of true -> {A, B}; false -> {B, A} end.
square(X) -> X * X.
add(X, Y) -> X + Y.
step(0, Acc) -> Acc;
step(N, Acc) -> loop(N - 1, Acc + N).
ordered(A, B) -> A =< B.
%%% bytecode
% ; 'area'/2 exported
% L0:
%     mul x0 x0 -> x2 @2 ; x0 x1 line 8
%     mul x1 x1 -> x1 @1 ; x1 x2 line 8
%     add x2 x1 -> x0 @0 ; x1 x2 line 9
%     ret
%
% ; 'length2'/1 exported
% L1:
%     is_arity x0 2 L2
%     get_element x0 0 -> x1
%     get_element x0 1 -> x2
%     mul x1 x1 -> x1 @1 ; x1 x2 line 8
%     mul x2 x2 -> x2 @1 ; x1 x2 line 8
%     add x1 x2 -> x0 @0 ; x1 x2 line 9
%     ret
% L2:
%     function_clause @3 ; x0 line 5
%
% ; 'loop'/2 exported
% L3:
%     is_eq_exact x0 0 L4
%     move x1 -> x0
%     ret
% L4:
%     sub x0 1 -> x2 @5 ; x0 x1 line 11
%     add x1 x0 -> x1 @4 ; x0 x1 x2 line 11
%     move x2 -> x0
%     call_tail 'loop'/2 _
%
% ; 'sorted'/2 exported
% L5:
%     is_ge x1 x0 L6
%     need_heap 3 @6 ; x0 x1
%     put_tuple [x0 x1] -> x0
%     ret
% L6:
%     need_heap 3 @6 ; x0 x1
%     put_tuple [x1 x0] -> x0
%     ret
%
% ; 'square'/1
% L7:
%     mul x0 x0 -> x0 @7 ; x0 line 8
%     ret
%
% ; 'add'/2
% L8:
%     add x0 x1 -> x0 @8 ; x0 x1 line 9
%     ret
%
% ; 'step'/2
% L9:
%     is_eq_exact x0 0 L10
%     move x1 -> x0
%     ret
% L10:
%     sub x0 1 -> x2 @5 ; x0 x1 line 11
%     add x1 x0 -> x1 @4 ; x0 x1 x2 line 11
%     move x2 -> x0
%     call_tail 'loop'/2 _
%
% ; 'ordered'/2
% L11:
%     is_ge x1 x0 L12
%     move 'true' -> x0
%     jump L13
% L12:
%     move 'false' -> x0
% L13:
%     ret
