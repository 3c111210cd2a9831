//! Times whole processes: one warm-up, then the median of several runs.

use std::iter::Sum;
use std::ops::Add;
use std::process::{Command, Stdio};
use std::time::Instant;

/// A median.
#[derive(Debug, Clone, Copy)]
pub(super) struct Timed {
    /// Wall seconds.
    pub(super) seconds: f64,
}

impl Timed {
    /// The same for each of so many things that were made.
    pub(super) fn each_of(self, count: usize) -> Self {
        Self { seconds: self.seconds / f64::from(u32::try_from(count).unwrap_or(u32::MAX)) }
    }
}

/// How many runs are counted: 5, unless `PEERS_RUNS` says otherwise.
pub(super) fn runs() -> usize {
    std::env::var("PEERS_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(5)
}

/// Times what `make` makes, and prints the row. `None` when the program is not there or fails in a way that is no finding.
pub(super) fn time(name: &str, make: impl Fn() -> Command) -> Option<Timed> {
    if run(&mut make()).is_none() {
        println!("{name:<44} skipped: not installed, or it failed");
        return None;
    }
    let mut seconds: Vec<f64> = (0..runs()).filter_map(|_| run(&mut make())).collect();
    seconds.sort_by(f64::total_cmp);
    let median = *seconds.get(seconds.len() / 2)?;
    println!("{name:<44} {median:>8.3}");
    Some(Timed { seconds: median })
}

/// One run in seconds. Exit status 1 is how checkers say that they found something, so it counts as a run.
pub(super) fn run(command: &mut Command) -> Option<f64> {
    let start = Instant::now();
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    status.code().filter(|code| *code < 2).map(|_| start.elapsed().as_secs_f64())
}

/// The largest memory of one run, by GNU time.
pub(super) fn peak_megabytes(command: &Command) -> Option<f64> {
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["-f", "%M"]).arg(command.get_program()).args(command.get_args());
    timed.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    if let Some(folder) = command.get_current_dir() {
        timed.current_dir(folder);
    }
    let told = String::from_utf8(timed.stdout(Stdio::null()).output().ok()?.stderr).ok()?;
    told.lines().last()?.trim().parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
}

impl Add for Timed {
    type Output = Timed;

    fn add(self, other: Timed) -> Timed {
        Timed { seconds: self.seconds + other.seconds }
    }
}

impl Sum for Timed {
    fn sum<I: Iterator<Item = Timed>>(all: I) -> Timed {
        all.fold(Timed { seconds: 0.0 }, Add::add)
    }
}
