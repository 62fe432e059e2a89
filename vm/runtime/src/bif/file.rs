//! Files, as `file` stands on them: natives of the module `purlin_file`. Everything that touches the file system runs on the blocking pool,
//! after the VM's capabilities were asked.
//!
//! Answers are `ok`, `{ok, Value}`, `eof` or `{error, Posix}`. A handle is a reference; the file closes with the last copy of it. Names are
//! strings, binaries or atoms. Relative names start from the VM's own current directory.
//!
//! `file_info/1`: `{ok, {Size, Type, Access, ATime, MTime, CTime, Mode, Links, Device, Inode, Uid, Gid}}`, times in seconds since 1970.

use crate::sync::plain::lock;
use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, SeekFrom};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use super::blocking;
use super::build::{Out, done, done_atom};
use super::context::{Ctx, Outcome};
use super::iodata;
use super::opened::Opened;
use crate::atom::{Atom, atoms};
use crate::exception::raise::Raise;
use crate::heap::Account;
use crate::heap::offheap::ResourceRef;
use crate::heap::writer::RESOURCE_WORDS;
use crate::term::{Term, View};
use crate::vm::Vm;

/// What a handle's reference keeps; nothing once it is closed.
#[derive(Clone)]
struct Handle(Arc<Mutex<Option<Opened>>>);

impl Handle {
    fn with<T>(&self, work: impl FnOnce(&mut Opened) -> io::Result<T>) -> io::Result<T> {
        let mut file = lock(&self.0);
        match file.as_mut() {
            Some(file) => work(file),
            None => Err(io::Error::from_raw_os_error(libc::EBADF)),
        }
    }
}

#[derive(Clone, Copy)]
enum Need {
    Read,
    Write,
}

fn is_allowed(ctx: &Ctx<'_>, need: Need) -> bool {
    let capabilities = ctx.vm().config().capabilities;
    match need {
        Need::Read => capabilities.read_files,
        Need::Write => capabilities.write_files,
    }
}

fn refused(ctx: &mut Ctx<'_>) -> Outcome {
    done(ctx, &Out::tagged(atoms::ERROR, Out::Atom(atoms::EACCES)))
}

/// A name without zero bytes, made absolute by the VM's directory where that was changed.
fn path_arg(ctx: &Ctx<'_>, i: usize) -> Result<PathBuf, Raise> {
    let term = ctx.arg(i);
    let bytes = match term.view() {
        View::Atom(atom) => ctx.atoms().text(atom).as_bytes().to_vec(),
        View::Bits(bits) if bits.is_binary() => bits.to_vec(),
        View::Cons(_) | View::Nil => iodata::flat_text(term).ok_or(Raise::BADARG)?.into_bytes(),
        _ => return Err(Raise::BADARG),
    };
    if bytes.contains(&0) {
        return Err(Raise::BADARG);
    }
    Ok(ctx
        .vm()
        .stores()
        .directory
        .resolve(PathBuf::from(OsString::from_vec(bytes))))
}

fn handle_arg(ctx: &Ctx<'_>, i: usize) -> Result<Handle, Raise> {
    let resource = ctx
        .arg(i)
        .as_reference()
        .and_then(|r| r.resource())
        .ok_or(Raise::BADARG)?;
    Ok(resource
        .value
        .downcast_ref::<Handle>()
        .ok_or(Raise::BADARG)?
        .clone())
}

/// The name of an error of the operating system.
fn posix(vm: &Vm, error: &io::Error) -> Atom {
    let name = error.raw_os_error().and_then(posix_name).unwrap_or("eio");
    vm.atom(name).unwrap_or(atoms::EIO)
}

