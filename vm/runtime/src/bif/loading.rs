//! Modules as data, loading them from bytes, and getting rid of old versions.

use super::build::{self, Out, done_atom, done_bool};
use super::context::{Ctx, NativeFrame, Outcome};
use crate::atom::{Atom, atoms};
use crate::code::loader::{self, LoadError};
use crate::code::module::LoadedModule;
use crate::code::purge::{Sweep, runs, swept};
use crate::code::reclaim::{self, Asked};
use crate::code::server::Pending;
use crate::exception::raise::Raise;
use crate::message::send;
use crate::message::signal::Signal;
use crate::process::exit;
use crate::term::LocalPid;
use std::sync::Arc;

fn atom_arg(ctx: &Ctx<'_>, i: usize) -> Result<Atom, Raise> {
    ctx.arg(i).as_atom().ok_or(Raise::BADARG)
}

fn module_arg(ctx: &Ctx<'_>) -> Result<Arc<LoadedModule>, Raise> {
    let name = atom_arg(ctx, 0)?;
    if let Some(module) = ctx.vm().code().current(name) {
        return Ok(module);
    }
    // Of natives only, mostly: its code says what it is called.
    if super::code::is_pre_loaded(ctx, name) {
        return ctx.vm().code().current(name).ok_or(Raise::BADARG);
    }
    Err(Raise::BADARG)
}

/// `Module:module_info()`.
pub fn get_module_info_1(ctx: &mut Ctx<'_>) -> Outcome {
    let module = module_arg(ctx)?;
    let items = [
        atoms::MODULE,
        atoms::EXPORTS,
        atoms::ATTRIBUTES,
        atoms::COMPILE,
        atoms::MD5,
    ];
    let mut pairs = Vec::new();
    for item in items {
        let value = info(ctx, &module, item).ok_or(Raise::BADARG)?;
        pairs.push(Out::tagged(item, value));
    }
    build::done(ctx, &Out::List(pairs))
}

/// `Module:module_info(Item)`.
pub fn get_module_info_2(ctx: &mut Ctx<'_>) -> Outcome {
    let module = module_arg(ctx)?;
    let item = atom_arg(ctx, 1)?;
    let value = info(ctx, &module, item).ok_or(Raise::BADARG)?;
    build::done(ctx, &value)
}

fn info(ctx: &Ctx<'_>, module: &LoadedModule, item: Atom) -> Option<Out> {
    let name_arity = |name: Atom, arity: u8| Out::pair(Out::Atom(name), Out::Int(i64::from(arity)));
    let out = match item {
        atoms::MODULE => Out::Atom(module.name),
        atoms::EXPORTS => {
            let own = module.functions.iter().filter(|f| f.exported);
            let mut all: Vec<Out> = own.map(|f| name_arity(f.name, f.arity)).collect();
            let natives = ctx.vm().exports().all().into_iter();
            let natives =
                natives.filter(|e| e.cell().native.is_some() && e.mfa().module == module.name);
            let mut natives: Vec<_> = natives.map(|e| e.mfa()).collect();
            natives.retain(|mfa| {
                !module
                    .functions
                    .iter()
                    .any(|f| f.exported && f.name == mfa.name && f.arity == mfa.arity)
            });
            natives.sort_by_key(|mfa| (mfa.name, mfa.arity));
            all.extend(natives.iter().map(|mfa| name_arity(mfa.name, mfa.arity)));
            Out::List(all)
        }
        // There is no native code.
        atoms::NATIVE_ADDRESSES => Out::Nil,
        atoms::FUNCTIONS => {
            let all = module.own_functions();
            Out::List(all.map(|f| name_arity(f.name, f.arity)).collect())
        }
        atoms::ATTRIBUTES => {
            let pair = |i| {
                let (name, value) = module.attribute(i);
                Out::tagged(name, Out::Root(ctx.root(value)))
            };
            let mut all: Vec<Out> = (0..module.attributes.len()).map(pair).collect();
            if !module
                .attributes
                .iter()
                .any(|(name, _)| *name == atoms::VSN)
            {
                let digest =
                    num_bigint::BigInt::from_bytes_be(num_bigint::Sign::Plus, &module.digest);
                all.insert(
                    0,
                    Out::tagged(atoms::VSN, Out::List(vec![Out::Big(digest)])),
                );
            }
            Out::List(all)
        }
        atoms::COMPILE => {
            let version = Out::tagged(atoms::VERSION, Out::Text(env!("CARGO_PKG_VERSION").into()));
            let source = module.files.first().cloned().unwrap_or_default();
            Out::List(vec![
                version,
                Out::tagged(atoms::OPTIONS, Out::Nil),
                Out::tagged(atoms::SOURCE, Out::Text(source)),
            ])
        }
        atoms::MD5 => Out::Bytes(module.digest.to_vec()),
        atoms::NATIVE => Out::boolean(false),
        atoms::NIFS => Out::Nil,
        _ => return None,
    };
    Some(out)
}

