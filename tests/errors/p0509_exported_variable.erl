-module(p0509_exported_variable).
-compile(warn_export_vars).
-export([f/1]).
f(A) ->
    case A of
        1 -> X = one;
        _ -> X = many
    end,
    X.
