//! The files that travel beside the pages: originals, pictures of pages, pictures from inside documents, the logo.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::check::usable_logo;
use crate::model::{Bundle, Destination, Digest, EmbeddedPicture, GuidePath, LinkedDocument};
use crate::write::Material;

/// Every file that pages lead to or show, byte for byte.
pub(super) fn bundle(material: &Material<'_>) -> Bundle {
    let mut bundle = Bundle::default();
    for path in carried(material) {
        if let Some(file) = material.sources.get(path).filter(|file| file.refused.is_none()) {
            bundle.insert_known(&format!("site/{path}"), file.bytes.clone(), file.digest);
        }
    }
    bundle.extend(embedded_pictures(material));
    bundle.extend(of_templates(material));
    bundle
}

/// The files that a council's own templates lead to: `templates/assets/x` is `assets/x` on the site.
fn of_templates(material: &Material<'_>) -> Bundle {
    let mut bundle = Bundle::default();
    for file in material.sources.under(super::templates::FILES).filter(|file| file.refused.is_none()) {
        let path = file.path.as_str().trim_start_matches("templates/");
        bundle.insert_known(&format!("site/{path}"), file.bytes.clone(), file.digest);
    }
    bundle
}

/// Where the site keeps a picture from inside a document.
pub(super) fn picture_path(document: &LinkedDocument, index: usize, picture: &EmbeddedPicture) -> String {
    let digest = Digest::of(&picture.bytes).short(8);
    format!("documents/{}/picture-{}.{digest}.{}", document.address, index + 1, picture.extension)
}

/// Width and height of a picture of the guide, so that the text does not jump when it arrives.
pub(super) fn pixels(material: &Material<'_>, destination: &Destination) -> Option<(usize, usize)> {
    let path = match destination {
        Destination::Image(path) => path,
        Destination::Document(id) => &material.documents.get(*id).file,
        _ => return None,
    };
    let size = imagesize::blob_size(&material.sources.get(path)?.bytes).ok()?;
    Some((size.width, size.height))
}

fn carried<'a>(material: &Material<'a>) -> BTreeSet<&'a GuidePath> {
    let documents = &material.documents.all;
    let originals = documents.iter().map(|document| &document.file);
    let also = documents.iter().filter_map(|document| document.register.as_ref()).flat_map(|row| &row.also);
    let pictures = material.graph.links().filter_map(|link| match &link.destination {
        Destination::Image(path) => Some(path),
        _ => None,
    });
    originals.chain(also).chain(pictures).chain(usable_logo(material.config, material.sources)).collect()
}

fn embedded_pictures(material: &Material<'_>) -> Bundle {
    let with_digests = |document: &LinkedDocument| {
        let pictures = document.reading.pictures.iter().enumerate();
        pictures
            .map(|(index, picture)| (picture_path(document, index, picture), picture.bytes.clone()))
            .collect::<Vec<_>>()
    };
    let pictures: Vec<_> = material.documents.all.par_iter().flat_map(with_digests).collect();
    let mut bundle = Bundle::default();
    for (path, bytes) in pictures {
        bundle.insert(&format!("site/{path}"), bytes);
    }
    bundle
}
