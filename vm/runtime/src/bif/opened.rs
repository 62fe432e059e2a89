//! What an opened file stands on: a file of the system, or bytes in memory (modes `ram` and `compressed`).
//!
//! A compressed file that is read is unpacked when it is opened; one that is written is packed into the system's file when it is closed, or
//! with the last copy of its handle. Bytes in memory count as the VM's, and there are at most `MOST` of them. What the modes of one in
//! memory forbid is refused here; the system does it for its own.

use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::FileExt;
use std::sync::Arc;

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;

use crate::heap::Account;

/// Most bytes of a file in memory.
const MOST: u64 = 1 << 31;

pub(super) enum Opened {
    System(File),
    Memory(InMemory),
}

pub(super) struct InMemory {
    bytes: Vec<u8>,
    /// Where the next byte is read or written; it may be beyond the end.
    at: u64,
    reads: bool,
    writes: bool,
    /// Gets the bytes, packed, in the end. Such a file only goes on, never back.
    packed: Option<File>,
    account: Arc<Account>,
    /// What was taken from the account.
    charged: usize,
}

fn refused(code: i32) -> io::Error {
    io::Error::from_raw_os_error(code)
}

impl Opened {
    /// A copy of the bytes.
    pub(super) fn ram(
        bytes: &[u8],
        reads: bool,
        writes: bool,
        account: &Arc<Account>,
    ) -> io::Result<Opened> {
        let mut file = InMemory::new(reads, writes, None, account);
        file.fill(&mut &*bytes)?;
        Ok(Opened::Memory(file))
    }

    /// The contents of a file that may be compressed.
    pub(super) fn unpacked(mut file: File, account: &Arc<Account>) -> io::Result<Opened> {
        let mut start = [0; 2];
        let n = file.read_at(&mut start, 0)?;
        let mut memory = InMemory::new(true, false, None, account);
        if start[..n] == [0x1f, 0x8b] {
            memory.fill(&mut MultiGzDecoder::new(&mut file))?;
        } else {
            memory.fill(&mut file)?;
        }
        Ok(Opened::Memory(memory))
    }

    /// What is written will be packed into the file.
    pub(super) fn to_pack(file: File, account: &Arc<Account>) -> Opened {
        Opened::Memory(InMemory::new(false, true, Some(file), account))
    }

    /// Asked before nothing at all is read.
    pub(super) fn check_reads(&self) -> io::Result<()> {
        match self {
            Opened::Memory(file) if !file.reads => Err(refused(libc::EBADF)),
            _ => Ok(()),
        }
    }

    pub(super) fn read(&mut self, part: &mut [u8]) -> io::Result<usize> {
        match self {
            Opened::System(file) => file.read(part),
            Opened::Memory(file) => {
                let n = file.get(file.at, part)?;
                file.at += n as u64;
                Ok(n)
            }
        }
    }

    pub(super) fn read_at(&self, part: &mut [u8], at: u64) -> io::Result<usize> {
        match self {
            Opened::System(file) => file.read_at(part, at),
            Opened::Memory(file) => file.get(at, part),
        }
    }

    pub(super) fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Opened::System(file) => file.write_all(bytes),
            Opened::Memory(file) => {
                file.put(file.at, bytes)?;
                file.at += bytes.len() as u64;
                Ok(())
            }
        }
    }

    pub(super) fn write_all_at(&mut self, bytes: &[u8], at: u64) -> io::Result<()> {
        match self {
            Opened::System(file) => file.write_all_at(bytes, at),
            Opened::Memory(InMemory {
                packed: Some(_), ..
            }) => Err(refused(libc::EINVAL)),
            Opened::Memory(file) => file.put(at, bytes),
        }
    }

    pub(super) fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        match self {
            Opened::System(file) => file.seek(place),
            Opened::Memory(file) => file.seek(place),
        }
    }

    /// Cuts it off where it stands.
    pub(super) fn truncate(&mut self) -> io::Result<()> {
        match self {
            Opened::System(file) => {
                let at = file.stream_position()?;
                file.set_len(at)
            }
            Opened::Memory(file) if !file.writes => Err(refused(libc::EACCES)),
            Opened::Memory(file) => file.resize(file.at),
        }
    }

    pub(super) fn sync(&self) -> io::Result<()> {
        match self {
            Opened::System(file) => file.sync_all(),
            Opened::Memory(_) => Ok(()),
        }
    }

    pub(super) fn metadata(&self) -> io::Result<Metadata> {
        match self {
            Opened::System(file) => file.metadata(),
            Opened::Memory(_) => Err(refused(libc::EINVAL)),
        }
    }

    /// What must be done before it is closed.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        match self {
            Opened::System(_) => Ok(()),
            Opened::Memory(file) => file.pack(),
        }
    }
}

