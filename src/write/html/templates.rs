//! The templates: built in, and the council's own that take their place one by one.
//!
//! 1. The built-in ones are part of the program. Three of them are empty, to be filled by a council: `head.html` stands at the
//!    end of every page's head, `header.html` above our band and `footer.html` below our help.
//! 2. A file `templates/<name>` of the guide takes the place of the built-in one of that name.
//! 3. When a council's template fails, the editor is told where, and the page is written with the built-in ones. It fails
//!    also when it never ends, makes a page of a size that nobody can load, or leaves out what the page says.

use std::io;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Template, UndefinedBehavior, Value};
use serde::Serialize;

use crate::model::{Findings, SourceFile, Sources};

use super::escape::escape;
use super::template_faults::{self, failure, finding, name_of};

/// The built-in templates by name.
const BUILT_IN: [(&str, &str); 24] = [
    ("layout.html", include_str!("../../../assets/templates/layout.html")),
    ("page.html", include_str!("../../../assets/templates/page.html")),
    ("document.html", include_str!("../../../assets/templates/document.html")),
    ("documents.html", include_str!("../../../assets/templates/documents.html")),
    ("search.html", include_str!("../../../assets/templates/search.html")),
    ("schools.html", include_str!("../../../assets/templates/schools.html")),
    ("changes.html", include_str!("../../../assets/templates/changes.html")),
    ("moved.html", include_str!("../../../assets/templates/moved.html")),
    ("accessibility.html", include_str!("../../../assets/templates/accessibility.html")),
    ("head.html", include_str!("../../../assets/templates/head.html")),
    ("header.html", include_str!("../../../assets/templates/header.html")),
    ("footer.html", include_str!("../../../assets/templates/footer.html")),
    ("family.html", include_str!("../../../assets/templates/family.html")),
    ("404.html", include_str!("../../../assets/templates/404.html")),
    ("fragment-page.html", include_str!("../../../assets/templates/fragment-page.html")),
    ("fragment-document.html", include_str!("../../../assets/templates/fragment-document.html")),
    ("partials/fragment-help.html", include_str!("../../../assets/templates/partials/fragment-help.html")),
    ("partials/navigation.html", include_str!("../../../assets/templates/partials/navigation.html")),
    ("partials/search.html", include_str!("../../../assets/templates/partials/search.html")),
    ("partials/document.html", include_str!("../../../assets/templates/partials/document.html")),
    ("partials/cards.html", include_str!("../../../assets/templates/partials/cards.html")),
    ("partials/here.html", include_str!("../../../assets/templates/partials/here.html")),
    ("partials/help.html", include_str!("../../../assets/templates/partials/help.html")),
    ("partials/responsibility.html", include_str!("../../../assets/templates/partials/responsibility.html")),
];

/// The folder of files that a council's templates lead to: style sheets, pictures.
pub(super) const FILES: &str = "templates/assets";

/// The most steps that a council's template may take for one page: a hundred times what the longest page needs.
const MOST_STEPS: u64 = 5_000_000;

/// How deep a council's templates may include one another.
const MOST_NESTED: usize = 60;

/// The largest page that a council's template may make.
const MOST_BYTES: usize = 20 * 1024 * 1024;

/// The templates to write pages with.
pub(super) struct Templates {
    built_in: Environment<'static>,
    /// The built-in ones with the council's own in their places; none when the council has none.
    own: Option<Environment<'static>>,
}

/// A page, and what was found wrong with the council's templates while writing it.
pub(super) struct Rendered {
    pub(super) html: String,
    pub(super) findings: Findings,
}

impl Templates {
    /// Takes the built-in templates and those of the guide folder.
    pub(super) fn read(sources: &Sources) -> (Self, Findings) {
        let mut findings = Findings::default();
        let mut own = None;
        for file in sources.under("templates").filter(|file| !file.path.is_under(FILES)) {
            findings.extend(template_faults::of_file(file, sources, &BUILT_IN.map(|(name, _)| name)));
            if file.path.extension() != "html" {
                continue;
            }
            let environment = own.get_or_insert_with(limited);
            if let Err(error) = add(environment, file) {
                findings.push(finding(file, error.as_ref()));
            }
        }
        (Self { built_in: built_in(), own }, findings)
    }

