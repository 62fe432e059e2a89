-module(known_funs).
-export([add/2, total/1, has/2, wrong_arity/1, last_call/1]).
add(L, K) -> lists:map(fun(X) -> X + K end, L).
total(L) -> lists:foldl(fun({_, N}, S) -> S + N end, 0, L).
has(K, L) -> lists:any(fun(X) -> X =:= K end, L).
wrong_arity(L) -> lists:map(fun(X, Y) -> X + Y end, L).
last_call(L) -> lists:map(fun size/1, L).
size({A, B}) -> A * B.
%%% bytecode
% ; 'add'/2 exported
% L0:
%     call_tail '-lists:map/2 -add/2-fun-0-/2-'/2 _
%
% ; 'total'/1 exported
% L1:
%     move x0 -> x1
%     move 0 -> x0
%     call_tail '-lists:foldl/3 -total/1-fun-0-/2-'/2 _
%
% ; 'has'/2 exported
% L2:
%     swap x0 x1
%     call_tail '-lists:any/2 -has/2-fun-0-/2-'/2 _
%
% ; 'wrong_arity'/1 exported
% L3:
%     call_tail '-lists:map/2 -wrong_arity/1-fun-0-/2-'/1 _
%
% ; 'last_call'/1 exported
% L4:
%     call_tail '-lists:map/2 size/1-'/1 _
%
% ; 'size'/1 -> integer|float
% L5:
%     is_arity x0 2 L6
%     get_element x0 0 -> x1
%     get_element x0 1 -> x2
%     mul x1 x2 -> x0 @1 ; x1 x2 line 8
%     ret
% L6:
%     function_clause @0 ; x0 line 8
%
% ; '-add/2-fun-0-'/2
% L9:
%     add x0 x1 -> x0 @4 ; x0 x1 line 3
%     ret
%
% ; '-total/1-fun-0-'/2 -> integer|float
% L10:
%     is_arity x0 2 L11
%     get_element x0 1 -> x2
%     add x1 x2 -> x0 @6 ; x1 x2 line 4
%     ret
% L11:
%     function_clause @5 ; x0 x1 line 4
%
% ; '-has/2-fun-0-'/2
% L12:
%     is_eq_exact x0 x1 L13
%     move 'true' -> x0
%     jump L14
% L13:
%     move 'false' -> x0
% L14:
%     ret
%
% ; '-wrong_arity/1-fun-0-'/2
% L15:
%     add x0 x1 -> x0 @7 ; x0 x1 line 6
%     ret
%
% ; '-lists:map/2 -add/2-fun-0-/2-'/2 copy 'lists':'map'/2
% L16:
%     is_version 'lists':'map'/2 42 L17
%     call_tail '-lists:map_1/2 -add/2-fun-0-/2-'/2 _
% L17:
%     make_fun ^0 [x1] -> x2 @3 ; x0 x1
%     move x0 -> x1
%     move x2 -> x0
%     call_ext_tail 'lists':'map'/2 _ @3 ; x0 x1
%
% ; '-lists:map_1/2 -add/2-fun-0-/2-'/2 -> nil|cons copy 'lists':'map_1'/2
% L18:
%     is_cons x0 L19
%     allocate 1 0 @3 ; x0 x1
%     get_list x0 -> x2 -> x0
%     add x2 x1 -> y0 @11 ; x0 x1 x2 line 3
%     call '-lists:map_1/2 -add/2-fun-0-/2-'/2 @10 ; x0 x1 y0 line 101
%     need_heap 2 @9 ; x0 y0
%     put_list y0 x0 -> x0
%     deallocate 1
%     ret
% L19:
%     is_nil x0 L20
%     move [] -> x0
%     ret
% L20:
%     make_fun ^0 [x1] -> x1 @3 ; x0 x1
%     swap x0 x1
%     function_clause @8 ; x0 x1 line 101
%
% ; '-lists:foldl/3 -total/1-fun-0-/2-'/2 x0: integer 0..0 copy 'lists':'foldl'/3
% L21:
%     is_version 'lists':'foldl'/3 42 L22
%     call_tail '-lists:foldl_1/3 -total/1-fun-0-/2-'/2 _
% L22:
%     make_fun ^1 [] -> x3 @3 ; x0 x1
%     move x1 -> x2
%     move x0 -> x1
%     move x3 -> x0
%     call_ext_tail 'lists':'foldl'/3 _ @12 ; x0 x1 x2
%
% ; '-lists:foldl_1/3 -total/1-fun-0-/2-'/2 x0: integer|float -> integer|float copy 'lists':'foldl_1'/3
% L23:
%     is_cons x1 L25
%     get_list x1 -> x2 -> x1
%     is_arity x2 2 L24
%     get_element x2 1 -> x2
%     add x0 x2 -> x0 @17 ; x0 x1 x2 line 4
%     call_tail '-lists:foldl_1/3 -total/1-fun-0-/2-'/2 _
% L24:
%     allocate 0 0 @16 ; x0 x2 line 201
%     move x0 -> x1
%     move x2 -> x0
%     call '-total/1-fun-0-'/2 @15 ; x0 x1 line 201
%     fail_with BadMatch x0 @14 ; x0 line 201
% L25:
%     is_nil x1 L26
%     ret
% L26:
%     make_fun ^1 [] -> x2 @3 ; x0 x1
%     swap x0 x2
%     swap x2 x1
%     function_clause @13 ; x0 x1 x2 line 201
%
% ; '-lists:any/2 -has/2-fun-0-/2-'/2 copy 'lists':'any'/2
% L27:
%     is_version 'lists':'any'/2 42 L28
%     call_tail '-lists:any_1/2 -has/2-fun-0-/2-'/2 _
% L28:
%     make_fun ^2 [x1] -> x2 @3 ; x0 x1
%     move x0 -> x1
%     move x2 -> x0
%     call_ext_tail 'lists':'any'/2 _ @3 ; x0 x1
%
% ; '-lists:any_1/2 -has/2-fun-0-/2-'/2 -> atom copy 'lists':'any_1'/2
% L29:
%     is_cons x0 L31
%     get_list x0 -> x2 -> x0
%     is_eq_exact x2 x1 L30
%     move 'true' -> x0
%     ret
% L30:
%     call_tail '-lists:any_1/2 -has/2-fun-0-/2-'/2 _
% L31:
%     is_nil x0 L32
%     move 'false' -> x0
%     ret
% L32:
%     make_fun ^2 [x1] -> x1 @3 ; x0 x1
%     swap x0 x1
%     function_clause @18 ; x0 x1 line 301
%
% ; '-lists:map/2 -wrong_arity/1-fun-0-/2-'/1 copy 'lists':'map'/2
% L33:
%     is_version 'lists':'map'/2 42 L34
%     make_fun ^3 [] -> x1 @2 ; x0
%     swap x0 x1
%     function_clause @19 ; x0 x1 line 100
% L34:
%     make_fun ^3 [] -> x2 @2 ; x0
%     move x0 -> x1
%     move x2 -> x0
%     call_ext_tail 'lists':'map'/2 _ @3 ; x0 x1
%
% ; '-lists:map_1/2 -wrong_arity/1-fun-0-/2-'/1 -> nil|cons copy 'lists':'map_1'/2
% L35:
%     is_cons x0 L36
%     allocate 2 0 @2 ; x0
%     get_list x0 -> x0 -> y0
%     make_fun ^3 [] -> x1 @23 ; x0 y0
%     call_fun x1 1 @22 ; x0 x1 y0 line 101
%     move x0 -> y1
%     move y0 -> x0
%     call '-lists:map_1/2 -wrong_arity/1-fun-0-/2-'/1 @21 ; x0 y1 line 101
%     need_heap 2 @20 ; x0 y1
%     put_list y1 x0 -> x0
%     deallocate 2
%     ret
% L36:
%     is_nil x0 L37
%     move [] -> x0
%     ret
% L37:
%     make_fun ^3 [] -> x1 @2 ; x0
%     swap x0 x1
%     function_clause @8 ; x0 x1 line 101
%
% ; '-lists:map/2 size/1-'/1 copy 'lists':'map'/2
% L38:
%     is_version 'lists':'map'/2 42 L39
%     call_tail '-lists:map_1/2 size/1-'/1 _
% L39:
%     make_fun ^4 [] -> x2 @2 ; x0
%     move x0 -> x1
%     move x2 -> x0
%     call_ext_tail 'lists':'map'/2 _ @3 ; x0 x1
%
% ; '-lists:map_1/2 size/1-'/1 -> nil|cons copy 'lists':'map_1'/2
% L40:
%     is_cons x0 L42
%     get_list x0 -> x1 -> x0
%     is_arity x1 2 L41
%     allocate 1 0 @28 ; x0 x1 line 0
%     get_element x1 0 -> x2
%     get_element x1 1 -> x1
%     mul x2 x1 -> y0 @27 ; x0 x1 x2 line 8
%     call '-lists:map_1/2 size/1-'/1 @26 ; x0 y0 line 101
%     need_heap 2 @9 ; x0 y0
%     put_list y0 x0 -> x0
%     deallocate 1
%     ret
% L41:
%     allocate 1 0 @25 ; x1 line 101
%     move x1 -> x0
%     call 'size'/1 @24 ; x0 line 101
%     fail_with BadMatch x0 @24 ; x0 line 101
% L42:
%     is_nil x0 L43
%     move [] -> x0
%     ret
% L43:
%     make_fun ^4 [] -> x1 @2 ; x0
%     swap x0 x1
%     function_clause @8 ; x0 x1 line 101
