//! Code: what is loaded, functions and funs, calls by name.

use super::build::{Out, done, done_bool};
use super::context::{Ctx, Outcome, Root};
use super::knowledge::entry_of;
use super::process::{AwaitFlag, done_flag};
use crate::atom::{Atom, atoms};
use crate::code::export::Mfa;
use crate::code::module::LoadedModule;
use crate::code::purge;
use crate::exception::raise::{Class, Info, Raise};
use crate::message::send;
use crate::message::signal::Signal;
use crate::term::lexicon::Lexicon;
use crate::term::{Fun, Term, View};
use std::sync::Arc;

fn atom_arg(term: Term<'_>) -> Result<Atom, Raise> {
    term.as_atom().ok_or(Raise::BADARG)
}

fn mfa_args(ctx: &Ctx<'_>) -> Result<Mfa, Raise> {
    let arity = ctx
        .arg(2)
        .as_small()
        .and_then(|n| u8::try_from(n).ok())
        .ok_or(Raise::BADARG)?;
    Ok(Mfa {
        module: atom_arg(ctx.arg(0))?,
        name: atom_arg(ctx.arg(1))?,
        arity,
    })
}

/// Natives count only as `is_builtin`: they are exported by their module as well, once that is loaded.
pub fn function_exported(ctx: &mut Ctx<'_>) -> Outcome {
    let mfa = match mfa_args(ctx) {
        Ok(mfa) => mfa,
        // An arity that no function has.
        Err(_) if ctx.arg(0).is_atom() && ctx.arg(1).is_atom() && ctx.arg(2).is_integer() => {
            return done_bool(ctx, false);
        }
        Err(raise) => return Err(raise),
    };
    if mfa.name == atoms::MODULE_INFO {
        is_pre_loaded(ctx, mfa.module);
    }
    let is = ctx
        .vm()
        .exports()
        .find(mfa)
        .is_some_and(|cell| cell.cell().is_defined());
    done_bool(ctx, is)
}

pub fn is_builtin(ctx: &mut Ctx<'_>) -> Outcome {
    let mfa = mfa_args(ctx)?;
    let is = ctx
        .vm()
        .exports()
        .find(mfa)
        .is_some_and(|cell| cell.cell().native.is_some());
    done_bool(ctx, is)
}

pub fn module_loaded(ctx: &mut Ctx<'_>) -> Outcome {
    let module = atom_arg(ctx.arg(0))?;
    let is = ctx.vm().code().is_loaded(module) || is_pre_loaded(ctx, module);
    done_bool(ctx, is)
}

/// Modules that OTP has before it loads any: all natives here, or loaded when first needed.
const PRE_LOADED: &[&str] = &[
    "erlang",
    "erts_internal",
    "atomics",
    "counters",
    "persistent_term",
    "prim_file",
    "zlib",
    "init",
];

/// Is it one of them? Then its code is loaded, if it has not been.
pub(super) fn is_pre_loaded(ctx: &Ctx<'_>, module: Atom) -> bool {
    PRE_LOADED.contains(&ctx.atoms().text(module)) && ctx.vm().load_missing(module)
}

pub fn check_old_code(ctx: &mut Ctx<'_>) -> Outcome {
    let module = atom_arg(ctx.arg(0))?;
    let has = ctx.vm().code().has_old(module);
    done_bool(ctx, has)
}

pub fn loaded(ctx: &mut Ctx<'_>) -> Outcome {
    let modules = ctx.vm().code().loaded();
    done(
        ctx,
        &Out::List(modules.into_iter().map(Out::Atom).collect()),
    )
}

pub fn pre_loaded(ctx: &mut Ctx<'_>) -> Outcome {
    let mut all = Vec::new();
    for name in PRE_LOADED {
        let name = ctx.vm().atom(name).map_err(|_| Raise::SYSTEM_LIMIT)?;
        all.push(Out::Atom(name));
    }
    done(ctx, &Out::List(all))
}

// Calls.

/// No function has more.
const MAX_ARGUMENTS: usize = 255;

/// `apply(Fun, Args)`: through the fun's own calling, which knows about bad funs and arities.
pub fn apply_2(ctx: &mut Ctx<'_>) -> Outcome {
    let args = roots_of_list(ctx, 1)?;
    if args.len() > MAX_ARGUMENTS && ctx.arg(0).is_fun() {
        let w = ctx.reserve(6)?;
        let call = w.tuple(&[w.arg(0), w.arg(1)]);
        let reason = w.tuple(&[Term::atom(atoms::BADARITY), call]);
        return Err(w.raise_reason(Class::Error, reason).with_info(Info::None));
    }
    let fun = ctx.arg_root(0);
    ctx.trap_fun(fun, &args)
}

pub fn apply_3(ctx: &mut Ctx<'_>) -> Outcome {
    let (module, name) = (atom_arg(ctx.arg(0))?, atom_arg(ctx.arg(1))?);
    let args = roots_of_list(ctx, 2)?;
    let arity = u8::try_from(args.len()).map_err(|_| Raise::UNDEF.with_info(Info::None))?;
    let entry = ctx.machine.find_export(module, name, arity);
    ctx.trap(entry, &args)
}

