//! Every linked document: its file, its register row and its reading, brought together under a lasting address.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::nearest_path;
use crate::model::{
    Documents, Finding, Findings, Format, GuidePath, LinkedDocument, Outcome, Place, Reading, Refusal, RegisterRow,
    Rule, Severity, SourceFile, Sources,
};
use crate::parse::{DUPLICATE_ADDRESS, address_of_name, words_of_name};

/// A document that is not there.
pub const MISSING_DOCUMENT: Rule = Rule {
    code: "missing-document",
    severity: Severity::MustFix,
    name: "Broken link to a document",
    finds: "A link, or a row of the register, that leads to a document that is not in the guide folder.",
    why: "A SENCO who needs the form gets an error page.",
    fix: "Change the link to the document's present name, put the document into the folder documents, or take the link out and \
          keep its words.",
    example: "[referral form](../documents/salt-form.docx)",
};

/// How many documents are read side by side: enough to keep every processor at work.
///
/// The objects of a PDF are read side by side, too. A thread that waits for those of its own PDF takes up another document
/// meanwhile, on the same stack, and another: with hundreds to choose from, the stack would overflow.
const BATCH: usize = 16;

/// Brings the documents together: those of the register in its order, then the others by path.
///
/// `read` reads one document; it may remember what it read before. Documents are read side by side.
pub fn documents(
    sources: &Sources,
    rows: Vec<(GuidePath, RegisterRow)>,
    read: impl Fn(Format, &SourceFile) -> Arc<Reading> + Sync,
) -> Outcome<Documents> {
    let mut findings = Findings::default();
    let also: BTreeSet<GuidePath> = rows.iter().flat_map(|(_, row)| row.also.iter().cloned()).collect();
    let mut others: BTreeMap<&GuidePath, &SourceFile> = sources
        .under("documents")
        .filter(|file| file.refused != Some(Refusal::LeadsOutside) && !also.contains(&file.path))
        .map(|file| (&file.path, file))
        .collect();
    let mut files: Vec<(&SourceFile, Option<RegisterRow>)> = Vec::new();
    let mut missing = Vec::new();
    for (path, row) in rows {
        if let Some(file) = others.remove(&path) {
            files.push((file, Some(row)));
        } else {
            missing.push((path.clone(), row.title.unwrap_or_default(), row.place.clone()));
            findings.push(no_file(&path, row.place, sources));
        }
    }
    files.extend(others.into_values().map(|file| (file, None)));
    let readings = files
        .chunks(BATCH)
        .flat_map(|batch| batch.par_iter().map(|(file, _)| read_unless_refused(file, &read)).collect::<Vec<_>>());
    let readings: Vec<Arc<Reading>> = readings.collect();
    let mut taken = BTreeMap::new();
    let all = files.into_iter().zip(readings).map(|((file, row), reading)| {
        let mut document = bring_together(file, row, reading);
        document.address = free_address(&document, &mut taken, &mut findings);
        document
    });
    let all = all.collect();
    Outcome::new(Documents { all, missing }, findings)
}

/// A refused file has its finding already; its reading is empty.
fn read_unless_refused(
    file: &SourceFile,
    read: &(impl Fn(Format, &SourceFile) -> Arc<Reading> + Sync),
) -> Arc<Reading> {
    if file.refused.is_some() {
        Reading { problems: vec![crate::model::Problem::TooLarge], ..Reading::default() }.into()
    } else {
        read(Format::of(&file.path), file)
    }
}

fn bring_together(file: &SourceFile, register: Option<RegisterRow>, reading: Arc<Reading>) -> LinkedDocument {
    let own_title = reading.title.clone().filter(|title| !title.trim().is_empty());
    let title = register
        .as_ref()
        .and_then(|row| row.title.clone())
        .or(own_title)
        .unwrap_or_else(|| words_of_name(file.path.stem()));
    let id = register.as_ref().and_then(|row| row.id.as_deref()).map(address_of_id);
    LinkedDocument {
        address: id.unwrap_or_else(|| address_of_name(file.path.stem())),
        file: file.path.clone(),
        format: Format::of(&file.path),
        title,
        bytes: file.bytes.len() as u64,
        digest: file.digest,
        register,
        reading,
    }
}

/// The register's id as an address: kept as it is but for signs that an address cannot hold.
fn address_of_id(id: &str) -> String {
    let ascii = deunicode::deunicode(id).to_lowercase();
    ascii
        .split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'))
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

fn free_address(document: &LinkedDocument, taken: &mut BTreeMap<String, GuidePath>, findings: &mut Findings) -> String {
    let wanted = if document.address.is_empty() { "document".to_owned() } else { document.address.clone() };
    let place = |document: &LinkedDocument| {
        document.register.as_ref().map_or_else(|| Place::file(&document.file), |row| row.place.clone())
    };
    if let Some(other) = taken.get(&wanted) {
        findings.push(
            Finding::new(
                &DUPLICATE_ADDRESS,
                place(document),
                format!("{} and {other} would both stand at documents/{wanted}.html.", document.file),
                "Give one of them another id in documents.csv.",
            )
            .see_also(Place::file(other)),
        );
    }
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    let free = std::iter::once(wanted.clone())
        .chain(numbered)
        .find(|address| !taken.contains_key(address))
        .unwrap_or_default();
    taken.insert(free.clone(), document.file.clone());
    free
}

fn no_file(path: &GuidePath, place: Place, sources: &Sources) -> Finding {
    let fix = match nearest_path(path.as_str(), sources.under("documents").map(|file| file.path.as_str())) {
        Some(name) => format!("There is {name}. Change the row to that name, if it is what you mean."),
        None => "Put the file into the folder documents, or take the row out.".to_owned(),
    };
    Finding::new(
        &MISSING_DOCUMENT,
        place,
        format!("The register has a row for {path}, but there is no such file."),
        fix,
    )
    .about(path.as_str())
}
