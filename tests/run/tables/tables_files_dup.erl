%% Tables in files and out of them.
-module(tables_files_dup).
-define(TYPE, duplicate_bag).
-include("tables_files.hrl").
