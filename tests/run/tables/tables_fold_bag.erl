%% foldl and foldr, also when the fun changes the table.
-module(tables_fold_bag).
-define(TYPE, bag).
-include("tables_fold.hrl").
