%% Floats too large for 32 and 16 bits, not known when the program is compiled.
-module(bits_floats_overflow).
-export([main/0]).
-include("../lang.hrl").

main() ->
    ?show(<<(id(1.0e39)):32/float>>),
    ?show(<<(id(-1.0e39)):32/float-little>>),
    ?show(<<(id(3.4028235677973366e38)):32/float>>),
    ?show(<<(id(3.4028235677973360e38)):32/float>>),
    ?show(<<(id(65519.9)):16/float>>),
    ?show(<<(id(65520.0)):16/float>>),
    ?show(<<(id(-1.0e300)):16/float-little>>),
    ?show(<<(id(1 bsl 200)):32/float>>),
    ?show(<<(id(1 bsl 200)):16/float>>),
    ok.