    /// Writes a page. `values` are the names that the template may use.
    ///
    /// # Panics
    /// When a built-in template does not fit its values: a bug of ours.
    pub(super) fn render(&self, name: &str, values: &impl Serialize, sources: &Sources) -> Rendered {
        let values = Value::from(Serde(values));
        let mut findings = Findings::default();
        if let Some(own) = &self.own {
            match own.get_template(name).and_then(|template| within_limits(&template, &values)) {
                Ok(html) if holds_content(&html, &values) => return Rendered { html, findings },
                Ok(_) => findings.push(template_faults::without_content(name, sources)),
                Err(error) => findings.push(failure(&error, name, sources)),
            }
        }
        let html = self.built_in.get_template(name).and_then(|template| template.render(&values));
        let html = html.unwrap_or_else(|error| panic!("the built-in template {name} does not fit its page: {error:#}"));
        Rendered { html, findings }
    }
}

/// The built-in templates as a council's own are put among them: no template goes on for ever.
fn limited() -> Environment<'static> {
    let mut environment = built_in();
    environment.set_fuel(Some(MOST_STEPS));
    environment.set_recursion_limit(MOST_NESTED);
    environment
}

/// Writes a page of at most [`MOST_BYTES`].
fn within_limits(template: &Template<'_, '_>, values: &Value) -> Result<String, Error> {
    let mut page = Page(Vec::new());
    template.render_captured_to(values, &mut page)?;
    String::from_utf8(page.0).map_err(|_| Error::new(ErrorKind::BadSerialization, "the page is not UTF-8 text"))
}

/// A page that refuses to grow without end.
struct Page(Vec<u8>);

impl io::Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST_BYTES {
            return Err(io::Error::other("too large"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether a page holds what the page or document says.
fn holds_content(html: &str, values: &Value) -> bool {
    let content = |of: &str| values.get_attr(of).and_then(|value| value.get_attr("content")).ok();
    let contents = [content("page"), content("document"), content("family")];
    contents.iter().flatten().filter_map(Value::as_str).all(|content| html.contains(content))
}

fn built_in() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().unwrap_or_default());
    environment.set_formatter(|out, state, value| match value.as_str() {
        Some(text) if !value.is_safe() && matches!(state.auto_escape(), AutoEscape::Html) => {
            out.write_str(&escape(text)).map_err(Error::from)
        }
        _ => minijinja::escape_formatter(out, state, value),
    });
    for (name, source) in BUILT_IN {
        let added = environment.add_template(name, source);
        added.unwrap_or_else(|error| panic!("the built-in template {name} is broken: {error}"));
    }
    environment
}

/// Puts a council's template in. `Err(None)` when it is not text.
fn add(environment: &mut Environment<'static>, file: &SourceFile) -> Result<(), Option<Error>> {
    let source = std::str::from_utf8(&file.bytes).map_err(|_| None)?;
    let source = source.trim_start_matches('\u{FEFF}').to_owned();
    environment.add_template_owned(name_of(file).to_owned(), source).map_err(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{At, GuidePath};

    fn sources(path: &str, text: &str) -> Sources {
        Sources::new(vec![SourceFile::new(GuidePath::new(path).expect("inside"), text.as_bytes().to_vec())])
    }

    #[test]
    fn a_template_with_a_mistake_is_told_with_its_line() {
        let sources = sources("templates/404.html", "<p>fine</p>\n{% if %}\n");
        let (_, findings) = Templates::read(&sources);
        let finding = findings.iter().next().expect("one finding");
        assert_eq!(finding.rule.code, "bad-template");
        assert_eq!(finding.place.at, At::Bytes(12..20));
    }

    #[test]
    fn a_name_that_does_not_exist_is_told_and_the_built_in_template_used() {
        let sources = sources("templates/partials/cards.html", "\n{{ cards.nonsense }}");
        let (templates, findings) = Templates::read(&sources);
        assert!(findings.is_empty());
        let own = templates.own.as_ref().expect("own templates");
        let error = own.get_template("partials/cards.html").and_then(|t| t.render(())).expect_err("undefined");
        let finding = failure(&error, "page.html", &sources);
        assert_eq!(finding.place.at, At::Bytes(1..21));
    }
}
