%% Terms of all kinds come out as they went in.
-module(tables_terms_dup).
-define(TYPE, duplicate_bag).
-include("tables_terms.hrl").
