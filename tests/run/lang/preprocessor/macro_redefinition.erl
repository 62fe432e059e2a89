%% A macro seen through -undef and -define between functions, with conditions on its state.
-module(macro_redefinition).
-export([main/0]).
-define(value, 1).
-include("../lang.hrl").

a() -> ?value.
-undef(value).
-ifdef(value).
b() -> defined.
-else.
b() -> undefined.
-endif.
-define(value, two).
c() -> ?value.
-undef(value).
-define(value(X), {X}).
d() -> ?value(3).
-define(value(X, Y), {X, Y}).
e() -> {?value(4), ?value(5, 6)}.
-ifdef(value).
f() -> with_arguments.
-else.
f() -> none.
-endif.
-undef(value).
-ifndef(value).
g() -> all_gone.
-endif.
-define(count, 0).
h() -> ?count.
-undef(count).
-define(count, (1 + 0)).
i() -> ?count.
-if(?count =:= 1).
j() -> one.
-else.
j() -> other.
-endif.
main() ->
    ?show([a(), b(), c(), d(), e(), f(), g(), h(), i(), j()]),
    ok.
