//! Standard output and error of a machine whose user may be typing: while a line is edited, output is collected into whole lines
//! and handed to the editor, which prints them above the line; otherwise it goes straight out.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use purlin::{Input, Output, Stream};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::time::Timespec;

#[derive(Default)]
pub struct Screen {
    editing: AtomicBool,
    /// Output that arrived while a line was edited and is not with the editor yet.
    waiting: Mutex<Vec<u8>>,
    above: OnceLock<SyncSender<String>>,
}

impl Screen {
    /// Where lines above the one being edited go.
    pub fn print_above(&self, sender: SyncSender<String>) {
        let _ = self.above.set(sender);
    }

    pub fn editing(&self, on: bool) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        self.editing.store(on, Ordering::SeqCst);
        if !on && !waiting.is_empty() {
            straight(Stream::Out, &waiting);
            waiting.clear();
        }
    }

    pub fn columns(&self) -> u16 {
        crossterm::terminal::size().map_or(80, |(columns, _)| columns.max(20))
    }

    /// The terminal as it was before a line was edited.
    pub fn restore(&self) {
        if self.editing.load(Ordering::SeqCst) {
            // If the terminal is gone there is nothing to restore.
            let _ = crossterm::terminal::disable_raw_mode();
            let _ = crossterm::execute!(
                std::io::stdout(),
                crossterm::event::DisableBracketedPaste,
                crossterm::cursor::Show
            );
            println!();
        }
    }

    /// Hands whole lines to the editor, as far as it takes them.
    fn hand_over(&self, waiting: &mut Vec<u8>) {
        let Some(sender) = self.above.get() else {
            return;
        };
        while let Some(end) = waiting.iter().position(|byte| *byte == b'\n') {
            let line = String::from_utf8_lossy(&waiting[..end]).into_owned();
            if sender.try_send(line).is_err() {
                return;
            }
            waiting.drain(..=end);
        }
    }
}

fn straight(stream: Stream, bytes: &[u8]) {
    // A terminal that is gone cannot be told about it.
    let _ = match stream {
        Stream::Out => {
            let mut out = std::io::stdout().lock();
            out.write_all(bytes).and_then(|()| out.flush())
        }
        Stream::Err => std::io::stderr().write_all(bytes),
    };
}

/// Standard input of programs: lines of the terminal, while no command is edited (the editor reads then).
pub struct FromScreen(pub std::sync::Arc<Screen>);

/// How often to look whether a command is being edited.
const TURN: Duration = Duration::from_millis(50);

impl Input for FromScreen {
    fn read(&self, bytes: &mut [u8]) -> std::io::Result<usize> {
        let stdin = std::io::stdin();
        loop {
            if self.0.editing.load(Ordering::SeqCst) {
                std::thread::sleep(TURN);
                continue;
            }
            let wait = Timespec {
                tv_sec: 0,
                tv_nsec: TURN.as_nanos() as i64,
            };
            let mut asked = [PollFd::new(&stdin, PollFlags::IN)];
            let is_ready = poll(&mut asked, Some(&wait)).is_ok_and(|ready| ready > 0);
            if is_ready && !self.0.editing.load(Ordering::SeqCst) {
                return Ok(rustix::io::read(&stdin, bytes)?);
            }
        }
    }
}

/// What the machine writes to.
pub struct ToScreen(pub std::sync::Arc<Screen>);

impl Output for ToScreen {
    fn write(&self, stream: Stream, bytes: &[u8]) {
        let screen = &self.0;
        let mut waiting = screen
            .waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if screen.editing.load(Ordering::SeqCst) {
            waiting.extend_from_slice(bytes);
            screen.hand_over(&mut waiting);
        } else {
            drop(waiting);
            straight(stream, bytes);
        }
    }

    fn size(&self, _: Stream) -> Option<(u16, u16)> {
        crossterm::terminal::size().ok()
    }
}
