%% foldl and foldr, also when the fun changes the table.
-module(tables_fold_set).
-define(TYPE, set).
-include("tables_fold.hrl").
