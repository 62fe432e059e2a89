//! The BIF table: every function that is written in Rust, once.
//!
//! A module's exports are the union of its source's and this table's: a library module does not define its natives.
//! The family (the block's name) is the file under vm/runtime/src/bif/ that holds the handlers; two functions may share one.
//!
//! Flags:
//! - `guard`: allowed in guards (operators included); touches no other process, calls nothing, and is called through the `bif` op.
//! - `auto`: imported into every module, so that it needs no prefix.
//! - `missing` (stands first): its handler is still to be written; a call raises a clear error. The table shows the gaps.
//!
//! Every BIF may raise, collect and yield, except guards, which do not yield where they stand in a guard.
//! Functions that Erlang code of the library provides are not here, except auto-imported ones: all of those are natives.

/// Applies the macro `$apply` to the whole table: `family { module:name/arity => handler [flags]; ... }`.
#[macro_export]
macro_rules! for_each_bif {
    ($apply:ident) => {
        $apply! {
            arith {
                "erlang":"*"/2 => mul [guard];
                "erlang":"+"/1 => add_1 [guard];
                "erlang":"+"/2 => add_2 [guard];
                "erlang":"-"/1 => sub_1 [guard];
                "erlang":"-"/2 => sub_2 [guard];
                "erlang":"/"/2 => fdiv [guard];
                "erlang":"abs"/1 => abs [guard, auto];
                "erlang":"band"/2 => band [guard];
                "erlang":"bnot"/1 => bnot [guard];
                "erlang":"bor"/2 => bor [guard];
                "erlang":"bsl"/2 => bsl [guard];
                "erlang":"bsr"/2 => bsr [guard];
                "erlang":"bxor"/2 => bxor [guard];
                "erlang":"ceil"/1 => ceil [guard, auto];
                "erlang":"div"/2 => div [guard];
                "erlang":"float"/1 => float [guard, auto];
                "erlang":"floor"/1 => floor [guard, auto];
                "erlang":"max"/2 => max [guard, auto];
                "erlang":"min"/2 => min [guard, auto];
                "erlang":"rem"/2 => rem [guard];
                "erlang":"round"/1 => round [guard, auto];
                "erlang":"trunc"/1 => trunc [guard, auto];
            }
            atom {
                "erlang":"atom_to_binary"/1 => atom_to_binary_1 [auto];
                "erlang":"atom_to_binary"/2 => atom_to_binary_2 [auto];
                "erlang":"atom_to_list"/1 => atom_to_list [auto];
                "erlang":"binary_to_atom"/1 => binary_to_atom_1 [auto];
                "erlang":"binary_to_atom"/2 => binary_to_atom_2 [auto];
                "erlang":"binary_to_existing_atom"/1 => binary_to_existing_atom_1 [auto];
                "erlang":"binary_to_existing_atom"/2 => binary_to_existing_atom_2 [auto];
                "erlang":"list_to_atom"/1 => list_to_atom [auto];
                "erlang":"list_to_existing_atom"/1 => list_to_existing_atom [auto];
            }
            binary {
                "erlang":"binary_part"/2 => binary_part_2 [guard, auto];
                "erlang":"binary_part"/3 => binary_part_3 [guard, auto];
                "erlang":"binary_to_list"/1 => binary_to_list_1 [auto];
                "erlang":"binary_to_list"/3 => binary_to_list_3 [auto];
                "erlang":"bit_size"/1 => bit_size [guard, auto];
                "erlang":"bitstring_to_list"/1 => bitstring_to_list [auto];
                "erlang":"byte_size"/1 => byte_size [guard, auto];
                "erlang":"iolist_size"/1 => iolist_size [auto];
                "erlang":"iolist_to_binary"/1 => iolist_to_binary [auto];
                "erlang":"iolist_to_iovec"/1 => iolist_to_iovec [];
                "erlang":"list_to_binary"/1 => list_to_binary [auto];
                "erlang":"list_to_bitstring"/1 => list_to_bitstring [auto];
                "erlang":"size"/1 => size [guard, auto];
                "erlang":"split_binary"/2 => split_binary [auto];
                "binary":"at"/2 => at [];
                "binary":"bin_to_list"/1 => bin_to_list_1 [];
                "binary":"bin_to_list"/2 => bin_to_list_2 [];
                "binary":"bin_to_list"/3 => bin_to_list_3 [];
                "binary":"compile_pattern"/1 => compile_pattern [];
                "binary":"copy"/1 => copy_1 [];
                "binary":"copy"/2 => copy_2 [];
                "binary":"decode_unsigned"/1 => decode_unsigned_1 [];
                "binary":"decode_unsigned"/2 => decode_unsigned_2 [];
                "binary":"encode_unsigned"/1 => encode_unsigned_1 [];
                "binary":"encode_unsigned"/2 => encode_unsigned_2 [];
                "binary":"first"/1 => first [];
                "binary":"last"/1 => last [];
                "binary":"list_to_bin"/1 => list_to_bin [];
                "binary":"longest_common_prefix"/1 => longest_common_prefix [];
                "binary":"longest_common_suffix"/1 => longest_common_suffix [];
                "binary":"match"/2 => match_2 [];
                "binary":"match"/3 => match_3 [];
                "binary":"matches"/2 => matches_2 [];
                "binary":"matches"/3 => matches_3 [];
                "binary":"part"/2 => part_2 [];
                "binary":"part"/3 => part_3 [];
                "binary":"referenced_byte_size"/1 => referenced_byte_size [];
                "binary":"split"/2 => split_2 [];
                "binary":"split"/3 => split_3 [];
            }
            code {
                "erlang":"apply"/2 => apply_2 [auto];
                "erlang":"apply"/3 => apply_3 [auto];
                "erlang":"check_old_code"/1 => check_old_code [auto];
                "erlang":"check_process_code"/2 => check_process_code_2 [auto];
                "erlang":"check_process_code"/3 => check_process_code_3 [auto];
                "erlang":"fun_info"/1 => fun_info_1 [];
                "erlang":"fun_info"/2 => fun_info_2 [];
                "erlang":"fun_info_mfa"/1 => fun_info_mfa [];
                "erlang":"function_exported"/3 => function_exported [];
                "erlang":"is_builtin"/3 => is_builtin [];
                "erlang":"load_nif"/2 => load_nif [];
                "erlang":"loaded"/0 => loaded [];
                "erlang":"make_fun"/3 => make_fun [];
                "erlang":"module_loaded"/1 => module_loaded [auto];
                "erlang":"pre_loaded"/0 => pre_loaded [auto];
            }
            loading {
                "erlang":"delete_module"/1 => delete_module [auto];
                "erlang":"get_module_info"/1 => get_module_info_1 [];
                "erlang":"get_module_info"/2 => get_module_info_2 [];
                "erlang":"load_module"/2 => load_module [auto];
                "erlang":"purge_module"/1 => purge_module [auto];
                "purlin_code":"file"/1 => file [];
                "purlin_code":"on_load"/1 => on_load [];
                "purlin_code":"on_load_failed"/1 => on_load_failed [];
                "purlin_code":"purge"/1 => purge [];
                "purlin_code":"set_file"/2 => set_file [];
                "purlin_code":"soft_purge"/1 => soft_purge [];
            }
            compile {
                "purlin_compile":"request"/2 => request [];
            }
            hibernate {
                "erlang":"hibernate"/0 => hibernate_0 [];
                "erlang":"hibernate"/3 => hibernate_3 [];
            }
            compare {
                "erlang":"/="/2 => ne [guard];
                "erlang":"<"/2 => lt [guard];
                "erlang":"=/="/2 => ne_exact [guard];
                "erlang":"=:="/2 => eq_exact [guard];
                "erlang":"=<"/2 => le [guard];
                "erlang":"=="/2 => eq [guard];
                "erlang":">"/2 => gt [guard];
                "erlang":">="/2 => ge [guard];
                "erlang":"and"/2 => and [guard];
                "erlang":"not"/1 => not [guard];
                "erlang":"or"/2 => or [guard];
                "erlang":"xor"/2 => xor [guard];
            }
            convert {
                "erlang":"binary_to_float"/1 => binary_to_float [auto];
                "erlang":"binary_to_integer"/1 => binary_to_integer_1 [auto];
                "erlang":"binary_to_integer"/2 => binary_to_integer_2 [auto];
                "erlang":"float_to_binary"/1 => float_to_binary_1 [auto];
                "erlang":"float_to_binary"/2 => float_to_binary_2 [auto];
                "erlang":"float_to_list"/1 => float_to_list_1 [auto];
                "erlang":"float_to_list"/2 => float_to_list_2 [auto];
                "erlang":"fun_to_list"/1 => fun_to_list [];
                "erlang":"integer_to_binary"/1 => integer_to_binary_1 [auto];
                "erlang":"integer_to_binary"/2 => integer_to_binary_2 [auto];
                "erlang":"integer_to_list"/1 => integer_to_list_1 [auto];
                "erlang":"integer_to_list"/2 => integer_to_list_2 [auto];
                "erlang":"list_to_float"/1 => list_to_float [auto];
                "erlang":"list_to_integer"/1 => list_to_integer_1 [auto];
                "erlang":"list_to_integer"/2 => list_to_integer_2 [auto];
                "erlang":"list_to_pid"/1 => list_to_pid [auto];
                "erlang":"list_to_port"/1 => list_to_port [auto];
                "erlang":"list_to_ref"/1 => list_to_ref [auto];
                "erlang":"pid_to_list"/1 => pid_to_list [auto];
                "erlang":"port_to_list"/1 => port_to_list [auto];
                "erlang":"ref_to_list"/1 => ref_to_list [auto];
            }
            counters {
                "atomics":"new"/2 => atomics_new [];
                "atomics":"add"/3 => atomics_add [];
                "atomics":"add_get"/3 => add_get [];
                "atomics":"sub"/3 => atomics_sub [];
                "atomics":"sub_get"/3 => sub_get [];
                "atomics":"compare_exchange"/4 => compare_exchange [];
                "atomics":"exchange"/3 => exchange [];
                "atomics":"get"/2 => atomics_get [];
                "atomics":"info"/1 => atomics_info [];
                "atomics":"put"/3 => atomics_put [];
                "counters":"new"/2 => counters_new [];
                "counters":"add"/3 => counters_add [];
                "counters":"sub"/3 => counters_sub [];
                "counters":"get"/2 => counters_get [];
                "counters":"put"/3 => counters_put [];
                "counters":"info"/1 => counters_info [];
            }
            debug {
                "erts_debug":"flat_size"/1 => flat_size [];
                "erts_debug":"same"/2 => same [];
                "erts_debug":"size"/1 => size [];
                "erts_debug":"map_info"/1 => map_info [missing];
            }
            dictionary {
                "erlang":"erase"/0 => erase_0 [auto];
                "erlang":"erase"/1 => erase_1 [auto];
                "erlang":"get"/0 => get_0 [auto];
                "erlang":"get"/1 => get_1 [auto];
                "erlang":"get_keys"/0 => get_keys_0 [auto];
                "erlang":"get_keys"/1 => get_keys_1 [auto];
                "erlang":"put"/2 => put [auto];
            }
            ets {
                "ets":"all"/0 => all [];
                "ets":"delete"/1 => delete_1 [];
                "ets":"delete"/2 => delete_2 [];
                "ets":"delete_all_objects"/1 => delete_all_objects [];
                "ets":"delete_object"/2 => delete_object [];
                "ets":"first"/1 => first [];
                "ets":"first_lookup"/1 => first_lookup [];
                "ets":"give_away"/3 => give_away [];
                "ets":"info"/1 => info_1 [];
                "ets":"info"/2 => info_2 [];
                "ets":"insert"/2 => insert [];
                "ets":"insert_new"/2 => insert_new [];
                "ets":"is_compiled_ms"/1 => is_compiled_ms [];
                "ets":"last"/1 => last [];
                "ets":"last_lookup"/1 => last_lookup [];
                "ets":"lookup"/2 => lookup [];
                "ets":"lookup_element"/3 => lookup_element_3 [];
                "ets":"lookup_element"/4 => lookup_element_4 [];
                "ets":"match"/1 => match_1 [];
                "ets":"match"/2 => match_2 [];
                "ets":"match"/3 => match_3 [];
                "ets":"match_delete"/2 => match_delete [];
                "ets":"match_object"/1 => match_object_1 [];
                "ets":"match_object"/2 => match_object_2 [];
                "ets":"match_object"/3 => match_object_3 [];
                "ets":"match_spec_compile"/1 => match_spec_compile [];
                "ets":"match_spec_run"/2 => match_spec_run [];
                "ets":"member"/2 => member [];
                "ets":"new"/2 => new [];
                "ets":"next"/2 => next [];
                "ets":"next_lookup"/2 => next_lookup [];
                "ets":"prev"/2 => prev [];
                "ets":"prev_lookup"/2 => prev_lookup [];
                "ets":"rename"/2 => rename [];
                "ets":"safe_fixtable"/2 => safe_fixtable [];
                "ets":"select"/1 => select_1 [];
                "ets":"select"/2 => select_2 [];
                "ets":"select"/3 => select_3 [];
                "ets":"select_count"/2 => select_count [];
                "ets":"select_delete"/2 => select_delete [];
                "ets":"select_replace"/2 => select_replace [];
                "ets":"select_reverse"/1 => select_reverse_1 [];
                "ets":"select_reverse"/2 => select_reverse_2 [];
                "ets":"select_reverse"/3 => select_reverse_3 [];
                "ets":"setopts"/2 => setopts [];
                "ets":"slot"/2 => slot [];
                "ets":"tab2list"/1 => tab2list [];
                "ets":"take"/2 => take [];
                "ets":"update_counter"/3 => update_counter_3 [];
                "ets":"update_counter"/4 => update_counter_4 [];
                "ets":"update_element"/3 => update_element_3 [];
                "ets":"update_element"/4 => update_element_4 [];
                "ets":"whereis"/1 => whereis [];
            }
            exception {
                "erlang":"error"/1 => error_1 [auto];
                "erlang":"error"/2 => error_2 [auto];
                "erlang":"error"/3 => error_3 [auto];
                "erlang":"exit"/1 => exit [auto];
                "erlang":"nif_error"/1 => nif_error_1 [];
                "erlang":"nif_error"/2 => nif_error_2 [];
                "erlang":"raise"/3 => raise [];
                "erlang":"throw"/1 => throw [auto];
            }
            external {
                "erlang":"binary_to_term"/1 => binary_to_term_1 [auto];
                "erlang":"binary_to_term"/2 => binary_to_term_2 [auto];
                "erlang":"decode_packet"/3 => decode_packet [];
                "erlang":"external_size"/1 => external_size_1 [];
                "erlang":"external_size"/2 => external_size_2 [];
                "erlang":"term_to_binary"/1 => term_to_binary_1 [auto];
                "erlang":"term_to_binary"/2 => term_to_binary_2 [auto];
                "erlang":"term_to_iovec"/1 => term_to_iovec_1 [auto];
                "erlang":"term_to_iovec"/2 => term_to_iovec_2 [auto];
            }
            file {
                "purlin_file":"read_file"/1 => read_file [];
                "purlin_file":"write_file"/2 => write_file_2 [];
                "purlin_file":"write_file"/3 => write_file_3 [];
                "purlin_file":"open"/2 => open [];
                "purlin_file":"close"/1 => close [];
                "purlin_file":"read"/2 => read [];
                "purlin_file":"read_line"/1 => read_line [];
                "purlin_file":"pread"/3 => pread [];
                "purlin_file":"write"/2 => write [];
                "purlin_file":"pwrite"/3 => pwrite [];
                "purlin_file":"position"/2 => position [];
                "purlin_file":"truncate"/1 => truncate [];
                "purlin_file":"sync"/1 => sync [];
                "purlin_file":"list_dir"/1 => list_dir [];
                "purlin_file":"file_info"/1 => file_info [];
                "purlin_file":"handle_info"/1 => handle_info [];
                "purlin_file":"link_info"/1 => link_info [];
                "purlin_file":"make_dir"/1 => make_dir [];
                "purlin_file":"delete"/1 => delete [];
                "purlin_file":"del_dir"/1 => del_dir [];
                "purlin_file":"rename"/2 => rename [];
                "purlin_file":"make_link"/2 => make_link [];
                "purlin_file":"make_symlink"/2 => make_symlink [];
                "purlin_file":"read_link"/1 => read_link [];
                "purlin_file":"get_cwd"/0 => get_cwd [];
                "purlin_file":"set_cwd"/1 => set_cwd [];
                "purlin_file":"set_times"/4 => set_times [];
                "purlin_file":"set_mode"/2 => set_mode [];
                "purlin_file":"copy"/2 => copy [];
                "purlin_file":"native_name_encoding"/0 => native_name_encoding [];
            }
            hash {
                "erlang":"adler32"/1 => adler32_1 [];
                "erlang":"adler32"/2 => adler32_2 [];
                "erlang":"adler32_combine"/3 => adler32_combine [];
                "erlang":"crc32"/1 => crc32_1 [];
                "erlang":"crc32"/2 => crc32_2 [];
                "erlang":"crc32_combine"/3 => crc32_combine [];
                "erlang":"md5"/1 => md5 [];
                "erlang":"md5_final"/1 => md5_final [];
                "erlang":"md5_init"/0 => md5_init [];
                "erlang":"md5_update"/2 => md5_update [];
                "erlang":"phash"/2 => phash [];
                "erlang":"phash2"/1 => phash2_1 [];
                "erlang":"phash2"/2 => phash2_2 [];
            }
            io {
                "purlin_io":"write"/2 => write [];
                "purlin_io":"read"/2 => read [];
                "purlin_io":"columns"/1 => columns [];
                "purlin_io":"rows"/1 => rows [];
                "purlin_io":"is_terminal"/1 => is_terminal [];
                "io":"printable_range"/0 => printable_range [];
            }
            lists {
                "erlang":"++"/2 => append_op [];
                "erlang":"--"/2 => subtract_op [];
                "erlang":"append"/2 => append [];
                "erlang":"hd"/1 => hd [guard, auto];
                "erlang":"length"/1 => length [guard, auto];
                "erlang":"subtract"/2 => subtract [];
                "erlang":"tl"/1 => tl [guard, auto];
                "lists":"member"/2 => member [];
                "lists":"reverse"/1 => reverse_1 [];
                "lists":"reverse"/2 => reverse_2 [];
                "lists":"keyfind"/3 => keyfind [];
                "lists":"keymember"/3 => keymember [];
                "lists":"keysearch"/3 => keysearch [];
                "lists":"sort"/1 => sort [];
                "lists":"keysort"/2 => keysort [];
            }
            maps {
                "erlang":"is_map_key"/2 => is_map_key [guard, auto];
                "erlang":"map_get"/2 => map_get [guard, auto];
                "erlang":"map_size"/1 => map_size [guard, auto];
                "maps":"get"/2 => get [];
                "maps":"find"/2 => find [];
                "maps":"from_list"/1 => from_list [];
                "maps":"from_keys"/2 => from_keys [];
                "maps":"is_key"/2 => is_key [];
                "maps":"keys"/1 => keys [];
                "maps":"values"/1 => values [];
                "maps":"merge"/2 => merge [];
                "maps":"new"/0 => new [];
                "maps":"put"/3 => put [];
                "maps":"remove"/2 => remove [];
                "maps":"take"/2 => take [];
                "maps":"to_list"/1 => to_list [];
                "maps":"update"/3 => update [];
                "maps":"iterator"/1 => iterator_1 [];
                "maps":"iterator"/2 => iterator_2 [];
                "maps":"next"/1 => next [];
            }
            math {
                "math":"acos"/1 => acos [];
                "math":"acosh"/1 => acosh [];
                "math":"asin"/1 => asin [];
                "math":"asinh"/1 => asinh [];
                "math":"atan"/1 => atan [];
                "math":"atan2"/2 => atan2 [];
                "math":"atanh"/1 => atanh [];
                "math":"ceil"/1 => ceil [];
                "math":"cos"/1 => cos [];
                "math":"cosh"/1 => cosh [];
                "math":"erf"/1 => erf [];
                "math":"erfc"/1 => erfc [];
                "math":"exp"/1 => exp [];
                "math":"floor"/1 => floor [];
                "math":"fmod"/2 => fmod [];
                "math":"log"/1 => log [];
                "math":"log10"/1 => log10 [];
                "math":"log2"/1 => log2 [];
                "math":"pi"/0 => pi [];
                "math":"tau"/0 => tau [];
                "math":"pow"/2 => pow [];
                "math":"sin"/1 => sin [];
                "math":"sinh"/1 => sinh [];
                "math":"sqrt"/1 => sqrt [];
                "math":"tan"/1 => tan [];
                "math":"tanh"/1 => tanh [];
            }
            node {
                "erlang":"disconnect_node"/1 => disconnect_node [auto];
                "erlang":"get_cookie"/0 => get_cookie_0 [];
                "erlang":"get_cookie"/1 => get_cookie_1 [];
                "erlang":"is_alive"/0 => is_alive [auto];
                "erlang":"monitor_node"/2 => monitor_node [auto];
                "erlang":"monitor_node"/3 => monitor_node [];
                "erlang":"node"/0 => node_0 [guard, auto];
                "erlang":"node"/1 => node_1 [guard, auto];
                "erlang":"nodes"/0 => nodes_0 [auto];
                "erlang":"nodes"/1 => nodes_1 [auto];
                "erlang":"nodes"/2 => nodes_2 [auto];
                "erlang":"set_cookie"/1 => set_cookie [];
                "erlang":"set_cookie"/2 => set_cookie [];
            }
            os {
                "os":"env"/0 => env [];
                "os":"getenv"/0 => getenv_0 [];
                "os":"getenv"/1 => getenv_1 [];
                "os":"getenv"/2 => getenv_2 [];
                "os":"getpid"/0 => getpid [];
                "os":"perf_counter"/0 => perf_counter [];
                "os":"putenv"/2 => putenv [];
                "os":"unsetenv"/1 => unsetenv [];
                "os":"set_signal"/2 => set_signal [];
                "os":"system_time"/0 => system_time_0 [];
                "os":"system_time"/1 => system_time_1 [];
                "os":"timestamp"/0 => timestamp [];
                "os":"type"/0 => type_0 [];
                "purlin_os":"cmd"/1 => cmd [];
                "purlin_os":"find_executable"/1 => find_executable [];
            }
            persistent {
                "persistent_term":"erase"/1 => erase [];
                "persistent_term":"get"/0 => get_0 [];
                "persistent_term":"get"/1 => get_1 [];
                "persistent_term":"get"/2 => get_2 [];
                "persistent_term":"info"/0 => info [];
                "persistent_term":"put"/2 => put [];
                "persistent_term":"put_new"/2 => put_new [];
            }
            port {
                "erlang":"open_port"/2 => open_port [missing, auto];
                "erlang":"port_call"/2 => port_call_2 [missing];
                "erlang":"port_call"/3 => port_call_3 [missing];
                "erlang":"port_close"/1 => port_close [missing, auto];
                "erlang":"port_command"/2 => port_command_2 [missing, auto];
                "erlang":"port_command"/3 => port_command_3 [missing, auto];
                "erlang":"port_connect"/2 => port_connect [missing, auto];
                "erlang":"port_control"/3 => port_control [missing, auto];
                "erlang":"port_get_data"/1 => port_get_data [missing];
                "erlang":"port_info"/1 => port_info_1 [missing];
                "erlang":"port_info"/2 => port_info_2 [missing];
                "erlang":"port_set_data"/2 => port_set_data [missing];
                "erlang":"ports"/0 => ports [missing];
            }
            process {
                "erlang":"!"/2 => send_op [];
                "erlang":"alias"/0 => alias_0 [auto];
                "erlang":"alias"/1 => alias_1 [auto];
                "erlang":"demonitor"/1 => demonitor_1 [auto];
                "erlang":"demonitor"/2 => demonitor_2 [auto];
                "erlang":"exit"/2 => exit_2 [auto];
                "erlang":"exit"/3 => exit_3 [auto];
                "erlang":"exit_signal"/2 => exit_signal_2 [auto];
                "erlang":"exit_signal"/3 => exit_signal_3 [auto];
                "erlang":"group_leader"/0 => group_leader_0 [auto];
                "erlang":"group_leader"/2 => group_leader_2 [auto];
                "erlang":"is_process_alive"/1 => is_process_alive [auto];
                "erlang":"link"/1 => link_1 [auto];
                "erlang":"link"/2 => link_2 [auto];
                "erlang":"make_ref"/0 => make_ref [auto];
                "erlang":"monitor"/2 => monitor_2 [auto];
                "erlang":"monitor"/3 => monitor_3 [auto];
                "purlin_gen":"request"/3 => request [];
                "erlang":"process_flag"/2 => process_flag_2 [auto];
                "erlang":"process_flag"/3 => process_flag_3 [auto];
                "erlang":"process_info"/1 => process_info_1 [auto];
                "erlang":"process_info"/2 => process_info_2 [auto];
                "erlang":"processes"/0 => processes [auto];
                "erlang":"processes_iterator"/0 => processes_iterator [];
                "erlang":"processes_next"/1 => processes_next [];
                "erlang":"resume_process"/1 => resume_process [];
                "erlang":"self"/0 => self_0 [guard, auto];
                "erlang":"send"/2 => send_2 [];
                "erlang":"send"/3 => send_3 [];
                "erlang":"send_nosuspend"/2 => send_nosuspend_2 [];
                "erlang":"send_nosuspend"/3 => send_nosuspend_3 [];
                "erlang":"spawn"/1 => spawn_1 [auto];
                "erlang":"spawn"/2 => spawn_2 [auto];
                "erlang":"spawn"/3 => spawn_3 [auto];
                "erlang":"spawn"/4 => spawn_4 [auto];
                "erlang":"spawn_link"/1 => spawn_link_1 [auto];
                "erlang":"spawn_link"/2 => spawn_link_2 [auto];
                "erlang":"spawn_link"/3 => spawn_link_3 [auto];
                "erlang":"spawn_link"/4 => spawn_link_4 [auto];
                "erlang":"spawn_monitor"/1 => spawn_monitor_1 [auto];
                "erlang":"spawn_monitor"/2 => spawn_monitor_2 [auto];
                "erlang":"spawn_monitor"/3 => spawn_monitor_3 [auto];
                "erlang":"spawn_monitor"/4 => spawn_monitor_4 [auto];
                "erlang":"spawn_opt"/2 => spawn_opt_2 [auto];
                "erlang":"spawn_opt"/3 => spawn_opt_3 [auto];
                "erlang":"spawn_opt"/4 => spawn_opt_4 [auto];
                "erlang":"spawn_opt"/5 => spawn_opt_5 [auto];
                "erlang":"spawn_request"/1 => spawn_request_1 [auto];
                "erlang":"spawn_request"/2 => spawn_request_2 [auto];
                "erlang":"spawn_request"/3 => spawn_request_3 [auto];
                "erlang":"spawn_request"/4 => spawn_request_4 [auto];
                "erlang":"spawn_request"/5 => spawn_request_5 [auto];
                "erlang":"spawn_request_abandon"/1 => spawn_request_abandon [auto];
                "erlang":"suspend_process"/1 => suspend_process_1 [];
                "erlang":"suspend_process"/2 => suspend_process_2 [];
                "erlang":"unalias"/1 => unalias [auto];
                "erlang":"unlink"/1 => unlink [auto];
            }
            re {
                "re":"compile"/1 => compile_1 [];
                "re":"compile"/2 => compile_2 [];
                "re":"inspect"/2 => inspect [];
                "re":"run"/2 => run_2 [];
                "re":"run"/3 => run_3 [];
            }
            registry {
                "erlang":"register"/2 => register [auto];
                "erlang":"registered"/0 => registered [auto];
                "erlang":"unregister"/1 => unregister [auto];
                "erlang":"whereis"/1 => whereis [auto];
            }
            system {
                "erlang":"bump_reductions"/1 => bump_reductions [];
                "erlang":"display"/1 => display [];
                "erlang":"display_string"/1 => display_string_1 [];
                "erlang":"display_string"/2 => display_string_2 [];
                "erlang":"garbage_collect"/0 => garbage_collect_0 [auto];
                "erlang":"garbage_collect"/1 => garbage_collect_1 [auto];
                "erlang":"garbage_collect"/2 => garbage_collect_2 [auto];
                "erlang":"halt"/0 => halt_0 [auto];
                "erlang":"halt"/1 => halt_1 [auto];
                "erlang":"halt"/2 => halt_2 [auto];
                "erlang":"memory"/0 => memory_0 [];
                "erlang":"memory"/1 => memory_1 [];
                "erlang":"statistics"/1 => statistics [auto];
                "erlang":"system_flag"/2 => system_flag [];
                "erlang":"system_info"/1 => system_info [];
                "erlang":"system_profile"/0 => system_profile_0 [missing];
                "erlang":"system_profile"/2 => system_profile_2 [missing];
                "erlang":"yield"/0 => yield_0 [];
            }
            time {
                "erlang":"convert_time_unit"/3 => convert_time_unit [];
                "erlang":"date"/0 => date [auto];
                "erlang":"localtime"/0 => localtime [];
                "erlang":"localtime_to_universaltime"/1 => localtime_to_universaltime_1 [];
                "erlang":"localtime_to_universaltime"/2 => localtime_to_universaltime_2 [];
                "erlang":"monotonic_time"/0 => monotonic_time_0 [];
                "erlang":"monotonic_time"/1 => monotonic_time_1 [];
                "erlang":"now"/0 => now [auto];
                "erlang":"posixtime_to_universaltime"/1 => posixtime_to_universaltime [];
                "erlang":"system_time"/0 => system_time_0 [];
                "erlang":"system_time"/1 => system_time_1 [];
                "erlang":"time"/0 => time [auto];
                "erlang":"time_offset"/0 => time_offset_0 [];
                "erlang":"time_offset"/1 => time_offset_1 [];
                "erlang":"timestamp"/0 => timestamp [];
                "erlang":"unique_integer"/0 => unique_integer_0 [];
                "erlang":"unique_integer"/1 => unique_integer_1 [];
                "erlang":"universaltime"/0 => universaltime [];
                "erlang":"universaltime_to_localtime"/1 => universaltime_to_localtime [];
                "erlang":"universaltime_to_posixtime"/1 => universaltime_to_posixtime [];
            }
            timer {
                "erlang":"cancel_timer"/1 => cancel_timer_1 [];
                "erlang":"cancel_timer"/2 => cancel_timer_2 [];
                "erlang":"read_timer"/1 => read_timer_1 [];
                "erlang":"read_timer"/2 => read_timer_2 [];
                "erlang":"send_after"/3 => send_after_3 [];
                "erlang":"send_after"/4 => send_after_4 [];
                "erlang":"start_timer"/3 => start_timer_3 [];
                "erlang":"start_timer"/4 => start_timer_4 [];
            }
            monitor {
                "erlang":"system_monitor"/0 => system_monitor_0 [];
                "erlang":"system_monitor"/1 => system_monitor_1 [];
                "erlang":"system_monitor"/2 => system_monitor_2 [];
            }
            trace {
                "erlang":"match_spec_test"/3 => match_spec_test [missing];
                "erlang":"seq_trace"/2 => seq_trace [missing];
                "erlang":"seq_trace_info"/1 => seq_trace_info [missing];
                "erlang":"seq_trace_print"/1 => seq_trace_print_1 [missing];
                "erlang":"seq_trace_print"/2 => seq_trace_print_2 [missing];
                "erlang":"trace"/3 => trace [];
                "erlang":"trace_delivered"/1 => trace_delivered [];
                "erlang":"trace_info"/2 => trace_info [];
                "erlang":"trace_pattern"/2 => trace_pattern_2 [];
                "erlang":"trace_pattern"/3 => trace_pattern_3 [];
                "trace":"delivered"/2 => session_delivered [];
                "trace":"function"/4 => session_function [];
                "trace":"info"/3 => session_info_of [];
                "trace":"process"/4 => session_process [];
                "trace":"session_info"/1 => session_info [];
                "purlin_trace":"session_create"/2 => session_create [];
                "trace":"session_destroy"/1 => session_destroy [];
            }
            tuple {
                "erlang":"append_element"/2 => append_element [];
                "erlang":"delete_element"/2 => delete_element [];
                "erlang":"element"/2 => element [guard, auto];
                "erlang":"insert_element"/3 => insert_element [];
                "erlang":"list_to_tuple"/1 => list_to_tuple [auto];
                "erlang":"make_tuple"/2 => make_tuple_2 [];
                "erlang":"make_tuple"/3 => make_tuple_3 [];
                "erlang":"setelement"/3 => setelement [auto];
                "erlang":"tuple_size"/1 => tuple_size [guard, auto];
                "erlang":"tuple_to_list"/1 => tuple_to_list [auto];
            }
            ascii {
                "purlin_ascii":"decode64"/2 => decode64 [];
                "purlin_ascii":"decode_hex"/1 => decode_hex [];
                "purlin_ascii":"encode64"/3 => encode64 [];
                "purlin_ascii":"encode_hex"/2 => encode_hex [];
                "purlin_ascii":"lowercase"/1 => lowercase [];
                "purlin_ascii":"plain"/2 => plain [];
                "purlin_ascii":"run"/2 => run [];
                "purlin_ascii":"uppercase"/1 => uppercase [];
            }
            crypto {
                "purlin_crypto":"aead"/7 => aead [];
                "purlin_crypto":"cipher_init"/5 => cipher_init [];
                "purlin_crypto":"cipher_rest"/1 => cipher_rest [];
                "purlin_crypto":"cipher_update"/2 => cipher_update [];
                "purlin_crypto":"equals"/2 => equals [];
                "purlin_crypto":"exor"/2 => exor [];
                "purlin_crypto":"hash"/2 => hash [];
                "purlin_crypto":"hash_final"/1 => hash_final [];
                "purlin_crypto":"hash_init"/1 => hash_init [];
                "purlin_crypto":"hash_update"/2 => hash_update [];
                "purlin_crypto":"hash_xof"/3 => hash_xof [];
                "purlin_crypto":"mac_final"/1 => mac_final [];
                "purlin_crypto":"mac_init"/3 => mac_init [];
                "purlin_crypto":"mac_update"/2 => mac_update [];
                "purlin_crypto":"mod_pow"/3 => mod_pow [];
                "purlin_crypto":"pbkdf2"/5 => pbkdf2 [];
                "purlin_crypto":"random_bytes"/1 => random_bytes [];
            }
            zlib {
                "purlin_zlib":"close"/1 => close [];
                "purlin_zlib":"deflate"/3 => deflate [];
                "purlin_zlib":"deflate_end"/1 => deflate_end [];
                "purlin_zlib":"deflate_init"/3 => deflate_init [];
                "purlin_zlib":"deflate_params"/2 => deflate_params [];
                "purlin_zlib":"deflate_reset"/1 => deflate_reset [];
                "purlin_zlib":"deflate_set_dictionary"/2 => deflate_set_dictionary [];
                "purlin_zlib":"inflate"/2 => inflate [];
                "purlin_zlib":"inflate_end"/1 => inflate_end [];
                "purlin_zlib":"inflate_get_dictionary"/1 => inflate_get_dictionary [];
                "purlin_zlib":"inflate_init"/3 => inflate_init [];
                "purlin_zlib":"inflate_reset"/1 => inflate_reset [];
                "purlin_zlib":"inflate_set_dictionary"/2 => inflate_set_dictionary [];
                "purlin_zlib":"open"/0 => open [];
                "purlin_zlib":"set_owner"/2 => set_owner [];
            }
            record {
                "purlin_record":"record_get"/2 => get [guard];
                "purlin_record":"record_get_error"/2 => get_error [];
                "purlin_record":"record_new"/2 => new [guard];
                "purlin_record":"record_new_error"/1 => new_error [];
                "purlin_record":"record_put"/2 => put [guard];
                "purlin_record":"record_put"/3 => put [guard];
                "purlin_record":"record_put"/4 => put [guard];
                "purlin_record":"record_put"/5 => put [guard];
                "purlin_record":"record_put"/6 => put [guard];
                "purlin_record":"record_put_all"/3 => put_all [guard];
                "purlin_record":"record_put_error"/2 => put_error [];
                "records":"create"/4 => create [];
                "records":"get"/2 => get_field [];
                "records":"get_definition"/2 => get_definition [];
                "records":"get_field_names"/1 => get_field_names [];
                "records":"get_module"/1 => get_module [];
                "records":"get_name"/1 => get_name [];
                "records":"is_exported"/1 => is_exported [];
                "records":"update"/4 => update [];
            }
            types {
                "erlang":"is_atom"/1 => is_atom [guard, auto];
                "erlang":"is_binary"/1 => is_binary [guard, auto];
                "erlang":"is_bitstring"/1 => is_bitstring [guard, auto];
                "erlang":"is_boolean"/1 => is_boolean [guard, auto];
                "erlang":"is_float"/1 => is_float [guard, auto];
                "erlang":"is_function"/1 => is_function_1 [guard, auto];
                "erlang":"is_function"/2 => is_function_2 [guard, auto];
                "erlang":"is_integer"/1 => is_integer_1 [guard, auto];
                "erlang":"is_integer"/3 => is_integer_3 [guard, auto];
                "erlang":"is_list"/1 => is_list [guard, auto];
                "erlang":"is_map"/1 => is_map [guard, auto];
                "erlang":"is_number"/1 => is_number [guard, auto];
                "erlang":"is_pid"/1 => is_pid [guard, auto];
                "erlang":"is_port"/1 => is_port [guard, auto];
                "erlang":"is_record"/1 => is_record_1 [guard, auto];
                "erlang":"is_record"/2 => is_record_2 [guard, auto];
                "erlang":"is_record"/3 => is_record_3 [guard, auto];
                "erlang":"is_reference"/1 => is_reference [guard, auto];
                "erlang":"is_tuple"/1 => is_tuple [guard, auto];
            }
            unicode {
                "unicode":"bin_is_7bit"/1 => bin_is_7bit [];
                "unicode":"characters_to_binary"/1 => characters_to_binary_1 [];
                "unicode":"characters_to_binary"/2 => characters_to_binary_2 [];
                "unicode":"characters_to_binary"/3 => characters_to_binary_3 [];
                "unicode":"characters_to_list"/1 => characters_to_list_1 [];
                "unicode":"characters_to_list"/2 => characters_to_list_2 [];
            }
        }
    };
}

