//! Awkward paths in the form of each server.

use super::*;

fn rules(moves: &[(&str, &str)]) -> Rules {
    let step = |(from, to): &(&str, &str)| Move {
        from: (*from).to_owned(),
        to: match to.split_once('#') {
            Some((path, spot)) => SiteAddress::file(path.to_owned()).at(spot),
            None => SiteAddress::file((*to).to_owned()),
        },
        has_stub: crate::write::html::stub_path(from).is_some(),
    };
    Rules { base: "/senco guide/".to_owned(), moves: moves.iter().map(step).collect(), ..Rules::default() }
}

/// The lines of a file that hold this text.
fn lines<'a>(file: &'a str, text: &str) -> Vec<&'a str> {
    file.lines().filter(|line| line.contains(text)).map(str::trim).collect()
}

#[test]
fn what_means_something_to_a_server_is_quoted() {
    let rules = rules(&[("a \"b\" 100%.html", "new form.docx"), ("old (1)", "page.html#fees & $1")]);
    let apache = apache::file(&rules);
    assert_eq!(
        lines(&apache, "Redirect "),
        [r#"Redirect 301 "/senco guide/a \"b\" 100%.html" "/senco%20guide/new%20form.docx""#]
    );
    assert_eq!(
        lines(&apache, "RedirectMatch"),
        [r#"RedirectMatch 301 "^/senco guide/old \\(1\\)$" "/senco guide/page.html#fees \\& \\$1""#]
    );
    let nginx = nginx::file(&rules);
    assert_eq!(
        lines(&nginx, "return"),
        [
            r#"location = "/senco guide/a \"b\" 100%.html" { return 301 "/senco%20guide/new%20form.docx"; }"#,
            r#"location = "/senco guide/old (1)" { return 301 "/senco%20guide/page.html#fees%20&%20%241"; }"#,
        ]
    );
    let netlify = netlify::redirects(&rules);
    assert_eq!(
        lines(&netlify, "a%20")[0],
        "/senco%20guide/a%20%22b%22%20100%25.html /senco%20guide/new%20form.docx 301!"
    );
    let azure: serde_json::Value = serde_json::from_str(&azure::file(&rules)).expect("JSON");
    assert_eq!(azure["routes"][1]["redirect"], "/senco%20guide/page.html#fees%20&%20%241");
    let iis = iis::file(&rules);
    assert!(iis.contains("<location path=\"a &quot;b&quot; 100%.html\">"), "{iis}");
    assert!(iis.contains("destination=\"/senco%20guide/page.html#fees%20&amp;%20%241\""), "{iis}");
}

#[test]
fn a_file_that_azure_would_not_read_leaves_out_what_a_page_leads_on_from() {
    let names: Vec<(String, &str)> = (0..200).map(|number| (format!("old-page-{number}.html"), "new.html")).collect();
    let mut moves: Vec<(&str, &str)> = names.iter().map(|(from, to)| (from.as_str(), *to)).collect();
    moves.push(("documents/old.docx", "documents/new.docx"));
    let file = azure::file(&rules(&moves));
    assert!(file.len() <= azure::MOST, "{}", file.len());
    assert!(file.contains("documents/old.docx") && !file.contains("old-page-7.html"), "{file}");
}
