%% Facts about the language: guards, operators and functions imported automatically.
-module(erl_internal).
-export([bif/2, bif/3, guard_bif/2, type_test/2, new_type_test/2, old_type_test/2]).
-export([arith_op/2, bool_op/2, comp_op/2, list_op/2, send_op/2, op_type/2, is_type/2, add_predefined_functions/1]).

-doc "Whether erlang:Name/Arity may be called in a guard.".
guard_bif(self, 0) -> true;
guard_bif(node, 0) -> true;
guard_bif(Name, 1) ->
    new_type_test(Name, 1) orelse lists:member(Name, [abs, bit_size, byte_size, ceil, float, floor, hd, length, map_size, node, round,
                        size, tl, trunc, tuple_size]);
guard_bif(Name, 2) ->
    new_type_test(Name, 2) orelse lists:member(Name, [binary_part, element, is_map_key, map_get, max, min]);
guard_bif(binary_part, 3) -> true;
guard_bif(is_integer, 3) -> true;
guard_bif(Name, Arity) -> new_type_test(Name, Arity).

-doc "Whether Name/Arity is a type test.".
type_test(Name, Arity) -> new_type_test(Name, Arity) orelse old_type_test(Name, Arity).

new_type_test(Name, 1) ->
    lists:member(Name, [is_atom, is_binary, is_bitstring, is_boolean, is_float, is_function, is_integer, is_list, is_map,
                        is_number, is_pid, is_port, is_record, is_reference, is_tuple]);
new_type_test(Name, 2) -> lists:member(Name, [is_function, is_record]);
new_type_test(is_record, 3) -> true;
new_type_test(_, _) -> false.

old_type_test(Name, 1) ->
    lists:member(Name, [integer, float, number, atom, list, tuple, binary, function, pid, port, reference]);
old_type_test(Name, 2) -> Name =:= record;
old_type_test(_, _) -> false.

-doc "Whether Op/Arity is an arithmetic operator.".
arith_op(Op, 1) -> lists:member(Op, ['+', '-', 'bnot']);
arith_op(Op, 2) ->
    lists:member(Op, ['+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor', 'bsl', 'bsr']);
arith_op(_, _) -> false.

-doc "Whether Op/Arity is a boolean operator.".
bool_op('not', 1) -> true;
bool_op(Op, 2) -> lists:member(Op, ['and', 'or', 'xor']);
bool_op(_, _) -> false.

-doc "Whether Op/Arity is a comparison.".
comp_op(Op, 2) -> lists:member(Op, ['==', '/=', '=<', '<', '>=', '>', '=:=', '=/=']);
comp_op(_, _) -> false.

-doc "Whether Op/Arity is a list operator.".
list_op(Op, 2) -> Op =:= '++' orelse Op =:= '--';
list_op(_, _) -> false.

-doc "Whether Op/Arity is the send operator.".
send_op(Op, 2) -> Op =:= '!';
send_op(_, _) -> false.

-doc "The kind of an operator.".
op_type(Op, Arity) ->
    case {arith_op(Op, Arity), bool_op(Op, Arity), comp_op(Op, Arity), list_op(Op, Arity), send_op(Op, Arity)} of
        {true, _, _, _, _} -> arith;
        {_, true, _, _, _} -> bool;
        {_, _, true, _, _} -> comp;
        {_, _, _, true, _} -> list;
        {_, _, _, _, true} -> send
    end.

-doc "Whether M:Name/Arity is imported automatically.".
bif(erlang, Name, Arity) -> bif(Name, Arity);
bif(_, _, _) -> false.

-doc "Whether Name/Arity is imported automatically.".
bif(Name, Arity) ->
    guard_bif(Name, Arity) orelse new_type_test(Name, Arity) orelse
        lists:member({Name, Arity}, imported()).

