//! `guide.toml` without what no page depends on: where releases go, and how the preview opens files.

/// Sections that say nothing about the bundle.
const APART: [&str; 2] = ["publish", "preview"];

/// The lines that a bundle may depend on, without notes and empty lines. None when that cannot be told for certain: then every
/// letter of the file counts.
pub(super) fn that_shapes_the_bundle(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.trim_start_matches('\u{feff}');
    // In a text of several lines, a line that looks like the name of a section is none.
    if text.contains("\"\"\"") || text.contains("'''") {
        return None;
    }
    let mut is_apart = false;
    let mut kept = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if line.starts_with('[') {
            is_apart = section(line).is_some_and(|name| APART.contains(&name));
        }
        if !is_apart {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    Some(kept)
}

/// The first part of a section's name: `publish` of `[publish.live]`. None for what is no section, such as a line of a list.
fn section(line: &str) -> Option<&str> {
    let name = line.trim_start_matches('[').split(['.', ']']).next()?.trim();
    name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: &str =
        "[guide]\ntitle = \"T\"\n[publish.live]\nkind = \"folder\"\npath = \"www\"\n[values]\na = \"1\"\n";

    fn kept(text: &str) -> Option<String> {
        that_shapes_the_bundle(text.as_bytes())
    }

    #[test]
    fn where_releases_go_and_notes_make_no_difference() {
        for same in [
            "[guide]\ntitle = \"T\"\n[values]\na = \"1\"\n",
            "# A note.\r\n[guide]\r\ntitle = \"T\"\r\n\r\n[values]\r\na = \"1\"\r\n",
            "[preview]\nopen_with = \"code\"\n[guide]\ntitle = \"T\"\n[ publish . a ]\nx = 1\n[[publish.b]]\ny = 2\n  [values]\na = \"1\"\n",
        ] {
            assert_eq!(kept(same), kept(SETTINGS), "{same}");
        }
    }

    #[test]
    fn everything_else_does() {
        for other in [
            SETTINGS.replace("\"T\"", "\"U\""),
            SETTINGS.replace("\"1\"", "\"2\""),
            SETTINGS.replace("[values]", "[publisher]"),
            // The list is over, and so is the section, as far as a line can tell: what follows counts.
            SETTINGS.replace("path = \"www\"", "path = [\n[\"a\"],\n]"),
        ] {
            assert_ne!(kept(&other), kept(SETTINGS), "{other}");
        }
        assert_eq!(kept("[guide]\ntitle = \"\"\"\n[publish]\nno section\"\"\"\n"), None, "every letter counts");
    }
}
