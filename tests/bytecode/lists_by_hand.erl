-module(lists_by_hand).
-export([reverse/2, map/2, sum/2, last/1]).
reverse([H | T], Acc) -> reverse(T, [H | Acc]);
reverse([], Acc) -> Acc.
map(F, [H | T]) -> [F(H) | map(F, T)];
map(_, []) -> [].
sum([], N) -> N;
sum([H | T], N) -> sum(T, N + H).
last([X]) -> X;
last([_ | T]) -> last(T).
%%% bytecode
% ; 'reverse'/2 exported
% L0:
%     is_cons x0 L1
%     get_list x0 -> x2 -> x0
%     need_heap 2 @1 ; x0 x1 x2
%     put_list x2 x1 -> x1
%     call_tail 'reverse'/2 _
% L1:
%     is_nil x0 L2
%     move x1 -> x0
%     ret
% L2:
%     function_clause @0 ; x0 x1 line 3
%
% ; 'map'/2 exported -> nil|cons
% L3:
%     is_cons x1 L4
%     allocate 3 0 @6 ; x0 x1
%     move x0 -> y0
%     get_list x1 -> x0 -> y1
%     call_fun y0 1 @5 ; x0 y0 y1 line 5
%     move x0 -> y2
%     move y1 -> x1
%     move y0 -> x0
%     call 'map'/2 @4 ; x0 x1 y2 line 5
%     need_heap 2 @3 ; x0 y2
%     put_list y2 x0 -> x0
%     deallocate 3
%     ret
% L4:
%     is_nil x1 L5
%     move [] -> x0
%     ret
% L5:
%     function_clause @2 ; x0 x1 line 5
%
% ; 'sum'/2 exported
% L6:
%     is_cons x0 L7
%     get_list x0 -> x2 -> x0
%     add x1 x2 -> x1 @8 ; x0 x1 x2 line 8
%     call_tail 'sum'/2 _
% L7:
%     is_nil x0 L8
%     move x1 -> x0
%     ret
% L8:
%     function_clause @7 ; x0 x1 line 7
%
% ; 'last'/1 exported
% L9:
%     is_cons x0 L11
%     get_tail x0 -> x1
%     is_nil x1 L10
%     get_head x0 -> x0
%     ret
% L10:
%     move x1 -> x0
%     call_tail 'last'/1 _
% L11:
%     function_clause @9 ; x0 line 9
