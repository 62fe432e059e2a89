%% Terms of all kinds come out as they went in.
-module(tables_terms_bag).
-define(TYPE, bag).
-include("tables_terms.hrl").
