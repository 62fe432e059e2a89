//! Library functions that the compiler copies for funs it knows, while the library is replaced: as a user's program sees it.

use purlin::Vm;

/// `lists` is replaced by a module with less in it, while a call of the library's own is under way.
const PROGRAM: &str = r#"-module(m). -export([main/0]).
main() ->
    {ok, lists, Other} = compile:forms(forms(
        "-module(lists).\n-export([map/2, foldl/3]).\n"
        "map(F, L) -> {other_map, F(1), L}.\n"
        "foldl(_, Acc, L) -> {other_foldl, Acc, L}.\n")),
    Before = {map(5), fold(5), filter(5)},
    Parent = self(),
    Slow = spawn(fun() -> Parent ! {ended, slow(Parent)} end),
    receive inside -> ok end,
    {module, lists} = erlang:load_module(lists, Other),
    Meanwhile = {map(5), fold(5)},
    Slow ! on,
    Ended = receive {ended, Result} -> Result end,
    {Before, Meanwhile, Ended}.

map(K) -> lists:map(fun(X) -> X * K end, [1, 2, 3]).
fold(K) -> lists:foldl(fun(X, A) -> X + A end, K, [1, 2, 3]).
filter(K) -> lists:filter(fun(X) -> X + 3 < K end, [1, 2, 3]).

slow(Parent) -> lists:map(fun(2) -> Parent ! inside, wait(), 2; (X) -> X + 10 end, [1, 2, 3]).

wait() -> receive on -> ok end.

forms(Text) -> {ok, Tokens, _} = erl_scan:string(Text), split(Tokens, [], []).

split([{dot, _} = Dot | Rest], Form, Forms) ->
    {ok, Parsed} = erl_parse:parse_form(reversed([Dot | Form], [])),
    split(Rest, [], [Parsed | Forms]);
split([Token | Rest], Form, Forms) -> split(Rest, [Token | Form], Forms);
split([], [], Forms) -> reversed(Forms, []).

reversed([X | Rest], Acc) -> reversed(Rest, [X | Acc]);
reversed([], Acc) -> Acc.
"#;

#[test]
fn copies_give_way_to_a_new_library() {
    let vm = Vm::builder().schedulers(2).build().unwrap();
    vm.load(PROGRAM).unwrap_or_else(|error| panic!("{error}"));
    let value: purlin::Value = vm.call("m", "main", ()).unwrap();
    assert_eq!(
        value.to_string(),
        "{{[5,10,15],11,[1]},{{other_map,5,[1,2,3]},{other_foldl,5,[1,2,3]}},[11,2,13]}"
    );
}
