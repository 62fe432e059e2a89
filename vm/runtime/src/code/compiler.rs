//! What the runtime asks of a compiler, which the host hands in: scanning, parsing and compiling for Erlang code.
//!
//! Both directions are bytes of the external term format, so that neither side knows the other's terms.

use crate::vm::Capabilities;

/// Answers requests of `erl_scan`, `erl_parse` and `compile`. May take long: it is not asked on a worker but for small
/// requests.
pub trait CompilerService: Send + Sync {
    /// The answer to a request; nothing when there is no such request, or its arguments are none of it.
    /// What it reads outside is bound by the capabilities.
    fn request(&self, what: &str, args: &[u8], capabilities: Capabilities) -> Option<Vec<u8>>;
}
