//! The pages of a PDF in order, with what they inherit (ISO 32000-1, 7.7.3).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::objects::{array, as_dictionary, dictionary, get, integer, number, resolve};
use crate::model::{PageBox, Problem};

/// More pages than any linked document has: a file that claims more is not read.
const MOST_PAGES: usize = 20_000;

/// The most fonts, images and other resources that all pages name together, those of a shared list counted for each page:
/// in the bound file every page has a list of its own.
const MOST_RESOURCES: usize = 1_000_000;

/// The sides a page may have, in points: the limits of ISO 32000-1, annex C.
const SIDES: std::ops::RangeInclusive<f32> = 3.0..=14_400.0;

/// A page and everything that it inherits.
#[derive(Debug, Clone)]
pub(crate) struct Leaf {
    /// The page object.
    pub(crate) id: ObjectId,
    /// What a viewer shows: `CropBox` within `MediaBox`, in the page's own units.
    pub(crate) visible: Rectangle,
    /// How far it is turned, clockwise: 0, 90, 180 or 270.
    pub(crate) rotate: u16,
    /// The size of one unit in points (1/72 inch).
    pub(crate) user_unit: f32,
    /// Its resources, its own or inherited.
    pub(crate) resources: Arc<Dictionary>,
}

/// A rectangle with its lower left corner first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rectangle {
    /// The left edge.
    pub(crate) left: f32,
    /// The lower edge.
    pub(crate) bottom: f32,
    /// The right edge.
    pub(crate) right: f32,
    /// The upper edge.
    pub(crate) top: f32,
}

#[derive(Debug, Clone, Default)]
struct Inherited<'a> {
    media: Option<Rectangle>,
    crop: Option<Rectangle>,
    rotate: i64,
    resources: Option<&'a Dictionary>,
}

/// The lists of resources that pages share, by where they lie, each with the number of its entries.
#[derive(Default)]
struct Shared {
    lists: BTreeMap<usize, (Arc<Dictionary>, usize)>,
    /// The entries of the pages so far.
    entries: usize,
}

/// The pages in order. A page that the tree lists twice is there twice.
pub(crate) fn pages(document: &Document) -> Result<Vec<Leaf>, Problem> {
    let catalog = document.catalog().map_err(|_| super::open::damaged())?;
    let mut open = vec![(
        catalog.get(b"Pages").and_then(Object::as_reference).map_err(|_| Problem::NoPages)?,
        Inherited::default(),
    )];
    let mut seen = BTreeSet::new();
    let mut leaves = Vec::new();
    let mut shared = Shared::default();
    while let Some((id, inherited)) = open.pop() {
        let Some((id, node)) = plain_dictionary(document, id) else { continue };
        let inherited = inherited.with(document, node);
        if let Some(kids) = array(document, node, b"Kids").filter(|_| !node.has_type(b"Page")) {
            if seen.insert(id) {
                open.extend(kids.iter().rev().filter_map(|kid| Some((kid.as_reference().ok()?, inherited.clone()))));
            }
        } else if node.has(b"Type") && !node.has_type(b"Page") {
            // An annotation or a font among the pages is none.
        } else if leaves.len() >= MOST_PAGES {
            return Err(Problem::TooLarge);
        } else {
            leaves.push(leaf(document, id, node, &inherited, &mut shared)?);
        }
    }
    if leaves.is_empty() { Err(Problem::NoPages) } else { Ok(leaves) }
}

/// The dictionary, and no stream, that a reference leads to, and the last reference on the way.
pub(crate) fn plain_dictionary(document: &Document, id: ObjectId) -> Option<(ObjectId, &Dictionary)> {
    match document.objects.get(&id)? {
        Object::Dictionary(dictionary) => Some((id, dictionary)),
        other => match document.dereference(other).ok()? {
            (Some(id), Object::Dictionary(dictionary)) => Some((id, dictionary)),
            _ => None,
        },
    }
}

/// The number of each page object, from 1. A page listed twice has its first number.
pub(crate) fn numbers(pages: &[Leaf]) -> BTreeMap<ObjectId, u32> {
    let mut numbers = BTreeMap::new();
    for (page, number) in pages.iter().zip(1..) {
        numbers.entry(page.id).or_insert(number);
    }
    numbers
}

