//! Folders and pointers: made, listed, removed, renamed, led to.

use super::super::{Entry, Trouble};
use super::files::{PART, parent};
use super::packet::{Attributes, Kind, NO_SUCH_FILE, Stop};
use super::place::{Ability, Doing, Place};
use super::wire::Answer;

/// How many requests of a kind are on their way.
const IN_FLIGHT: usize = 32;

/// What lies below a folder; paths are relative to it.
#[derive(Default)]
struct Below {
    folders: Vec<String>,
    /// All that is no folder.
    others: Vec<(String, Attributes)>,
}

impl Place {
    /// Makes the folder that a path lies in, with those above it.
    pub(super) async fn make_folder_of(&self, path: &str, what: &str) -> Result<(), Trouble> {
        let mut missing = Vec::new();
        let mut next = parent(path);
        loop {
            let Some(folder) = next else { return Err(Trouble::NoSuchPlace) };
            match self.make_folder(folder).await {
                Ok(()) => break,
                Err(stop) if stop.is(NO_SUCH_FILE) => missing.push(folder),
                Err(stop) => return Err(self.trouble(stop, Doing::Other, what).await),
            }
            next = parent(folder);
        }
        for folder in missing.into_iter().rev() {
            if let Err(stop) = self.make_folder(folder).await {
                return Err(self.trouble(stop, Doing::Other, what).await);
            }
        }
        Ok(())
    }

    async fn make_folder(&self, folder: &str) -> Result<(), Stop> {
        let path = self.at(folder);
        let made = self.wire.make_folder(&path).done().await;
        match made {
            // That it is there has no code of its own.
            Err(stop @ Stop::Refused(..)) if !stop.is(NO_SUCH_FILE) => {
                match self.wire.look_through(&path).attributes().await {
                    Ok(found) if found.kind() == Some(Kind::Folder) => Ok(()),
                    Err(broke @ Stop::Broke(_)) => Err(broke),
                    _ => Err(stop),
                }
            }
            made => made,
        }
    }

    /// Every file below a folder, in the order of their paths. Pointers are not followed.
    pub(super) async fn list(&self, folder: &str) -> Result<Vec<Entry>, Trouble> {
        let below = match self.below(&self.at(folder)).await {
            Ok(below) => below,
            Err(stop) => return Err(self.trouble(stop, Doing::Other, &format!("list the folder {folder}")).await),
        };
        let is_file = |(path, found): &(String, Attributes)| found.kind() == Some(Kind::File) && !path.ends_with(PART);
        let entry = |(path, found): (String, Attributes)| Entry {
            path,
            bytes: found.bytes.unwrap_or_default(),
            changed: found.changed.map(i64::from),
        };
        let mut entries: Vec<Entry> = below.others.into_iter().filter(is_file).map(entry).collect();
        entries.sort();
        Ok(entries)
    }

    /// The names of the folders that lie in a folder itself, in their order.
    pub(super) async fn folders(&self, folder: &str) -> Result<Vec<String>, Trouble> {
        let names = match self.wire.open_folder(&self.at(folder)).handle().await {
            Ok(handle) => self.names(&self.at(folder), self.read_names("", handle)).await,
            Err(stop) if stop.is(NO_SUCH_FILE) => Ok(Vec::new()),
            Err(stop) => Err(stop),
        };
        let names = match names {
            Ok(names) => names.into_iter(),
            Err(stop) => return Err(self.trouble(stop, Doing::Other, &format!("list the folder {folder}")).await),
        };
        let is_folder = |found: &Attributes| found.kind() == Some(Kind::Folder);
        let mut folders: Vec<String> = names.filter(|(_, found)| is_folder(found)).map(|(name, _)| name).collect();
        folders.sort();
        Ok(folders)
    }

    /// Removes a folder and all in it.
    pub(super) async fn remove_folder(&self, folder: &str) -> Result<(), Trouble> {
        let root = self.at(folder);
        let removed = self.remove_below(&root).await;
        match removed {
            Err(stop) if !stop.is(NO_SUCH_FILE) => {
                Err(self.trouble(stop, Doing::Other, &format!("remove the folder {folder}")).await)
            }
            _ => Ok(()),
        }
    }

