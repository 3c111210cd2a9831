//! Tags for the links that are made after Typst: “back to guide” on every annex page.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{Tags, push_kid};

impl Tags {
    /// Tags links that were made after Typst: those on placeholders at the end of their part, the others page by page.
    pub(in crate::write::merge) fn add_links(
        &mut self,
        document: &mut Document,
        links: &[(usize, ObjectId, ObjectId)],
    ) {
        let mut between = Vec::new();
        for (number, page, annotation) in links {
            let parent = self.parts.get(page).copied().or(self.whole);
            let Some(parent) = parent else { continue };
            let element = self.link_element(document, parent, *page, *annotation);
            if self.parts.contains_key(page) {
                push_kid(document, parent, element);
            } else {
                between.push((*number, element));
            }
        }
        self.put_between(between);
    }

    fn put_between(&mut self, mut between: Vec<(usize, ObjectId)>) {
        between.sort_unstable();
        let mut waiting = between.into_iter().peekable();
        let mut all = Vec::new();
        for (page, element) in std::mem::take(&mut self.elements) {
            while let Some((own, link)) = waiting.next_if(|(own, _)| page.is_some_and(|page| page > *own)) {
                all.push((Some(own), Object::Reference(link)));
            }
            all.push((page, element));
        }
        all.extend(waiting.map(|(own, link)| (Some(own), Object::Reference(link))));
        self.elements = all;
    }

    fn link_element(
        &mut self,
        document: &mut Document,
        parent: ObjectId,
        page: ObjectId,
        annotation: ObjectId,
    ) -> ObjectId {
        let element = |kind: &[u8], parent: ObjectId| {
            let mut element = Dictionary::new();
            element.set("Type", Object::Name(b"StructElem".to_vec()));
            element.set("S", Object::Name(kind.to_vec()));
            element.set("P", Object::Reference(parent));
            element.set("Pg", Object::Reference(page));
            element
        };
        let paragraph = document.add_object(element(b"P", parent));
        let mut link = element(b"Link", paragraph);
        let mut content = Dictionary::new();
        content.set("Type", Object::Name(b"OBJR".to_vec()));
        content.set("Pg", Object::Reference(page));
        content.set("Obj", Object::Reference(annotation));
        link.set("K", vec![Object::Dictionary(content)]);
        let link = document.add_object(link);
        push_kid(document, paragraph, link);
        let key = document
            .get_dictionary(annotation)
            .ok()
            .and_then(|annotation| annotation.get(b"StructParent").ok()?.as_i64().ok());
        self.parents.extend(key.map(|key| (key, Object::Reference(link))));
        paragraph
    }
}
