%% Match specifications: heads.
-module(tables_spec_heads).
-export([main/0]).
-define(TYPE, set).
-include("tables.hrl").

main() ->
    Cases = [{{a, b}, {'$1', '$2'}}, {{a, a}, {'$1', '$1'}}, {{a, b}, {'$1', '$1'}}, {{1, 1.0}, {'$1', '$1'}}, {{a, [b, c]}, {a, ['$1' | '$2']}},
             {{a, {b, {c}}}, {a, {'$1', {'$2'}}}}, {{a, "text"}, {a, "text"}}, {{a, <<"b">>}, {'_', <<"b">>}}, {{a, #{x => 1, y => 2}}, {a, #{x => '$1'}}},
             {{a, #{x => 1}}, {a, #{x => '$1', y => '_'}}}, {{a}, '$1'}, {{a}, '_'}, {{a, b}, {a}}, {{a, 1.0}, {a, 1}}, {{a, []}, {a, ['$1']}}, {{a, [x]}, {a, ['$1' | []]}},
             {{'_', '$1'}, {'_', '$1'}}, {{a, '$'}, {a, '$'}}, {{a, '$x'}, {a, '$x'}}, {{a, '$1x'}, {'$3', '$1x'}}, {{1, 2, 3}, {'$3', '$2', '$1'}}, {{a, {}}, {a, {}}}, {{}, {}}],
    [p({T, H, ets:test_ms(T, [{H, [], ['$$']}])}) || {T, H} <- Cases],
    [p({L, ets:match_spec_run(L, ets:match_spec_compile(Ms))}) || {L, Ms} <- [{[{1}, {2}, {a, b}], [{{'$1'}, [{'>', '$1', 1}], ['$1']}]}, {[], [{'_', [], [x]}]}, {[a, {b}], [{'$1', [], ['$1']}]}]],
    C = ets:match_spec_compile([{'_', [], [true]}]),
    p({ets:is_compiled_ms(C), ets:is_compiled_ms(x), ets:is_compiled_ms(make_ref())}),
    p(ets:match_spec_run_r([{1}, {2}], ets:match_spec_compile([{{'$1'}, [], ['$1']}]), [rest])),
    [p(e(F)) || F <- [fun() -> ets:match_spec_compile(x) end, fun() -> ets:match_spec_compile([x]) end, fun() -> ets:match_spec_compile([{'$1', [], []}]) end,
                      fun() -> element(1, ets:test_ms({a}, [{{'$1'}, [{foo, '$1'}], [true]}])) end, fun() -> element(1, ets:test_ms({a}, x)) end]].
