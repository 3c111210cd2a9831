//! Puts the panel into a page as it is served. The page in the bundle knows nothing of it.

/// Puts our style sheet and script into a page's head and the panel at the end of its body. A page without either is left
/// alone but for what can be put at its end.
pub fn put_in(html: &str, head: &str, panel: &str) -> String {
    let (html, head) = match html.find("</head>") {
        Some(at) => ((&html[..at], &html[at..]), head),
        None => (("", html), ""),
    };
    let rest = html.1;
    let at = rest.rfind("</body>").unwrap_or(rest.len());
    [html.0, head, &rest[..at], panel, &rest[at..]].concat()
}
