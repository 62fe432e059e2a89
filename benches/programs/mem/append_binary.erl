-module(append_binary).
-export([run/0]).
run() -> byte_size(build(500000, <<>>)) + byte_size(iolist_to_binary([<<"abc">> || _ <- lists:seq(1, 100000)])).
build(0, B) -> B;
build(N, B) -> build(N - 1, <<B/binary, N:16>>).
