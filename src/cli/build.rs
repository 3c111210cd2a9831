//! `build` and `check`.

use std::path::Path;
use std::sync::Arc;

use super::args::{BuildArgs, CheckArgs, FolderArgs, GuideArgs};
use super::exit::Exit;
use super::fix;
use super::site;
use super::terminal::{Counter, Terminal};
use crate::compile::{self, Compiled, Make, Surroundings, Verdict, verdict};
use crate::io::{self, Cache, Failure, HttpWeb, Web};
use crate::load;
use crate::model::{Findings, Sources, WebFacts};
use crate::probe;
use crate::report::{Format, Told};
use crate::upkeep;

/// Makes the bundle, saves it and tells the findings.
pub(super) fn build(arguments: &BuildArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let make = if arguments.no_pdf { Make::BundleWithoutPdf } else { Make::Bundle };
    let folder = &arguments.guide.folder;
    let waiting = terminal.waiting("Building the guide");
    let (surroundings, program) = (surroundings(folder, None), io::program());
    let glanced_at = load::glance(&folder.guide)?;
    let saved = || io::digest_of_saved(&arguments.out);
    let standing = compile::standing(&glanced_at, make, &surroundings, &program, saved);
    let (sources, verdict, news) = if let Some(verdict) = standing {
        (glanced_at, verdict, "Nothing has changed since the last build. The bundle is in")
    } else {
        let loaded = load::guide(&folder.guide)?;
        let (bundle, verdict) = compile::build(&loaded.value, loaded.findings, make, &surroundings, &program);
        io::save_bundle(&bundle, &arguments.out)?;
        (loaded.value, verdict, "The bundle is in")
    };
    drop(waiting);
    let exit = tell(&arguments.guide, &sources, &verdict, terminal)?;
    let (out, first_page) = (arguments.out.display(), arguments.out.join("site").join("index.html"));
    let first_page = first_page.display();
    terminal.progress(&if exit == Exit::MustFix {
        format!("{news} {out}, to look at: open {first_page}. It cannot be published before what must be fixed is put right.")
    } else {
        format!("{news} {out}. Open {first_page} to read it.")
    });
    Ok(exit)
}

/// Tells the findings. Writes nothing but what the web answered, for the next check; and the pages, when what is certain is
/// to be put right.
pub(super) fn check(arguments: &CheckArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    if let Some(folder) = &arguments.site {
        return site::check(folder, &arguments.guide, terminal);
    }
    let counter = arguments.web.then(|| terminal.counter());
    let waiting = counter.is_none().then(|| terminal.waiting("Checking the guide"));
    let (sources, verdict) = judge(&arguments.guide.folder, counter)?;
    drop(waiting);
    let (sources, verdict) =
        if arguments.fix { put_right(arguments, sources, verdict, terminal)? } else { (sources, verdict) };
    let exit = tell(&arguments.guide, &sources, &verdict, terminal)?;
    if let Some(web) = &verdict.web {
        remember(&arguments.guide.folder.guide, &sources, web)?;
    }
    Ok(exit)
}

/// Puts right what is certain, shows it, and gives what is left. The web is asked once only, so its answers are kept as they
/// were told of the guide before.
fn put_right(
    arguments: &CheckArgs,
    sources: Sources,
    verdict: Verdict,
    terminal: &Terminal,
) -> Result<(Sources, Verdict), Failure> {
    let fixes = upkeep::fixes(&verdict.findings, &sources);
    let told = fix::apply(&fixes, &arguments.guide.folder.guide)?;
    let telling = &arguments.guide.telling;
    if telling.format == Format::Text && telling.report.is_none() {
        terminal.tell(&told);
    } else {
        terminal.progress(told.trim_end());
    }
    let (sources, mut verdict) = if fixes.files.is_empty() || arguments.web {
        (sources, verdict)
    } else {
        judge(&arguments.guide.folder, None)?
    };
    let offered = upkeep::likely(&verdict.findings);
    let left = verdict.findings.into_iter().filter(|finding| !arguments.web || !fixes.has_fixed(finding));
    verdict.findings = left.chain(offered).collect::<Findings>().sorted();
    Ok((sources, verdict))
}

/// Saves what the web answered, when that is news.
fn remember(guide: &Path, sources: &Sources, web: &WebFacts) -> Result<(), Failure> {
    let text = probe::history_file(web);
    let is_news = sources.at(probe::HISTORY).map_or(!web.memory.is_empty(), |file| *file.bytes != *text.as_bytes());
    if is_news { io::save_file(&guide.join(probe::HISTORY), text.as_bytes()) } else { Ok(()) }
}

/// Reads the guide and compiles it.
pub(super) fn run(arguments: &FolderArgs, make: Make) -> Result<(Sources, Compiled), Failure> {
    let loaded = load::guide(&arguments.guide)?;
    let compiled = compile::compile(&loaded.value, loaded.findings, make, &surroundings(arguments, None));
    Ok((loaded.value, compiled))
}

/// Reads the guide and judges it; with a counter, by what the web answers too.
fn judge(arguments: &FolderArgs, counter: Option<Counter>) -> Result<(Sources, Verdict), Failure> {
    let loaded = load::guide(&arguments.guide)?;
    let judged = verdict(&loaded.value, loaded.findings, &surroundings(arguments, counter), &io::program());
    Ok((loaded.value, judged))
}

pub(super) fn surroundings(arguments: &FolderArgs, counter: Option<Counter>) -> Surroundings {
    Surroundings {
        as_of: arguments.as_of.unwrap_or_else(io::today),
        as_of_is_given: arguments.as_of.is_some(),
        cache: if arguments.no_cache { Cache::off() } else { io::usual_cache() },
        web: counter.map(|counter| -> Arc<dyn Web> {
            Arc::new(HttpWeb::new().watched_by(move |done, of| counter.show("Asking outside addresses", done, of)))
        }),
    }
}

fn tell(arguments: &GuideArgs, sources: &Sources, verdict: &Verdict, terminal: &Terminal) -> Result<Exit, Failure> {
    let told = Told { sources, extent: &verdict.extent, findings: &verdict.findings, as_of: verdict.as_of };
    arguments.telling.tell(&told, terminal)
}
