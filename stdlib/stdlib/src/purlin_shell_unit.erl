%% From a text typed at the shell to code: what kind of form it is, which variables it uses and binds, and the source of the
%% throwaway module that evaluates it.
%%
%% The module exports run/1: a map of the bindings that are used goes in, `{Value, NewBindings}` comes out. Functions that
%% are not defined in it are stubs that lead to the shell's commands, to functions defined at the prompt, or to an error.
-module(purlin_shell_unit).
-moduledoc false.
-export([trim/1, split/1, kind/1, source/4, local_source/4, vars/1, new_vars/1, has_fun/1, keeps_funs/1, uses_records/1]).

%% ---------------------------------------------------------------------------------------------------------
%% Forms

%% The forms of a text: [{form, Text, Tokens} | {bad, Text, Info}] and the rest that is no complete form.
split(Text) -> split(Text, []).

split(Text, Forms) ->
    case purlin_compile:ask(tokens, {Text, {1, 1}, {false, false, false}, false}) of
        more -> {lists:reverse(Forms), Text};
        {done, {ok, Tokens, _}, Offset} ->
            <<Form:Offset/binary, Rest/binary>> = Text,
            split(Rest, [{form, trim(Form), Tokens} | Forms]);
        {done, {error, Info, _}, Offset} ->
            %% what is left of a line with a bad token is not looked at
            <<Form:Offset/binary, Rest/binary>> = Text,
            Left = case binary:split(Rest, <<"\n">>) of
                       [_, L] -> L;
                       [_] -> <<>>
                   end,
            split(Left, [{bad, Form, Info} | Forms]);
        {eof, _} -> {lists:reverse(Forms), <<>>}
    end.

%% Without white space around; the module `string` with its tables is slow to load.
trim(<<C, Rest/binary>>) when C =:= $\s; C =:= $\t; C =:= $\n; C =:= $\r -> trim(Rest);
trim(Text) -> trim_end(Text, byte_size(Text)).

trim_end(_, 0) -> <<>>;
trim_end(Text, N) ->
    case binary:at(Text, N - 1) of
        C when C =:= $\s; C =:= $\t; C =:= $\n; C =:= $\r -> trim_end(Text, N - 1);
        _ -> binary:part(Text, 0, N)
    end.

-define(ATTRIBUTES, [record, type, opaque, nominal, spec, callback]).

%% {exprs, Exprs} | {attribute, Name, Form} | {function, Name, Arity, Form} | bad
kind([{'-', _}, {atom, _, Name}, Next | _] = Tokens) when element(1, Next) =:= '('; element(1, Next) =:= '#'; Name =:= type; Name =:= spec ->
    case lists:member(Name, ?ATTRIBUTES) of
        true -> form(Tokens);
        false -> exprs(Tokens)
    end;
kind(Tokens) -> exprs(Tokens).

exprs(Tokens) ->
    case erl_parse:parse_exprs(Tokens) of
        {ok, Exprs} -> {exprs, Exprs};
        {error, _} -> form(Tokens)
    end.

form(Tokens) ->
    case erl_parse:parse_form(Tokens) of
        {ok, {attribute, _, Name, _} = Form} -> {attribute, Name, Form};
        {ok, {function, _, Name, Arity, _} = Form} -> {function, Name, Arity, Form};
        _ -> bad
    end.

%% ---------------------------------------------------------------------------------------------------------
%% What a form uses

fold(F, Acc, Node) when is_tuple(Node) ->
    case F(Node, Acc) of
        {skip, Acc1} -> Acc1;
        Acc1 -> lists:foldl(fun(N, A) -> fold(F, A, N) end, Acc1, tuple_to_list(Node))
    end;
fold(F, Acc, [N | Ns]) -> fold(F, fold(F, Acc, N), Ns);
fold(_, Acc, _) -> Acc.

%% The variables that occur.
vars(Form) ->
    Names = fold(fun({var, _, '_'}, Acc) -> Acc;
                    ({var, _, Name}, Acc) when is_atom(Name) -> [Name | Acc];
                    ({named_fun, _, Name, _}, Acc) -> [Name | Acc];
                    (_, Acc) -> Acc
                 end, [], Form),
    lists:usort(Names).

