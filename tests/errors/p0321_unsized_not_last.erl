-module(p0321_unsized_not_last).
-export([f/1]).
f(<<Head/binary, Last>>) -> {Head, Last}.
