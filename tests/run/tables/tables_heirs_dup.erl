%% Owners: heirs, giving away, what is left when owners end.
-module(tables_heirs_dup).
-define(TYPE, duplicate_bag).
-include("tables_heirs.hrl").
