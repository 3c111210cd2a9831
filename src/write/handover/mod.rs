//! What the web team needs besides the site: how to put it live, digests, addresses to try, redirects and headers.

use std::fmt::Write as _;

use super::Material;
use crate::model::{Bundle, ManifestRedirect, Redirect};

/// The security headers the site is made for: it works under them as they are.
pub const HEADERS: [(&str, &str); 4] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
];

/// The redirects as the manifest keeps them: those that lead somewhere on the site, in order.
pub(super) fn redirects(material: &Material<'_>) -> Vec<ManifestRedirect> {
    let redirect = |redirect: &Redirect| ManifestRedirect {
        from: redirect.from.clone(),
        to: match &redirect.to.fragment {
            Some(fragment) => format!("{}#{fragment}", redirect.to.path),
            None => redirect.to.path.clone(),
        },
    };
    let mut redirects: Vec<ManifestRedirect> = material.graph.redirects.iter().map(redirect).collect();
    redirects.sort();
    redirects
}

/// Writes `handover/`.
pub(super) fn handover(material: &Material<'_>, redirects: &[ManifestRedirect], bundle: &Bundle) -> Bundle {
    let mut handover = Bundle::default();
    handover.insert("handover/SHA256SUMS", sums(bundle).into_bytes());
    handover.insert("handover/urls.txt", addresses(material, bundle).into_bytes());
    handover.insert("handover/DEPLOY.txt", deploy(material).into_bytes());
    let (here, elsewhere): (Vec<_>, Vec<_>) = redirects.iter().partition(|redirect| !redirect.from.contains("://"));
    handover.insert("handover/apache.htaccess", apache(material, &here).into_bytes());
    handover.insert("handover/nginx.conf", nginx(material, &here).into_bytes());
    handover.insert("handover/redirects-elsewhere.csv", csv(material, &elsewhere).into_bytes());
    handover
}

/// The path of the guide on its host, such as `/senco-guide/`.
fn base_path(material: &Material<'_>) -> String {
    let address = material.config.address.as_deref().unwrap_or("/");
    let after_host = address.split_once("://").map_or(address, |(_, rest)| rest);
    format!("/{}", after_host.split_once('/').map_or("", |(_, path)| path))
}

fn sums(bundle: &Bundle) -> String {
    bundle.under("site").fold(String::new(), |mut text, (path, file)| {
        let _ = writeln!(text, "{}  {path}", file.digest);
        text
    })
}

fn addresses(material: &Material<'_>, bundle: &Bundle) -> String {
    let base = material.config.address.as_deref().unwrap_or_default();
    bundle.under("site").fold(String::new(), |mut text, (path, _)| {
        let _ = writeln!(text, "{base}{path}");
        text
    })
}

fn deploy(material: &Material<'_>) -> String {
    let place = material.config.address.as_deref().unwrap_or("the address you choose");
    format!(
        "How to put this guide live\n\
         ==========================\n\n\
         1. Keep a copy of what is live now.\n\
         2. Copy everything in the folder site to {place}\n\
            in this order: the folders assets and documents, then the pages, then manifest.json.\n\
         3. Put the redirects and headers in place: apache.htaccess or nginx.conf beside this file.\n\
            redirects-elsewhere.csv lists old addresses on other hosts, for the teams that run those.\n\
         4. Open a few of the addresses in urls.txt.\n\
         5. To go back, copy the files you kept in step 1.\n\n\
         SHA256SUMS lists the digest of every file: sha256sum, certutil and Get-FileHash can compare them.\n\
         Every link in the site is relative, so it works at any path. No cookies, no scripts from elsewhere.\n"
    )
}

fn apache(material: &Material<'_>, redirects: &[&ManifestRedirect]) -> String {
    let base = base_path(material);
    let mut text = "# Redirects and headers for Apache 2.4 (mod_alias, mod_headers, mod_mime).\n".to_owned();
    for redirect in redirects {
        let _ = writeln!(
            text,
            "Redirect 301 \"{base}{}\" \"{base}{}\"",
            redirect.from.trim_start_matches('/'),
            redirect.to
        );
    }
    text.push_str("ErrorDocument 404 ");
    let _ = writeln!(text, "{base}404.html");
    text.push_str("AddType application/vnd.openxmlformats-officedocument.wordprocessingml.document .docx\n");
    text.push_str("AddType application/vnd.openxmlformats-officedocument.spreadsheetml.sheet .xlsx\n");
    text.push_str("<FilesMatch \"\\.html$\">\n");
    for (name, value) in HEADERS {
        let _ = writeln!(text, "  Header set {name} \"{value}\"");
    }
    text + "</FilesMatch>\n"
}

fn nginx(material: &Material<'_>, redirects: &[&ManifestRedirect]) -> String {
    let base = base_path(material);
    let mut text = "# Redirects and headers for nginx: include this inside the server block.\n".to_owned();
    for redirect in redirects {
        let _ = writeln!(
            text,
            "location = {base}{} {{ return 301 {base}{}; }}",
            redirect.from.trim_start_matches('/'),
            redirect.to
        );
    }
    let _ = writeln!(text, "location {base} {{\n  error_page 404 {base}404.html;");
    let _ = writeln!(text, "  location ~ \\.html$ {{");
    for (name, value) in HEADERS {
        let _ = writeln!(text, "    add_header {name} \"{value}\" always;");
    }
    text + "  }\n}\n"
}

fn csv(material: &Material<'_>, redirects: &[&ManifestRedirect]) -> String {
    let base = material.config.address.as_deref().unwrap_or_default();
    redirects.iter().fold("from,to\r\n".to_owned(), |mut text, redirect| {
        let _ = write!(text, "{},{base}{}\r\n", redirect.from, redirect.to);
        text
    })
}
