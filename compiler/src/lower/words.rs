//! Names of the words the lowering itself needs, interned once.

use crate::source::name::{Interner, Name};

macro_rules! words {
    ($($field:ident $text:literal)*) => {
        pub(super) struct Words { $(pub(super) $field: Name),* }

        impl Words {
            pub(super) fn new(names: &mut Interner) -> Words {
                Words { $($field: names.intern($text)),* }
            }
        }
    };
}

words! {
    true_ "true" false_ "false" undefined "undefined" underscore "_" erlang "erlang" maps "maps" throw "throw"
    infinity "infinity" none "none" module_info "module_info" behaviour_info "behaviour_info" callbacks "callbacks" optional_callbacks "optional_callbacks" get_module_info "get_module_info" record_info "record_info"
    size "size" fields "fields" apply "apply" iterator "iterator" next "next" from_list "from_list"
    plus "+" append "++" subtract "--" and "and" or "or" xor "xor" not "not" divide "/"
    integer "integer" float "float" binary "binary" bytes "bytes" bitstring "bitstring" bits "bits" utf8 "utf8" utf16 "utf16" utf32 "utf32"
    signed "signed" little "little" native "native"
    export_all "export_all" no_auto_import "no_auto_import" inline "inline" compile "compile" on_load "on_load"
}
