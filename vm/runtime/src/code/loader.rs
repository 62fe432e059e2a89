//! Module files to loaded modules: 1. names, 2. literals, 3. translation, 4. addresses, 5. publication (export cells and fun entries switch over).

use super::export::{EntryRef, Mfa};
use super::fun_entry::{FunKey, FunUse};
use super::module::{CodeSize, FunctionInfo, LineInfo, LoadedModule, ModuleFun, Rec};
use super::translate::{Names, RecDraft, TranslateError, Translated, Translator};
use crate::atom::{Atom, AtomError};
use crate::heap::OutOfMemory;
use crate::heap::literal::Region;
use crate::vm::Vm;
use purlin_isa::module::Module;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LoadError {
    Atom(AtomError),
    Memory,
    Translate(TranslateError),
    /// The module has an old version that is still to be purged.
    NotPurged,
    Invalid(String),
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LoadError::Atom(AtomError::TooLong) => f.write_str("an atom is too long"),
            LoadError::Atom(AtomError::TableFull) => f.write_str("the atom table is full"),
            LoadError::Memory => f.write_str("out of memory"),
            LoadError::Translate(TranslateError::TooLarge) => {
                f.write_str("a function is too large")
            }
            LoadError::Translate(TranslateError::BadModule(what)) => {
                write!(f, "bad module: {what}")
            }
            LoadError::NotPurged => f.write_str("the old version has not been purged"),
            LoadError::Invalid(what) => write!(f, "the module does not verify: {what}"),
        }
    }
}

impl std::error::Error for LoadError {}

impl From<AtomError> for LoadError {
    fn from(error: AtomError) -> LoadError {
        LoadError::Atom(error)
    }
}

impl From<OutOfMemory> for LoadError {
    fn from(_: OutOfMemory) -> LoadError {
        LoadError::Memory
    }
}

impl From<TranslateError> for LoadError {
    fn from(error: TranslateError) -> LoadError {
        LoadError::Translate(error)
    }
}

/// Loads a module: it is current from now on.
pub fn load(vm: &Vm, module: &Module) -> Result<Atom, LoadError> {
    let loaded = prepare(vm, module, false)?;
    let name = loaded.name;
    let _turn = vm.code().turn();
    if vm.code().has_old(name) && vm.code().is_loaded(name) {
        return Err(LoadError::NotPurged);
    }
    publish(vm, Arc::new(loaded));
    Ok(name)
}

/// Loads a module that was called and is not there, unless somebody else has meanwhile. One that stays is of the library: its literals are shared
/// for ever.
pub fn load_missing(vm: &Vm, module: &Module, stay: bool) -> Result<(), LoadError> {
    let loaded = prepare(vm, module, stay)?;
    let _turn = vm.code().turn();
    if !vm.code().is_loaded(loaded.name) {
        publish(vm, Arc::new(loaded));
    }
    Ok(())
}

/// What the names of a module lead to, and what it owns of that.
struct Resolved {
    names: Names,
    lambdas: Vec<FunUse>,
    region: Option<Region>,
}

fn resolve_names(vm: &Vm, module: &Module, stay: bool) -> Result<Resolved, LoadError> {
    let atoms = module
        .atoms
        .iter()
        .map(|text| vm.atom(text))
        .collect::<Result<Vec<Atom>, AtomError>>()?;
    let name = *atoms
        .first()
        .ok_or_else(|| LoadError::Invalid("no name".into()))?;
    let imports: Vec<EntryRef> = module
        .imports
        .iter()
        .map(|row| {
            vm.exports().get(Mfa {
                module: atoms[row.module.0 as usize],
                name: atoms[row.name.0 as usize],
                arity: row.arity,
            })
        })
        .collect();
    let lambdas: Vec<FunUse> = module
        .lambdas
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let key = FunKey {
                module: name,
                digest: module.digest,
                index: index as u32,
            };
            let function = &module.functions[row.function.0 as usize];
            vm.funs()
                .get(key, atoms[function.name.0 as usize], row.arity, row.n_free)
        })
        .collect::<Result<_, OutOfMemory>>()?;
    let (literals, region) = super::literal_pool::build(vm, &module.literals, &atoms, stay)?;
    let names = Names {
        atoms,
        literals,
        imports,
        lambdas: lambdas.iter().map(|lambda| lambda.fun).collect(),
    };
    Ok(Resolved {
        names,
        lambdas,
        region,
    })
}

