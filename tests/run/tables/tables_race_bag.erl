%% Eight processes at once: counters are exact, one winner, sums stay.
-module(tables_race_bag).
-define(TYPE, bag).
-include("tables_race.hrl").
