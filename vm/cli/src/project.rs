//! What belongs to a program: its source folders, headers and dependencies, from `purlin.toml` or from where things usually are
//! (`src include test`, as rebar3 has them).

use std::path::{Path, PathBuf};

use toml::{Table, Value};

/// The project file's name.
pub const FILE: &str = "purlin.toml";

/// A folder with Erlang sources and what it needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    pub root: PathBuf,
    pub name: String,
    pub version: String,
    /// The module whose `main` is run.
    pub main: Option<String>,
    pub sources: Vec<PathBuf>,
    pub tests: Vec<PathBuf>,
    pub include: Vec<PathBuf>,
    /// Projects this one uses, with theirs.
    pub dependencies: Vec<Project>,
}

/// What is wrong with a project file, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub struct ProjectError {
    pub message: String,
    pub hint: Option<String>,
}

const KEYS: [&str; 7] = [
    "name",
    "version",
    "main",
    "sources",
    "tests",
    "include",
    "dependencies",
];
/// Dependencies of dependencies of ...
const MAX_DEPTH: usize = 64;

impl Project {
    /// The project that a folder belongs to: the nearest project file above, else the folder itself.
    pub fn around(folder: &Path) -> Result<Project, ProjectError> {
        let absolute = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
        let with_file = absolute
            .ancestors()
            .find(|above| above.join(FILE).is_file());
        match with_file {
            // As short as it was given, where it can be.
            Some(root) if root == absolute => Project::at(folder),
            Some(root) => Project::at(root),
            None => Ok(Project::by_layout(&above_sources(folder))),
        }
    }

    /// The project of a folder.
    pub fn at(root: &Path) -> Result<Project, ProjectError> {
        Project::at_depth(root, MAX_DEPTH)
    }

    fn at_depth(root: &Path, depth: usize) -> Result<Project, ProjectError> {
        let file = root.join(FILE);
        if !file.is_file() {
            return Ok(Project::by_layout(root));
        }
        let text = std::fs::read_to_string(&file).map_err(|error| ProjectError {
            message: format!("cannot read {}: {error}", file.display()),
            hint: None,
        })?;
        let table: Table = text
            .parse()
            .map_err(|error: toml::de::Error| ProjectError {
                message: format!(
                    "{} is not valid TOML: {}",
                    file.display(),
                    error.to_string().trim_end()
                ),
                hint: None,
            })?;
        Project::from_table(root, &file, &table, depth)
    }

    fn from_table(
        root: &Path,
        file: &Path,
        table: &Table,
        depth: usize,
    ) -> Result<Project, ProjectError> {
        if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
            return Err(wrong(
                file,
                format!("unknown key `{key}`"),
                format!("known keys: {}", KEYS.join(", ")),
            ));
        }
        let usual = Project::by_layout(root);
        let text = |key: &str, default: &str| match table.get(key) {
            None => Ok(default.to_owned()),
            Some(Value::String(text)) => Ok(text.clone()),
            Some(_) => Err(wrong(
                file,
                format!("`{key}` is to be a string"),
                format!("write {key} = \"...\""),
            )),
        };
        let folders = |key: &str, default: Vec<PathBuf>| match table.get(key) {
            None => Ok(default),
            Some(Value::Array(values)) if values.iter().all(Value::is_str) => {
                let names = values.iter().filter_map(Value::as_str);
                Ok(names.map(|name| root.join(name)).collect())
            }
            Some(_) => Err(wrong(
                file,
                format!("`{key}` is to be a list of folders"),
                format!("write {key} = [\"src\"]"),
            )),
        };
        Ok(Project {
            root: root.to_path_buf(),
            name: text("name", &usual.name)?,
            version: text("version", "0.0.0")?,
            main: match table.contains_key("main") {
                true => Some(text("main", "")?),
                false => None,
            },
            sources: folders("sources", usual.sources)?,
            tests: folders("tests", usual.tests)?,
            include: folders("include", usual.include)?,
            dependencies: dependencies(root, file, table, depth)?,
        })
    }

    /// `src include test` if there is a `src`, else the folder itself.
    fn by_layout(root: &Path) -> Project {
        let absolute = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
        let folder_name = absolute
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let src = root.join("src");
        let has_src = src.is_dir();
        let name = application_name(&src).unwrap_or(folder_name);
        let test = root.join("test");
        Project {
            root: root.to_path_buf(),
            name,
            version: "0.0.0".to_owned(),
            main: None,
            sources: if has_src {
                with_subfolders(&src)
            } else {
                vec![root.to_path_buf()]
            },
            tests: if test.is_dir() {
                vec![test]
            } else {
                Vec::new()
            },
            include: match has_src {
                true => vec![root.join("include"), src, root.to_path_buf()],
                false => vec![root.to_path_buf()],
            },
            dependencies: Vec::new(),
        }
    }

    /// Source folders of the project and all it depends on, nearest first, each once.
    pub fn all_sources(&self) -> Vec<PathBuf> {
        self.gather(|project| &project.sources)
    }

    pub fn all_includes(&self) -> Vec<PathBuf> {
        self.gather(|project| &project.include)
    }

    /// Folders of headers: those that were asked for, then the project's.
    pub fn includes_after(&self, asked: &[PathBuf]) -> Vec<PathBuf> {
        asked.iter().cloned().chain(self.all_includes()).collect()
    }

    fn gather(&self, of: fn(&Project) -> &Vec<PathBuf>) -> Vec<PathBuf> {
        let mut found: Vec<PathBuf> = Vec::new();
        let mut waiting = vec![self];
        while let Some(project) = waiting.pop() {
            for folder in of(project) {
                if !found.contains(folder) {
                    found.push(folder.clone());
                }
            }
            waiting.extend(project.dependencies.iter().rev());
        }
        found
    }
}

