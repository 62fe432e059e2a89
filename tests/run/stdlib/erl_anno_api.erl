%% Every function of erl_anno, with good and with bad arguments.
-module(erl_anno_api).
-export([main/0]).

main() ->
    column_1(),
    end_location_1(),
    file_1(),
    from_term_1(),
    generated_1(),
    is_anno_1(),
    line_1(),
    location_1(),
    new_1(),
    record_1(),
    text_1(),
    to_term_1(),
    set_end_location_2(),
    set_location_2(),
    set_line_2(),
    set_file_2(),
    set_text_2(),
    set_generated_2(),
    set_record_2().

%% Prints the value of a call, or how it fails.
p(Call) ->
    try Call() of
        Value -> io:format("  ~0tkp~n", [Value])
    catch
        Class:Reason -> io:format("  ~w ~0tkp~n", [Class, Reason])
    end.

column_1() ->
    io:format("column/1~n"),
    p(fun() -> erl_anno:column({0, 0}) end),
    p(fun() -> erl_anno:column([[]]) end),
    p(fun() -> erl_anno:column([{text, [97, 98, 10, 99]}, {location, {1, 3}}]) end),
    p(fun() -> erl_anno:column([{generated, false}, {location, 0}]) end),
    p(fun() -> erl_anno:column(<<5:3>>) end),
    p(fun() -> erl_anno:column([{file, "x"}, {location, 1}]) end).

end_location_1() ->
    io:format("end_location/1~n"),
    p(fun() -> erl_anno:end_location({}) end),
    p(fun() -> erl_anno:end_location({0, 0}) end),
    p(fun() -> erl_anno:end_location({1, 2}) end),
    p(fun() -> erl_anno:end_location([{text, [97, 98, 10, 99]}, {location, {1, 3}}]) end),
    p(fun() -> erl_anno:end_location([{location, x}]) end),
    p(fun() -> erl_anno:end_location([{file, "x"}, {location, 1}]) end).

file_1() ->
    io:format("file/1~n"),
    p(fun() -> erl_anno:file([{location, x}]) end),
    p(fun() -> erl_anno:file(true) end),
    p(fun() -> erl_anno:file({1, 2}) end),
    p(fun() -> erl_anno:file([{file, "x"}, {location, 1}]) end),
    p(fun() -> erl_anno:file([foo]) end),
    p(fun() -> erl_anno:file(fun erlang:max/2) end).

from_term_1() ->
    io:format("from_term/1~n"),
    p(fun() -> erl_anno:from_term([{text, [97, 98, 10, 99]}, {location, {1, 3}}]) end),
    p(fun() -> erl_anno:from_term([{end_location, {3, 4}}, {location, 1}]) end),
    p(fun() -> erl_anno:from_term([]) end),
    p(fun() -> erl_anno:from_term([foo]) end).

generated_1() ->
    io:format("generated/1~n"),
    p(fun() -> erl_anno:generated([1, 2 | 3]) end),
    p(fun() -> erl_anno:generated([{generated, false}, {location, 0}]) end),
    p(fun() -> erl_anno:generated(<<>>) end),
    p(fun() -> erl_anno:generated([{file, "x"}, {location, 1}]) end),
    p(fun() -> erl_anno:generated([foo]) end),
    p(fun() -> erl_anno:generated([{end_location, {3, 4}}, {location, 1}]) end).

is_anno_1() ->
    io:format("is_anno/1~n"),
    p(fun() -> erl_anno:is_anno(foo) end),
    p(fun() -> erl_anno:is_anno(-1) end),
    p(fun() -> erl_anno:is_anno([{end_location, {3, 4}}, {location, 1}]) end),
    p(fun() -> erl_anno:is_anno({1, 2}) end).

line_1() ->
    io:format("line/1~n"),
    p(fun() -> erl_anno:line([{text, [97, 98, 10, 99]}, {location, {1, 3}}]) end),
    p(fun() -> erl_anno:line([{location, x}]) end),
    p(fun() -> erl_anno:line(<<1,2,3>>) end),
    p(fun() -> erl_anno:line([{end_location, {3, 4}}, {location, 1}]) end),
    p(fun() -> erl_anno:line({1, 2}) end),
    p(fun() -> erl_anno:line(fun erlang:self/0) end).

location_1() ->
    io:format("location/1~n"),
    p(fun() -> erl_anno:location([{end_location, {3, 4}}, {location, 1}]) end),
    p(fun() -> erl_anno:location([{file, "x"}, {location, 1}]) end),
    p(fun() -> erl_anno:location({1, 2}) end),
    p(fun() -> erl_anno:location([{generated, false}, {location, 0}]) end),
    p(fun() -> erl_anno:location(foo) end),
    p(fun() -> erl_anno:location(true) end).

new_1() ->
    io:format("new/1~n"),
    p(fun() -> erl_anno:new(<<1,2,3>>) end),
    p(fun() -> erl_anno:new({1, 2}) end),
    p(fun() -> erl_anno:new([{generated, true}, {location, 0}]) end),
    p(fun() -> erl_anno:new(1) end),
    p(fun() -> erl_anno:new(0) end).

record_1() ->
    io:format("record/1~n"),
    p(fun() -> erl_anno:record(fun erlang:self/0) end),
    p(fun() -> erl_anno:record([{text, [97, 98, 10, 99]}, {location, {1, 3}}]) end),
    p(fun() -> erl_anno:record(-1) end),
    p(fun() -> erl_anno:record([foo]) end),
    p(fun() -> erl_anno:record([]) end),
    p(fun() -> erl_anno:record([{file, "x"}, {location, 1}]) end).

