%% Makes ets:fun2ms and dbg:fun2ms calls match specifications at compile time.
-compile({parse_transform, ms_transform}).
