-module(selects).
-export([colour/1, shape/1, day/1]).
colour(red) -> 1;
colour(green) -> 2;
colour(blue) -> 3;
colour(_) -> 0.
shape({circle, R}) -> R * R;
shape({square, A}) -> A * A;
shape({rectangle, A, B}) -> A * B;
shape(point) -> 0.
day(N) -> case N rem 7 of 0 -> sun; 1 -> mon; 2 -> tue; _ -> other end.
%%% bytecode
