-module(t1).
-export([main/0]).
main() -> io:format("~p~n", [file:write_file("/tmp/zz_t1","abc\ndef\n")]), {ok,F}=file:open("/tmp/zz_t1",[read]), io:format("~p ~p ~p~n",[io:get_line(F,''),file:read(F,2),io:get_line(F,'')]), io:format("~p~n",[file:close(F)]).
