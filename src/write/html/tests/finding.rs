//! Finding things: the list of documents.

use super::{FORM, html};

#[test]
fn the_list_of_documents_tells_dates_and_groups_by_owner() {
    let register = "id,title,file,kind,owner,issued,last_reviewed\nep,EP form,documents/ep.docx,form,EP lead,2026-01-02,2026-05-28\n\
                    b,Bands,documents/b.docx,policy,,2026-04-01,\n";
    let files = [
        ("pages/a.md", "# A\n\n[1](../documents/ep.docx) [2](../documents/b.docx)"),
        ("documents.csv", register),
        FORM,
        ("documents/b.docx", "x"),
    ];
    let page = html(&files, "documents.html");
    assert!(page.contains("Reviewed 28 May 2026") && page.contains("Issued 1 April 2026"));
    assert!(page.contains("<a href=\"#sg-owner-1\">EP lead") && page.contains("<h3 id=\"sg-owner-1\">EP lead</h3>"));
}