/// `load_module(Module, Bytes)`.
pub fn load_module(ctx: &mut Ctx<'_>) -> Outcome {
    let name = atom_arg(ctx, 0)?;
    let bytes = ctx.arg(1).as_binary().ok_or(Raise::BADARG)?.to_vec();
    let failed = |reason| Out::tagged(atoms::ERROR, Out::Atom(reason));
    let out = match purlin_isa::decode::decode(&bytes) {
        Ok(file) if file.atoms.first().map(String::as_str) == Some(ctx.atoms().text(name)) => {
            match loader::load(ctx.vm(), &file) {
                Ok(_) => Out::tagged(atoms::MODULE, Out::Atom(name)),
                Err(LoadError::NotPurged) => failed(atoms::NOT_PURGED),
                Err(LoadError::Memory | LoadError::Atom(_)) => return Err(Raise::SYSTEM_LIMIT),
                Err(LoadError::Translate(_) | LoadError::Invalid(_)) => failed(atoms::BADFILE),
            }
        }
        Ok(_) | Err(_) => failed(atoms::BADFILE),
    };
    build::done(ctx, &out)
}

/// `delete_module(Module)`: the current version becomes old.
pub fn delete_module(ctx: &mut Ctx<'_>) -> Outcome {
    let name = atom_arg(ctx, 0)?;
    if !ctx.vm().code().is_loaded(name) {
        return done_atom(ctx, atoms::UNDEFINED);
    }
    if ctx.vm().code().has_old(name) {
        return Err(Raise::BADARG);
    }
    if let Some(module) = ctx.vm().code().retire(name) {
        loader::unlink(&module);
    }
    done_bool(ctx, true)
}

/// Where the module was loaded from, as UTF-8; `undefined`: nobody said.
pub fn file(ctx: &mut Ctx<'_>) -> Outcome {
    let name = atom_arg(ctx, 0)?;
    match ctx.vm().code().versions_of(name).file {
        Some(file) => build::done(ctx, &Out::Bytes(file.as_bytes().to_vec())),
        None => done_atom(ctx, atoms::UNDEFINED),
    }
}

pub fn set_file(ctx: &mut Ctx<'_>) -> Outcome {
    let name = atom_arg(ctx, 0)?;
    let bytes = ctx.arg(1).as_binary().ok_or(Raise::BADARG)?.to_vec();
    let file = String::from_utf8(bytes).map_err(|_| Raise::BADARG)?;
    ctx.vm().code().set_file(name, file);
    done_bool(ctx, true)
}

/// How far the `on_load` function of the version just loaded is: `none` (there is none, or it said yes), `waiting`, `running`, `failed`.
pub fn on_load(ctx: &mut Ctx<'_>) -> Outcome {
    let name = atom_arg(ctx, 0)?;
    let versions = ctx.vm().code().versions_of(name);
    let state = match versions.pending {
        Some(Pending::Waiting) => atoms::WAITING,
        Some(Pending::Running) => atoms::RUNNING,
        None if versions.on_load_failed => atoms::FAILED,
        None => atoms::NONE,
    };
    done_atom(ctx, state)
}

