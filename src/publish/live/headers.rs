//! The headers that a live site should give.

use super::{Asked, LIVE_DIFFERS, LIVE_HEADER, Promise, difference};
use crate::model::{Finding, Findings};
use crate::publish::note::NotedFile;
use crate::publish::offer::is_asset;
use crate::write::HEADERS;

/// The longest that a page may be kept by a browser without asking again, in seconds: an hour.
const LONGEST_KEPT: u64 = 3_600;

/// What the headers of a page, a PDF and a file that never changes lack. One of each is enough: servers treat a kind alike.
pub(super) fn headers(wanted: &Promise<'_>, files: &[(&NotedFile, Asked)]) -> Findings {
    let first = |is_one: &dyn Fn(&NotedFile) -> bool| {
        let mut of_kind = files.iter().filter(|(file, _)| is_one(file));
        of_kind.find_map(|(file, answer)| Some((*file, answer.as_ref().ok()?)))
    };
    let mut faults: Vec<(&String, String)> = Vec::new();
    if let Some((file, answer)) = first(&|file| file.path == "index.html") {
        for (name, should) in HEADERS {
            let is = answer.head.header(&name.to_lowercase());
            if is.is_empty() {
                faults.push((&file.path, format!("{} is served without the header {name}.", file.path)));
            } else if squeezed(is) != squeezed(should) {
                faults.push((
                    &file.path,
                    format!("{} is served with the header {name} in another form: {is}", file.path),
                ));
            }
        }
        if max_age(answer.head.header("cache-control")).is_some_and(|seconds| seconds > LONGEST_KEPT) {
            faults.push((
                &file.path,
                format!("Browsers may keep {} for more than an hour, so readers see an old edition.", file.path),
            ));
        }
    }
    if let Some((file, answer)) = first(&|file| file.media_type == "application/pdf")
        && !answer.head.header(&HEADERS[0].0.to_lowercase()).is_empty()
    {
        faults.push((
            &file.path,
            format!("{} is served with a content security policy, which breaks the browser's viewer.", file.path),
        ));
    }
    if let Some((file, answer)) = first(&|file| is_asset(&file.path))
        && max_age(answer.head.header("cache-control")).is_none_or(|seconds| seconds < LONGEST_KEPT)
    {
        faults.push((
            &file.path,
            format!("{} never changes, and browsers are not told that they may keep it.", file.path),
        ));
    }
    let rule = if wanted.expect_headers { &LIVE_DIFFERS } else { &LIVE_HEADER };
    let fault = |(path, what): (&String, String)| Finding {
        rule,
        severity: rule.severity,
        fix: LIVE_HEADER.fix.to_owned(),
        ..difference(path, what)
    };
    faults.into_iter().map(fault).collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches(';').to_owned()
}

fn max_age(cache: &str) -> Option<u64> {
    cache.split(',').find_map(|part| part.trim().strip_prefix("max-age=")?.parse().ok())
}