/// A function of the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bif {
    pub module: &'static str,
    pub name: &'static str,
    pub arity: u8,
    /// The file of its handler.
    pub family: &'static str,
    pub flags: BifFlags,
}

/// The flags of a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BifFlags(u8);

#[allow(non_upper_case_globals, reason = "spelled as in the table")]
impl BifFlags {
    pub const NONE: BifFlags = BifFlags(0);
    pub const guard: BifFlags = BifFlags(1);
    pub const auto: BifFlags = BifFlags(2);
    pub const missing: BifFlags = BifFlags(4);

    pub const fn with(self, other: BifFlags) -> BifFlags {
        BifFlags(self.0 | other.0)
    }

    pub const fn has(self, other: BifFlags) -> bool {
        self.0 & other.0 == other.0
    }
}

/// A row of the table: index into [`BIFS`], and into the runtime's list of handlers, which is made from the same table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BifId(pub u16);

impl BifId {
    pub fn info(self) -> &'static Bif {
        &BIFS[usize::from(self.0)]
    }
}

macro_rules! define_bifs {
    ($($family:ident { $($module:literal : $name:literal / $arity:literal => $handler:ident [$($flag:ident),*];)* })*) => {
        /// All rows, in table order.
        pub static BIFS: &[Bif] = &ROWS;

        const ROWS: [Bif; [$($($arity),*),*].len()] = [$($(
            Bif {
                module: $module,
                name: $name,
                arity: $arity,
                family: stringify!($family),
                flags: BifFlags::NONE $(.with(BifFlags::$flag))*,
            }
        ),*),*];
    };
}
for_each_bif!(define_bifs);

