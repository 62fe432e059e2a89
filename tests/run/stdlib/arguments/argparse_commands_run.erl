%% Sub-commands, handlers of each kind, arguments of outer commands, prefixes, and argparse:run.
-module(argparse_commands_run).
-export([main/0]).
-export([m_handler/1, f_handler/2]).
-include("../show.hrl").

m_handler(M) -> {module_handler, M}.
f_handler(A, B) -> {positional, A, B}.

main() ->
    Cmd = #{arguments => [#{name => v, short => $v, type => boolean, default => false}], commands => #{"add" => #{arguments => [#{name => x, type => integer}, #{name => y, type => integer}], handler => fun(#{x := X, y := Y}) -> X + Y end}, "mod" => #{handler => {?MODULE, m_handler}, arguments => [#{name => q, required => false}]}, "pos" => #{handler => {?MODULE, f_handler, undefined}, arguments => [#{name => a}, #{name => b, required => false}]}, "fpos" => #{handler => {fun(A) -> {fpos, A} end, dflt}, arguments => [#{name => a, required => false}]}, "deep" => #{commands => #{"er" => #{handler => fun(M) -> {deeper, M} end}}}}},
    each(fun(L) -> argparse:run(L, Cmd, #{progname => "c"}) end, [["add", "1", "2"], ["-v", "add", "3", "4"], ["mod"], ["mod", "z"], ["pos", "1", "2"], ["pos", "1"], ["fpos"], ["fpos", "x"], ["deep", "er"], ["deep", "er", "-v"]]),
    each(fun(L) -> case argparse:parse(L, Cmd, #{progname => "c"}) of {ok, M, P, Sub} -> {M, P, lists:sort(maps:keys(Sub))}; {error, E} -> {error, lists:flatten(argparse:format_error(E))} end end, [["add", "1", "2"], ["add", "1"], ["add"], [], ["nosuch"], ["deep"], ["deep", "no"], ["ad", "1", "2"], ["add", "1", "x"], ["add", "1", "2", "3"], ["-q"], ["deep", "er", "-q"]]),
    each(fun({L, O}) -> case argparse:parse(L, #{arguments => [#{name => p, short => $p, type => integer}, #{name => long, long => "long"}, #{name => s, required => false}]}, O) of {ok, M, _, _} -> M; {error, E} -> lists:flatten(argparse:format_error(E)) end end, [{["-p", "1"], #{progname => x}}, {["+p", "1"], #{prefixes => [$+], progname => x}}, {["+p", "1", "-p"], #{prefixes => [$+], progname => x}}, {["/p", "1"], #{prefixes => [$-, $/], progname => x}}, {["-long", "v"], #{progname => x}}, {["s"], #{progname => x, default => undefined}}, {[], #{progname => x, default => none}}]),
    each(fun(C) -> argparse:parse([], C, #{progname => "x"}) end, [#{arguments => [#{name => a, short => "b"}]}, #{arguments => [#{name => a, type => odd}]}, #{arguments => [#{}]}, #{arguments => [#{name => a}, #{name => a}]}, #{arguments => [#{name => a, short => $x}, #{name => b, short => $x}]}, #{commands => #{atom => #{}}}, #{commands => []}, #{handler => odd}, #{arguments => x}, odd, #{arguments => [#{name => a, nargs => odd}]}, #{arguments => [#{name => a, action => odd, short => $a}]}, #{help => 5}]), ok.
