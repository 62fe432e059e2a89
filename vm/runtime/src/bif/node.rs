//! This node, which knows no others.

use super::build::{done_atom, done_bool};
use super::context::{Ctx, Outcome, Root};
use crate::atom::atoms;
use crate::exception::raise::Raise;
use crate::term::{Pid, Port, Term, View};

pub fn node_0(ctx: &mut Ctx<'_>) -> Outcome {
    done_atom(ctx, atoms::NONODE_NOHOST)
}

/// Where a pid, port or reference is from.
pub fn node_1(ctx: &mut Ctx<'_>) -> Outcome {
    let node = match ctx.arg(0).view() {
        View::Pid(Pid::Local(_)) | View::Port(Port::Local(_)) => atoms::NONODE_NOHOST,
        View::Pid(Pid::External(pid)) => pid.node(),
        View::Port(Port::External(port)) => port.node(),
        View::Ref(reference) => reference
            .external()
            .map_or(atoms::NONODE_NOHOST, |(node, _)| node),
        _ => return Err(Raise::BADARG),
    };
    done_atom(ctx, node)
}

pub fn is_alive(ctx: &mut Ctx<'_>) -> Outcome {
    done_bool(ctx, false)
}

pub fn nodes_0(ctx: &mut Ctx<'_>) -> Outcome {
    ctx.done(Term::NIL)
}

/// A kind, or a list of kinds; `this` and `known` are this node.
pub fn nodes_1(ctx: &mut Ctx<'_>) -> Outcome {
    let arg = ctx.arg(0);
    let mut walk = arg.list();
    let kinds: Vec<Term<'_>> = if arg.is_list() {
        walk.by_ref().collect()
    } else {
        vec![arg]
    };
    let mut includes_this = false;
    for kind in kinds {
        match kind.as_atom() {
            Some(atoms::THIS | atoms::KNOWN) => includes_this = true,
            Some(atoms::VISIBLE | atoms::HIDDEN | atoms::CONNECTED) => {}
            _ => return Err(Raise::BADARG),
        }
    }
    if arg.is_list() && !walk.tail().is_nil() {
        return Err(Raise::BADARG);
    }
    let w = ctx.reserve(2)?;
    let term = if includes_this {
        w.cons(Term::atom(atoms::NONODE_NOHOST), Term::NIL)
    } else {
        Term::NIL
    };
    w.done(term)
}

pub fn nodes_2(ctx: &mut Ctx<'_>) -> Outcome {
    in_erlang(ctx, "nodes")
}

pub fn monitor_node(ctx: &mut Ctx<'_>) -> Outcome {
    in_erlang(ctx, "monitor_node")
}

pub fn set_cookie(ctx: &mut Ctx<'_>) -> Outcome {
    in_erlang(ctx, "set_cookie")
}

/// Goes on in the function of this name, with the same arguments, in the library's module `purlin_erlang`.
pub fn in_erlang(ctx: &mut Ctx<'_>, name: &str) -> Outcome {
    let atom = |text: &str| ctx.atoms().intern(text).map_err(|_| Raise::SYSTEM_LIMIT);
    let (module, name) = (atom("purlin_erlang")?, atom(name)?);
    let args: Vec<Root> = (0..ctx.arity()).map(|i| ctx.arg_root(i)).collect();
    let arity = u8::try_from(args.len()).map_err(|_| Raise::SYSTEM_LIMIT)?;
    let entry = ctx.machine.find_export(module, name, arity);
    ctx.trap(entry, &args)
}

pub fn disconnect_node(ctx: &mut Ctx<'_>) -> Outcome {
    ctx.arg(0).as_atom().ok_or(Raise::BADARG)?;
    done_atom(ctx, atoms::IGNORED)
}

pub fn get_cookie_0(ctx: &mut Ctx<'_>) -> Outcome {
    done_atom(ctx, atoms::NOCOOKIE)
}

pub fn get_cookie_1(ctx: &mut Ctx<'_>) -> Outcome {
    ctx.arg(0).as_atom().ok_or(Raise::BADARG)?;
    done_atom(ctx, atoms::NOCOOKIE)
}
