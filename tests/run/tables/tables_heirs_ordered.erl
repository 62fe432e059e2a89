%% Owners: heirs, giving away, what is left when owners end.
-module(tables_heirs_ordered).
-define(TYPE, ordered_set).
-include("tables_heirs.hrl").
