-module(booleans).
-export([both/2, known/1, chain/2, inside/3]).
both(A, B) -> is_atom(A) andalso is_atom(B).
known(X) -> X =:= a orelse X =:= b.
chain(X, Y) -> if X > Y, Y > 0 -> gt; X =:= Y; Y < 0 -> odd; true -> no end.
inside(X, A, B) -> case X >= A andalso X =< B of true -> in; false -> out end.
%%% bytecode
% ; 'both'/2 exported
% L0:
%     is_atom x0 L2
%     move 'false' -> x0
%     is_atom x1 L1
%     move 'true' -> x0
% L1:
%     ret
% L2:
%     move 'false' -> x0
%     ret
%
% ; 'known'/1 exported
% L3:
%     is_eq_exact x0 'a' L4
%     move 'true' -> x0
%     ret
% L4:
%     is_eq_exact x0 'b' L5
%     move 'true' -> x0
%     jump L6
% L5:
%     move 'false' -> x0
% L6:
%     ret
%
% ; 'chain'/2 exported
% L7:
%     is_lt x1 x0 L8
%     is_lt 0 x1 L8
%     move 'gt' -> x0
%     ret
% L8:
%     is_eq_exact x0 x1 L9
%     jump L10
% L9:
%     is_lt x1 0 L11
% L10:
%     move 'odd' -> x0
%     ret
% L11:
%     move 'no' -> x0
%     ret
%
% ; 'inside'/3 exported
% L12:
%     is_ge x0 x1 L14
%     is_ge x2 x0 L13
%     move 'true' -> x0
%     jump L15
% L13:
%     move 'false' -> x0
%     jump L15
% L14:
%     move 'false' -> x0
% L15:
%     select_value x0 L18 ['true'=L16 'false'=L17]
% L16:
%     move 'in' -> x0
%     ret
% L17:
%     move 'out' -> x0
%     ret
% L18:
%     fail_with CaseClause x0 @0 ; x0 line 6
