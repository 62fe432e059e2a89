%% Documentation at the shell: what `code:get_doc/1` knows, else the functions that a module exports.
-module(purlin_shell_doc).
-moduledoc false.
-export([show/1, show/2, show/3, types/1, callbacks/1, first_line/3, module_line/1, library/0]).

show(Module) ->
    with(Module, fun() ->
        io:put_chars(["\n  ", name(Module), $\n, $\n, text(module_doc(Module)), "  Functions:\n"]),
        [io:put_chars(["    ", name(F), $/, integer_to_list(A), summary(first_line(Module, F, A)), $\n])
         || {F, A} <- exports(Module)],
        ok
    end).

show(Module, Function) ->
    with(Module, fun() ->
        case [A || {F, A} <- exports(Module), F =:= Function] of
            [] -> {error, missing};
            Arities ->
                [entry(Module, Function, A) || A <- Arities],
                ok
        end
    end).

show(Module, Function, Arity) ->
    with(Module, fun() ->
        case lists:member({Function, Arity}, exports(Module)) of
            true -> entry(Module, Function, Arity);
            false -> {error, missing}
        end
    end).

entry(Module, F, A) ->
    io:put_chars(["\n  ", name(Module), $:, name(F), $/, integer_to_list(A), $\n, $\n, text(function_doc(Module, F, A))]),
    ok.

types(Module) -> with(Module, fun() -> {error, missing} end).

callbacks(Module) -> with(Module, fun() -> {error, missing} end).

with(Module, Fun) ->
    case code:ensure_loaded(Module) of
        {module, _} -> Fun();
        {error, Reason} -> {error, Reason}
    end.

exports(Module) -> [FA || {F, _} = FA <- lists:sort(Module:module_info(exports)), F =/= module_info].

name(Atom) -> io_lib:format("~tw", [Atom]).

summary(none) -> "";
summary(Line) -> ["  ", Line].

text(none) -> "  There is no documentation.\n\n";
text(Doc) -> [[["  ", Line, $\n] || Line <- binary:split(string:trim(Doc), <<"\n">>, [global])], $\n].

%% The first line of a function's documentation, or none.
first_line(Module, F, A) ->
    case function_doc(Module, F, A) of
        none -> none;
        Doc -> hd(binary:split(string:trim(Doc), <<"\n">>))
    end.

module_doc(Module) ->
    case code:get_doc(Module) of
        {ok, {docs_v1, _, _, _, #{<<"en">> := Text}, _, _}} -> Text;
        _ -> none
    end.

function_doc(Module, F, A) ->
    case code:get_doc(Module) of
        {ok, {docs_v1, _, _, _, _, _, Entries}} ->
            case [Text || {{function, F1, A1}, _, _, #{<<"en">> := Text}, _} <- Entries, F1 =:= F, A1 =:= A] of
                [Text | _] -> Text;
                [] -> none
            end;
        _ -> none
    end.

%% The first line of a module's documentation, or none.
module_line(Module) ->
    %% without loading it
    case [T || {<<>>, _, T} <- purlin_compile:ask(docs, {atom_to_binary(Module)}), is_binary(T)] of
        [Doc] -> hd(binary:split(string:trim(Doc), <<"\n">>));
        _ -> none
    end.

%% The names of the library's modules.
library() -> [M || M <- purlin_compile:ask(library, {}), not lists:prefix("purlin_", M)].
