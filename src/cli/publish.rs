//! `publish`: the bundle goes live at a publish target, and is read back there.

use std::fmt::Write as _;

use super::args::{FolderArgs, PublishArgs, TellingArgs};
use super::build;
use super::exit::Exit;
use super::opened::{Opened, ToDo, refuse_own_folder};
use super::releases::{timestamp, told_live};
use super::terminal::Terminal;
use crate::compile::{self, Make, Verdict};
use crate::config;
use crate::history::{self, Publication};
use crate::io::{self, Failure, Running};
use crate::load;
use crate::model::{Bundle, History, Inventory, Manifest, Release, Severity, Sources};
use crate::publish::{self as publishing, Offer, Plan, Told};
use crate::report::{self, text};
use crate::write;

/// Publishes a bundle.
pub(super) fn publish(arguments: &PublishArgs, terminal: &Terminal) -> Result<Exit, Failure> {
    let waiting = terminal.waiting("Checking the guide");
    let (sources, verdict) = judge(&arguments.target.guide_args())?;
    drop(waiting);
    if verdict.findings.count(Severity::MustFix) > 0 {
        let told = report::Told {
            sources: &sources,
            extent: &verdict.extent,
            findings: &verdict.findings,
            as_of: verdict.as_of,
        };
        terminal.tell(&text::render(&told, terminal.colour));
        terminal.progress("Nothing was published. Put this right, build again, then publish.");
        return Ok(Exit::MustFix);
    }
    let bundle = io::read_bundle(&arguments.out)?;
    let manifest = publishing::manifest(&bundle).map_err(|trouble| Failure::NotPublishable(trouble.to_string()))?;
    if manifest.source_sha256 != Manifest::source_digest(&sources) {
        return Err(Failure::StaleBundle);
    }
    let (config, mut history) = (config::read(&sources).value, history::read(&sources).value);
    let to_do = if arguments.dry_run { ToDo::Rehearse } else { ToDo::Publish };
    let name = arguments.target.name.as_deref();
    refuse_own_folder(name, &config, &arguments.target.guide, &arguments.out)?;
    let opened = Opened::new("publish", name, &config, &history, to_do, terminal)?;
    if !opened.settings.is_rehearsal {
        publishing::refuse_without_pdf(&manifest, &history)
            .map_err(|trouble| Failure::NotPublishable(trouble.to_string()))?;
    }
    let (offer, release) = offer(arguments, &opened, (verdict.inventory, &history), &bundle, manifest)?;
    if arguments.dry_run {
        let plan = publishing::look(&*opened.target, &opened.settings, &offer)?;
        terminal.tell(&plan_words(&plan, &offer, &opened));
        return Ok(Exit::Clean);
    }
    go_live(arguments, terminal, &opened, &offer)?;
    remember(arguments, &opened, &sources, &release)?;
    history.releases.push(release);
    let told = told_live(&opened, &offer.note, &history, terminal)?;
    let exit = told.tell(&TellingArgs::plain(), terminal)?;
    if let Some(place) = opened.to_open() {
        terminal.progress(&format!("Open {place} to see it."));
    }
    if opened.settings.is_rehearsal {
        terminal.progress(
            "This was a rehearsal: no address is promised. Take rehearsal = true out of guide.toml before schools are to read it.",
        );
    }
    Ok(exit)
}

/// The guide and what was found in it. What the build found is recalled, so that the guide need not be read whole: a bundle
/// that was built without a PDF is published as it was judged then, unless the guide was judged with one since.
fn judge(guide: &FolderArgs) -> Result<(Sources, Verdict), Failure> {
    let (surroundings, program) = (build::surroundings(guide, None), io::program());
    let glanced_at = load::glance(&guide.guide)?;
    let recalled = |make| compile::recalled(&glanced_at, make, &surroundings, &program);
    if let Some(verdict) = recalled(Make::Bundle).or_else(|| recalled(Make::BundleWithoutPdf)) {
        return Ok((glanced_at, verdict));
    }
    let loaded = load::guide(&guide.guide)?;
    let verdict = compile::verdict(&loaded.value, loaded.findings, &surroundings, &program);
    Ok((loaded.value, verdict))
}

