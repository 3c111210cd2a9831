//! The command line: one file a verb.

mod args;

mod build;

mod exit;

mod explain;

mod fix;

mod hints;

mod import;

mod new;

mod opened;

mod packaging;

mod place;

mod preview;

mod publish;

mod releases;

mod site;

mod status;

mod tell;

mod terminal;

mod waiting;

use std::ffi::OsString;

use clap::Parser;
use clap::error::ErrorKind;

use args::{Arguments, Verb};
pub use exit::Exit;
use terminal::Terminal;

/// What is done at a publish target where nothing is changed.
const LOOKING: &str = "Looking at";

/// Runs the tool with the words of a command line, the program's name first.
pub fn run(words: impl IntoIterator<Item = OsString>) -> Exit {
    let words: Vec<OsString> = words.into_iter().collect();
    let arguments = match Arguments::try_parse_from(&words) {
        Ok(arguments) => arguments,
        Err(error) => {
            let asked_for = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            let _ = hints::with_tip(error, &words).print();
            return if asked_for { Exit::Clean } else { Exit::Failed };
        }
    };
    let terminal = Terminal::new(arguments.color, arguments.quiet);
    let Some(verb) = &arguments.verb else { return new::next(&terminal) };
    let done = match verb {
        Verb::New { folder } => new::new(folder, &terminal),
        Verb::Build(build) => build::build(build, &terminal),
        Verb::Check(check) => build::check(check, &terminal),
        Verb::Preview(preview) => preview::preview(preview, &terminal),
        Verb::Publish(publish) => publish::publish(publish, &terminal),
        Verb::Verify(verify) => releases::verify(verify, &terminal).map_err(|failure| failure.while_doing(LOOKING)),
        Verb::Releases(target) => releases::list(target, &terminal).map_err(|failure| failure.while_doing(LOOKING)),
        Verb::Rollback(rollback) => releases::rollback(rollback, &terminal)
            .map_err(|failure| failure.while_doing("Going back to an earlier release at")),
        Verb::Status(status) => status::status(status, &terminal),
        Verb::Import(import) => import::import(import, &terminal),
        Verb::Completions { shell } => Ok(packaging::completions(*shell, &terminal)),
        Verb::Man => Ok(packaging::manual(&terminal)),
        Verb::Explain { rule } => Ok(explain::explain(rule.as_deref(), &terminal)),
    };
    done.unwrap_or_else(|failure| {
        terminal.failure(&failure);
        Exit::Failed
    })
}
