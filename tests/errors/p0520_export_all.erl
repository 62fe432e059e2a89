-module(p0520_export_all).
-compile(export_all).
f() -> ok.
