%% Tokens that touch: operators beside signs, dots, chars, sigils, comments, strings over lines, numbers with bases next to names.
-module(tokens_crossed).
-export([main/0]).
-include("../lang.hrl").

main() ->
    A = id(5), B = id(2), ok2(A, B), ?show([$a,$ ,$%,$',$",$\\,$.,$}]), ?show("a" "b"
        "c"), ?show({'a b', 'é', '\x{3bb}', '+', 'end', 'A', ''}), ?show(<<"a" "b", "c">>), ?show("x\ty\e\d\0\x7f\x{1F600}\^A\101"), ?show("line
two \
three"), ?show(~"bin"), ?show(~s"str\t"), ?show(~S(a\b"c)), ?show(~B[x\y]), ?show(~b{q"\x41}), ?show(~s|a b|), ?show("""
    one
      two "quoted" \n
    three
    """), ?show(~s"""
    with \t tab
    """), ?show(~b/a/), ?show(~<z>), ?show(~#h#), ?show([1,2|[3]]), ?show(#{a=>1,b=>#{c=>$d}}), ?show(1.0e+5), ?show(1.5E-3), ?show(0.1),
    ?show([X||X<-[1,2],X>1]), ?show(<<1,2,3:4>>), ?show(<<(-1):8>>), ?show([X||<<X>><=<<1,2>>]), ?show(fun erlang:'+'/2), ?show(fun(X)->X end(3)), ?show(A==5 andalso B=:=2), ?show(if A>B->1;true->0 end), ?show(begin X=1,X end), ?show({A/B,A div B,A rem B,-A div-B}), ?show(begin C=$=,D=$,,{C,D} end). % end
%% A comment with "quotes and 'atoms
ok2(A, B) -> ?show({A-B, A- -B, A+-B, -A-B, A-(-B), A*-B, A bsl-B, not(A>B), bnot-A}), ?show([[1,2]--[1]--[2], [1]++[2]--[2]]), ?show(A=<B), ?show(A>=B), ?show(A/=B), ?show({a,b}=:={a,b}).
