//! Findings: what is wrong with a guide, where, and how to put it right. Data, never a failure.

use serde::{Deserialize, Serialize};

use super::{Place, SourceFile, Sources};

/// A kind of problem. Its text is the single source of `explain`, of the reports and of the README's catalogue.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The stable code, in kebab case. Never reused.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// A short name for it, as the headline of a finding: “Broken link”.
    pub name: &'static str,
    /// What it finds, one sentence.
    pub finds: &'static str,
    /// Why that matters, one or two sentences.
    pub why: &'static str,
    /// How to put it right, an instruction.
    pub fix: &'static str,
    /// An example of the fault.
    pub example: &'static str,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Stops publishing.
    MustFix,
    /// Ought to be put right soon.
    ShouldFix,
    /// Worth knowing.
    Note,
}

/// One problem at one place.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The kind of problem.
    pub rule: &'static Rule,
    /// How bad it is here: the rule's severity unless a reason lowered it.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What is wrong, whole sentences.
    pub what: String,
    /// How to put it right, an instruction.
    pub fix: String,
    /// The link it is about, as written.
    pub link: Option<String>,
    /// Other places that have to do with it.
    pub related: Vec<Place>,
    /// The change of the source text that puts it right, when it is known.
    pub edit: Option<Edit>,
}

/// A change of a page that puts a finding right: another address for the link at the finding's place. `check --fix` finds
/// the link in the text and touches nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// The address as it is written now. Never shown: it may hold what a mail filter wrote into it.
    pub from: String,
    /// The address to write in its place.
    pub to: String,
    /// How sure we are.
    pub certainty: Certainty,
}

/// How sure we are that an edit is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Certainty {
    /// It cannot be otherwise: applied by `check --fix`.
    Certain,
    /// It is probably what was meant: offered, never applied.
    Likely,
}

/// A growing list of findings.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    all: Vec<Finding>,
}

/// What a stage makes, and what it found on the way. A stage never stops at a problem: it makes what can be made.
#[derive(Debug)]
pub struct Outcome<T> {
    /// What it made.
    pub value: T,
    /// What it found.
    pub findings: Findings,
}

impl Severity {
    /// Every severity, the worst first.
    pub const ALL: [Severity; 3] = [Self::MustFix, Self::ShouldFix, Self::Note];

    /// Its code in files: `must-fix`, `should-fix`, `note`.
    pub fn code(self) -> &'static str {
        match self {
            Self::MustFix => "must-fix",
            Self::ShouldFix => "should-fix",
            Self::Note => "note",
        }
    }
}

impl Finding {
    /// A finding of this rule at this place.
    pub fn new(rule: &'static Rule, place: Place, what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            place,
            what: what.into(),
            fix: fix.into(),
            link: None,
            related: Vec::new(),
            edit: None,
        }
    }

    /// The address that the link at its place should have; for a line that begins with `#`, the whole line as it should be.
    #[must_use]
    pub fn with_edit(self, from: &str, to: impl Into<String>, certainty: Certainty) -> Self {
        Self { edit: Some(Edit { from: from.to_owned(), to: to.into(), certainty }), ..self }
    }

    /// The link it is about.
    #[must_use]
    pub fn about(self, link: &str) -> Self {
        Self { link: Some(link.to_owned()), ..self }
    }

    /// Another place that has to do with it.
    #[must_use]
    pub fn see_also(mut self, place: Place) -> Self {
        self.related.push(place);
        self
    }

    /// Lowers the severity; never raises it.
    #[must_use]
    pub fn at_most(self, severity: Severity) -> Self {
        Self { severity: self.severity.max(severity), ..self }
    }
}

impl Findings {
    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        self.all.push(finding);
    }

    /// Adds many.
    pub fn extend(&mut self, findings: Findings) {
        self.all.extend(findings.all);
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.all.iter()
    }

    /// All of them, to change.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Finding> {
        self.all.iter_mut()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// How many have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.all.iter().filter(|finding| finding.severity == severity).count()
    }

    /// The findings in the order of the reports: by file, then by place, then by rule; doubles dropped.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        let key = |finding: &Finding| (finding.place.clone(), finding.rule.code, finding.what.clone());
        self.all.sort_by_cached_key(key);
        self.all.dedup_by(|a, b| key(a) == key(b));
        self
    }

    /// The source file of a finding, for its lines.
    pub fn source<'a>(finding: &Finding, sources: &'a Sources) -> Option<&'a SourceFile> {
        sources.get(&finding.place.file)
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.into_iter()
    }
}

impl FromIterator<Finding> for Findings {
    fn from_iter<I: IntoIterator<Item = Finding>>(findings: I) -> Self {
        Self { all: findings.into_iter().collect() }
    }
}

impl<T> Outcome<T> {
    /// A value and what was found while making it.
    pub fn new(value: T, findings: Findings) -> Self {
        Self { value, findings }
    }

    /// Hands the findings over and gives the value.
    pub fn report_to(self, findings: &mut Findings) -> T {
        findings.extend(self.findings);
        self.value
    }
}
