-module(types).
-export([twice/1, checked/1, tuple/1, list/1, flow/2, boolean/1]).
twice(X) when is_integer(X) -> X + X.
checked(X) when is_tuple(X), tuple_size(X) =:= 3 -> element(2, X).
tuple(X) -> {A, B} = {X, X}, {B, A}.
list(L) when is_list(L) -> case L of [] -> empty; [_ | _] -> full; _ -> never end.
flow(X, Y) ->
    Z = case X of
        1 -> {one, Y};
        _ -> {many, Y}
    end,
    case Z of
        {one, A} -> A;
        {many, A} -> [A]
    end.
boolean(X) -> case is_atom(X) of true -> 1; false -> 2; _ -> 3 end.
%%% bytecode
% ; 'twice'/1 exported
% L0:
%     is_integer x0 L1
%     add x0 x0 -> x0 @0 ; x0 line 3
%     ret
% L1:
%     function_clause @0 ; x0 line 3
%
% ; 'checked'/1 exported
% L2:
%     is_tuple x0 L3
%     bif 'erlang':'tuple_size'/1 [x0] -> x1 else L3 @1 ; x0 line 4
%     is_eq_exact x1 3 L3
%     bif 'erlang':'element'/2 [2 x0] -> x0 @1 ; x0 line 4
%     ret
% L3:
%     function_clause @1 ; x0 line 4
%
% ; 'tuple'/1 exported
% L4:
%     need_heap 6 @2 ; x0
%     put_tuple [x0 x0] -> x1
%     get_element x1 0 -> x2
%     get_element x1 1 -> x1
%     put_tuple [x1 x2] -> x0
%     ret
%
% ; 'list'/1 exported
% L5:
%     is_list x0 L7
%     is_cons x0 L6
%     move 'full' -> x0
%     ret
% L6:
%     move 'empty' -> x0
%     ret
% L7:
%     function_clause @3 ; x0 line 6
%
% ; 'flow'/2 exported
% L8:
%     is_eq_exact x0 1 L9
%     need_heap 3 @6 ; x1
%     put_tuple ['one' x1] -> x0
%     jump L10
% L9:
%     need_heap 3 @6 ; x1
%     put_tuple ['many' x1] -> x0
% L10:
%     get_element x0 0 -> x1
%     get_element x0 1 -> x2
%     select_value x1 L13 ['one'=L11 'many'=L12]
% L11:
%     move x2 -> x0
%     ret
% L12:
%     need_heap 2 @5 ; x2
%     put_list x2 [] -> x0
%     ret
% L13:
%     fail_with CaseClause x0 @4 ; x0 line 12
%
% ; 'boolean'/1 exported
% L14:
%     is_atom x0 L15
%     move 1 -> x0
%     ret
% L15:
%     move 2 -> x0
%     ret
