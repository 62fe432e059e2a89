//! Functions of the host that Erlang code calls.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use purlin_runtime::bif::context::{Ctx, NativeFrame, Outcome};
use purlin_runtime::code::export::{HostFunction, Mfa};
use purlin_runtime::exception::raise::{Class as RaisedClass, Info, Raise};
use purlin_runtime::host::HostError;
use purlin_runtime::scheduler::caller::within_host;

use crate::convert::{ConvertError, FromTerm, IntoTerm, Sizer, TermRef, TermWriter};
use crate::error::{Class, Error, Exception};
use crate::value::{Atom, Pid, Value};
use crate::{Inner, Vm};

/// An Erlang exception that a host function raises.
///
/// ```
/// use purlin::{Atom, Raised, Vm};
/// let vm = Vm::new()?;
/// vm.module("math2").fallible("sqrt", |x: f64| match x {
///     x if x >= 0.0 => Ok(x.sqrt()),
///     x => Err(Raised::error((Atom::from("negative"), x))),
/// })?;
/// vm.load("-module(m). -export([f/1]).
///          f(X) -> try math2:sqrt(X) catch error:{negative, Y} -> Y end.")?;
/// assert_eq!(vm.call::<f64>("m", "f", (4.0,))?, 2.0);
/// assert_eq!(vm.call::<f64>("m", "f", (-1.0,))?, -1.0);
/// # Ok::<(), purlin::Error>(())
/// ```
pub struct Raised {
    class: Class,
    reason: Box<dyn IntoTerm + Send>,
}

impl Raised {
    /// As `erlang:error(Reason)`.
    pub fn error(reason: impl IntoTerm + Send + 'static) -> Raised {
        Raised::new(Class::Error, reason)
    }

    /// As `exit(Reason)`.
    pub fn exit(reason: impl IntoTerm + Send + 'static) -> Raised {
        Raised::new(Class::Exit, reason)
    }

    /// As `throw(Term)`.
    pub fn throw(term: impl IntoTerm + Send + 'static) -> Raised {
        Raised::new(Class::Throw, term)
    }

    /// The error `badarg`.
    pub fn badarg() -> Raised {
        Raised::error(Atom::from("badarg"))
    }

    fn new(class: Class, reason: impl IntoTerm + Send + 'static) -> Raised {
        Raised {
            class,
            reason: Box::new(reason),
        }
    }

    /// An exception that nobody caught in a call that the function made.
    fn again(exception: &Exception) -> Raised {
        Raised::new(exception.class, exception.reason.clone())
    }
}

impl fmt::Debug for Raised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Raised({})", self.class)
    }
}

/// Any Rust error becomes an Erlang error whose reason is its message, as a binary. An exception that a call into the machine brought is raised
/// again.
impl<E: std::error::Error + 'static> From<E> for Raised {
    fn from(error: E) -> Raised {
        let any: &dyn Any = &error;
        match any.downcast_ref::<Error>() {
            Some(Error::Exception(exception)) => Raised::again(exception),
            _ => Raised::error(error.to_string()),
        }
    }
}

/// What a host function may ask of the machine that calls it: its first parameter, if it wants one.
///
/// ```
/// use purlin::{Atom, CallContext, Vm};
/// let vm = Vm::new()?;
/// vm.module("host").function("greet", |context: &CallContext, name: String| {
///     let _ = context.vm().send(context.caller(), (Atom::from("hello"), name));
/// })?;
/// vm.load("-module(m). -export([f/0]).
///          f() -> ok = host:greet(<<\"joe\">>), receive {hello, Name} -> Name end.")?;
/// assert_eq!(vm.call::<String>("m", "f", ())?, "joe");
/// # Ok::<(), purlin::Error>(())
/// ```
pub struct CallContext {
    vm: Vm,
    caller: Pid,
}

impl CallContext {
    /// The machine. Functions use this one: a function that keeps a [`Vm`] of its own keeps the machine alive for ever.
    pub fn vm(&self) -> &Vm {
        &self.vm
    }

    /// The process that calls.
    pub fn caller(&self) -> Pid {
        self.caller
    }
}

