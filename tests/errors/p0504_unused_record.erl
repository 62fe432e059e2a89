-module(p0504_unused_record).
-export([f/0]).
-record(state, {a, b}).
f() -> ok.
