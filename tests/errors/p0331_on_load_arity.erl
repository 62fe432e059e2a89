-module(p0331_on_load_arity).
-on_load(init/1).
init(_) -> ok.
