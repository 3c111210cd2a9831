//! A publish target in memory, which can be made to fail or to stop at any step: for tests of the order of the steps.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Entry, Headers, Switch, Target, TargetFailure, Trouble};

/// A place in memory. Its clock counts its steps.
#[derive(Debug, Default)]
pub struct MemoryTarget {
    state: Mutex<State>,
    can_switch: bool,
}

/// When steps go wrong. Steps that change the place are counted from 1.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    /// From this step on nothing is done any more, as if the program had been killed or the line cut.
    pub stops_at: Option<usize>,
    /// Each step whose number this divides is refused.
    pub every: Option<usize>,
    /// What is said when a step is refused.
    pub trouble: Option<Trouble>,
}

#[derive(Debug, Default)]
struct State {
    files: BTreeMap<String, File>,
    pointers: BTreeMap<String, String>,
    faults: Faults,
    steps: usize,
    sent: usize,
}

#[derive(Debug, Clone)]
struct File {
    bytes: Vec<u8>,
    headers: Headers,
    changed: i64,
}

impl MemoryTarget {
    /// A place that can switch a pointer.
    pub fn with_switch() -> Self {
        Self { can_switch: true, ..Self::default() }
    }

    /// A place without pointers, that keeps headers, as object stores are.
    pub fn without_switch() -> Self {
        Self::default()
    }

    /// Lets steps go wrong from now on, counted anew.
    pub fn set_faults(&self, faults: Faults) {
        let mut state = self.state();
        state.faults = faults;
        state.steps = 0;
        state.sent = 0;
    }

    /// How many steps that change the place were asked for since the faults were set.
    pub fn steps(&self) -> usize {
        self.state().steps
    }

    /// How many files were sent since the faults were set. Copies within the place do not count.
    pub fn sent(&self) -> usize {
        self.state().sent
    }

    /// Changes a file behind the publisher's back; no bytes take it away.
    pub fn tamper(&self, path: &str, bytes: Option<&[u8]>) {
        let mut state = self.state();
        let changed = state.now() + 1;
        match bytes {
            Some(bytes) => {
                state
                    .files
                    .insert(path.to_owned(), File { bytes: bytes.to_vec(), headers: Headers::of_notes(), changed });
            }
            None => _ = state.files.remove(path),
        }
    }

    /// Everything there: paths and bytes, without what is hidden.
    pub fn seen(&self) -> BTreeMap<String, Vec<u8>> {
        let state = self.state();
        let seen = state.files.iter().filter(|(path, _)| !path.starts_with(".senco-guide/"));
        seen.map(|(path, file)| (path.clone(), file.bytes.clone())).collect()
    }

    /// The media type that a file was written with.
    pub fn media_type(&self, path: &str) -> Option<String> {
        self.state().files.get(path).map(|file| file.headers.media_type.clone())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<T>(&self, step: impl FnOnce(&mut State) -> Result<T, Trouble>) -> Result<T, TargetFailure> {
        let mut state = self.state();
        state.step().and_then(|()| step(&mut state)).map_err(|trouble| TargetFailure::new(self.words(), trouble))
    }
}

impl State {
    fn now(&self) -> i64 {
        self.files.values().map(|file| file.changed).max().unwrap_or_default()
    }

    fn step(&mut self) -> Result<(), Trouble> {
        self.steps += 1;
        let stopped = self.faults.stops_at.is_some_and(|stop| self.steps >= stop);
        let refused = self.faults.every.is_some_and(|every| self.steps.is_multiple_of(every));
        if stopped || refused {
            return Err(self.faults.trouble.clone().unwrap_or_else(|| Trouble::BrokeOff("a fault".to_owned())));
        }
        Ok(())
    }

    /// The path behind a pointer.
    fn behind(&self, path: &str) -> String {
        let pointed =
            path.split_once('/').and_then(|(first, rest)| Some(format!("{}/{rest}", self.pointers.get(first)?)));
        pointed.unwrap_or_else(|| path.to_owned())
    }

