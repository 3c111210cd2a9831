//! The command line: one file a verb.

mod args;

mod build;

mod exit;

mod explain;

mod fix;

mod site;

mod tell;

mod terminal;

use std::ffi::OsString;

use clap::Parser;
use clap::error::ErrorKind;

use args::{Arguments, Verb};
pub use exit::Exit;
use terminal::Terminal;

/// Runs the tool with the words of a command line, the program's name first.
pub fn run(words: impl IntoIterator<Item = OsString>) -> Exit {
    deepen_stacks();
    let arguments = match Arguments::try_parse_from(words) {
        Ok(arguments) => arguments,
        Err(error) => {
            let asked_for = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            let _ = error.print();
            return if asked_for { Exit::Clean } else { Exit::Failed };
        }
    };
    let terminal = Terminal::new(arguments.color, arguments.quiet);
    let done = match &arguments.verb {
        Verb::Build(build) => build::build(build, &terminal),
        Verb::Check(check) => build::check(check, &terminal),
        Verb::Explain { rule } => Ok(explain::explain(rule.as_deref(), &terminal)),
    };
    done.unwrap_or_else(|failure| {
        terminal.failure(&failure);
        Exit::Failed
    })
}

/// Room for a thread that, while it waits for its own document, takes up another one, and another: with hundreds of PDFs
/// they lie on one stack.
const STACK: usize = 64 * 1024 * 1024;

/// Gives the threads that share the work their stacks. Only what is used of them is ever taken from the machine.
fn deepen_stacks() {
    // Refused when the threads are already at work: another part of a program that has us as a library chose for itself.
    let _ = rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global();
}
