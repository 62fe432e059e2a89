%% Calls functions of the library and prints what each call gave: `module:function(Arguments) -> Value`, or `! Class: Reason` where
%% it raised. What differs from run to run (processes, references, funs) is printed as a word.
-compile({nowarn_unused_function, [calls/2, sorted/2, call/3, clean/1, say/2]}).

%% [{Function, [Arguments of a call, ...]}, ...]
calls(Module, Functions) -> [call(Module, Function, Arguments) || {Function, Lists} <- Functions, Arguments <- Lists], ok.

%% The same for functions whose lists come in no order.
sorted(Module, Functions) ->
    [call(Module, Function, Arguments, fun(V) when length(V) > 0 -> lists:sort(V); (V) -> V end) || {Function, Lists} <- Functions, Arguments <- Lists], ok.

call(Module, Function, Arguments) -> call(Module, Function, Arguments, fun(V) -> V end).

call(Module, Function, Arguments, Show) ->
    try apply(Module, Function, Arguments) of
        Value -> told(Module, Function, Arguments, "->", Show(Value)), Value
    catch
        Class:Reason -> told(Module, Function, Arguments, ["! ", atom_to_list(Class), ":"], Reason), {Class, Reason}
    end.

told(Module, Function, Arguments, How, What) ->
    Shown = lists:join(", ", [io_lib:format("~0tkp", [clean(A)]) || A <- Arguments]),
    io:format("~ts:~ts(~ts) ~s ~0tkp~n", [Module, Function, Shown, How, clean(What)]).

say(What, Value) when is_tuple(What) -> io:format("~0tp ~0tkp~n", [What, clean(Value)]);
say(What, Value) -> io:format("~ts ~0tkp~n", [What, clean(Value)]).

clean(Pid) when is_pid(Pid) -> pid;
clean(Reference) when is_reference(Reference) -> ref;
clean(Port) when is_port(Port) -> port;
clean(Fun) when is_function(Fun) -> {function, element(2, erlang:fun_info(Fun, arity))};
clean([{M, F, A, Info} | _]) when is_atom(M), is_atom(F), is_list(Info), is_integer(A) orelse is_list(A) -> stack;
clean({more, Continuation}) when is_tuple(Continuation) -> more;
clean([Head | Tail]) -> [clean(Head) | clean(Tail)];
clean(Tuple) when is_tuple(Tuple) -> list_to_tuple([clean(E) || E <- tuple_to_list(Tuple)]);
clean(Map) when is_map(Map) ->
    Pairs = lists:sort([{clean(K), clean(V)} || {K, V} <- maps:to_list(Map)]),
    New = maps:from_list(Pairs),
    case map_size(New) =:= map_size(Map) of true -> New; false -> {map, Pairs} end;
clean(Term) -> Term.
