-module(binaries).
-export([count/2, words/1, header/1, build/2]).
count(<<C, T/binary>>, N) when C > 32 -> count(T, N + 1);
count(<<_, T/binary>>, N) -> count(T, N);
count(<<>>, N) -> N.
words(B) -> words(B, <<>>).
words(<<" ", T/binary>>, W) -> {W, T};
words(<<C, T/binary>>, W) -> words(T, <<W/binary, C>>);
words(<<>>, W) -> {W, <<>>}.
header(<<Version:4, Length:4, Kind:8, Size:16/little, Rest/binary>>) -> {Version, Length, Kind, Size, Rest}.
build(A, B) -> <<A:8, B:16/little, "end">>.
%%% bytecode
% ; 'count'/2 exported
% L0:
%     bs_start x0 -> x2 L3 @3 ; x0 x1
%     bs_get_integer x2 8 1 big unsigned -> x3 L2 @2 ; x0 x1 x2
%     bs_test_unit x2 8 L3
%     is_lt 32 x3 L1
%     add x1 1 -> x1 @1 ; x1 x2 line 3
%     move x2 -> x0
%     call_tail 'count'/2~7 _
% L1:
%     move x2 -> x0
%     call_tail 'count'/2~7 _
% L2:
%     bs_test_rest x2 0 L3
%     move x1 -> x0
%     ret
% L3:
%     function_clause @0 ; x0 x1 line 3
%
% ; 'words'/1 exported -> tuple/2
% L4:
%     move #0 -> x1
%     call_tail 'words'/2 _
%
% ; 'words'/2 x1: bitstring -> tuple/2
% L5:
%     bs_start x0 -> x2 L9 @3 ; x0 x1
%     bs_get_integer x2 8 1 big unsigned -> x3 L8 @2 ; x0 x1 x2
%     bs_test_unit x2 8 L9
%     is_eq_exact x3 32 L7
%     bs_get_rest x2 1 -> x2 L6 @8 ; x1 x2
%     need_heap 3 @8 ; x1 x2
%     put_tuple [x1 x2] -> x0
%     ret
% L6:
%     fail_with Reason 'unreachable' @7 ;
% L7:
%     bs_create [(Append x1 _ 8 big unsigned) (Integer x3 8 1 big unsigned)] -> x1 @6 ; x1 x2 x3 line 8
%     move x2 -> x0
%     call_tail 'words'/2~8 _
% L8:
%     bs_test_rest x2 0 L9
%     need_heap 3 @5 ; x1
%     put_tuple [x1 #0] -> x0
%     ret
% L9:
%     function_clause @4 ; x0 x1 line 7
%
% ; 'header'/1 exported
% L10:
%     bs_start x0 -> x1 L11 @14 ; x0
%     bs_get_integer x1 4 1 big unsigned -> x2 L11 @3 ; x0 x1
%     bs_get_integer x1 4 1 big unsigned -> x3 L11 @2 ; x0 x1 x2
%     bs_get_integer x1 8 1 big unsigned -> x4 L11 @13 ; x0 x1 x2 x3
%     bs_get_integer x1 16 1 little unsigned -> x5 L11 @12 ; x0 x1 x2 x3 x4
%     bs_get_rest x1 8 -> x1 L11 @11 ; x0 x1 x2 x3 x4 x5
%     need_heap 6 @10 ; x1 x2 x3 x4 x5
%     put_tuple [x2 x3 x4 x5 x1] -> x0
%     ret
% L11:
%     function_clause @9 ; x0 line 10
%
% ; 'build'/2 exported
% L12:
%     bs_create [(Integer x0 8 1 big unsigned) (Integer x1 16 1 little unsigned) (Bits #1 _ 1 big unsigned)] -> x0 @15 ; x0 x1 line 11
%     ret
