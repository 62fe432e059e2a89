%% Eight processes at once: counters are exact, one winner, sums stay.
-module(tables_race_set).
-define(TYPE, set).
-include("tables_race.hrl").