fn posix_name(code: i32) -> Option<&'static str> {
    const NAMES: &[(i32, &str)] = &[
        (libc::ENOENT, "enoent"),
        (libc::EACCES, "eacces"),
        (libc::EEXIST, "eexist"),
        (libc::ENOTDIR, "enotdir"),
        (libc::EISDIR, "eisdir"),
        (libc::ENOTEMPTY, "enotempty"),
        (libc::EINVAL, "einval"),
        (libc::EBADF, "ebadf"),
        (libc::ENOSPC, "enospc"),
        (libc::EROFS, "erofs"),
        (libc::EXDEV, "exdev"),
        (libc::ELOOP, "eloop"),
        (libc::ENAMETOOLONG, "enametoolong"),
        (libc::EPERM, "eperm"),
        (libc::EMFILE, "emfile"),
        (libc::ENFILE, "enfile"),
        (libc::EFBIG, "efbig"),
        (libc::EPIPE, "epipe"),
        (libc::ESPIPE, "espipe"),
        (libc::EBUSY, "ebusy"),
        (libc::EAGAIN, "eagain"),
        (libc::EINTR, "eintr"),
        (libc::EMLINK, "emlink"),
        (libc::ENXIO, "enxio"),
        (libc::ENODEV, "enodev"),
        (libc::ENOMEM, "enomem"),
        (libc::ENOTSUP, "enotsup"),
        (libc::ETXTBSY, "etxtbsy"),
    ];
    NAMES
        .iter()
        .find(|(known, _)| *known == code)
        .map(|(_, name)| *name)
}

/// Runs work on the pool; what it gives becomes `Out`, its failure `{error, Posix}`.
fn on_pool(
    ctx: &mut Ctx<'_>,
    need: Need,
    work: impl FnOnce() -> io::Result<Out> + Send + 'static,
) -> Outcome {
    if !is_allowed(ctx, need) {
        return refused(ctx);
    }
    let vm = ctx.machine.vm_arc().clone();
    blocking::run(ctx, move || {
        Ok(work().unwrap_or_else(|error| Out::tagged(atoms::ERROR, Out::Atom(posix(&vm, &error)))))
    })
}

fn ok() -> Out {
    Out::Atom(atoms::OK)
}

fn ok_with(value: Out) -> Out {
    Out::tagged(atoms::OK, value)
}

fn name_out(name: &std::ffi::OsStr) -> Out {
    match name.to_str() {
        Some(text) => Out::Text(text.into()),
        // Bytes that are no text stay bytes.
        None => Out::Bytes(name.as_bytes().to_vec()),
    }
}

// Whole files.

pub fn read_file(ctx: &mut Ctx<'_>) -> Outcome {
    let path = path_arg(ctx, 0)?;
    on_pool(ctx, Need::Read, move || {
        Ok(ok_with(Out::Bytes(fs::read(path)?)))
    })
}

pub fn write_file_2(ctx: &mut Ctx<'_>) -> Outcome {
    let path = path_arg(ctx, 0)?;
    let bytes = iodata::to_bytes(ctx.arg(1)).ok_or(Raise::BADARG)?;
    on_pool(ctx, Need::Write, move || {
        fs::write(path, bytes).map(|()| ok())
    })
}

pub fn write_file_3(ctx: &mut Ctx<'_>) -> Outcome {
    let path = path_arg(ctx, 0)?;
    let bytes = iodata::to_bytes(ctx.arg(1)).ok_or(Raise::BADARG)?;
    let modes = modes_arg(ctx.arg(2))?;
    let account = ctx.vm().heap_shared().account.clone();
    on_pool(ctx, Need::Write, move || {
        let modes = Modes {
            write: true,
            ..modes
        };
        let mut file = Source::Path(path).open(modes, &account)?;
        file.write_all(&bytes)?;
        file.finish().map(|()| ok())
    })
}

pub fn copy(ctx: &mut Ctx<'_>) -> Outcome {
    let (from, to) = (path_arg(ctx, 0)?, path_arg(ctx, 1)?);
    if !is_allowed(ctx, Need::Read) {
        return refused(ctx);
    }
    on_pool(ctx, Need::Write, move || {
        Ok(ok_with(Out::Unsigned(fs::copy(from, to)?)))
    })
}

// Open files.

#[derive(Clone, Copy, Default)]
struct Modes {
    read: bool,
    write: bool,
    append: bool,
    exclusive: bool,
    directory: bool,
    compressed: bool,
    ram: bool,
}

