%% What the parts of eunit share.

%% A test: a fun or {Module, Function}, where it stands, its title and time limit in milliseconds.
-record(test, {run, place, line = 0, desc = undefined, timeout = undefined}).

%% A group. context: none, or {Spawn, Setup, Cleanup} of a fixture, whose tests are still to be instantiated.
-record(group, {tests, desc = undefined, order = undefined, timeout = undefined, context = none, spawn = false}).
