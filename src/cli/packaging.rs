//! `completions` and `man`: what packagers put beside the program.

use clap::CommandFactory;
use clap_complete::Shell;

use super::args::Arguments;
use super::exit::Exit;
use super::terminal::Terminal;

const NAME: &str = "senco-guide";

/// Prints the completions for a shell.
pub(super) fn completions(shell: Shell, terminal: &Terminal) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), NAME, &mut script);
    terminal.tell(&String::from_utf8_lossy(&script));
    Exit::Clean
}

/// Prints the manual page, in the form that `man` reads: one page with every verb.
pub(super) fn manual(terminal: &Terminal) -> Exit {
    let mut command = Arguments::command();
    command.build();
    let mut page = Vec::new();
    // Writing to memory cannot fail.
    let _ = clap_mangen::Man::new(command.clone()).render(&mut page);
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set() && verb.get_name() != "help") {
        let _ = clap_mangen::Man::new(verb.clone()).render_name_section(&mut page);
        let _ = clap_mangen::Man::new(verb.clone()).render_synopsis_section(&mut page);
        let _ = clap_mangen::Man::new(verb.clone()).render_options_section(&mut page);
    }
    terminal.tell(&String::from_utf8_lossy(&page));
    Exit::Clean
}
