//! Where a folder lies: on this computer or on another one.

use std::path::{Path, PathBuf};

/// Whether a folder lies on another computer: a network drive or share.
pub fn is_far_away(folder: &Path) -> bool {
    let Ok(root) = folder.canonicalize() else { return false };
    if root.to_string_lossy().starts_with(r"\\?\UNC\") {
        return true;
    }
    std::fs::read_to_string("/proc/self/mountinfo").is_ok_and(|mounts| is_network_mount(&mounts, &root))
}

/// Whether the mount that a folder lies on is one of another computer, by Linux's list of mounts (proc(5)): the mount point is
/// the fifth word of a line, and the type of the file system the first after the dash.
fn is_network_mount(mounts: &str, folder: &Path) -> bool {
    const FAR: [&str; 14] = [
        "9p",
        "afs",
        "ceph",
        "cifs",
        "davfs",
        "drvfs",
        "fuse.davfs2",
        "fuse.rclone",
        "fuse.sshfs",
        "ncpfs",
        "nfs",
        "nfs4",
        "smb3",
        "vboxsf",
    ];
    let mounts = mounts.lines().filter_map(|line| {
        let point = PathBuf::from(line.split(' ').nth(4)?.replace("\\040", " "));
        let kind = line.split_once(" - ")?.1.split(' ').next()?;
        folder.starts_with(&point).then(|| (point.components().count(), kind))
    });
    // Of mounts at one point, the last is the one that is seen.
    mounts.max_by_key(|(depth, _)| *depth).is_some_and(|(_, kind)| FAR.contains(&kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_drive_is_known_by_its_mount() {
        let mounts = "25 1 8:1 / / rw - ext4 /dev/sda1 rw\n\
                      40 25 0:50 / /mnt/share\\040one rw - cifs //files/send rw\n\
                      41 40 0:51 / /mnt/share\\040one/local rw - ext4 /dev/sdb1 rw\n";
        assert!(is_network_mount(mounts, Path::new("/mnt/share one/guide")));
        assert!(!is_network_mount(mounts, Path::new("/mnt/share one/local/guide")));
        assert!(!is_network_mount(mounts, Path::new("/srv/guides/send")));
    }
}