/// How to open a file; other modes are for whoever is in front of this.
fn modes_arg(list: Term<'_>) -> Result<Modes, Raise> {
    let mut modes = Modes::default();
    let mut walk = list.list();
    for mode in walk.by_ref() {
        match mode.as_atom() {
            Some(atoms::READ) => modes.read = true,
            Some(atoms::WRITE) => modes.write = true,
            Some(atoms::APPEND) => modes.append = true,
            Some(atoms::EXCLUSIVE) => modes.exclusive = true,
            Some(atoms::DIRECTORY) => modes.directory = true,
            Some(atoms::COMPRESSED) => modes.compressed = true,
            Some(atoms::RAM) => modes.ram = true,
            _ => {}
        }
    }
    if walk.tail().is_nil() {
        Ok(modes)
    } else {
        Err(Raise::BADARG)
    }
}

impl Modes {
    fn reads(self) -> bool {
        self.read || !self.writes()
    }

    fn writes(self) -> bool {
        self.write || self.append || self.exclusive
    }

    /// A file that is only written starts empty; one that is read too keeps what it has.
    fn open(self, path: &std::path::Path) -> io::Result<File> {
        let writes = self.writes();
        OpenOptions::new()
            .read(self.reads())
            .write(writes && !self.append)
            .append(self.append)
            .create(writes && !self.exclusive)
            .create_new(self.exclusive)
            .truncate(self.write && !self.read && !self.append && !self.exclusive)
            .open(path)
    }
}

/// What to open.
enum Source {
    Path(PathBuf),
    /// A file in memory that begins with these.
    Bytes(Vec<u8>),
}

impl Source {
    fn open(self, modes: Modes, account: &Arc<Account>) -> io::Result<Opened> {
        let path = match self {
            Source::Path(path) => path,
            Source::Bytes(bytes) => {
                return Opened::ram(&bytes, modes.reads(), modes.writes(), account);
            }
        };
        if modes.compressed && (modes.append || (modes.read && modes.writes())) {
            return Err(io::Error::from_raw_os_error(libc::EINVAL));
        }
        let file = modes.open(&path)?;
        match (modes.directory, file.metadata()?.is_dir()) {
            (true, false) => Err(io::Error::from_raw_os_error(libc::ENOTDIR)),
            (false, true) => Err(io::Error::from_raw_os_error(libc::EISDIR)),
            _ if !modes.compressed => Ok(Opened::System(file)),
            _ if modes.writes() => Ok(Opened::to_pack(file, account)),
            _ => Opened::unpacked(file, account),
        }
    }
}

pub fn open(ctx: &mut Ctx<'_>) -> Outcome {
    let modes = modes_arg(ctx.arg(1))?;
    let source = match modes.ram {
        true => Source::Bytes(iodata::to_bytes(ctx.arg(0)).ok_or(Raise::BADARG)?),
        false => Source::Path(path_arg(ctx, 0)?),
    };
    let need = if modes.writes() {
        Need::Write
    } else {
        Need::Read
    };
    if !is_allowed(ctx, need) {
        return refused(ctx);
    }
    let handle = Handle(Arc::default());
    let id = ctx.new_ref_id();
    let resource = ResourceRef::new(Box::new(handle.clone()), 256);
    let root = {
        let w = ctx.reserve(RESOURCE_WORDS)?;
        let term = w.resource(resource, id);
        w.root(term)
    };
    let vm = ctx.machine.vm_arc().clone();
    // The handle is the first argument when the native goes on.
    blocking::run_keeping(ctx, &[root], move || {
        let opened = source.open(modes, &vm.heap_shared().account);
        Ok(match opened {
            Ok(file) => {
                *lock(&handle.0) = Some(file);
                ok_with(Out::Arg(0))
            }
            Err(error) => Out::tagged(atoms::ERROR, Out::Atom(posix(&vm, &error))),
        })
    })
}

