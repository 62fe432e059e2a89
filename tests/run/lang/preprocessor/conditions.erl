%% -ifdef, -ifndef, -else, -endif and their nesting; what lies in a branch not taken need not even be Erlang.
-module(conditions).
-export([main/0]).
-include("../lang.hrl").
-define(yes, 1).

-ifdef(yes).
a() -> defined.
-else.
a() -> undefined.
-endif.

-ifndef(yes).
b() -> undefined.
this is not erlang at all.
-else.
b() -> defined.
-endif.

-ifdef(no).
-ifdef(yes).
c() -> 1.
-else.
c() -> 2.
-endif.
-include("no_such_file.hrl").
-error("never").
-else.
-ifndef(no).
-define(inner, deep).
-ifdef(inner).
c() -> ?inner.
-endif.
-endif.
-endif.

-undef(yes).
-ifdef(yes).
d() -> still.
-else.
d() -> gone.
-endif.

-ifdef(MODULE).
e() -> module.
-else.
e() -> no_module.
-endif.

-ifdef(OTP_RELEASE).
f() -> release.
-endif.

-ifdef(no).
-elif(true).
g() -> taken_by_elif.
-else.
g() -> by_else.
-endif.

main() ->
    ?show([a(), b(), c(), d(), e(), f(), g()]),
    ok.
