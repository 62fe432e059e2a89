%% compile and epp: forms, options, files that are not there, encodings, and messages.
-module(compile_bad).
-export([main/0]).
-include("calls.hrl").

main() ->
    F = [{attribute, 1, module, m}, {attribute, 1, export, [{f, 0}]}, {function, 2, f, 0, [{clause, 2, [], [], [{atom, 2, ok}]}]}, {eof, 3}],
    Bad = [{attribute, 1, module, m}, {function, 2, f, 0, [{clause, 2, [], [], [{var, 2, 'X'}]}]}, {eof, 3}],
    Show = fun({ok, m, B}) when is_binary(B) -> {ok, m, binary}; ({ok, m, B, W}) when is_binary(B) -> {ok, m, binary, W}; ({error, E, W}) -> {error, length(E), length(W)}; (V) -> V end,
    [call(compile, N, A, Show) || N <- [forms, noenv_forms], A <- [[F, []], [F, [return]], [Bad, [return]], [F, [binary]], [[], [return]]]],
    call(compile, forms, [F], Show), 
    [say(N, element(1, compile:N("/nonexistent/m", [return]))) || N <- [file, noenv_file]], say("file", compile:file("/nonexistent/m")), calls(compile, [{file, [[x]]}]),
    calls(compile, [{env_compiler_options, []}, {output_generated, [[[]], [[binary]]]}, {noenv_output_generated, [[[]], [[strong_validation]], [[binary]]]}]),
    calls(epp, [{default_encoding, [[]]}, {encoding_to_string, [[utf8], [latin1], [x]]}, {read_encoding, [["/nonexistent/m"], ["/nonexistent/m", []], [x], ["/nonexistent/m", [bad]]]}, {read_encoding_from_binary, [[<<"%% coding: utf-8\n">>], [<<"%% coding: latin-1\n">>], [<<"x">>], [<<"%% -*- coding: utf-8 -*-">>, [{in_comment_only, false}]], [<<>>, [bad]]]},
                {set_encoding, [[x], [x, utf8]]}, {open, [["/nonexistent/m", []], ["/nonexistent/m", [], []], [[{name, "/nonexistent/m"}]]]}, {parse_file, [["/nonexistent/m", []], ["/nonexistent/m", [], []], [x, []]]}, {close, [[x]]}]).
