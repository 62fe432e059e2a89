//! Purlin for C programs: what `include/purlin.h` declares, over the Rust API of the `purlin` crate.
//!
//! What must stay true: no panic and no Rust type crosses the border; every function takes null for any pointer without a crash, unless the header
//! says otherwise; tests/header.rs holds the header against this file.

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::time::Duration;

use purlin::{Atom, Builder, CallOptions, Capabilities, Error, Output, Raised, Stream, Value, Vm};

/// A virtual machine.
pub struct PurlinVm(Vm);

/// How a machine is to be.
pub struct PurlinConfig {
    builder: Builder,
    capabilities: Capabilities,
}

/// A term, owned by the C program.
pub struct PurlinValue {
    value: Value,
    /// The text of `purlin_value_text`.
    text: Option<CString>,
}

/// What went wrong.
pub struct PurlinError {
    kind: c_int,
    message: CString,
    reason: Option<PurlinValue>,
}

/// Calls of host functions: the data given at definition, the arguments and their number. Gives the result, which is taken over, or null with an
/// exception's reason in `*reason` (taken over too; null: `badarg`).
pub type PurlinFunction = unsafe extern "C" fn(
    data: *mut c_void,
    args: *const *const PurlinValue,
    n_args: usize,
    reason: *mut *mut PurlinValue,
) -> *mut PurlinValue;

/// Gets what code in the machine writes: to standard output (1) or error (2).
pub type PurlinWriter =
    unsafe extern "C" fn(data: *mut c_void, stream: c_int, bytes: *const c_char, len: usize);

const ERROR_OTHER: c_int = 1;
const ERROR_COMPILE: c_int = 2;
const ERROR_EXCEPTION: c_int = 3;
const ERROR_LIMIT: c_int = 4;
const ERROR_STOPPED: c_int = 5;
const ERROR_ARGUMENT: c_int = 6;
const ERROR_PANIC: c_int = 7;

const KIND_INT: c_int = 1;
const KIND_FLOAT: c_int = 2;
const KIND_ATOM: c_int = 3;
const KIND_BINARY: c_int = 4;
const KIND_LIST: c_int = 5;
const KIND_TUPLE: c_int = 6;
const KIND_MAP: c_int = 7;
const KIND_OTHER: c_int = 8;

fn text(text: String) -> CString {
    // What follows a zero byte cannot be told to C.
    let end = text.find('\0').unwrap_or(text.len());
    CString::new(&text[..end]).unwrap_or_default()
}

impl PurlinError {
    fn new(kind: c_int, message: impl ToString) -> PurlinError {
        PurlinError {
            kind,
            message: text(message.to_string()),
            reason: None,
        }
    }
}

impl From<Error> for PurlinError {
    fn from(error: Error) -> PurlinError {
        let kind = match &error {
            Error::Exception(_) | Error::Exit(_) => ERROR_EXCEPTION,
            Error::Limit { .. } => ERROR_LIMIT,
            Error::Stopped => ERROR_STOPPED,
            Error::Convert(_) => ERROR_ARGUMENT,
            Error::Load(_) => ERROR_COMPILE,
            _ => ERROR_OTHER,
        };
        let mut made = PurlinError::new(kind, &error);
        let reason = match error {
            Error::Exception(exception) => Some(exception.reason),
            Error::Exit(reason) => Some(reason),
            _ => None,
        };
        made.reason = reason.map(value_of);
        made
    }
}

fn value_of(value: Value) -> PurlinValue {
    PurlinValue { value, text: None }
}

fn give<T>(value: T) -> *mut T {
    Box::into_raw(Box::new(value))
}

/// # Safety
/// Null, or a pointer that `give` made and nobody else uses any more.
unsafe fn take<T>(pointer: *mut T) -> Option<T> {
    if pointer.is_null() {
        return None;
    }
    // SAFETY: the caller says so.
    Some(*unsafe { Box::from_raw(pointer) })
}

