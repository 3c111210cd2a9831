//! `DEPLOY.txt`: how to put the guide live, for a web team that has never seen it.

use super::Rules;
use crate::write::Material;

/// The text.
pub(super) fn text(material: &Material<'_>, rules: &Rules) -> String {
    let place = material.config.address.as_deref().unwrap_or("the address you choose");
    let base = &rules.base;
    let count = match rules.moves.len() {
        1 => "one old address".to_owned(),
        count => format!("{count} old addresses"),
    };
    format!(
        "How to put this guide live\n\
         ==========================\n\n\
         1. Keep a copy of what is live now.\n\
         2. Copy everything in the folder site to {place}\n\
         \x20  in this order: the folders assets and documents, then the pages, then manifest.json.\n\
         3. Put the redirects and headers in place. Take the file of your web server:\n\n\
         \x20     Apache 2.4              apache.htaccess, beside index.html, under the name .htaccess\n\
         \x20     nginx                   nginx.conf, by an include line in the server block\n\
         \x20     Microsoft IIS           web.config, beside index.html\n\
         \x20     Azure Static Web Apps   staticwebapp.config.json, at the top of the app\n\
         \x20     Netlify                 _redirects and _headers, at the top of the site\n\n\
         \x20  They are made for the path {base} on its host. They lead {count} on, show\n\
         \x20  404.html for addresses that lead nowhere, and give the security headers. The content security\n\
         \x20  policy is for web pages only: on a PDF it would break the browser's viewer.\n\
         \x20  Where the server cannot redirect, nothing is lost for pages: a page stands at each old address\n\
         \x20  of a page and leads on. Old addresses of documents need the server; in a store such as S3 or\n\
         \x20  Azure Blob, each file of the folder moved may stand at its path instead, as text/html.\n\
         \x20  redirects-elsewhere.csv lists old addresses on other hosts, for the teams that run those.\n\
         4. Open a few of the addresses in urls.txt.\n\
         5. To go back, copy the files you kept in step 1.\n\n\
         SHA256SUMS lists the digest of every file: sha256sum, certutil and Get-FileHash can compare them.\n\
         email.txt, when there is one, is a paragraph that tells schools what changed.\n\
         Every link in the site is relative, so it works at any path. No cookies, nothing from elsewhere.\n"
    )
}
