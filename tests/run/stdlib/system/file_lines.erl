%% Lines of files: endings of each kind, long ones, no last end, encodings, raw and through a server.
-module(file_lines).
-export([main/0]).
-include("../show.hrl").

main() ->
    D = filename:join(os:getenv("TMPDIR", "/tmp"), "purlin_file_lines_" ++ os:getpid()),
    file:del_dir_r(D), ok = file:make_dir(D), P = filename:join(D, "f"),
    try
        Texts = [<<>>, <<"\n">>, <<"a\nb">>, <<"a\r\nb\r\n">>, <<"a\rb\n">>, <<"å\nж"/utf8>>, <<"x", 255, "y\nz">>, <<"\n\n">>, binary:copy(<<"long ">>, 300)],
        [begin
             ok = file:write_file(P, T),
             [begin
                  {ok, F} = file:open(P, Ms), L = lines(F, Read), file:close(F),
                  io:format("~w ~0p: ~w ~ts~n", [erlang:phash2(T), Ms, Read, [text([case X of {ok, Y} when length(Y) > 50 -> length(Y); {ok, Y} when byte_size(Y) > 50 -> byte_size(Y); _ -> X end || X <- L])]])
              end || Ms <- [[read], [read, binary], [raw, read], [raw, read, binary, read_ahead], [read, {encoding, utf8}]], Read <- [file, io], Read =:= file orelse not lists:member(raw, Ms), Read =:= io orelse not lists:member({encoding, utf8}, Ms)]
         end || T <- Texts]
    after file:del_dir_r(D) end,
    ok.

lines(F, How) ->
    case (case How of file -> file:read_line(F); io -> case io:get_line(F, "") of eof -> eof; {error, E} -> {error, E}; L -> {ok, L} end end) of
        {ok, L1} -> [{ok, L1} | lines(F, How)];
        Other -> [Other]
    end.
