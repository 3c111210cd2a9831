//! Where the tool stands: beside the guide folder, as usual, or inside it.

use std::path::{Path, PathBuf};

/// Whether the present folder is the guide folder itself, and not the one that holds it.
pub(super) fn is_inside_guide() -> bool {
    is_guide(Path::new("."))
}

/// The guide that a folder lies in; none when it lies in none.
pub(super) fn guide_around(folder: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(folder).ok()?;
    whole.ancestors().skip(1).find(|above| is_guide(above)).map(Path::to_owned)
}

fn is_guide(folder: &Path) -> bool {
    folder.join("pages").is_dir() && folder.join("guide.toml").is_file()
}

/// The guide folder, unless one is named.
pub(super) fn usual_guide() -> PathBuf {
    if is_inside_guide() { ".".into() } else { "guide".into() }
}

/// The folder of the bundle, unless one is named: beside the guide, never in it.
pub(super) fn usual_bundle() -> PathBuf {
    beside_guide(Path::new("bundle"))
}

/// A path that is meant from beside the guide.
pub(super) fn beside_guide(path: &Path) -> PathBuf {
    if is_inside_guide() { Path::new("..").join(path) } else { path.to_owned() }
}

/// What is to be typed so that a verb finds this guide: nothing for the usual one.
pub(super) fn naming(guide: &Path) -> String {
    if guide == usual_guide() { String::new() } else { format!(" --guide {}", quoted(guide)) }
}

/// A path as it is typed, in quotation marks when it has a space.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    if path.contains(' ') { format!("\"{path}\"") } else { path }
}