/// Closures that can be host functions: up to eight parameters that are [`FromTerm`], before them a [`&CallContext`](CallContext) if wanted.
///
/// `Marker` tells the forms apart and is inferred.
pub trait HostFn<Marker>: Send + Sync + 'static {
    /// What it returns.
    type Output;
    #[doc(hidden)]
    type Arguments: Send + 'static;
    #[doc(hidden)]
    const ARITY: u8;
    #[doc(hidden)]
    fn arguments(args: &ArgumentTerms<'_, '_>) -> Result<Self::Arguments, ConvertError>;
    #[doc(hidden)]
    fn run(&self, context: &dyn Fn() -> CallContext, arguments: Self::Arguments) -> Self::Output;
}

/// The arguments of a call of a host function.
#[doc(hidden)]
pub struct ArgumentTerms<'a, 'c>(&'a Ctx<'c>);

impl ArgumentTerms<'_, '_> {
    #[inline]
    fn get<T: FromTerm>(&self, i: usize) -> Result<T, ConvertError> {
        let made = TermRef::new(self.0.vm(), self.0.arg(i)).to();
        made.map_err(|e: ConvertError| e.within(format_args!("argument {}", i + 1)))
    }
}

/// Marks closures whose first parameter is a [`CallContext`].
#[doc(hidden)]
pub struct WithContext;

macro_rules! closures {
    ($($n:literal: $($name:ident $value:ident),*;)*) => {$(
        impl<F, R, $($name),*> HostFn<($($name,)*)> for F
        where
            F: Fn($($name),*) -> R + Send + Sync + 'static,
            $($name: FromTerm + Send + 'static,)*
        {
            type Output = R;
            type Arguments = ($($name,)*);
            const ARITY: u8 = $n;

            #[inline]
            #[allow(unused_variables, unused_mut, unused_assignments, clippy::unused_unit)]
            fn arguments(args: &ArgumentTerms<'_, '_>) -> Result<Self::Arguments, ConvertError> {
                let mut i = 0;
                $(let $value = args.get(i)?; i += 1;)*
                Ok(($($value,)*))
            }

            #[inline]
            fn run(&self, _: &dyn Fn() -> CallContext, ($($value,)*): Self::Arguments) -> R {
                self($($value),*)
            }
        }

        impl<F, R, $($name),*> HostFn<(WithContext, $($name,)*)> for F
        where
            F: Fn(&CallContext, $($name),*) -> R + Send + Sync + 'static,
            $($name: FromTerm + Send + 'static,)*
        {
            type Output = R;
            type Arguments = ($($name,)*);
            const ARITY: u8 = $n;

            #[inline]
            #[allow(unused_variables, unused_mut, unused_assignments, clippy::unused_unit)]
            fn arguments(args: &ArgumentTerms<'_, '_>) -> Result<Self::Arguments, ConvertError> {
                let mut i = 0;
                $(let $value = args.get(i)?; i += 1;)*
                Ok(($($value,)*))
            }

            #[inline]
            fn run(&self, context: &dyn Fn() -> CallContext, ($($value,)*): Self::Arguments) -> R {
                self(&context(), $($value),*)
            }
        }
    )*};
}

closures! {
    0: ;
    1: A a;
    2: A a, B b;
    3: A a, B b, C c;
    4: A a, B b, C c, D d;
    5: A a, B b, C c, D d, E e;
    6: A a, B b, C c, D d, E e, G g;
    7: A a, B b, C c, D d, E e, G g, H h;
    8: A a, B b, C c, D d, E e, G g, H h, I i;
}

/// Functions of the host, as a module that Erlang code calls: see [`Vm::module`].
pub struct HostModule<'v> {
    vm: &'v Vm,
    name: String,
}

impl Vm {
    /// Defines functions of the host in a module of this name. They take the place of functions that the module has already.
    ///
    /// ```
    /// # let vm = purlin::Vm::new()?;
    /// vm.module("config")
    ///     .function("port", || 8080)?
    ///     .function("get", |key: String| match key.as_str() {
    ///         "name" => Some("purlin"),
    ///         _ => None,
    ///     })?;
    /// vm.load("-module(m). -export([f/0]). f() -> {config:port(), config:get(<<\"name\">>), config:get(<<\"x\">>)}.")?;
    /// let got: (u16, Option<String>, Option<String>) = vm.call("m", "f", ())?;
    /// assert_eq!(got, (8080, Some("purlin".into()), None));
    /// # Ok::<(), purlin::Error>(())
    /// ```
    pub fn module(&self, name: &str) -> HostModule<'_> {
        HostModule {
            vm: self,
            name: name.to_string(),
        }
    }
}

