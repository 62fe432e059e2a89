//! Erlang modules of any size: what people write, and shapes that grow in one direction.

use std::fmt::Write as _;

/// A module of about `lines` lines, made of the things servers are made of: records, maps, binaries, receive, comprehensions, funs,
/// exceptions, formatted output, specs. Each part differs in names and numbers.
pub fn realistic(name: &str, lines: usize) -> String {
    let mut text = format!(
        "%% Generated.\n-module({name}).\n-export([start/1, handle/2]).\n\n-define(TIMEOUT, 5000).\n-define(LOG(Format, Args), io:format(Format, Args)).\n\n\
         -record(state, {{name :: atom(), items = [] :: list(), index = #{{}} :: map(), count = 0 :: non_neg_integer(), owner}}).\n\n\
         start(Name) -> #state{{name = Name, owner = self()}}.\n\n"
    );
    let mut n_lines = text.lines().count();
    let mut handlers = String::new();
    let mut part = 0;
    while n_lines < lines {
        let before = text.len();
        part_of(&mut text, part);
        let _ = writeln!(
            handlers,
            "handle({{request_{part}, Arg}}, State) -> handle_{part}(Arg, State);"
        );
        n_lines += text[before..].lines().count() + 1;
        part += 1;
    }
    text + &handlers + "handle(_, State) -> {ignored, State}.\n"
}

