%% A process whose function does not exist, or cannot be called, ends with the reason a call would have had.
-module(spawn_undefined).
-export([main/0]).
-include("proc.hrl").

main() ->
    p("no module", ends_mfa(nosuchmodule, f, [1])),
    p("no function", ends_mfa(?MODULE, nosuch, [a, b])),
    p("wrong arity", ends_mfa(lists, reverse, [])),
    p("fun of wrong arity", strip(ends(fun() -> apply(fun(X) -> X end, []) end))),
    F = fun nosuchmodule:g/0,
    p("external fun", strip(ends(F))),
    p("bif", strip(ends_mfa(erlang, hd, [[]]))),
    p("not exported", ends_mfa(?MODULE, hidden, [])),
    [p("bad arguments", {A, t(fun() -> spawn(M, N, A) end)})
     || {M, N, A} <- [{m, f, x}, {m, f, [a | b]}, {1, f, []}, {m, "f", []}]],
    p("not a fun", t(fun() -> spawn(id(notafun)) end)),
    p("fun with arguments", element(1, t(fun() -> spawn(id(fun(X) -> X end)) end))),
    p("long argument list", length(element(2, ends_mfa(?MODULE, none, lists:duplicate(256, x))))).

hidden() -> ok.
id(X) -> X.
ends_mfa(M, F, A) -> {P, R} = spawn_monitor(M, F, A), down(P, R).
strip({R, [{M, F, A, _} | _]}) when is_list(A) -> {R, {M, F, A}};
strip({{badarity, {_, Args}}, [{M, _, _, _} | _]}) -> {badarity, Args, M};
strip({R, [{M, F, A, _} | _]}) -> {R, {M, F, A}}.
