-module(p0538_no_load_nif).
-export([fast/1]).
-nifs([fast/1]).

fast(_) -> erlang:nif_error(not_loaded).
