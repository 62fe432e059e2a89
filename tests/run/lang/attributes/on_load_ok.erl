%% -on_load runs before anything else of the module, once, in a process of its own.
-module(on_load_ok).
-export([main/0]).
-on_load(setup/0).
-include("../lang.hrl").

setup() ->
    persistent_term:put({?MODULE, loaded}, [self() | persistent_term:get({?MODULE, loaded}, [])]),
    ok.

main() ->
    Loaders = persistent_term:get({?MODULE, loaded}),
    ?show(length(Loaders)),
    ?show(is_pid(hd(Loaders))),
    persistent_term:erase({?MODULE, loaded}),
    ok.