imported() ->
    [{alias, 0}, {alias, 1}, {apply, 2}, {apply, 3}, {atom_to_binary, 1}, {atom_to_binary, 2}, {atom_to_list, 1},
     {binary_to_atom, 1}, {binary_to_atom, 2}, {binary_to_existing_atom, 1}, {binary_to_existing_atom, 2},
     {binary_to_float, 1}, {binary_to_integer, 1}, {binary_to_integer, 2}, {binary_to_list, 1}, {binary_to_list, 3},
     {binary_to_term, 1}, {binary_to_term, 2}, {bitstring_to_list, 1}, {check_old_code, 1}, {check_process_code, 2},
     {check_process_code, 3}, {date, 0}, {delete_module, 1}, {demonitor, 1}, {demonitor, 2}, {disconnect_node, 1},
     {erase, 0}, {erase, 1}, {error, 1}, {error, 2}, {error, 3}, {exit, 1}, {exit, 2}, {exit, 3}, {exit_signal, 2},
     {exit_signal, 3}, {float_to_binary, 1}, {float_to_binary, 2}, {float_to_list, 1}, {float_to_list, 2},
     {garbage_collect, 0}, {garbage_collect, 1}, {garbage_collect, 2}, {get, 0}, {get, 1}, {get_keys, 0},
     {get_keys, 1}, {group_leader, 0}, {group_leader, 2}, {halt, 0}, {halt, 1}, {halt, 2}, {integer_to_binary, 1},
     {integer_to_binary, 2}, {integer_to_list, 1}, {integer_to_list, 2}, {iolist_size, 1}, {iolist_to_binary, 1},
     {is_alive, 0}, {is_process_alive, 1}, {link, 1}, {link, 2}, {list_to_atom, 1}, {list_to_binary, 1},
     {list_to_bitstring, 1}, {list_to_existing_atom, 1}, {list_to_float, 1}, {list_to_integer, 1},
     {list_to_integer, 2}, {list_to_pid, 1}, {list_to_port, 1}, {list_to_ref, 1}, {list_to_tuple, 1},
     {load_module, 2}, {make_ref, 0}, {module_loaded, 1}, {monitor, 2}, {monitor, 3}, {monitor_node, 2}, {nodes, 0},
     {nodes, 1}, {nodes, 2}, {now, 0}, {open_port, 2}, {pid_to_list, 1}, {port_close, 1}, {port_command, 2},
     {port_command, 3}, {port_connect, 2}, {port_control, 3}, {port_to_list, 1}, {pre_loaded, 0}, {process_flag, 2},
     {process_flag, 3}, {process_info, 1}, {process_info, 2}, {processes, 0}, {purge_module, 1}, {put, 2},
     {ref_to_list, 1}, {register, 2}, {registered, 0}, {setelement, 3}, {spawn, 1}, {spawn, 2}, {spawn, 3},
     {spawn, 4}, {spawn_link, 1}, {spawn_link, 2}, {spawn_link, 3}, {spawn_link, 4}, {spawn_monitor, 1},
     {spawn_monitor, 2}, {spawn_monitor, 3}, {spawn_monitor, 4}, {spawn_opt, 2}, {spawn_opt, 3}, {spawn_opt, 4},
     {spawn_opt, 5}, {spawn_request, 1}, {spawn_request, 2}, {spawn_request, 3}, {spawn_request, 4},
     {spawn_request, 5}, {spawn_request_abandon, 1}, {split_binary, 2}, {statistics, 1}, {term_to_binary, 1},
     {term_to_binary, 2}, {term_to_iovec, 1}, {term_to_iovec, 2}, {throw, 1}, {time, 0}, {tuple_to_list, 1},
     {unalias, 1}, {unlink, 1}, {unregister, 1}, {whereis, 1}].

-doc "Whether Name/Arity is a predefined type.".
is_type(Name, 0) ->
    lists:member(Name, [any, arity, atom, binary, bitstring, bool, boolean, byte, char, dynamic, float, function,
                        identifier, integer, iodata, iolist, list, map, maybe_improper_list, mfa, module,
                        neg_integer, nil, no_return, node, non_neg_integer, none, nonempty_binary, nonempty_bitstring,
                        nonempty_improper_list, nonempty_list, nonempty_string, nonempty_maybe_improper_list, number,
                        pid, port, pos_integer, reference, string, term, timeout, tuple]) andalso
        not lists:member(Name, [bool, nonempty_improper_list]);
is_type(Name, 1) -> lists:member(Name, [list, nonempty_list]);
is_type(Name, 2) -> lists:member(Name, [maybe_improper_list, nonempty_improper_list, nonempty_maybe_improper_list]);
is_type(_, _) -> false.

-doc "Adds the functions every module has to its forms.".
add_predefined_functions(Forms) ->
    {_, _, module, Module} = lists:keyfind(module, 3, Forms),
    A = 0,
    Mod = {atom, A, Module},
    Call = fun(Args) -> {call, A, {remote, A, {atom, A, erlang}, {atom, A, get_module_info}}, Args} end,
    X = {var, A, 'X'},
    Forms ++ [{function, A, module_info, 0, [{clause, A, [], [], [Call([Mod])]}]},
              {function, A, module_info, 1, [{clause, A, [X], [], [Call([Mod, X])]}]}].
