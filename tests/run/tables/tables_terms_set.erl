%% Terms of all kinds come out as they went in.
-module(tables_terms_set).
-define(TYPE, set).
-include("tables_terms.hrl").
