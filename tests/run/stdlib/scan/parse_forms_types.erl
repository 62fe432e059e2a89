%% erl_parse:parse_form of functions, attributes, types, specs and records.
-module(parse_forms_types).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun(S) -> {ok, Ts, _} = erl_scan:string(S), case erl_parse:parse_form(Ts) of {error, {L, M, D}} -> {error, L, lists:flatten(M:format_error(D))}; Ok -> Ok end end,
         ["f() -> ok.", "f(X) when X > 1, X < 5; is_atom(X) -> a; f(_) -> b.", "-module(m).", "-export([f/1, g/2]).", "-record(r, {a, b = 1, c :: integer(), d = x :: atom()}).", "-type t() :: integer() | atom().", "-opaque t(A, B) :: {A, [B]}.", "-nominal n() :: 1..2.", "-spec f(X) -> Y when X :: integer(), Y :: X.", "-spec m:f(integer(), ...) -> ok; (a) -> b.", "-spec f() -> #{a := b, c => d, _ => e}.", "-callback c(fun((...) -> t()), fun(), fun(() -> x)) -> <<_:8, _:_*1>>.",
          "-type t() :: nonempty_list(a) | [a, ...] | [] | {} | {a, b} | #r{} | #r{a :: b} | m:t(x) | -1 | 1 bsl 2 | X :: integer().", "-import(m, [f/1]).", "-compile([a, {b, c}]).", "-foo(bar).", "-foo bar.", "-ifdef(X).", "-export_type([t/0]).", "-on_load(f/0).", "-define(a, b).", "-spec f() -> .", "-type t :: a.", "-record(r, [a]).", "f(X -> a.", "f() -> a; g() -> b.", "f(a) -> x; f(a, b) -> y.", "-module(1).", "-doc \"text\".", "-optional_callbacks([f/1])."]),
    ok.
