//! Appearances (ISO 32000-1, 12.7.3.3) of fields that leave their drawing to the viewer: the frame, the colour, the tick.
//!
//! To ask viewers to draw them (`/NeedAppearances`) would have them draw the fields of all other annexes anew as well, which some do
//! badly: frames go, ticks change. So the empty field is drawn here. What somebody has typed into a field is not: its font and its
//! letters are the viewer's to choose, and for such a form `acro_form` asks it after all.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::acro_form;
use crate::inspect::pdf::form;
use crate::inspect::pdf::objects::{array, as_dictionary, dictionary, integer, name, number};

/// The most fields that are drawn in one file.
const MOST: usize = 10_000;

/// The bits of a button that is one of several, and of one to press (ISO 32000-1, table 226).
const RADIO: i64 = 1 << 15;
const PRESS: i64 = 1 << 16;

/// How far a quarter of a circle bends, as a part of its radius.
const BEND: f32 = 0.5523;

/// How a widget looks.
#[derive(Debug)]
struct Look {
    width: f32,
    height: f32,
    /// The colours of the frame and of the ground, as operands.
    frame: Option<String>,
    ground: Option<String>,
    /// The width of the frame's line.
    line: f32,
    kind: Kind,
}

#[derive(Debug, PartialEq, Eq)]
enum Kind {
    /// A box to write in, to choose in or to sign.
    Box,
    /// To tick, with its state when it is ticked.
    Tick(Vec<u8>),
    /// The same, of which only one can be chosen.
    Choice(Vec<u8>),
}

/// Draws the fields that nobody drew and that have a frame or a colour, in the annex's own numbers.
pub(super) fn draw(document: &mut Document) {
    let is_undrawn = |widget: &Dictionary| {
        !widget.has(b"AP")
            && name(document, widget, b"Subtype") == Some(b"Widget")
            && !acro_form::has_value(document, widget)
    };
    let widgets = document.objects.iter().filter_map(|(id, object)| Some((*id, as_dictionary(object)?)));
    let looks: Vec<(ObjectId, Look)> = widgets
        .filter(|(_, widget)| is_undrawn(widget))
        .filter_map(|(id, widget)| Some((id, Look::of(document, id, widget)?)))
        .take(MOST)
        .collect();
    for (id, look) in looks {
        let normal = look.normal(document);
        let mut appearance = Dictionary::new();
        appearance.set("N", normal);
        if let Ok(widget) = document.get_dictionary_mut(id) {
            widget.set("AP", appearance);
            if look.kind != Kind::Box && !widget.has(b"AS") {
                widget.set("AS", Object::Name(b"Off".to_vec()));
            }
        }
    }
}

impl Look {
    /// `None` for a widget without frame and colour, one that is turned, and one to press, which does nothing without its words.
    fn of(document: &Document, id: ObjectId, widget: &Dictionary) -> Option<Self> {
        let look = dictionary(document, widget, b"MK")?;
        let (frame, ground) = (colour(document, look, b"BC"), colour(document, look, b"BG"));
        if (frame.is_none() && ground.is_none()) || integer(document, look, b"R").unwrap_or(0) != 0 {
            return None;
        }
        let sides: Vec<f32> =
            array(document, widget, b"Rect")?.iter().filter_map(|side| side.as_float().ok()).collect();
        let &[left, bottom, right, top] = sides.as_slice() else { return None };
        let style = dictionary(document, widget, b"BS");
        let line = style.and_then(|style| number(document, style, b"W")).unwrap_or(1.0).clamp(0.0, 12.0);
        let (width, height) = ((right - left).abs(), (top - bottom).abs());
        let kind = Kind::of(document, id, widget)?;
        (width + height).is_finite().then_some(Self { width, height, frame, ground, line, kind })
    }

    /// The normal appearance: a form, or one for each state.
    fn normal(&self, document: &mut Document) -> Object {
        match &self.kind {
            Kind::Box => self.form(document, ""),
            Kind::Tick(state) | Kind::Choice(state) => {
                let mut states = Dictionary::new();
                states.set(state.clone(), self.form(document, &self.mark()));
                states.set("Off", self.form(document, ""));
                Object::Dictionary(states)
            }
        }
    }

