-module(records).
-export([move/3, origin/1, walk/1]).
-record(p, {x = 0, y = 0, name}).
move(#p{x = X, y = Y} = P, DX, DY) -> P#p{x = X + DX, y = Y + DY}.
origin(#p{x = 0, y = 0}) -> true;
origin(#p{}) -> false.
walk(N) -> walk(N, #p{name = walker}).
walk(0, P) -> P#p.x;
walk(N, #p{x = X} = P) -> walk(N - 1, P#p{x = X + N}).
%%% bytecode
