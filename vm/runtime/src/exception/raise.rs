//! `Raise`: an exception on its way from where it is raised to the unwinder, one word wide.
//!
//! A reason that is a term does not travel in it: it sits in the context's reason root, where the collector sees it.

/// The class of an exception.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Class {
    Error,
    Exit,
    Throw,
}

/// Why.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Kind {
    Badarg,
    Badarith,
    SystemLimit,
    /// Not supported here (`notsup`).
    NotSupported,
    Undef,
    TimeoutValue,
    Noproc,
    /// The reason root holds the reason.
    Reason,
    FunctionClause,
    /// The reason root holds `{Reason, Args, InfoMap}` as `erlang:error/2,3` got them (`[]` where there is no map, an atom where no arguments):
    /// the trace begins with the calling function.
    ReasonArgs,
    /// The reason root holds `{Reason, Trace}` as `erlang:raise/3` got them: the trace is not made anew.
    Raised,
    /// No exception: the process dies with reason `killed` (a limit of its own was exceeded).
    Kill,
    /// No exception: the process exits, unseen by handlers, with the reason in the reason root.
    Exit,
}

/// What further error information the stack trace of a failing native carries (`error_info`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(u8)]
pub enum Info {
    /// `#{module => M}` with the error module of the native's own module (`erl_erts_errors`, `erl_stdlib_errors`...).
    #[default]
    Default,
    /// The same with `cause => id | badkey | badtype | not_owner | ...`.
    CauseId,
    CauseBadKey,
    CauseBadType,
    CauseNotOwner,
    CauseAccess,
    CauseKeypos,
    CausePosition,
    CauseBadProtection,
    CauseBadPattern,
    CauseNoSuchName,
    CauseNotOwnerGive,
    CauseTable,
    CauseAlreadyExists,
    CauseType,
    CauseTableType,
    CauseBadOption,
    /// `cause => none`.
    CauseNone,
    /// None at all.
    None,
}

/// An exception being raised.
#[must_use]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Raise {
    pub class: Class,
    pub kind: Kind,
    pub info: Info,
}

const _: () = assert!(size_of::<Raise>() <= 8);

impl Raise {
    pub const BADARG: Raise = Raise::error(Kind::Badarg);
    pub const BADARITH: Raise = Raise::error(Kind::Badarith);
    pub const SYSTEM_LIMIT: Raise = Raise::error(Kind::SystemLimit);
    pub const NOT_SUPPORTED: Raise = Raise::error(Kind::NotSupported);
    pub const UNDEF: Raise = Raise::error(Kind::Undef);
    pub const KILL: Raise = Raise::error(Kind::Kill);

    pub const fn error(kind: Kind) -> Raise {
        Raise {
            class: Class::Error,
            kind,
            info: Info::Default,
        }
    }

    pub const fn reason(class: Class) -> Raise {
        Raise {
            class,
            kind: Kind::Reason,
            info: Info::Default,
        }
    }

    /// Not the end of the process.
    pub const fn is_exception(self) -> bool {
        !matches!(self.kind, Kind::Kill | Kind::Exit)
    }

    pub const fn with_info(self, info: Info) -> Raise {
        Raise { info, ..self }
    }
}

macro_rules! causes {
    ($($variant:ident => $text:literal),* $(,)?) => {
        impl Info {
            /// The value of `cause`.
            pub const fn cause(self) -> Option<&'static str> {
                match self {
                    $(Info::$variant => Some($text),)*
                    Info::Default | Info::None => None,
                }
            }

            pub const fn from_code(code: u8) -> Option<Info> {
                if code == Info::Default as u8 {
                    return Some(Info::Default);
                }
                $(if code == Info::$variant as u8 {
                    return Some(Info::$variant);
                })*
                None
            }
        }
    };
}

causes! {
    CauseId => "id",
    CauseBadKey => "badkey",
    CauseBadType => "badtype",
    CauseNotOwner => "not_owner",
    CauseAccess => "access",
    CauseKeypos => "keypos",
    CausePosition => "position",
    CauseBadProtection => "protection",
    CauseBadPattern => "bad_pattern",
    CauseNoSuchName => "no_such_name",
    CauseNotOwnerGive => "owner",
    CauseTable => "table",
    CauseAlreadyExists => "already_exists",
    CauseType => "type",
    CauseTableType => "table_type",
    CauseBadOption => "badopt",
    CauseNone => "none",
}