    /// A tick or a dot, drawn without a font, which would have to be embedded (ISO 14289-1, 7.21.4).
    fn mark(&self) -> String {
        let (width, height) = (self.width, self.height);
        if matches!(self.kind, Kind::Choice(_)) {
            return format!("0 g {} f\n", self.outline(width.min(height) / 4.0));
        }
        let at = |right: f32, up: f32| format!("{} {}", width * right, height * up);
        format!("0 G {} w {} m {} l {} l S\n", width.min(height) / 9.0, at(0.2, 0.5), at(0.42, 0.25), at(0.8, 0.78))
    }

    /// A form of the field's size: ground, frame, and what else is in it.
    fn form(&self, document: &mut Document, more: &str) -> Object {
        let mut form = Dictionary::new();
        form.set("Type", Object::Name(b"XObject".to_vec()));
        form.set("Subtype", Object::Name(b"Form".to_vec()));
        form.set("BBox", [0.0, 0.0, self.width, self.height].map(Object::Real).to_vec());
        form.set("Resources", Dictionary::new());
        let contents = format!("q\n{}{}Q\n{more}", self.filled(), self.framed());
        Object::Reference(document.add_object(Stream::new(form, contents.into_bytes())))
    }

    fn filled(&self) -> String {
        self.ground.as_ref().map_or_else(String::new, |colour| {
            let operator = operator(colour, ["g", "rg", "k"]);
            format!("{colour} {operator} {} f\n", self.outline(0.0))
        })
    }

    fn framed(&self) -> String {
        self.frame.as_ref().filter(|_| self.line > 0.0).map_or_else(String::new, |colour| {
            let operator = operator(colour, ["G", "RG", "K"]);
            format!("{colour} {operator} {} w {} S\n", self.line, self.outline(self.line / 2.0))
        })
    }

    /// The outline so far within the field: a circle for one choice of several, else a rectangle.
    fn outline(&self, within: f32) -> String {
        let (width, height) = (self.width - 2.0 * within, self.height - 2.0 * within);
        if !matches!(self.kind, Kind::Choice(_)) {
            return format!("{within} {within} {width} {height} re");
        }
        let (x, y, radius) = (self.width / 2.0, self.height / 2.0, width.min(height) / 2.0);
        let mut path = format!("{} {y} m", x + radius);
        for (dx, dy) in [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)] {
            let (bend, point) = (radius * BEND, |right: f32, up: f32| format!(" {} {}", x + right, y + up));
            path += &point(dx * radius - dy * bend, dy * radius + dx * bend);
            path += &point(dx * bend - dy * radius, dy * bend + dx * radius);
            path += &(point(-dy * radius, dx * radius) + " c");
        }
        path
    }
}

impl Kind {
    fn of(document: &Document, id: ObjectId, widget: &Dictionary) -> Option<Self> {
        if form::kind(document, widget) != Some(b"Btn") {
            return Some(Self::Box);
        }
        let parent = dictionary(document, widget, b"Parent");
        let flags = [Some(widget), parent].into_iter().flatten().find_map(|field| integer(document, field, b"Ff"));
        let flags = flags.unwrap_or(0);
        if flags & PRESS != 0 {
            return None;
        }
        let kids = parent.and_then(|parent| array(document, parent, b"Kids"));
        let place = kids.and_then(|kids| kids.iter().position(|kid| kid.as_reference().ok() == Some(id)));
        let is_choice = flags & RADIO != 0;
        let own = || if is_choice { (place.unwrap_or(0) + 1).to_string() } else { "Yes".to_owned() };
        let state = name(document, widget, b"AS").filter(|state| *state != b"Off");
        let state = state.map_or_else(|| own().into_bytes(), <[u8]>::to_vec);
        Some(if is_choice { Self::Choice(state) } else { Self::Tick(state) })
    }
}

/// A colour of one, three or four parts, as operands; `None` for no colour.
fn colour(document: &Document, look: &Dictionary, key: &[u8]) -> Option<String> {
    let parts = array(document, look, key)?;
    let parts: Vec<String> =
        parts.iter().filter_map(|part| Some(part.as_float().ok()?.clamp(0.0, 1.0).to_string())).collect();
    matches!(parts.len(), 1 | 3 | 4).then(|| parts.join(" "))
}

/// The operator for a colour of grey, red, green and blue, or printing inks.
fn operator(colour: &str, [grey, light, ink]: [&'static str; 3]) -> &'static str {
    match colour.split(' ').count() {
        1 => grey,
        3 => light,
        _ => ink,
    }
}
