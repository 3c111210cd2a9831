//! A folder of another computer, by SFTP.
//!
//! 1. `connection` reaches the server. `known_hosts` says whether its key is the right one, before anything of ours is sent.
//! 2. `login` finds a key (`agent` asks those who hold some) or a password.
//! 3. `wire`, `request` and `packet` speak SFTP version 3, with the extensions that OpenSSH brought.
//! 4. `place` is the folder; `files` and `folders` are what is done in it, each step whole or not at all.
//!
//! All of it runs in a small runtime of its own. From outside, a step is a call that returns when it is done; several threads
//! may call at once, and share the one connection.

mod agent;

mod connection;

mod files;

mod folders;

mod known_hosts;

mod login;

mod packet;

mod place;

mod request;

mod wire;

use std::fmt;

use russh::client::Handle;
use tokio::runtime::{Builder, Runtime};

use self::connection::{Watcher, connect};
use self::known_hosts::KnownHosts;
use self::login::Login;
use self::packet::Stop;
use self::place::{Ability, Place};
use self::wire::Wire;
use super::{Entry, Headers, Switch, Target, TargetFailure, Trouble};
use crate::model::{PublishTarget, TargetKind};

/// A folder of another computer.
pub(super) struct Sftp {
    words: String,
    place: Place,
    /// Held as long as we want to be connected.
    _ssh: Handle<Watcher>,
    /// Last, so that it ends after all that runs in it.
    runtime: Runtime,
}

impl Sftp {
    /// Reaches the server, logs in and finds the folder.
    ///
    /// # Errors
    /// When the server cannot be reached, is not the one that this computer knows, refuses the login, or has no such folder.
    pub(super) fn open(settings: &PublishTarget) -> Result<Self, TargetFailure> {
        let words = settings.kind.words();
        let failure = |trouble: Trouble| TargetFailure::new(words.clone(), trouble);
        let TargetKind::Sftp { host, port, user, path, key, known_hosts } = &settings.kind else {
            return Err(failure(Trouble::NotBuiltIn));
        };
        let login = Login::find(&settings.name, user, key.as_deref());
        let known = KnownHosts::read(known_hosts.as_deref()).map_err(failure)?;
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_io().enable_time().build();
        let runtime = runtime.map_err(|error| failure(Trouble::Other(error.to_string())))?;
        let opened = runtime.block_on(async {
            let (ssh, channel) = connect(host, *port, known, &login).await?;
            let (wire, announced) = Wire::begin(channel.into_stream()).await.map_err(no_sftp)?;
            Ok((ssh, Place::find(wire, &announced, path).await?))
        });
        let (ssh, place) = opened.map_err(failure)?;
        Ok(Self { words, place, _ssh: ssh, runtime })
    }

    fn wait<T>(&self, step: impl Future<Output = Result<T, Trouble>>) -> Result<T, TargetFailure> {
        self.runtime.block_on(step).map_err(|trouble| TargetFailure::new(self.words.clone(), trouble))
    }
}

/// A login that may only run one program, or whose shell greets people.
fn no_sftp(stop: Stop) -> Trouble {
    let (Stop::Broke(why) | Stop::Refused(_, why)) = stop;
    Trouble::Other(format!("the server let us in, but does not speak SFTP with this login ({why})"))
}

impl fmt::Debug for Sftp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Sftp").field("words", &self.words).finish_non_exhaustive()
    }
}

impl Target for Sftp {
    fn words(&self) -> String {
        self.words.clone()
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, TargetFailure> {
        self.wait(self.place.read(path))
    }

    fn write(&self, path: &str, bytes: &[u8], _: &Headers) -> Result<(), TargetFailure> {
        self.wait(self.place.write(path, bytes))
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<bool, TargetFailure> {
        self.wait(self.place.create(path, bytes))
    }

    fn copy(&self, from: &str, to: &str, _: &Headers) -> Result<(), TargetFailure> {
        self.wait(self.place.copy(from, to))
    }

    fn remove(&self, path: &str) -> Result<(), TargetFailure> {
        self.wait(self.place.remove(path))
    }

    fn remove_folder(&self, path: &str) -> Result<(), TargetFailure> {
        self.wait(self.place.remove_folder(path))
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, TargetFailure> {
        self.wait(self.place.list(folder))
    }

    /// A lane waits most of its time for the line: with 50 ms there and back, eight took twice as long.
    fn lanes(&self) -> usize {
        32
    }

    /// None when the server cannot rename over what is there: it cannot switch in one step then.
    fn switch(&self) -> Option<&dyn Switch> {
        self.place.can(Ability::Replace).then_some(self as &dyn Switch)
    }
}

impl Switch for Sftp {
    fn folders(&self, folder: &str) -> Result<Vec<String>, TargetFailure> {
        self.wait(self.place.folders(folder))
    }

    fn rename_folder(&self, from: &str, to: &str) -> Result<(), TargetFailure> {
        self.wait(self.place.rename_folder(from, to))
    }

    fn point(&self, pointer: &str, folder: &str) -> Result<(), TargetFailure> {
        self.wait(self.place.point(pointer, folder))
    }

    fn pointed(&self, pointer: &str) -> Result<Option<String>, TargetFailure> {
        self.wait(self.place.pointed(pointer))
    }
}
