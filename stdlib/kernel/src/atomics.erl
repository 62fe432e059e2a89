%% Natives only: here is what the module is called.
-module(atomics).
-moduledoc "Arrays of 64-bit words that processes change without locks.".
