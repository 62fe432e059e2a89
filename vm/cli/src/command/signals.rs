//! Signals to a running program: SIGTERM asks it to stop in order, SIGINT and a second SIGTERM end it at once.

use std::sync::Arc;
use std::thread;

use purlin::Vm;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::status;

pub fn watch(vm: &Arc<Vm>) {
    // Without the handlers signals do what they do anyway.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else {
        return;
    };
    let vm = Arc::downgrade(vm);
    thread::spawn(move || {
        let mut is_stopping = false;
        for signal in signals.forever() {
            match (signal, vm.upgrade()) {
                (SIGTERM, Some(vm)) if !is_stopping => {
                    is_stopping = true;
                    thread::spawn(move || {
                        // If even that cannot be called, the program is cut short.
                        if vm.call_with_bytes("shell", "leave", &[]).is_err() {
                            std::process::exit(status::TERMINATED);
                        }
                    });
                }
                (SIGTERM, _) => std::process::exit(status::TERMINATED),
                _ => std::process::exit(status::INTERRUPTED),
            }
        }
    });
}
