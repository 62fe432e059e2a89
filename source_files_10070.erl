%% coding: latin-1
-module(sf).
-define(A, 1).
f() -> ?A.
