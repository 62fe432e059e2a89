//! A machine as the command line asks for it.

use purlin::{Builder, Capabilities, Vm};

use crate::args::Machine;

/// All capabilities, and the limits and test modes of the flags.
pub fn builder(args: &Machine) -> Builder {
    let mut builder = Vm::builder().capabilities(Capabilities::ALL);
    if let Some(n) = args.schedulers {
        builder = builder.schedulers(n);
    }
    if let Some(bytes) = args.max_memory {
        builder = builder.max_memory(usize::try_from(bytes).unwrap_or(usize::MAX));
    }
    if let Some(n) = args.max_processes {
        builder = builder.max_processes(n as usize);
    }
    if let Some(n) = args.reductions {
        builder = builder.slice(n.max(1));
    }
    builder.gc_stress(args.gc_stress)
}
