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
fn sample() -> &'static Built {
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

#[test]
fn every_link_leads_somewhere() {
    let built = sample();
    let nowhere: Vec<_> =
        built.compiled.graph.links().filter(|link| matches!(link.destination, Destination::Nowhere(_))).collect();
    assert!(nowhere.is_empty(), "{nowhere:?}");
    assert!(built.compiled.graph.links().count() > 300);
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
    let own_address = built.compiled.config.address.as_deref().expect("an address");
    let mut jumps = 0;
    for link in &found.links {
        match &link.target {
            PdfTarget::Named(name) => assert!(found.destinations.contains_key(name), "page {}: {name}", link.page),
            PdfTarget::Page(page) => assert!(*page > 0, "page {}", link.page),
            // The file to fill in is fetched; everything else of the guide is in the PDF.
            PdfTarget::Address(address) if graph.documents.iter().any(|node| address.ends_with(node.file.as_str())) => {
                continue;
            }
            PdfTarget::Address(address) => {
                let is_inside = address.starts_with(own_address) && address != own_address;
                assert!(!is_inside && address.contains(':'), "page {}: {address}", link.page);
                continue;
            }
            PdfTarget::Other => panic!("page {}", link.page),
        }
        jumps += 1;
    }
    assert!(jumps > 300, "{jumps}");
    let accessibility = inspect::read(Format::Pdf, pdf).accessibility.expect("a verdict");
    assert!(accessibility.tagged && accessibility.conforms, "{:?}", accessibility.failures);
}
