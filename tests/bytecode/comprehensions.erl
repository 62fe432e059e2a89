-module(comprehensions).
-export([squares/1, pairs/2, bytes/1, index/1, zipped/2]).
squares(L) -> [X * X || X <- L, X > 0].
pairs(A, B) -> [{X, Y} || X <- A, Y <- B].
bytes(L) -> << <<X:16>> || X <- L >>.
index(L) -> #{K => V || {K, V} <- L}.
zipped(A, B) -> [X + Y || X <- A && Y <- B].
%%% bytecode
% ; 'squares'/1 exported -> nil|cons
% L0:
%     call_tail '-squares/1-lc$^0/1-0-'/1 _
%
% ; 'pairs'/2 exported -> nil|cons
% L1:
%     call_tail '-pairs/2-lc$^0/1-0-'/2 _
%
% ; 'bytes'/1 exported -> bitstring
% L2:
%     move #0 -> x1
%     call_tail '-bytes/1-lbc$^0/2-0-'/2 _
%
% ; 'index'/1 exported
% L3:
%     allocate 0 0 @1 ; x0 line 6
%     call '-index/1-lc$^0/1-0-'/1 @0 ; x0 line 6
%     call_ext_tail 'maps':'from_list'/1 0 @0 ; x0 line 6
%
% ; 'zipped'/2 exported -> nil|cons
% L4:
%     call_tail '-zipped/2-zlc$^0/2-0-'/2 _
%
% ; '-squares/1-lc$^0/1-0-'/1 -> nil|cons
% L7:
%     is_cons x0 L9
%     get_list x0 -> x1 -> x0
%     is_lt 0 x1 L8
%     allocate 1 0 @8 ; x0 x1 line 3
%     mul x1 x1 -> y0 @7 ; x0 x1 line 3
%     call '-squares/1-lc$^0/1-0-'/1 @6 ; x0 y0 line 3
%     need_heap 2 @5 ; x0 y0
%     put_list y0 x0 -> x0
%     deallocate 1
%     ret
% L8:
%     call_tail '-squares/1-lc$^0/1-0-'/1 _
% L9:
%     is_nil x0 L10
%     move [] -> x0
%     ret
% L10:
%     fail_with BadGenerator x0 @4 ; x0 line 3
%
% ; '-pairs/2-lc$^0/1-0-'/2 -> nil|cons
% L11:
%     is_cons x0 L12
%     get_list x0 -> x2 -> x3
%     move x1 -> x0
%     call_tail '-pairs/2-lc$^1/1-1-'/4 _
% L12:
%     is_nil x0 L13
%     move [] -> x0
%     ret
% L13:
%     fail_with BadGenerator x0 @9 ; x0 line 4
%
% ; '-pairs/2-lc$^1/1-1-'/4 -> nil|cons
% L14:
%     is_cons x0 L15
%     allocate 1 3 @11 ; x0 x1 x2 x3
%     get_list x0 -> x4 -> x0
%     put_tuple [x2 x4] -> y0
%     call '-pairs/2-lc$^1/1-1-'/4 @10 ; x0 x1 x2 x3 y0 line 4
%     need_heap 2 @5 ; x0 y0
%     put_list y0 x0 -> x0
%     deallocate 1
%     ret
% L15:
%     is_nil x0 L16
%     move x3 -> x0
%     call_tail '-pairs/2-lc$^0/1-0-'/2 _
% L16:
%     fail_with BadGenerator x0 @9 ; x0 line 4
%
% ; '-bytes/1-lbc$^0/2-0-'/2 x1: bitstring -> bitstring
% L17:
%     is_cons x0 L18
%     get_list x0 -> x2 -> x0
%     bs_create [(Append x1 _ 1 big unsigned) (Integer x2 16 1 big unsigned)] -> x1 @13 ; x0 x1 x2 line 5
%     call_tail '-bytes/1-lbc$^0/2-0-'/2 _
% L18:
%     is_nil x0 L19
%     move x1 -> x0
%     ret
% L19:
%     fail_with BadGenerator x0 @12 ; x0 line 5
%
% ; '-index/1-lc$^0/1-0-'/1 -> nil|cons
% L20:
%     is_cons x0 L22
%     get_list x0 -> x1 -> x0
%     is_arity x1 2 L21
%     allocate 1 3 @3 ; x0 x1
%     get_element x1 0 -> x2
%     get_element x1 1 -> x1
%     put_tuple [x2 x1] -> y0
%     call '-index/1-lc$^0/1-0-'/1 @14 ; x0 y0 line 6
%     need_heap 2 @5 ; x0 y0
%     put_list y0 x0 -> x0
%     deallocate 1
%     ret
% L21:
%     call_tail '-index/1-lc$^0/1-0-'/1 _
% L22:
%     is_nil x0 L23
%     move [] -> x0
%     ret
% L23:
%     fail_with BadGenerator x0 @1 ; x0 line 6
%
% ; '-zipped/2-zlc$^0/2-0-'/2 -> nil|cons
% L24:
%     is_cons x0 L26
%     get_list x0 -> x2 -> x3
%     is_cons x1 L25
%     allocate 1 0 @18 ; x1 x2 x3
%     get_list x1 -> x4 -> x1
%     add x2 x4 -> y0 @17 ; x1 x2 x3 x4 line 7
%     move x3 -> x0
%     call '-zipped/2-zlc$^0/2-0-'/2 @16 ; x0 x1 y0 line 7
%     need_heap 2 @5 ; x0 y0
%     put_list y0 x0 -> x0
%     deallocate 1
%     ret
% L25:
%     is_nil x1 L28
%     jump L27
% L26:
%     is_nil x0 L28
% L27:
%     is_nil x0 L28
%     is_nil x1 L28
%     move [] -> x0
%     ret
% L28:
%     need_heap 3 @3 ; x0 x1
%     put_tuple [x0 x1] -> x0
%     fail_with BadGenerators x0 @15 ; x0 line 7
