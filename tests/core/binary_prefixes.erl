%% Clauses share one context; a common prefix is read once.
f(<<"GET ", P/binary>>) -> {get, P};
f(<<"PUT ", P/binary>>) -> {put, P};
f(<<N, B:N/binary, R/binary>>) -> {B, R};
f(_) -> none.

%% ---- core ----
%% module 'm'
%% const #0 bits 0x555420 24
%% const #1 bits 0x455420 24
%% function 'f'/1 exported
%% b0(v0):
%%     attempt bs_start v0 then b1() else b25()
%% b1(v6):
%%     attempt bs_get_integer v6 8 1 then b2() else b25()
%% b2(v7):
%%     switch v7 71 then b3() 80 then b12() else b21()
%% b3():
%%     v16 = bs_position v6
%%     attempt bs_match_literal v6 #1 then b4() else b9()
%% b4():
%%     attempt bs_get_rest v6 8 then b5() else b6()
%% b5(v17):
%%     v22 = tuple ['get' v17]
%%     return v22
%% b6():
%%     bs_restore v6 v16
%%     attempt bs_get_bits v6 v7 8 then b7() else b25()
%% b7(v18):
%%     attempt bs_get_rest v6 8 then b8() else b25()
%% b8(v19):
%%     jump b24(v18 v19)
%% b9():
%%     attempt bs_get_bits v6 v7 8 then b10() else b25()
%% b10(v20):
%%     attempt bs_get_rest v6 8 then b11() else b25()
%% b11(v21):
%%     jump b24(v20 v21)
%% b12():
%%     v10 = bs_position v6
%%     attempt bs_match_literal v6 #0 then b13() else b18()
%% b13():
%%     attempt bs_get_rest v6 8 then b14() else b15()
%% b14(v11):
%%     v23 = tuple ['put' v11]
%%     return v23
%% b15():
%%     bs_restore v6 v10
%%     attempt bs_get_bits v6 v7 8 then b16() else b25()
%% b16(v12):
%%     attempt bs_get_rest v6 8 then b17() else b25()
%% b17(v13):
%%     jump b24(v12 v13)
%% b18():
%%     attempt bs_get_bits v6 v7 8 then b19() else b25()
%% b19(v14):
%%     attempt bs_get_rest v6 8 then b20() else b25()
%% b20(v15):
%%     jump b24(v14 v15)
%% b21():
%%     attempt bs_get_bits v6 v7 8 then b22() else b25()
%% b22(v8):
%%     attempt bs_get_rest v6 8 then b23() else b25()
%% b23(v9):
%%     jump b24(v8 v9)
%% b24(v4 v5):
%%     v24 = tuple [v4 v5]
%%     return v24
%% b25():
%%     return 'none'
