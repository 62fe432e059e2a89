%% io_lib:fread of integers and floats: fields, bases, signs, what is left, and what does not fit.
-module(fread_numbers).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun({F, S}) -> io_lib:fread(F, S) end,
         [{F, S} || F <- ["~d", "~u", "~-", "~#", "~f", "~2d", "~3u", "~16u", "~.16u", "~4.2d"], S <- ["", "12", "-12", "+12", "  7x", "12.5", "16#FF", "ff", "1e3", "1.5e-2 rest", "abc", "1011"]]),
    each(fun({F, S}) -> io_lib:fread(F, S) end, [{"~d~d", "1 2"}, {"~d~d", "12"}, {"~d,~d", "1,2"}, {"~d, ~d", "1,2"}, {"~d ,~d", "1   ,2"}, {"~*d~d", "1 2"}, {"~2d~2d~2d", "123456"}, {"~2d~2d", "1 2 3"}, {"~f~d", "1.5 7"}, {"~5f", "1.2345678"}, {"~3f", "1.2"}, {"~3f", "12"}, {"~d", "99999999999999999999"}, {"~.36u", "zz"}, {"~.37u", "1"}, {"~.1u", "1"}]),
    ok.
