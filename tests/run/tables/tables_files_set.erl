%% Tables in files and out of them.
-module(tables_files_set).
-define(TYPE, set).
-include("tables_files.hrl").
