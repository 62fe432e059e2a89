-module(selects).
-export([colour/1, shape/1, day/1]).
colour(red) -> 1;
colour(green) -> 2;
colour(blue) -> 3;
colour(_) -> 0.
shape({circle, R}) -> R * R;
shape({square, A}) -> A * A;
shape({rectangle, A, B}) -> A * B;
shape(point) -> 0.
day(N) -> case N rem 7 of 0 -> sun; 1 -> mon; 2 -> tue; _ -> other end.
%%% bytecode
% ; 'colour'/1 exported
% L0:
%     select_value x0 L4 ['red'=L1 'green'=L2 'blue'=L3]
% L1:
%     move 1 -> x0
%     ret
% L2:
%     move 2 -> x0
%     ret
% L3:
%     move 3 -> x0
%     ret
% L4:
%     move 0 -> x0
%     ret
%
% ; 'shape'/1 exported
% L5:
%     select_arity x0 L10 [2=L6 3=L9]
% L6:
%     get_element x0 0 -> x1
%     get_element x0 1 -> x2
%     select_value x1 L11 ['circle'=L7 'square'=L8]
% L7:
%     mul x2 x2 -> x0 @3 ; x2 line 7
%     ret
% L8:
%     mul x2 x2 -> x0 @2 ; x2 line 8
%     ret
% L9:
%     get_element x0 0 -> x1
%     is_eq_exact x1 'rectangle' L11
%     get_element x0 1 -> x1
%     get_element x0 2 -> x2
%     mul x1 x2 -> x0 @1 ; x1 x2 line 9
%     ret
% L10:
%     is_eq_exact x0 'point' L11
%     move 0 -> x0
%     ret
% L11:
%     function_clause @0 ; x0 line 7
%
% ; 'day'/1 exported
% L12:
%     rem x0 7 -> x0 @4 ; x0 line 11
%     select_value x0 L16 [0=L13 1=L14 2=L15]
% L13:
%     move 'sun' -> x0
%     ret
% L14:
%     move 'mon' -> x0
%     ret
% L15:
%     move 'tue' -> x0
%     ret
% L16:
%     move 'other' -> x0
%     ret