pub fn close(ctx: &mut Ctx<'_>) -> Outcome {
    let handle = handle_arg(ctx, 0)?;
    on_pool(ctx, Need::Read, move || {
        let file = lock(&handle.0).take();
        match file {
            Some(mut file) => file.finish().map(|()| ok()),
            None => Err(io::Error::from_raw_os_error(libc::EINVAL)),
        }
    })
}

/// Most bytes taken at once before more memory is asked for.
const FIRST_READ: usize = 1 << 20;

fn read_some(
    n: usize,
    mut more: impl FnMut(&mut [u8], usize) -> io::Result<usize>,
) -> io::Result<Out> {
    let mut bytes = Vec::new();
    while bytes.len() < n {
        let at = bytes.len();
        bytes.resize(n.min(at + FIRST_READ), 0);
        let got = more(&mut bytes[at..], at)?;
        bytes.truncate(at + got);
        if got == 0 {
            break;
        }
    }
    Ok(if bytes.is_empty() && n > 0 {
        Out::Atom(atoms::EOF)
    } else {
        ok_with(Out::Bytes(bytes))
    })
}

pub fn read(ctx: &mut Ctx<'_>) -> Outcome {
    let handle = handle_arg(ctx, 0)?;
    let n = ctx.arg(1).as_usize().ok_or(Raise::BADARG)?;
    on_pool(ctx, Need::Read, move || {
        handle.with(|file| {
            file.check_reads()?;
            read_some(n, |part, _| file.read(part))
        })
    })
}

/// A line with its newline, read byte by byte from the system's cache: for handles without a buffer in front.
pub fn read_line(ctx: &mut Ctx<'_>) -> Outcome {
    let handle = handle_arg(ctx, 0)?;
    on_pool(ctx, Need::Read, move || {
        handle.with(|file| {
            let start = file.seek(SeekFrom::Current(0))?;
            let mut line = Vec::new();
            loop {
                let mut part = [0; 4096];
                let n = file.read(&mut part)?;
                let end = part[..n].iter().position(|b| *b == b'\n').map(|at| at + 1);
                line.extend_from_slice(&part[..end.unwrap_or(n)]);
                if n == 0 || end.is_some() {
                    break;
                }
            }
            file.seek(SeekFrom::Start(start + line.len() as u64))?;
            Ok(if line.is_empty() {
                Out::Atom(atoms::EOF)
            } else {
                ok_with(Out::Bytes(line))
            })
        })
    })
}

pub fn pread(ctx: &mut Ctx<'_>) -> Outcome {
    let handle = handle_arg(ctx, 0)?;
    let (Some(at), Some(n)) = (ctx.arg(1).as_u64(), ctx.arg(2).as_usize()) else {
        return Err(Raise::BADARG);
    };
    on_pool(ctx, Need::Read, move || {
        handle.with(|file| read_some(n, |part, done| file.read_at(part, at + done as u64)))
    })
}

pub fn write(ctx: &mut Ctx<'_>) -> Outcome {
    let handle = handle_arg(ctx, 0)?;
    let bytes = iodata::to_bytes(ctx.arg(1)).ok_or(Raise::BADARG)?;
    on_pool(ctx, Need::Write, move || {
        handle.with(|file| file.write_all(&bytes)).map(|()| ok())
    })
}

pub fn pwrite(ctx: &mut Ctx<'_>) -> Outcome {
    let handle = handle_arg(ctx, 0)?;
    let at = ctx.arg(1).as_u64().ok_or(Raise::BADARG)?;
    let bytes = iodata::to_bytes(ctx.arg(2)).ok_or(Raise::BADARG)?;
    on_pool(ctx, Need::Write, move || {
        handle
            .with(|file| file.write_all_at(&bytes, at))
            .map(|()| ok())
    })
}

/// An offset from the start, or `{bof | cur | eof, Offset}`.
fn place_arg(term: Term<'_>) -> Result<SeekFrom, Raise> {
    if let Some(at) = term.as_u64() {
        return Ok(SeekFrom::Start(at));
    }
    let [from, offset] = term.as_tuple_of().ok_or(Raise::BADARG)?;
    let offset = offset.as_i64().ok_or(Raise::BADARG)?;
    match from.as_atom() {
        Some(atoms::BOF) => Ok(SeekFrom::Start(
            u64::try_from(offset).map_err(|_| Raise::BADARG)?,
        )),
        Some(atoms::CUR) => Ok(SeekFrom::Current(offset)),
        Some(atoms::EOF) => Ok(SeekFrom::End(offset)),
        _ => Err(Raise::BADARG),
    }
}

