-module(across_calls).
-export([count/1, total/1, swapped/2, made/1, checksum/1, digits/1, measured/1, state/2]).

%% A counter of a known range: no test of its kind is left to the loop, and what it gives is known to whoever calls it.
count(N) when is_integer(N), N >= 0, N < 1000 -> count(N, 0).
count(0, Found) -> Found;
count(N, Found) when is_integer(N), N > 0 -> count(N - 1, Found + 1).

%% An accumulator that is an integer all along.
total(List) -> total(List, 0).
total([N | Rest], Sum) when is_integer(N), is_integer(Sum) -> total(Rest, Sum + N);
total([], Sum) -> Sum.

%% A tagged tuple is handed from helper to helper: neither asks what it is, nor of which kind.
swapped(A, B) -> swap({pair, A, B}).
swap({pair, A, B}) -> first({pair, B, A});
swap({single, A}) -> A.
first({pair, A, _}) -> A;
first({triple, A, _, _}) -> A.

%% A record goes through three functions; that the third is done is asked of a number between 1 and 10.
-record(state, {count = 0, seen = [], name}).
made(Name) -> begin_with(#state{name = Name}, 10).
begin_with(State, Left) -> note(State#state{count = Left}, Left).
note(State, Left) -> go_on(State#state{seen = [Left | State#state.seen]}, Left - 1).
go_on(#state{seen = Seen}, 0) -> Seen;
go_on(State, Left) when Left > 0 -> begin_with(State, Left).

%% Bytes are numbers up to 255, and so is what is left of a sum.
checksum(Bytes) when is_binary(Bytes) -> checksum(Bytes, 0).
checksum(<<Byte, Rest/binary>>, Sum) when is_integer(Sum) -> checksum(Rest, (Sum + Byte) band 16#ff);
checksum(<<>>, Sum) when Sum < 256 -> Sum.

%% What a helper gives needs no test.
digits(N) -> case digit(N) of D when is_integer(D), D < 10 -> {D}; _ -> none end.
digit(N) -> N rem 10.

%% `==` of an atom is `=:=`.
measured(X) -> larger(length(X), X).
larger(N, X) when N >= 0 -> case kind(N) == small of true -> X; false -> N end.
kind(N) when N > 100 -> large;
kind(_) -> small.

%% One call with anything, and nothing is known.
state(State, X) -> state1(State, X), state1(1, X).
state1(State, X) when is_integer(State) -> X;
state1(_, X) -> [X].
%%% bytecode
% ; 'count'/1 exported -> integer
% L0:
%     is_integer x0 L1
%     is_ge x0 0 L1
%     is_lt x0 1000 L1
%     move 0 -> x1
%     call_tail 'count'/2 _
% L1:
%     function_clause @0 ; x0 line 5
%
% ; 'count'/2 x0: integer 0..999 x1: integer 0.. -> integer
% L2:
%     is_eq_exact x0 0 L3
%     move x1 -> x0
%     ret
% L3:
%     sub x0 1 -> x0 @1 ; x0 x1 line 7
%     add x1 1 -> x1 @1 ; x0 x1 line 7
%     call_tail 'count'/2 _
%
% ; 'total'/1 exported -> integer
% L4:
%     move 0 -> x1
%     call_tail 'total'/2 _
%
% ; 'total'/2 x1: integer -> integer
% L5:
%     is_cons x0 L6
%     get_list x0 -> x2 -> x3
%     is_integer x2 L7
%     add x1 x2 -> x1 @3 ; x1 x2 x3 line 11
%     move x3 -> x0
%     call_tail 'total'/2 _
% L6:
%     is_nil x0 L7
%     move x1 -> x0
%     ret
% L7:
%     function_clause @2 ; x0 x1 line 11
%
% ; 'swapped'/2 exported
% L8:
%     need_heap 4 @4 ; x0 x1
%     put_tuple ['pair' x0 x1] -> x0
%     call_tail 'swap'/1 _
%
% ; 'swap'/1 x0: tuple/3
% L9:
%     get_element x0 1 -> x1
%     get_element x0 2 -> x2
%     need_heap 4 @5 ; x1 x2
%     put_tuple ['pair' x2 x1] -> x0
%     call_tail 'first'/1 _
%
% ; 'first'/1 x0: tuple/3
% L10:
%     get_element x0 1 -> x0
%     ret
%
% ; 'made'/1 exported
% L11:
%     need_heap 5 @6 ; x0
%     put_tuple ['state' 0 [] x0] -> x0
%     move 10 -> x1
%     call_tail 'begin_with'/2 _
%
% ; 'begin_with'/2 x0: tuple/4 x1: integer 1..10
% L12:
%     set_tuple x0 4 Unshared [1=x1] -> x0 @7 ; x0 x1 line 24
%     call_tail 'note'/2 _
%
% ; 'note'/2 x0: tuple/4 x1: integer 1..10
% L13:
%     get_element x0 2 -> x2
%     need_heap 2 @10 ; x0 x1 x2
%     put_list x1 x2 -> x2
%     set_tuple x0 4 Unshared [2=x2] -> x0 @9 ; x0 x1 x2 line 25
%     sub x1 1 -> x1 @8 ; x0 x1 line 25
%     call_tail 'go_on'/2 _
%
% ; 'go_on'/2 x0: tuple/4 x1: integer 0..9
% L14:
%     is_eq_exact x1 0 L15
%     get_element x0 2 -> x0
%     ret
% L15:
%     is_lt 0 x1 L16
%     call_tail 'begin_with'/2 _
% L16:
%     function_clause @11 ; x0 x1 line 26
%
% ; 'checksum'/1 exported -> integer 0..255
% L17:
%     is_binary x0 L18
%     move 0 -> x1
%     call_tail 'checksum'/2 _
% L18:
%     function_clause @12 ; x0 line 30
%
% ; 'checksum'/2 x0: bitstring x1: integer 0..0 -> integer 0..255
% L19:
%     bs_start x0 -> x2 L21 @4 ; x0 x1
%     bs_get_integer x2 8 1 big unsigned -> x3 L20 @10 ; x0 x1 x2
%     bs_test_unit x2 8 L21
%     add x1 x3 -> x3 @15 ; x1 x2 x3 line 31
%     band x3 255 -> x1 @14 ; x2 x3 line 31
%     move x2 -> x0
%     call_tail 'checksum'/2~22 _
% L20:
%     bs_test_rest x2 0 L21
%     move x1 -> x0
%     ret
% L21:
%     function_clause @13 ; x0 x1 line 31
%
% ; 'digits'/1 exported -> atom|tuple/1
% L22:
%     allocate 0 0 @18 ; x0 line 35
%     call 'digit'/1 @17 ; x0 line 35
%     need_heap 2 @16 ; x0
%     put_tuple [x0] -> x0
%     deallocate 0
%     ret
%
% ; 'digit'/1 -> integer -9..9
% L23:
%     rem x0 10 -> x0 @19 ; x0 line 36
%     ret
%
% ; 'measured'/1 exported -> integer 0..72057594037927936|nil|cons
% L24:
%     bif 'erlang':'length'/1 [x0] -> x2 @20 ; x0 line 39
%     move x0 -> x1
%     move x2 -> x0
%     call_tail 'larger'/2 _
%
% ; 'larger'/2 x0: integer 0..72057594037927936 x1: nil|cons -> integer 0..72057594037927936|nil|cons
% L25:
%     allocate 2 0 @22 ; x0 x1 line 40
%     move x0 -> y0
%     move x1 -> y1
%     call 'kind'/1 @21 ; x0 y0 y1 line 40
%     is_eq_exact x0 'small' L26
%     move y1 -> x0
%     deallocate 2
%     ret
% L26:
%     move y0 -> x0
%     deallocate 2
%     ret
%
% ; 'kind'/1 x0: integer 0..72057594037927936 -> atom
% L27:
%     is_lt 100 x0 L28
%     move 'large' -> x0
%     ret
% L28:
%     move 'small' -> x0
%     ret
%
% ; 'state'/2 exported
% L29:
%     allocate 1 0 @24 ; x0 x1 line 45
%     move x1 -> y0
%     call 'state1'/2 @23 ; x0 x1 y0 line 45
%     move y0 -> x1
%     move 1 -> x0
%     call_tail 'state1'/2 1
%
% ; 'state1'/2
% L30:
%     is_integer x0 L31
%     move x1 -> x0
%     ret
% L31:
%     need_heap 2 @25 ; x1
%     put_list x1 [] -> x0
%     ret
