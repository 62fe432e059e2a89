-module(p0607_bad_segment).
-export([f/1]).
f(X) -> {<<"abc"/binary>>, <<a>>, <<{X}/binary>>, <<X:a>>}.
