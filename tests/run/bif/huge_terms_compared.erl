%% Terms so large that every comparison pauses.
-module(huge_terms_compared).
-export([main/0]).
-define(N, 30000).
-include("compared_terms.hrl").