/// Runs `body`; what goes wrong, panics too, goes to `*error`.
///
/// # Safety
/// `error` is null or can be written.
unsafe fn guard<T>(
    error: *mut *mut PurlinError,
    otherwise: T,
    body: impl FnOnce() -> Result<T, PurlinError>,
) -> T {
    let outcome = catch_unwind(AssertUnwindSafe(body))
        .unwrap_or_else(|_| Err(PurlinError::new(ERROR_PANIC, "a panic inside Purlin")));
    match outcome {
        Ok(value) => value,
        Err(problem) => {
            if !error.is_null() {
                // SAFETY: the caller says that it can be written.
                unsafe { *error = give(problem) };
            }
            otherwise
        }
    }
}

fn missing(what: &str) -> PurlinError {
    PurlinError::new(ERROR_ARGUMENT, format!("{what} is null"))
}

/// # Safety
/// Null, or a string that ends in a zero byte.
unsafe fn string<'s>(pointer: *const c_char, what: &str) -> Result<&'s str, PurlinError> {
    if pointer.is_null() {
        return Err(missing(what));
    }
    // SAFETY: the caller says so.
    unsafe { CStr::from_ptr(pointer) }
        .to_str()
        .map_err(|_| PurlinError::new(ERROR_ARGUMENT, format!("{what} is not UTF-8")))
}

/// # Safety
/// Null (then there are none), or `n` readable bytes.
unsafe fn bytes<'s>(pointer: *const c_char, n: usize) -> &'s [u8] {
    match pointer.is_null() || n == 0 {
        true => &[],
        // SAFETY: the caller says so.
        false => unsafe { std::slice::from_raw_parts(pointer.cast(), n) },
    }
}

// Machines.

/// A configuration: as many threads as cores, no limits, no capabilities, output dropped.
#[unsafe(no_mangle)]
pub extern "C" fn purlin_config_new() -> *mut PurlinConfig {
    give(PurlinConfig {
        builder: Builder::default(),
        capabilities: Capabilities::default(),
    })
}

/// # Safety
/// `config` is null or not used any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_config_free(config: *mut PurlinConfig) {
    // SAFETY: the caller says so.
    drop(unsafe { take(config) });
}

/// # Safety
/// `config` is null or a configuration.
unsafe fn configure(config: *mut PurlinConfig, set: impl FnOnce(Builder) -> Builder) {
    // SAFETY: the caller says so.
    if let Some(config) = unsafe { config.as_mut() } {
        config.builder = set(std::mem::take(&mut config.builder));
    }
}

/// # Safety
/// `config` is null or a configuration.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_config_schedulers(config: *mut PurlinConfig, n: usize) {
    // SAFETY: passed on.
    unsafe {
        configure(config, |builder| match n {
            0 => builder.host_driven(),
            n => builder.schedulers(n),
        });
    }
}

/// # Safety
/// `config` is null or a configuration.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_config_max_memory(config: *mut PurlinConfig, bytes: usize) {
    // SAFETY: passed on.
    unsafe { configure(config, |builder| builder.max_memory(bytes)) };
}

/// # Safety
/// `config` is null or a configuration.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_config_max_reductions(config: *mut PurlinConfig, n: u64) {
    // SAFETY: passed on.
    unsafe { configure(config, |builder| builder.max_reductions(n)) };
}

/// # Safety
/// `config` is null or a configuration.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_config_max_time_ms(config: *mut PurlinConfig, ms: u64) {
    // SAFETY: passed on.
    unsafe {
        configure(config, |builder| {
            builder.max_time(Duration::from_millis(ms))
        })
    };
}

/// # Safety
/// `config` is null or a configuration.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_config_max_processes(config: *mut PurlinConfig, n: usize) {
    // SAFETY: passed on.
    unsafe { configure(config, |builder| builder.max_processes(n)) };
}

