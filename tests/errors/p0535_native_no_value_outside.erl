-module(p0535_native_no_value_outside).
-export([f/0]).
-export_record([point]).
-record #point{x, y = 0}.
f() -> #p0535_native_no_value_outside:point{y = 1}.
