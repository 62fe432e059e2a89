%% Eight processes at once: counters are exact, one winner, sums stay.
-module(tables_race_dup).
-define(TYPE, duplicate_bag).
-include("tables_race.hrl").
