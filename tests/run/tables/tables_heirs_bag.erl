%% Owners: heirs, giving away, what is left when owners end.
-module(tables_heirs_bag).
-define(TYPE, bag).
-include("tables_heirs.hrl").
