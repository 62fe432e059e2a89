f(X) -> while X do ok end.
