//! Where the link graph says that things stand: on the site, and in the PDF. No writer makes an address of its own.

use super::{Destination, DocumentId, LinkGraph, Owner, SiteAddress, Spot};

impl LinkGraph {
    /// The HTML page of a page of the guide or of a document.
    pub fn html_page(&self, owner: Owner) -> SiteAddress {
        match owner {
            Owner::Page(page) => SiteAddress::page(&self.page(page).address),
            Owner::Document(document) => SiteAddress::document_page(&self.document(document).address),
        }
    }

    /// Where the sheet that a page gives to families stands. A page that has this name already keeps it.
    pub fn family_sheet(&self, owner: Owner) -> SiteAddress {
        let page = match owner {
            Owner::Page(page) => &self.page(page).address,
            Owner::Document(document) => &self.document(document).address,
        };
        let mut name = format!("family-{page}");
        while self.pages.iter().any(|other| other.address == name) {
            name.push_str("-sheet");
        }
        SiteAddress::page(&name)
    }

    /// Where the site keeps a document's original.
    pub fn original(&self, document: DocumentId) -> SiteAddress {
        SiteAddress::file(self.document(document).file.to_string())
    }

    /// Where a link leads on the site. `None` for destinations that are not part of it.
    ///
    /// A link to a document leads to the original, because a reader who is told “(Word document, 48KB)” expects the file.
    /// A page or named destination of a PDF is reached in the PDF. A bookmark of a Word file or a cell is reached on the
    /// document's own page, since no browser can open a Word file at a bookmark.
    pub fn site_address(&self, destination: &Destination) -> Option<SiteAddress> {
        Some(match destination {
            Destination::Page(page) => self.html_page(Owner::Page(*page)),
            Destination::Anchor(anchor) => {
                let anchor = self.anchor(*anchor);
                self.html_page(Owner::Page(anchor.page)).at(&anchor.name)
            }
            Destination::Document(document) => self.original(*document),
            Destination::DocumentAnchor(document, spot) => match (self.document(*document), spot) {
                (_, Spot::Page(page)) => self.original(*document).at(&format!("page={page}")),
                (node, Spot::Anchor(index)) if node.is_pdf => {
                    self.original(*document).at(&format!("nameddest={}", node.anchors[*index].name))
                }
                (node, Spot::Anchor(index)) => self.html_page(Owner::Document(*document)).at(&node.anchors[*index].id),
            },
            Destination::Image(path) => SiteAddress::file(path.to_string()),
            _ => return None,
        })
    }

    /// The named destination of a document in the PDF, if it is bound in.
    pub fn annex_name(&self, document: DocumentId) -> String {
        format!("documents.{}", self.document(document).address)
    }

    /// The named destination of a spot of a document: `spot` is an anchor's id, or `page=` and a number.
    pub fn annex_spot_name(&self, document: DocumentId, spot: &str) -> String {
        format!("{}.{spot}", self.annex_name(document))
    }

    /// The named destination in the PDF of a page, heading, document or spot. `None` for what is not bound into it.
    pub fn pdf_destination(&self, destination: &Destination) -> Option<String> {
        Some(match destination {
            Destination::Page(page) => self.page(*page).address.clone(),
            Destination::Anchor(anchor) => {
                let anchor = self.anchor(*anchor);
                format!("{}.{}", self.page(anchor.page).address, anchor.name)
            }
            Destination::Document(document) => {
                self.document(*document).annex?;
                self.annex_name(*document)
            }
            Destination::DocumentAnchor(document, spot) => {
                let node = self.document(*document);
                node.annex?;
                match spot {
                    Spot::Page(page) => self.annex_spot_name(*document, &format!("page={page}")),
                    Spot::Anchor(index) => self.annex_spot_name(*document, &node.anchors[*index].id),
                }
            }
            _ => return None,
        })
    }
}
