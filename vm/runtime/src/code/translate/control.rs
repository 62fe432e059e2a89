//! Messages and exceptions; how kinds of failure travel in an instruction.

use super::*;

impl Translator<'_> {
    pub(super) fn message_family(&mut self, op: &Op) -> Result<(), TranslateError> {
        match op {
            Op::Send {
                to,
                message,
                dst,
                site,
            } => {
                let mut d = Draft::new(Loaded::Send, 2);
                d.a = self.src(&mut d, *to);
                d.b = self.src(&mut d, *message);
                d.c = reg(*dst);
                d.site(*site);
                self.finish(d)
            }
            Op::RecvPeek { dst, empty, site } => {
                let mut d = Draft::new(Loaded::RecvPeek, 2);
                d.a = reg(*dst);
                d.jump(*empty);
                d.site(*site);
                self.finish(d)
            }
            Op::RecvAccept {} => self.simple(Loaded::RecvAccept),
            Op::RecvSkip { next } => {
                let mut d = Draft::new(Loaded::RecvSkip, 1);
                d.jump(*next);
                self.finish(d)
            }
            Op::RecvWait { next, site } => {
                let mut d = Draft::new(Loaded::RecvWait, 2);
                d.jump(*next);
                d.site(*site);
                self.finish(d)
            }
            Op::RecvWaitTimeout {
                timeout,
                next,
                site,
            } => {
                let mut d = Draft::new(Loaded::RecvWaitTimeout, 2);
                d.a = self.src(&mut d, *timeout);
                d.jump(*next);
                d.site(*site);
                self.finish(d)
            }
            Op::RecvMark { dst } => {
                let mut d = Draft::new(Loaded::RecvMark, 1);
                d.a = reg(*dst);
                self.finish(d)
            }
            Op::RecvBind { marker, reference } => {
                let mut d = Draft::new(Loaded::RecvBind, 1);
                d.a = self.src(&mut d, *marker);
                d.b = self.src(&mut d, *reference);
                self.finish(d)
            }
            Op::RecvUse { reference } => {
                let mut d = Draft::new(Loaded::RecvUse, 1);
                d.a = self.src(&mut d, *reference);
                self.finish(d)
            }
            _ => unreachable!("not of the message family"),
        }
    }

    pub(super) fn exception_family(&mut self, op: &Op) -> Result<(), TranslateError> {
        match op {
            Op::FailWith { kind, value, site } => {
                let mut d = Draft::new(Loaded::FailWith, 2);
                d.a = self.src(&mut d, *value);
                d.b = fail_code(*kind);
                d.site(*site);
                self.finish(d)
            }
            Op::FunctionClause { site } => {
                let mut d = Draft::new(Loaded::FunctionClause, 2);
                d.site(*site);
                self.finish(d)
            }
            Op::Reraise {
                class,
                reason,
                trace,
                site,
            } => {
                let mut d = Draft::new(Loaded::Reraise, 2);
                d.a = self.src(&mut d, *class);
                d.b = self.src(&mut d, *reason);
                d.c = self.src(&mut d, *trace);
                d.site(*site);
                self.finish(d)
            }
            Op::BuildTrace { trace, dst, site } => {
                let mut d = Draft::new(Loaded::BuildTrace, 2);
                d.a = self.src(&mut d, *trace);
                d.b = reg(*dst);
                d.site(*site);
                self.finish(d)
            }
            Op::CatchValue {
                class,
                reason,
                trace,
                dst,
                site,
            } => {
                let mut d = Draft::new(Loaded::CatchValue, 3);
                d.a = self.src(&mut d, *class);
                d.b = self.src(&mut d, *reason);
                d.c = self.src(&mut d, *trace);
                d.site(*site);
                d.push(u64::from(reg(*dst)));
                self.finish(d)
            }
            _ => unreachable!("not of the exception family"),
        }
    }
}

const FAIL_KINDS: [FailKind; 15] = [
    FailKind::BadMatch,
    FailKind::CaseClause,
    FailKind::TryClause,
    FailKind::IfClause,
    FailKind::ElseClause,
    FailKind::BadRecord,
    FailKind::BadGenerator,
    FailKind::BadFilter,
    FailKind::BadFun,
    FailKind::BadKey,
    FailKind::BadMap,
    FailKind::BadGenerators,
    FailKind::BadArg,
    FailKind::BadArgValue,
    FailKind::Reason,
];

fn fail_code(kind: FailKind) -> u16 {
    FAIL_KINDS
        .iter()
        .position(|&k| k == kind)
        .expect("the list holds every kind") as u16
}

pub fn fail_kind(code: u16) -> FailKind {
    FAIL_KINDS[code as usize % FAIL_KINDS.len()]
}
