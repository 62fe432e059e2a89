-module(m).
-export([f/1]).
f(A) -> case 3 of {B, C} -> B; [B] -> ok end.

