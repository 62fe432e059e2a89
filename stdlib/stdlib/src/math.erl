%% Natives only: here is what the module is called.
-module(math).
-moduledoc "Functions of floats.".