fn roots_of_list(ctx: &Ctx<'_>, i: usize) -> Result<Vec<Root>, Raise> {
    ctx.arg(i).list().proper_length().ok_or(Raise::BADARG)?;
    Ok(ctx.arg(i).list().map(|term| ctx.root(term)).collect())
}

// Funs.

/// `fun M:F/A`.
pub fn make_fun(ctx: &mut Ctx<'_>) -> Outcome {
    use crate::term::external::decode::Library;
    let mfa = mfa_args(ctx)?;
    let w = ctx.reserve(crate::term::fun_::EXTERNAL_FUN_WORDS)?;
    let term = w.vm().external_fun(&w, mfa.module, mfa.name, mfa.arity);
    w.done(term)
}

/// The items of `fun_info/1`, in its order.
const LOCAL_ITEMS: &[Atom] = &[
    atoms::PID,
    atoms::MODULE,
    atoms::NEW_INDEX,
    atoms::NEW_UNIQ,
    atoms::INDEX,
    atoms::UNIQ,
    atoms::NAME,
    atoms::ARITY,
    atoms::ENV,
    atoms::TYPE,
];
const EXTERNAL_ITEMS: &[Atom] = &[
    atoms::MODULE,
    atoms::NAME,
    atoms::ARITY,
    atoms::ENV,
    atoms::TYPE,
];

fn item_of(ctx: &Ctx<'_>, fun: Fun<'_>, item: Atom) -> Option<Out> {
    match fun {
        Fun::External(fun) => Some(match item {
            atoms::MODULE => Out::Atom(fun.module()),
            atoms::NAME => Out::Atom(fun.name()),
            atoms::ARITY => Out::Int(i64::from(fun.arity())),
            atoms::ENV => Out::Nil,
            atoms::TYPE => Out::Atom(atoms::EXTERNAL),
            _ if LOCAL_ITEMS.contains(&item) => Out::Atom(atoms::UNDEFINED),
            _ => return None,
        }),
        Fun::Local(fun) => {
            let facts = ctx.vm().local_fun(fun);
            Some(match item {
                atoms::PID => fun.creator().map_or(Out::Atom(atoms::UNDEFINED), Out::Pid),
                atoms::MODULE => Out::Atom(facts.module),
                atoms::NEW_INDEX | atoms::INDEX => Out::Int(i64::from(facts.index)),
                atoms::NEW_UNIQ => Out::Bytes(facts.digest.to_vec()),
                atoms::UNIQ => Out::Int(i64::from(facts.old_uniq)),
                atoms::NAME => Out::Atom(facts.function),
                atoms::ARITY => Out::Int(i64::from(fun.arity())),
                atoms::ENV => Out::List(
                    (0..fun.n_free())
                        .map(|i| Out::Root(ctx.root(fun.free(i))))
                        .collect(),
                ),
                atoms::TYPE => Out::Atom(atoms::LOCAL),
                _ => return None,
            })
        }
    }
}

pub fn fun_info_1(ctx: &mut Ctx<'_>) -> Outcome {
    let fun = ctx.arg(0).as_fun().ok_or(Raise::BADARG)?;
    let items = if let Fun::Local(_) = fun {
        LOCAL_ITEMS
    } else {
        EXTERNAL_ITEMS
    };
    let pairs: Vec<Out> = items
        .iter()
        .filter_map(|item| Some(Out::tagged(*item, item_of(ctx, fun, *item)?)))
        .collect();
    done(ctx, &Out::List(pairs))
}

pub fn fun_info_2(ctx: &mut Ctx<'_>) -> Outcome {
    let fun = ctx.arg(0).as_fun().ok_or(Raise::BADARG)?;
    let item = atom_arg(ctx.arg(1))?;
    let value = item_of(ctx, fun, item).ok_or(Raise::BADARG)?;
    done(ctx, &Out::tagged(item, value))
}

/// `{Module, Name, Arity}` of the function behind a fun.
pub fn fun_info_mfa(ctx: &mut Ctx<'_>) -> Outcome {
    let (module, name, arity) = match ctx.arg(0).as_fun().ok_or(Raise::BADARG)? {
        Fun::External(fun) => (fun.module(), fun.name(), fun.arity()),
        Fun::Local(fun) => {
            let entry = entry_of(fun).entry();
            (entry.key.module, entry.name, fun.arity())
        }
    };
    done(
        ctx,
        &Out::Tuple(vec![
            Out::Atom(module),
            Out::Atom(name),
            Out::Int(i64::from(arity)),
        ]),
    )
}

/// Libraries of native code are not loaded here.
pub fn load_nif(ctx: &mut Ctx<'_>) -> Outcome {
    match ctx.arg(0).view() {
        View::Cons(_) | View::Nil => {
            let text = Out::Text("native code libraries are not supported".into());
            let reason = Out::pair(Out::Atom(atoms::NOTSUP), text);
            done(ctx, &Out::tagged(atoms::ERROR, reason))
        }
        _ => Err(Raise::BADARG),
    }
}

