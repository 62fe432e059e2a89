-module(p0360_native_record_info).
-export([f/0]).
-record #point{x}.
f() -> {record_info(fields, point), #point{x = 1}}.
