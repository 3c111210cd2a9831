//! Forms and attached files by other writers, bound in: `tests/documents/forms.py` says what each holds.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{Small, bound};
use crate::inspect::pdf::objects::{array, as_dictionary, dictionary, get, name, resolve, text, text_of_bytes};
use crate::inspect::pdf::{self as reader, attachments, form};
use crate::model::{FieldEvent, Loss, Problem};

const FIELDS: &[u8] = include_bytes!("../../../../tests/documents/fields.pdf");
const SCRIPTS: &[u8] = include_bytes!("../../../../tests/documents/scripts.pdf");
const STATIC_XFA: &[u8] = include_bytes!("../../../../tests/documents/static-xfa.pdf");
const DYNAMIC_XFA: &[u8] = include_bytes!("../../../../tests/documents/dynamic-xfa.pdf");
const SIGNED: &[u8] = include_bytes!("../../../../tests/documents/signed.pdf");
const LOOSE: &[u8] = include_bytes!("../../../../tests/documents/loose.pdf");
const ATTACHMENTS: &[u8] = include_bytes!("../../../../tests/documents/attachments.pdf");

/// A guide with these PDFs as its annexes: the file and what was found.
fn bind(annexes: &[&[u8]]) -> (Document, Vec<String>) {
    let (documents, sources) =
        annexes.iter().enumerate().map(|(index, bytes)| bound(&format!("form{index}.pdf"), bytes)).unzip();
    let outcome = Small::with(Vec::new(), documents, sources).pdf();
    let found = outcome.findings.iter().map(|finding| format!("{} {}", finding.rule.code, finding.what)).collect();
    (reader::open::open(&outcome.value.expect("a PDF").bytes).expect("opens"), found)
}

fn open(bytes: &[u8]) -> Document {
    reader::open::open(bytes).expect("opens")
}

/// The fields with a name, by their full names.
fn fields(document: &Document) -> BTreeMap<String, ObjectId> {
    form::by_name(document, &form::nodes(document, &reader::pages::pages(document).expect("pages")))
}

fn field<'a>(document: &'a Document, name: &str) -> &'a Dictionary {
    let all = fields(document);
    let id = all.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", all.keys()));
    document.get_dictionary(*id).expect("a field")
}

/// What a field does by itself.
fn triggers(document: &Document, name: &str) -> BTreeSet<String> {
    let triggers = dictionary(document, field(document, name), b"AA").into_iter().flatten();
    triggers.map(|(key, _)| String::from_utf8_lossy(key).into_owned()).collect()
}

/// The names in the tree of attached files, and the bytes they lead to.
fn attached(document: &Document) -> Vec<(String, Vec<u8>)> {
    let names = dictionary(document, document.catalog().expect("a catalogue"), b"Names").expect("names");
    let Some(tree) = dictionary(document, names, b"EmbeddedFiles") else { return Vec::new() };
    let leaves: Vec<&Dictionary> = match array(document, tree, b"Kids") {
        Some(kids) => kids.iter().filter_map(|kid| resolve(document, kid).and_then(as_dictionary)).collect(),
        None => vec![tree],
    };
    let pairs = leaves.into_iter().flat_map(|leaf| array(document, leaf, b"Names").expect("names").chunks_exact(2));
    pairs
        .map(|pair| {
            let specification = resolve(document, &pair[1]).and_then(as_dictionary).expect("a specification");
            let streams = dictionary(document, specification, b"EF").expect("a file");
            let stream = get(document, streams, b"F").and_then(|stream| stream.as_stream().ok()).expect("a stream");
            (text_of_bytes(pair[0].as_str().expect("a name")), stream.get_plain_content().expect("bytes"))
        })
        .collect()
}

#[test]
fn every_field_of_two_copies_of_a_form_has_a_name_of_its_own() {
    let own = fields(&open(FIELDS));
    assert_eq!(own.len(), 5);
    let (merged, found) = bind(&[FIELDS, FIELDS]);
    assert_eq!(found, [""; 0]);
    let all = fields(&merged);
    assert_eq!(all.len(), 2 * own.len() + 2, "each copy below a parent: {:?}", all.keys());
    for name in own.keys() {
        for number in [1, 2] {
            let field = field(&merged, &format!("annex{number}.{name}"));
            assert!(field.has(b"AP") || field.has(b"Kids"), "{name} keeps its appearance");
        }
    }
    let form = form::form(&merged).expect("a form");
    let fonts = dictionary(&merged, form, b"DR").and_then(|all| dictionary(&merged, all, b"Font")).expect("fonts");
    for number in [1, 2] {
        let appearance = text(&merged, field(&merged, &format!("annex{number}.pupil")), b"DA").expect("an appearance");
        let font = appearance.trim_start_matches('/').split(' ').next().expect("a font");
        assert!(font.starts_with(&format!("A{number}")) && fonts.has(font.as_bytes()), "{appearance}");
    }
}

