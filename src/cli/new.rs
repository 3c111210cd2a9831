//! `new`: a small guide that builds clean and teaches by its notes. And what to do next, for those who type no verb.

use std::path::Path;

use super::exit::Exit;
use super::place;
use super::terminal::Terminal;
use crate::io::{self, Failure};

/// The files of a new guide.
const FILES: [(&str, &[u8]); 5] = [
    ("guide.toml", include_bytes!("../../assets/starter/guide.toml")),
    ("pages/01-start-here.md", include_bytes!("../../assets/starter/pages/01-start-here.md")),
    ("pages/02-asking-for-advice.md", include_bytes!("../../assets/starter/pages/02-asking-for-advice.md")),
    ("documents.csv", include_bytes!("../../assets/starter/documents.csv")),
    ("documents/request-for-advice.docx", include_bytes!("../../assets/starter/documents/request-for-advice.docx")),
];

/// Writes a new guide into a folder that is not there yet, or is empty.
pub(super) fn new(folder: &Path, terminal: &Terminal) -> Result<Exit, Failure> {
    if !io::is_new_or_empty(folder) {
        return Err(Failure::NotEmpty(folder.to_owned()));
    }
    if let Some(guide) = place::guide_around(folder) {
        return Err(Failure::GuideInGuide { folder: folder.to_owned(), guide });
    }
    for (path, bytes) in FILES {
        io::save_file(&folder.join(path), bytes)?;
    }
    terminal.tell(&steps(folder));
    Ok(Exit::Clean)
}

/// What to do with a new guide.
fn steps(folder: &Path) -> String {
    let (name, naming) = (folder.display(), place::naming(folder));
    format!(
        "A small guide is in {name}. It builds as it is.\n\n\
         1. Open {name}/guide.toml in Notepad and write your council's name.\n\
         2. Look at the pages in {name}/pages; their notes say how they are written.\n\
         3. See them in the browser as you save them, with what is wrong:\n   \
         senco-guide preview --open{naming}\n\
         4. Make the website and the PDF:\n   \
         senco-guide build{naming}\n"
    )
}

/// What to do next, by what stands in the present folder.
pub(super) fn next(terminal: &Terminal) -> Exit {
    let words = if let Some(standing) = where_a_guide_is() {
        &format!(
            "{standing}\n\n  \
             senco-guide preview --open   see it in the browser while you edit it\n  \
             senco-guide check            what is wrong in it, and how to put it right\n  \
             senco-guide build            make the website and the PDF\n  \
             senco-guide publish          put it live, where guide.toml says\n  \
             senco-guide status           who looks after what, and what to look at first\n\n\
             All there is: senco-guide --help\n"
        )
    } else if let Some(guide) = place::guide_around(Path::new("here")) {
        &format!("This folder is part of the guide in {0}.\n\nGo there first: cd \"{0}\"\n", guide.display())
    } else {
        "There is no guide in this folder yet.\n\n  \
         senco-guide new guide                 start with a small one that explains itself\n  \
         senco-guide import \"My guide.docx\"    start from a guide in Word\n\n\
         A guide elsewhere? Go to the folder that holds it, or name it with --guide.\n\
         All there is: senco-guide --help\n"
    };
    terminal.tell(words);
    Exit::Clean
}

/// Where the guide is that the verbs work on when none is named.
fn where_a_guide_is() -> Option<&'static str> {
    if place::is_inside_guide() {
        return Some("This folder is a guide. Its bundle will stand beside it, in ../bundle.");
    }
    Path::new("guide/pages").is_dir().then_some("There is a guide in the folder guide.")
}
