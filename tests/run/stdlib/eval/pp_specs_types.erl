%% Types, specs, callbacks and records with types through erl_pp.
-module(pp_specs_types).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(S) -> {ok, Ts, _} = erl_scan:string(S), {ok, F} = erl_parse:parse_form(Ts), lists:flatten(erl_pp:form(F)) end, ["-type t()::a|b|1..3.", "-type t(X)::[X]|{X,...|y}." -- "...|", "-type m()::#{a:=1,b=>integer(),atom()=>t()}.", "-type f()::fun()|fun((...)->a)|fun((a,b)->c).", "-type b()::<<>>|<<_:8>>|<<_:_*4>>|<<_:8,_:_*2>>.", "-type r()::#r{}|#r{a::b}.", "-type n()::nonempty_list(a)|[a,...]|[]|{}|m:t(a).", "-type v()::X::integer().", "-type neg()::-1|$a|(1 bsl 2).", "-spec f()->ok.", "-spec f(A,B)->C when A::a,B::b,C::A.", "-spec f(a)->b;(c)->d.", "-spec m:f(_)->no_return().", "-callback c(X::t())->Y::u().", "-record(r,{a,b=1,c::t(),d=x::y}).", "-opaque o(A)::{A}.", "-nominal n()::a.", "-export_type([t/0,u/1]).", "-type u()::maybe_improper_list()|iolist()|timeout()."]), ok.