impl HostModule<'_> {
    /// A function; what it returns is the result. It runs on a thread of the machine, between the slices of processes: it must not block.
    pub fn function<M: 'static, F>(self, name: &str, function: F) -> Result<Self, Error>
    where
        F: HostFn<M>,
        F::Output: IntoTerm,
    {
        let plain = |output| Ok(output);
        self.define(name, Plain::<M, F, _, _>::new(function, plain))
    }

    /// A function that may fail: what is in `Ok` is the result, what is in `Err` is raised.
    pub fn fallible<M: 'static, F, T, E>(self, name: &str, function: F) -> Result<Self, Error>
    where
        F: HostFn<M, Output = Result<T, E>>,
        T: IntoTerm + 'static,
        E: Into<Raised> + 'static,
    {
        let fallible = |output: Result<T, E>| output.map_err(Into::into);
        self.define(name, Plain::<M, F, _, _>::new(function, fallible))
    }

    /// As [`HostModule::function`], for what may block (files, network, long computations): it runs on a pool of threads while the calling
    /// process waits and others run.
    pub fn blocking<M: 'static, F>(self, name: &str, function: F) -> Result<Self, Error>
    where
        F: HostFn<M>,
        F::Output: IntoTerm + Send + 'static,
    {
        let plain = |output| Ok(output);
        self.define(name, Blocking::<M, F, _, _>::new(function, plain))
    }

    /// As [`HostModule::fallible`], for what may block.
    pub fn blocking_fallible<M: 'static, F, T, E>(
        self,
        name: &str,
        function: F,
    ) -> Result<Self, Error>
    where
        F: HostFn<M, Output = Result<T, E>>,
        T: IntoTerm + Send + 'static,
        E: Into<Raised> + 'static,
    {
        let fallible = |output: Result<T, E>| output.map_err(Into::into);
        self.define(name, Blocking::<M, F, _, _>::new(function, fallible))
    }

    /// A function whose number of arguments is known only when the program runs: for bindings of other languages.
    ///
    /// ```
    /// # let vm = purlin::Vm::new()?;
    /// use purlin::Value;
    /// vm.module("host").dynamic("first", 2, |_, args| Ok(args[0].clone()))?;
    /// assert_eq!(vm.call::<Value>("host", "first", (1, 2))?, Value::Int(1));
    /// # Ok::<(), purlin::Error>(())
    /// ```
    pub fn dynamic(
        self,
        name: &str,
        arity: u8,
        function: impl Fn(&CallContext, &[Value]) -> Result<Value, Raised> + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        self.define(name, Dynamic { function, arity })
    }

    fn define(self, name: &str, function: impl Define) -> Result<Self, Error> {
        let vm = &self.vm.inner;
        let mfa = Mfa {
            module: vm.rt.atom(&self.name).map_err(HostError::from)?,
            name: vm.rt.atom(name).map_err(HostError::from)?,
            arity: function.arity(),
        };
        let home = Home {
            vm: Arc::downgrade(vm),
            what: format!("{}:{name}/{}", self.name, mfa.arity).into(),
        };
        vm.rt.exports().define_host(mfa, function.at(home));
        Ok(self)
    }
}

/// A closure on its way to be a function of a machine.
trait Define {
    fn arity(&self) -> u8;
    fn at(self, home: Home) -> Box<dyn HostFunction>;
}

/// Whose function it is.
#[derive(Clone)]
struct Home {
    vm: std::sync::Weak<Inner>,
    /// Module, name and arity, for messages.
    what: Arc<str>,
}

impl Home {
    /// # Panics
    /// If the last handle of the machine is gone already: the call then fails as if the function had panicked.
    fn context(&self, caller: Pid) -> CallContext {
        let inner = self.vm.upgrade();
        CallContext {
            vm: Vm {
                inner: inner.expect("the machine is being shut down"),
            },
            caller,
        }
    }
}

/// What a function gave: a result or an exception, or it panicked.
type Given<T> = Result<T, Raised>;

struct Plain<M, F, C, T> {
    function: F,
    convert: C,
    types: PhantomData<fn(M) -> T>,
}

impl<M, F: HostFn<M>, C: Fn(F::Output) -> Given<T>, T> Plain<M, F, C, T> {
    fn new(function: F, convert: C) -> Self {
        Plain {
            function,
            convert,
            types: PhantomData,
        }
    }
}

struct At<D> {
    home: Home,
    define: D,
}