    async fn remove_below(&self, root: &str) -> Result<(), Stop> {
        if self.wire.look(root).attributes().await?.kind() == Some(Kind::Pointer) {
            return self.wire.remove(root).done().await;
        }
        let mut below = self.below(root).await?;
        // What lies at the top goes last: who is stopped halfway leaves a folder that still has files, not one that nobody
        // sees any more.
        let (inner, top): (Vec<_>, Vec<_>) = below.others.iter().partition(|(path, _)| path.contains('/'));
        self.remove_all(root, &inner).await?;
        // What lies in a folder comes before it.
        below.folders.sort_by(|one, other| other.cmp(one));
        for some in below.folders.chunks(IN_FLIGHT) {
            all_gone(some.iter().map(|path| self.wire.remove_folder(&join(root, path))).collect()).await?;
        }
        self.remove_all(root, &top).await?;
        all_gone(vec![self.wire.remove_folder(root)]).await
    }

    async fn remove_all(&self, root: &str, files: &[&(String, Attributes)]) -> Result<(), Stop> {
        for some in files.chunks(IN_FLIGHT) {
            all_gone(some.iter().map(|(path, _)| self.wire.remove(&join(root, path))).collect()).await?;
        }
        Ok(())
    }

    async fn below(&self, root: &str) -> Result<Below, Stop> {
        let mut below = Below::default();
        let mut next = vec![String::new()];
        while !next.is_empty() {
            let rest = next.split_off(next.len().min(IN_FLIGHT));
            let opened: Vec<Answer> = next.iter().map(|path| self.wire.open_folder(&join(root, path))).collect();
            let mut found = Vec::new();
            for (folder, answer) in next.into_iter().zip(opened) {
                match answer.handle().await {
                    Ok(handle) => found.push(self.read_names(&folder, handle)),
                    // Taken away while we looked, or never there.
                    Err(stop) if stop.is(NO_SUCH_FILE) => {}
                    Err(stop) => return Err(stop),
                }
            }
            next = rest;
            for names in found {
                for (path, attributes) in self.names(root, names).await? {
                    match attributes.kind() {
                        Some(Kind::Folder) => {
                            next.push(path.clone());
                            below.folders.push(path);
                        }
                        _ => below.others.push((path, attributes)),
                    }
                }
            }
        }
        Ok(below)
    }

    /// Asks for the names in an open folder twice at once: the second answer is mostly that there are no more.
    fn read_names(&self, folder: &str, handle: Vec<u8>) -> Names {
        let asked = [self.wire.read_folder(&handle), self.wire.read_folder(&handle)];
        Names { folder: folder.to_owned(), handle, asked }
    }

    async fn names(&self, root: &str, names: Names) -> Result<Vec<(String, Attributes)>, Stop> {
        let Names { folder, handle, asked: [first, second] } = names;
        let mut paths = Vec::new();
        let mut asked = Some(first);
        let mut then = Some(second);
        while let Some(answer) = asked.take() {
            let Some(some) = answer.names().await? else { break };
            asked = then.take().or_else(|| Some(self.wire.read_folder(&handle)));
            for (name, attributes) in some.into_iter().filter(|(name, _)| name != "." && name != "..") {
                let path = join(&folder, &name);
                if attributes.kind().is_some() {
                    paths.push((path, attributes));
                } else if let Ok(attributes) = self.wire.look(&join(root, &path)).attributes().await {
                    // A server that does not say what its names stand for.
                    paths.push((path, attributes));
                }
            }
        }
        drop(self.wire.close(&handle));
        Ok(paths)
    }

