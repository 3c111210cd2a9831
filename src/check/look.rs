//! The council's own look: colours that text can be read in, and a logo that is one.

use super::CheckContext;
use crate::config::{Config, nearest_path};
use crate::link::MISSING_IMAGE;
use crate::model::{Colour, Finding, Findings, GuidePath, Place, Rule, Severity, SourceFile, Sources};

/// A colour that text cannot be read in.
pub const LOW_CONTRAST: Rule = Rule {
    code: "low-contrast",
    severity: Severity::ShouldFix,
    name: "Colour too pale for text",
    finds: "A colour of the section [look] that text on white paper cannot be read in.",
    why: "People with poor sight cannot read pale words, and WCAG 2.2 asks for a contrast of 4.5 to 1 (1.4.3).",
    fix: "Use the darker colour that the message names, or another one with enough contrast.",
    example: "brand = \"#ffdd00\"",
};

/// A logo that cannot be used.
pub const BAD_LOGO: Rule = Rule {
    code: "bad-logo",
    severity: Severity::ShouldFix,
    name: "Logo that cannot be used",
    finds: "A logo that is too large, that is no picture, or that has a script in it.",
    why: "Every page loads the logo, so a large one makes all of them slow, and one with a script is not safe. The council's name was used instead.",
    fix: "Save the logo as SVG, PNG or JPEG in less than 200KB, and name it under [look].",
    example: "logo = \"images/logo.png\", a photograph of 20MB",
};

/// The largest logo: every page loads it.
const MOST_BYTES: usize = 200 * 1024;

/// The logo, when there is one that can be shown.
pub fn usable_logo<'a>(config: &'a Config, sources: &Sources) -> Option<&'a GuidePath> {
    let path = config.look.logo.as_ref()?;
    sources.get(path).is_some_and(|file| trouble(file).is_none()).then_some(path)
}

pub(super) fn low_contrast(context: &CheckContext<'_>, findings: &mut Findings) {
    let look = &context.config.look;
    let uses = [
        ("brand", &look.brand, Colour::WHITE, "The brand colour", "The band at the top keeps it; for words "),
        ("link", &look.link, Colour::TINT, "The colour of links", "For links "),
    ];
    for (key, colour, paper, name, instead) in uses {
        let Some(colour) = colour.as_deref().and_then(Colour::parse) else { continue };
        let in_place = colour.readable_on(paper, Colour::BLACK);
        if in_place == colour {
            continue;
        }
        let place = place(context, key);
        let what = format!(
            "{name} {} has a contrast of {:.1} to 1 on the page, and words need 4.5 to 1. {instead}{} was used.",
            colour.hex(),
            colour.contrast(paper),
            in_place.hex(),
        );
        findings.push(Finding::new(
            &LOW_CONTRAST,
            place,
            what,
            format!("Change it to {key} = \"{}\".", in_place.hex()),
        ));
    }
}

pub(super) fn logo(context: &CheckContext<'_>, findings: &mut Findings) {
    let Some(path) = &context.config.look.logo else { return };
    let Some(file) = context.sources.get(path) else {
        let files = context.sources.files().iter().map(|file| file.path.as_str());
        let fix = nearest_path(path.as_str(), files.filter(|file| is_picture_name(file))).map_or_else(
            || format!("Put the file into the guide folder as {path}, or take the line out."),
            |near| format!("There is {near}. Change the line to that, or take it out."),
        );
        let what = format!("There is no logo {path}, so the council's name was used instead.");
        findings.push(Finding::new(&MISSING_IMAGE, place(context, "logo"), what, fix).about(path.as_str()));
        return;
    };
    if let Some((what, fix)) = trouble(file) {
        let what = format!("The logo {path} {what}, so the council's name was used instead.");
        findings.push(Finding::new(&BAD_LOGO, place(context, "logo"), what, fix));
    }
}

fn place(context: &CheckContext<'_>, key: &str) -> Place {
    let settings = GuidePath::settings();
    match context.config.look.places.get(key) {
        Some(at) => Place::new(&settings, at.clone()),
        None => Place::file(&settings),
    }
}

fn is_picture_name(path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["svg", "png", "jpg", "jpeg", "gif", "webp"].contains(&extension)
}

/// Why a logo cannot be used, as the end of a sentence, and what to do about it.
fn trouble(file: &SourceFile) -> Option<(String, &'static str)> {
    const SMALLER: &str = "Save it smaller: a logo is shown less than 60 dots high, and SVG is the smallest form.";
    if file.refused.is_some() || file.bytes.len() > MOST_BYTES {
        let size = if file.refused.is_some() {
            "could not be read".to_owned()
        } else {
            format!("has {}KB, and every page would load it", file.bytes.len() / 1024)
        };
        return Some((size, SMALLER));
    }
    if file.path.extension() == "svg" {
        return svg_trouble(&file.bytes);
    }
    let kind = imagesize::image_type(&file.bytes).ok();
    let is_named_so = match kind {
        Some(imagesize::ImageType::Png) => file.path.extension() == "png",
        Some(imagesize::ImageType::Jpeg) => ["jpg", "jpeg"].contains(&file.path.extension().as_str()),
        Some(imagesize::ImageType::Gif) => file.path.extension() == "gif",
        Some(imagesize::ImageType::Webp) => file.path.extension() == "webp",
        _ => false,
    };
    (!is_named_so).then(|| {
        (
            "is not the kind of picture that its name says".to_owned(),
            "Save it as SVG, PNG or JPEG, under a name that says so.",
        )
    })
}

/// What makes an SVG more than a drawing, in lower case.
const ACTIVE: [&str; 8] =
    ["<script", "javascript:", "<foreignobject", "<!entity", "<iframe", "@import", "href=\"http", "url(http"];

/// An SVG is a document: a browser that opens it by itself runs what is in it.
fn svg_trouble(bytes: &[u8]) -> Option<(String, &'static str)> {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    if !text.contains("<svg") {
        return Some(("is not an SVG drawing".to_owned(), "Save it again as SVG, or as PNG."));
    }
    let has_handler = text.split_whitespace().any(|word| {
        word.split_once('=').is_some_and(|(name, _)| {
            name.strip_prefix("on")
                .is_some_and(|rest| rest.len() > 2 && rest.bytes().all(|byte| byte.is_ascii_lowercase()))
        })
    });
    let is_active = has_handler || ACTIVE.iter().any(|thing| text.contains(thing));
    is_active.then(|| {
        ("has a script or an address in it".to_owned(), "Save it again as a plain SVG without scripts, or as PNG.")
    })
}
