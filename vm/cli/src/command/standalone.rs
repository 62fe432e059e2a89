//! Programs as one file: an archive of bytecode, alone or behind a copy of this executable, which then runs it.
//!
//! Archive: `MAGIC`, the main module's name, the number of modules, then name and bytes of each; texts and bytes have their length
//! (u32, little endian) before them. Behind an executable the archive's length (u64) and `TRAILER` follow.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::process::ExitCode;

use super::{run, status};
use crate::tell;

const MAGIC: &[u8; 8] = b"PURLINA1";
const TRAILER: &[u8; 8] = b"PURLINX1";

pub struct Program {
    pub main: String,
    pub modules: Vec<(String, Vec<u8>)>,
}

impl Program {
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        push(&mut bytes, self.main.as_bytes());
        bytes.extend((self.modules.len() as u32).to_le_bytes());
        for (name, code) in &self.modules {
            push(&mut bytes, name.as_bytes());
            push(&mut bytes, code);
        }
        bytes
    }
}

fn push(bytes: &mut Vec<u8>, part: &[u8]) {
    bytes.extend((part.len() as u32).to_le_bytes());
    bytes.extend_from_slice(part);
}

/// The program in an archive; nothing if the bytes are no whole archive.
pub fn archive(bytes: &[u8]) -> Option<Program> {
    let mut rest = bytes.strip_prefix(MAGIC)?;
    let main = String::from_utf8(part(&mut rest)?.to_vec()).ok()?;
    let count = number(&mut rest)?;
    let mut modules = Vec::new();
    for _ in 0..count {
        let name = String::from_utf8(part(&mut rest)?.to_vec()).ok()?;
        modules.push((name, part(&mut rest)?.to_vec()));
    }
    Some(Program { main, modules })
}

fn number(rest: &mut &[u8]) -> Option<u32> {
    let (bytes, after) = rest.split_first_chunk::<4>()?;
    *rest = after;
    Some(u32::from_le_bytes(*bytes))
}

fn part<'b>(rest: &mut &'b [u8]) -> Option<&'b [u8]> {
    let length = number(rest)? as usize;
    let (part, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(part)
}

/// This executable with a program behind it.
pub fn executable(program: &Program) -> std::io::Result<Vec<u8>> {
    let mut bytes = std::fs::read(std::env::current_exe()?)?;
    // One that was made this way brings its own program: only the machine is wanted.
    if let Some(length) = appended(&bytes) {
        bytes.truncate(bytes.len() - 16 - length);
    }
    let archive = program.to_bytes();
    bytes.extend_from_slice(&archive);
    bytes.extend((archive.len() as u64).to_le_bytes());
    bytes.extend_from_slice(TRAILER);
    Ok(bytes)
}

fn appended(bytes: &[u8]) -> Option<usize> {
    let (rest, trailer) = bytes.split_last_chunk::<8>()?;
    let (rest, length) = rest.split_last_chunk::<8>()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    (trailer == TRAILER && length <= rest.len()).then_some(length)
}

/// The program behind this executable, if there is one.
pub fn own_program() -> Option<Program> {
    let mut file = File::open(std::env::current_exe().ok()?).ok()?;
    let end = file.seek(SeekFrom::End(-16)).ok()?;
    let mut tail = [0; 16];
    file.read_exact(&mut tail).ok()?;
    let (length, trailer) = tail.split_first_chunk::<8>()?;
    if trailer != TRAILER {
        return None;
    }
    let length = u64::from_le_bytes(*length);
    file.seek(SeekFrom::Start(end.checked_sub(length)?)).ok()?;
    let mut bytes = vec![0; usize::try_from(length).ok()?];
    file.read_exact(&mut bytes).ok()?;
    archive(&bytes)
}

/// Runs it with all arguments of this process.
pub fn run_own(program: &Program) -> ExitCode {
    let builder = purlin::Vm::builder()
        .capabilities(purlin::Capabilities::ALL)
        .standard_streams();
    let vm = match builder.build() {
        Ok(vm) => vm,
        Err(error) => {
            tell::error(error, None);
            return ExitCode::from(status::FAILED);
        }
    };
    if let Err(code) = run::load_archive(&vm, program) {
        return code;
    }
    let args: Vec<String> = std::env::args_os()
        .skip(1)
        .map(|arg| arg.to_string_lossy().into_owned())
        .collect();
    let takes_args = vm.is_exported(&program.main, "main", 1);
    let arguments = takes_args.then_some(args.as_slice());
    run::program(vm, &program.main, "main", arguments, true)
}

#[cfg(test)]
mod tests {
    use super::{Program, archive};

    #[test]
    fn an_archive_is_read_back_and_broken_ones_are_refused() {
        let program = Program {
            main: "m".to_owned(),
            modules: vec![
                ("m".to_owned(), vec![1, 2, 3]),
                ("n".to_owned(), Vec::new()),
            ],
        };
        let bytes = program.to_bytes();
        let read = archive(&bytes).expect("it is whole");
        assert_eq!((read.main, read.modules), (program.main, program.modules));
        for end in 0..bytes.len() {
            assert!(archive(&bytes[..end]).is_none(), "{end}");
        }
    }
}