// What a module says about itself.

/// The items of `get_module_info/1`, in its order.
const MODULE_ITEMS: &[Atom] = &[
    atoms::MODULE,
    atoms::EXPORTS,
    atoms::ATTRIBUTES,
    atoms::COMPILE,
    atoms::MD5,
];

fn module_item(ctx: &Ctx<'_>, module: &LoadedModule, item: Atom) -> Option<Out> {
    let pair = |name: Atom, arity: u8| Out::pair(Out::Atom(name), Out::Int(i64::from(arity)));
    Some(match item {
        atoms::MODULE => Out::Atom(module.name),
        atoms::MD5 => Out::Bytes(module.digest.to_vec()),
        atoms::COMPILE | atoms::NIFS => Out::Nil,
        atoms::FUNCTIONS => Out::List(
            module
                .own_functions()
                .map(|f| pair(f.name, f.arity))
                .collect(),
        ),
        atoms::EXPORTS => {
            let own = module
                .functions
                .iter()
                .filter(|f| f.exported)
                .map(|f| (f.name, f.arity));
            let natives = purlin_isa::bifs::of_module(ctx.atoms().text(module.name))
                .filter_map(|bif| Some((ctx.atoms().find(bif.name)?, bif.arity)));
            let mut all: Vec<(Atom, u8)> = own.chain(natives).collect();
            let mut seen = std::collections::HashSet::new();
            all.retain(|function| seen.insert(*function));
            Out::List(
                all.into_iter()
                    .map(|(name, arity)| pair(name, arity))
                    .collect(),
            )
        }
        atoms::ATTRIBUTES => {
            let pairs = module.attributes.iter();
            Out::List(
                pairs
                    .map(|(name, value)| {
                        Out::tagged(*name, Out::Root(ctx.root(Term::inside(*value))))
                    })
                    .collect(),
            )
        }
        _ => return None,
    })
}

fn module_arg(ctx: &Ctx<'_>) -> Result<Arc<LoadedModule>, Raise> {
    let module = atom_arg(ctx.arg(0))?;
    ctx.vm().code().current(module).ok_or(Raise::BADARG)
}

pub fn get_module_info_1(ctx: &mut Ctx<'_>) -> Outcome {
    let module = module_arg(ctx)?;
    let pairs = MODULE_ITEMS
        .iter()
        .filter_map(|item| Some(Out::tagged(*item, module_item(ctx, &module, *item)?)));
    let out = Out::List(pairs.collect());
    done(ctx, &out)
}

pub fn get_module_info_2(ctx: &mut Ctx<'_>) -> Outcome {
    let module = module_arg(ctx)?;
    let item = atom_arg(ctx.arg(1))?;
    let out = module_item(ctx, &module, item).ok_or(Raise::BADARG)?;
    done(ctx, &out)
}

// Old code.

pub fn check_process_code_2(ctx: &mut Ctx<'_>) -> Outcome {
    check_process_code(ctx, None)
}

/// Options `{allow_gc, boolean()}` and `{async, Id}`.
pub fn check_process_code_3(ctx: &mut Ctx<'_>) -> Outcome {
    let mut walk = ctx.arg(2).list();
    let mut id = None;
    for option in walk.by_ref() {
        let [name, value] = option.as_tuple_of().ok_or(Raise::BADARG)?;
        match name.as_atom() {
            Some(atoms::ALLOW_GC) if value.as_boolean().is_some() => {}
            Some(atoms::ASYNC) => id = Some(ctx.root(value)),
            _ => return Err(Raise::BADARG),
        }
    }
    if !walk.tail().is_nil() {
        return Err(Raise::BADARG);
    }
    check_process_code(ctx, id)
}

/// Does the process run the old version of the module?
/// With an id the answer comes as a message.
fn check_process_code(ctx: &mut Ctx<'_>, id: Option<Root>) -> Outcome {
    let pid = ctx.arg(0).as_local_pid().ok_or(Raise::BADARG)?;
    let module = atom_arg(ctx.arg(1))?;
    let own = ctx.process().pid;
    let tell = id.map(|id| (atoms::CHECK_PROCESS_CODE, Out::Root(id)));
    let Some(old) = ctx.vm().code().versions_of(module).old else {
        return done_flag(ctx, tell, false);
    };
    if pid == own {
        let runs = purge::runs(ctx.process(), &old);
        return done_flag(ctx, tell, runs);
    }
    let reference = ctx.new_ref_id();
    let answer = super::process::HostAnswer::new(ctx, reference);
    let look = Signal::Host(Box::new(move |process| {
        answer.give(Term::boolean(purge::runs(process, &old)));
    }));
    match send::signal(ctx.machine, pid, look) {
        Ok(()) => {
            let tag = id.is_some().then_some(atoms::CHECK_PROCESS_CODE);
            ctx.wait(AwaitFlag { reference, tag }, id.as_slice())
        }
        Err(_) => done_flag(ctx, tell, false),
    }
}
