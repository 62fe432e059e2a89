%% Natives only: here is what the module is called.
-module(prim_file).
-moduledoc "Files as the machine has them.".