impl InMemory {
    fn new(reads: bool, writes: bool, packed: Option<File>, account: &Arc<Account>) -> InMemory {
        InMemory {
            bytes: Vec::new(),
            at: 0,
            reads,
            writes,
            packed,
            account: account.clone(),
            charged: 0,
        }
    }

    fn get(&self, at: u64, part: &mut [u8]) -> io::Result<usize> {
        if !self.reads {
            return Err(refused(libc::EBADF));
        }
        let start = usize::try_from(at)
            .unwrap_or(usize::MAX)
            .min(self.bytes.len());
        let n = part.len().min(self.bytes.len() - start);
        part[..n].copy_from_slice(&self.bytes[start..start + n]);
        Ok(n)
    }

    /// Writes, with zeroes between the end and the place.
    fn put(&mut self, at: u64, bytes: &[u8]) -> io::Result<()> {
        if !self.writes {
            return Err(refused(libc::EBADF));
        }
        if bytes.is_empty() {
            return Ok(());
        }
        let end = at.saturating_add(bytes.len() as u64);
        if end > self.bytes.len() as u64 {
            self.resize(end)?;
        }
        // Not beyond `MOST`, or there would have been no room.
        let at = at as usize;
        self.bytes[at..at + bytes.len()].copy_from_slice(bytes);
        Ok(())
    }

    fn resize(&mut self, len: u64) -> io::Result<()> {
        if len > MOST {
            return Err(refused(libc::EFBIG));
        }
        let len = len as usize;
        if len > self.charged {
            // Growing by half at the least, or many small writes would copy without end.
            let capacity = len.max(self.charged + self.charged / 2).max(256);
            let more = capacity - self.charged;
            self.account
                .charge(more)
                .map_err(|_| refused(libc::ENOMEM))?;
            self.charged = capacity;
            let missing = capacity - self.bytes.len();
            self.bytes
                .try_reserve_exact(missing)
                .map_err(|_| refused(libc::ENOMEM))?;
        }
        self.bytes.resize(len, 0);
        Ok(())
    }

    fn fill(&mut self, from: &mut impl Read) -> io::Result<()> {
        let mut part = vec![0; 1 << 16];
        loop {
            let n = from.read(&mut part)?;
            if n == 0 {
                return Ok(());
            }
            let end = self.bytes.len();
            self.resize((end + n) as u64)?;
            self.bytes[end..].copy_from_slice(&part[..n]);
        }
    }

    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        let to = match place {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(_) if self.packed.is_some() => None,
            SeekFrom::End(by) => (self.bytes.len() as u64).checked_add_signed(by),
        };
        match to {
            Some(to) if self.packed.is_none() || to >= self.at => {
                self.at = to;
                Ok(to)
            }
            _ => Err(refused(libc::EINVAL)),
        }
    }

    fn pack(&mut self) -> io::Result<()> {
        let Some(file) = self.packed.take() else {
            return Ok(());
        };
        let mut encoder = GzEncoder::new(file, Compression::default());
        encoder.write_all(&self.bytes)?;
        encoder.finish().map(|_| ())
    }
}

impl Drop for InMemory {
    fn drop(&mut self) {
        // Nobody is left who could be told.
        let _ = self.pack();
        self.account.release(self.charged);
    }
}