/// The row of `module:name/arity`, if it is a native.
pub fn find(module: &str, name: &str, arity: usize) -> Option<BifId> {
    let mut slot = slot_of(module, name, arity);
    // Ends: the index is never full (see `INDEX_LEN`).
    while let row @ 1.. = INDEX[slot] {
        let id = BifId(row - 1);
        let bif = id.info();
        if usize::from(bif.arity) == arity && bif.name == name && bif.module == module {
            return Some(id);
        }
        slot = (slot + 1) % INDEX_LEN;
    }
    None
}

/// Is `name/arity`, without a prefix, `erlang:name/arity`?
pub fn is_auto_imported(name: &str, arity: usize) -> bool {
    find("erlang", name, arity).is_some_and(|id| id.info().flags.has(BifFlags::auto))
}

/// May `name(...)` with `arity` arguments stand in a guard? Operators, whose names are no plain atoms, are not meant here: see
/// [`is_guard_operator`].
pub fn is_guard_bif(name: &str, arity: usize) -> bool {
    is_auto_imported(name, arity) && is_guard_operator(name, arity)
}

/// May `erlang:name/arity` stand in a guard, be it a function or an operator?
pub fn is_guard_operator(name: &str, arity: usize) -> bool {
    find("erlang", name, arity).is_some_and(|id| id.info().flags.has(BifFlags::guard))
}

