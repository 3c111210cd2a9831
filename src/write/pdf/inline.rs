//! Runs of text as Typst code: words as literals, links as the graph resolves them.

use super::blocks::Voice;
use super::letters;
use super::markup::Markup;
use crate::model::{Destination, Inline, LinkOrdinal, Owner, Place, plain_text};

/// The longest web address that is printed after its link's words.
const LONGEST_PRINTED: usize = 48;

/// How deep one run of text may be nested in another.
const DEEPEST: usize = 24;

impl Markup<'_> {
    /// Writes a run of text as one expression: `{[];"words";link(…)}`.
    pub(super) fn push_inlines(&mut self, voice: &mut Voice<'_>, inlines: &[Inline]) {
        self.push("{[];");
        for inline in inlines {
            self.push_inline(voice, inline);
        }
        self.push("}");
    }

    fn push_inline(&mut self, voice: &mut Voice<'_>, inline: &Inline) {
        match inline {
            Inline::Text(words) => {
                self.push_words(words, &voice.place);
                self.push(";");
            }
            Inline::Code(words) => {
                let words = self.words(words, &voice.place);
                self.push(&format!("raw({words});"));
            }
            Inline::Strong(inner) => self.push_wrapped(voice, "strong", inner),
            Inline::Emphasis(inner) => self.push_wrapped(voice, "emph", inner),
            Inline::Struck(inner) => self.push_wrapped(voice, "strike", inner),
            Inline::Subscript(inner) => self.push_wrapped(voice, "sub", inner),
            Inline::Superscript(inner) => self.push_wrapped(voice, "super", inner),
            Inline::Key(inner) => self.push_wrapped(voice, "key", inner),
            Inline::Abbreviation { content, .. } => self.push_wrapped(voice, "", content),
            Inline::Link { link, content } => self.push_link(voice, *link, content),
            Inline::Image { link, alt } => self.push_picture_file(voice, *link, alt, "small-picture"),
            Inline::Picture { picture, alt } => self.push_embedded(voice, *picture, alt, "small-picture"),
            Inline::Anchor(id) if voice.marks(id) => self.push_spot(&voice.name(id), ""),
            Inline::Anchor(_) => {}
            Inline::NoteCall(label) => self.push_note(voice, label),
            Inline::TickBox(ticked) => self.push(&format!("tick({ticked});")),
            Inline::Blank(words) => self.push_blank(voice, words),
            Inline::Break => self.push("linebreak();"),
        }
    }

    fn push_wrapped(&mut self, voice: &mut Voice<'_>, function: &str, inner: &[Inline]) {
        if voice.depth >= DEEPEST {
            self.push_words(&plain_text(inner), &voice.place);
            self.push(";");
            return;
        }
        voice.depth += 1;
        self.push(function);
        self.push("(");
        self.push_inlines(voice, inner);
        self.push(");");
        voice.depth -= 1;
    }

    fn push_blank(&mut self, voice: &Voice<'_>, words: &str) {
        let words = self.words(words.trim(), &voice.place);
        let length = if voice.within.table { "32mm" } else { "60mm" };
        self.push(&format!("blank({words},{length});"));
    }

    fn push_note(&mut self, voice: &mut Voice<'_>, label: &str) {
        let Some(note) = voice.footnotes.iter().find(|note| note.label == label).filter(|_| voice.depth < 8) else {
            return;
        };
        let name = voice.name(&format!("note:{label}"));
        if voice.within.heading {
            voice.deferred.push(label.to_owned());
        } else if self.names.contains_key(&name) {
            self.push(&format!("footnote(label({}));", letters::name(&name)));
        } else if self.give_name(&name, "") {
            self.push(&format!("named({},footnote(", letters::name(&name)));
            voice.depth += 8;
            self.push_cell_blocks(voice, &note.blocks);
            voice.depth -= 8;
            self.push("));");
        }
    }

    /// A picture of the guide.
    pub(super) fn push_picture_file(&mut self, voice: &Voice<'_>, link: LinkOrdinal, alt: &str, function: &str) {
        let Destination::Image(path) = &self.graph().link(voice.owner, link).destination else {
            return self.push_missing_picture(voice, alt);
        };
        let Some(source) = self.sources().get(path).filter(|source| super::pictures::is_printable(&source.bytes))
        else {
            return self.push_missing_picture(voice, alt);
        };
        let name = file_name(&source.digest.to_string(), &path.extension());
        self.add_file(&name, source.bytes.clone());
        self.push_picture(voice, &name, alt, function);
    }

    /// A picture from inside a Word or OpenDocument file.
    pub(super) fn push_embedded(&mut self, voice: &Voice<'_>, index: usize, alt: &str, function: &str) {
        let Some(picture) = voice.pictures.get(index).filter(|picture| super::pictures::is_printable(&picture.bytes))
        else {
            return self.push_missing_picture(voice, alt);
        };
        let name = file_name(&crate::model::Digest::of(&picture.bytes).to_string(), &picture.extension);
        self.add_file(&name, picture.bytes.clone());
        self.push_picture(voice, &name, alt, function);
    }

    fn push_picture(&mut self, voice: &Voice<'_>, name: &str, alt: &str, function: &str) {
        let alt = self.words(alt, &voice.place);
        self.push(&format!("{function}({},{alt});", letters::name(&format!("/{name}"))));
    }

    fn push_missing_picture(&mut self, voice: &Voice<'_>, alt: &str) {
        if !alt.is_empty() {
            self.push_words(alt, &voice.place);
            self.push(";");
        }
    }

    fn push_link(&mut self, voice: &mut Voice<'_>, ordinal: LinkOrdinal, content: &[Inline]) {
        let link = self.graph().link(voice.owner, ordinal);
        let words = plain_text(content);
        let call = self.link_call(voice, &link.destination, &words);
        self.push(&call);
        if plain_text(content).trim().is_empty() && !holds_picture(content) {
            let label = self.graph().label(&link.destination).map_or_else(|| link.written.clone(), str::to_owned);
            self.push_words(&label, &voice.place);
        } else if matches!(link.destination, Destination::Phone(_)) {
            self.push_words(&words.replace(' ', "\u{a0}"), &voice.place);
        } else {
            self.push_inlines(voice, content);
        }
        self.push(");");
    }

    /// The call that a link's words are put into, up to the last comma.
    pub(super) fn link_call(&mut self, voice: &mut Voice<'_>, destination: &Destination, words: &str) -> String {
        if let Some(name) = self.graph().pdf_destination(destination) {
            self.wanted.insert(name.clone());
            let quoted = letters::name(&name);
            return match (destination, self.graph().owner_of(destination)) {
                _ if voice.within.heading => format!("bare({quoted},"),
                // A table has no room for the annex's number: the page is enough to find it.
                (_, Some(Owner::Document(document)))
                    if voice.owner != Owner::Document(document) && !voice.within.table =>
                {
                    format!("leap({quoted},{},", self.graph().document(document).annex.unwrap_or_default())
                }
                _ => format!("jump({quoted},"),
            };
        }
        match self.address_of(destination).filter(|address| !address.is_empty() && address.len() < 8000) {
            Some(address) => Self::outward_call(voice, destination, &address, words),
            None => "(".to_owned(),
        }
    }

    fn outward_call(voice: &mut Voice<'_>, destination: &Destination, address: &str, words: &str) -> String {
        let printed = match destination {
            Destination::Web(_) | Destination::LocalOffer(_) => bare_address(address),
            Destination::Email(email) => email.split('?').next().unwrap_or_default(),
            _ => "",
        };
        let said = words.contains(printed) || words.contains(address);
        let calm = voice.within.heading || voice.within.table || said || printed.len() > LONGEST_PRINTED;
        let quoted = letters::name(address);
        if calm || !voice.printed.insert(printed.to_owned()) {
            format!("out({quoted},")
        } else {
            format!("out-and-print({quoted},{},", letters::literal(printed, &mut Vec::new()))
        }
    }

    /// The address outside the PDF that a destination has: of the web, or of the guide's own site.
    pub(super) fn address_of(&self, destination: &Destination) -> Option<String> {
        Some(match destination {
            Destination::Web(address) | Destination::LocalOffer(address) => address.clone(),
            Destination::Email(address) => format!("mailto:{address}"),
            Destination::Phone(number) => format!("tel:{number}"),
            Destination::Nowhere(_) => return None,
            _ => {
                let site = self.config().address.as_deref()?;
                let address = self.graph().site_address(destination)?;
                format!("{site}{}", address.relative_to("index.html"))
            }
        })
    }
}

/// A web address as people write it on paper: without `https://`, `www.` and a last slash.
pub(super) fn bare_address(address: &str) -> &str {
    let bare = address.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    bare.trim_end_matches('/')
}

fn file_name(digest: &str, extension: &str) -> String {
    let extension: String = extension.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("files/{}.{extension}", &digest[..16])
}

fn holds_picture(content: &[Inline]) -> bool {
    content.iter().any(|inline| matches!(inline, Inline::Image { .. } | Inline::Picture { .. } | Inline::TickBox(_)))
}

impl Voice<'_> {
    /// The PDF name of an anchor of this page or document.
    pub(super) fn name(&self, id: &str) -> String {
        format!("{}.{id}", self.prefix)
    }

    fn marks(&self, id: &str) -> bool {
        self.marked.as_ref().is_none_or(|marked| marked.contains(id))
    }

    /// A place in this page or document.
    pub(super) fn place_at(&self, at: &crate::model::At) -> Place {
        Place::new(&self.place.file, at.clone())
    }
}
