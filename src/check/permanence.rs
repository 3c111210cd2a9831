//! Addresses and ids that people keep: bookmarks, links in emails, printed addresses.

use std::collections::BTreeMap;

use super::CheckContext;
use crate::link::OLD_HEADING_ID;
use crate::model::{
    Destination, Finding, Findings, GuidePath, KeptSpot, LostAddress, Owner, PageId, Place, Rule, Severity,
};

/// An address of an earlier release that nothing answers.
pub const REMOVED_WITHOUT_REDIRECT: Rule = Rule {
    code: "removed-without-redirect",
    severity: Severity::MustFix,
    name: "Published address without an answer",
    finds: "A page or document of an earlier release that is gone, with nothing to lead people on from its address.",
    why: "Schools keep addresses for years: in bookmarks, emails and handbooks. Each of them would get “page not found”.",
    fix: "Add a line to redirects.csv that leads the old address to the page or document which answers it now. If that release was only a try and nobody was given the address, take its file out of history/releases instead; the next time, write rehearsal = true for the target.",
    example: "pages/early-help.md taken out, and no line early-help.html,pages/04-getting-help.md in redirects.csv",
};

pub(super) fn removed_without_redirect(context: &CheckContext<'_>, findings: &mut Findings) {
    for lost in &context.graph.lost {
        findings.push(removed(context, lost));
    }
}

fn removed(context: &CheckContext<'_>, lost: &LostAddress) -> Finding {
    let graph = context.graph;
    let first = || graph.page_ids().next().map(Owner::Page);
    let to = lost.near.or_else(first).map_or_else(String::new, |owner| graph.file(owner).to_string());
    let line = format!("{},{},{}", cell(&lost.path), cell(&to), cell(&format!("{} was taken out.", lost.title)));
    let file = GuidePath::new("redirects.csv").unwrap_or_else(GuidePath::root);
    let heading = match context.sources.get(&file) {
        Some(_) => "Add this line to redirects.csv",
        None => "Write a file redirects.csv with the first line from,to,reason and this line",
    };
    let choice = match lost.near {
        Some(_) => "if that is what answers it now",
        None => "with the page that answers it now in the place of the first page",
    };
    Finding::new(
        &REMOVED_WITHOUT_REDIRECT,
        Place::file(&file),
        format!(
            "“{}” was published at {} (release {}) and is gone. People who kept that address would find nothing.",
            lost.title, lost.path, lost.release
        ),
        format!("{heading}, {choice}: {line}"),
    )
    .about(&lost.path)
}

/// A cell as a `.csv` file has it.
fn cell(text: &str) -> String {
    if text.contains(['"', ',', ';', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// Headings of the newest release that are gone and left no trace: their ids lead to the top of the page.
pub(super) fn heading_gone(context: &CheckContext<'_>, findings: &mut Findings) {
    let mut gone: BTreeMap<PageId, Vec<&KeptSpot>> = BTreeMap::new();
    let is_gone = |kept: &&KeptSpot| kept.is_news && matches!(kept.destination, Destination::Page(_));
    let titled = context.graph.kept.iter().filter(is_gone).filter(|kept| !kept.label.is_empty());
    titled.for_each(|kept| gone.entry(kept.page).or_default().push(kept));
    for (page, kept) in gone {
        let headings: Vec<String> = kept.iter().map(|kept| format!("“{}” (#{})", kept.label, kept.name)).collect();
        findings.push(Finding::new(
            &OLD_HEADING_ID,
            Place::file(&context.graph.page(page).file),
            format!(
                "This page no longer has what the last release had under {}. Links to it open the page at its top.",
                headings.join(", ")
            ),
            format!(
                "Write <a id=\"{}\"></a> above whatever took its place. If nothing did, all is well.",
                kept[0].name
            ),
        ));
    }
}
