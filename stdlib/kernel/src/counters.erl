%% Natives only: here is what the module is called.
-module(counters).
-moduledoc "Arrays of counters.".