%% Local functions that are called or made funs of.
calls(Form) ->
    Found = fold(fun({call, _, {atom, _, F}, As}, Acc) when is_list(As) -> [{F, length(As)} | Acc];
                    ({'fun', _, {function, F, A}}, Acc) when is_atom(F), is_integer(A) -> [{F, A} | Acc];
                    (_, Acc) -> Acc
                 end, [], Form),
    lists:usort(Found).

%% Does it make funs?
has_fun(Form) ->
    fold(fun({'fun', _, _}, _) -> true;
            ({named_fun, _, _, _}, _) -> true;
            ({'fun', _, _, _}, _) -> true;
            (_, Acc) -> Acc
         end, false, Form).

-define(PURE, [lists, maps, string, binary, io, io_lib, timer, sets, ordsets, dict, orddict, gb_trees, gb_sets, queue, array, re,
               proplists, filelib, filename, math, unicode, json, sofs, rand, calendar, base64, uri_string]).
-define(KEEPING, [spawn, spawn_link, spawn_monitor, spawn_opt, spawn_request, send, put, apply, '!']).

%% May a fun that it makes stay somewhere outside of the bindings?
keeps_funs(Form) ->
    fold(fun({call, _, {remote, _, {atom, _, M}, {atom, _, F}}, _}, Acc) ->
                 Acc orelse not lists:member(M, ?PURE) andalso (M =/= erlang orelse lists:member(F, ?KEEPING));
            ({call, _, {atom, _, F}, As}, Acc) ->
                 Acc orelse lists:member(F, ?KEEPING) orelse not erl_internal:bif(F, length(As));
            ({call, _, {remote, _, _, _}, _}, _) -> true;
            ({op, _, '!', _, _}, _) -> true;
            (_, Acc) -> Acc
         end, false, Form).

uses_records(Form) ->
    fold(fun({record, _, _, _}, _) -> true;
            ({record, _, _, _, _}, _) -> true;
            ({record_field, _, _, _, _}, _) -> true;
            ({record_index, _, _, _}, _) -> true;
            ({call, _, {atom, _, is_record}, _}, _) -> true;
            (_, Acc) -> Acc
         end, false, Form).

%% ---------------------------------------------------------------------------------------------------------
%% Variables that have a value after the expressions, whichever way they went.

new_vars(Exprs) -> body(Exprs).

body(Es) -> lists:usort(lists:append([binds(E) || E <- Es])).

binds({match, _, P, E}) -> pattern(P) ++ binds(E);
binds({block, _, Es}) -> body(Es);
binds({call, _, {remote, _, M, F}, As}) -> binds(M) ++ binds(F) ++ body(As);
binds({call, _, F, As}) -> binds(F) ++ body(As);
binds({op, _, Op, A, _}) when Op =:= 'andalso'; Op =:= 'orelse' -> binds(A);
binds({op, _, _, A, B}) -> binds(A) ++ binds(B);
binds({op, _, _, A}) -> binds(A);
binds({tuple, _, Es}) -> body(Es);
binds({cons, _, H, T}) -> binds(H) ++ binds(T);
binds({map, _, Fs}) -> body(Fs);
binds({map, _, M, Fs}) -> binds(M) ++ body(Fs);
binds({map_field_assoc, _, K, V}) -> binds(K) ++ binds(V);
binds({map_field_exact, _, K, V}) -> binds(K) ++ binds(V);
binds({record, _, _, Fs}) -> body(Fs);
binds({record, _, R, _, Fs}) -> binds(R) ++ body(Fs);
binds({record_field, _, _, V}) -> binds(V);
binds({record_field, _, R, _, _}) -> binds(R);
binds({bin, _, Es}) -> body([E || {bin_element, _, E, _, _} <- Es]);
binds({'if', _, Cs}) -> in_all([body(B) || {clause, _, _, _, B} <- Cs]);
binds({'case', _, E, Cs}) -> binds(E) ++ in_all([clause(C) || C <- Cs]);
binds({'receive', _, Cs}) -> in_all([clause(C) || C <- Cs]);
binds({'receive', _, Cs, T, After}) -> binds(T) ++ in_all([body(After) | [clause(C) || C <- Cs]]);
binds(_) -> [].

