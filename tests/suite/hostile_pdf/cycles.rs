//! Files whose parts lead back to themselves: every tree that a reader walks, with a way from a branch to its root.

use super::writer::Pdf;
use super::{ATTACHED, COMMENTED, Case, INACCESSIBLE, LOST, UNREADABLE, UNTAGGED};

pub const CASES: &[Case] = &[
    Case { name: "page-tree-in-itself", finds: UNTAGGED, make: page_tree },
    Case { name: "page-tree-of-nothing-but-itself", finds: UNREADABLE, make: page_tree_without_pages },
    Case { name: "page-is-its-own-parent", finds: UNTAGGED, make: page_parent },
    Case { name: "outline-in-itself", finds: UNTAGGED, make: outline },
    Case { name: "outline-in-a-ring", finds: UNTAGGED, make: outline_ring },
    Case { name: "tags-in-themselves", finds: INACCESSIBLE, make: tags },
    Case { name: "tag-is-its-own-kid", finds: INACCESSIBLE, make: tag },
    Case { name: "parent-tree-in-itself", finds: INACCESSIBLE, make: parent_tree },
    Case { name: "role-map-in-a-ring", finds: INACCESSIBLE, make: role_map },
    Case { name: "names-in-themselves", finds: UNTAGGED, make: names },
    Case { name: "attachments-in-themselves", finds: ATTACHED, make: attachments },
    Case { name: "page-labels-in-themselves", finds: UNTAGGED, make: page_labels },
    Case { name: "field-is-its-own-kid", finds: UNTAGGED, make: field_kids },
    Case { name: "field-is-its-own-parent", finds: UNTAGGED, make: field_parent },
    Case { name: "annotation-is-its-own-parent", finds: COMMENTED, make: annotation_parent },
    Case { name: "action-follows-itself", finds: LOST, make: action },
    Case { name: "actions-fan-out", finds: LOST, make: action_fan },
    Case { name: "reference-to-itself", finds: LOST, make: reference },
    Case { name: "form-draws-itself", finds: UNTAGGED, make: form_object },
    Case { name: "layers-in-themselves", finds: UNTAGGED, make: layers },
    Case { name: "article-in-a-ring", finds: UNTAGGED, make: article },
];

fn page_tree() -> Vec<u8> {
    let words = super::writer::PAGE_WORDS;
    Pdf::new()
        .object(1, "<< /Type /Catalog /Pages 2 0 R >>")
        .object(2, "<< /Type /Pages /Count 9 /Kids [2 0 R 10 0 R 3 0 R 2 0 R] >>")
        .object(10, "<< /Type /Pages /Count 9 /Parent 2 0 R /Kids [2 0 R 10 0 R] >>")
        .object(3, &format!("<< {words} >>"))
        .stream(4, "", b"BT /F1 12 Tf (Words) Tj ET")
        .finish()
}

fn page_tree_without_pages() -> Vec<u8> {
    Pdf::new()
        .object(1, "<< /Type /Catalog /Pages 2 0 R >>")
        .object(2, "<< /Type /Pages /Count 1 /Kids [10 0 R] >>")
        .object(10, "<< /Type /Pages /Count 1 /Parent 2 0 R /Kids [2 0 R] >>")
        .finish()
}

fn page_parent() -> Vec<u8> {
    Pdf::new()
        .object(1, "<< /Type /Catalog /Pages 2 0 R >>")
        .object(2, "<< /Type /Pages /Count 1 /Kids [3 0 R] >>")
        .object(3, "<< /Type /Page /Parent 3 0 R /MediaBox [0 0 595 842] >>")
        .finish()
}

fn outline() -> Vec<u8> {
    Pdf::with_page("/Outlines 10 0 R", "")
        .object(10, "<< /Type /Outlines /First 11 0 R /Last 11 0 R /Count 1 >>")
        .object(11, "<< /Title (One) /Parent 11 0 R /First 11 0 R /Last 10 0 R /Next 11 0 R /Dest [3 0 R /Fit] >>")
        .finish()
}

