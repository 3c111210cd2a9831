//! The publish target that is meant, opened.

use std::path::Path;

use super::args::TargetArgs;
use super::place;
use super::terminal::Terminal;
use crate::config::{self, Config};
use crate::history;
use crate::io::{self, Failure, MemoryTarget, Target};
use crate::load;
use crate::model::{History, Layout, PublishTarget, TargetKind};

/// A publish target, opened.
pub(super) struct Opened {
    pub(super) settings: PublishTarget,
    pub(super) target: Box<dyn Target>,
    /// The address that the site answers at, when the settings name one.
    pub(super) address: Option<String>,
    /// The place in words.
    pub(super) words: String,
    /// Whether its folder is still to be made.
    pub(super) is_to_be_made: bool,
}

/// What the target is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ToDo {
    /// A new folder is made, when the folder that it stands in is there.
    Publish,
    /// The same without making it.
    Rehearse,
    /// What is not there cannot be looked at.
    LookOrGoBack,
}

impl Opened {
    /// Opens the target that is named; the only one when none is.
    pub(super) fn new(
        verb: &str,
        name: Option<&str>,
        config: &Config,
        history: &History,
        to_do: ToDo,
        terminal: &Terminal,
    ) -> Result<Self, Failure> {
        let mut settings = chosen(verb, name, config)?.clone();
        if let TargetKind::Folder { path } = &mut settings.kind {
            *path = place::beside_guide(Path::new(path.as_str())).display().to_string();
        }
        let words = settings.kind.words();
        if name.is_none() {
            terminal.progress(&format!("guide.toml has one publish target, “{}”: {words}.", settings.name));
        }
        let is_to_be_made = to_do != ToDo::LookOrGoBack && is_to_be_made(&settings, history)?;
        if is_to_be_made && to_do == ToDo::Publish {
            make_folder(&settings)?;
            terminal.progress(&format!("Made {words}, which was not there yet."));
        }
        let target = match (is_to_be_made && to_do == ToDo::Rehearse, settings.layout) {
            (false, _) => io::open_target(&settings)?,
            (true, Layout::Releases) => Box::new(MemoryTarget::with_switch()),
            (true, Layout::Plain) => Box::new(MemoryTarget::without_switch()),
        };
        let usual = config.address.clone().filter(|_| !settings.is_rehearsal);
        let address = settings.address.clone().or(usual);
        Ok(Self { settings, target, address, words, is_to_be_made })
    }

    /// Reads the settings of a guide, its history, and opens the target to look at it or to go back.
    pub(super) fn of_guide(
        verb: &str,
        arguments: &TargetArgs,
        name: Option<&str>,
        terminal: &Terminal,
    ) -> Result<(Self, History), Failure> {
        let sources = load::guide(&arguments.guide)?.value;
        let config = config::read(&sources).value;
        let history = history::read(&sources).value;
        Ok((Self::new(verb, name, &config, &history, ToDo::LookOrGoBack, terminal)?, history))
    }

    /// What a person opens to see what is live.
    pub(super) fn to_open(&self) -> Option<String> {
        let TargetKind::Folder { path } = &self.settings.kind else { return self.address.clone() };
        let shown = match self.settings.layout {
            Layout::Releases => Path::new(path).join("current"),
            Layout::Plain => path.into(),
        };
        self.address.clone().or_else(|| Some(shown.join("index.html").display().to_string()))
    }
}

/// The target that is meant.
fn chosen<'a>(verb: &str, name: Option<&str>, config: &'a Config) -> Result<&'a PublishTarget, Failure> {
    let known = || {
        let words = |target: &PublishTarget| format!("“{}” ({})", target.name, target.kind.words());
        config.publish.iter().map(words).collect::<Vec<_>>().join(", ")
    };
    match (name, config.publish.as_slice()) {
        (_, []) => Err(Failure::NoTargets { name: name.unwrap_or("live").to_owned() }),
        (None, [only]) => Ok(only),
        (None, [first, ..]) => {
            Err(Failure::WhichTarget { known: known(), example: format!("senco-guide {verb} {}", first.name) })
        }
        (Some(name), targets) => targets
            .iter()
            .find(|target| target.name == name)
            .ok_or_else(|| Failure::NoTarget { asked: name.to_owned(), known: known() }),
    }
}

/// Refuses to publish into a folder that the tool itself works in: the guide, its bundle, or what holds the guide.
pub(super) fn refuse_own_folder(
    name: Option<&str>,
    config: &Config,
    guide: &Path,
    bundle: &Path,
) -> Result<(), Failure> {
    let settings = chosen("publish", name, config)?;
    let TargetKind::Folder { path } = &settings.kind else { return Ok(()) };
    let [folder, guide, bundle] = [&place::beside_guide(Path::new(path)), guide, bundle].map(io::whole_path);
    let what = match () {
        () if folder.starts_with(&guide) => "is the guide folder or lies in it",
        () if folder.starts_with(&bundle) => "is the bundle or lies in it, and is made anew by every build",
        () if guide.starts_with(&folder) => "holds the guide folder",
        () => return Ok(()),
    };
    Err(Failure::OwnFolder { name: settings.name.clone(), folder: path.clone(), what })
}

/// Whether the target is a folder that is not there yet and can be made. It is not made where it may only be out of reach: when
/// the folder around it is missing, too, or is empty although the guide went live before, as that of a network drive that is
/// not connected.
fn is_to_be_made(settings: &PublishTarget, history: &History) -> Result<bool, Failure> {
    let TargetKind::Folder { path } = &settings.kind else { return Ok(false) };
    let folder = Path::new(path);
    if folder.exists() {
        return Ok(false);
    }
    let around = folder.parent().filter(|around| !around.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !around.is_dir() {
        return Err(Failure::OutOfReach {
            folder: folder.to_owned(),
            around: around.to_owned(),
            is: "is not there, either",
        });
    }
    if !history.releases.is_empty() && io::is_new_or_empty(around) {
        return Err(Failure::OutOfReach { folder: folder.to_owned(), around: around.to_owned(), is: "is empty" });
    }
    Ok(true)
}

fn make_folder(settings: &PublishTarget) -> Result<(), Failure> {
    match &settings.kind {
        TargetKind::Folder { path } => io::make_folder(Path::new(path)),
        _ => Ok(()),
    }
}
