//! `preview`: the guide in the browser, new at every save, until somebody ends it.

use super::args::PreviewArgs;
use super::exit::Exit;
use super::terminal::Terminal;
use crate::io::Failure;

/// Shows a guide in the browser.
#[cfg(feature = "preview")]
pub(super) fn preview(arguments: &PreviewArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    use std::time::Duration;

    use super::build;
    use crate::io;
    use crate::preview::{Preview, Wanted};

    /// How long nothing may happen before the preview looks up, and goes on waiting.
    const LONG: Duration = Duration::from_hours(1);

    let wanted = Wanted {
        guide: arguments.guide.guide.clone(),
        port: arguments.port,
        surroundings: build::surroundings(&arguments.guide, None),
    };
    let mut preview = Preview::open(wanted)?;
    terminal.tell(&format!("The preview is at {}\n", preview.address()));
    if let Some(words) = preview.neighbours() {
        terminal.progress(words);
    }
    terminal.progress(
        "It shows each page anew when you save it, and only this computer can see it. Leave this window open; Ctrl and C end it.",
    );
    if arguments.open {
        // The address is told already, so that a person can go there.
        if let Err(failure) = io::open_address(&preview.edited_address()) {
            terminal.failure(&failure);
        }
    }
    loop {
        if let Some(told) = preview.turn(LONG) {
            terminal.progress(&told);
        }
    }
}

/// This program was built without it.
#[cfg(not(feature = "preview"))]
pub(super) fn preview(arguments: &PreviewArgs, _: &Terminal) -> Result<Exit, Failure> {
    let PreviewArgs { guide: _, port: _, open: _ } = arguments;
    Err(Failure::NoPreview)
}
