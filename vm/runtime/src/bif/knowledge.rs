//! The VM as what printing, hashing and the external term format ask: texts of atoms, what a fun is, which node this is.
#![expect(
    unsafe_code,
    reason = "reads and makes funs, which hold addresses of entries and cells of the Vm"
)]

use crate::atom::{Atom, atoms};
use crate::code::export::Mfa;
use crate::code::fun_entry::{FunKey, FunRef};
use crate::heap::Writer;
use crate::term::external::decode::{FunToken, Library};
use crate::term::lexicon::{FunFacts, Lexicon, NodeFacts};
use crate::term::{LocalFun, LocalPid, Term};
use crate::vm::Vm;

/// The entry of a fun of this VM.
pub fn entry_of(fun: LocalFun<'_>) -> FunRef {
    // SAFETY: a local fun holds the address of an entry of its Vm, which lives as long as the Vm.
    unsafe { FunRef::from_address(fun.entry()) }
}

fn node() -> NodeFacts {
    NodeFacts {
        name: atoms::NONODE_NOHOST,
        creation: 0,
    }
}

impl Lexicon for Vm {
    fn atom_text(&self, atom: Atom) -> &str {
        self.heap_shared().atoms.text(atom)
    }

    fn local_fun(&self, fun: LocalFun<'_>) -> FunFacts {
        let entry = entry_of(fun).entry();
        FunFacts {
            module: entry.key.module,
            function: entry.name,
            index: entry.key.index,
            old_uniq: old_uniq(&entry.key),
            digest: entry.key.digest,
        }
    }

    fn node(&self) -> NodeFacts {
        node()
    }
}

/// 27 bits of the digest: what is printed, and hashed.
pub fn old_uniq(key: &FunKey) -> u32 {
    let [a, b, c, d, ..] = key.digest;
    u32::from_be_bytes([a, b, c, d]) & 0x07ff_ffff
}

impl Library for Vm {
    fn node(&self) -> NodeFacts {
        node()
    }

    fn external_fun<'w>(&self, w: &Writer<'w>, module: Atom, name: Atom, arity: u8) -> Term<'w> {
        let cell = self.exports().get(Mfa {
            module,
            name,
            arity,
        });
        // SAFETY: the cell of that function of this Vm.
        unsafe { w.external_fun(cell.as_ptr() as usize, module, name, arity) }
    }

    fn is_known_function(&self, module: Atom, name: Atom, arity: u8) -> bool {
        self.exports()
            .find(Mfa {
                module,
                name,
                arity,
            })
            .is_some_and(|cell| cell.cell().is_defined())
    }

    fn local_fun<'w>(
        &self,
        w: &Writer<'w>,
        fun: &FunToken,
        module: Atom,
        free: &[Term<'w>],
    ) -> Option<Term<'w>> {
        let key = FunKey {
            module,
            digest: fun.digest,
            index: fun.index,
        };
        let entry = self.funs().find(&key)?;
        let fits =
            entry.entry().arity == fun.arity && usize::from(entry.entry().n_free) == free.len();
        let creator = fun.creator.unwrap_or(LocalPid::new(0));
        // SAFETY: an entry of this Vm, whose arity and number of free variables were compared.
        fits.then(|| unsafe { w.fun(entry.address(), fun.arity, creator, free) })
    }
}
