%% ets:fun2ms at compile time: heads, guards, bodies, bound variables, records, binaries.
-module(ms_transform_specs).
-export([main/0]).
-include("../show.hrl").

-include_lib("stdlib/include/ms_transform.hrl").
-record(rec, {id, name, size = 0}).
main() ->
    N = 10, B = <<"bin">>, T = {x, [y]},
    show("all", ets:fun2ms(fun(X) -> X end)), show("object", ets:fun2ms(fun({A, _} = O) when A > 1 -> O end)), show("bound", ets:fun2ms(fun({A, Z}) when A > N -> {Z, N, B, T} end)), show("dup", ets:fun2ms(fun({A, A}) -> A end)), show("under", ets:fun2ms(fun({_, A, _B}) -> [A] end)),
    show("two", ets:fun2ms(fun({A}) -> A; ({A, C}) when is_atom(A), C < 5; A =:= q -> {{A, C}} end)), show("record", ets:fun2ms(fun(#rec{id = I, size = S}) when S > N -> I end)), show("record out", ets:fun2ms(fun(#rec{name = Nm} = R) -> {R#rec.id, Nm, #rec{id = 5, name = Nm}} end)), show("index", ets:fun2ms(fun(R) when element(#rec.id, R) =:= 1 -> ok end)),
    show("ops", ets:fun2ms(fun({A, C}) when A + C * 2 - A div 3 rem 4 > (A bsl 1) bor 3 -> A band (bnot C) end)), show("bools", ets:fun2ms(fun({A, C}) when A andalso (not C) orelse (A xor C), A and C or A -> true end)), show("calls", ets:fun2ms(fun({A, L, M}) when is_map(M), is_map_key(k, M), length(L) > 1, abs(A) >= 1, size(A) =/= 2 -> {hd(L), map_get(k, M), round(A), self(), node()} end)),
    show("terms", ets:fun2ms(fun({A}) -> #{key => A, other => [A | tail], t => {{A}}, s => "str", b => <<"x">>, f => 1.5, c => $c} end)), show("whole", ets:fun2ms(fun(O) when size(O) =:= 2, element(1, O) > a -> {whole, O} end)),
    show("get action", ets:fun2ms(fun(X) -> bindings() end)), show("object call", ets:fun2ms(fun({X, _}) -> object() end)), show("head map", ets:fun2ms(fun({#{a := X}, 'quoted atom', "list", [H | _], 1.0}) -> {X, H} end)),
    Tab = ets:new(t, [ordered_set]), ets:insert(Tab, [{K, K * K} || K <- lists:seq(1, 20)]),
    show("select", ets:select(Tab, ets:fun2ms(fun({K, V}) when K > N, V rem 2 =:= 0 -> {K, V div 2} end))), show("count", ets:select_count(Tab, ets:fun2ms(fun({K, _}) when K < 5 -> true end))), show("dbg", dbg_like()),
    ok.

dbg_like() -> ets:match_spec_run([{1, 2}, {3, 4}, {5}], ets:match_spec_compile(ets:fun2ms(fun({A, B}) when A > 1 -> B end))).
