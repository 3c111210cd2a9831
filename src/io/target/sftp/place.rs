//! A folder of another computer, as the steps see it: its path, and what the server can do beyond SFTP version 3.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Trouble;
use super::packet::{
    BAD_MESSAGE, Kind, NO_SPACE, NO_SUCH_FILE, PERMISSION_DENIED, QUOTA, Stop, UNSUPPORTED, WRITE_PROTECT,
};
use super::wire::Wire;

/// A folder of another computer.
pub(super) struct Place {
    pub(super) wire: Wire,
    abilities: BTreeSet<Ability>,
    root: String,
}

/// What a server may be able to do beyond SFTP version 3 (OpenSSH's PROTOCOL file, section 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ability {
    /// Renaming over what is there, in one step.
    Replace,
    /// A second name for a file.
    Link,
    /// Copying within the server.
    Copy,
    /// Saying how full the disk is.
    TellDisk,
}

/// Their names and versions.
const ABILITIES: [(Ability, &str, &[u8]); 4] = [
    (Ability::Replace, "posix-rename@openssh.com", b"1"),
    (Ability::Link, "hardlink@openssh.com", b"1"),
    (Ability::Copy, "copy-data", b"1"),
    (Ability::TellDisk, "statvfs@openssh.com", b"2"),
];

/// What was being done when the server refused; it has one code for all that it has no code for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doing {
    /// Bytes were being written: a refusal without a reason is a full disk or a quota.
    Filling,
    /// Anything else.
    Other,
}

impl Place {
    /// The folder at `path`, which must be there: one that is misspelt should not be made.
    pub(super) async fn find(wire: Wire, announced: &BTreeMap<String, Vec<u8>>, path: &str) -> Result<Self, Trouble> {
        let path = match path.strip_prefix('~').map(|below| below.trim_start_matches('/')) {
            // A login begins in its home.
            Some("") => ".",
            Some(below) => below,
            None => path,
        };
        let gone =
            |stop: Stop| if stop.is(NO_SUCH_FILE) { Trouble::NoSuchPlace } else { plainly(stop, "open the folder") };
        let root = wire.real_path(path).name().await.map_err(gone)?;
        let found = wire.look_through(&root).attributes().await.map_err(gone)?;
        if found.kind().is_some_and(|kind| kind != Kind::Folder) {
            return Err(Trouble::NoSuchPlace);
        }
        let root = root.trim_end_matches('/').to_owned();
        let has = |(ability, name, version): &(Ability, &str, &[u8])| {
            announced.get(*name).is_some_and(|has| has == version).then_some(*ability)
        };
        let abilities = ABILITIES.iter().filter_map(has).collect();
        Ok(Self { wire, abilities, root })
    }

    pub(super) fn can(&self, ability: Ability) -> bool {
        self.abilities.contains(&ability)
    }

    /// The path at the server.
    pub(super) fn at(&self, path: &str) -> String {
        if path.is_empty() && !self.root.is_empty() { self.root.clone() } else { format!("{}/{path}", self.root) }
    }

    /// What a refusal means. The server is asked how full its disk is when it does not give a reason.
    pub(super) async fn trouble(&self, stop: Stop, doing: Doing, what: &str) -> Trouble {
        let Stop::Refused(code, said) = &stop else { return plainly(stop, what) };
        let has_reason = [NO_SUCH_FILE, PERMISSION_DENIED, BAD_MESSAGE, UNSUPPORTED, NO_SPACE, QUOTA, WRITE_PROTECT];
        if has_reason.contains(code) {
            return plainly(stop, what);
        }
        let said = said.to_lowercase();
        if ["quota", "no space", "disk full"].iter().any(|words| said.contains(words)) {
            return Trouble::NoSpace;
        }
        if !self.can(Ability::TellDisk) {
            return if doing == Doing::Filling { Trouble::NoSpace } else { plainly(stop, what) };
        }
        match self.wire.disk(&self.at("")).disk().await {
            Err(broke @ Stop::Broke(_)) => plainly(broke, what),
            Ok(disk) if disk.is_read_only => read_only(),
            Ok(disk) if disk.free_bytes < 64 * 1024 || (disk.files > 0 && disk.free_files == 0) => Trouble::NoSpace,
            _ if doing == Doing::Filling => Trouble::NoSpace,
            _ => plainly(stop, what),
        }
    }
}

fn read_only() -> Trouble {
    Trouble::NotAllowed("its disk is read-only".to_owned())
}

/// What a refusal says by itself.
fn plainly(stop: Stop, what: &str) -> Trouble {
    match stop {
        Stop::Broke(why) => Trouble::BrokeOff(why),
        Stop::Refused(PERMISSION_DENIED, _) => Trouble::NotAllowed(what.to_owned()),
        Stop::Refused(WRITE_PROTECT, _) => read_only(),
        Stop::Refused(NO_SPACE | QUOTA, _) => Trouble::NoSpace,
        Stop::Refused(NO_SUCH_FILE, _) => {
            Trouble::Other(format!("the server could not {what}: it says that it is not there"))
        }
        Stop::Refused(UNSUPPORTED, _) => Trouble::Other(format!("the server cannot {what}")),
        Stop::Refused(_, said) => Trouble::Other(format!("the server could not {what}: it says “{}”", said.trim())),
    }
}
