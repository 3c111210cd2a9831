//! Which documents are bound into the one PDF: all, forms only, none, and each as its register row says.

use senco_guide::Make;
use senco_guide::verify::pdf::{PdfTarget, links};

use crate::support::{Built, GuideTest, documents};

const ADDRESS: &str = "https://localoffer.aldermere.example/senco-guide/";

/// A guide with a form and a policy, each linked from the page; `annexes` in the settings, `yes`, `no` or nothing in the
/// register's row of the form and of the policy.
fn built(annexes: &str, form: &str, policy: &str) -> Built {
    let settings = format!(
        "[guide]\ntitle = \"Test guide\"\neditor = \"SEN consultant\"\naddress = \"{ADDRESS}\"\n[pdf]\nannexes = \"{annexes}\"\n"
    );
    let register = format!(
        "id,title,file,kind,owner,annex\nreferral,Referral form,referral.docx,form,SEN team,{form}\npolicy,Access policy,policy.pdf,policy,SEN team,{policy}\n"
    );
    GuideTest::new()
        .file("guide.toml", settings)
        .file("documents.csv", register)
        .file(
            "pages/start.md",
            "# Start\n\nUse the [form](../documents/referral.docx), see [page 2](../documents/policy.pdf#page=2).\n",
        )
        .file("documents/referral.docx", documents::docx("# Referral form\nName of the child"))
        .file("documents/policy.pdf", documents::pdf(2))
        .make(Make::Bundle)
}

/// The names that the PDF's links jump to, and the addresses under the guide's own that they open.
fn targets(built: &Built) -> (Vec<String>, Vec<String>) {
    let file = built.compiled.bundle.get("site/senco-guide.pdf").expect("the PDF");
    let (mut jumps, mut addresses) = (Vec::new(), Vec::new());
    for link in links(&file.bytes).links {
        match link.target {
            PdfTarget::Named(name) if name.starts_with("documents.") => jumps.push(name),
            PdfTarget::Address(address) => addresses.extend(address.strip_prefix(ADDRESS).map(str::to_owned)),
            _ => {}
        }
    }
    (jumps, addresses)
}

#[test]
fn all_documents_are_annexes_unless_the_settings_say_otherwise() {
    let (jumps, _) = targets(&built("all", "", ""));
    assert!(jumps.contains(&"documents.referral".to_owned()), "{jumps:?}");
    assert!(jumps.contains(&"documents.policy.page=2".to_owned()), "{jumps:?}");
}

#[test]
fn a_link_to_a_page_of_a_pdf_leads_to_that_page() {
    let built = built("all", "", "");
    let spots = links(&built.compiled.bundle.get("site/senco-guide.pdf").expect("the PDF").bytes).destinations;
    assert_eq!(spots["documents.policy.page=1"], spots["documents.policy"]);
    assert_eq!(spots["documents.policy.page=2"], spots["documents.policy"] + 1);
}

#[test]
fn a_document_that_is_left_out_keeps_a_working_link_to_its_address() {
    let (jumps, addresses) = targets(&built("forms", "", ""));
    assert!(jumps.contains(&"documents.referral".to_owned()), "{jumps:?}");
    assert!(!jumps.iter().any(|name| name.starts_with("documents.policy")), "{jumps:?}");
    assert!(addresses.contains(&"documents/policy.pdf#page=2".to_owned()), "{addresses:?}");
}

#[test]
fn the_register_outranks_the_settings() {
    let (jumps, addresses) = targets(&built("all", "no", ""));
    assert!(!jumps.iter().any(|name| name.starts_with("documents.referral")), "{jumps:?}");
    assert!(addresses.iter().any(|address| address.contains("referral")), "{addresses:?}");
    let (jumps, _) = targets(&built("none", "yes", ""));
    assert!(jumps.contains(&"documents.referral".to_owned()), "{jumps:?}");
    assert!(!jumps.iter().any(|name| name.starts_with("documents.policy")), "{jumps:?}");
}
