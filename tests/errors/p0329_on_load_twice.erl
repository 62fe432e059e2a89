-module(p0329_on_load_twice).
-on_load(init/0).
-on_load(init/0).
init() -> ok.
