%% What the compiler says of files in which some forms are broken: those are left out, the others are checked as if they had never been there.
-module(compile_broken_forms).
-export([main/0]).

main() ->
    Dir = filename:join("/tmp", "compile_broken_forms_" ++ os:getpid()),
    ok = file:make_dir(Dir),
    [show(Dir, Name, Text) || {Name, Text} <- sources()],
    ok = file:del_dir_r(Dir).

show(Dir, Name, Text) ->
    Base = filename:join(Dir, "m"),
    ok = file:write_file(Base ++ ".erl", ["-module(m).\n" | Text]),
    io:format("~s:~n", [Name]),
    case compile:file(Base, [return, binary]) of
        {error, Es, Ws} -> problems("error", Es), problems("warning", Ws);
        {ok, m, _, Ws} -> problems("warning", Ws)
    end.

problems(Kind, Files) ->
    [io:format("  ~s ~s ~0p ~w ~0tp~n", [Kind, filename:basename(F), Where, M, D]) || {F, Ps} <- Files, {Where, M, D} <- Ps].

sources() ->
    [{"no operand", "-export([f/1, h/0]).\nf(X) -> X + .\ng() -> Y.\nh() -> f(1), k().\n"},
     {"no full stop", "-export([a/0, b/0]).\na() -> 1\nb() -> Z = 3.\nc() -> b().\n"},
     {"a directive after no full stop", "-export([a/0]).\na() -> ok\n-define(X, 1).\nb() -> ?X.\n"},
     {"-ifdef after no full stop", "-export([a/0]).\na() -> ok\n-ifdef(X).\nb() -> 1.\n-endif.\nc() -> X.\n"},
     {"two errors in a form", "-export([a/0]).\na() -> f(, g(]), b.\nb() -> U.\n"},
     {"macros", "-define(T(A), A + A).\n-export([f/1]).\nf(X) -> ?T(X, X).\ng() -> ?NO, ?NO2, X = .\nh() -> Z = 1, ok.\n"},
     {"declarations", "-record(r, {a, b c}).\n-type t() :: foo(.\n-spec a() -> t().\n-export([a/0]).\na() -> #r{a = 1}.\n"},
     {"-import and -export", "-export([a/0).\n-import(lists, [map/2).\na() -> map(b(), 2).\nb() -> a().\n"},
     {"head mismatch", "-export([a/1]).\na(1) -> X;\nb(2) -> 2.\nc(1) -> 1; c(1, 2) -> 2.\n"},
     {"numbers", "-export([a/0]).\na() -> 16#FFG, 1_, x.\nb() -> 3.e4.\nc() -> 1.0e999.\nd() -> 99#1.\ne() -> Y.\n"},
     {"escapes", "-export([a/0]).\na() -> 'a\\x{FFFFFFFF}b', ok.\nb() -> $\\x{zz}.\nc() -> \"ab\\x{zz}cd\", ok.\nd() -> Y.\n"},
     {"quotes that stay open", "-export([a/0, b/0]).\nb() -> Q.\na() -> ?UND, \"abcdefghijklmnopqrstuvwxyz.\nc() -> R.\n"},
     {"directives", "-undef(\na() -> ok.\n-undef(1).\n-define(X.\n-ifdef(.\n-endif.\n-else.\nb() -> X.\n"},
     {"-error and -warning", "-export([a/0]).\n-error(foo).\n-warning(bar).\na() -> A = 1, ok.\nb(Y, ) -> ok.\n"},
     {"the module's name twice", "a() -> +.\n-module(n).\nb() -> X.\n"},
     {"a transform that is not there", "-compile({parse_transform, no_such_transform}).\na() -> +.\nb() -> X.\n"},
     {"problems at one place", "-export([a/0]).\n-deprecated([{z, 1}, {b, '_'}, {z, 1}]).\na() -> .\n"},
     {"other files", "-export([a/0]).\n-file(\"z.hrl\", 10).\na() -> X.\n-file(\"b.hrl\", 3).\nb() -> Y.\nc() -> ).\n"}].
