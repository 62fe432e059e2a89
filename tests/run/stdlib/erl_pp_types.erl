%% erl_pp: types, specs and records with types, each short enough for a line.
-module(erl_pp_types).
-export([main/0]).

main() ->
    Types = ["a", "a | b", "[a]", "[a, ...]", "[]", "{}", "{a, b}", "tuple()", "map()", "#{}", "#{a => b, c := d}", "#r{}", "#r{a :: b}", "fun()", "fun((...) -> a)", "fun((a, b) -> c)", "fun(() -> a)", "1..5", "-1..1", "<<>>", "<<_:8>>", "<<_:_*8>>", "<<_:8, _:_*2>>",
             "integer()", "t(a)", "m:t()", "m:t(a, b)", "X", "_", "X :: a", "[a | b]", "{a | b, [c]}", "$a", "1 + 2", "'Q a'", "fun((X :: a | b) -> c | d)", "(a | b) | c", "[{atom(), term()}]", "nonempty_string()", "(X :: a) | b", "1 bsl 3 .. 2", "fun((a) -> fun((b) -> c))"],
    [form("-type t() :: " ++ T ++ ".") || T <- Types],
    [form(T) || T <- ["-type t(A, B) :: {A, B}.", "-opaque o() :: a.", "-spec f(a) -> b.", "-spec f(X) -> Y when X :: integer(), Y :: a | b.", "-spec f(a) -> b; (c) -> d.", "-spec m:f() -> ok.", "-callback c(A :: t(), [b]) -> {ok, c} | error.",
                          "-spec f(fun((a) -> b)) -> c.", "-spec f(X, Y) -> X when is_subtype(Y, a).", "-record(r, {a :: integer(), b = 1 :: a | b, c, d = x}).", "-export_type([t/0, u/1]).", "-optional_callbacks([f/1]).", "-import(m, [f/1])."]],
    {ok, Ts, _} = erl_scan:string("-type t() :: a | [b] | 'c d'."), {ok, F} = erl_parse:parse_form(Ts),
    io:format("~ts", [erl_pp:form(F, [{quote_singleton_atom_types, true}])]).

form(T) ->
    {ok, Ts, _} = erl_scan:string(T),
    case erl_parse:parse_form(Ts) of
        {ok, F} -> io:format("~ts", [erl_pp:form(F)]);
        {error, E} -> io:format("~0p~n", [element(1, E)])
    end.
