//! Standard output and error of the host process as a machine's streams.
//!
//! Nothing is kept back: what was written has reached the system, so there is nothing to lose at the end. A worker writes only as much as
//! a pipe or terminal takes at once; the rest is written elsewhere, see `Output::try_write`.

use std::io::{ErrorKind, IsTerminal};
use std::os::fd::{AsFd, BorrowedFd};

use purlin_runtime::vm::{Output, Stream};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::time::Timespec;

/// Writes through. A closed pipe ends the process quietly, as programs in pipelines do.
pub struct Standard;

/// What a pipe that can be written to takes without waiting.
const AT_ONCE: usize = 4096;

const NOW: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 0,
};

impl Output for Standard {
    fn write(&self, stream: Stream, bytes: &[u8]) {
        let mut left = bytes;
        while !left.is_empty() {
            left = &left[with_fd(stream, |fd| step(stream, fd, left))..];
        }
    }

    fn try_write(&self, stream: Stream, bytes: &[u8]) -> usize {
        with_fd(stream, |fd| {
            let mut taken = 0;
            while taken < bytes.len() && takes_more(fd) {
                let end = bytes.len().min(taken + AT_ONCE);
                taken += step(stream, fd, &bytes[taken..end]);
            }
            taken
        })
    }

    fn size(&self, stream: Stream) -> Option<(u16, u16)> {
        with_fd(stream, |fd| {
            let size = rustix::termios::tcgetwinsize(fd).ok()?;
            (fd.is_terminal() && size.ws_col > 0).then_some((size.ws_col, size.ws_row))
        })
    }
}

fn with_fd<T>(stream: Stream, work: impl FnOnce(BorrowedFd<'_>) -> T) -> T {
    match stream {
        Stream::Out => work(std::io::stdout().as_fd()),
        Stream::Err => work(std::io::stderr().as_fd()),
    }
}

fn takes_more(fd: BorrowedFd<'_>) -> bool {
    let mut asked = [PollFd::from_borrowed_fd(fd, PollFlags::OUT)];
    poll(&mut asked, Some(&NOW)).is_ok_and(|ready| ready > 0)
}

/// One write. An error of the stream itself cannot be told to anybody: the bytes count as written.
fn step(stream: Stream, fd: BorrowedFd<'_>, bytes: &[u8]) -> usize {
    match rustix::io::write(fd, bytes) {
        Ok(n) => n,
        Err(Errno::INTR) => 0,
        Err(Errno::AGAIN) => {
            let mut asked = [PollFd::from_borrowed_fd(fd, PollFlags::OUT)];
            // Tried again in any case.
            let _ = poll(&mut asked, None);
            0
        }
        Err(error) => {
            if stream == Stream::Out && std::io::Error::from(error).kind() == ErrorKind::BrokenPipe
            {
                std::process::exit(0);
            }
            bytes.len()
        }
    }
}
