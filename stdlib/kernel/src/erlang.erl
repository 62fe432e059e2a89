%% Natives only: here is what the module is called.
-module(erlang).
-moduledoc "The functions that every program has: natives of the machine.".
