//! The module table: which versions of which modules there are, and where missing ones come from.
//!
//! A module has at most a current and an old version. Loading makes the current one old; the old one must have been purged before.
//! A version's words, records and literals stay until it is purged and nobody has anything of it (reclaim.rs).

use super::module::{CodeSize, LoadedModule, SiteId};
use super::purge::Sweep;
use super::reclaim::Reclaim;
use crate::atom::Atom;
use crate::sync::plain::{lock, read, write};
use crate::term::LocalPid;
use purlin_isa::module::Module;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, RwLock};

/// Asked for modules that are called and not there. May block: not asked on a worker's hot path.
pub trait ModuleLoader: Send + Sync {
    /// The module of that name, if there is one.
    fn load(&self, name: &str) -> Option<Result<Found, String>>;
}

/// A module to be loaded.
pub struct Found {
    pub module: Arc<Module>,
    /// It is of the library, loaded once: its literals are shared by everything for ever.
    pub stays: bool,
}

/// How far an `on_load` function is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pending {
    /// The first call of the module runs it.
    Waiting,
    Running,
}

#[derive(Default, Clone)]
pub struct Versions {
    pub current: Option<Arc<LoadedModule>>,
    pub old: Option<Arc<LoadedModule>>,
    /// Of the library: cannot be replaced.
    pub sticky: bool,
    /// Its `on_load` function has not said yes yet.
    pub pending: Option<Pending>,
    /// The `on_load` function of the version that was loaded last said no.
    pub on_load_failed: bool,
    /// Where the current version was loaded from.
    pub file: Option<Arc<str>>,
}

#[derive(Default)]
pub struct CodeServer {
    /// Held from when a module becomes current until its exports lead to it.
    publishing: Mutex<()>,
    modules: Mutex<BTreeMap<Atom, Versions>>,
    /// By version number, but for purged ones.
    versions: RwLock<BTreeMap<u32, Arc<LoadedModule>>>,
    next_version: AtomicU32,
    /// Bytes of code.
    bytes: Arc<AtomicUsize>,
    pub(super) reclaim: Reclaim,
    /// Purges under way, by version.
    sweeps: Mutex<BTreeMap<u32, Sweep>>,
}

impl CodeServer {
    pub fn versions_of(&self, module: Atom) -> Versions {
        self.lock().get(&module).cloned().unwrap_or_default()
    }

    pub fn current(&self, module: Atom) -> Option<Arc<LoadedModule>> {
        self.lock().get(&module)?.current.clone()
    }

    pub fn is_loaded(&self, module: Atom) -> bool {
        self.lock()
            .get(&module)
            .is_some_and(|versions| versions.current.is_some())
    }

    pub fn has_old(&self, module: Atom) -> bool {
        self.lock()
            .get(&module)
            .is_some_and(|versions| versions.old.is_some())
    }

    pub fn loaded(&self) -> Vec<Atom> {
        let modules = self.lock();
        let loaded = modules.iter().filter(|entry| entry.1.current.is_some());
        loaded.map(|entry| *entry.0).collect()
    }

    /// A number for a version that is being loaded.
    pub fn new_version(&self) -> u32 {
        self.next_version.fetch_add(1, Ordering::Relaxed)
    }

    /// So many bytes of code are there as long as what this gives.
    pub(super) fn charge(&self, bytes: usize) -> CodeSize {
        CodeSize::of(bytes, &self.bytes)
    }

    /// Bytes of code, literals not counted.
    pub fn bytes(&self) -> usize {
        self.bytes.load(Ordering::Relaxed)
    }