/// The `on_load` function has not come back: the version before is current again.
pub fn on_load_failed(ctx: &mut Ctx<'_>) -> Outcome {
    let name = atom_arg(ctx, 0)?;
    if let Some(failed) = ctx.vm().code().fail_on_load(name) {
        reclaim::retire(ctx.machine, failed);
    }
    done_bool(ctx, true)
}

/// `purge_module(Module)`: processes that run old code of it are killed.
pub fn purge_module(ctx: &mut Ctx<'_>) -> Outcome {
    let name = atom_arg(ctx, 0)?;
    if !ctx.vm().code().has_old(name) {
        return Err(Raise::BADARG);
    }
    begin(ctx, name, How::Kill, |_| Out::boolean(true))
}

/// `code:purge/1`: were processes killed?
pub fn purge(ctx: &mut Ctx<'_>) -> Outcome {
    let name = atom_arg(ctx, 0)?;
    begin(ctx, name, How::Kill, Out::boolean)
}

/// `code:soft_purge/1`: false if processes still run the old version, which then stays.
pub fn soft_purge(ctx: &mut Ctx<'_>) -> Outcome {
    let name = atom_arg(ctx, 0)?;
    begin(ctx, name, How::Ask, |used| Out::boolean(!used))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Ask,
    Kill,
}

/// A purge under way: waits for the answers of all processes.
struct Purge {
    module: Arc<LoadedModule>,
    how: How,
    /// Somebody ran the version.
    used: bool,
    answer: fn(bool) -> Out,
}

fn begin(ctx: &mut Ctx<'_>, name: Atom, how: How, answer: fn(bool) -> Out) -> Outcome {
    let Some(module) = ctx.vm().code().versions_of(name).old else {
        return build::done(ctx, &answer(false));
    };
    let mut purge = Purge {
        module,
        how,
        used: false,
        answer,
    };
    if runs(ctx.process(), &purge.module) {
        purge.used = true;
        if how == How::Ask {
            return build::done(ctx, &answer(true));
        }
    }
    purge.module.unlink_funs();
    purge.ask(ctx);
    ctx.wait(purge, &[])
}

impl Purge {
    /// Asks every other process.
    fn ask(&self, ctx: &mut Ctx<'_>) {
        let own = ctx.process().pid;
        let pids: Vec<LocalPid> = ctx.vm().processes().pids();
        let others: Vec<LocalPid> = pids.into_iter().filter(|&pid| pid != own).collect();
        let version = self.module.version;
        ctx.vm().code().begin_sweep(Sweep {
            version,
            module: self.module.clone(),
            asker: own,
            waiting: others.len(),
            users: Vec::new(),
        });
        for pid in others {
            if send::signal(ctx.machine, pid, Signal::Sweep(Asked::Runs(version))).is_err() {
                swept(ctx.machine, version, pid);
            }
        }
    }
}

impl NativeFrame for Purge {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        let Some(users) = ctx.vm().code().end_sweep(self.module.version) else {
            return ctx.again_waiting(&[]);
        };
        if !users.is_empty() {
            self.used = true;
            if self.how == How::Ask {
                for fun in &self.module.funs {
                    if fun.fun.entry().entry().is_null() {
                        fun.fun.entry().set(self.module.entry_of(fun.function));
                    }
                }
                return build::done(ctx, &(self.answer)(true));
            }
            let own = ctx.process().pid;
            for pid in users {
                if let Some(tuple) = exit::exit_tuple_atom(ctx.machine, own, atoms::KILL) {
                    // Gone already: good.
                    let _ = send::signal(
                        ctx.machine,
                        pid,
                        Signal::Exit {
                            from: own,
                            tuple,
                            through: None,
                        },
                    );
                }
            }
            // Once more, until nobody answers yes.
            self.ask(ctx);
            return ctx.again_waiting(&[]);
        }
        if let Some(old) = ctx.vm().code().drop_old(self.module.name) {
            reclaim::retire(ctx.machine, old);
        }
        build::done(ctx, &(self.answer)(self.used))
    }
}
