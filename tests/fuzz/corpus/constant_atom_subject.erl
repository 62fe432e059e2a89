-module(m).
-export([f/1]).
f(f) -> case f of {B} -> B; [B] -> ok; _ -> B = 1, ok end.