pub fn position(ctx: &mut Ctx<'_>) -> Outcome {
    let handle = handle_arg(ctx, 0)?;
    let place = place_arg(ctx.arg(1))?;
    on_pool(ctx, Need::Read, move || {
        Ok(ok_with(Out::Unsigned(
            handle.with(|file| file.seek(place))?,
        )))
    })
}

/// Cuts the file off at its position.
pub fn truncate(ctx: &mut Ctx<'_>) -> Outcome {
    let handle = handle_arg(ctx, 0)?;
    on_pool(ctx, Need::Write, move || {
        handle.with(Opened::truncate)?;
        Ok(ok())
    })
}

pub fn sync(ctx: &mut Ctx<'_>) -> Outcome {
    let handle = handle_arg(ctx, 0)?;
    on_pool(ctx, Need::Write, move || {
        handle.with(|file| file.sync()).map(|()| ok())
    })
}

// Names.

macro_rules! on_one_path {
    ($($name:ident: $work:expr;)*) => {
        $(pub fn $name(ctx: &mut Ctx<'_>) -> Outcome {
            let path = path_arg(ctx, 0)?;
            let work: fn(PathBuf) -> io::Result<()> = $work;
            on_pool(ctx, Need::Write, move || work(path).map(|()| ok()))
        })*
    };
}

on_one_path! {
    make_dir: |path| fs::create_dir(path);
    delete: |path| fs::remove_file(path);
    del_dir: |path| fs::remove_dir(path);
}

macro_rules! on_two_paths {
    ($($name:ident: $work:expr;)*) => {
        $(pub fn $name(ctx: &mut Ctx<'_>) -> Outcome {
            let (a, b) = (path_arg(ctx, 0)?, path_arg(ctx, 1)?);
            let work: fn(PathBuf, PathBuf) -> io::Result<()> = $work;
            on_pool(ctx, Need::Write, move || work(a, b).map(|()| ok()))
        })*
    };
}

on_two_paths! {
    rename: |from, to| fs::rename(from, to);
    make_link: |existing, new| fs::hard_link(existing, new);
}

/// The target is taken as it is written: it is relative to the link.
pub fn make_symlink(ctx: &mut Ctx<'_>) -> Outcome {
    let target = match ctx.arg(0).as_binary() {
        Some(bits) => bits.to_vec(),
        None => iodata::flat_text(ctx.arg(0))
            .ok_or(Raise::BADARG)?
            .into_bytes(),
    };
    let new = path_arg(ctx, 1)?;
    on_pool(ctx, Need::Write, move || {
        std::os::unix::fs::symlink(OsString::from_vec(target), new).map(|()| ok())
    })
}

pub fn read_link(ctx: &mut Ctx<'_>) -> Outcome {
    let path = path_arg(ctx, 0)?;
    on_pool(ctx, Need::Read, move || {
        Ok(ok_with(name_out(fs::read_link(path)?.as_os_str())))
    })
}

pub fn list_dir(ctx: &mut Ctx<'_>) -> Outcome {
    let path = path_arg(ctx, 0)?;
    on_pool(ctx, Need::Read, move || {
        let names: io::Result<Vec<OsString>> = fs::read_dir(path)?
            .map(|entry| Ok(entry?.file_name()))
            .collect();
        Ok(ok_with(Out::List(
            names?.iter().map(|name| name_out(name)).collect(),
        )))
    })
}

// Information.

pub fn file_info(ctx: &mut Ctx<'_>) -> Outcome {
    let path = path_arg(ctx, 0)?;
    on_pool(ctx, Need::Read, move || {
        Ok(ok_with(info_out(&fs::metadata(path)?)))
    })
}

