-module(records).
-export([move/3, origin/1, walk/1]).
-record(p, {x = 0, y = 0, name}).
move(#p{x = X, y = Y} = P, DX, DY) -> P#p{x = X + DX, y = Y + DY}.
origin(#p{x = 0, y = 0}) -> true;
origin(#p{}) -> false.
walk(N) -> walk(N, #p{name = walker}).
walk(0, P) -> P#p.x;
walk(N, #p{x = X} = P) -> walk(N - 1, P#p{x = X + N}).
%%% bytecode
% ; 'move'/3 exported
% L0:
%     is_tagged x0 4 'p' L1
%     get_element x0 1 -> x3
%     get_element x0 2 -> x4
%     add x3 x1 -> x1 @2 ; x0 x1 x2 x3 x4 line 4
%     add x4 x2 -> x2 @1 ; x0 x1 x2 x4 line 4
%     set_tuple x0 4 Copy [1=x1 2=x2] -> x0 @0 ; x0 x1 x2 line 4
%     ret
% L1:
%     function_clause @0 ; x0 x1 x2 line 4
%
% ; 'origin'/1 exported
% L2:
%     is_tagged x0 4 'p' L4
%     get_element x0 1 -> x1
%     get_element x0 2 -> x0
%     is_eq_exact x1 0 L3
%     is_eq_exact x0 0 L3
%     move 'true' -> x0
%     ret
% L3:
%     move 'false' -> x0
%     ret
% L4:
%     function_clause @3 ; x0 line 5
%
% ; 'walk'/1 exported
% L5:
%     move #3 -> x1
%     call_tail 'walk'/2 _
%
% ; 'walk'/2 x1: tuple/4
% L6:
%     is_eq_exact x0 0 L7
%     get_element x1 1 -> x0
%     ret
% L7:
%     get_element x1 1 -> x2
%     sub x0 1 -> x3 @6 ; x0 x1 x2 line 9
%     add x2 x0 -> x2 @5 ; x0 x1 x2 x3 line 9
%     set_tuple x1 4 Unshared [1=x2] -> x1 @4 ; x1 x2 x3 line 9
%     move x3 -> x0
%     call_tail 'walk'/2 _