impl<M, F, C, T> Define for Plain<M, F, C, T>
where
    M: 'static,
    F: HostFn<M>,
    C: Fn(F::Output) -> Given<T> + Send + Sync + 'static,
    T: IntoTerm + 'static,
{
    fn arity(&self) -> u8 {
        F::ARITY
    }

    fn at(self, home: Home) -> Box<dyn HostFunction> {
        Box::new(At { home, define: self })
    }
}

impl<M, F, C, T> HostFunction for At<Plain<M, F, C, T>>
where
    M: 'static,
    F: HostFn<M>,
    C: Fn(F::Output) -> Given<T> + Send + Sync + 'static,
    T: IntoTerm + 'static,
{
    fn call(&self, ctx: &mut Ctx<'_>) -> Outcome {
        let caller = Pid::of(ctx.process().pid, ctx.vm());
        let given = catch_unwind(AssertUnwindSafe(|| {
            let arguments = F::arguments(&ArgumentTerms(ctx));
            arguments.map(|arguments| {
                let context = || self.home.context(caller);
                let output = within_host(|| self.define.function.run(&context, arguments));
                (self.define.convert)(output)
            })
        }));
        conclude(ctx, &self.home, given)
    }
}

/// Ends the native as the closure ended: with a result, an exception, arguments that do not fit, or a panic.
#[inline]
fn conclude<T: IntoTerm>(
    ctx: &mut Ctx<'_>,
    home: &Home,
    given: std::thread::Result<Result<Given<T>, ConvertError>>,
) -> Outcome {
    match given {
        Ok(Ok(Ok(value))) => finish(ctx, home, &value),
        Ok(Ok(Err(raised))) => Err(raise(ctx, &raised)),
        Ok(Err(misfit)) => Err(raise(ctx, &bad_argument(home, &misfit))),
        Err(panic) => Err(raise(ctx, &panicked(&*panic))),
    }
}

/// The result, in the process's memory. Implementations of `IntoTerm` are the host's code too: they may panic.
fn finish<T: IntoTerm>(ctx: &mut Ctx<'_>, home: &Home, value: &T) -> Outcome {
    let words = catch_unwind(AssertUnwindSafe(|| value.words(&Sizer(ctx.vm()))));
    let words = match words {
        Ok(words) => words,
        Err(panic) => return Err(raise(ctx, &panicked(&*panic))),
    };
    let w = ctx.reserve(words)?;
    let writer = TermWriter {
        vm: w.vm(),
        writer: &w,
    };
    match catch_unwind(AssertUnwindSafe(|| value.write(&writer))) {
        Ok(Ok(built)) => w.done(built.0),
        Ok(Err(error)) => {
            let reason = format!("{}: result: {}", home.what, error.0);
            Err(raise(ctx, &Raised::error(tagged("badresult", reason))))
        }
        Err(panic) => Err(raise(ctx, &panicked(&*panic))),
    }
}

fn tagged(tag: &str, text: String) -> (Atom, String) {
    (Atom::from(tag), text)
}

#[cold]
fn bad_argument(home: &Home, misfit: &ConvertError) -> Raised {
    Raised::error(tagged("badarg", format!("{}, {misfit}", home.what)))
}

#[cold]
fn panicked(panic: &(dyn Any + Send)) -> Raised {
    let message = panic
        .downcast_ref::<&str>()
        .map(|text| text.to_string())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "unknown".to_string());
    Raised::error(tagged("panic", message))
}

#[cold]
fn raise(ctx: &mut Ctx<'_>, raised: &Raised) -> Raise {
    let class = match raised.class {
        Class::Error => RaisedClass::Error,
        Class::Exit => RaisedClass::Exit,
        Class::Throw => RaisedClass::Throw,
    };
    let build = |ctx: &mut Ctx<'_>| {
        let words = raised.reason.words(&Sizer(ctx.vm()));
        let w = ctx.reserve(words)?;
        let writer = TermWriter {
            vm: w.vm(),
            writer: &w,
        };
        match raised.reason.write(&writer) {
            Ok(reason) => Ok(w.raise_reason(class, reason.0).with_info(Info::None)),
            Err(_) => Err(Raise::SYSTEM_LIMIT),
        }
    };
    let built = catch_unwind(AssertUnwindSafe(|| build(ctx)));
    match built {
        Ok(Ok(raise) | Err(raise)) => raise,
        Err(_) => Raise::BADARG,
    }
}

