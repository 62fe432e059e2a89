//! A machine as the command line asks for it.

use purlin::{Builder, Capabilities, Vm};

use crate::args::{Machine, Permission, Search};
use crate::project::Project;

/// The capabilities, limits and test modes of the flags.
pub fn builder(args: &Machine) -> Builder {
    let mut builder = Vm::builder().capabilities(capabilities(args));
    if let Some(n) = args.schedulers {
        builder = builder.schedulers(n);
    }
    if let Some(bytes) = args.max_memory {
        builder = builder.max_memory(usize::try_from(bytes).unwrap_or(usize::MAX));
    }
    if let Some(n) = args.max_processes {
        builder = builder.max_processes(n as usize);
    }
    if let Some(n) = args.max_reductions {
        builder = builder.max_reductions(n);
    }
    if let Some(time) = args.timeout {
        builder = builder.max_time(time);
    }
    if let Some(n) = args.reductions {
        builder = builder.slice(n.max(1));
    }
    // As on Erlang's own machine: whoever wants more memory or processes than there may be fails, the others go on.
    builder
        .raise_on_limits()
        .gc_stress(args.gc_stress)
        .unoptimized(args.opt == 0)
}

/// With the folders of the flags, then those of a project.
pub fn searching(mut builder: Builder, search: &Search, project: Option<&Project>) -> Builder {
    let sources = project.map(Project::all_sources).unwrap_or_default();
    let tests = project.map_or(&[][..], |project| &project.tests);
    for folder in search.paths.iter().chain(&sources).chain(tests) {
        builder = builder.module_path(folder);
    }
    let includes = project.map(Project::all_includes).unwrap_or_default();
    for folder in search.include.iter().chain(&includes) {
        builder = builder.include_path(folder);
    }
    builder
}

/// Everything but what is denied; with `--allow`, only what is allowed.
fn capabilities(args: &Machine) -> Capabilities {
    let may = |what: Permission| {
        (args.allow.is_empty() || args.allow.contains(&what)) && !args.deny.contains(&what)
    };
    Capabilities {
        read_files: may(Permission::File),
        write_files: may(Permission::File),
        network: may(Permission::Net),
        environment: may(Permission::Env),
        os_processes: may(Permission::Run),
        halt: true,
    }
}
