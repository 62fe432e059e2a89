%% What scripts ask of the way they were started.
-module(escript).
-export([script_name/0]).

-doc "The name of the script, as it was given when it was started.".
script_name() ->
    case persistent_term:get({init, program}, none) of
        none -> error(badarg);
        Name -> Name
    end.
