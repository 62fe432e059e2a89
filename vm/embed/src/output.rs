//! Standard output and error of the host process as a machine's streams.

use std::io::{ErrorKind, Write};

use purlin_runtime::vm::{Output, Stream};

/// Writes through. A closed pipe ends the process quietly, as programs in pipelines do.
pub struct Standard;

impl Output for Standard {
    fn write(&self, stream: Stream, bytes: &[u8]) {
        let outcome = match stream {
            Stream::Out => std::io::stdout().write_all(bytes),
            Stream::Err => std::io::stderr().write_all(bytes),
        };
        if let (Stream::Out, Err(error)) = (stream, outcome)
            && error.kind() == ErrorKind::BrokenPipe
        {
            std::process::exit(0);
        }
    }

    fn flush(&self) {
        // A failure here has nobody left to be told.
        let _ = std::io::stdout().flush();
    }
}
