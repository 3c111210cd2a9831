//! Tags for the links that are made after Typst: “back to guide” on every annex page.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{Tags, kids, push_kid};
use crate::inspect::pdf::objects::as_dictionary;

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
        self.put_between(document, between);
    }

    fn put_between(&self, document: &mut Document, mut between: Vec<(usize, ObjectId)>) {
        let Some(whole) = self.whole.and_then(|whole| document.get_object(whole).ok()).and_then(as_dictionary) else {
            return;
        };
        between.sort_unstable();
        let mut waiting = between.into_iter().peekable();
        let mut all = Vec::new();
        for kid in kids(document, whole) {
            let page = self.first_page(document, &kid).or_else(|| self.first_page_of_part(&kid));
            while let Some((_, element)) = waiting.next_if(|(number, _)| page.is_some_and(|page| page > *number)) {
                all.push(Object::Reference(element));
            }
            all.push(kid);
        }
        all.extend(waiting.map(|(_, element)| Object::Reference(element)));
        if let Some(whole) = self.whole.and_then(|whole| document.get_dictionary_mut(whole).ok()) {
            whole.set("K", all);
        }
    }

    fn first_page_of_part(&self, kid: &Object) -> Option<usize> {
        let part = kid.as_reference().ok()?;
        self.parts.iter().filter(|(_, own)| **own == part).filter_map(|(page, _)| self.numbers.get(page)).min().copied()
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