    fn put(&mut self, path: &str, bytes: Vec<u8>, headers: &Headers) {
        // Two steps within a second: the clocks of real places are coarse.
        let changed = self.now() + i64::from(self.steps.is_multiple_of(2));
        let path = self.behind(path);
        self.files.insert(path, File { bytes, headers: headers.clone(), changed });
    }
}

impl Target for MemoryTarget {
    fn words(&self) -> String {
        "the place in memory".to_owned()
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, TargetFailure> {
        let state = self.state();
        Ok(state.files.get(&state.behind(path)).map(|file| file.bytes.clone()))
    }

    fn write(&self, path: &str, bytes: &[u8], headers: &Headers) -> Result<(), TargetFailure> {
        self.change(|state| {
            state.sent += usize::from(!path.starts_with(".senco-guide/") || path.starts_with(".senco-guide/files/"));
            state.put(path, bytes.to_vec(), headers);
            Ok(())
        })
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<bool, TargetFailure> {
        self.change(|state| {
            let is_new = !state.files.contains_key(path);
            if is_new {
                state.put(path, bytes.to_vec(), &Headers::of_notes());
            }
            Ok(is_new)
        })
    }

    fn copy(&self, from: &str, to: &str, headers: &Headers) -> Result<(), TargetFailure> {
        self.change(|state| {
            let file = state.files.get(from).ok_or(Trouble::Other(format!("there is no file {from}")))?;
            let bytes = file.bytes.clone();
            state.put(to, bytes, headers);
            Ok(())
        })
    }

    fn remove(&self, path: &str) -> Result<(), TargetFailure> {
        self.change(|state| {
            let behind = state.behind(path);
            state.files.remove(&behind);
            state.pointers.remove(path);
            Ok(())
        })
    }

    fn remove_folder(&self, path: &str) -> Result<(), TargetFailure> {
        let inside = format!("{path}/");
        self.change(|state| {
            state.files.retain(|file, _| !file.starts_with(&inside));
            Ok(())
        })
    }

    fn list(&self, folder: &str) -> Result<Vec<Entry>, TargetFailure> {
        let inside = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let state = self.state();
        let below = state.files.iter().filter_map(|(path, file)| Some((path.strip_prefix(&inside)?, file)));
        let entry = |(path, file): (&str, &File)| Entry {
            path: path.to_owned(),
            bytes: file.bytes.len() as u64,
            changed: Some(file.changed),
        };
        Ok(below.map(entry).collect())
    }

    fn switch(&self) -> Option<&dyn Switch> {
        if self.can_switch { Some(self) } else { None }
    }

    fn keeps_headers(&self) -> bool {
        !self.can_switch
    }

    fn lanes(&self) -> usize {
        // One after the other, so that a test can name a step by its number.
        1
    }
}

impl Switch for MemoryTarget {
    fn folders(&self, folder: &str) -> Result<Vec<String>, TargetFailure> {
        let inside = format!("{folder}/");
        let state = self.state();
        let below = state.files.keys().filter_map(|path| path.strip_prefix(&inside)?.split_once('/'));
        let mut names: Vec<String> = below.map(|(name, _)| name.to_owned()).collect();
        names.dedup();
        Ok(names)
    }

    fn rename_folder(&self, from: &str, to: &str) -> Result<(), TargetFailure> {
        let (from, to) = (format!("{from}/"), format!("{to}/"));
        self.change(|state| {
            let moved: Vec<String> = state.files.keys().filter(|path| path.starts_with(&from)).cloned().collect();
            for path in moved {
                if let Some(file) = state.files.remove(&path) {
                    state.files.insert(path.replacen(&from, &to, 1), file);
                }
            }
            Ok(())
        })
    }

    fn point(&self, pointer: &str, folder: &str) -> Result<(), TargetFailure> {
        self.change(|state| {
            state.pointers.insert(pointer.to_owned(), folder.to_owned());
            Ok(())
        })
    }

    fn pointed(&self, pointer: &str) -> Result<Option<String>, TargetFailure> {
        Ok(self.state().pointers.get(pointer).cloned())
    }
}
