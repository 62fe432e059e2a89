%% A loop over a bitstring: what is left is only an argument of the next call.
sum(<<X, T/binary>>, Acc) -> sum(T, Acc + X);
sum(<<>>, Acc) -> Acc.

%% ---- core ----
%% module 'm'
%% function 'sum'/2 exported
%% b0(v0 v1):
%%     attempt bs_start v0 then b1() else b6()
%% b1(v6):
%%     attempt bs_get_integer v6 8 1 then b2() else b4()
%% b2(v8):
%%     attempt bs_get_rest v6 8 then b3() else b6()
%% b3(v9):
%%     v10 = add v1 v8
%%     v11 = call 'sum'/2 [v9 v10]
%%     return v11
%% b4():
%%     attempt bs_test_rest v6 0 then b5() else b6()
%% b5():
%%     return v1
%% b6():
%%     function_clause [v0 v1]
