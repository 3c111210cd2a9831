//! Addresses that work and still lead to the wrong thing: old law, closed platforms, bare files, pages without encryption.

use super::CheckContext;
use super::address_parts::{AddressParts, is_at};
use super::pasted::is_private;
use crate::model::{Certainty, Finding, Findings, Rule, Severity, WebVerdict, unwrapped};

/// The law as it was, not as it is.
pub const STALE_LEGISLATION_LINK: Rule = Rule {
    code: "stale-legislation-link",
    severity: Severity::ShouldFix,
    name: "Link to the law as it was",
    finds: "A link to legislation.gov.uk that asks for an Act or regulation as it was first made, or as it stood on one day.",
    why: "Law is amended. Regulation 49 as made, for instance, still asks SENCOs for a qualification that has been replaced.",
    fix: "Take the last part off the address: it then leads to the law as it stands now.",
    example: "https://www.legislation.gov.uk/uksi/2014/1530/regulation/49/made",
};

/// A host that no longer exists.
pub const RETIRED_ADDRESS: Rule = Rule {
    code: "retired-address",
    severity: Severity::ShouldFix,
    name: "Address of a site that has closed",
    finds: "A link to a host that guide.toml lists under retired_hosts.",
    why: "The site has closed or will, and readers get nothing, or worse, whoever buys its name.",
    fix: "Link to the page’s new address, or to the document in the guide.",
    example: "https://senplatform.aldermere.example/referrals, with retired_hosts = [\"senplatform.aldermere.example\"]",
};

/// A file in place of the page that belongs to it.
pub const ASSET_ADDRESS: Rule = Rule {
    code: "asset-address",
    severity: Severity::ShouldFix,
    name: "Link to a bare file of GOV.UK",
    finds: "A link straight to a file on the servers where GOV.UK and the NHS keep their attachments.",
    why: "Each new edition gets another address, so the link goes on giving the old one, or nothing, without a word.",
    fix: "Link to the page that offers the file: its address stays, and it says which edition is current.",
    example: "https://assets.publishing.service.gov.uk/media/5a7d/send-code-of-practice.pdf",
};

/// A page without encryption.
pub const INSECURE_WEB_ADDRESS: Rule = Rule {
    code: "insecure-web-address",
    severity: Severity::ShouldFix,
    name: "Address without encryption",
    finds: "A web address that begins with http:// in place of https://.",
    why: "Others on the same network can read and change what your readers see, and school filters often block it.",
    fix: "Write https:// in its place, and open the link once to see that it works.",
    example: "http://schools.aldermere.example/send",
};

pub(super) fn stale_legislation_link(context: &CheckContext<'_>, findings: &mut Findings) {
    for (link, address) in context.web_links().filter(|(_, address)| address.is_at("legislation.gov.uk")) {
        let Some(current) = current_path(&address) else { continue };
        let now = format!("https://www.legislation.gov.uk{current}");
        let finding = Finding::new(
            &STALE_LEGISLATION_LINK,
            link.place.clone(),
            format!("{} leads to the law as it was once, not as it stands now.", link.words()),
            format!("Write {now}, which always leads to the law in force."),
        )
        .about(&link.written);
        let raw = context.written(link.id).filter(|raw| unwrapped(raw).is_none());
        findings.push(match raw {
            Some(raw) => finding.with_edit(raw, now, Certainty::Likely),
            None => finding,
        });
    }
}

pub(super) fn retired_address(context: &CheckContext<'_>, findings: &mut Findings) {
    for (link, address) in context.web_links().filter(|(_, address)| is_retired(context, address)) {
        findings.push(
            Finding::new(
                &RETIRED_ADDRESS,
                link.place.clone(),
                format!("{} leads to {}, which has closed.", link.words(), address.host()),
                "Link to the page’s new address, or to the document in the guide.",
            )
            .about(&link.written),
        );
    }
}

pub(super) fn asset_address(context: &CheckContext<'_>, findings: &mut Findings) {
    for (link, address) in context.web_links().filter(|(_, address)| is_asset(address) && !is_retired(context, address))
    {
        findings.push(
            Finding::new(
                &ASSET_ADDRESS,
                link.place.clone(),
                format!(
                    "{} leads straight to a file on {}, not to the page that offers it.",
                    link.words(),
                    address.host()
                ),
                "Find the page that offers the file, and link to that.",
            )
            .about(&link.written),
        );
    }
}

