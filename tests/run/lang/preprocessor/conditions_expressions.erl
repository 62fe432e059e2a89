%% -if and -elif: expressions with macros, defined/1, guard functions; an expression that fails is false.
-module(conditions_expressions).
-export([main/0]).
-include("../lang.hrl").
-define(N, 3).
-if(?N > 2).
a() -> greater.
-else.
a() -> smaller.
-endif.

-if(?N =:= 1).
b() -> one.
-elif(?N =:= 2).
b() -> two.
-elif(?N =:= 3).
b() -> three.
-elif(true).
b() -> never.
-else.
b() -> many.
-endif.

-if(defined(N) andalso not defined(M)).
c() -> n_only.
-endif.

-if(defined(M) orelse ?OTP_RELEASE >= 21).
d() -> recent.
-endif.

-if(1 + a).
e() -> true.
-else.
e() -> failed_is_false.
-endif.

-if(is_list([1]) and (length([a, b]) == 2)).
f() -> lists.
-endif.

-if(foo).
g() -> true.
-elif(not_true).
g() -> also.
-else.
g() -> neither.
-endif.

-if(false).
-if(true).
h() -> 1.
-elif(true).
h() -> 2.
-endif.
-elif(element(2, {a, true})).
-if(hd([false])).
h() -> 3.
-else.
h() -> 4.
-endif.
-endif.

-if(?FEATURE_AVAILABLE(maybe_expr)).
i() -> available.
-else.
i() -> unavailable.
-endif.

-if(?FEATURE_ENABLED(maybe_expr)).
j() -> enabled.
-else.
j() -> disabled.
-endif.

main() ->
    ?show([a(), b(), c(), d(), e(), f(), g(), h(), i(), j()]),
    ok.
