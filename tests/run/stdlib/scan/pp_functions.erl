%% erl_pp of functions, clauses with guards, case, receive, try, long bodies: indentation and round trips.
-module(pp_functions).
-export([main/0]).
-include("../show.hrl").

main() ->
    Sources = ["f()->ok.", "f(X,Y)when X>Y;is_atom(X),Y->X;f(_,_)->no.", "f(X)->case X of 1->a;2 when true->b;_->c end.", "f()->receive a->b;{c,D}->D after 100->t end.", "f()->try a of b->c catch throw:x->y;_:_:S->S after z end.", "f(X)->if X>1->a;true->b end.",
               "f()->fun(A)->A;(B)when B->c end.", "f()->fun G(0)->1;G(N)->N*G(N-1) end.", "f()->X=1,Y=2,begin X,Y end.", "f(A)->g(A),[h(X)||X<-A],ok.", "-module(m).", "-export([f/1,g/2]).", "-record(r,{a,b=1,c::integer()}).", "-type t(A)::{A,integer()}|[A].", "-spec f(X)->Y when X::a,Y::b.", "-callback f(a)->b;(c)->d.", "-define(x,y).", "-foo({bar,[1,2,\"x\"]}).", "-compile([inline,{a,b}]).", "-opaque o()::#{a:=b,c=>d}.", "-import(m,[f/1])."],
    each(fun(S) ->
             {ok, Ts, _} = erl_scan:string(S),
             case erl_parse:parse_form(Ts) of {ok, F} -> lists:flatten(erl_pp:form(F)); {error, {_, M, D}} -> lists:flatten(M:format_error(D)) end
         end, Sources),
    ok.
