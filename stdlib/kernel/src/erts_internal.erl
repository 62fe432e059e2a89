%% Natives only: here is what the module is called.
-module(erts_internal).
-moduledoc "What the library asks of the machine.".
