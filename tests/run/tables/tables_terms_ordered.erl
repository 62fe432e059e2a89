%% Terms of all kinds come out as they went in.
-module(tables_terms_ordered).
-define(TYPE, ordered_set).
-include("tables_terms.hrl").