/// # Safety
/// `config` is null or a configuration; `capability` is null or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_config_allow(
    config: *mut PurlinConfig,
    capability: *const c_char,
) -> bool {
    // SAFETY: the caller says so.
    let (config, name) = unsafe { (config.as_mut(), string(capability, "capability")) };
    let (Some(config), Ok(name)) = (config, name) else {
        return false;
    };
    let allowed = &mut config.capabilities;
    match name {
        "read_files" => allowed.read_files = true,
        "write_files" => allowed.write_files = true,
        "network" => allowed.network = true,
        "environment" => allowed.environment = true,
        "os_processes" => allowed.os_processes = true,
        _ => return false,
    }
    true
}

struct CWriter {
    write: PurlinWriter,
    data: *mut c_void,
}

// SAFETY: the header says that the writer is called from any thread.
unsafe impl Send for CWriter {}
// SAFETY: as above.
unsafe impl Sync for CWriter {}

impl Output for CWriter {
    fn write(&self, stream: Stream, bytes: &[u8]) {
        let stream = match stream {
            Stream::Out => 1,
            Stream::Err => 2,
        };
        // SAFETY: the header says what a writer must stand.
        unsafe { (self.write)(self.data, stream, bytes.as_ptr().cast(), bytes.len()) };
    }
}

/// # Safety
/// `config` is null or a configuration; `write` and `data` stand what the header says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_config_output(
    config: *mut PurlinConfig,
    write: PurlinWriter,
    data: *mut c_void,
) {
    // SAFETY: passed on.
    unsafe { configure(config, |builder| builder.output(CWriter { write, data })) };
}

/// # Safety
/// `config` is null or a configuration that is not used any more; `error` is null or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_vm_new(
    config: *mut PurlinConfig,
    error: *mut *mut PurlinError,
) -> *mut PurlinVm {
    // SAFETY: the caller says so.
    unsafe {
        guard(error, ptr::null_mut(), || {
            let vm = match take(config) {
                Some(config) => config.builder.capabilities(config.capabilities).build(),
                None => Vm::new(),
            };
            Ok(give(PurlinVm(vm?)))
        })
    }
}

/// # Safety
/// `vm` is null or not used any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_vm_free(vm: *mut PurlinVm) {
    let _ = catch_unwind(AssertUnwindSafe(|| {
        // SAFETY: the caller says so.
        drop(unsafe { take(vm) });
    }));
}

/// # Safety
/// `vm` is null or a machine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_vm_kill(vm: *const PurlinVm) {
    // SAFETY: the caller says so.
    if let Some(vm) = unsafe { vm.as_ref() } {
        vm.0.kill();
    }
}

/// # Safety
/// `vm` is null or a machine.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_vm_step(vm: *const PurlinVm, n: usize) -> bool {
    // SAFETY: the caller says so.
    unsafe { vm.as_ref() }.is_some_and(|vm| vm.0.step(n))
}

/// # Safety
/// `vm` is null or a machine, `name` null or a string, `source` null or `len` bytes; `error` is null or can be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_load_source(
    vm: *const PurlinVm,
    name: *const c_char,
    source: *const c_char,
    len: usize,
    error: *mut *mut PurlinError,
) -> bool {
    // SAFETY: the caller says so.
    unsafe {
        guard(error, false, || {
            let vm = vm.as_ref().ok_or_else(|| missing("vm"))?;
            let loaded = vm.0.load_source(string(name, "name")?, bytes(source, len));
            loaded.map_err(Error::from)?;
            Ok(true)
        })
    }
}

