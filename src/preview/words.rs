//! What the preview says of a build, and of what keeps it from building.

use std::time::Duration;

use super::Build;
use crate::config;
use crate::io::Failure;
use crate::model::{GuidePath, Severity, Sources};

/// Why the pages of a guide as it is saved now are not shown, when they are not.
pub(super) fn held_back(sources: &Sources) -> Option<String> {
    (!config::can_be_read(sources)).then(|| {
        "guide.toml cannot be understood, so the pages are shown as they were before. They go on as soon as it is put right."
            .to_owned()
    })
}

/// Why there is nothing to build.
pub(super) fn gone(failure: &Failure) -> String {
    match failure {
        Failure::NoGuide(folder) => format!(
            "The guide folder {} is not there at the moment. The pages are shown as they were at the last save, and go on as \
             soon as it is back.",
            folder.display()
        ),
        Failure::NoPages(folder) => format!(
            "There are no pages in {} at the moment. They are shown as they were at the last save, and go on as soon as they \
             are back.",
            folder.display()
        ),
        other => other.to_string(),
    }
}

/// What was built, for who watches the terminal.
pub(super) fn built(changed: &[GuidePath], build: &Build, took: Duration) -> String {
    let name = changed.iter().find(|file| file.is_under("pages")).or(changed.first());
    let name = name.map(GuidePath::as_str).unwrap_or_default();
    let saved = match changed.len() {
        0 | 1 => name.to_owned(),
        2 => format!("{name} and another file"),
        more => format!("{name} and {} other files", more - 1),
    };
    let findings = &build.compiled.findings;
    let must = findings.count(Severity::MustFix);
    let found = match (must, findings.len()) {
        (0, 0) => "nothing wrong".to_owned(),
        (0, all) => format!("nothing that must be fixed, {all} to look at"),
        (must, _) => format!("{must} to be fixed"),
    };
    format!("{saved}: built in {} ms, {found}.", took.as_millis())
}
