//! Running a whole program: the boot module calls its main function and halts the VM at its end.

use crate::code::export::Mfa;
use crate::heap::Fragment;
use crate::host::HostError;
use crate::process::exit::Ended;
use crate::sync::plain::lock;
use crate::term::Term;
use crate::term::print::{Printer, Style};
use crate::vm::{Stream, Vm};
use std::sync::{Arc, PoisonError};

/// The library's module that runs programs, and its function.
const BOOT: (&str, &str) = ("purlin_boot", "main");

impl Vm {
    /// Is the function there to be called from outside its module?
    pub fn is_exported(&self, module: &str, name: &str, arity: u8) -> bool {
        let (Ok(module), Ok(name)) = (self.atom(module), self.atom(name)) else {
            return false;
        };
        let entry = self.exports().find(Mfa {
            module,
            name,
            arity,
        });
        entry.is_some_and(|entry| entry.cell().has_code())
    }

    /// Starts `module:name` as the program. `args`: none, or one argument, a list of strings. `halt`: the VM is halted when the
    /// function returns; when it fails, in any case.
    pub fn start_program(
        self: &Arc<Vm>,
        module: &str,
        name: &str,
        args: Option<&[String]>,
        halt: bool,
    ) -> Result<(), HostError> {
        let module = self.atom(module)?;
        let name = self.atom(name)?;
        let halt = self.atom(if halt { "true" } else { "false" })?;
        let texts = args.unwrap_or(&[]);
        let words = texts
            .iter()
            .map(|text| 2 * text.chars().count() + 2)
            .sum::<usize>();
        let boot_args = self.arguments(words + 8, |w| {
            let strings: Vec<Term<'_>> = texts.iter().map(|text| w.string(text)).collect();
            let arguments = match args {
                Some(_) => w.list(&[w.list(&strings)]),
                None => w.list(&[]),
            };
            vec![
                Term::atom(module),
                Term::atom(name),
                arguments,
                Term::atom(halt),
            ]
        })?;
        let vm = Arc::downgrade(self);
        let watcher = Box::new(move |ended| {
            let Some(vm) = vm.upgrade() else { return };
            match ended {
                Ended::Exit(reason) | Ended::Uncaught(_, reason) => vm.boot_failed(&reason),
                // Whoever waits for the program sees that the VM has stopped.
                Ended::Value(_) | Ended::Limit(_) | Ended::Stopped => {}
            }
        });
        self.spawn_watched(BOOT.0, BOOT.1, boot_args, watcher)?;
        Ok(())
    }

    /// The boot process ended without halting the VM: something the program needs is missing.
    fn boot_failed(&self, reason: &Fragment) {
        let reason = Printer::print(reason.root(), Style::Unicode, self);
        let text = format!("error: the program could not be run: {reason}\n");
        self.output().write(Stream::Err, text.as_bytes());
        self.halt(1);
    }

    /// Waits until somebody halts the VM; gives the status. Nothing: the VM was stopped.
    pub fn wait_for_halt(&self) -> Option<i32> {
        let mut halted = lock(&self.halted);
        loop {
            if halted.is_some() || self.is_stopping() {
                return *halted;
            }
            let left = self.time_left().unwrap_or(std::time::Duration::MAX);
            halted = self
                .halt_signal
                .wait_timeout(halted, left.min(std::time::Duration::from_secs(3600)))
                .unwrap_or_else(PoisonError::into_inner)
                .0;
            drop(halted);
            self.check_time();
            halted = lock(&self.halted);
        }
    }
}