fn outline_ring() -> Vec<u8> {
    Pdf::with_page("/Outlines 10 0 R", "")
        .object(10, "<< /Type /Outlines /First 11 0 R /Last 12 0 R /Count 2 >>")
        .object(11, "<< /Title (One) /Parent 10 0 R /Next 12 0 R /First 12 0 R /Dest [3 0 R /Fit] >>")
        .object(12, "<< /Title (Two) /Parent 11 0 R /Next 11 0 R /First 10 0 R /Dest [3 0 R /Fit] >>")
        .finish()
}

fn tags() -> Vec<u8> {
    Pdf::with_page("/StructTreeRoot 10 0 R /MarkInfo << /Marked true >>", "/StructParents 0")
        .object(10, "<< /Type /StructTreeRoot /K [11 0 R 10 0 R] /ParentTree 12 0 R >>")
        .object(11, "<< /Type /StructElem /S /Document /P 10 0 R /Pg 3 0 R /K [10 0 R 13 0 R 0] >>")
        .object(13, "<< /Type /StructElem /S /P /P 13 0 R /Pg 3 0 R /K [11 0 R 1] >>")
        .object(12, "<< /Nums [0 [11 0 R 13 0 R]] >>")
        .finish()
}

fn tag() -> Vec<u8> {
    Pdf::with_page("/StructTreeRoot 10 0 R /MarkInfo << /Marked true >>", "/StructParents 0")
        .object(10, "<< /Type /StructTreeRoot /K 11 0 R /ParentTree << /Nums [0 [11 0 R]] >> >>")
        .object(11, "<< /Type /StructElem /S /P /P 11 0 R /Pg 3 0 R /K 11 0 R >>")
        .finish()
}

fn parent_tree() -> Vec<u8> {
    Pdf::with_page("/StructTreeRoot 10 0 R /MarkInfo << /Marked true >>", "/StructParents 0")
        .object(10, "<< /Type /StructTreeRoot /K 11 0 R /ParentTree 12 0 R /IDTree 14 0 R >>")
        .object(11, "<< /Type /StructElem /S /P /P 10 0 R /Pg 3 0 R /K 0 >>")
        .object(12, "<< /Limits [0 0] /Kids [12 0 R 13 0 R] >>")
        .object(13, "<< /Limits [0 0] /Kids [12 0 R] /Nums [0 [11 0 R] 1 13 0 R] >>")
        .object(14, "<< /Limits [(a) (a)] /Kids [14 0 R] /Names [(a) 14 0 R] >>")
        .finish()
}

fn role_map() -> Vec<u8> {
    Pdf::with_page("/StructTreeRoot 10 0 R /MarkInfo << /Marked true >>", "/StructParents 0")
        .object(10, "<< /Type /StructTreeRoot /K 11 0 R /ParentTree << /Nums [0 [11 0 R]] >> /RoleMap << /One /Two /Two /Three /Three /One >> /ClassMap 10 0 R >>")
        .object(11, "<< /Type /StructElem /S /One /P 10 0 R /Pg 3 0 R /K 0 /A [15 0 R] /C 15 0 R >>")
        .object(15, "[15 0 R [15 0 R]]")
        .finish()
}

fn names() -> Vec<u8> {
    Pdf::with_page("/Names 10 0 R /Dests 13 0 R", "")
        .object(10, "<< /Dests 11 0 R >>")
        .object(11, "<< /Limits [(a) (b)] /Kids [11 0 R 12 0 R] >>")
        .object(12, "<< /Limits [(a) (b)] /Kids [11 0 R 12 0 R] /Names [(a) 12 0 R (b) [3 0 R /Fit]] >>")
        .object(13, "<< /c 14 0 R /d 13 0 R >>")
        .object(14, "<< /D 14 0 R >>")
        .finish()
}

fn attachments() -> Vec<u8> {
    Pdf::with_page("/Names << /EmbeddedFiles 11 0 R >> /AF 13 0 R", "")
        .object(11, "<< /Kids [11 0 R 12 0 R] >>")
        .object(12, "<< /Kids [11 0 R 12 0 R] /Names [(a) 13 0 R (b) 12 0 R] >>")
        .object(13, "<< /Type /Filespec /F (a) /EF << /F 13 0 R >> /RF 13 0 R >>")
        .finish()
}

fn page_labels() -> Vec<u8> {
    Pdf::with_page("/PageLabels 11 0 R", "")
        .object(11, "<< /Kids [11 0 R 12 0 R] >>")
        .object(12, "<< /Kids [11 0 R] /Nums [0 12 0 R] >>")
        .finish()
}

