%% Tables in files and out of them.
-module(tables_files_bag).
-define(TYPE, bag).
-include("tables_files.hrl").
