%% Owners: heirs, giving away, what is left when owners end.
-module(tables_heirs_set).
-define(TYPE, set).
-include("tables_heirs.hrl").