/// Of an opened file, also when its name is gone.
pub fn handle_info(ctx: &mut Ctx<'_>) -> Outcome {
    let handle = handle_arg(ctx, 0)?;
    on_pool(ctx, Need::Read, move || {
        handle.with(|file| Ok(ok_with(info_out(&file.metadata()?))))
    })
}

pub fn link_info(ctx: &mut Ctx<'_>) -> Outcome {
    let path = path_arg(ctx, 0)?;
    on_pool(ctx, Need::Read, move || {
        Ok(ok_with(info_out(&fs::symlink_metadata(path)?)))
    })
}

fn info_out(meta: &Metadata) -> Out {
    let kind = meta.file_type();
    let kind = if kind.is_file() {
        atoms::REGULAR
    } else if kind.is_dir() {
        atoms::DIRECTORY
    } else if kind.is_symlink() {
        atoms::SYMLINK
    } else if kind.is_block_device() || kind.is_char_device() {
        atoms::DEVICE
    } else {
        atoms::OTHER
    };
    let access = match meta.mode() & 0o600 {
        0o600 => atoms::READ_WRITE,
        0o400 => atoms::READ,
        0o200 => atoms::WRITE,
        _ => atoms::NONE,
    };
    Out::Tuple(vec![
        Out::Unsigned(meta.size()),
        Out::Atom(kind),
        Out::Atom(access),
        Out::Int(meta.atime()),
        Out::Int(meta.mtime()),
        Out::Int(meta.ctime()),
        Out::Unsigned(u64::from(meta.mode())),
        Out::Unsigned(meta.nlink()),
        Out::Unsigned(meta.dev()),
        Out::Unsigned(meta.ino()),
        Out::Unsigned(u64::from(meta.uid())),
        Out::Unsigned(u64::from(meta.gid())),
    ])
}

fn seconds_arg(term: Term<'_>) -> Result<SystemTime, Raise> {
    let seconds = term
        .as_i64()
        .filter(|s| s.unsigned_abs() < 1 << 40)
        .ok_or(Raise::BADARG)?;
    let span = Duration::from_secs(seconds.unsigned_abs());
    Ok(if seconds < 0 {
        SystemTime::UNIX_EPOCH - span
    } else {
        SystemTime::UNIX_EPOCH + span
    })
}

/// `set_times(Name, ATime, MTime, CTime)`; the last is the system's own.
pub fn set_times(ctx: &mut Ctx<'_>) -> Outcome {
    let path = path_arg(ctx, 0)?;
    let (accessed, modified) = (seconds_arg(ctx.arg(1))?, seconds_arg(ctx.arg(2))?);
    on_pool(ctx, Need::Write, move || {
        let times = fs::FileTimes::new()
            .set_accessed(accessed)
            .set_modified(modified);
        File::open(path)?.set_times(times).map(|()| ok())
    })
}

pub fn set_mode(ctx: &mut Ctx<'_>) -> Outcome {
    let path = path_arg(ctx, 0)?;
    let mode = ctx.arg(1).as_u64().ok_or(Raise::BADARG)? as u32 & 0o7777;
    on_pool(ctx, Need::Write, move || {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).map(|()| ok())
    })
}

// The current directory.

pub fn get_cwd(ctx: &mut Ctx<'_>) -> Outcome {
    if !is_allowed(ctx, Need::Read) {
        return refused(ctx);
    }
    let path = ctx.vm().stores().directory.current();
    done(ctx, &ok_with(name_out(path.as_os_str())))
}

pub fn set_cwd(ctx: &mut Ctx<'_>) -> Outcome {
    let path = path_arg(ctx, 0)?;
    let vm = ctx.machine.vm_arc().clone();
    on_pool(ctx, Need::Read, move || {
        let path = path.canonicalize()?;
        if !path.is_dir() {
            return Err(io::Error::from_raw_os_error(libc::ENOTDIR));
        }
        vm.stores().directory.set(path);
        Ok(ok())
    })
}

pub fn native_name_encoding(ctx: &mut Ctx<'_>) -> Outcome {
    done_atom(ctx, atoms::UTF8)
}
