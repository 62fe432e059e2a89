-module(p3).
-export([main/0]).
main() -> io:format("~p~n", [[try F() catch E:R:S -> {E,R,hd(S)} end || F <- [fun() -> 1/0 end, fun() -> X = 0, 1/X end, fun() -> 1 div 0 end, fun() -> a + 1 end, fun() -> hd([]) end, fun() -> element(3, {a}) end, fun() -> 1 = 2 end]]]).
