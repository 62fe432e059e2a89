%% What ets:test_ms/2 says of bad specifications, and which ones the other functions take.
-module(tables_spec_problems).
-export([main/0]).

main() ->
    io:format("-- expressions~n"),
    [said({1}, [{{'$1'}, [], [E]}]) || E <- expressions()],
    io:format("-- specifications~n"),
    [said({a, b}, S) || S <- specifications()],
    io:format("-- heads~n"),
    [said(T, [{H, [], ['$$']}]) || {H, T} <- heads()],
    io:format("-- guards~n"),
    [said({1}, [{{'$1'}, [G], [yes]}]) || G <- guards()],
    nothing().

said(Term, Spec) ->
    io:format("~0tp~n  ", [Spec]),
    case ets:test_ms(Term, Spec) of
        {ok, Result} -> io:format("ok ~0tp~n", [Result]);
        {error, Problems} -> io:format("~ts~n", [lists:join(" / ", [Text || {error, Text} <- Problems])])
    end.

expressions() ->
    [{message, a}, {return_trace}, {caller, 1, 2}, {trace, 1}, {set_seq_token, a, b}, {is_seq_trace}, {display}, {get_tcw}, {get_tcw, 1},
     {set_tcw, 1}, {const}, {const, 1, 2}, {'and'}, {'or'}, {'andalso'}, {'orelse'}, {'not'}, {'xor', true}, {self, 1}, {node, '$1'},
     {node, {self}}, {is_record, {{a, 2}}, a}, {is_record, {{a, 2}}, a, 2}, {is_integer, 5, 1, 9}, {is_integer, 5, 6, 9}, {is_integer, x, 1, 9},
     {is_integer, 5, a, 9}, {foo, {bar, '$2'}}, {is_atom, {bar}}, {'$1', 2}, {5, 1}, {[a]}, {<<1>>}, {}, {{{foo}}}, {'++', [1], [2]}, {'+'},
     {'$_'}, {'_'}, {'Up', 1}, '$01', '$7', #{a => '$2'}, ['$1' | '$3']].

specifications() ->
    [[], foo, [{'_', [], [true]} | x], [x, {'_', [], ['$1']}], [{'_', [], ['$1']}, x], [{'_', foo, [true]}], [{'_', [true | x], [true]}],
     [{'_', [], [true | x]}], [{'_', [], true}], [{'_', a, []}], [{'_', [{foo}, {bar}], [{baz}]}], [{'_', [{foo}], ['$1']}, {'_', [], ['$2']}],
     [{'_', [], [{{'$1', '$2'}}]}], [{'_', [], ['$1', '$2']}], [{'_', [], [{'+', {'-', {foo}}, '$4'}]}], [{'_', [{'andalso', {foo}, '$1'}], [a]}],
     [{#{'$1' => 1}, [], ['$2']}], [{{#{a => #{'_' => 1}}}, [], [a]}], [{#{{'$1'} => 1}, [], ['$1']}]].

heads() ->
    [{{'$1', '$01'}, {a, b}}, {{'$0', '$10'}, {a, b}}, {{'$00'}, {'$00'}}, {{'$1a', '$-1'}, {'$1a', '$-1'}}, {{'$_', '$1'}, {'$_', b}},
     {{'$100000000'}, {a}}, {#{a => '$1'}, #{a => 1, b => 2}}].

guards() -> [{'and', true, true, true}, {'or', false, true}, {node, '$1'}, {is_integer, '$1', 0, 1}, {is_integer, '$1', 2, 3}, {'andalso', true}].

%% A specification without clauses finds nothing, but cannot be compiled.
nothing() ->
    T = ets:new(t, [ordered_set]),
    true = ets:insert(T, [{1, a}, {#{x => 1}, b}]),
    io:format("~0p~n", [[ets:select(T, []), ets:select(T, [], 2), ets:select_count(T, []), ets:select_delete(T, []), ets:select_replace(T, [])]]),
    [io:format("~ts ~0p~n", [Label, try Call() catch error:Reason -> Reason end])
     || {Label, Call} <- [{"compile", fun() -> ets:match_spec_compile([]) end},
                          {"variable as key", fun() -> ets:match(T, {#{'$1' => 1}, '_'}) end},
                          {"any as key", fun() -> ets:match_object(T, {#{'_' => 1}, '_'}) end},
                          {"a tuple as key", fun() -> ets:match_object(T, {#{{'_'} => 1}, '_'}) end},
                          {"no variable", fun() -> ets:match(T, {'$01', '$2'}) end}]].
