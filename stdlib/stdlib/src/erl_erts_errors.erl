%% What is wrong with the arguments of functions of `erlang`, for error reports.
-module(erl_erts_errors).
-moduledoc false.

-export([format_error/2, format_bs_fail/2]).

-define(OPTION, <<"invalid option in list">>).

format_error(_Reason, [{erlang, binary_part, [Bin, From, N], _} | _]) when is_binary(Bin), is_integer(From), From >= 0, is_integer(N) ->
    #{if From > byte_size(Bin) -> 2; true -> 3 end => <<"out of range">>};
format_error(_Reason, [{erlang, binary_part, [Bin, {From, N}], _} | _]) when is_binary(Bin), is_integer(From), is_integer(N) ->
    #{2 => <<"out of range">>};
format_error(_Reason, [{erlang, monitor, [port, _], _} | _]) -> #{2 => <<"not a port">>};
format_error(_Reason, [{erlang, monitor, [time_offset, _], _} | _]) -> #{};
format_error(_Reason, [{erlang, nodes, [Type], _} | _])  ->
    #{1 => case is_list(Type) of true -> <<"not a list of valid node types">>; false -> <<"not a valid node type">> end};
format_error(_Reason, [{erlang, Name, Arguments, _} | _]) when is_list(Arguments) ->
    case rule(Name, length(Arguments)) of
        {Kinds, Otherwise} -> purlin_hints:hints(Arguments, Kinds, Otherwise);
        Kinds -> purlin_hints:hints(Arguments, Kinds, none)
    end;
format_error(system_limit, [{Module, new, [_, _], _} | _]) when Module =:= atomics; Module =:= counters ->
    #{1 => <<(atom_to_binary(Module))/binary, " array size reached a system limit">>};
format_error(_Reason, [{Module, Name, Arguments, _} | _])
  when is_list(Arguments), Name =/= new, Module =:= atomics orelse Module =:= counters ->
    cell_hints(Module, Arguments);
format_error(_Reason, [{Module, Name, Arguments, _} | _]) when is_list(Arguments) ->
    case other_rule(Module, Name, length(Arguments)) of
        {Kinds, Otherwise} -> purlin_hints:hints(Arguments, Kinds, Otherwise);
        Kinds -> purlin_hints:hints(Arguments, Kinds, none)
    end;
format_error(_, _) -> #{}.

