//! Names that are too long for the folders of a Windows computer.

use super::{CheckContext, UNSAFE_FILE_NAME};
use crate::model::{Finding, Findings, GuidePath, Owner, Place};

/// Where a laptop may unpack the zip: the download folder of a school's cloud drive, in the folder that Windows proposes.
const USUAL_FOLDER: &str =
    "C:\\Users\\firstname.lastname\\OneDrive - Name of the Primary School\\Downloads\\senco-guide\\senco-guide\\";

/// As many letters as most Windows programs take in a path, the last sign of their own (`MAX_PATH` less one).
const MOST: usize = 259;

/// The longest thing that the site adds to a document's address: the name of a picture from inside it.
const PICTURE: &str = "/picture-100.00000000.jpeg";

/// Files of the site whose path Windows would not open in a usual download folder.
pub(super) fn long_path(context: &CheckContext<'_>, findings: &mut Findings) {
    for id in context.graph.page_ids() {
        let path = context.graph.html_page(Owner::Page(id)).path;
        judge(&context.graph.page(id).file, &format!("family-{path}"), findings);
    }
    for (id, document) in context.documents.iter() {
        let has_pictures = !document.reading.pictures.is_empty();
        let page = context.graph.html_page(Owner::Document(id)).path;
        let longest = if has_pictures { format!("documents/{}{PICTURE}", document.address) } else { page };
        let also = document.register.iter().flat_map(|row| &row.also);
        judge(&document.file, &longest, findings);
        also.chain([&document.file]).for_each(|file| judge(file, file.as_str(), findings));
    }
    for file in context.sources.under("images") {
        judge(&file.path, file.path.as_str(), findings);
    }
}

fn judge(file: &GuidePath, path: &str, findings: &mut Findings) {
    let units = |text: &str| text.encode_utf16().count();
    let room = MOST - units(USUAL_FOLDER);
    let too_many = units(path).saturating_sub(room);
    if too_many > 0 {
        findings.push(Finding::new(
            &UNSAFE_FILE_NAME,
            Place::file(file),
            format!(
                "The name is so long that Windows will not open the file from the zip in a download folder: on the site \
                 its path has {} letters.",
                units(path)
            ),
            format!("Shorten it by {too_many} letters or more, and change the links to it."),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_may_just_fill_the_room_that_windows_leaves() {
        let file = GuidePath::new("documents/a.docx").expect("inside");
        let found = |length: usize| {
            let mut findings = Findings::default();
            judge(&file, &"é".repeat(length), &mut findings);
            findings.len()
        };
        let room = 259 - USUAL_FOLDER.len();
        assert!((140..200).contains(&room), "{room}");
        assert_eq!((found(room), found(room + 1)), (0, 1));
    }
}
