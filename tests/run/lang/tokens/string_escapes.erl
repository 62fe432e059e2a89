%% Escapes in strings and quoted atoms, one by one, in octal, hexadecimal and control form.
-module(string_escapes).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show("\b\d\e\f\n\r\s\t\v" =:= [8, 127, 27, 12, 10, 13, 32, 9, 11]),
    ?show("\0\00\000\1\12\123" =:= [0, 0, 0, 1, 10, 83]),
    ?show("\1234" =:= [83, $4]),
    ?show("\8\9" =:= "89"),
    ?show("\x00\xff\x{0}\x{ff}\x{1F600}" =:= [0, 255, 0, 255, 128512]),
    ?show("\x41b" =:= "Ab"),
    ?show("\^@\^A\^Z\^[\^\\^]\^_\^?" =:= [0, 1, 26, 27, 28, 29, 31, 127]),
    ?show("\a\c\g\z\"\'\\" =:= "acgz\"'\\"),
    ?show('\n\x41\101' =:= list_to_atom([10, $A, $A])),
    ?show("a\
b" =:= "a\nb"),
    ?show("a
b" =:= [97, 10, 98]),
    ?show([$\s, $\x20, $\40, $ ] =:= "    "),
    ?show(<<"\xff\0"/utf8>>),
    ?show(<<"\xe5">>),
    ?show("\x{10FFFF}"),
    ?show(length("\x{1F468}\x{200D}\x{1F469}")),
    ok.