fn go_live(arguments: &PublishArgs, terminal: &Terminal, opened: &Opened, offer: &Offer) -> Result<(), Failure> {
    let running = Running::start();
    let claim = arguments.claim.claim(&running, &offer.note.published);
    let counter = terminal.counter();
    let watch = |doing: &str, done, of| counter.show(doing, done, of);
    let done = publishing::publish(&*opened.target, &opened.settings, offer, &claim, &watch)?;
    running.tidied_up();
    terminal.progress(&format!(
        "Release {} is live at {}. {} sent; {} were there already.",
        offer.note.number,
        opened.words,
        files(done.sent),
        files(offer.files.len() - done.sent.min(offer.files.len())),
    ));
    if done.plan.was_taken_back {
        terminal.progress(&format!(
            "It had been taken back before. If that still holds: senco-guide rollback {}",
            opened.settings.name
        ));
    }
    Ok(())
}

/// What is offered, and the record of it for the guide's history. A bundle that was published before keeps its number.
fn offer(
    arguments: &PublishArgs,
    opened: &Opened,
    (inventory, history): (Inventory, &History),
    bundle: &Bundle,
    manifest: Manifest,
) -> Result<(Offer, Release), Failure> {
    let before = history.releases.iter().rfind(|release| release.manifest == manifest);
    let number = match before {
        Some(release) => release.number,
        None if opened.settings.is_rehearsal => rehearsed(opened, &manifest, history.next_number())?,
        None => history.next_number(),
    };
    // Whoever sends a release again does not take it from the one who published it.
    let by = before.and_then(|release| release.by.clone()).or_else(|| arguments.claim.by.clone());
    let publication = Publication { number, published: io::today(), by: by.clone() };
    let redirects = manifest.redirects.clone();
    let release = before.cloned().unwrap_or_else(|| history::record(inventory, manifest, publication));
    let told = Told { number, published: timestamp(), by, changes: changes(history, &release, &redirects) };
    let offer = Offer::of(bundle, &opened.settings, opened.target.keeps_headers(), told);
    let offer = offer.map_err(|trouble| Failure::NotPublishable(trouble.to_string()))?;
    Ok((offer, release))
}

/// The number of a rehearsal. History does not count those, so they are counted by what stands at the target.
fn rehearsed(opened: &Opened, manifest: &Manifest, first: u32) -> Result<u32, Failure> {
    Ok(match publishing::notes(&*opened.target)?.last() {
        Some(newest) if newest.source_sha256 == manifest.source_sha256 => newest.number,
        Some(newest) => first.max(newest.number + 1),
        None => first,
    })
}

fn changes(history: &History, release: &Release, redirects: &[crate::model::ManifestRedirect]) -> Vec<String> {
    match history.before(release.manifest.source_sha256) {
        Some(before) => write::changes_in_words(&history::changes(&before.inventory, &release.inventory, redirects)),
        None => vec!["The first release.".to_owned()],
    }
}

/// Writes the record of the release into the guide's history: its addresses are promised from now on.
fn remember(arguments: &PublishArgs, opened: &Opened, sources: &Sources, release: &Release) -> Result<(), Failure> {
    let name = history::file_name(release);
    if opened.settings.is_rehearsal || sources.at(&name).is_some() {
        return Ok(());
    }
    io::save_file(&arguments.target.guide.join(name), history::render(release).as_bytes())
}

/// What would be done.
fn plan_words(plan: &Plan, offer: &Offer, opened: &Opened) -> String {
    let mut text = String::new();
    let live = match &plan.live {
        Some((number, edition)) if !edition.is_empty() => format!("release {number} (edition {edition})"),
        Some((number, _)) => format!("release {number}"),
        None => "nothing of ours yet".to_owned(),
    };
    let _ =
        writeln!(text, "Release {} would go live at {}.\nLive there now: {live}.\n", offer.note.number, opened.words);
    if plan.was_taken_back {
        let _ = writeln!(text, "It was live before, and was taken back.\n");
    }
    if opened.is_to_be_made {
        let _ = writeln!(text, "The folder is not there yet; it would be made.\n");
    }
    let kinds = [
        ("New", &plan.new),
        ("Changed", &plan.changed),
        ("Removed", &plan.removed),
        ("Changed by hand there, to be put right", &plan.touched),
    ];
    for (name, paths) in kinds.into_iter().filter(|(_, paths)| !paths.is_empty()) {
        let _ = writeln!(text, "{name}: {}", files(paths.len()));
        for path in paths {
            let _ = writeln!(text, "  {path}");
        }
    }
    let _ = writeln!(text, "Unchanged: {}", files(plan.unchanged));
    let _ = writeln!(text, "Old addresses that lead on: {}", plan.redirects);
    let _ = writeln!(text, "To send: at most {} KB. Nothing was done.", plan.bytes.div_ceil(1_000));
    text
}

fn files(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}
