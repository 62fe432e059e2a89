%% Help of commands of every shape: options, positional arguments, sub-commands, widths, hidden ones, templates.
-module(argparse_help_texts).
-export([main/0]).
-include("../show.hrl").

main() ->
    P = fun(C, O) -> io:format("~ts----~n", [argparse:help(C, O)]) end,
    P(#{}, #{progname => "prog"}), P(#{help => "Does things."}, #{progname => "prog"}),
    A = [#{name => file, help => "a file"}, #{name => n, short => $n, long => "-number", type => integer, default => 5, help => "how many"}, #{name => v, short => $v, type => boolean, help => "say more"}, #{name => list, short => $l, nargs => list, help => "some"}, #{name => opt, long => "-opt", required => true}, #{name => hid, long => "-hidden", help => hidden}, #{name => rest, nargs => all, required => false, help => "the rest"}],
    P(#{arguments => A, help => "A command with a text that is long enough to be broken over more than one line of eighty columns."}, #{progname => "prog"}),
    P(#{arguments => [#{name => x, type => {integer, [{min, 1}, {max, 9}]}}, #{name => y, short => $y, type => {atom, [a, b]}}, #{name => z, long => "-zed", type => {string, ["one", "two"]}, default => "one"}, #{name => f, short => $f, type => float}, #{name => c, short => $c, action => count, type => integer}, #{name => k, short => $k, action => {store, on}}, #{name => ap, short => $a, action => append}, #{name => nm, long => "-two", nargs => 2}, #{name => mb, long => "-maybe", nargs => 'maybe'}, #{name => nl, long => "-nonempty", nargs => nonempty_list}, #{name => bin, type => binary, required => false}]}, #{progname => "types"}),
    Cs = #{commands => #{"start" => #{help => "start it", arguments => [#{name => port, type => integer, help => "number of a port"}]}, "stop" => #{help => "stop it", commands => #{"now" => #{help => "at once"}, "later" => #{arguments => [#{name => when_, long => "-when"}]}}}, "hid" => #{help => hidden}}, arguments => [#{name => verbose, short => $v, long => "-verbose", type => boolean, help => "everywhere"}]},
    P(Cs, #{progname => "tool"}), P(Cs, #{progname => "tool", command => ["start"]}), P(Cs, #{progname => "tool", command => ["stop"]}), P(Cs, #{progname => "tool", command => ["stop", "later"]}), P(Cs, #{progname => "tool", columns => 40}), P(Cs, #{progname => "tool", prefixes => [$+]}),
    P(#{help => ["Usage: ", usage, "\n\nOptions:\n", options, "Arguments:\n", arguments, "Commands:\n", commands], arguments => [#{name => a, help => {"AAA", ["the a, default ", default]}, default => 1, required => false}, #{name => b, short => $b, help => {"<BEE>", [type, " value"]}, type => integer}]}, #{progname => "tpl"}), ok.
