-module(arithmetic).
-export([fib/1, tak/3, gcd/2, sign/1, mean/2]).
fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).
tak(X, Y, Z) when Y >= X -> Z;
tak(X, Y, Z) -> tak(tak(X - 1, Y, Z), tak(Y - 1, Z, X), tak(Z - 1, X, Y)).
gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).
sign(N) when is_integer(N), N > 0 -> 1;
sign(0) -> 0;
sign(N) when is_integer(N) -> -1.
mean(A, B) -> (A + B) / 2.
%%% bytecode
% ; 'fib'/1 exported -> integer|float
% L0:
%     is_lt x0 2 L1
%     ret
% L1:
%     allocate 2 0 @3 ; x0 line 4
%     move x0 -> y0
%     sub x0 1 -> x0 @2 ; x0 y0 line 4
%     call 'fib'/1 @2 ; x0 y0 line 4
%     move x0 -> y1
%     sub y0 2 -> x0 @1 ; y0 y1 line 4
%     call 'fib'/1 @0 ; x0 y1 line 4
%     add y1 x0 -> x0 @0 ; x0 y1 line 4
%     deallocate 2
%     ret
%
% ; 'tak'/3 exported
% L2:
%     is_ge x1 x0 L3
%     move x2 -> x0
%     ret
% L3:
%     allocate 5 0 @9 ; x0 x1 x2 line 6
%     move x0 -> y0
%     move x1 -> y1
%     move x2 -> y2
%     sub x0 1 -> x0 @8 ; x0 x1 x2 y0 y1 y2 line 6
%     call 'tak'/3 @8 ; x0 x1 x2 y0 y1 y2 line 6
%     move x0 -> y3
%     sub y1 1 -> x0 @7 ; y0 y1 y2 y3 line 6
%     move y0 -> x2
%     move y2 -> x1
%     call 'tak'/3 @6 ; x0 x1 x2 y0 y1 y2 y3 line 6
%     move x0 -> y4
%     sub y2 1 -> x0 @5 ; y0 y1 y2 y3 y4 line 6
%     move y1 -> x2
%     move y0 -> x1
%     call 'tak'/3 @4 ; x0 x1 x2 y3 y4 line 6
%     move x0 -> x2
%     move y3 -> x0
%     move y4 -> x1
%     call_tail 'tak'/3 5
%
% ; 'gcd'/2 exported
% L4:
%     is_eq_exact x1 0 L5
%     ret
% L5:
%     rem x0 x1 -> x2 @10 ; x0 x1 line 8
%     move x1 -> x0
%     move x2 -> x1
%     call_tail 'gcd'/2 _
%
% ; 'sign'/1 exported
% L6:
%     is_integer x0 L7
%     is_lt 0 x0 L7
%     move 1 -> x0
%     ret
% L7:
%     is_eq_exact x0 0 L8
%     move 0 -> x0
%     ret
% L8:
%     is_integer x0 L9
%     move -1 -> x0
%     ret
% L9:
%     function_clause @11 ; x0 line 9
%
% ; 'mean'/2 exported
% L10:
%     add x0 x1 -> x1 @13 ; x0 x1 line 12
%     fdiv x1 2 -> x0 @12 ; x1 line 12
%     ret
