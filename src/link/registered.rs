//! The links that stand in the registers: rows for documents, their other formats, old addresses, where feedback goes.

use super::resolve::Resolver;
use crate::config::Config;
use crate::model::{
    Destination, Documents, Guide, GuidePath, LinkUsage, Place, Reason, RegisteredLink, WrittenLink, shown_address,
};

/// Every link of the registers, in the order of their files. `rows` is where the rows of `redirects.csv` lead.
pub(super) fn links(
    guide: &Guide,
    documents: &Documents,
    config: &Config,
    resolver: &Resolver<'_>,
    rows: &[Destination],
) -> Vec<RegisteredLink> {
    let mut links = Vec::new();
    for (id, document) in documents.iter() {
        let Some(row) = &document.register else { continue };
        links.push(link(&row.place, document.file.as_str(), &document.title, Destination::Document(id)));
        for file in &row.also {
            links.push(link(&row.place, file.as_str(), &document.title, resolver.carried_file(file)));
        }
    }
    for (file, title, place) in &documents.missing {
        links.push(link(place, file.as_str(), title, Destination::Nowhere(Reason::MissingDocument)));
    }
    for (redirect, destination) in guide.redirects.iter().zip(rows) {
        links.push(link(&redirect.place, &redirect.to, &redirect.from, destination.clone()));
    }
    for school in &guide.schools {
        let Some(report) = &school.report else { continue };
        let at = school.place.at.clone();
        let written = WrittenLink { written: report.clone(), label: school.name.clone(), at, usage: LinkUsage::Follow };
        let destination = resolver.resolve_setting(&school.place.file, &written);
        links.push(link(&school.place, report, &format!("Report of {}", school.name), destination));
    }
    if let Some(feedback) = &config.feedback {
        let settings = GuidePath::settings();
        let place = Place::file(&settings);
        let written = WrittenLink {
            written: feedback.clone(),
            label: String::new(),
            at: place.at.clone(),
            usage: LinkUsage::Follow,
        };
        links.push(link(&place, feedback, "feedback", resolver.resolve_setting(&settings, &written)));
    }
    links
}

fn link(place: &Place, written: &str, label: &str, destination: Destination) -> RegisteredLink {
    RegisteredLink {
        place: place.clone(),
        written: shown_address(written).into_owned(),
        label: label.to_owned(),
        destination,
    }
}