/// # Safety
/// As the header says of each.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_call(
    vm: *const PurlinVm,
    module: *const c_char,
    function: *const c_char,
    args: *const *const PurlinValue,
    n_args: usize,
    timeout_ms: u64,
    error: *mut *mut PurlinError,
) -> *mut PurlinValue {
    // SAFETY: the caller says so.
    unsafe {
        guard(error, ptr::null_mut(), || {
            let vm = vm.as_ref().ok_or_else(|| missing("vm"))?;
            let args: Vec<&Value> = values(args, n_args)?;
            let mut options = CallOptions::new();
            if timeout_ms > 0 {
                options = options.timeout(Duration::from_millis(timeout_ms));
            }
            let (module, function) = (string(module, "module")?, string(function, "function")?);
            let value: Value = vm.0.call_with(&options, module, function, args)?;
            Ok(give(value_of(value)))
        })
    }
}

/// # Safety
/// `pointers` is null or `n` pointers to values.
unsafe fn values<'v>(
    pointers: *const *const PurlinValue,
    n: usize,
) -> Result<Vec<&'v Value>, PurlinError> {
    if n == 0 {
        return Ok(Vec::new());
    }
    if pointers.is_null() {
        return Err(missing("the array of values"));
    }
    // SAFETY: the caller says so.
    let pointers = unsafe { std::slice::from_raw_parts(pointers, n) };
    pointers
        .iter()
        // SAFETY: the caller says so.
        .map(|&pointer| unsafe { pointer.as_ref() }.map(|value| &value.value))
        .map(|value| value.ok_or_else(|| missing("a value")))
        .collect()
}

struct CFunction {
    function: PurlinFunction,
    data: *mut c_void,
}

// SAFETY: the header says that host functions are called from any thread.
unsafe impl Send for CFunction {}
// SAFETY: as above.
unsafe impl Sync for CFunction {}

impl CFunction {
    fn call(&self, args: &[Value]) -> Result<Value, Raised> {
        let args: Vec<PurlinValue> = args.iter().cloned().map(value_of).collect();
        let pointers: Vec<*const PurlinValue> = args.iter().map(ptr::from_ref).collect();
        let mut reason = ptr::null_mut();
        // SAFETY: the header says what a host function must stand and give.
        unsafe {
            let result = (self.function)(self.data, pointers.as_ptr(), pointers.len(), &mut reason);
            match (take(result), take(reason)) {
                (Some(result), _) => Ok(result.value),
                (None, Some(reason)) => Err(Raised::error(reason.value)),
                (None, None) => Err(Raised::badarg()),
            }
        }
    }
}

/// # Safety
/// As the header says of each.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_define(
    vm: *const PurlinVm,
    module: *const c_char,
    name: *const c_char,
    arity: u8,
    function: PurlinFunction,
    data: *mut c_void,
    error: *mut *mut PurlinError,
) -> bool {
    // SAFETY: the caller says so.
    unsafe {
        guard(error, false, || {
            let vm = vm.as_ref().ok_or_else(|| missing("vm"))?;
            let (module, name) = (string(module, "module")?, string(name, "name")?);
            let function = CFunction { function, data };
            let call = move |_: &purlin::CallContext, args: &[Value]| function.call(args);
            vm.0.module(module).dynamic(name, arity, call)?;
            Ok(true)
        })
    }
}

// Errors.

/// # Safety
/// `error` is null or an error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_error_kind(error: *const PurlinError) -> c_int {
    // SAFETY: the caller says so.
    unsafe { error.as_ref() }.map_or(0, |error| error.kind)
}

/// # Safety
/// `error` is null or an error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_error_message(error: *const PurlinError) -> *const c_char {
    // SAFETY: the caller says so.
    unsafe { error.as_ref() }.map_or(c"".as_ptr(), |error| error.message.as_ptr())
}

/// # Safety
/// `error` is null or an error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_error_reason(error: *const PurlinError) -> *const PurlinValue {
    // SAFETY: the caller says so.
    let reason = unsafe { error.as_ref() }.and_then(|error| error.reason.as_ref());
    reason.map_or(ptr::null(), ptr::from_ref)
}

