//! Parse transforms for sources that the host compiles: a machine of its own runs them.
//!
//! The machine that a program runs in may be waiting for the very module that is compiled, so it cannot run them. The
//! second one is made when the first transform is wanted, with the same module paths, and serves until the compiler is
//! dropped: its main process (`purlin_transform:serve/0`) asks for work through the compiler service and waits there.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use purlin_compiler::ast::term_tree::TermTree;
use purlin_compiler::diagnostics::diagnostic::Severity;
use purlin_compiler::driver::transform::{FormTransform, Reported, Request, Transformed};
use purlin_runtime::code::compiler::CompilerService;
use purlin_runtime::vm::{Capabilities, Config, Vm};

use crate::compile::Compiler;
use crate::loader::Loader;
use crate::output::Standard;
use crate::service::Service;
use crate::term_bytes;

/// Transforms whose modules need transforms, whose modules...
const MAX_NESTING: u8 = 4;

/// How often it is looked whether the machine still lives.
const PULSE: Duration = Duration::from_millis(50);

/// What the machine is to be like.
#[derive(Clone)]
pub struct Settings {
    pub paths: Vec<PathBuf>,
    pub include: Vec<PathBuf>,
    pub capabilities: Capabilities,
    /// What transforms print is seen.
    pub prints: bool,
    /// Compile their modules without optimisations.
    pub unoptimized: bool,
}

/// The machine, once there is one.
pub struct Transforms {
    settings: Settings,
    /// How many compilers wait for this one.
    nesting: u8,
    machine: Mutex<Option<Machine>>,
}

struct Job {
    request: Vec<u8>,
    reply: Sender<Vec<u8>>,
}

struct Machine {
    vm: Arc<Vm>,
    /// None once it is to end.
    jobs: Option<Sender<Job>>,
}

impl Drop for Machine {
    fn drop(&mut self) {
        // The main process stops waiting.
        self.jobs = None;
        self.vm.shutdown();
    }
}

/// The compiler service of such a machine: the usual one, and the queue of work.
struct Queue {
    jobs: Mutex<Receiver<Job>>,
    current: Mutex<Option<Sender<Vec<u8>>>>,
}

impl CompilerService for Queue {
    fn request(&self, what: &str, args: &[u8], capabilities: Capabilities) -> Option<Vec<u8>> {
        match what {
            "next_transform" => {
                let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
                let Ok(job) = jobs.recv() else {
                    return term_bytes::encode(&TermTree::atom("stop"));
                };
                *self.current() = Some(job.reply);
                Some(job.request)
            }
            "end_transform" => {
                let reply = self.current().take()?;
                // Nobody waits for it any more: no matter.
                let _ = reply.send(args.to_vec());
                term_bytes::encode(&TermTree::atom("ok"))
            }
            _ => Service.request(what, args, capabilities),
        }
    }
}

impl Queue {
    fn current(&self) -> std::sync::MutexGuard<'_, Option<Sender<Vec<u8>>>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transforms {
    pub fn new(settings: Settings) -> Transforms {
        Transforms {
            settings,
            nesting: 0,
            machine: Mutex::new(None),
        }
    }

    /// For the modules of transforms themselves.
    fn inner(&self) -> Transforms {
        Transforms {
            nesting: self.nesting + 1,
            ..Transforms::new(self.settings.clone())
        }
    }

    fn boot(&self) -> Option<Machine> {
        let (jobs, queue) = channel();
        let service = Queue {
            jobs: Mutex::new(queue),
            current: Mutex::new(None),
        };
        let compiler = Compiler {
            include: self.settings.include.clone(),
            unoptimized: self.settings.unoptimized,
            transforms: self.inner(),
        };
        let mut config = Config {
            n_workers: 1,
            capabilities: self.settings.capabilities,
            loader: Some(Box::new(Loader {
                host: None,
                paths: self.settings.paths.clone(),
                compiler: Arc::new(compiler),
            })),
            compiler: Some(Arc::new(service)),
            ..Config::default()
        };
        if self.settings.prints {
            config.output = Arc::new(Standard);
        }
        let vm = Vm::new(config).ok()?;
        vm.start_program("purlin_transform", "serve", None, true)
            .ok()?;
        Some(Machine {
            vm,
            jobs: Some(jobs),
        })
    }

    /// The answer of the machine to a request; nothing when it died over it.
    fn ask(&self, request: Vec<u8>) -> Option<Vec<u8>> {
        let mut machine = self.machine.lock().unwrap_or_else(PoisonError::into_inner);
        if machine.is_none() {
            *machine = self.boot();
        }
        let live = machine.as_ref()?;
        let (reply, answer) = channel();
        live.jobs.as_ref()?.send(Job { request, reply }).ok()?;
        loop {
            match answer.recv_timeout(PULSE) {
                Ok(bytes) => return Some(bytes),
                Err(_) if live.vm.halt_status().is_some() => {
                    *machine = None;
                    return None;
                }
                Err(_) => {}
            }
        }
    }
}

impl FormTransform for Transforms {
    fn transform(&self, request: Request) -> Transformed {
        let failed = |text: &str| Transformed {
            forms: None,
            problems: vec![Reported {
                severity: Severity::Error,
                file: request.file.clone(),
                location: TermTree::atom("none"),
                module: "compile".to_owned(),
                descriptor: TermTree::atom("parse_transform"),
                text: text.to_owned(),
            }],
        };
        if self.nesting >= MAX_NESTING {
            return failed("parse transforms need each other to be compiled");
        }
        let transforms = request.transforms.iter().map(|name| TermTree::atom(name));
        let parts = [
            TermTree::chars(&request.file),
            TermTree::list(transforms),
            TermTree::list(request.forms),
        ];
        let Some(request) = term_bytes::encode(&TermTree::tuple(parts)) else {
            return failed("the forms are too large for a parse transform");
        };
        let answer = self.ask(request);
        let answer = answer.and_then(|bytes| term_bytes::decode(&bytes));
        match answer.and_then(|(term, _)| answered(&term)) {
            Some(transformed) => transformed,
            None => failed("the parse transforms gave no answer"),
        }
    }
}

/// `{Forms | none, [{error | warning, File, Location, Module, Descriptor, Text}]}`.
fn answered(term: &TermTree) -> Option<Transformed> {
    let [forms, problems] = term.as_tuple()? else {
        return None;
    };
    let problems = crate::service::elements(problems)?;
    Some(Transformed {
        forms: match forms.as_atom() {
            Some(_) => None,
            None => Some(crate::service::elements(forms)?),
        },
        problems: problems.iter().map(reported).collect::<Option<_>>()?,
    })
}

fn reported(term: &TermTree) -> Option<Reported> {
    let [severity, file, location, module, descriptor, text] = term.as_tuple()? else {
        return None;
    };
    Some(Reported {
        severity: match severity.as_atom()? {
            "error" => Severity::Error,
            _ => Severity::Warning,
        },
        file: crate::service::text_value(file)?,
        location: location.clone(),
        module: module.as_atom()?.to_owned(),
        descriptor: descriptor.clone(),
        text: crate::service::text_value(text)?,
    })
}
