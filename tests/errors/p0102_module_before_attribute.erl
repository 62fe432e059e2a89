f() -> ?MODULE.
