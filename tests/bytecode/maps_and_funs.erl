-module(maps_and_funs).
-export([area/1, put/3, adder/1, compose/2, each/1]).
area(#{w := W, h := H}) -> W * H;
area(#{r := R}) -> R.
put(M, K, V) -> M#{K => V, size := 1}.
adder(N) -> fun(X) -> X + N end.
compose(F, G) -> fun(X) -> F(G(X)) end.
each(L) -> [{X, Y} || {X, Y} <- L, X > Y].
%%% bytecode
% ; 'area'/1 exported
% L0:
%     map_get x0 'w' -> x1 L1
%     map_get x0 'h' -> x2 L1
%     mul x1 x2 -> x0 @1 ; x1 x2 line 3
%     ret
% L1:
%     map_get x0 'r' -> x0 L2
%     ret
% L2:
%     function_clause @0 ; x0 line 3
%
% ; 'put'/3 exported
% L3:
%     map_put x0 [x1=x2] -> x1 @3 ; x0 x1 x2 line 5
%     map_update x1 ['size'=1] -> x0 @2 ; x1 line 5
%     ret
%
% ; 'adder'/1 exported
% L4:
%     make_fun ^0 [x0] -> x0 @4 ; x0 line 6
%     ret
%
% ; 'compose'/2 exported
% L5:
%     make_fun ^1 [x0 x1] -> x0 @5 ; x0 x1 line 7
%     ret
%
% ; 'each'/1 exported -> nil|cons
% L6:
%     call_tail '-each/1-lc$^0/1-0-'/1 _
%
% ; '-adder/1-fun-0-'/2
% L9:
%     add x0 x1 -> x0 @8 ; x0 x1 line 6
%     ret
%
% ; '-compose/2-fun-0-'/3
% L10:
%     allocate 1 0 @11 ; x0 x1 x2 line 7
%     move x1 -> y0
%     call_fun x2 1 @10 ; x0 x2 y0 line 7
%     call_fun_tail y0 1 1 @9 ; x0 y0 line 7
%
% ; '-each/1-lc$^0/1-0-'/1 -> nil|cons
% L11:
%     is_cons x0 L14
%     get_list x0 -> x1 -> x0
%     is_arity x1 2 L13
%     get_element x1 0 -> x2
%     get_element x1 1 -> x1
%     is_lt x1 x2 L12
%     allocate 1 3 @15 ; x0 x1 x2
%     put_tuple [x2 x1] -> y0
%     call '-each/1-lc$^0/1-0-'/1 @14 ; x0 y0 line 8
%     need_heap 2 @13 ; x0 y0
%     put_list y0 x0 -> x0
%     deallocate 1
%     ret
% L12:
%     call_tail '-each/1-lc$^0/1-0-'/1 _
% L13:
%     call_tail '-each/1-lc$^0/1-0-'/1 _
% L14:
%     is_nil x0 L15
%     move [] -> x0
%     ret
% L15:
%     fail_with BadGenerator x0 @12 ; x0 line 8
