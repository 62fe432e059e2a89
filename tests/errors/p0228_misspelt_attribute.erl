-exprot([f/0]).
-behavoiur(gen_server).
f() -> ok.
