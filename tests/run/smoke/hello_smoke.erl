-module(hello_smoke).
-export([main/0]).
main() -> io:format("Hello ~ts ~p~n", [<<"wörld"/utf8>>, {1, 2.5, "abc"}]).