/// The natives of `module`.
pub fn of_module(module: &str) -> impl Iterator<Item = &'static Bif> {
    BIFS.iter().filter(move |bif| bif.module == module)
}

/// Slots of the hash index: a power of two, at least twice the number of rows, so that probes are short and always end.
const INDEX_LEN: usize = (2 * ROWS.len()).next_power_of_two();

/// Open addressing with linear probing: row + 1, or 0 for an empty slot. Built at compile time.
static INDEX: [u16; INDEX_LEN] = build_index();

const fn build_index() -> [u16; INDEX_LEN] {
    let mut index = [0u16; INDEX_LEN];
    let mut row = 0;
    while row < ROWS.len() {
        let bif = &ROWS[row];
        let mut slot = slot_of(bif.module, bif.name, bif.arity as usize);
        while index[slot] != 0 {
            slot = (slot + 1) % INDEX_LEN;
        }
        index[slot] = row as u16 + 1;
        row += 1;
    }
    index
}

const fn slot_of(module: &str, name: &str, arity: usize) -> usize {
    let hash = fnv(fnv(0x811c_9dc5, module.as_bytes()), name.as_bytes());
    (hash ^ (arity as u32).wrapping_mul(0x9e37_79b9)) as usize % INDEX_LEN
}

const fn fnv(mut hash: u32, bytes: &[u8]) -> u32 {
    let mut i = 0;
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u32).wrapping_mul(0x0100_0193);
        i += 1;
    }
    hash ^ (hash >> 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_as_itself() {
        for (row, bif) in BIFS.iter().enumerate() {
            let found = find(bif.module, bif.name, usize::from(bif.arity));
            assert_eq!(
                found,
                Some(BifId(row as u16)),
                "{}:{}/{} occurs twice",
                bif.module,
                bif.name,
                bif.arity
            );
        }
    }

    #[test]
    fn imports_and_guards_are_erlangs() {
        assert!(is_auto_imported("spawn", 3));
        assert!(!is_auto_imported("spawn", 5));
        assert!(!is_auto_imported("system_time", 0));
        assert!(!is_auto_imported("+", 2));
        assert!(is_guard_bif("is_record", 3));
        assert!(!is_guard_bif("+", 2));
        assert!(is_guard_operator("+", 2));
        assert!(!is_guard_operator("++", 2));
        assert!(!is_guard_bif("setelement", 3));
        assert!(!is_guard_bif("element", 300));
        assert_eq!(find("lists", "map", 2), None);
    }

    /// As counted with `erl_internal:bif/2` and `erl_internal:guard_bif/2` over the exports of OTP 29's `erlang`.
    #[test]
    fn no_import_is_forgotten() {
        let count = |flag| BIFS.iter().filter(|b| b.flags.has(flag)).count();
        assert_eq!(count(BifFlags::auto), 182);
        let named = |b: &&Bif| b.flags.has(BifFlags::guard) && b.flags.has(BifFlags::auto);
        assert_eq!(BIFS.iter().filter(named).count(), 43);
    }
}
