//! Stores of objects: S3 and its likes, and Azure Blob. Each object is put in place whole, with its headers.
//!
//! `OpenDAL` knows how each store wants to be asked and signs the questions; they go out through our own `Http`, which
//! blocks. So no runtime is needed: a step is done when it returns, on the thread that takes it.

mod places;

mod transport;

mod trouble;

use std::collections::BTreeMap;
use std::fmt;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;
use std::time::Duration;

use opendal::{ErrorKind, Metadata, Operator};

use super::http::Http;
use super::{Entry, Headers, Target, TargetFailure, Trouble};
use crate::model::PublishTarget;

/// How often, and at what distance, a store is asked whether a copy is finished: five minutes in all.
const GLANCES: (usize, Duration) = (600, Duration::from_millis(500));

/// A bucket or container, or a folder in it.
pub(super) struct ObjectStore {
    words: String,
    operator: Operator,
    http: Arc<Http>,
    /// What this run has written: with which headers, and how many bytes. To copy these, nothing need be asked first.
    written: Mutex<BTreeMap<String, (Headers, u64)>>,
}

impl ObjectStore {
    /// Opens the store that the settings name.
    ///
    /// # Errors
    /// When there is no secret, the login is refused, or there is no such bucket or container.
    pub(super) fn open(settings: &PublishTarget) -> Result<Self, TargetFailure> {
        let words = settings.kind.words();
        let http = Arc::new(Http::new());
        let operator =
            places::operator(settings, &http).map_err(|trouble| TargetFailure::new(words.clone(), trouble))?;
        let store = Self { words, operator, http, written: Mutex::default() };
        // Any question shows whether the place is there and the login is good.
        store.read("manifest.json")?;
        Ok(store)
    }

    fn failure(&self, error: &opendal::Error) -> TargetFailure {
        TargetFailure::new(self.words.clone(), trouble::trouble(error))
    }

    fn step<T>(&self, step: impl Future<Output = opendal::Result<T>>) -> Result<T, TargetFailure> {
        wait(step).map_err(|error| self.failure(&error))
    }

    fn note(&self, path: &str, headers: &Headers, bytes: u64) {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        written.insert(path.to_owned(), (headers.clone(), bytes));
    }

    /// Whether an object has these headers, and how many bytes it has. A copy has the headers of what it was copied from.
    fn stands(&self, path: &str, headers: &Headers) -> Result<(bool, u64), TargetFailure> {
        let known = self.written.lock().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        if let Some((written, bytes)) = known {
            return Ok((written == *headers, bytes));
        }
        let found = self.step(self.operator.stat(path))?;
        let is_alike =
            found.content_type() == Some(&headers.media_type) && found.cache_control() == Some(headers.cache);
        Ok((is_alike, found.content_length()))
    }

    /// Waits until a copy is finished that the store makes in its own time.
    fn finished(&self, path: &str) -> opendal::Result<Metadata> {
        let glance = || wait(self.operator.stat(path));
        let mut found = glance();
        for _ in 0..GLANCES.0 {
            if !found.as_ref().is_err_and(transport::is_unfinished) {
                break;
            }
            std::thread::sleep(GLANCES.1);
            found = glance();
        }
        found
    }
}

impl fmt::Debug for ObjectStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What signs the questions holds the secret.
        f.debug_tuple("ObjectStore").field(&self.words).finish()
    }
}

impl Target for ObjectStore {
    fn words(&self) -> String {
        self.words.clone()
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, TargetFailure> {
        match wait(self.operator.read(path)) {
            Ok(bytes) => Ok(Some(bytes.to_vec())),
            Err(error) if error.kind() == ErrorKind::NotFound && !trouble::is_of_place(&error) => Ok(None),
            Err(error) => Err(self.failure(&error)),
        }
    }

    fn write(&self, path: &str, bytes: &[u8], headers: &Headers) -> Result<(), TargetFailure> {
        let write = self.operator.write_with(path, bytes.to_vec());
        self.step(write.content_type(&headers.media_type).cache_control(headers.cache).into_future())?;
        self.note(path, headers, bytes.len() as u64);
        Ok(())
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<bool, TargetFailure> {
        // Some likes of S3 pay no heed to the condition; with them, at least a file that stands there is seen.
        if self.read(path)?.is_some() {
            return Ok(false);
        }
        let headers = Headers::of_notes();
        let before = self.http.asked_again();
        let write = self.operator.write_with(path, bytes.to_vec()).if_not_exists(true);
        match wait(write.content_type(&headers.media_type).cache_control(headers.cache).into_future()) {
            Ok(_) => Ok(true),
            // Also somebody else's, when both ask at once (`ConditionalRequestConflict`); but ours, when the first answer was
            // lost.
            Err(error) if matches!(error.kind(), ErrorKind::ConditionNotMatch | ErrorKind::Conflict) => {
                let may_be_ours = self.http.asked_again() > before;
                Ok(may_be_ours && self.read(path)?.as_deref() == Some(bytes))
            }
            Err(error) => Err(self.failure(&error)),
        }
    }

    fn copy(&self, from: &str, to: &str, headers: &Headers) -> Result<(), TargetFailure> {
        let (is_alike, bytes) = self.stands(from, headers)?;
        if is_alike {
            let copied = wait(self.operator.copy_with(from, to).source_content_length_hint(bytes).into_future());
            match copied {
                Err(error) if transport::is_unfinished(&error) => self.finished(to),
                copied => copied,
            }
            .map_err(|error| self.failure(&error))?;
            self.note(to, headers, bytes);
            return Ok(());
        }
        match self.read(from)? {
            Some(bytes) => self.write(to, &bytes, headers),
            None => Err(TargetFailure::new(self.words.clone(), Trouble::Other(format!("there is no file {from}")))),
        }
    }

    fn remove(&self, path: &str) -> Result<(), TargetFailure> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner).remove(path);
        self.step(self.operator.delete(path))
    }

    fn remove_folder(&self, path: &str) -> Result<(), TargetFailure> {
        for entry in self.list(path)? {
            self.remove(&format!("{path}/{}", entry.path))?;
        }
        Ok(())
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, TargetFailure> {
        let inside = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let found = self.step(self.operator.list_with(&inside).recursive(true).into_future())?;
        let mut entries: Vec<Entry> = found.iter().filter_map(|found| entry(found, &inside)).collect();
        entries.sort();
        Ok(entries)
    }

    fn keeps_headers(&self) -> bool {
        true
    }

    fn lanes(&self) -> usize {
        16
    }
}

/// A file among what was listed. Some tools leave objects behind that stand for folders.
fn entry(found: &opendal::Entry, inside: &str) -> Option<Entry> {
    let path = found.path().strip_prefix(inside).filter(|path| !path.is_empty() && !path.ends_with('/'))?;
    let metadata = found.metadata();
    Some(Entry {
        path: path.to_owned(),
        bytes: metadata.content_length(),
        changed: metadata.last_modified().map(|time| time.into_inner().as_second()),
    })
}

/// Wakes the thread that waits.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Waits on this thread until a step is done.
fn wait<T>(step: impl Future<Output = T>) -> T {
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut step = pin!(step);
    loop {
        match step.as_mut().poll(&mut context) {
            Poll::Ready(done) => return done,
            Poll::Pending => std::thread::park(),
        }
    }
}