/// # Safety
/// `error` is null or not used any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_error_free(error: *mut PurlinError) {
    // SAFETY: the caller says so.
    drop(unsafe { take(error) });
}

// Making values.

/// An integer.
#[unsafe(no_mangle)]
pub extern "C" fn purlin_int(value: i64) -> *mut PurlinValue {
    give(value_of(Value::Int(value)))
}

/// A float; null if it is not finite.
#[unsafe(no_mangle)]
pub extern "C" fn purlin_float(value: f64) -> *mut PurlinValue {
    match value.is_finite() {
        true => give(value_of(Value::Float(value))),
        false => ptr::null_mut(),
    }
}

/// # Safety
/// `text` is null or a string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_atom(text: *const c_char) -> *mut PurlinValue {
    // SAFETY: the caller says so.
    match unsafe { string(text, "text") } {
        Ok(text) => give(value_of(Value::Atom(Atom::from(text)))),
        Err(_) => ptr::null_mut(),
    }
}

/// # Safety
/// `data` is null or `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_binary(data: *const c_char, len: usize) -> *mut PurlinValue {
    // SAFETY: the caller says so.
    give(value_of(Value::Binary(
        unsafe { bytes(data, len) }.to_vec(),
    )))
}

/// # Safety
/// `items` is null or `n` values.
unsafe fn items(items: *const *mut PurlinValue, n: usize) -> Option<Vec<Value>> {
    if n == 0 {
        return Some(Vec::new());
    }
    if items.is_null() {
        return None;
    }
    // SAFETY: the caller says so.
    let pointers = unsafe { std::slice::from_raw_parts(items, n) };
    // All are taken over, also if one of them is null.
    // SAFETY: the caller says so.
    let taken: Vec<Option<PurlinValue>> = pointers.iter().map(|&p| unsafe { take(p) }).collect();
    taken
        .into_iter()
        .map(|item| item.map(|item| item.value))
        .collect()
}

/// # Safety
/// `elements` is null or `n` values, which are taken over.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_list(
    elements: *const *mut PurlinValue,
    n: usize,
) -> *mut PurlinValue {
    // SAFETY: passed on.
    let elements = unsafe { items(elements, n) };
    elements.map_or(ptr::null_mut(), |items| give(value_of(Value::List(items))))
}

/// # Safety
/// `elements` is null or `n` values, which are taken over.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_tuple(
    elements: *const *mut PurlinValue,
    n: usize,
) -> *mut PurlinValue {
    // SAFETY: passed on.
    let elements = unsafe { items(elements, n) };
    elements.map_or(ptr::null_mut(), |items| give(value_of(Value::Tuple(items))))
}

/// # Safety
/// `keys` and `elements` are null or `n` values each, which are taken over.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_map(
    keys: *const *mut PurlinValue,
    elements: *const *mut PurlinValue,
    n: usize,
) -> *mut PurlinValue {
    // SAFETY: passed on.
    let (keys, elements) = unsafe { (items(keys, n), items(elements, n)) };
    match (keys, elements) {
        (Some(keys), Some(elements)) => {
            let pairs = keys.into_iter().zip(elements).collect();
            give(value_of(Value::Map(pairs)))
        }
        _ => ptr::null_mut(),
    }
}

/// # Safety
/// `value` is null or a value.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_value_clone(value: *const PurlinValue) -> *mut PurlinValue {
    // SAFETY: the caller says so.
    match unsafe { value.as_ref() } {
        Some(value) => give(value_of(value.value.clone())),
        None => ptr::null_mut(),
    }
}

/// # Safety
/// `value` is null or not used any more, and owned by the caller.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_value_free(value: *mut PurlinValue) {
    // SAFETY: the caller says so.
    drop(unsafe { take(value) });
}

// Looking at values.