fn field_kids() -> Vec<u8> {
    Pdf::with_page("/AcroForm << /Fields [11 0 R 12 0 R] /CO [11 0 R] /DR 13 0 R >>", "/Annots [12 0 R]")
        .object(11, "<< /FT /Tx /T (a) /Kids [11 0 R 12 0 R] >>")
        .object(12, "<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /T (b) /Parent 11 0 R /Kids [11 0 R] >>")
        .object(13, "<< /Font 13 0 R /XObject 13 0 R >>")
        .finish()
}

fn field_parent() -> Vec<u8> {
    Pdf::with_page("/AcroForm << /Fields [11 0 R] >>", "/Annots [11 0 R 12 0 R 13 0 R]")
        .object(11, "<< /FT /Tx /T (a) /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /Parent 11 0 R >>")
        .object(12, "<< /FT /Tx /T (b) /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /Parent 13 0 R >>")
        .object(13, "<< /FT /Tx /T (c) /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /Parent 12 0 R >>")
        .finish()
}

fn annotation_parent() -> Vec<u8> {
    Pdf::with_page("", "/Annots [11 0 R 12 0 R]")
        .object(11, "<< /Type /Annot /Subtype /Popup /Rect [0 0 9 9] /Parent 12 0 R /Popup 11 0 R >>")
        .object(
            12,
            "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (x) /Popup 11 0 R /Parent 12 0 R /IRT 12 0 R >>",
        )
        .finish()
}

fn action() -> Vec<u8> {
    Pdf::with_page("/OpenAction 12 0 R", "/AA << /O 12 0 R >> /Annots [11 0 R]")
        .object(11, "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A 12 0 R >>")
        .object(12, "<< /S /GoTo /D [3 0 R /Fit] /Next [12 0 R 12 0 R] >>")
        .finish()
}

/// Each action is followed by two copies of the next: two to the power of forty, if they were followed.
fn action_fan() -> Vec<u8> {
    let next = |number: u32| format!("<< /S /GoTo /D [3 0 R /Fit] /Next [{0} 0 R {0} 0 R] >>", number + 1);
    Pdf::with_page("/AcroForm << /Fields [11 0 R] >>", "/Annots [11 0 R]")
        .object(11, "<< /FT /Btn /T (a) /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /A 20 0 R >>")
        .objects(20, 40, next)
        .object(60, "<< /S /GoTo /D [3 0 R /Fit] >>")
        .finish()
}

fn reference() -> Vec<u8> {
    Pdf::with_page("/Lang 10 0 R /Names 11 0 R /Metadata 10 0 R", "/Annots 11 0 R /Rotate 10 0 R /Group 11 0 R")
        .object(10, "10 0 R")
        .object(11, "12 0 R")
        .object(12, "11 0 R")
        .finish()
}

fn form_object() -> Vec<u8> {
    Pdf::new()
        .object(1, "<< /Type /Catalog /Pages 2 0 R >>")
        .object(2, "<< /Type /Pages /Count 1 /Kids [3 0 R] >>")
        .object(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 10 0 R >>")
        .object(10, "<< /XObject << /X 11 0 R >> /Pattern << /P 11 0 R >> >>")
        .stream(4, "", b"/X Do /X Do")
        .stream(11, "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources 10 0 R", b"/X Do /X Do")
        .finish()
}

fn layers() -> Vec<u8> {
    Pdf::with_page("/OCProperties << /OCGs [11 0 R] /D 12 0 R >>", "")
        .object(11, "<< /Type /OCG /Name (One) /Usage 11 0 R >>")
        .object(12, "<< /Name (D) /Order 13 0 R /ON [11 0 R] /OFF 13 0 R >>")
        .object(13, "[11 0 R 13 0 R [13 0 R]]")
        .finish()
}

fn article() -> Vec<u8> {
    Pdf::with_page("/Threads [11 0 R]", "/B [12 0 R 12 0 R]")
        .object(11, "<< /Type /Thread /F 12 0 R /I 11 0 R >>")
        .object(12, "<< /Type /Bead /T 11 0 R /N 12 0 R /V 12 0 R /P 3 0 R /R [0 0 9 9] >>")
        .finish()
}
