%% Eight processes at once: counters are exact, one winner, sums stay.
-module(tables_race_ordered).
-define(TYPE, ordered_set).
-include("tables_race.hrl").
