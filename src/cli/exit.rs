//! Exit statuses, a promise to scripts.

use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing must be fixed.
    Clean,
    /// Something must be fixed.
    MustFix,
    /// The tool could not do its job.
    Failed,
    /// The live site differs from its release.
    Differs,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Clean => Self::SUCCESS,
            Exit::MustFix => Self::from(1),
            Exit::Failed => Self::from(2),
            Exit::Differs => Self::from(3),
        }
    }
}