fn part_of(text: &mut String, n: usize) {
    let part = r#"%% @doc Handles requests of kind @N.
-spec handle_@N(term(), #state{}) -> {reply | noreply | stop, term(), #state{}}.
handle_@N({add, Key, Value}, #state{items = Items, count = Count} = State) when is_atom(Key), Value > @N ->
    case lists:keyfind(Key, 1, Items) of
        {Key, Old} when Old =:= Value ->
            {reply, unchanged, State};
        {Key, Old} ->
            New = lists:keyreplace(Key, 1, Items, {Key, Value}),
            {reply, {replaced, Old}, State#state{items = New}};
        false ->
            {reply, added, State#state{items = [{Key, Value} | Items], count = Count + 1}}
    end;
handle_@N({sum, List}, State) when is_list(List) ->
    Total = sum_@N(List, 0),
    Squares = [X * X + @N || X <- List, is_integer(X), X rem 3 =/= 0],
    ?LOG("sum of ~p is ~p~n", [List, Total]),
    {reply, {Total, Squares}, State};
handle_@N(<<"pack", Size:16/big, Rest/binary>>, State) ->
    case Rest of
        <<Payload:Size/binary, Crc:32, Tail/binary>> ->
            Checked = check_@N(Payload, Crc),
            {reply, {ok, Checked, byte_size(Tail)}, State};
        _ ->
            {reply, {error, {short, Size, byte_size(Rest)}}, State}
    end;
handle_@N(#{type := update, key := Key} = Request, #state{index = Index} = State) ->
    Default = maps:get(default, Request, undefined_@N),
    Value = try
        decode_@N(maps:get(value, Request))
    catch
        error:{badkey, _} -> Default;
        throw:{invalid, Reason}:Stack ->
            ?LOG("invalid: ~p ~p~n", [Reason, Stack]),
            Default
    end,
    {noreply, Key, State#state{index = Index#{Key => Value, last_@N => Key}}};
handle_@N(wait, State) ->
    receive
        {msg_@N, From, Text} when is_pid(From) ->
            From ! {self(), "got " ++ Text},
            {noreply, Text, State};
        stop ->
            {stop, normal, State}
    after ?TIMEOUT ->
        {stop, timeout, State}
    end;
handle_@N(Other, State) ->
    Describe = fun(Kind) when is_atom(Kind) -> {Kind, @N}; (Kind) -> {unknown, Kind} end,
    {reply, lists:map(Describe, [Other, State#state.name, kind_@N]), State}.

sum_@N([], Acc) -> Acc;
sum_@N([Head | Tail], Acc) when is_integer(Head) -> sum_@N(Tail, Acc + Head);
sum_@N([_ | Tail], Acc) -> sum_@N(Tail, Acc bxor @N).

check_@N(Payload, Crc) ->
    Bytes = binary_to_list(Payload),
    Sum = lists:foldl(fun(Byte, Acc) -> (Acc * 31 + Byte) band 16#FFFFFFFF end, @N, Bytes),
    if
        Sum =:= Crc -> <<Payload/binary, 0:8, Sum:32/little>>;
        Sum > Crc, Crc > 0 -> {larger, Sum - Crc};
        true -> {smaller, Crc - Sum}
    end.

decode_@N(Text) when is_binary(Text) -> decode_@N(binary_to_list(Text));
decode_@N("true" ++ _) -> true;
decode_@N([C | _] = Digits) when C >= $0, C =< $9 -> list_to_integer(Digits);
decode_@N({pair, A, B}) -> {decode_@N(A), decode_@N(B)};
decode_@N(Other) -> throw({invalid, {Other, [a, "b", <<"c">>, @N, #{x => {1, 2.5}}]}}).

"#;
    text.push_str(&part.replace("@N", &n.to_string()));
}

/// Shapes that once cost more than their size: one function of many clauses, many functions, long literals, deep nesting.
pub fn shapes(scale: usize) -> Vec<(&'static str, String)> {
    vec![
        ("clauses over three columns", clauses(scale)),
        ("clauses of one integer", integers(scale)),
        ("functions", functions(scale / 2)),
        ("elements of one list", list(scale / 5)),
        ("elements of one map", map(scale / 5)),
        ("expressions in one body", body(scale)),
        ("fields of one record", record(scale / 20)),
        ("levels of nesting", nested(scale / 10)),
    ]
}

fn header(exports: &str) -> String {
    format!("-module(shape).\n-export([{exports}]).\n")
}

fn clauses(n: usize) -> String {
    let mut text = header("f/3");
    for i in 0..n {
        let _ = writeln!(
            text,
            "f(a{}, {{b{}, X}}, {}) -> {{X, {i}}};",
            i % 100,
            i / 100 % 100,
            i % 7
        );
    }
    text + "f(_, _, _) -> none.\n"
}

fn integers(n: usize) -> String {
    let mut text = header("f/1");
    for i in 0..n {
        let _ = writeln!(text, "f({}) -> {};", i * 7, i + 1);
    }
    text + "f(_) -> none.\n"
}

fn functions(n: usize) -> String {
    let mut text = header("f0/1");
    for i in 0..n {
        let _ = writeln!(
            text,
            "f{i}(X) when X > {i} -> f{}(X - 1);\nf{i}(X) -> X.",
            i + 1
        );
    }
    text + &format!("f{n}(X) -> X.\n")
}

fn list(n: usize) -> String {
    let items: Vec<String> = (0..n)
        .map(|i| format!("{{key{i}, {i}, \"text\"}}"))
        .collect();
    format!("{}f() -> [{}].\n", header("f/0"), items.join(",\n    "))
}

fn map(n: usize) -> String {
    let items: Vec<String> = (0..n).map(|i| format!("key{i} => [X, {i}]")).collect();
    format!("{}f(X) -> #{{{}}}.\n", header("f/1"), items.join(",\n    "))
}

fn body(n: usize) -> String {
    let mut text = header("f/1") + "f(X0) ->\n";
    for i in 0..n {
        let _ = writeln!(text, "    X{} = g(X{i}) + {i},", i + 1);
    }
    text + &format!("    X{n}.\ng(X) -> X.\n")
}

fn record(n: usize) -> String {
    let fields: Vec<String> = (0..n).map(|i| format!("f{i} = {i}")).collect();
    let updates: Vec<String> = (0..n)
        .map(|i| format!("f(R, {i}) -> R#r{{f{i} = R#r.f0 + 1}}"))
        .collect();
    format!(
        "{}-record(r, {{{}}}).\n{}.\n",
        header("f/2"),
        fields.join(",\n    "),
        updates.join(";\n")
    )
}

fn nested(n: usize) -> String {
    let n = n.min(950);
    let open = "case g(X) of {ok, X} -> ".repeat(n);
    let close = "; _ -> error end".repeat(n);
    format!(
        "{}f(X) -> {open}X{close}.\ng(X) -> {{ok, X}}.\n",
        header("f/1")
    )
}
