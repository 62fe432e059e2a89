//! Finding and opening included files: beside the including file, in the working folder, beside the module, then in
//! the include path; for `-include_lib` also in an application's folder.

use super::Preprocessor;
use crate::diagnostics::{Arg, Code, Diagnostic};
use crate::source::encoding::decode;
use crate::source::provider::ReadError;
use crate::source::span::Span;

/// Files open at once.
const MAX_INCLUDE_DEPTH: usize = 9;

impl Preprocessor<'_, '_> {
    /// Opens `path`; `library` for `-include_lib`. `directive` is the directive's name, `span` the path's.
    pub(super) fn include(&mut self, path: &str, library: bool, directive: Span, span: Span) {
        if self.inputs.len() >= MAX_INCLUDE_DEPTH {
            self.report(Diagnostic::new(Code::IncludeDepth, span).otp_at(directive));
            return;
        }
        let expanded = self.expand_variable(path);
        let found = match self.find_include(&expanded) {
            Err(ReadError::NotFound) if library => self.find_library(&expanded),
            found => found,
        };
        match found {
            Ok((name, bytes)) => self.open_included(&name, bytes, span),
            Err(ReadError::NotFound) => self.include_not_found(path, library, directive, span),
            Err(ReadError::Other(reason)) => {
                let diagnostic = Diagnostic::new(Code::IncludeUnreadable, span)
                    .arg(Arg::Text(path.into()))
                    .note(reason)
                    .otp_at(directive);
                self.report(diagnostic);
            }
        }
    }

    fn open_included(&mut self, name: &str, bytes: Vec<u8>, span: Span) {
        let text = match decode(bytes) {
            Ok(text) => text,
            Err(error) => {
                let diagnostic = Diagnostic::new(Code::InvalidEncoding, span)
                    .note(format!(
                        "`{name}` has a byte that is not UTF-8 at offset {}",
                        error.offset
                    ))
                    .help("save it as UTF-8, or say `%% coding: latin-1` in its first line");
                self.report(diagnostic);
                return;
            }
        };
        match self.sources.add(name, text) {
            Ok(file) => {
                self.open(file);
                self.pending = Some(self.file_item(1, 0));
            }
            Err(_) => self.report(Diagnostic::new(Code::SourceTooLarge, span)),
        }
    }

    /// `$NAME/rest` with the variable's value.
    fn expand_variable(&self, path: &str) -> String {
        let Some(rest) = path.strip_prefix('$') else {
            return path.to_owned();
        };
        let (name, tail) = rest.split_once('/').unwrap_or((rest, ""));
        match self.provider.variable(name) {
            Some(value) => join(&value, tail),
            None => path.to_owned(),
        }
    }

    fn find_include(&self, path: &str) -> Result<(String, Vec<u8>), ReadError> {
        if path.starts_with('/') {
            return self
                .provider
                .read(path)
                .map(|bytes| (path.to_owned(), bytes));
        }
        let file_folder = |at: Option<&super::Input>| {
            at.map_or(String::new(), |input| {
                folder(self.sources.file(input.file).name()).to_owned()
            })
        };
        let folders = [
            file_folder(self.inputs.last()),
            String::new(),
            file_folder(self.inputs.first()),
        ];
        for folder in folders.iter().chain(&self.options.includes) {
            let candidate = join(folder, path);
            match self.provider.read(&candidate) {
                Ok(bytes) => return Ok((candidate, bytes)),
                Err(ReadError::NotFound) => {}
                Err(other) => return Err(other),
            }
        }
        Err(ReadError::NotFound)
    }

    fn find_library(&self, path: &str) -> Result<(String, Vec<u8>), ReadError> {
        let (application, rest) = path.split_once('/').ok_or(ReadError::NotFound)?;
        let folder = self
            .provider
            .lib_dir(application)
            .ok_or(ReadError::NotFound)?;
        let candidate = join(&folder, rest);
        self.provider
            .read(&candidate)
            .map(|bytes| (candidate, bytes))
    }

    #[cold]
    fn include_not_found(&mut self, path: &str, library: bool, directive: Span, span: Span) {
        let code = if library {
            Code::IncludeLibNotFound
        } else {
            Code::IncludeNotFound
        };
        let mut diagnostic = Diagnostic::new(code, span)
            .arg(Arg::Text(path.into()))
            .otp_at(directive);
        diagnostic = match library {
            true => match path.split_once('/') {
                Some((application, _)) if self.provider.lib_dir(application).is_none() => {
                    diagnostic.note(format!("there is no application `{application}` here"))
                }
                Some((application, _)) => {
                    diagnostic.note(format!("application `{application}` has no such file"))
                }
                None => diagnostic.help("write `-include_lib(\"application/include/file.hrl\")`"),
            },
            false if self.options.includes.is_empty() => {
                diagnostic.help("add the folder that holds it to the include path")
            }
            false => diagnostic.note(format!(
                "also looked in {}",
                self.options.includes.join(", ")
            )),
        };
        self.report(diagnostic);
    }
}

/// Everything before the last `/`.
fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |at| &path[..at])
}

fn join(folder: &str, path: &str) -> String {
    match folder {
        "" | "." => path.to_owned(),
        _ => format!("{}/{path}", folder.trim_end_matches('/')),
    }
}
