//! Prints words and what stands among them: links, pictures, boxes to tick, blanks to fill in.

use crate::model::{Inline, LinkOrdinal, Owner, plain_text};

use super::content::Printer;
use super::escape::escape;
use super::{files, links};

impl Printer<'_> {
    /// Prints a run of text.
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(words) => self.words(words),
            Inline::Code(words) => {
                self.push("<code>");
                self.text(words);
                self.push("</code>");
            }
            Inline::Strong(inner) => self.within("strong", inner),
            Inline::Emphasis(inner) => self.within("em", inner),
            Inline::Struck(inner) => self.within("s", inner),
            Inline::Subscript(inner) => self.within("sub", inner),
            Inline::Superscript(inner) => self.within("sup", inner),
            Inline::Key(inner) => self.within("kbd", inner),
            Inline::Abbreviation { title, content } => {
                self.push(&format!("<abbr title=\"{}\">", escape(title)));
                // It is explained already.
                let around = std::mem::replace(&mut self.within_heading, true);
                self.inlines(content);
                self.within_heading = around;
                self.push("</abbr>");
            }
            Inline::Link { link, content } => self.link(*link, content),
            Inline::Image { link, alt } => self.image(*link, alt),
            Inline::Picture { picture, alt } => self.picture(*picture, alt),
            Inline::Anchor(id) => self.spot(id),
            Inline::NoteCall(label) => self.note_call(label),
            Inline::TickBox(is_ticked) => self.push(tick_box(*is_ticked)),
            Inline::Blank(words) => self.blank(words),
            Inline::Break => self.push("<br>\n"),
        }
    }

    fn within(&mut self, tag: &str, inner: &[Inline]) {
        self.push(&format!("<{tag}>"));
        self.inlines(inner);
        self.push(&format!("</{tag}>"));
    }

    fn link(&mut self, ordinal: LinkOrdinal, content: &[Inline]) {
        if self.within_link {
            return self.inlines(content);
        }
        let link = self.stand.graph().link(self.owner, ordinal);
        let shown = links::shown(self.stand, link);
        let Some(href) = shown.href else {
            self.push("<span class=\"sg-nowhere\">");
            self.link_words(content, &shown.words);
            return self.push("</span>");
        };
        self.push(&format!("<a href=\"{}\">", escape(&href)));
        self.link_words(content, &shown.words);
        if let Some(facts) = shown.facts.filter(|facts| !plain_text(content).contains(facts.as_str())) {
            self.push(&format!(" <span class=\"sg-facts\">({})</span>", escape(&facts)));
        }
        self.push("</a>");
    }

    fn link_words(&mut self, content: &[Inline], otherwise: &str) {
        let is_picture = |inline: &Inline| matches!(inline, Inline::Image { .. } | Inline::Picture { .. });
        self.within_link = true;
        if plain_text(content).trim().is_empty() && !content.iter().any(is_picture) {
            self.inlines(content);
            self.text(otherwise);
        } else {
            self.inlines(content);
        }
        self.within_link = false;
    }

    fn image(&mut self, ordinal: LinkOrdinal, alt: &str) {
        let link = self.stand.graph().link(self.owner, ordinal);
        match links::picture_address(self.stand, &link.destination) {
            Some(address) => {
                let pixels = files::pixels(&self.stand.site.material, &link.destination);
                self.img(&address, alt, pixels);
            }
            None => self.push(&format!("<span class=\"sg-nowhere\">{}</span>", escape(alt))),
        }
    }

    fn picture(&mut self, index: usize, alt: &str) {
        let Owner::Document(id) = self.owner else { return };
        let document = self.stand.site.material.documents.get(id);
        let Some(picture) = document.reading.pictures.get(index) else { return };
        let address = self.stand.file_address(&files::picture_path(document, index, picture));
        let pixels = imagesize::blob_size(&picture.bytes).ok().map(|size| (size.width, size.height));
        self.img(&address, alt, pixels);
    }

    fn img(&mut self, address: &str, alt: &str, pixels: Option<(usize, usize)>) {
        self.push(&format!("<img src=\"{}\" alt=\"{}\"", escape(address), escape(alt)));
        if let Some((width, height)) = pixels {
            self.push(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        self.push(" loading=\"lazy\">");
    }

    fn spot(&mut self, id: &str) {
        if self.wanted.as_ref().is_some_and(|wanted| !wanted.contains(id)) {
            return;
        }
        let before = self.html.len();
        self.push("<span");
        let bare = self.html.len();
        self.id_attribute(id);
        if self.html.len() == bare {
            self.html.truncate(before);
        } else {
            self.push("></span>");
        }
        self.kept_ids(Some(id));
    }

    fn blank(&mut self, words: &str) {
        if words.trim().is_empty() {
            self.push(
                "<span class=\"sg-blank sg-blank-empty\"><span class=\"sg-hidden\">blank to fill in</span></span>",
            );
        } else {
            self.push("<span class=\"sg-blank\"><span class=\"sg-hidden\">blank to fill in: </span>");
            self.text(words);
            self.push("</span>");
        }
    }
}

/// A box to tick is drawn, not an input: nothing that is ticked here would be kept.
fn tick_box(is_ticked: bool) -> &'static str {
    if is_ticked {
        "<span class=\"sg-tick sg-ticked\"><span class=\"sg-hidden\">ticked box </span></span>"
    } else {
        "<span class=\"sg-tick\"><span class=\"sg-hidden\">tick box </span></span>"
    }
}
