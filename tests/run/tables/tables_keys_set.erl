%% Which keys are one: 1 and 1.0, zeros, nesting, large things.
-module(tables_keys_set).
-define(TYPE, set).
-include("tables_keys.hrl").
