//! The operating system: environment, clock, commands. What touches the outside asks the VM's capabilities first.

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};

use super::blocking;
use super::build::{Out, done, done_atom, done_bool, done_int};
use super::context::{Ctx, Outcome};
use super::iodata;
use crate::atom::atoms;
use crate::exception::raise::Raise;
use crate::term::Term;

/// A text for the operating system: characters without a zero among them.
fn os_text(term: Term<'_>) -> Option<OsString> {
    let text = iodata::flat_text(term)?;
    (!text.contains('\0')).then(|| OsString::from_vec(text.into_bytes()))
}

fn text_out(text: &std::ffi::OsStr) -> Out {
    Out::Text(text.to_string_lossy().into_owned())
}

fn check_environment(ctx: &Ctx<'_>) -> bool {
    ctx.vm().config().capabilities.environment
}

fn variable_arg(ctx: &Ctx<'_>, i: usize) -> Result<OsString, Raise> {
    let name = os_text(ctx.arg(i)).ok_or(Raise::BADARG)?;
    if name.as_bytes().contains(&b'=') {
        return Err(Raise::BADARG);
    }
    Ok(name)
}

/// The value, from the VM's own copy of the environment.
fn value(ctx: &Ctx<'_>, name: &OsString) -> Option<OsString> {
    if check_environment(ctx) {
        ctx.vm().stores().environment.get(name)
    } else {
        None
    }
}

pub fn getenv_1(ctx: &mut Ctx<'_>) -> Outcome {
    let name = variable_arg(ctx, 0)?;
    match value(ctx, &name) {
        Some(value) => done(ctx, &text_out(&value)),
        None => done_bool(ctx, false),
    }
}

pub fn getenv_2(ctx: &mut Ctx<'_>) -> Outcome {
    let name = variable_arg(ctx, 0)?;
    match value(ctx, &name) {
        Some(value) => done(ctx, &text_out(&value)),
        None => ctx.done(ctx.arg(1)),
    }
}

fn all(ctx: &Ctx<'_>) -> Vec<(OsString, OsString)> {
    if check_environment(ctx) {
        ctx.vm().stores().environment.all()
    } else {
        Vec::new()
    }
}

/// `["NAME=value"]`
pub fn getenv_0(ctx: &mut Ctx<'_>) -> Outcome {
    let lines = all(ctx).into_iter().map(|(name, value)| {
        Out::Text(format!(
            "{}={}",
            name.to_string_lossy(),
            value.to_string_lossy()
        ))
    });
    let out = Out::List(lines.collect());
    done(ctx, &out)
}

/// `[{"NAME", "value"}]`
pub fn env(ctx: &mut Ctx<'_>) -> Outcome {
    let out = Out::List(
        all(ctx)
            .iter()
            .map(|(name, value)| Out::pair(text_out(name), text_out(value)))
            .collect(),
    );
    done(ctx, &out)
}

pub fn putenv(ctx: &mut Ctx<'_>) -> Outcome {
    let name = variable_arg(ctx, 0)?;
    let value = os_text(ctx.arg(1)).ok_or(Raise::BADARG)?;
    if !check_environment(ctx) {
        return Err(Raise::NOT_SUPPORTED);
    }
    ctx.vm().stores().environment.set(name, Some(value));
    done_bool(ctx, true)
}

pub fn unsetenv(ctx: &mut Ctx<'_>) -> Outcome {
    let name = variable_arg(ctx, 0)?;
    if !check_environment(ctx) {
        return Err(Raise::NOT_SUPPORTED);
    }
    ctx.vm().stores().environment.set(name, None);
    done_bool(ctx, true)
}

pub fn getpid(ctx: &mut Ctx<'_>) -> Outcome {
    done(ctx, &Out::Text(std::process::id().to_string()))
}