pub(super) fn insecure_web_address(context: &CheckContext<'_>, findings: &mut Findings) {
    // A port of its own has no other door that we know of.
    let is_usual = |address: &AddressParts<'_>| address.port.is_none_or(|port| port == "80");
    let is_due = |address: &AddressParts<'_>| {
        !address.is_secure && is_usual(address) && !is_private(address) && !is_retired(context, address)
    };
    for (link, _) in context.web_links().filter(|(_, address)| is_due(address)) {
        let Some(whole) = link.web_address().filter(|whole| !has_moved(context, whole)) else { continue };
        let secure = format!("https{}", &whole[4..]);
        let finding = Finding::new(
            &INSECURE_WEB_ADDRESS,
            link.place.clone(),
            format!("{} begins with http://, so what readers see there is not protected on its way.", link.words()),
            format!("Write {secure}, and open it once to see that it works."),
        )
        .about(&link.written);
        let raw = context.written(link.id).filter(|raw| unwrapped(raw).is_none());
        findings.push(match raw {
            Some(raw) => finding.with_edit(raw, secure, Certainty::Likely),
            None => finding,
        });
    }
}

/// Whether the site itself has said where the page is now: that finding says all.
fn has_moved(context: &CheckContext<'_>, address: &str) -> bool {
    let fact = context.facts.web.as_ref().and_then(|web| web.facts.get(address));
    fact.is_some_and(|fact| matches!(fact.verdict, WebVerdict::Moved { .. }))
}

fn is_retired(context: &CheckContext<'_>, address: &AddressParts<'_>) -> bool {
    let host = address.host();
    context.config.retired_hosts.iter().any(|retired| is_at(&host, retired))
}

fn is_asset(address: &AddressParts<'_>) -> bool {
    let host = address.host();
    let is_store = host.starts_with("assets.") && (is_at(&host, "gov.uk") || is_at(&host, "nhs.uk"));
    let is_upload = host == "www.gov.uk" && address.path.starts_with("/government/uploads/");
    (is_store && address.path.len() > 1) || is_upload
}

/// The path of the law in force, when the address asks for another state of it.
fn current_path(address: &AddressParts<'_>) -> Option<String> {
    let parts: Vec<&str> = address.segments().collect();
    // The printed form of an Act is the one that was first made.
    if let Some(at) = parts.iter().position(|part| *part == "pdfs").filter(|at| *at >= 3) {
        return Some(format!("/{}", parts[..at].join("/")));
    }
    let is_state =
        |part: &&str| matches!(*part, "made" | "enacted" | "adopted" | "created" | "prospective") || is_day(part);
    // Kind, year and number come first: `uksi/2014/1530`.
    let at = parts.iter().skip(3).position(is_state)? + 3;
    let kept: Vec<&str> = parts.iter().enumerate().filter(|(index, _)| *index < at).map(|(_, part)| *part).collect();
    Some(format!("/{}", kept.join("/")))
}

/// `2018-04-01`
fn is_day(part: &str) -> bool {
    part.len() == 10 && part.parse::<jiff::civil::Date>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_law_in_force_is_told_from_its_earlier_states() {
        let now = |address: &str| AddressParts::of(address).and_then(|address| current_path(&address));
        let law = "https://www.legislation.gov.uk";
        assert_eq!(
            now(&format!("{law}/uksi/2014/1530/regulation/49/made")).as_deref(),
            Some("/uksi/2014/1530/regulation/49")
        );
        assert_eq!(now(&format!("{law}/ukpga/2014/6/enacted/data.htm")).as_deref(), Some("/ukpga/2014/6"));
        assert_eq!(
            now(&format!("{law}/ukpga/2014/6/section/30/2018-04-01")).as_deref(),
            Some("/ukpga/2014/6/section/30")
        );
        assert_eq!(now(&format!("{law}/ukpga/2014/6/pdfs/ukpga_20140006_en.pdf")).as_deref(), Some("/ukpga/2014/6"));
        assert_eq!(now(&format!("{law}/ukpga/2014/6/section/36")), None);
        assert_eq!(now(&format!("{law}/ukpga/2014/6/part/3/crossheading/made-up")), None);
    }
}
