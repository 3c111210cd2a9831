//! Microsoft IIS 7 and later: `web.config`, with what is built in. The module URL Rewrite is not needed.
//!
//! Headers cannot be given by kind of file, so the policy is set for all and taken away from each PDF.

use std::fmt::Write as _;

use super::{HEADERS, POLICY, Rules};
use crate::write::xml;

/// The file.
pub(super) fn file(rules: &Rules) -> String {
    let base = super::encoded_base(&rules.base);
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <!-- Redirects and headers for IIS. Put this file beside index.html under the name web.config.\n\
        \x20    It needs the Windows feature HTTP Redirection. -->\n\
        <configuration>\n  <system.webServer>\n    <httpProtocol>\n      <customHeaders>\n"
        .to_owned();
    for (name, value) in HEADERS {
        let _ = writeln!(text, "        <remove name=\"{name}\" />\n        <add name=\"{name}\" value=\"{value}\" />");
    }
    text.push_str("      </customHeaders>\n    </httpProtocol>\n    <httpErrors errorMode=\"Custom\">\n");
    let _ = writeln!(
        text,
        "      <remove statusCode=\"404\" />\n      <error statusCode=\"404\" path=\"{}404.html\" responseMode=\"ExecuteURL\" />",
        xml::text(&base)
    );
    text.push_str("    </httpErrors>\n    <staticContent>\n");
    for (ending, media_type) in &rules.types {
        let _ = writeln!(
            text,
            "      <remove fileExtension=\"{ending}\" />\n      <mimeMap fileExtension=\"{ending}\" mimeType=\"{media_type}\" />"
        );
    }
    text.push_str("    </staticContent>\n  </system.webServer>\n");
    for step in rules.moves.iter().filter(|step| !step.from.ends_with('/') && !leads_to_itself(step)) {
        let _ = writeln!(
            text,
            "  <location path=\"{}\"><system.webServer><httpRedirect enabled=\"true\" exactDestination=\"true\" \
             httpResponseStatus=\"Permanent\" destination=\"{}\" /></system.webServer></location>",
            xml::text(&step.from),
            xml::text(&format!("{base}{}", step.leads_to()))
        );
    }
    for pdf in &rules.pdfs {
        let _ = writeln!(
            text,
            "  <location path=\"{}\"><system.webServer><httpProtocol><customHeaders><remove name=\"{POLICY}\" />\
             </customHeaders></httpProtocol></system.webServer></location>",
            xml::text(pdf)
        );
    }
    text + "</configuration>\n"
}

/// IIS takes capital and small letters as the same, so that such an address would be led round in a circle.
fn leads_to_itself(step: &super::Move) -> bool {
    step.from.to_lowercase() == step.to.path.to_lowercase()
}
