//! Tells the findings in the form and the place that were asked for, and says how the run ends.

use super::args::TellingArgs;
use super::exit::Exit;
use super::terminal::Terminal;
use crate::io::{self, Failure};
use crate::model::Severity;
use crate::report::{self, Format, Told, text};

impl TellingArgs {
    /// Tells the findings.
    pub(super) fn tell(&self, told: &Told<'_>, terminal: &Terminal) -> Result<Exit, Failure> {
        match (&self.report, self.format) {
            (Some(file), format) => io::save_file(file, report::render(told, format).as_bytes())?,
            (None, Format::Text) => terminal.tell(&text::render(told, terminal.colour)),
            (None, format) => terminal.tell(&report::render(told, format)),
        }
        let stops = |severity: Severity| self.strict || severity == Severity::MustFix;
        let is_clean = !told.findings.iter().any(|finding| stops(finding.severity));
        Ok(if is_clean { Exit::Clean } else { Exit::MustFix })
    }
}