#[test]
fn fonts_behind_a_reference_come_along() {
    let (merged, _) = bind(&[FIELDS]);
    let leaves = reader::pages::pages(&merged).expect("pages");
    let fonts = dictionary(&merged, &leaves.last().expect("a page").resources, b"Font").expect("fonts");
    assert!(fonts.has(b"F1") && fonts.len() > 1, "the page's own and the strip's: {fonts:?}");
}

#[test]
fn scripts_that_stand_alone_stay_and_the_others_are_named() {
    let reading = reader::read(SCRIPTS);
    let action = |field: &str, event| Loss::FieldAction { field: field.to_owned(), event };
    assert_eq!(
        reading.losses,
        [
            action("Total", FieldEvent::Calculate),
            action("Notes", FieldEvent::Check),
            action("Button send", FieldEvent::Press),
            action("Button top", FieldEvent::Press),
            Loss::DocumentScripts,
        ]
    );
    let (merged, found) = bind(&[SCRIPTS]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("lost-in-pdf") && found[0].contains("“Total” is no longer calculated"), "{found:?}");
    let set = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(triggers(&merged, "annex1.hours"), set(&["F", "K"]));
    assert_eq!(triggers(&merged, "annex1.rate"), set(&["F", "V"]));
    assert_eq!(triggers(&merged, "annex1.total"), set(&["F"]));
    assert_eq!(triggers(&merged, "annex1.date"), set(&["F", "K"]));
    assert_eq!(triggers(&merged, "annex1.notes"), set(&[]));
    let order = array(&merged, form::form(&merged).expect("a form"), b"CO").expect("an order");
    let today = fields(&merged)["annex1.today"];
    assert_eq!(order, &[Object::Reference(today)], "what is still calculated, in its order");
    assert_eq!(attached(&merged), [("form0.pdf".to_owned(), SCRIPTS.to_vec())]);
}

