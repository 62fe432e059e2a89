//! The natives that have a quick form (`interp/quick.rs`): what programs call in their innermost loops.

use super::{ascii, convert, counters, dictionary, ets_quick, lists, persistent};
use crate::interp::quick::{QuickCall, quick_call, quick_call_after};

/// The quick form of a native.
pub(crate) fn of(module: &str, name: &str, arity: u8) -> Option<QuickCall> {
    Some(match (module, name, arity) {
        ("ets", "insert", 2) => quick_call!(ets_quick::insert),
        ("ets", "lookup", 2) => quick_call!(ets_quick::lookup),
        ("ets", "lookup_element", 3) => quick_call!(ets_quick::lookup_element_3),
        ("ets", "lookup_element", 4) => quick_call!(ets_quick::lookup_element_4),
        ("ets", "member", 2) => quick_call!(ets_quick::member),
        ("ets", "next", 2) => quick_call!(ets_quick::next),
        ("ets", "next_lookup", 2) => quick_call!(ets_quick::next_lookup),
        ("ets", "update_counter", 3) => quick_call!(ets_quick::update_counter),
        ("erlang", "get", 1) => quick_call!(dictionary::quick_get_1),
        ("erlang", "integer_to_binary", 1) => quick_call!(convert::quick_integer_to_binary),
        ("erlang", "integer_to_list", 1) => quick_call!(convert::quick_integer_to_list),
        ("lists", "keyfind", 3) => quick_call!(lists::quick_keyfind),
        ("lists", "keymember", 3) => quick_call!(lists::quick_keymember),
        ("lists", "member", 2) => quick_call!(lists::quick_member),
        ("purlin_ascii", "plain", 2) => quick_call!(ascii::quick_plain),
        ("persistent_term", "get", 1) => {
            quick_call_after!(persistent::get_lately, persistent::quick_get_1)
        }
        ("persistent_term", "get", 2) => {
            quick_call_after!(persistent::get_lately, persistent::quick_get_2)
        }
        ("atomics", "add", 3) => quick_call!(counters::quick_atomics_add),
        ("atomics", "get", 2) => quick_call!(counters::quick_atomics_get),
        ("counters", "add", 3) => quick_call!(counters::quick_counters_add),
        ("counters", "get", 2) => quick_call!(counters::quick_counters_get),
        _ => return None,
    })
}
