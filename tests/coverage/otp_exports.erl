%% Records what OTP's library modules export, and which of it is documented.
%%
%%   erlc otp_exports.erl && erl -noshell -run otp_exports main
%%
%% Run in this folder where real Erlang/OTP (with its documentation chunks) is installed. Reads modules.txt and
%% writes otp.txt: a line `module function/arity documented|hidden` for each exported function.
-module(otp_exports).
-export([main/0]).

main() ->
    {ok, Text} = file:read_file("modules.txt"),
    Lines = [string:lexemes(Line, " ") || Line <- string:lexemes(binary_to_list(Text), "\n"), hd(Line) =/= $#],
    Rows = [rows(list_to_atom(Module)) || [_Group, Module | _] <- Lines],
    Release = erlang:system_info(otp_release),
    Head = ["# Exported functions of OTP ", Release, ": made by otp_exports.erl.\n"],
    ok = file:write_file("otp.txt", [Head | Rows]),
    halt(0).

rows(Module) ->
    {module, Module} = code:ensure_loaded(Module),
    Documented = documented(Module),
    [io_lib:format("~s ~s/~b ~s~n", [Module, Name, Arity, word(sets:is_element({Name, Arity}, Documented))])
        || {Name, Arity} <- lists:sort(Module:module_info(exports)), Name =/= module_info, is_named(Name)].

%% Operators of `erlang` are syntax.
is_named(Name) ->
    [C | _] = atom_to_list(Name),
    C >= $a andalso C =< $z andalso not lists:member(Name, ['and', 'or', 'xor', 'not', 'div', 'rem', 'band', 'bor', 'bxor', 'bnot', 'bsl', 'bsr']).

word(true) -> documented;
word(false) -> hidden.

documented(Module) ->
    {ok, Chunk} = code:get_doc(Module),
    Entries = element(7, Chunk),
    %% One entry may stand for several arities: its metadata says which share its text.
    sets:from_list([{Name, Arity}
        || {{function, Name, Arity}, _, _, Doc, Meta} <- Entries, is_map(Doc) orelse is_map_key(equiv, Meta)]).
