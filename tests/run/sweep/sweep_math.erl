%% Functions of math, each called many times with arguments from a pool: see sweep.hrl.
-module(sweep_math).
-export([main/0]).
-include("sweep.hrl").

functions() ->
    [fun math:acos/1, fun math:asin/1, fun math:atan/1, fun math:atan2/2, fun math:ceil/1, fun math:cos/1, fun math:cosh/1,
     fun math:exp/1, fun math:floor/1, fun math:fmod/2, fun math:log/1, fun math:log10/1, fun math:log2/1, fun math:pi/0,
     fun math:pow/2, fun math:sin/1, fun math:sinh/1, fun math:sqrt/1, fun math:tan/1, fun math:tanh/1, fun math:tau/0].

special() ->
    [0, 1, -1, 0.5, 2, 10, 100.0, -2.5, 1.0e-3, 1.0e300, 3].