%% Which segment of a binary could not be built, and why.
format_bs_fail(Reason, [{_, _, _, Info} | _]) ->
    {_, #{cause := {Segment, Type, What, Value}}} = lists:keyfind(error_info, 1, Info),
    Text = io_lib:format("segment ~w of type '~ts': ~ts", [Segment, Type, segment_fault(What, Type, Reason, Value)]),
    #{reason => <<"construction of binary failed">>, general => unicode:characters_to_binary(Text)}.

segment_fault(type, integer, _, V) -> ["expected an integer but got: ", short(V)];
segment_fault(type, float, _, V) -> ["expected a float or an integer but got: ", short(V)];
segment_fault(type, binary, _, V) -> ["expected a binary but got: ", short(V)];
segment_fault(type, Utf, _, V) -> io_lib:format("expected a non-negative integer encodable as ~ts but got: ~ts", [Utf, short(V)]);
segment_fault(size, _, system_limit, V) -> ["the size ", short(V), " is too large"];
segment_fault(size, _, _, V) -> ["expected a non-negative integer as size but got: ", short(V)];
segment_fault(short, _, _, V) -> ["the value ", short(V), " is shorter than the size of the segment"];
segment_fault(unit, _, _, V) -> ["the size of the value ", short(V), " is not a multiple of the unit for the segment"];
segment_fault(invalid, _, _, V) -> ["expected one of the supported sizes 16, 32, or 64 but got: ", short(V)];
segment_fault(no_float, _, _, V) -> ["the value ", short(V), " is outside the range expressible as a float"].

short(Term) -> io_lib:format("~0tP", [Term, 20]).

%% Other modules of the runtime system.
other_rule(persistent_term, Name, 1) when Name =:= get; Name =:= erase ->
    {[any], {1, <<"no persistent term stored with this key">>}};
other_rule(Module, new, 2) when Module =:= atomics; Module =:= counters -> {[{from, 1}, list], {2, ?OPTION}};
other_rule(_, _, _) -> [].

%% An array, an index in it, values that its cells can have or that can be added to them.
cell_hints(Module, [Array | Rest]) ->
    case (try Module:info(Array) catch error:badarg -> none end) of
        none -> maps:merge(purlin_hints:hints([any | Rest], lists:sublist([any, {from, 1}, integer, integer], 1 + length(Rest)), none),
                           #{1 => <<"invalid atomics reference">>});
        #{size := Size} = Info ->
            Low = maps:get(min, Info, -1 bsl 63),
            High = maps:get(max, Info, 1 bsl 63 - 1),
            Value = {range, Low, High},
            purlin_hints:hints([Array | Rest], lists:sublist([any, {range, 1, Size}, Value, Value], 1 + length(Rest)), none)
    end.

%% The kinds of the arguments; and what else it can be.
rule(Name, 1) when Name =:= abs; Name =:= ceil; Name =:= floor; Name =:= round; Name =:= trunc; Name =:= float -> [number];
rule(Name, 1) when Name =:= adler32; Name =:= crc32; Name =:= md5; Name =:= iolist_size; Name =:= iolist_to_binary; Name =:= iolist_to_iovec ->
    [iodata];
rule(Name, 2) when Name =:= adler32; Name =:= crc32 -> [sum(), iodata];
rule(Name, 3) when Name =:= adler32_combine; Name =:= crc32_combine -> [sum(), sum(), {from, 0}];
rule(append_element, 2) -> [tuple, any];
rule(apply, 3) -> [atom, atom, list];
rule(Name, 1) when Name =:= atom_to_binary; Name =:= atom_to_list; Name =:= whereis; Name =:= module_loaded; Name =:= check_old_code;
                   Name =:= delete_module; Name =:= purge_module; Name =:= get_cookie -> [atom];
rule(atom_to_binary, 2) -> [atom, {one_of, [latin1, utf8, unicode], <<"is an invalid encoding option">>}];
rule(binary_part, 2) -> {[plain_binary, part], {2, <<"not a valid {Pos,Length} tuple">>}};
rule(binary_part, 3) -> {[plain_binary, {from, 0}, integer], {2, <<"out of range">>}};
rule(binary_to_atom, 1) -> {[plain_binary], {1, <<"invalid UTF8 encoding">>}};
rule(binary_to_existing_atom, 1) -> {[{test, fun is_binary/1, <<"not a binary">>}], {1, <<"not an already existing atom">>}};
rule(binary_to_atom, 2) -> [plain_binary, encoding];
rule(binary_to_existing_atom, 2) -> {[plain_binary, encoding], {1, <<"not an already existing atom">>}};
rule(binary_to_float, 1) -> {[plain_binary], {1, <<"not a textual representation of a float">>}};
rule(binary_to_integer, 1) -> {[plain_binary], {1, <<"not a textual representation of an integer">>}};
rule(binary_to_integer, 2) -> {[plain_binary, base], {1, <<"not a textual representation of an integer">>}};
rule(binary_to_list, 1) -> [plain_binary];
rule(binary_to_list, 3) -> {[plain_binary, {from, 1}, {from, 1}], {2, <<"start position greater than stop position">>}};
rule(binary_to_term, 1) -> {[plain_binary], {1, <<"invalid external representation of a term">>}};
rule(binary_to_term, 2) -> {[plain_binary, list], {1, <<"invalid external representation of a term">>}};
rule(Name, 1) when Name =:= bit_size; Name =:= byte_size; Name =:= bitstring_to_list -> [bitstring];
rule(bump_reductions, 1) -> [{from, 1}];
rule(cancel_timer, 1) -> [reference];
rule(cancel_timer, 2) -> {[reference, list], {2, ?OPTION}};
rule(read_timer, 1) -> [reference];
rule(read_timer, 2) -> {[reference, list], {2, ?OPTION}};
rule(check_process_code, 2) -> [pid, atom];
rule(convert_time_unit, 3) -> [integer, unit, unit];
rule(decode_packet, 3) -> {[any, plain_binary, list], {1, <<"invalid packet type">>}};
rule(delete_element, 2) -> {[{from, 1}, tuple], {1, <<"out of range">>}};
rule(demonitor, 1) -> [reference];
rule(demonitor, 2) -> {[reference, list], {2, ?OPTION}};
rule(element, 2) -> {[{from, 1}, tuple], {1, <<"out of range">>}};
rule(Name, 1) when Name =:= float_to_binary; Name =:= float_to_list -> [float];
rule(Name, 2) when Name =:= float_to_binary; Name =:= float_to_list -> {[float, list], {2, ?OPTION}};
rule(Name, 1) when Name =:= fun_info; Name =:= fun_to_list -> ['fun'];
rule(fun_info, 2) -> {['fun', any], {2, <<"invalid item">>}};
rule(Name, 3) when Name =:= function_exported; Name =:= is_builtin; Name =:= make_fun -> [atom, atom, {range, 0, 255}];
rule(garbage_collect, 1) -> [pid];
rule(garbage_collect, 2) -> {[pid, any], {2, ?OPTION}};
rule(Name, 1) when Name =:= hd; Name =:= tl -> [nonempty];
rule(insert_element, 3) -> {[{from, 1}, tuple, any], {1, <<"out of range">>}};
rule(Name, 1) when Name =:= integer_to_binary; Name =:= integer_to_list -> [integer];
rule(Name, 2) when Name =:= integer_to_binary; Name =:= integer_to_list -> [integer, base];
rule(is_function, 2) -> [any, {from, 0}];
rule(is_map_key, 2) -> [any, map];
rule(is_integer, 3) -> {[], {1, <<"not an integer">>}};
rule(is_record, 2) -> {[], {1, <<"not an atom">>}};
rule(is_record, 3) -> [any, atom, integer];
rule(length, 1) -> [some_list];
rule(list_to_atom, 1) -> [characters];
rule(list_to_existing_atom, 1) -> {[characters], {1, <<"not an already existing atom">>}};
rule(list_to_binary, 1) -> [iolist];
rule(list_to_bitstring, 1) -> {[any], {1, <<"not a bitstring list">>}};
rule(list_to_float, 1) -> {[some_list], {1, <<"not a textual representation of a float">>}};
rule(list_to_integer, 1) -> {[some_list], {1, <<"not a textual representation of an integer">>}};
rule(list_to_integer, 2) -> {[list, base], {1, <<"not a textual representation of an integer">>}};
rule(list_to_pid, 1) -> {[some_list], {1, <<"not a textual representation of a pid">>}};
rule(list_to_ref, 1) -> {[some_list], {1, <<"not a textual representation of a reference">>}};
rule(list_to_port, 1) -> {[some_list], {1, <<"not a textual representation of a port">>}};
rule(list_to_tuple, 1) -> [some_list];
rule(load_module, 2) -> [atom, plain_binary];
rule(make_tuple, 2) -> [{test, fun(N) -> is_integer(N) andalso N >= 0 andalso N =< 16#FFFFFF end, <<"out of range">>}, any];
rule(make_tuple, 3) -> {[{range, 0, 16#FFFFFF}, any, list], {3, ?OPTION}};
rule(map_get, 2) -> {[any, map], {1, <<"not present in map">>}};
rule(map_size, 1) -> [map];
rule(md5_final, 1) -> {[plain_binary], {1, <<"invalid MD5 context">>}};
rule(md5_update, 2) -> {[plain_binary, iodata], {1, <<"invalid MD5 context">>}};
rule(monitor, 2) -> {[{one_of, [process, port, time_offset], <<"invalid monitor type">>}, any], {2, <<"not a pid">>}};
rule(monitor_node, 2) -> [atom, boolean];
rule(Name, 1) when Name =:= monotonic_time; Name =:= system_time; Name =:= time_offset -> [unit];
rule(Name, 2) when Name =:= phash; Name =:= phash2 -> [any, {range, 1, 1 bsl 32}];
rule(pid_to_list, 1) -> [pid];
rule(port_to_list, 1) -> [port];
rule(ref_to_list, 1) -> [reference];
rule(process_info, 1) -> [pid];
rule(process_info, 2) -> {[pid, any], {2, <<"invalid item or item list">>}};
rule(register, 2) ->
    {[{first, [atom, {test, fun(Name) -> Name =/= undefined end, <<"'undefined' is not a valid name">>}]},
      {test, fun(P) -> is_pid(P) orelse is_port(P) end, <<"not a pid or port">>}],
     {2, <<"this process or port already has a name">>}};
rule(link, 1) -> [{test, fun(P) -> is_pid(P) orelse is_port(P) end, <<"not a pid or a port">>}];
rule(Name, 2) when Name =:= exit; Name =:= send -> {[any, any], {1, <<"invalid destination">>}};
rule(send, 3) -> {[any, any, {test, fun are_send_options/1, ?OPTION}], {1, <<"invalid destination">>}};
rule(Name, 1) when Name =:= spawn; Name =:= spawn_link; Name =:= spawn_monitor -> ['fun'];
rule(Name, 3) when Name =:= spawn; Name =:= spawn_link; Name =:= spawn_monitor -> [atom, atom, list];
rule(spawn_opt, 2) -> {['fun', list], {2, <<"invalid spawn option">>}};
rule(spawn_opt, 4) -> {[atom, atom, list, list], {4, <<"invalid spawn option">>}};
rule(process_flag, 2) -> {[{one_of, process_flags(), <<"invalid process flag">>}, any], {2, <<"invalid value for this process flag">>}};
rule(is_process_alive, 1) -> [pid];
rule(group_leader, 2) -> [pid, pid];
rule(suspend_process, 1) -> {[pid], {1, <<"the pid refers to the current process">>}};
rule(suspend_process, 2) -> {[pid, list], {2, ?OPTION}};
rule(hibernate, 3) -> [atom, atom, list];
rule(process_display, 2) -> {[pid], {2, <<"invalid value">>}};
rule(resume_process, 1) -> {[pid], {1, <<"process is not suspended or is not alive">>}};
rule(setelement, 3) -> {[{from, 1}, tuple, any], {1, <<"out of range">>}};
rule(size, 1) -> [{test, fun(V) -> is_tuple(V) orelse is_bitstring(V) end, <<"not tuple or binary">>}];
rule(split_binary, 2) -> {[plain_binary, {from, 0}], {2, <<"out of range">>}};
rule(Name, 3) when Name =:= start_timer; Name =:= send_after ->
    [{from, 0}, {test, fun(To) -> is_pid(To) orelse is_atom(To) end, <<"not a pid or an atom">>}, any];
rule(statistics, 1) -> {[any], {1, <<"invalid statistics item">>}};
rule(system_flag, 2) -> {[any, any], {1, <<"invalid system flag">>}};
rule(system_info, 1) -> {[any], {1, <<"invalid system info item">>}};
rule(term_to_binary, 2) -> {[any, list], {2, ?OPTION}};
rule(tuple_size, 1) -> [tuple];
rule(tuple_to_list, 1) -> [tuple];
rule(unalias, 1) -> [reference];
rule(alias, 1) -> {[list], {1, ?OPTION}};
rule(unique_integer, 1) -> {[list], {1, <<"invalid modifier">>}};
rule(unlink, 1) -> [pid];
rule(unregister, 1) -> {[], {1, <<"not a pid">>}};
rule(localtime_to_universaltime, 1) -> {[any], {1, <<"not a valid local time">>}};
rule(localtime_to_universaltime, 2) ->
    {[any, {one_of, [true, false, undefined], <<"not 'true', 'false', or 'undefined'">>}], {1, <<"not a valid local time">>}};
rule(universaltime_to_localtime, 1) -> {[any], {1, <<"not a valid universal time">>}};
rule(Name, 2) when Name =:= send; Name =:= '!' -> {[any, any], {1, <<"invalid destination">>}};
rule(send, 3) -> {[any, any, list], {1, <<"invalid destination">>}};
rule(halt, N) when N =< 2 -> {[{test, fun is_status/1, <<"invalid status">>}, list], {2, ?OPTION}};
rule(memory, 1) -> [{first, [{test, fun is_atom_or_atoms/1, <<"not an atom or a list of atoms">>},
                             {test, fun is_list/1, <<"invalid memory type option">>}, {test, fun is_atom/1, ?OPTION}]}];
rule(monitor, 3) -> {[any, any, list], {3, ?OPTION}};
rule(nodes, 2) -> {[any, map], {2, <<"invalid options in map">>}};
rule(set_cookie, 1) -> [atom];
rule(process_flag, 3) -> {[pid, {one_of, [save_calls], <<"invalid process flag">>}, any], {3, <<"invalid value for process flag 'save_calls'">>}};
rule(_, _) -> {[], none}.

is_atom_or_atoms(V) when is_list(V) -> (try length(V) of _ -> lists:all(fun is_atom/1, V) catch error:badarg -> false end);
is_atom_or_atoms(V) -> is_atom(V).

is_status(abort) -> true;
is_status(Status) when is_integer(Status) -> Status >= 0;
is_status(Slogan) -> is_list(Slogan) andalso io_lib:char_list(Slogan).

are_send_options(Options) ->
    try lists:all(fun(Option) -> lists:member(Option, [nosuspend, noconnect, priority]) end, Options)
    catch error:_ -> false end.

process_flags() ->
    [async_dist, error_handler, fullsweep_after, max_heap_size, message_queue_data, min_bin_vheap_size, min_heap_size, priority,
     save_calls, sensitive, trap_exit].

sum() -> {range, 0, 16#FFFFFFFF}.
