%% Field widths and precisions of nothing, below nothing and from arguments.
-module(format_widths).
-export([main/0]).
main() -> [io:format("~p ~ts~n", [F, try lists:flatten(io_lib:format(F, A)) catch C:R -> io_lib:format("~p ~p", [C,R]) end]) || {F, A} <- [{"~-0p",[{a,b}]},{"~0p",[{a,b}]},{"~-5p|",[{a,bbbbb,ccccc}]},{"~-0w|",[a]},{"~0w|",[a]},{"~-0s|",["abc"]},{"~0s|",["abc"]},{"~-0b",[1]},{"~0b",[1]},{"~-0P",[{a,b,c,d},3]},{"~0.0p",[{a,b}]},{"~.0p",[{a,b}]},{"~-10.5p",[{aaaa,bbbbb,ccccc}]},{"~-*p",[0,{a,b}]},{"~*p",[-7,{aaaa,bbbbb}]}, {"~-0c|",[$a]}, {"~0c|",[$a]},{"~.0s|",["abc"]},{"~5.0s|",["abc"]}]].
