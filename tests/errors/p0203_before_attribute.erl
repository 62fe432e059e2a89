-module(p0203_before_attribute)
-export([f/0]).

f() -> ok.
