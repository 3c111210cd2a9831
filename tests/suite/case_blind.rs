//! A server on which names that differ only by case are one name, as on Windows.

use senco_guide::io::{Entry, Headers, MemoryTarget, Target, TargetFailure};
use senco_guide::model::{At, Layout, PublishTarget, TargetKind};

use crate::contract::{Place, site};

/// The name that a file has after it was written over by another spelling of its name.
#[derive(Debug, Clone, Copy)]
enum Keeps {
    OldName,
    NewName,
}

#[derive(Debug)]
struct CaseBlind {
    files: MemoryTarget,
    keeps: Keeps,
}

impl CaseBlind {
    /// The name that a file has there.
    fn named(&self, path: &str) -> Result<String, TargetFailure> {
        let mut all = self.files.list("")?.into_iter().map(|entry| entry.path);
        Ok(all.find(|name| name.to_lowercase() == path.to_lowercase()).unwrap_or_else(|| path.to_owned()))
    }

    /// The name that a file is to be written by.
    fn to_write(&self, path: &str) -> Result<String, TargetFailure> {
        let named = self.named(path)?;
        match self.keeps {
            Keeps::OldName => Ok(named),
            Keeps::NewName => self.files.remove(&named).map(|()| path.to_owned()),
        }
    }
}

impl Target for CaseBlind {
    fn words(&self) -> String {
        self.files.words()
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, TargetFailure> {
        self.files.read(&self.named(path)?)
    }

    fn write(&self, path: &str, bytes: &[u8], headers: &Headers) -> Result<(), TargetFailure> {
        self.files.write(&self.to_write(path)?, bytes, headers)
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<bool, TargetFailure> {
        self.files.create(&self.named(path)?, bytes)
    }

    fn copy(&self, from: &str, to: &str, headers: &Headers) -> Result<(), TargetFailure> {
        self.files.copy(&self.named(from)?, &self.to_write(to)?, headers)
    }

    fn remove(&self, path: &str) -> Result<(), TargetFailure> {
        self.files.remove(&self.named(path)?)
    }

    fn remove_folder(&self, path: &str) -> Result<(), TargetFailure> {
        self.files.remove_folder(path)
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, TargetFailure> {
        self.files.list(folder)
    }

    fn lanes(&self) -> usize {
        1
    }
}

#[test]
fn a_document_whose_name_changes_only_by_case_is_not_lost() {
    let settings = PublishTarget {
        name: "live".to_owned(),
        kind: TargetKind::Folder { path: "unused".to_owned() },
        layout: Layout::Plain,
        keep: 1,
        address: None,
        server: None,
        expect_headers: false,
        is_rehearsal: false,
        at: At::WholeFile,
    };
    let release = |place: &Place<'_>, number, name: &str| place.offer(number, &site(&[(name, "a form")], &[]));
    for keeps in [Keeps::OldName, Keeps::NewName] {
        let target = CaseBlind { files: MemoryTarget::without_switch(), keeps };
        let place = Place { target: &target, settings: &settings };
        place.try_publish(&release(&place, 1, "documents/EHCP.txt")).expect("published");
        let two = release(&place, 2, "documents/ehcp.txt");
        place.try_publish(&two).expect("published");
        assert!(place.serves(&two), "{keeps:?}");
        let again = place.try_publish(&two).expect("published");
        assert!(again.plan.is_empty() && again.sent == 0, "{keeps:?}: {:?}", again.plan);
    }
    // Where the two are two, the old one goes.
    let target = MemoryTarget::without_switch();
    let place = Place { target: &target, settings: &settings };
    place.try_publish(&release(&place, 1, "documents/EHCP.txt")).expect("published");
    place.try_publish(&release(&place, 2, "documents/ehcp.txt")).expect("published");
    assert_eq!(place.read("documents/EHCP.txt"), None);
}
