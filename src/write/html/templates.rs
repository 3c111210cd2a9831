//! The templates: built in, and the council's own that take their place one by one.
//!
//! 1. The built-in ones are part of the program.
//! 2. A file `templates/<name>` of the guide takes the place of the built-in one of that name.
//! 3. When a council's template fails, the editor is told where, and the page is written with the built-in ones.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value};
use serde::Serialize;

use crate::model::{At, Finding, Findings, Place, Rule, Severity, SourceFile, Sources};

use super::escape::escape;

/// A template of the council's own that cannot be used.
pub const BAD_TEMPLATE: Rule = Rule {
    code: "bad-template",
    severity: Severity::MustFix,
    name: "Template cannot be used",
    finds: "A file in the templates folder has a mistake, or uses a name that does not exist.",
    why: "The pages were written with the built-in template instead, so they do not look as the council wants.",
    fix: "Correct the line, or delete the file to go back to the built-in template.",
    example: "{{ page.titel }} in templates/page.html, where page.title is meant.",
};

/// The built-in templates by name.
const BUILT_IN: [(&str, &str); 17] = [
    ("layout.html", include_str!("../../../assets/templates/layout.html")),
    ("page.html", include_str!("../../../assets/templates/page.html")),
    ("document.html", include_str!("../../../assets/templates/document.html")),
    ("documents.html", include_str!("../../../assets/templates/documents.html")),
    ("search.html", include_str!("../../../assets/templates/search.html")),
    ("changes.html", include_str!("../../../assets/templates/changes.html")),
    ("moved.html", include_str!("../../../assets/templates/moved.html")),
    ("404.html", include_str!("../../../assets/templates/404.html")),
    ("fragment-page.html", include_str!("../../../assets/templates/fragment-page.html")),
    ("fragment-document.html", include_str!("../../../assets/templates/fragment-document.html")),
    ("partials/fragment-help.html", include_str!("../../../assets/templates/partials/fragment-help.html")),
    ("partials/navigation.html", include_str!("../../../assets/templates/partials/navigation.html")),
    ("partials/search.html", include_str!("../../../assets/templates/partials/search.html")),
    ("partials/cards.html", include_str!("../../../assets/templates/partials/cards.html")),
    ("partials/here.html", include_str!("../../../assets/templates/partials/here.html")),
    ("partials/help.html", include_str!("../../../assets/templates/partials/help.html")),
    ("partials/responsibility.html", include_str!("../../../assets/templates/partials/responsibility.html")),
];

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
        for file in sources.under("templates").filter(|file| file.path.extension() == "html") {
            let environment = own.get_or_insert_with(built_in);
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
            match own.get_template(name).and_then(|template| template.render(&values)) {
                Ok(html) => return Rendered { html, findings },
                Err(error) => findings.push(failure(&error, name, sources)),
            }
        }
        let html = self.built_in.get_template(name).and_then(|template| template.render(&values));
        let html = html.unwrap_or_else(|error| panic!("the built-in template {name} does not fit its page: {error:#}"));
        Rendered { html, findings }
    }
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

fn name_of(file: &SourceFile) -> &str {
    file.path.as_str().strip_prefix("templates/").unwrap_or(file.path.as_str())
}

/// The finding for a template that failed while a page was written: the innermost one of the council's.
fn failure(error: &Error, name: &str, sources: &Sources) -> Finding {
    let mut chain: Vec<&Error> = vec![error];
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        chain.extend(inner.downcast_ref::<Error>());
        source = inner.source();
    }
    let file_of = |error: &&Error| sources.at(&format!("templates/{}", error.name()?));
    match chain.iter().rev().find_map(|error| file_of(error).map(|file| (file, *error))) {
        Some((file, error)) => finding(file, Some(error)),
        None => unplaced(error, name),
    }
}

fn finding(file: &SourceFile, error: Option<&Error>) -> Finding {
    let line = error.and_then(Error::line);
    let at = line.map_or(At::WholeFile, |line| line_at(&file.bytes, line));
    let name = name_of(file);
    let why = error.map_or("it is not saved as UTF-8 text".to_owned(), words);
    let place = line.map_or_else(|| file.path.to_string(), |line| format!("line {line} of {}", file.path));
    Finding::new(
        &BAD_TEMPLATE,
        Place::new(&file.path, at),
        format!("The template {name} cannot be used: {why}. The built-in one was used instead."),
        format!("Correct {place}, or delete the file to go back to the built-in template."),
    )
}

/// A built-in template failed because of how a council's one uses it: told at the folder.
fn unplaced(error: &Error, name: &str) -> Finding {
    Finding::new(
        &BAD_TEMPLATE,
        Place::guide(),
        format!(
            "The council's own templates do not fit {name}: {}. The built-in ones were used instead.",
            words(error)
        ),
        "Compare the files in the templates folder with the built-in ones.",
    )
}

fn words(error: &Error) -> String {
    error.detail().map_or_else(|| error.kind().to_string(), ToOwned::to_owned)
}

fn line_at(bytes: &[u8], line: usize) -> At {
    let mut start = 0;
    for (index, text) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        if index + 1 == line {
            return At::Bytes(start..start + text.trim_ascii_end().len());
        }
        start += text.len();
    }
    At::WholeFile
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::GuidePath;

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