    /// While this is held nobody else publishes a module: whoever finds one loaded and has had a turn finds its exports, too.
    pub(crate) fn turn(&self) -> MutexGuard<'_, ()> {
        lock(&self.publishing)
    }

    /// Is it there, its exports too? (Those of a module whose `on_load` has not ended lead nowhere yet.)
    pub fn is_published(&self, module: Atom) -> bool {
        self.is_loaded(module) && {
            drop(self.turn());
            true
        }
    }

    /// The version is complete; it becomes current, what was current becomes old. Gives the version that was old.
    pub fn publish(&self, module: Arc<LoadedModule>) -> Option<Arc<LoadedModule>> {
        write(&self.versions).insert(module.version, module.clone());
        let mut modules = self.lock();
        let versions = modules.entry(module.name).or_default();
        versions.pending = module.on_load.map(|_| Pending::Waiting);
        versions.on_load_failed = false;
        versions.file = None;
        let previous = versions.current.replace(module);
        match previous {
            Some(previous) => versions.old.replace(previous),
            None => None,
        }
    }

    pub fn set_file(&self, module: Atom, file: String) {
        if let Some(versions) = self.lock().get_mut(&module) {
            versions.file = Some(file.into());
        }
    }

    pub fn pending(&self, module: Atom) -> Option<Pending> {
        self.lock().get(&module)?.pending
    }

    /// The caller runs the `on_load` function of the module; false: somebody does already, or has.
    pub fn claim_on_load(&self, module: Atom) -> bool {
        let mut modules = self.lock();
        match modules.get_mut(&module) {
            Some(versions) if versions.pending == Some(Pending::Waiting) => {
                versions.pending = Some(Pending::Running);
                true
            }
            _ => false,
        }
    }

    /// The `on_load` function has said yes: the module that calls may lead to.
    pub fn end_on_load(&self, module: Atom) -> Option<Arc<LoadedModule>> {
        let mut modules = self.lock();
        let versions = modules.get_mut(&module)?;
        versions.pending = None;
        versions.on_load_failed = false;
        versions.current.clone()
    }

    /// It has said no: the version before is current again. Gives the one that is not; frames of the function may still be walked.
    pub fn fail_on_load(&self, module: Atom) -> Option<Arc<LoadedModule>> {
        let mut modules = self.lock();
        let versions = modules.get_mut(&module)?;
        versions.pending.take()?;
        versions.on_load_failed = true;
        let before = versions.old.take();
        std::mem::replace(&mut versions.current, before)
    }

    /// `code:delete/1`: current becomes old.
    pub fn retire(&self, module: Atom) -> Option<Arc<LoadedModule>> {
        let mut modules = self.lock();
        let versions = modules.get_mut(&module)?;
        let current = versions.current.take()?;
        versions.old = Some(current.clone());
        Some(current)
    }

    /// Forgets the old version: nobody uses it any more.
    pub fn drop_old(&self, module: Atom) -> Option<Arc<LoadedModule>> {
        let mut modules = self.lock();
        let old = modules.get_mut(&module)?.old.take()?;
        self.forget(old.version);
        Some(old)
    }

    /// Traces name nothing of that version any more.
    pub(super) fn forget(&self, version: u32) {
        write(&self.versions).remove(&version);
    }

    pub fn version(&self, site: SiteId) -> Option<Arc<LoadedModule>> {
        let versions = read(&self.versions);
        versions.get(&site.version()).cloned()
    }

    /// The function whose code holds the address.
    pub fn function_at(&self, pc: *const u64) -> Option<super::export::Mfa> {
        let (module, function) = self.function_of(pc)?;
        Some(module.mfa_of(function))
    }

    /// The same, as module and index of the function.
    pub fn function_of(&self, pc: *const u64) -> Option<(Arc<LoadedModule>, u32)> {
        let versions = read(&self.versions);
        let module = versions.values().find(|module| module.contains(pc))?;
        let word = (pc as usize - module.words.as_ptr() as usize) / size_of::<u64>();
        let functions = module.functions.iter().enumerate();
        let (function, _) = functions
            .filter(|(_, f)| f.entry as usize <= word)
            .max_by_key(|(_, f)| f.entry)?;
        Some((module.clone(), function as u32))
    }

    /// All versions that have not been purged.
    pub fn all_versions(&self) -> Vec<Arc<LoadedModule>> {
        read(&self.versions).values().cloned().collect()
    }

    pub fn version_number(&self, number: u32) -> Option<Arc<LoadedModule>> {
        let versions = read(&self.versions);
        versions.get(&number).cloned()
    }

    /// A purge begins: so many answers are waited for.
    pub fn begin_sweep(&self, sweep: Sweep) {
        let mut sweeps = lock(&self.sweeps);
        sweeps.insert(sweep.version, sweep);
    }

    /// Gives the asker once all have answered.
    pub fn answer_sweep(&self, version: u32, pid: LocalPid, uses: bool) -> Option<LocalPid> {
        let mut sweeps = lock(&self.sweeps);
        let sweep = sweeps.get_mut(&version)?;
        sweep.waiting = sweep.waiting.saturating_sub(1);
        if uses {
            sweep.users.push(pid);
        }
        (sweep.waiting == 0).then_some(sweep.asker)
    }

    /// The users of the version, once all have answered.
    pub fn end_sweep(&self, version: u32) -> Option<Vec<LocalPid>> {
        let mut sweeps = lock(&self.sweeps);
        if sweeps.get(&version)?.waiting > 0 {
            return None;
        }
        sweeps.remove(&version).map(|sweep| sweep.users)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<Atom, Versions>> {
        lock(&self.modules)
    }
}
