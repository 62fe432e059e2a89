-module(p0301_typo).
-export([total/2]).
total(Price, Count) ->
    Sum = Price * Cuont,
    Sum + Tax.