    /// Gives a folder another name, in one step.
    pub(super) async fn rename_folder(&self, from: &str, to: &str) -> Result<(), Trouble> {
        let what = format!("rename the folder {from} to {to}");
        if parent(to).is_some() {
            self.make_folder_of(to, &what).await?;
        }
        let (from, to) = (self.at(from), self.at(to));
        let renamed = match self.wire.rename(&from, &to).done().await {
            Err(Stop::Refused(..)) if self.can(Ability::Replace) => self.wire.replace(&from, &to).done().await,
            renamed => renamed,
        };
        match renamed {
            Ok(()) => Ok(()),
            Err(stop) => Err(self.trouble(stop, Doing::Other, &what).await),
        }
    }

    /// Makes a pointer lead to a folder, in one step.
    pub(super) async fn point(&self, pointer: &str, folder: &str) -> Result<(), Trouble> {
        let what = format!("make {pointer} lead to {folder}");
        let (path, beside) = (self.at(pointer), self.at(&format!("{pointer}{PART}")));
        match self.wire.look(&path).attributes().await {
            Ok(found) if found.kind() != Some(Kind::Pointer) => {
                return Err(Trouble::CannotSwitch(format!("“{pointer}” is a folder or file of its own there")));
            }
            Err(stop) if !stop.is(NO_SUCH_FILE) => return Err(self.trouble(stop, Doing::Other, &what).await),
            _ => {}
        }
        let cleared = self.wire.remove(&beside);
        let made = self.wire.make_pointer(folder, &beside);
        let read = self.wire.read_pointer(&beside);
        drop(cleared);
        match made.done().await {
            Err(Stop::Broke(why)) => return Err(Trouble::BrokeOff(why)),
            Err(_) => return Err(Trouble::CannotSwitch("the server makes no pointers".to_owned())),
            Ok(()) => {}
        }
        // A server that takes the two paths in the other order must not be believed.
        if !read.name().await.is_ok_and(|to| to.trim_end_matches('/').ends_with(folder)) {
            drop(self.wire.remove(&beside));
            return Err(Trouble::CannotSwitch("the pointers that the server makes lead elsewhere".to_owned()));
        }
        match self.wire.replace(&beside, &path).done().await {
            Ok(()) => Ok(()),
            Err(stop) => {
                drop(self.wire.remove(&beside));
                Err(self.trouble(stop, Doing::Other, &what).await)
            }
        }
    }

    /// The folder that a pointer leads to; none when there is no such pointer.
    pub(super) async fn pointed(&self, pointer: &str) -> Result<Option<String>, Trouble> {
        let path = self.at(pointer);
        let stop = match self.wire.read_pointer(&path).name().await {
            // Some servers give the whole path.
            Ok(folder) => return Ok(Some(folder.strip_prefix(&self.at("")).map_or(folder.clone(), clean))),
            Err(stop) => stop,
        };
        let stop = match self.wire.look(&path).attributes().await {
            // A folder or file of its own: `point` will say so.
            Ok(found) if found.kind() != Some(Kind::Pointer) => return Ok(None),
            Ok(_) => stop,
            Err(gone) if gone.is(NO_SUCH_FILE) => return Ok(None),
            Err(gone) => gone,
        };
        Err(self.trouble(stop, Doing::Other, &format!("read where {pointer} leads")).await)
    }
}

/// Names that were asked for.
struct Names {
    folder: String,
    handle: Vec<u8>,
    asked: [Answer; 2],
}

fn clean(path: &str) -> String {
    path.trim_start_matches('/').to_owned()
}

fn join(folder: &str, name: &str) -> String {
    match (folder, name) {
        ("", name) => name.to_owned(),
        (folder, "") => folder.to_owned(),
        _ => format!("{folder}/{name}"),
    }
}

/// Waits for all; that something is gone already is no failure.
async fn all_gone(asked: Vec<Answer>) -> Result<(), Stop> {
    let mut gone = Ok(());
    for answer in asked {
        let removed = answer.done().await;
        gone = gone.and(removed.or_else(|stop| if stop.is(NO_SUCH_FILE) { Ok(()) } else { Err(stop) }));
    }
    gone
}
