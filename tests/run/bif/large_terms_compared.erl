%% Terms that are large to a machine that collects at every chance, where comparisons pause early.
-module(large_terms_compared).
-export([main/0]).
-define(N, 400).
-include("compared_terms.hrl").
