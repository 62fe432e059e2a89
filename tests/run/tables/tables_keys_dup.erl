%% Which keys are one: 1 and 1.0, zeros, nesting, large things.
-module(tables_keys_dup).
-define(TYPE, duplicate_bag).
-include("tables_keys.hrl").
