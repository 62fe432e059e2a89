//! The line editor, set up: Emacs keys, history in a file, completion with Tab, several lines until the full stop.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use purlin::Vm;
use purlin::syntax;
use reedline::{
    ColumnarMenu, EditCommand, Emacs, ExternalPrinter, FileBackedHistory, KeyCode, KeyModifiers,
    MenuBuilder, Prompt, PromptEditMode, PromptHistorySearch, PromptHistorySearchStatus, Reedline,
    ReedlineEvent, ReedlineMenu, Signal, ValidationResult, Validator, default_emacs_keybindings,
};

use super::complete::Names;
use super::highlight::Colours;
use super::output::Screen;
use crate::tell;

const MENU: &str = "completion";
const HISTORY_LINES: usize = 10_000;

/// What came of a prompt.
pub enum Line {
    Text(String),
    /// Ctrl-C.
    Interrupted,
    /// Ctrl-D on an empty line.
    End,
    Failed(std::io::Error),
}

pub struct Editor(Reedline);

impl Editor {
    pub fn new(vm: &Arc<Vm>, screen: &Screen) -> Editor {
        let printer = ExternalPrinter::new(4096);
        screen.print_above(printer.sender());
        let colours = tell::colour_on_stdout();
        let mut line = Reedline::create()
            .with_validator(Box::new(UntilFullStop))
            .with_highlighter(Box::new(Colours { on: colours }))
            .with_ansi_colors(colours)
            .with_completer(Box::new(Names { vm: vm.clone() }))
            .with_partial_completions(true)
            .with_quick_completions(true)
            .with_menu(ReedlineMenu::EngineCompleter(Box::new(
                ColumnarMenu::default()
                    .with_name(MENU)
                    .with_marker("> ")
                    .with_columns(1),
            )))
            .with_edit_mode(Box::new(Emacs::new(keys())))
            .with_external_printer(printer)
            .use_bracketed_paste(true);
        if let Some(history) = history() {
            line = line.with_history(Box::new(history));
        }
        Editor(line)
    }

    pub fn read(&mut self, number: usize) -> Line {
        match self.0.read_line(&Numbered(number)) {
            Ok(Signal::Success(text)) => {
                // At once: the program may end before this thread does. What cannot be written is in memory still.
                let _ = self.0.sync_history();
                Line::Text(text)
            }
            Ok(Signal::CtrlD) => Line::End,
            Ok(_) => Line::Interrupted,
            Err(error) => Line::Failed(error),
        }
    }
}

fn keys() -> reedline::Keybindings {
    let mut keys = default_emacs_keybindings();
    keys.add_binding(
        KeyModifiers::NONE,
        KeyCode::Tab,
        ReedlineEvent::UntilFound(vec![
            ReedlineEvent::Menu(MENU.to_owned()),
            ReedlineEvent::MenuNext,
        ]),
    );
    keys.add_binding(
        KeyModifiers::SHIFT,
        KeyCode::BackTab,
        ReedlineEvent::MenuPrevious,
    );
    keys.add_binding(
        KeyModifiers::ALT,
        KeyCode::Enter,
        ReedlineEvent::Edit(vec![EditCommand::InsertNewline]),
    );
    keys
}

/// `$PURLIN_HISTORY`, or `purlin/history` in the folder for state. An empty variable: no history is kept.
fn history() -> Option<FileBackedHistory> {
    let file = match std::env::var_os("PURLIN_HISTORY") {
        Some(file) if file.is_empty() => return None,
        Some(file) => PathBuf::from(file),
        None => state_folder()?.join("purlin").join("history"),
    };
    match FileBackedHistory::with_file(HISTORY_LINES, file) {
        Ok(history) => Some(history),
        Err(error) => {
            tell::warning(format_args!("the history is not kept: {error}"));
            None
        }
    }
}

fn state_folder() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    set("XDG_STATE_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(set("HOME")?).join(".local/state")))
}

/// Enter ends the input where a form ends, else it begins a new line.
struct UntilFullStop;

impl Validator for UntilFullStop {
    fn validate(&self, text: &str) -> ValidationResult {
        let is_command = text.trim_start().starts_with(':');
        match is_command || syntax::is_complete(&syntax::without_prompts(text)) {
            true => ValidationResult::Complete,
            false => ValidationResult::Incomplete,
        }
    }
}

/// `1> `, as Erlang's shell has it.
struct Numbered(usize);

impl Prompt for Numbered {
    fn render_prompt_left(&self) -> Cow<'_, str> {
        Cow::Owned(format!("{}", self.0))
    }

    fn render_prompt_right(&self) -> Cow<'_, str> {
        Cow::Borrowed("")
    }

    fn render_prompt_indicator(&self, _: PromptEditMode) -> Cow<'_, str> {
        Cow::Borrowed("> ")
    }

    fn render_prompt_multiline_indicator(&self) -> Cow<'_, str> {
        Cow::Owned(format!(
            "{:>width$} ",
            "..",
            width = self.0.to_string().len() + 1
        ))
    }

    fn render_prompt_history_search_indicator(&self, search: PromptHistorySearch) -> Cow<'_, str> {
        let failing = match search.status {
            PromptHistorySearchStatus::Passing => "",
            PromptHistorySearchStatus::Failing => "failing ",
        };
        Cow::Owned(format!(" ({failing}search: {}) ", search.term))
    }

    fn get_prompt_color(&self) -> reedline::Color {
        reedline::Color::Default
    }
}
