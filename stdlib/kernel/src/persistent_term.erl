%% Natives only: here is what the module is called.
-module(persistent_term).
-moduledoc "Terms that are read often and changed hardly ever.".
