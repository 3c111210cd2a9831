//! Single files: read, written whole or not at all, made once, copied, removed.

use std::collections::VecDeque;
use std::time::{SystemTime, UNIX_EPOCH};

use super::super::Trouble;
use super::packet::{NO_SUCH_FILE, Stop};
use super::place::{Ability, Doing, Place};
use super::request::{FOR_MAKING, FOR_READING, FOR_WRITING};
use super::wire::Answer;

/// The ending of a file that is being written. A file of this ending is never part of a release.
pub(super) const PART: &str = ".senco-guide-part";

/// What one request carries: with what goes before it, one packet of SSH.
const CHUNK: usize = 32 * 1024 - 64;

/// How many requests of one file are on their way, as with OpenSSH's own client: enough to fill a long line.
const IN_FLIGHT: usize = 64;

impl Place {
    /// The bytes of a file; none when there is no such file.
    pub(super) async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        match self.read_whole(&self.at(path)).await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(stop) if stop.is(NO_SUCH_FILE) => Ok(None),
            Err(stop) => Err(self.trouble(stop, Doing::Other, &format!("read {path}")).await),
        }
    }

    async fn read_whole(&self, file: &str) -> Result<Vec<u8>, Stop> {
        let handle = self.wire.open(file, FOR_READING).handle().await?;
        let looked = self.wire.look_at_open(&handle);
        let length = u32::try_from(CHUNK).unwrap_or(u32::MAX);
        let first = self.wire.read(&handle, 0, length);
        let size = looked.attributes().await?.bytes.unwrap_or_default();
        let mut bytes = Vec::new();
        let mut flights = VecDeque::from([first]);
        let mut asked = u64::from(length);
        while let Some(flight) = flights.pop_front() {
            let Some(piece) = flight.data().await? else { break };
            let is_short = piece.len() < CHUNK;
            bytes.extend(piece);
            if is_short {
                // The end, or a server that gives less than was asked: what was asked further on does not fit any more.
                flights.clear();
                asked = bytes.len() as u64;
            }
            while asked < size && flights.len() < IN_FLIGHT {
                flights.push_back(self.wire.read(&handle, asked, length));
                asked += u64::from(length);
            }
        }
        drop(self.wire.close(&handle));
        Ok(bytes)
    }

    /// Writes a file, whole or not at all.
    pub(super) async fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Trouble> {
        let part = format!("{path}{PART}");
        let what = format!("write {path}");
        let handle = self.open_new(&part, FOR_WRITING, &what).await?;
        if let Err(stop) = self.fill(&handle, bytes).await {
            drop(self.wire.remove(&self.at(&part)));
            return Err(self.trouble(stop, Doing::Filling, &what).await);
        }
        self.put_in_place(&part, path, &what).await
    }

    /// Writes a small file only when there is none of its name. Gives whether it was written.
    pub(super) async fn create(&self, path: &str, bytes: &[u8]) -> Result<bool, Trouble> {
        let what = format!("write {path}");
        if !self.can(Ability::Link) {
            return self.create_by_opening(path, bytes, &what).await;
        }
        // The whole file under another name first, then a second name for it: who is stopped halfway leaves no empty file.
        // Of a name that nobody else makes at the same time, on whatever computer.
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        let part = format!("{path}.{now}-{}{PART}", std::process::id());
        let handle = self.open_new(&part, FOR_MAKING, &what).await?;
        let (from, to) = (self.at(&part), self.at(path));
        let made = match self.fill(&handle, bytes).await {
            Ok(()) => self.wire.link(&from, &to).done().await,
            Err(stop) => {
                drop(self.wire.remove(&from));
                return Err(self.trouble(stop, Doing::Filling, &what).await);
            }
        };
        let removed = self.wire.remove(&from);
        let is_there = made.is_err() && self.wire.look(&to).attributes().await.is_ok();
        let _ = removed.done().await;
        match made {
            Ok(()) => Ok(true),
            Err(Stop::Refused(..)) if is_there => Ok(false),
            // The disk has no second names after all.
            Err(Stop::Refused(..)) => self.create_by_opening(path, bytes, &what).await,
            Err(stop) => Err(self.trouble(stop, Doing::Other, &what).await),
        }
    }

    async fn create_by_opening(&self, path: &str, bytes: &[u8], what: &str) -> Result<bool, Trouble> {
        if self.wire.look(&self.at(path)).attributes().await.is_ok() {
            return Ok(false);
        }
        let opened = self.open_new(path, FOR_MAKING, what).await;
        let handle = match opened {
            Ok(handle) => handle,
            // Somebody was quicker.
            Err(_) if self.wire.look(&self.at(path)).attributes().await.is_ok() => return Ok(false),
            Err(trouble) => return Err(trouble),
        };
        match self.fill(&handle, bytes).await {
            Ok(()) => Ok(true),
            Err(stop) => {
                drop(self.wire.remove(&self.at(path)));
                Err(self.trouble(stop, Doing::Filling, what).await)
            }
        }
    }

    /// Copies a file within the server, if it can do that: whole or not at all.
    pub(super) async fn copy(&self, from: &str, to: &str) -> Result<(), Trouble> {
        let part = format!("{to}{PART}");
        let what = format!("copy {from} to {to}");
        if self.can(Ability::Copy) {
            self.copy_data(from, &part, &what).await?;
        } else if !(self.can(Ability::Link) && self.link(from, &part, &what).await?) {
            let read = self.read_whole(&self.at(from)).await;
            let bytes = match read {
                Ok(bytes) => bytes,
                Err(stop) => return Err(self.trouble(stop, Doing::Other, &what).await),
            };
            return self.write(to, &bytes).await;
        }
        self.put_in_place(&part, to, &what).await
    }

    async fn copy_data(&self, from: &str, part: &str, what: &str) -> Result<(), Trouble> {
        let source = self.wire.open(&self.at(from), FOR_READING);
        let target = self.open_new(part, FOR_WRITING, what).await;
        let source = match (source.handle().await, &target) {
            (Ok(source), Ok(_)) => source,
            (Err(stop), target) => {
                if let Ok(target) = target {
                    drop((self.wire.close(target), self.wire.remove(&self.at(part))));
                }
                return Err(self.trouble(stop, Doing::Other, what).await);
            }
            (Ok(source), Err(_)) => {
                drop(self.wire.close(&source));
                return target.map(|_| ());
            }
        };
        let target = target?;
        let copied = self.wire.copy_data(&source, &target);
        let closed = [self.wire.close(&source), self.wire.close(&target)];
        let copied = copied.done().await;
        let [_, closed] = closed;
        if let Err(stop) = copied.and(closed.done().await) {
            drop(self.wire.remove(&self.at(part)));
            return Err(self.trouble(stop, Doing::Filling, what).await);
        }
        Ok(())
    }

    /// Gives the file a second name. Both are one file from then on, so nobody may write into either: what we write, we
    /// always put in place as a new file. Gives whether the disk can do that.
    async fn link(&self, from: &str, part: &str, what: &str) -> Result<bool, Trouble> {
        let (source, link) = (self.at(from), self.at(part));
        for _ in 0..2 {
            match self.wire.link(&source, &link).done().await {
                Ok(()) => return Ok(true),
                Err(stop) if stop.is(NO_SUCH_FILE) => match self.wire.look(&source).attributes().await {
                    Ok(_) => self.make_folder_of(part, what).await?,
                    Err(gone) => return Err(self.trouble(gone, Doing::Other, what).await),
                },
                // A part that was left behind, or a disk without second names.
                Err(Stop::Refused(..)) => drop(self.wire.remove(&link).done().await),
                Err(stop) => return Err(self.trouble(stop, Doing::Other, what).await),
            }
        }
        Ok(false)
    }

    /// Removes a file, and the folders that become empty by that.
    pub(super) async fn remove(&self, path: &str) -> Result<(), Trouble> {
        let removed = self.wire.remove(&self.at(path));
        let mut folder = parent(path);
        // Asked for in one go: it fails when something is left in it, and that is right.
        let mut emptied = folder.map(|folder| self.wire.remove_folder(&self.at(folder)));
        match removed.done().await {
            Err(stop) if !stop.is(NO_SUCH_FILE) => {
                return Err(self.trouble(stop, Doing::Other, &format!("remove {path}")).await);
            }
            _ => {}
        }
        while let Some(answer) = emptied.take() {
            if answer.done().await.is_ok() {
                folder = folder.and_then(parent);
                emptied = folder.map(|folder| self.wire.remove_folder(&self.at(folder)));
            }
        }
        Ok(())
    }

    /// Writes all bytes and closes the file.
    async fn fill(&self, handle: &[u8], bytes: &[u8]) -> Result<(), Stop> {
        let mut flights: VecDeque<Answer> = VecDeque::new();
        let mut written = Ok(());
        for (number, chunk) in bytes.chunks(CHUNK).enumerate() {
            if flights.len() >= IN_FLIGHT
                && let Some(flight) = flights.pop_front()
            {
                written = flight.done().await;
                if written.is_err() {
                    break;
                }
            }
            flights.push_back(self.wire.write(handle, (number * CHUNK) as u64, chunk));
        }
        let closed = self.wire.close(handle);
        for flight in flights {
            written = written.and(flight.done().await);
        }
        // A disk elsewhere may say only now that it is full.
        written.and(closed.done().await)
    }

    /// Opens a file for writing, in a folder that may have to be made.
    async fn open_new(&self, path: &str, how: u32, what: &str) -> Result<Vec<u8>, Trouble> {
        // Three times: somebody may take the empty folder away meanwhile.
        let mut left = 3;
        loop {
            match self.wire.open(&self.at(path), how).handle().await {
                Ok(handle) => return Ok(handle),
                Err(stop) if stop.is(NO_SUCH_FILE) && left > 0 => self.make_folder_of(path, what).await?,
                Err(stop) => return Err(self.trouble(stop, Doing::Other, what).await),
            }
            left -= 1;
        }
    }

    /// Gives a finished file its name, in place of one that may have it.
    pub(super) async fn put_in_place(&self, part: &str, path: &str, what: &str) -> Result<(), Trouble> {
        let (from, to) = (self.at(part), self.at(path));
        let put = if self.can(Ability::Replace) {
            self.wire.replace(&from, &to).done().await
        } else {
            self.put_in_two_steps(&from, &to).await
        };
        // Two names of one file are left as they are by the renaming.
        let left = self.can(Ability::Link) && !self.can(Ability::Copy);
        if put.is_err() || left {
            drop(self.wire.remove(&from));
        }
        match put {
            Ok(()) => Ok(()),
            Err(stop) => Err(self.trouble(stop, Doing::Other, what).await),
        }
    }

    /// Servers that cannot rename over a file: it is gone for one step. Nothing else can be done there.
    async fn put_in_two_steps(&self, from: &str, to: &str) -> Result<(), Stop> {
        match self.wire.rename(from, to).done().await {
            Err(Stop::Refused(..)) => {
                let removed = self.wire.remove(to);
                let renamed = self.wire.rename(from, to);
                drop(removed);
                renamed.done().await
            }
            renamed => renamed,
        }
    }
}

/// The folder of a path; none for what lies at the top.
pub(super) fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(folder, _)| folder)
}
