%% Native records seen from outside: all functions are native.
-module(records).
-moduledoc "Making and inspecting native records, for debugging, printing and tools.".

-export([]).
-export_type([create_options/0]).

-type create_options() :: #{is_exported := boolean()}.