/// # Safety
/// `value` is null or a value.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_value_kind(value: *const PurlinValue) -> c_int {
    // SAFETY: the caller says so.
    let Some(value) = (unsafe { value.as_ref() }) else {
        return 0;
    };
    match &value.value {
        Value::Int(_) | Value::Big(_) => KIND_INT,
        Value::Float(_) => KIND_FLOAT,
        Value::Atom(_) => KIND_ATOM,
        Value::Binary(_) => KIND_BINARY,
        Value::List(_) => KIND_LIST,
        Value::Tuple(_) => KIND_TUPLE,
        Value::Map(_) => KIND_MAP,
        _ => KIND_OTHER,
    }
}

/// # Safety
/// `value` is null or a value, `out` null or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_value_int(value: *const PurlinValue, out: *mut i64) -> bool {
    // SAFETY: the caller says so.
    unsafe {
        match (value.as_ref().and_then(|v| v.value.as_i64()), out.as_mut()) {
            (Some(number), Some(out)) => {
                *out = number;
                true
            }
            _ => false,
        }
    }
}

/// # Safety
/// `value` is null or a value, `out` null or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_value_float(value: *const PurlinValue, out: *mut f64) -> bool {
    // SAFETY: the caller says so.
    let (value, out) = unsafe { (value.as_ref(), out.as_mut()) };
    let number = match value.map(|value| &value.value) {
        Some(Value::Float(number)) => *number,
        Some(Value::Int(number)) => *number as f64,
        _ => return false,
    };
    match out {
        Some(out) => {
            *out = number;
            true
        }
        None => false,
    }
}

/// # Safety
/// `value` is null or a value, `len` null or writable.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_value_bytes(
    value: *const PurlinValue,
    len: *mut usize,
) -> *const c_char {
    // SAFETY: the caller says so.
    let (value, len) = unsafe { (value.as_ref(), len.as_mut()) };
    let bytes = match value.map(|value| &value.value) {
        Some(Value::Binary(bytes)) => bytes.as_slice(),
        Some(Value::Atom(atom)) => atom.as_str().as_bytes(),
        _ => return ptr::null(),
    };
    if let Some(len) = len {
        *len = bytes.len();
    }
    bytes.as_ptr().cast()
}

/// # Safety
/// `value` is null or a value.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_value_size(value: *const PurlinValue) -> usize {
    // SAFETY: the caller says so.
    match unsafe { value.as_ref() }.map(|value| &value.value) {
        Some(Value::List(items) | Value::Tuple(items)) => items.len(),
        Some(Value::Map(pairs)) => pairs.len(),
        _ => 0,
    }
}

/// # Safety
/// `value` is null or a value.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_value_element(
    value: *const PurlinValue,
    index: usize,
) -> *mut PurlinValue {
    // SAFETY: the caller says so.
    let value = unsafe { value.as_ref() }.map(|value| &value.value);
    let element = match value {
        Some(Value::List(items) | Value::Tuple(items)) => items.get(index),
        Some(Value::Map(pairs)) => pairs.get(index).map(|pair| &pair.1),
        _ => None,
    };
    element.map_or(ptr::null_mut(), |element| give(value_of(element.clone())))
}

/// # Safety
/// `value` is null or a value.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_value_key(
    value: *const PurlinValue,
    index: usize,
) -> *mut PurlinValue {
    // SAFETY: the caller says so.
    let key = match unsafe { value.as_ref() }.map(|value| &value.value) {
        Some(Value::Map(pairs)) => pairs.get(index).map(|pair| &pair.0),
        _ => None,
    };
    key.map_or(ptr::null_mut(), |key| give(value_of(key.clone())))
}

/// # Safety
/// `value` is null or a value that no other thread looks at meanwhile.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn purlin_value_text(value: *mut PurlinValue) -> *const c_char {
    // SAFETY: the caller says so.
    let Some(value) = (unsafe { value.as_mut() }) else {
        return c"".as_ptr();
    };
    let shown = value.value.to_string();
    value.text.insert(text(shown)).as_ptr()
}
