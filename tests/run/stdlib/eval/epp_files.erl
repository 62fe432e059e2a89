%% epp over files of several parts: includes, conditions, macros of each kind, what goes wrong where.
-module(epp_files).
-export([main/0]).
-include("../show.hrl").

main() ->
    D = filename:join(os:getenv("TMPDIR", "/tmp"), "purlin_epp_files_" ++ os:getpid()), file:del_dir_r(D), ok = file:make_dir(D), W = fun(N, T) -> ok = file:write_file(filename:join(D, N), T) end,
    try
        W("inc.hrl", "-define(INC, included).\ninc() -> ?INC.\n"), W("bad.hrl", "-ifdef(X).\n"),
        each(fun(T) ->
                 W("m.erl", ["-module(m).\n", T]),
                 {ok, Fs} = epp:parse_file(filename:join(D, "m.erl"), [{includes, [D]}, {macros, ['GIVEN', {'VAL', {a, 1}}]}]),
                 [case Fm of {attribute, L, file, {_, N}} -> {file, L, N}; {attribute, L, N, V} -> {N, L, V}; {function, L, N, A, [{clause, _, _, _, B}]} -> {N, A, L, [catch erl_parse:normalise(X) || X <- B]}; {error, {L, M, E}} -> {error, L, M, element(1, {E})}; {warning, {L, M, E}} -> {warning, L, M, E}; {eof, L} -> {eof, L}; X -> X end || Fm <- tl(Fs)]
             end,
             ["f() -> ?LINE.\n", "f() -> ?MODULE.\n", "f() -> ?MODULE_STRING.\n", "f() -> {?VAL, ?GIVEN}.\n", "-define(A, 1).\n-define(B(X), {X, ?A}).\nf() -> ?B(2).\n", "-define(S(X), ??X).\nf() -> ?S(a  + b).\n", "-define(A, 1).\n-undef(A).\nf() -> ?A.\n", "-define(A, 1).\n-define(A, 2).\n", "-define(A(X), 1).\n-define(A(X, Y), 2).\nf() -> {?A(1), ?A(1, 2)}.\n", "-define(A(X), X).\nf() -> ?A(1, 2).\n", "-ifdef(GIVEN).\nf() -> yes.\n-else.\nf() -> no.\n-endif.\n", "-ifndef(GIVEN).\nf() -> yes.\n-else.\nf() -> no.\n-endif.\n", "-if(?VAL =:= {a, 1}).\nf() -> yes.\n-elif(true).\nf() -> no.\n-endif.\n", "-if(1 + a).\n-endif.\n", "-ifdef(X).\nf() -> a.\n", "-endif.\n", "-else.\n", "-include(\"inc.hrl\").\n", "-include(\"none.hrl\").\n", "-include_lib(\"none/include/x.hrl\").\n", "-error(\"stop\").\n", "-warning({take, care}).\n", "f() -> ?NONE.\n", "f() -> a b.\ng() -> ok.\n", "-define(R, ?R).\nf() -> ?R.\n", "-define(X, .\nf() -> ok.\n", "f() -> ?FUNCTION_NAME.\n", "f() -> ?FUNCTION_ARITY.\n", "-define(E(), e).\nf() -> ?E().\n"])
    after file:del_dir_r(D) end,
    ok.
