-module(p0354_undefined_native_record).
-export_record([point]).
-export([f/0]).
f() -> #_{x = 1}.