impl Leaf {
    /// Width and height as a viewer shows the page: turned, in points.
    pub(crate) fn visual_size(&self) -> PageBox {
        let width = side((self.visible.right - self.visible.left) * self.user_unit);
        let height = side((self.visible.top - self.visible.bottom) * self.user_unit);
        if self.rotate.is_multiple_of(180) {
            PageBox { width, height }
        } else {
            PageBox { width: height, height: width }
        }
    }
}

impl Rectangle {
    /// A rectangle from an array of four numbers, whichever corners they name (ISO 32000-1, 7.9.5).
    pub(crate) fn read(document: &Document, numbers: &[Object]) -> Option<Self> {
        let number =
            |index: usize| resolve(document, numbers.get(index)?)?.as_float().ok().filter(|number| number.is_finite());
        let (a, b, c, d) = (number(0)?, number(1)?, number(2)?, number(3)?);
        Some(Self { left: a.min(c), bottom: b.min(d), right: a.max(c), top: b.max(d) })
    }

    /// The array of its corners.
    pub(crate) fn to_object(self) -> Object {
        Object::Array([self.left, self.bottom, self.right, self.top].map(Object::Real).to_vec())
    }

    fn within(self, other: Self) -> Option<Self> {
        let both = Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        };
        (both.right - both.left >= 1.0 && both.top - both.bottom >= 1.0).then_some(both)
    }
}

impl<'a> Inherited<'a> {
    fn with(&self, document: &'a Document, node: &'a Dictionary) -> Self {
        let rectangle = |key| array(document, node, key).and_then(|numbers| Rectangle::read(document, numbers));
        Self {
            media: rectangle(b"MediaBox").or(self.media),
            crop: rectangle(b"CropBox").or(self.crop),
            rotate: integer(document, node, b"Rotate").unwrap_or(self.rotate),
            resources: dictionary(document, node, b"Resources").or(self.resources),
        }
    }
}

impl Shared {
    /// A page's list of resources. Pages that share one share it here too.
    fn take(&mut self, document: &Document, resources: &Dictionary) -> Result<Arc<Dictionary>, Problem> {
        let (list, entries) = self
            .lists
            .entry(std::ptr::from_ref(resources).addr())
            .or_insert_with(|| (Arc::new(resources.clone()), entries_of(document, resources)));
        self.entries = self.entries.saturating_add(*entries);
        if self.entries > MOST_RESOURCES { Err(Problem::TooLarge) } else { Ok(Arc::clone(list)) }
    }
}

/// How many fonts, images and so on a list names.
fn entries_of(document: &Document, resources: &Dictionary) -> usize {
    resources.iter().map(|(_, kind)| resolve(document, kind).and_then(as_dictionary).map_or(1, Dictionary::len)).sum()
}

fn leaf(
    document: &Document,
    id: ObjectId,
    node: &Dictionary,
    inherited: &Inherited<'_>,
    shared: &mut Shared,
) -> Result<Leaf, Problem> {
    const LETTER: Rectangle = Rectangle { left: 0.0, bottom: 0.0, right: 612.0, top: 792.0 };
    let media = inherited.media.and_then(|media| media.within(media)).unwrap_or(LETTER);
    let user_unit = number(document, node, b"UserUnit").filter(|unit| *unit > 0.0 && *unit < 1000.0).unwrap_or(1.0);
    let resources = get(document, node, b"Resources").and_then(as_dictionary).or(inherited.resources);
    Ok(Leaf {
        id,
        visible: inherited.crop.and_then(|crop| crop.within(media)).unwrap_or(media),
        rotate: u16::try_from(inherited.rotate.rem_euclid(360) / 90 * 90).unwrap_or(0),
        user_unit,
        resources: match resources {
            Some(resources) => shared.take(document, resources)?,
            None => Arc::default(),
        },
    })
}

fn side(length: f32) -> f32 {
    length.clamp(*SIDES.start(), *SIDES.end())
}
