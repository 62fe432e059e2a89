%% foldl and foldr, also when the fun changes the table.
-module(tables_fold_dup).
-define(TYPE, duplicate_bag).
-include("tables_fold.hrl").