fn wrong(file: &Path, message: String, hint: String) -> ProjectError {
    ProjectError {
        message: format!("{}: {message}", file.display()),
        hint: Some(hint),
    }
}

/// `[dependencies]`: each a table with a path.
fn dependencies(
    root: &Path,
    file: &Path,
    table: &Table,
    depth: usize,
) -> Result<Vec<Project>, ProjectError> {
    let Some(value) = table.get("dependencies") else {
        return Ok(Vec::new());
    };
    let shape = || "write name = { path = \"../folder\" } below [dependencies]".to_owned();
    let Some(entries) = value.as_table() else {
        return Err(wrong(
            file,
            "`dependencies` is to be a table".to_owned(),
            shape(),
        ));
    };
    let mut found = Vec::new();
    for (name, entry) in entries {
        let path = entry
            .as_table()
            .and_then(|entry| entry.get("path"))
            .and_then(Value::as_str);
        let Some(path) = path else {
            return Err(wrong(
                file,
                format!("dependency `{name}` has no path"),
                shape(),
            ));
        };
        let folder = root.join(path);
        if !folder.is_dir() {
            return Err(wrong(
                file,
                format!(
                    "dependency `{name}`: there is no folder {}",
                    folder.display()
                ),
                "paths begin at the project file's folder".to_owned(),
            ));
        }
        if depth == 0 {
            return Err(wrong(
                file,
                format!("dependency `{name}` leads in a circle"),
                "two projects cannot depend on each other".to_owned(),
            ));
        }
        found.push(Project::at_depth(&folder, depth - 1)?);
    }
    Ok(found)
}

/// The folder that holds `src`, for one that is its `src` or `test`, or below it.
fn above_sources(folder: &Path) -> PathBuf {
    let absolute = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    let mut above = folder.to_path_buf();
    for part in absolute.ancestors().take(4) {
        above = match above.file_name() {
            Some(_) => above
                .parent()
                .map_or_else(|| PathBuf::from("."), Path::to_path_buf),
            None => above.join(".."),
        };
        if above.as_os_str().is_empty() {
            above = PathBuf::from(".");
        }
        let is_part = part
            .file_name()
            .is_some_and(|name| name == "src" || name == "test");
        if is_part && part.parent().is_some_and(|root| root.join("src").is_dir()) {
            return above;
        }
    }
    folder.to_path_buf()
}

/// A folder and those below it, in order.
fn with_subfolders(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![folder.to_path_buf()];
    let mut index = 0;
    while let Some(here) = found.get(index).cloned() {
        let entries = std::fs::read_dir(&here).into_iter().flatten().flatten();
        let mut below: Vec<PathBuf> = entries
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
            .map(|entry| entry.path())
            .collect();
        below.sort();
        found.extend(below);
        index += 1;
    }
    found
}

/// The name of `NAME.app.src`.
pub fn application_name(src: &Path) -> Option<String> {
    let entries = std::fs::read_dir(src).ok()?.flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| {
            Some(
                entry
                    .file_name()
                    .to_str()?
                    .strip_suffix(".app.src")?
                    .to_owned(),
            )
        })
        .collect();
    names.sort();
    names.into_iter().next()
}

/// The Erlang files directly in folders.
pub fn erlang_files(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in folders {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut here: Vec<PathBuf> = entries
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "erl"))
            .collect();
        here.sort();
        files.extend(here);
    }
    files
}
