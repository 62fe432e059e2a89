-module(matching).
-export([pair/2, number/1, nested/1, prefix/1, same/2, alias/1, ranges/1]).
pair(a, 1) -> a1;
pair(a, 2) -> a2;
pair(b, 1) -> b1;
pair(_, _) -> none.
number(X) when is_integer(X) -> integer;
number(X) when is_float(X) -> float;
number(X) when is_atom(X) -> atom;
number(_) -> other.
nested({ok, {point, X, Y}}) -> X + Y;
nested({ok, [X | _]}) -> X;
nested({error, _} = E) -> E.
prefix("ab" ++ T) -> T;
prefix("ac" ++ T) -> T;
prefix([_ | T]) -> T;
prefix([]) -> [].
same(X, X) -> yes;
same(_, _) -> no.
alias([H | _] = L) -> {H, L}.
ranges(C) when C >= $0, C =< $9 -> digit;
ranges(C) when C >= $a, C =< $z -> letter;
ranges(_) -> other.
%%% bytecode
% ; 'pair'/2 exported
% L0:
%     select_value x0 L5 ['a'=L1 'b'=L4]
% L1:
%     select_value x1 L5 [1=L2 2=L3]
% L2:
%     move 'a1' -> x0
%     ret
% L3:
%     move 'a2' -> x0
%     ret
% L4:
%     is_eq_exact x1 1 L5
%     move 'b1' -> x0
%     ret
% L5:
%     move 'none' -> x0
%     ret
%
% ; 'number'/1 exported
% L6:
%     is_integer x0 L7
%     move 'integer' -> x0
%     ret
% L7:
%     is_float x0 L8
%     move 'float' -> x0
%     ret
% L8:
%     is_atom x0 L9
%     move 'atom' -> x0
%     ret
% L9:
%     move 'other' -> x0
%     ret
%
% ; 'nested'/1 exported
% L10:
%     is_arity x0 2 L14
%     get_element x0 0 -> x1
%     get_element x0 1 -> x2
%     select_value x1 L14 ['ok'=L11 'error'=L13]
% L11:
%     is_tagged x2 3 'point' L12
%     get_element x2 1 -> x1
%     get_element x2 2 -> x2
%     add x1 x2 -> x0 @1 ; x1 x2 line 11
%     ret
% L12:
%     is_cons x2 L14
%     get_head x2 -> x0
%     ret
% L13:
%     ret
% L14:
%     function_clause @0 ; x0 line 11
%
% ; 'prefix'/1 exported
% L15:
%     is_cons x0 L19
%     get_list x0 -> x1 -> x0
%     is_eq_exact x1 97 L18
%     is_cons x0 L18
%     get_list x0 -> x1 -> x2
%     select_value x1 L18 [98=L16 99=L17]
% L16:
%     move x2 -> x0
%     ret
% L17:
%     move x2 -> x0
%     ret
% L18:
%     ret
% L19:
%     is_nil x0 L20
%     move [] -> x0
%     ret
% L20:
%     function_clause @2 ; x0 line 14
%
% ; 'same'/2 exported
% L21:
%     is_eq_exact x0 x1 L22
%     move 'yes' -> x0
%     ret
% L22:
%     move 'no' -> x0
%     ret
%
% ; 'alias'/1 exported
% L23:
%     is_cons x0 L24
%     get_head x0 -> x1
%     need_heap 3 @4 ; x0 x1
%     put_tuple [x1 x0] -> x0
%     ret
% L24:
%     function_clause @3 ; x0 line 20
%
% ; 'ranges'/1 exported
% L25:
%     is_ge x0 48 L26
%     is_ge 57 x0 L26
%     move 'digit' -> x0
%     ret
% L26:
%     is_ge x0 97 L27
%     is_ge 122 x0 L27
%     move 'letter' -> x0
%     ret
% L27:
%     move 'other' -> x0
%     ret
