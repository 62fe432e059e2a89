%% io_lib:fread of words, atoms, strings and characters, with fields, literal text and white space.
-module(fread_text).
-export([main/0]).
-include("../show.hrl").

main() ->
    each(fun({F, S}) -> io_lib:fread(F, S) end,
         [{F, S} || F <- ["~s", "~a", "~c", "~3s", "~3a", "~3c", "~ts", "~tc", "~2tc", "~*s", "~*c"], S <- ["", "hello world", "  x y", "\tab\ncd", "åäö", "ж€", "'quoted' x"]]),
    each(fun({F, S}) -> io_lib:fread(F, S) end, [{"~s~s", "a b"}, {"~s,~s", "a,b"}, {"~c~c~c", "a b"}, {" ~c", "  x"}, {"name: ~s age: ~d", "name: Bob age: 42"}, {"name:~s", "name:   Bob"}, {"~~~d", "~5"}, {"100%", "100%"}, {"abc", "abd"}, {"abc", "ab"}, {"a b", "a     b"}, {"a b", "ab"}, {"~s~n", "ab\n"}, {"~l", "abc"}, {"~d~l~s", "12 abc"}, {"~q", "a"}, {"~", "a"}, {"", ""}, {"", "a"}, {"~t", "a"}, {"~td", "1"}, {"~0s", "ab"}, {"~s", x}, {"~s", <<"ab">>}]),
    ok.
