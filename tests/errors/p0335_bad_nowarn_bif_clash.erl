-module(p0335_bad_nowarn_bif_clash).
-compile({nowarn_bif_clash, [sizes/1]}).
-export([size/1]).
size(X) -> X.
