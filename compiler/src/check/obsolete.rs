//! Calls of functions that OTP deprecated or removed.

use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::{Arg, Diagnostic};
use crate::source::span::Span;

use super::Checker;
use super::facts::FunKey;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Deprecated,
    Removed,
}

/// Module, function, arity (none: any), fate, what to do instead.
const OBSOLETE: &[(&str, &str, Option<u32>, Fate, &str)] = &[
    (
        "erlang",
        "now",
        Some(0),
        Fate::Deprecated,
        "see the \"Time and Time Correction in Erlang\" chapter of the ERTS User's Guide for more information",
    ),
    (
        "erlang",
        "get_stacktrace",
        Some(0),
        Fate::Removed,
        "use the new try/catch syntax for retrieving the stack backtrace",
    ),
    (
        "erlang",
        "hash",
        Some(2),
        Fate::Removed,
        "use erlang:phash2/2 instead",
    ),
    (
        "random",
        "seed",
        None,
        Fate::Deprecated,
        "use the 'rand' module instead",
    ),
    (
        "random",
        "uniform",
        None,
        Fate::Deprecated,
        "use the 'rand' module instead",
    ),
    (
        "random",
        "uniform_s",
        None,
        Fate::Deprecated,
        "use the 'rand' module instead",
    ),
    (
        "code",
        "lib_dir",
        Some(2),
        Fate::Deprecated,
        "this functionality will be removed in a future release",
    ),
    (
        "filename",
        "safe_relative_path",
        Some(1),
        Fate::Removed,
        "use filelib:safe_relative_path/2 instead",
    ),
    (
        "ssl",
        "cipher_suites",
        Some(0),
        Fate::Removed,
        "use ssl:cipher_suites/2,3 instead",
    ),
];

impl Checker<'_, '_> {
    pub fn obsolete(&mut self, module: &str, key: FunKey, span: Span) {
        let name = self.text(key.0).to_string();
        let row = OBSOLETE.iter().find(|(m, f, arity, ..)| {
            *m == module && *f == name && arity.is_none_or(|arity| arity == key.1)
        });
        let Some(&(.., fate, instead)) = row else {
            return;
        };
        let code = match fate {
            Fate::Deprecated => Code::DeprecatedFunction,
            Fate::Removed => Code::RemovedFunction,
        };
        let diagnostic = Diagnostic::new(code, span)
            .arg(Arg::RemoteFun(module.to_string(), name, key.1))
            .arg(Arg::Text(instead.to_string()));
        self.warn(diagnostic);
    }
}
