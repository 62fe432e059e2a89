-module(p0313_record_info).
-export([f/0]).
-record(point, {x, y}).
f() -> {record_info(names, point), record_info(size, point)}.
