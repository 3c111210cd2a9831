//! The sample guide of Aldermere Council: the first thing anyone sees.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use senco_guide::Make;
use senco_guide::model::{Destination, Owner};
#[cfg(feature = "typeset")]
use senco_guide::{inspect, model::Format, verify::pdf::PdfTarget};

use crate::support::{Built, build_folder};

/// Built once for all tests: it is the largest guide here.
pub(super) fn sample() -> &'static Built {
    static SAMPLE: LazyLock<Built> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("guide");
        build_folder(&folder, Make::BundleWithoutPdf).expect("the sample guide")
    });
    &SAMPLE
}

#[test]
fn the_sample_has_no_findings() {
    sample().finds(&[]);
}

#[test]
fn every_document_is_at_most_two_clicks_from_the_first_page() {
    let built = sample();
    let graph = &built.compiled.graph;
    let steps = |owners: &BTreeSet<Owner>| -> BTreeSet<Owner> {
        owners
            .iter()
            .flat_map(|owner| graph.links_from(*owner))
            .filter_map(|link| graph.owner_of(&link.destination))
            .collect()
    };
    let first = BTreeSet::from([Owner::Page(senco_guide::model::PageId(0))]);
    let one = steps(&first);
    let reached: BTreeSet<Owner> = one.iter().copied().chain(steps(&one)).collect();
    for id in graph.document_ids() {
        assert!(reached.contains(&Owner::Document(id)), "{}", graph.document(id).title);
    }
}

/// The 14 tasks of the first page: the heading to read first, and the documents of the task.
const TASKS: [(&str, &[&str]); 14] = [
    ("first-weeks", &["year-planner"]),
    ("is-it-sen", &["initial-concern"]),
    ("graduated-approach", &["sen-support-plan"]),
    ("school-census", &["census-coding"]),
    ("educational-psychology", &["ep-consultation"]),
    ("speech-and-language", &["speech-and-language-referral", "occupational-therapy"]),
    ("mental-health", &["mental-health"]),
    ("top-up-funding", &["top-up-request"]),
    ("make-the-request", &["ehc-request-school"]),
    ("countdown", &["review-invitation", "review-report"]),
    ("moving-school", &["transition-passport"]),
    ("medical-conditions", &["medical-needs-policy", "healthcare-plan"]),
    ("not-attending", &["school-avoidance"]),
    ("sen-information-report", &["sen-information-report"]),
];

#[test]
fn the_first_page_leads_straight_to_the_chapter_and_the_form_of_every_task() {
    let built = sample();
    let graph = &built.compiled.graph;
    let first = Owner::Page(senco_guide::model::PageId(0));
    let headings: BTreeSet<&str> =
        graph.links_from(first).filter_map(|link| link.written.split_once('#')).map(|(_, heading)| heading).collect();
    let documents: BTreeSet<&str> = graph
        .links_from(first)
        .filter_map(|link| match graph.owner_of(&link.destination) {
            Some(Owner::Document(id)) => Some(graph.document(id).address.as_str()),
            _ => None,
        })
        .collect();
    for (heading, forms) in TASKS {
        assert!(headings.contains(heading), "{heading}");
        assert!(forms.iter().all(|form| documents.contains(form)), "{heading}: {forms:?}");
    }
}

#[test]
fn every_document_is_registered_owned_and_reviewed_at_its_own_time() {
    let built = sample();
    let rows: Vec<_> = built.compiled.documents.all.iter().filter_map(|document| document.register.as_ref()).collect();
    assert_eq!((rows.len(), built.compiled.documents.all.len()), (39, 39));
    for row in &rows {
        let told = [&row.title, &row.owner, &row.deputy, &row.feedback_to, &row.version, &row.summary, &row.audience];
        assert!(told.iter().all(|fact| fact.as_deref().is_some_and(|text| !text.is_empty())), "{row:?}");
        assert!(row.owner != row.deputy && row.kind.is_some() && row.issued < row.review_by, "{row:?}");
    }
    let days: BTreeSet<_> = rows.iter().filter_map(|row| row.review_by).collect();
    assert!(days.len() >= 20, "reviews are spread over the year: {days:?}");
    assert!(rows.iter().any(|row| !row.also.is_empty()), "the planner is a calendar file, too");
}

#[test]
fn every_link_leads_somewhere() {
    let built = sample();
    let nowhere: Vec<_> =
        built.compiled.graph.links().filter(|link| matches!(link.destination, Destination::Nowhere(_))).collect();
    assert!(nowhere.is_empty(), "{nowhere:?}");
    assert!(built.compiled.graph.links().count() > 1000);
}

#[test]
fn telephone_numbers_are_reserved_for_drama_and_hosts_for_examples() {
    let built = sample();
    for link in built.compiled.graph.links() {
        if let Destination::Phone(number) = &link.destination {
            let plain: String = number.replace("+44", "0").chars().filter(char::is_ascii_digit).collect();
            let reserved = ["01632960", "08081570", "03069990", "07700900", "999", "111"];
            assert!(reserved.iter().any(|start| plain.starts_with(start)), "{number}");
        }
        if let Destination::Email(address) = &link.destination {
            assert!(address.split('?').next().is_some_and(|address| address.ends_with(".example")), "{address}");
        }
    }
}

/// The whole PDF, once: typesetting is the slowest thing here.
#[cfg(feature = "typeset")]
#[test]
fn the_pdf_holds_every_document_and_its_links_are_jumps_that_arrive() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("guide");
    let built = build_folder(&folder, Make::Bundle).expect("the sample guide");
    built.finds(&[]);
    let pdf = &built.compiled.bundle.get("site/senco-guide.pdf").expect("the PDF").bytes;
    let found = senco_guide::verify::pdf::links(pdf);
    let graph = &built.compiled.graph;
    for id in graph.document_ids() {
        let name = graph.pdf_destination(&Destination::Document(id)).expect("an annex");
        assert!(found.destinations.get(&name).is_some_and(|page| *page > 0), "{name}");
    }
    let also = built.compiled.documents.all.iter().filter_map(|document| document.register.as_ref());
    let originals: Vec<_> =
        graph.documents.iter().map(|node| &node.file).chain(also.flat_map(|row| &row.also)).collect();
    let own_address = built.compiled.config.address.as_deref().expect("an address");
    let mut jumps = 0;
    for link in &found.links {
        match &link.target {
            PdfTarget::Named(name) => assert!(found.destinations.contains_key(name), "page {}: {name}", link.page),
            PdfTarget::Page(page) => assert!(*page > 0, "page {}", link.page),
            // The file to fill in, and the calendar file, are fetched; everything else of the guide is in the PDF.
            PdfTarget::Address(address) if originals.iter().any(|file| address.ends_with(file.as_str())) => continue,
            PdfTarget::Address(address) => {
                let is_inside = address.starts_with(own_address) && address != own_address;
                assert!(!is_inside && address.contains(':'), "page {}: {address}", link.page);
                continue;
            }
            PdfTarget::Other => panic!("page {}", link.page),
        }
        jumps += 1;
    }
    assert!(jumps > 700, "{jumps}");
    let accessibility = inspect::read(Format::Pdf, pdf).accessibility.expect("a verdict");
    assert!(accessibility.tagged && accessibility.conforms, "{:?}", accessibility.failures);
}