struct Dynamic<F> {
    function: F,
    arity: u8,
}

impl<F> Define for Dynamic<F>
where
    F: Fn(&CallContext, &[Value]) -> Result<Value, Raised> + Send + Sync + 'static,
{
    fn arity(&self) -> u8 {
        self.arity
    }

    fn at(self, home: Home) -> Box<dyn HostFunction> {
        Box::new(At { home, define: self })
    }
}

impl<F> HostFunction for At<Dynamic<F>>
where
    F: Fn(&CallContext, &[Value]) -> Result<Value, Raised> + Send + Sync + 'static,
{
    fn call(&self, ctx: &mut Ctx<'_>) -> Outcome {
        let caller = Pid::of(ctx.process().pid, ctx.vm());
        let given = catch_unwind(AssertUnwindSafe(|| {
            let args = ArgumentTerms(ctx);
            let args = (0..usize::from(self.define.arity)).map(|i| args.get::<Value>(i));
            let args = args.collect::<Result<Vec<_>, _>>();
            args.map(|args| {
                let context = self.home.context(caller);
                within_host(|| (self.define.function)(&context, &args))
            })
        }));
        conclude(ctx, &self.home, given)
    }
}

struct Blocking<M, F, C, T> {
    function: Arc<F>,
    convert: C,
    types: PhantomData<fn(M) -> T>,
}

impl<M, F: HostFn<M>, C: Fn(F::Output) -> Given<T>, T> Blocking<M, F, C, T> {
    fn new(function: F, convert: C) -> Self {
        Blocking {
            function: Arc::new(function),
            convert,
            types: PhantomData,
        }
    }
}

impl<M, F, C, T> Define for Blocking<M, F, C, T>
where
    M: 'static,
    F: HostFn<M>,
    C: Fn(F::Output) -> Given<T> + Send + Sync + Copy + 'static,
    T: IntoTerm + Send + 'static,
{
    fn arity(&self) -> u8 {
        F::ARITY
    }

    fn at(self, home: Home) -> Box<dyn HostFunction> {
        Box::new(At { home, define: self })
    }
}

/// What the work gave, once it has.
type Place<T> = Arc<Mutex<Option<std::thread::Result<Given<T>>>>>;

impl<M, F, C, T> HostFunction for At<Blocking<M, F, C, T>>
where
    M: 'static,
    F: HostFn<M>,
    C: Fn(F::Output) -> Given<T> + Send + Sync + Copy + 'static,
    T: IntoTerm + Send + 'static,
{
    fn call(&self, ctx: &mut Ctx<'_>) -> Outcome {
        let caller = Pid::of(ctx.process().pid, ctx.vm());
        let arguments = catch_unwind(AssertUnwindSafe(|| F::arguments(&ArgumentTerms(ctx))));
        let arguments = match arguments {
            Ok(Ok(arguments)) => arguments,
            Ok(Err(misfit)) => return Err(raise(ctx, &bad_argument(&self.home, &misfit))),
            Err(panic) => return Err(raise(ctx, &panicked(&*panic))),
        };
        let (function, convert) = (self.define.function.clone(), self.define.convert);
        let home = self.home.clone();
        let frame = Blocked {
            place: Place::<T>::default(),
            home: home.clone(),
        };
        let (vm, place) = (ctx.vm().share(), frame.place.clone());
        ctx.vm().blocking().run(move || {
            let context = || home.context(caller);
            let work = || convert(function.run(&context, arguments));
            let given = catch_unwind(AssertUnwindSafe(work));
            *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(given);
            vm.wake(caller.pid);
        });
        ctx.wait(frame, &[])
    }
}

/// Waits for the pool.
struct Blocked<T> {
    place: Place<T>,
    home: Home,
}

impl<T: IntoTerm + Send + 'static> NativeFrame for Blocked<T> {
    fn resume(&mut self, ctx: &mut Ctx<'_>) -> Outcome {
        let mut place = self.place.lock().unwrap_or_else(PoisonError::into_inner);
        let given = place.take();
        drop(place);
        match given {
            None => ctx.again_waiting(&[]),
            Some(Ok(Ok(value))) => finish(ctx, &self.home, &value),
            Some(Ok(Err(raised))) => Err(raise(ctx, &raised)),
            Some(Err(panic)) => Err(raise(ctx, &panicked(&*panic))),
        }
    }
}
