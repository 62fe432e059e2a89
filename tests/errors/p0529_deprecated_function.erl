-module(p0529_deprecated_function).
-export([f/0]).
f() -> crypto:rand_uniform(1, 10), erlang:now().