clause({clause, _, Ps, _, B}) -> lists:append([pattern(P) || P <- Ps]) ++ body(B).

in_all([]) -> [];
in_all([Names | More]) -> lists:foldl(fun(N, Acc) -> ordsets:intersection(lists:usort(N), Acc) end, lists:usort(Names), More).

pattern(P) -> vars(P).

%% ---------------------------------------------------------------------------------------------------------
%% Source

%% Native records defined at the prompt belong to this module, whichever throwaway module holds them.
-define(RECORDS_OF, "-purlin_record_module(shell_default). ").

%% The module that evaluates expressions. `Bound`: names that have a value. `Env`: what `resolve/2` and `records` need.
source(Module, Text, Exprs, #{bound := Bound} = Env) ->
    Used = vars(Exprs),
    Ins = [Name || Name <- Used, lists:member(Name, Bound)],
    Outs = [Name || Name <- new_vars(Exprs), not lists:member(Name, Bound)],
    Header = ["-module(", io_lib:write_atom(Module), "). -export([run/1]). -compile([nowarn_unused_vars, nowarn_unused_record, nowarn_opportunistic]). ",
              one_line(declarations(Exprs, Env))],
    In = lists:join(", ", [[quoted(N), " := ", name(N)] || N <- Ins]),
    Out = lists:join(", ", [[${, quoted(N), ", ", name(N), $}] || N <- Outs]),
    [Header, "-file(\"shell\", 0). run(#{", In, "}) -> Value@@ = begin\n", without_dot(Text), "\nend, {Value@@, [", Out, "]}.\n",
     stubs([C || C <- calls(Exprs), C =/= {run, 1}], Env)].

declarations(Form, Env) ->
    case uses_records(Form) of
        true -> [?RECORDS_OF, maps:get(types, Env, []), maps:get(records, Env, [])];
        false -> []
    end.

%% The module of the functions that were defined at the prompt: [{{Name, Arity}, Text, Form}], specs as texts.
local_source(Module, Functions, Specs, Env) ->
    Names = [FA || {FA, _, _} <- Functions],
    Forms = [Form || {_, _, Form} <- Functions],
    List = lists:join(", ", [io_lib:format("~tw/~w", [F, A]) || {F, A} <- Names]),
    Calls = calls(Forms) -- Names,
    ["-module(", io_lib:write_atom(Module), "). -export([", List, "]). -compile([nowarn_unused_record, nowarn_opportunistic, {no_auto_import, [", List,
     "]}]). ", one_line([?RECORDS_OF, maps:get(types, Env, []), maps:get(records, Env, []), Specs]),
     [["-file(\"shell\", 0).\n", Text, $\n] || {_, Text, _} <- Functions], stubs(Calls, Env)].

one_line(Text) ->
    case iolist_size(Text) of
        0 -> [];
        %% a definition may end in a comment
        _ -> [$\n, Text, $\n]
    end.

name(Name) -> atom_to_binary(Name).

quoted(Name) -> io_lib:format("~tw", [Name]).

without_dot(Text) ->
    Trimmed = trim(Text),
    binary:part(Trimmed, 0, byte_size(Trimmed) - 1).

stubs(Calls, #{resolve := Resolve}) -> [stub(Call, Resolve(Call)) || Call <- Calls].

stub(_, none) -> [];
stub({F, A}, Target) ->
    Args = lists:join(", ", [["A", integer_to_list(I)] || I <- lists:seq(1, A)]),
    Name = io_lib:write_atom(F),
    Body = case Target of
               {M, F1} -> [io_lib:write_atom(M), $:, io_lib:write_atom(F1), $(, Args, $)];
               {M, F1, F2} -> [io_lib:write_atom(M), $:, io_lib:write_atom(F1), $(, io_lib:write_atom(F2), ", [", Args, "])"]
           end,
    [Name, $(, Args, ") -> ", Body, ".\n"].
