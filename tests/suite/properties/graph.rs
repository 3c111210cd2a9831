//! PDFs made at random: objects of every kind that a reader follows, with references to any other.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::hostile_pdf::writer::Pdf;

/// The first number of an object made at random; those below are the catalogue, the page tree, a page, its contents and
/// the root of the tags.
const FIRST: u32 = 10;

/// The most objects made at random.
const MOST: usize = 24;

/// How many references an object has.
const REFERENCES: usize = 6;

/// An object made at random: its kind, and what it refers to.
#[derive(Debug, Clone)]
struct Node {
    kind: usize,
    /// Positions among all numbers, of which a few lead to no object.
    to: [u8; REFERENCES],
}

/// A PDF made at random.
#[derive(Debug, Clone)]
pub struct Graph {
    /// What the catalogue, the page and the root of the tags refer to.
    roots: [Node; 3],
    nodes: Vec<Node>,
}

/// Objects by kind: `{0}` to `{5}` are references, `#` is the object's own number.
const KINDS: [&str; 26] = [
    "<< /Type /StructElem /S /P /P {0} /Pg {1} /K [{2} {3} 0 {4}] >>",
    "<< /Type /StructElem /S /Sect /P {0} /Pg 3 0 R /K [0 1 1 {2}] /ID (e#) /C /One /A {3} >>",
    "<< /Type /StructElem /S /Own /P 5 0 R /Pg {1} /K << /Type /MCR /MCID 2 /Pg {2} >> >>",
    "<< /Type /StructElem /S /Form /P {0} /Pg {1} /K [<< /Type /MCR /MCID 0 /Stm {2} >> << /Type /MCR /MCID 1 >>] >>",
    "<< /Type /StructElem /S /Link /P {0} /Pg 3 0 R /K [<< /Type /OBJR /Obj {1} >> << /Type /OBJR /Obj {2} /Pg {3} >>] >>",
    "<< /Title (b#) /Parent {0} /First {1} /Last {2} /Next {3} /Prev {4} /Dest {5} >>",
    "<< /Title (b#) /Parent {0} /First {1} /Next {2} /A {3} >>",
    "<< /FT /Tx /T (f#) /Parent {0} /Kids [{1} {2}] /DA (/Helv 9 Tf) /AA << /C {3} >> >>",
    "<< /FT /Btn /T (f) /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /Parent {0} /A {1} /AP << /N {2} >> /StructParent 1 >>",
    "<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /Parent {0} /P {1} /StructParent 2 >>",
    "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A {0} /P {1} /StructParent 3 >>",
    "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Dest {0} /Parent {1} >>",
    "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Dest (n1) /StructParent 1 >>",
    "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Popup {0} /IRT {1} /Parent {2} /AP << /N {3} >> >>",
    "<< /Kids [{0} {1}] /Names [(n#) {2} (n1) {3} (n) [{4} /Fit]] /Limits [(z) (a)] >>",
    "<< /Kids [{0} {1}] /Nums [0 [{2} {3} null {2}] 1 {4} 2 {5} 3 {2}] >>",
    "<< /S /GoTo /D [{0} /XYZ 1 2 null] /Next {1} >>",
    "<< /S /URI /URI (https://example.org/#) /Next [{0} {1}] >>",
    "<< /S /ResetForm /Fields [{0} (f#)] /Flags 1 /Next {1} >>",
    "[{0} /XYZ 1 2 {1}]",
    "<< /Type /Filespec /F (a#) /EF << /F {0} >> >>",
    "<< /Type /Page /Parent {0} /MediaBox [0 0 300 {1}] /Contents [{2} {3}] /Annots [{4} {5}] /StructParents 1 /Rotate 90 >>",
    "<< /Type /Pages /Parent {0} /Kids [{1} {2} 3 0 R {3}] /MediaBox [0 0 400 300] /Resources {4} >>",
    "<< /Font << /F1 {0} >> /XObject << /X {1} >> /Properties << /P {2} >> >>",
    "{0}",
    "[{0} [{1} {2}] (n1) {3}]",
];

/// Streams among the objects: page contents with marks, and forms that have a place in the parent tree.
const STREAMS: [(&str, &str); 2] = [
    ("", "/P << /MCID 0 >> BDC EMC /P << /MCID 1 >> BDC EMC"),
    (
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /StructParents 2 /Resources {0} /Group {1}",
        "/P << /MCID 0 >> BDC /X Do EMC",
    ),
];

/// PDFs made at random.
pub fn strategy() -> impl Strategy<Value = Graph> {
    let node = || (0..KINDS.len() + STREAMS.len(), any::<[u8; REFERENCES]>()).prop_map(|(kind, to)| Node { kind, to });
    let roots = (node(), node(), node()).prop_map(|(one, two, three)| [one, two, three]);
    (roots, vec(node(), 1..MOST)).prop_map(|(roots, nodes)| Graph { roots, nodes })
}

impl Graph {
    /// The file.
    pub fn pdf(&self) -> Vec<u8> {
        let [catalog, page, tags] = &self.roots;
        let catalog = self.filled(
            "<< /Type /Catalog /Pages 2 0 R /Names << /Dests {0} /EmbeddedFiles {1} >> /Outlines {2} /AcroForm << /Fields \
             [{3} {4}] /CO [{3}] /DR {5} >> /StructTreeRoot 5 0 R /OCProperties << /OCGs [{1}] /D << /Order {5} >> >> >>",
            catalog,
            1,
        );
        let page = self.filled(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [{0} {1} {2}] /StructParents 0 >>",
            page,
            3,
        );
        let tags = self.filled(
            "<< /Type /StructTreeRoot /K [{0} {1}] /ParentTree {2} /IDTree {3} /RoleMap << /Own /P >> /ClassMap {4} >>",
            tags,
            5,
        );
        let start = Pdf::new()
            .object(1, &catalog)
            .object(2, &format!("<< /Type /Pages /Count 1 /Kids [3 0 R {FIRST} 0 R] >>"))
            .object(3, &page)
            .stream(4, "", b"/P << /MCID 0 >> BDC EMC /P << /MCID 1 >> BDC EMC")
            .object(5, &tags);
        let numbered = self.nodes.iter().zip(FIRST..);
        numbered.fold(start, |pdf, (node, number)| self.add(pdf, node, number)).finish()
    }

    fn add(&self, pdf: Pdf, node: &Node, number: u32) -> Pdf {
        if let Some(words) = KINDS.get(node.kind) {
            return pdf.object(number, &self.filled(words, node, number));
        }
        let (entries, contents) = STREAMS[node.kind - KINDS.len()];
        pdf.stream(number, &self.filled(entries, node, number), contents.as_bytes())
    }

    fn filled(&self, words: &str, node: &Node, number: u32) -> String {
        let mut filled = words.replace('#', &number.to_string());
        for (place, to) in node.to.iter().enumerate() {
            filled = filled.replace(&format!("{{{place}}}"), &format!("{} 0 R", self.target(*to)));
        }
        filled
    }

    /// Most references lead to objects made at random, some to the fixed ones, a few to none.
    fn target(&self, to: u8) -> u32 {
        let count = u32::try_from(self.nodes.len()).expect("few");
        match u32::from(to) % (count + 6) {
            fixed @ 0..=4 => fixed + 1,
            5 => 99,
            index => FIRST + index - 6,
        }
    }
}