/// A verified and loaded module that nobody can call yet.
fn prepare(vm: &Vm, module: &Module, stay: bool) -> Result<LoadedModule, LoadError> {
    purlin_isa::verify::verify(module).map_err(|error| LoadError::Invalid(error.to_string()))?;
    let Resolved {
        names,
        lambdas,
        region,
    } = resolve_names(vm, module, stay)?;
    let translated = Translator::new(module, &names).run()?;
    let functions: Box<[FunctionInfo]> = module
        .functions
        .iter()
        .zip(&translated.entries)
        .map(|(row, &entry)| FunctionInfo {
            name: names.atoms[row.name.0 as usize],
            arity: row.arity,
            exported: row.exported,
            entry,
            line: row.line,
            copy_of: row.copy_of.as_ref().map(|origin| Mfa {
                module: names.atoms[origin.module.0 as usize],
                name: names.atoms[origin.name.0 as usize],
                arity: origin.arity,
            }),
        })
        .collect();
    let exports = module
        .functions
        .iter()
        .enumerate()
        .filter(|(_, row)| row.exported)
        .map(|(index, row)| {
            let mfa = Mfa {
                module: names.atoms[0],
                name: names.atoms[row.name.0 as usize],
                arity: row.arity,
            };
            (index as u32, vm.exports().get(mfa))
        })
        .collect();
    let funs = module
        .lambdas
        .iter()
        .zip(lambdas)
        .map(|(row, fun)| ModuleFun {
            function: row.function.0,
            fun: fun.fun,
            _use: fun,
        })
        .collect();
    let mut loaded = LoadedModule {
        version: vm.code().new_version(),
        name: names.atoms[0],
        words: Box::default(),
        recs: Box::default(),
        live: translated.live.clone().into_boxed_slice(),
        functions,
        exports,
        funs,
        files: module.files.clone().into_boxed_slice(),
        lines: load_lines(module, &names),
        attributes: module
            .attributes
            .iter()
            .map(|(name, literal)| {
                (
                    names.atoms[name.0 as usize],
                    names.literals[literal.0 as usize],
                )
            })
            .collect(),
        records: module
            .records
            .iter()
            .map(|row| {
                (
                    names.literals[row.definition.0 as usize],
                    names.literals[row.defaults.0 as usize],
                )
            })
            .collect(),
        on_load: module.on_load.map(|function| function.0),
        digest: module.digest,
        docs: module.docs.clone().into_boxed_slice(),
        debug: module.debug.clone().into_boxed_slice(),
        literals: region,
        size: CodeSize::default(),
    };
    set_addresses(&mut loaded, translated);
    loaded.size = vm.code().charge(loaded.words_and_tables());
    Ok(loaded)
}

fn load_lines(module: &Module, names: &Names) -> Box<[LineInfo]> {
    let row = |row: &purlin_isa::module::LineRow| LineInfo {
        file: row.file,
        line: row.line,
        inlined: row.inlined.as_ref().map(|inlined| {
            let mfa = Mfa {
                module: names.atoms[inlined.module.0 as usize],
                name: names.atoms[inlined.name.0 as usize],
                arity: inlined.arity,
            };
            (mfa, inlined.caller)
        }),
    };
    module.lines.iter().map(row).collect()
}

/// Words and records get their places; records then point at words and words at records. The module pointer is set on publication.
fn set_addresses(loaded: &mut LoadedModule, translated: Translated) {
    let Translated {
        words,
        recs,
        rec_words,
        labels,
        ..
    } = translated;
    loaded.words = words.into_iter().map(AtomicU64::new).collect();
    let base = loaded.code();
    let live = loaded.live.as_ptr();
    let place = |draft: &RecDraft, index: usize| Rec {
        native: std::ptr::null(),
        pc: base.wrapping_add(draft.next),
        frame: draft.frame,
        n_live_y: draft.n_live_y,
        n_live_x: draft.n_live_x,
        live: live.wrapping_add(draft.live_start),
        handler: match draft.handler {
            Some(label) => base.wrapping_add(labels[label.0 as usize]),
            None => std::ptr::null(),
        },
        module: std::ptr::null(),
        function: draft.function,
        line: draft.line,
        index: index as u32,
    };
    loaded.recs = recs
        .iter()
        .enumerate()
        .map(|(index, draft)| place(draft, index))
        .collect();
    for (at, rec) in rec_words {
        *loaded.words[at].get_mut() = &raw const loaded.recs[rec as usize] as u64;
    }
}

/// The module becomes current: its records know it, its exports and funs lead to it, exports of the version before that it lacks lead nowhere.
/// The caller has its turn (`CodeServer::turn`).
fn publish(vm: &Vm, mut module: Arc<LoadedModule>) {
    let address: *const LoadedModule = Arc::as_ptr(&module);
    if let Some(module) = Arc::get_mut(&mut module) {
        for rec in &mut module.recs {
            rec.module = address;
        }
    }
    let before = vm.code().current(module.name);
    vm.tracing().points.forget_module(module.name);
    vm.code().publish(module.clone());
    if module.on_load.is_none() {
        switch(&module, before.as_deref());
    }
}

/// The exports of `module` lead nowhere.
pub fn unlink(module: &LoadedModule) {
    for (_, entry) in &module.exports {
        if entry.cell().native.is_none() {
            entry.cell().clear();
        }
    }
}

/// The module's `on_load` has ended well: the module may be called.
pub fn switch_loaded(vm: &Vm, name: Atom) {
    let _turn = vm.code().turn();
    if let Some(module) = vm.code().end_on_load(name) {
        let before = vm.code().versions_of(name).old;
        switch(&module, before.as_deref());
    }
}

/// Export cells and fun entries lead to `module` from now on.
fn switch(module: &LoadedModule, before: Option<&LoadedModule>) {
    module.link_funs();
    let version = purlin_isa::module::version_of(&module.digest);
    for &(function, entry) in &module.exports {
        if entry.cell().native.is_none() {
            let code = module.entry_of(function);
            entry.cell().set_version(code, version);
        }
    }
    for (_, old) in before.iter().flat_map(|before| &before.exports) {
        let still = module.exports.iter().any(|(_, entry)| entry == old);
        if !still && old.cell().native.is_none() {
            old.cell().clear();
        }
    }
}
