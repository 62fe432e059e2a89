//! Requests to the compiler that the host handed in.

use super::blocking;
use super::build::{self, Out};
use super::context::{Ctx, Outcome};
use crate::exception::raise::Raise;

/// Requests of at most this many bytes that only scan or parse are answered at once.
const SMALL: usize = 2048;

/// Requests that neither compile nor read files nor wait.
const QUICK: &[&str] = &[
    "string",
    "tokens",
    "form",
    "exprs",
    "term",
    "abstract",
    "normalise",
    "message",
];

/// `purlin_compile:request(What, Bytes)`: arguments and answer are in the external term format.
pub fn request(ctx: &mut Ctx<'_>) -> Outcome {
    let what = ctx.arg(0).as_atom().ok_or(Raise::BADARG)?;
    let args = ctx.arg(1).as_binary().ok_or(Raise::BADARG)?.to_vec();
    let config = ctx.vm().config();
    let capabilities = config.capabilities;
    let service = config.compiler.clone().ok_or(Raise::NOT_SUPPORTED)?;
    let what = ctx.atoms().text(what).to_owned();
    let is_small = args.len() <= SMALL && QUICK.contains(&what.as_str());
    let work = move || {
        let answer = service.request(&what, &args, capabilities);
        answer.map(Out::Bytes).ok_or(Raise::BADARG)
    };
    if is_small {
        let answer = work()?;
        return build::done(ctx, &answer);
    }
    blocking::run(ctx, work)
}
