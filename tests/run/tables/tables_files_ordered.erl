%% Tables in files and out of them.
-module(tables_files_ordered).
-define(TYPE, ordered_set).
-include("tables_files.hrl").
