//! The program: words in, exit status out. Everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    senco_guide::cli::run(std::env::args_os()).into()
}