text_1() ->
    io:format("text/1~n"),
    p(fun() -> erl_anno:text([foo]) end),
    p(fun() -> erl_anno:text(<<1,2,3>>) end),
    p(fun() -> erl_anno:text({1, 2}) end),
    p(fun() -> erl_anno:text([{file, "x"}, {location, 1}]) end),
    p(fun() -> erl_anno:text({0, 0}) end),
    p(fun() -> erl_anno:text([[]]) end).

to_term_1() ->
    io:format("to_term/1~n"),
    p(fun() -> erl_anno:to_term([[]]) end),
    p(fun() -> erl_anno:to_term([{end_location, {3, 4}}, {location, 1}]) end),
    p(fun() -> erl_anno:to_term([{file, "x"}, {location, 1}]) end),
    p(fun() -> erl_anno:to_term([{text, [97, 98, 10, 99]}, {location, {1, 3}}]) end).

set_end_location_2() ->
    io:format("set_end_location/2~n"),
    p(fun() -> erl_anno:set_end_location(1, [{end_location, {3, 4}}, {location, 1}]) end),
    p(fun() -> erl_anno:set_end_location({1, 0}, [foo]) end),
    p(fun() -> erl_anno:set_end_location(foo, [foo]) end),
    p(fun() -> erl_anno:set_end_location(1, {1, 2}) end),
    p(fun() -> erl_anno:set_end_location(1, [{text, [97, 98, 10, 99]}, {location, {1, 3}}]) end),
    p(fun() -> erl_anno:set_end_location({1, 2}, 1) end).

set_location_2() ->
    io:format("set_location/2~n"),
    p(fun() -> erl_anno:set_location({1, 0}, [{end_location, {3, 4}}, {location, 1}]) end),
    p(fun() -> erl_anno:set_location(<<>>, []) end),
    p(fun() -> erl_anno:set_location(0, 1) end),
    p(fun() -> erl_anno:set_location({1, 2}, {1, 2}) end),
    p(fun() -> erl_anno:set_location(0, [{end_location, {3, 4}}, {location, 1}]) end),
    p(fun() -> erl_anno:set_location(1, [{file, "x"}, {location, 1}]) end).

set_line_2() ->
    io:format("set_line/2~n"),
    p(fun() -> erl_anno:set_line(foo, [{location, x}]) end),
    p(fun() -> erl_anno:set_line(1, [{file, "x"}, {location, 1}]) end),
    p(fun() -> erl_anno:set_line(0, [{file, "x"}, {location, 1}]) end),
    p(fun() -> erl_anno:set_line(foo, -1) end),
    p(fun() -> erl_anno:set_line(0, {1, 2}) end),
    p(fun() -> erl_anno:set_line(0, 1) end).

set_file_2() ->
    io:format("set_file/2~n"),
    p(fun() -> erl_anno:set_file(foo, [foo]) end),
    p(fun() -> erl_anno:set_file([], [{end_location, {3, 4}}, {location, 1}]) end),
    p(fun() -> erl_anno:set_file(3.5, {0, 0}) end),
    p(fun() -> erl_anno:set_file("f", {1, 2}) end),
    p(fun() -> erl_anno:set_file([], [{file, "x"}, {location, 1}]) end),
    p(fun() -> erl_anno:set_file("f", [{generated, true}, {location, 0}]) end).

set_text_2() ->
    io:format("set_text/2~n"),
    p(fun() -> erl_anno:set_text([], [{file, "x"}, {location, 1}]) end),
    p(fun() -> erl_anno:set_text(foo, [{generated, true}, {location, 0}]) end),
    p(fun() -> erl_anno:set_text(foo, []) end),
    p(fun() -> erl_anno:set_text([], 1) end),
    p(fun() -> erl_anno:set_text([], [{end_location, {3, 4}}, {location, 1}]) end),
    p(fun() -> erl_anno:set_text([], [{text, [97, 98, 10, 99]}, {location, {1, 3}}]) end).

set_generated_2() ->
    io:format("set_generated/2~n"),
    p(fun() -> erl_anno:set_generated(true, fun erlang:abs/1) end),
    p(fun() -> erl_anno:set_generated(true, {1, 2}) end),
    p(fun() -> erl_anno:set_generated(false, foo) end),
    p(fun() -> erl_anno:set_generated(true, [{text, [97, 98, 10, 99]}, {location, {1, 3}}]) end),
    p(fun() -> erl_anno:set_generated(false, [{file, "x"}, {location, 1}]) end),
    p(fun() -> erl_anno:set_generated(false, [{end_location, {3, 4}}, {location, 1}]) end).

set_record_2() ->
    io:format("set_record/2~n"),
    p(fun() -> erl_anno:set_record(true, foo) end),
    p(fun() -> erl_anno:set_record(true, {0, 0}) end),
    p(fun() -> erl_anno:set_record(false, [{generated, true}, {location, 0}]) end),
    p(fun() -> erl_anno:set_record(true, {1, 2}) end),
    p(fun() -> erl_anno:set_record(true, 1) end),
    p(fun() -> erl_anno:set_record(false, [{file, "x"}, {location, 1}]) end).
