//! Rust values that terms hold.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use purlin_runtime::heap::offheap::ResourceRef;
use purlin_runtime::heap::writer::RESOURCE_WORDS;
use purlin_runtime::term::RefId;

use crate::convert::{
    Built, ConvertError, FromTerm, IntoTerm, Sizer, TermRef, TermWriter, WriteError,
};

/// A Rust value that Erlang code holds as a reference. It is dropped when neither a term nor the host holds it any more.
///
/// ```
/// use std::sync::atomic::{AtomicU64, Ordering};
/// use purlin::{Resource, Vm};
///
/// let vm = Vm::new()?;
/// vm.module("counter")
///     .function("new", || Resource::new(AtomicU64::new(0)))?
///     .function("next", |c: Resource<AtomicU64>| c.fetch_add(1, Ordering::Relaxed) + 1)?;
/// vm.load("-module(m). -export([f/0]).
///          f() -> C = counter:new(), counter:next(C), true = is_reference(C), counter:next(C).")?;
/// assert_eq!(vm.call::<u64>("m", "f", ())?, 2);
/// # Ok::<(), purlin::Error>(())
/// ```
pub struct Resource<T> {
    held: ResourceRef,
    value: PhantomData<T>,
}

/// What the machine holds.
struct Holder<T> {
    /// There until it is dropped.
    value: Option<T>,
    /// The reference it is as a term, once it is one.
    id: OnceLock<RefId>,
}

impl<T> Drop for Holder<T> {
    fn drop(&mut self) {
        let value = self.value.take();
        // The machine may be the one that drops it, in the middle of a collection: a panic of the host's must not end that.
        let _ = catch_unwind(AssertUnwindSafe(|| drop(value)));
    }
}

impl<T: Send + Sync + 'static> Resource<T> {
    /// A resource holding the value.
    pub fn new(value: T) -> Resource<T> {
        Resource::with_size(value, size_of::<T>())
    }

    /// The same; `bytes` is what the value takes in all. The collector collects earlier in processes that hold much.
    pub fn with_size(value: T, bytes: usize) -> Resource<T> {
        let holder = Holder {
            value: Some(value),
            id: OnceLock::new(),
        };
        Resource {
            held: ResourceRef::new(Box::new(holder), bytes),
            value: PhantomData,
        }
    }

    fn holder(&self) -> &Holder<T> {
        let value = &self.held.get().value;
        match value.downcast_ref() {
            Some(holder) => holder,
            None => unreachable!("both constructors looked at the type"),
        }
    }
}

impl<T: Send + Sync + 'static> Deref for Resource<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.holder().value {
            Some(value) => value,
            None => unreachable!("the value is there until the holder is dropped"),
        }
    }
}

impl<T> Clone for Resource<T> {
    fn clone(&self) -> Self {
        Resource {
            held: self.held.clone(),
            value: PhantomData,
        }
    }
}

impl<T: fmt::Debug + Send + Sync + 'static> fmt::Debug for Resource<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Resource").field(&**self).finish()
    }
}

impl<T: Send + Sync + 'static> IntoTerm for Resource<T> {
    fn words(&self, _: &Sizer<'_>) -> usize {
        RESOURCE_WORDS
    }

    fn write<'w>(&self, writer: &TermWriter<'_, 'w>) -> Result<Built<'w>, WriteError> {
        let id = self.holder().id.get_or_init(|| writer.vm.host_ref_id());
        Ok(Built(writer.writer.resource(self.held.clone(), *id)))
    }
}

impl<T: Send + Sync + 'static> FromTerm for Resource<T> {
    fn from_term(term: TermRef<'_>) -> Result<Resource<T>, ConvertError> {
        let held = term.term.as_reference().and_then(|r| r.resource());
        match held.filter(|resource| resource.value.is::<Holder<T>>()) {
            Some(resource) => Ok(Resource {
                held: ResourceRef::share(resource),
                value: PhantomData,
            }),
            None => {
                let what = format!("a resource of type {}", std::any::type_name::<T>());
                Err(ConvertError::expected(&what, term))
            }
        }
    }
}
