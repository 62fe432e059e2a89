%% argparse: every kind of argument, commands in commands, help texts, and what users and specifications do wrong.
-module(argparse_bad).
-export([main/0]).
-include("calls.hrl").

spec() ->
    #{help => "Counts things.",
      arguments => [#{name => verbose, short => $v, long => "-verbose", type => boolean, help => "say more"},
                    #{name => level, short => $l, type => {integer, [{min, 0}, {max, 9}]}, default => 3, help => "how deep"},
                    #{name => rate, long => "-rate", type => float, help => "per second"},
                    #{name => many, short => $m, nargs => nonempty_list, type => {atom, [a, b, c]}},
                    #{name => count, short => $c, action => count},
                    #{name => const, long => "-const", action => {store, 42}},
                    #{name => all, short => $a, action => append, type => string},
                    #{name => opt, long => "-opt", nargs => 'maybe', default => none},
                    #{name => file, help => {"FILE", ["where from"]}}]}.

commands() ->
    #{help => "A tool.",
      arguments => [#{name => quiet, short => $q, type => boolean}],
      commands => #{"add" => #{help => "adds numbers", arguments => [#{name => numbers, nargs => list, type => integer}], handler => fun(A) -> {add, A} end},
                    "show" => #{help => "shows", commands => #{"all" => #{handler => fun(A) -> {all, A} end}, "one" => #{arguments => [#{name => what, type => {binary, [<<"x">>, <<"y">>]}}], handler => fun(A) -> {one, A} end}}},
                    "hidden" => #{help => hidden, handler => fun(_) -> hidden end}}}.

main() ->
    Lines = [["f"], [], ["-v", "f"], ["--verbose", "f"], ["-l", "5", "f"], ["-l5", "f"], ["-l", "10", "f"], ["-l", "x", "f"], ["--rate", "1.5", "f"], ["--rate=2.5", "f"], ["--rate", "x", "f"], ["f", "-m", "a", "b"], ["f", "-m"],
             ["f", "-m", "no such atom"], ["f", "-m", "ok"], ["-ccc", "f"], ["--const", "f"], ["-a", "1", "-a", "2", "f"], ["f", "--opt"], ["f", "--opt", "v"], ["--bad", "f"], ["-z", "f"], ["f", "g"], ["--", "-v"], ["-v"], ["f", "-l"]],
    [calls(argparse, [{parse, [[L, spec()]]}]) || L <- Lines],
    [calls(argparse, [{parse, [[L, commands(), #{progname => "tool"}]]}]) || L <- [["add", "1", "2"], ["add"], ["add", "x"], ["show"], ["show", "all"], ["show", "one", "y"], ["show", "one", "z"], ["nothing"], [], ["-q", "add", "3"], ["hidden"]]],
    calls(argparse, [{parse, [[["x"], #{}], [["+x"], #{arguments => [#{name => x, short => $x, type => boolean}]}, #{prefixes => "+"}], [[], #{arguments => [#{name => d, type => integer, default => 7, required => false}]}, #{default => 5}],
                              [[], #{arguments => [#{short => $x}]}], [[], #{arguments => [#{name => x, type => bad}]}], [[], #{arguments => [#{name => x, nargs => -1}]}], [[], #{arguments => x}], [[], #{commands => #{add => #{}}}], [[], x],
                              [[], #{arguments => [#{name => x, long => 5}]}], [[], #{arguments => [#{name => x, short => $a}, #{name => y, short => $a}]}], [[], #{}, x], [[], #{handler => 5}]]}]),
    [text(argparse:help(S, O)) || {S, O} <- [{spec(), #{progname => "count"}}, {commands(), #{progname => tool}}, {commands(), #{progname => "tool", command => ["show"]}}, {commands(), #{progname => "tool", command => ["show", "one"]}}]],
    text(argparse:help(#{help => ["text ", "first ", usage, options, commands, arguments, "last"], arguments => [#{name => a}]}, #{progname => "p"})),
    calls(argparse, [{help, [[x], [#{arguments => [#{}]}], [#{}, #{progname => "t", command => ["no"]}], [#{}, x]]}]),
    say("short", is_list(argparse:help(spec()))),
    [begin {error, R} = argparse:parse(L, S), text(argparse:format_error(R)) end
     || {L, S} <- [{[], spec()}, {["--bad", "f"], spec()}, {["-l", "x", "f"], spec()}, {["f", "-m", "no such atom"], ["f", "-m", "ok"], spec()}, {["f", "g"], spec()}, {["f", "-l"], spec()}, {["nothing"], commands()}, {["add", "x"], commands()}]],
    calls(argparse, [{format_error, [[x]]},
                     {run, [[["add", "1", "2"], commands(), #{progname => "tool"}], [["show", "one", "x"], commands(), #{}], [["hidden"], commands(), #{}], [[], #{handler => {argparse_bad, handled, x}}, #{}],
                            [["5"], #{arguments => [#{name => n, type => integer}], handler => fun(M) -> maps:to_list(M) end}, #{}]]}]).

text(Chars) -> io:format("~ts~n----~n", [Chars]).
