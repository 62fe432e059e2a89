%% Control sequences as terms: scan_format, unscan_format and build_text give the same text as format.
-module(format_scan_build).
-export([main/0]).
-include("../show.hrl").

main() ->
    Formats = [{"~w", [a]}, {"x ~p y~n", [{b}]}, {"~10.3f|", [1.5]}, {"~-10.*.0s|", [3, "abcdef"]}, {"~tp ~kp", ["å", #{a => 1}]}, {"~*b", [8, 7]}, {"~.16B ~.2#", [255, 5]}, {"~ts~c~~", [<<"ö"/utf8>>, $x]}, {"~W ~P", [[1, 2, 3], 2, [a, b, c], 2]}, {"~0p ~40tlp", ["ab", "cd"]}, {"~i~3n", [x]}, {"~x", [5, "p"]}],
    [begin
         Scanned = io_lib:scan_format(F, A),
         io:format("~0tkp~n  ~0tkp~n", [{F, A}, Scanned]),
         io:format("  ~0tp ~w~n", [unicode:characters_to_list(io_lib:build_text(Scanned)), unicode:characters_to_list(io_lib:build_text(Scanned)) =:= unicode:characters_to_list(io_lib:format(F, A))]),
         io:format("  ~0tp~n", [catch io_lib:unscan_format(Scanned)])
     end || {F, A} <- Formats],
    each(fun({F, A}) -> io_lib:scan_format(F, A) end, [{"~w", []}, {"~", []}, {"~w", [a, b]}, {"~z", [a]}, {"", []}, {"plain", []}, {[$~, $w], [1]}, {"~*w", [x, 1]}]),
    ok.
