%% A word alone is compared as a whole; several share their beginning.
f("get") -> get;
f("go" ++ T) -> T;
f([]) -> none.
g("only") -> yes.