/// `{unix, linux}` and such.
pub fn type_0(ctx: &mut Ctx<'_>) -> Outcome {
    let name = match std::env::consts::OS {
        "macos" => "darwin",
        other => other,
    };
    let atom = ctx.vm().atom(name).map_err(|_| Raise::SYSTEM_LIMIT)?;
    done(ctx, &Out::tagged(atoms::UNIX, Out::Atom(atom)))
}

pub fn timestamp(ctx: &mut Ctx<'_>) -> Outcome {
    let ns = ctx.vm().world().system_ns() as i64;
    done(ctx, &super::time::timestamp_of(ns))
}

pub fn system_time_0(ctx: &mut Ctx<'_>) -> Outcome {
    let ns = ctx.vm().world().system_ns() as i64;
    done_int(ctx, ns)
}

pub fn system_time_1(ctx: &mut Ctx<'_>) -> Outcome {
    let unit = super::time::unit_arg(ctx.arg(0))?;
    let ns = ctx.vm().world().system_ns() as i64;
    super::build::done_bigint(ctx, &super::time::ns_in(ns, unit))
}

pub fn perf_counter(ctx: &mut Ctx<'_>) -> Outcome {
    let ns = ctx.vm().world().monotonic_ns() as i64;
    done_int(ctx, ns)
}

/// Signals that a program may ask to have handled.
const SIGNALS: &[&str] = &[
    "sighup", "sigquit", "sigabrt", "sigalrm", "sigterm", "sigusr1", "sigusr2", "sigchld",
    "sigstop", "sigtstp", "sigcont", "sigwinch", "siginfo",
];

/// The only signals are those of the host: nothing to set, but bad arguments are found.
pub fn set_signal(ctx: &mut Ctx<'_>) -> Outcome {
    let known = matches!(
        ctx.arg(1).as_atom(),
        Some(atoms::DEFAULT | atoms::HANDLE | atoms::IGNORE)
    );
    let signal = ctx.arg(0).as_atom().map(|atom| ctx.atoms().text(atom));
    if signal.is_some_and(|name| SIGNALS.contains(&name)) && known {
        done_atom(ctx, atoms::OK)
    } else {
        Err(Raise::BADARG)
    }
}

/// `cmd(Command)`: runs it with the shell; `{Status, Output}`.
pub fn cmd(ctx: &mut Ctx<'_>) -> Outcome {
    let command = iodata::to_bytes(ctx.arg(0))
        .filter(|bytes| !bytes.contains(&0))
        .ok_or(Raise::BADARG)?;
    if !ctx.vm().config().capabilities.os_processes {
        return Err(Raise::NOT_SUPPORTED);
    }
    let environment = ctx.vm().stores().environment.all();
    blocking::run(ctx, move || {
        use std::process::{Command, Stdio};
        let script = [b"exec 2>&1; ", command.as_slice()].concat();
        let output = Command::new("/bin/sh")
            .arg("-c")
            .arg(OsString::from_vec(script))
            .env_clear()
            .envs(environment)
            .stdin(Stdio::null())
            .output();
        Ok(match output {
            Ok(output) => Out::pair(
                Out::Int(i64::from(output.status.code().unwrap_or(-1))),
                Out::Bytes(output.stdout),
            ),
            Err(_) => Out::tagged(atoms::ERROR, Out::Atom(atoms::EIO)),
        })
    })
}

/// The path of a program, looked for in PATH; or `false`.
pub fn find_executable(ctx: &mut Ctx<'_>) -> Outcome {
    let name = os_text(ctx.arg(0)).ok_or(Raise::BADARG)?;
    if !ctx.vm().config().capabilities.read_files {
        return done_bool(ctx, false);
    }
    let path = value(ctx, &"PATH".into()).unwrap_or_default();
    blocking::run(ctx, move || {
        let found = std::env::split_paths(&path)
            .map(|dir| dir.join(&name))
            .find(|file| is_executable(file));
        Ok(found.map_or(Out::boolean(false), |file| text_out(file.as_os_str())))
    })
}

fn is_executable(file: &std::path::Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata()
        .is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}