#[test]
fn nothing_runs_as_the_file_opens() {
    let (merged, _) = bind(&[SCRIPTS]);
    let catalog = merged.catalog().expect("a catalogue");
    let names = dictionary(&merged, catalog, b"Names").expect("names");
    assert!(!catalog.has(b"OpenAction") && !catalog.has(b"AA") && !names.has(b"JavaScript"));
    let left: Vec<&Dictionary> = merged
        .objects
        .values()
        .filter_map(as_dictionary)
        .filter(|object| matches!(name(&merged, object, b"S"), Some(b"Launch" | b"SubmitForm" | b"ImportData")))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_reset_button_resets_its_own_form_only() {
    let (merged, _) = bind(&[SCRIPTS, FIELDS]);
    let reset = |button: &str| {
        let action = dictionary(&merged, field(&merged, button), b"A").expect("an action");
        array(&merged, action, b"Fields").expect("fields").clone()
    };
    let all = fields(&merged);
    assert_eq!(
        reset("annex1.clear-two"),
        [all["annex1.hours"], all["annex1.rate"]].map(Object::Reference),
        "names become the fields they meant"
    );
    let own: BTreeSet<ObjectId> =
        all.iter().filter(|(name, _)| name.starts_with("annex1.")).map(|(_, id)| *id).collect();
    let meant: BTreeSet<ObjectId> = reset("annex1.clear").iter().filter_map(|id| id.as_reference().ok()).collect();
    assert_eq!(meant, own);
}

#[test]
fn buttons_still_mean_the_fields_of_their_form() {
    assert_eq!(
        reader::read(LOOSE).losses,
        [Loss::FieldAction { field: "Comment of the school".to_owned(), event: FieldEvent::Type }]
    );
    let (merged, _) = bind(&[FIELDS, LOOSE]);
    let all = fields(&merged);
    assert!(all.contains_key("annex2.comment"), "a field that stands on its page only: {:?}", all.keys());
    let action = |button: &str| dictionary(&merged, field(&merged, button), b"A").expect("an action");
    assert_eq!(action("annex2.hide").get(b"T").ok(), Some(&Object::Reference(all["annex2.pupil.name"])));
    assert_eq!(text(&merged, action("annex2.jump"), b"D").as_deref(), Some("documents.form1.pdf.start"));
    let cleared: BTreeSet<ObjectId> = array(&merged, action("annex2.clear"), b"Fields")
        .into_iter()
        .flatten()
        .filter_map(|id| id.as_reference().ok())
        .collect();
    let spared = ["annex2", "annex2.pupil", "annex2.pupil.class"];
    let expected: BTreeSet<ObjectId> = all
        .iter()
        .filter(|(name, _)| name.starts_with("annex2") && !spared.contains(&name.as_str()))
        .map(|(_, id)| *id)
        .collect();
    assert_eq!(cleared, expected);
}

#[test]
fn a_form_beside_an_adobe_form_keeps_its_fields() {
    assert_eq!(reader::read(STATIC_XFA).losses, [Loss::Xfa]);
    let (merged, found) = bind(&[STATIC_XFA]);
    assert!(fields(&merged).contains_key("annex1.school"));
    assert!(!form::form(&merged).expect("a form").has(b"XFA"));
    assert!(found.len() == 1 && found[0].contains("XFA"), "{found:?}");
    assert_eq!(attached(&merged), [("form0.pdf".to_owned(), STATIC_XFA.to_vec())]);
}

/// The fields without a value and undrawn, with a frame or without one.
fn undrawn(has_frame: bool) -> Vec<u8> {
    let mut document = open(FIELDS);
    for object in document.objects.values_mut() {
        let Object::Dictionary(widget) = object else { continue };
        if widget.has_type(b"Annot") || widget.has(b"FT") {
            for key in [b"AP".as_slice(), b"V", b"MK"] {
                widget.remove(key);
            }
            if has_frame {
                let mut look = Dictionary::new();
                look.set("BC", vec![Object::Integer(0)]);
                widget.set("MK", look);
            }
        }
    }
    let mut form = form::form(&document).expect("a form").clone();
    form.set("NeedAppearances", true);
    document.catalog_mut().expect("a catalogue").set("AcroForm", form);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    bytes
}

#[test]
fn fields_whose_frames_nobody_drew_are_drawn_and_those_of_others_stay() {
    for has_frame in [true, false] {
        let (merged, _) = bind(&[&undrawn(has_frame), FIELDS]);
        assert!(!form::form(&merged).expect("a form").has(b"NeedAppearances"));
        let widgets = merged.objects.values().filter_map(as_dictionary);
        let widgets: Vec<&Dictionary> =
            widgets.filter(|widget| name(&merged, widget, b"Subtype") == Some(b"Widget")).collect();
        let drawn = widgets.iter().filter(|widget| widget.has(b"AP")).count();
        assert_eq!(drawn * if has_frame { 1 } else { 2 }, widgets.len());
    }
}

#[test]
fn a_box_to_tick_that_nobody_drew_has_its_two_states() {
    let (merged, _) = bind(&[&undrawn(true)]);
    let ticks: Vec<BTreeSet<String>> = merged
        .objects
        .values()
        .filter_map(as_dictionary)
        .filter(|widget| form::kind(&merged, widget) == Some(b"Btn") && widget.has(b"AP"))
        .filter_map(|widget| dictionary(&merged, dictionary(&merged, widget, b"AP")?, b"N"))
        .map(|states| states.iter().map(|(state, _)| String::from_utf8_lossy(state).into_owned()).collect())
        .collect();
    assert!(!ticks.is_empty());
    for states in ticks {
        assert!(states.len() == 2 && states.contains("Off"), "{states:?}");
    }
}

#[test]
fn a_form_that_only_adobe_shows_has_a_page_in_its_place() {
    let reading = reader::read(DYNAMIC_XFA);
    assert_eq!(reading.problems, [Problem::AdobeOnly]);
    let (merged, _) = bind(&[DYNAMIC_XFA]);
    assert!(form::form(&merged).is_none());
    assert_eq!(attached(&merged), [("form0.pdf".to_owned(), DYNAMIC_XFA.to_vec())]);
}

#[test]
fn a_signature_keeps_its_picture_and_proves_nothing() {
    assert_eq!(reader::read(SIGNED).losses, [Loss::Signature("Signature of the school".to_owned())]);
    let (merged, found) = bind(&[SIGNED]);
    assert!(found.len() == 1 && found[0].contains("“Signature of the school”"), "{found:?}");
    let signature = field(&merged, "annex1.signature");
    assert!(signature.has(b"AP") && !signature.has(b"V"));
    assert!(fields(&merged).contains_key("annex1.place"));
    let form = form::form(&merged).expect("a form");
    assert!(!form.has(b"SigFlags") && !merged.catalog().expect("a catalogue").has(b"Perms"));
    assert_eq!(attached(&merged), [("form0.pdf".to_owned(), SIGNED.to_vec())]);
}

#[test]
fn the_files_attached_to_an_annex_are_attached_to_the_whole() {
    let own = open(ATTACHMENTS);
    let before = attachments::read(&own, &reader::pages::pages(&own).expect("pages"));
    assert_eq!(before.len(), 3);
    let (merged, found) = bind(&[ATTACHMENTS, SIGNED, ATTACHMENTS]);
    assert_eq!(found.len(), 1, "the signature: {found:?}");
    let after = attached(&merged);
    let names: Vec<&str> = after.iter().map(|(name, _)| name.as_str()).collect();
    let mut expected = vec!["form1.pdf".to_owned()];
    for number in [1, 3] {
        expected.extend(before.iter().map(|file| format!("annex{number}-{}", file.name)));
    }
    assert_eq!(
        names.iter().collect::<BTreeSet<_>>(),
        expected.iter().map(String::as_str).collect::<BTreeSet<_>>().iter().collect()
    );
    assert!(after.contains(&("annex3-agenda.txt".to_owned(), b"1 Welcome\n".to_vec())));
    let catalog = merged.catalog().expect("a catalogue");
    assert_eq!(
        array(&merged, catalog, b"AF").expect("associated files").len(),
        3,
        "the original, and one of each copy"
    );
    let pins = merged.objects.values().filter_map(as_dictionary);
    assert_eq!(pins.filter(|pin| name(&merged, pin, b"Subtype") == Some(b"FileAttachment")).count(), 2);
}
