//! What people meant who typed a command line that cannot be understood.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The error with a tip, where it is plain what was meant.
pub(super) fn with_tip(mut error: clap::Error, words: &[OsString]) -> clap::Error {
    let words: Vec<String> = words.iter().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    if let Some(tip) = tip(error.kind(), &words) {
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    error
}

fn tip(kind: ErrorKind, words: &[String]) -> Option<String> {
    let verb = words.first()?.as_str();
    match (kind, verb) {
        (ErrorKind::UnknownArgument, "import" | "new") => {
            let name: Vec<&str> =
                words[1..].iter().map(String::as_str).take_while(|word| !word.starts_with('-')).collect();
            let name = name.join(" ");
            (name.contains(' '))
                .then(|| format!("a name with spaces stands between quotation marks: senco-guide {verb} \"{name}\""))
        }
        (ErrorKind::MissingRequiredArgument, "status") => {
            Some("say which role read it, such as --by \"SEN consultant\"".to_owned())
        }
        _ => None,
    }
}
