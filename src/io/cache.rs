//! Remembers what was worked out before, by the digest of everything it depends on.
//!
//! The cache may be deleted at any time. A miss, a corrupt entry and no cache at all give the same result: only slower.

use std::any::Any;
use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::model::Digest;

/// How many results are kept in memory. A guide has some dozens of documents; each new version of one is a result more.
const MOST_IN_MEMORY: usize = 2_000;

/// A folder of remembered results; or nothing, when the cache is off. For a program that works the same thing out again and
/// again, also a memory of its own.
#[derive(Debug, Clone, Default)]
pub struct Cache {
    folder: Option<PathBuf>,
    memory: Option<Arc<Memory>>,
}

/// Results of this run, ready to be used.
#[derive(Default)]
struct Memory(Mutex<HashMap<Digest, Arc<dyn Any + Send + Sync>>>);

/// What a result depends on: the stage, its version and the digest of every input.
#[derive(Debug, Clone)]
pub struct Key {
    stage: &'static str,
    digest: Digest,
}

/// The cache in its usual place: `SENCO_GUIDE_CACHE`, else the system's folder for such things. Off when there is none.
pub fn usual_cache() -> Cache {
    let named = std::env::var_os("SENCO_GUIDE_CACHE").filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let folder = named.or_else(|| Some(dirs::cache_dir()?.join("senco-guide")));
    folder.map_or_else(Cache::off, |folder| Cache::in_folder(&folder))
}

/// What tells this build of the program from any other on this computer: when its file was made, and how large it is.
pub fn program() -> Digest {
    let made = std::env::current_exe().and_then(std::fs::metadata);
    let made = made.and_then(|file| Ok((file.len(), file.modified()?)));
    Digest::of(format!("{made:?}").as_bytes())
}

impl Cache {
    /// Its folder; none when it is off.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }
}

impl Key {
    /// A key. Raise `version` whenever the stage would give another result for the same input.
    pub fn new(stage: &'static str, version: u32, inputs: &[Digest]) -> Self {
        let version = version.to_le_bytes();
        let head = [stage.as_bytes(), version.as_slice(), env!("CARGO_PKG_VERSION").as_bytes()];
        let digest = Digest::of_parts(head.into_iter().chain(inputs.iter().map(Digest::bytes)));
        Self { stage, digest }
    }
}

impl Cache {
    /// A cache that remembers nothing.
    pub fn off() -> Self {
        Self::default()
    }

    /// A cache in this folder, which is made when first needed.
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: Some(folder.to_owned()), memory: None }
    }

    /// The same cache, which also keeps results in memory for as long as the program runs.
    #[must_use]
    pub fn in_memory_too(self) -> Self {
        Self { memory: Some(Arc::default()), ..self }
    }

    /// The result of `work`, remembered as JSON.
    pub fn remember<T>(&self, key: &Key, work: impl FnOnce() -> T) -> Arc<T>
    where
        T: Serialize + DeserializeOwned + Send + Sync + 'static,
    {
        if let Some(value) = self.memory.as_ref().and_then(|memory| memory.get(key)) {
            return value;
        }
        let value = Arc::new(self.remember_on_disk(key, work));
        if let Some(memory) = &self.memory {
            memory.put(key, value.clone());
        }
        value
    }

    fn remember_on_disk<T: Serialize + DeserializeOwned>(&self, key: &Key, work: impl FnOnce() -> T) -> T {
        if let Some(value) = self.read(key).and_then(|bytes| serde_json::from_slice(&bytes).ok()) {
            return value;
        }
        let value = work();
        if let (Some(_), Ok(bytes)) = (&self.folder, serde_json::to_vec(&value)) {
            self.write(key, &bytes);
        }
        value
    }

    /// The remembered bytes of this key, checked against their own digest.
    pub fn read(&self, key: &Key) -> Option<Vec<u8>> {
        let mut entry = std::fs::read(self.path(key)?).ok()?;
        let bytes = entry.split_off(entry.len().min(32));
        (entry == Digest::of(&bytes).bytes()).then_some(bytes)
    }

    /// Remembers bytes. A cache that cannot be written is no failure: the next run is slower.
    pub fn write(&self, key: &Key, bytes: &[u8]) {
        let Some(path) = self.path(key) else { return };
        let entry = [Digest::of(bytes).bytes(), bytes].concat();
        let unfinished = path.with_extension(format!("{}.part", std::process::id()));
        let written =
            path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(&unfinished, entry));
        if written.and_then(|()| std::fs::rename(&unfinished, &path)).is_err() {
            let _ = std::fs::remove_file(&unfinished);
        }
    }

    fn path(&self, key: &Key) -> Option<PathBuf> {
        let name = key.digest.to_string();
        Some(self.folder.as_ref()?.join(key.stage).join(&name[..2]).join(&name[2..]))
    }
}

impl Memory {
    fn get<T: Send + Sync + 'static>(&self, key: &Key) -> Option<Arc<T>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key.digest).cloned()?;
        kept.downcast().ok()
    }

    fn put<T: Send + Sync + 'static>(&self, key: &Key, value: Arc<T>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_IN_MEMORY {
            kept.clear();
        }
        kept.insert(key.digest, value);
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memory")
    }
}
