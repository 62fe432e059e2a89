%% Functions of re, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_re).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun re:compile/1, fun re:compile/2, fun re:import/1, fun re:inspect/2, fun re:replace/3, fun re:replace/4, fun re:run/2,
     fun re:run/3, fun re:split/2, fun re:split/3, fun re:version/0].

special() ->
    ["a(b)?", <<"[0-9]+">>, "(?<n>x)", "abcab", <<"foo 12 bar 345">>, "(", [global], [{capture, all, list}], [{capture, [1], binary}], [caseless], [{return, list}], "x&\\1", [notbol, {offset, 2}], element(2, re:compile("b")), "(a|b)*", [global, {return, binary}], [unicode]].
