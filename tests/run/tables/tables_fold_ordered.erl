%% foldl and foldr, also when the fun changes the table.
-module(tables_fold_ordered).
-define(TYPE, ordered_set).
-include("tables_fold.hrl").
