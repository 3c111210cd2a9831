use lopdf::{Dictionary, Document, Object, Stream, StringFormat};

use super::*;

fn written(objects: Vec<Object>) -> Document {
    let mut document = Document::new();
    let all: Vec<Object> = objects.into_iter().map(|object| Object::Reference(document.add_object(object))).collect();
    document.add_object(Object::Name(b"nobody-reaches-this".to_vec()));
    let mut catalog = Dictionary::new();
    catalog.set("All", all);
    let catalog = document.add_object(catalog);
    document.trailer.set("Root", Object::Reference(catalog));
    Document::load_mem(&write(&document)).expect("a file that can be read")
}

fn read_back(object: Object) -> Object {
    let document = written(vec![object]);
    let all = document.catalog().expect("a catalogue").get(b"All").expect("all").as_array().expect("an array");
    document.dereference(&all[0]).expect("an object").1.clone()
}

#[test]
fn every_kind_of_object_comes_back_as_it_was() {
    let text = |bytes: &[u8], format| Object::String(bytes.to_vec(), format);
    let mut dictionary = Dictionary::new();
    dictionary.set("A B#(", Object::Name("\u{e9} /x".as_bytes().to_vec()));
    dictionary.set("Sub", Dictionary::new());
    for object in [
        Object::Boolean(true),
        Object::Integer(-7),
        Object::Real(0.000_125),
        Object::Name(b"Plain".to_vec()),
        text(b"a (b) \\ c\r\nd\xFF", StringFormat::Literal),
        text(&[0, 1, 254, 255], StringFormat::Hexadecimal),
        Object::Array(vec![Object::Null, Object::Integer(1), Object::Name(b"x".to_vec()), Object::Real(-1.5)]),
        Object::Dictionary(dictionary),
    ] {
        assert_eq!(read_back(object.clone()), object);
    }
}

#[test]
fn a_stream_keeps_its_bytes_and_has_its_true_length() {
    let mut dictionary = Dictionary::new();
    dictionary.set("Length", 99_999);
    dictionary.set("Filter", Object::Name(b"DCTDecode".to_vec()));
    let content: Vec<u8> = (0..=255).cycle().take(1000).collect();
    let back = read_back(Object::Stream(Stream::new(dictionary, content.clone())));
    let back = back.as_stream().expect("a stream");
    assert_eq!(back.content, content);
    assert_eq!(back.dict.get(b"Length").and_then(Object::as_i64).ok(), Some(1000));
}

#[test]
fn a_stream_that_nobody_has_compressed_is_compressed() {
    let content = b"0 0 m 1 1 l S ".repeat(100);
    let back = read_back(Object::Stream(Stream::new(Dictionary::new(), content.clone())));
    let back = back.as_stream().expect("a stream");
    assert!(back.content.len() < 100);
    assert_eq!(back.decompressed_content_with_limit(10_000).expect("its content"), content);
}

#[test]
fn what_nobody_reaches_is_not_written_and_what_is_missing_is_null() {
    let document = written(vec![Object::Reference((4_000, 0)), Object::Integer(1)]);
    assert!(
        document.objects.values().all(
            |object| object.as_name().is_ok_and(|name| name != b"nobody-reaches-this") || object.as_name().is_err()
        )
    );
    assert!(document.objects.keys().all(|(number, _)| *number <= 5), "{:?}", document.objects.keys());
}

#[test]
fn more_objects_than_one_pack_holds_are_all_found() {
    let count = PACK * 3 + 1;
    let document = written((0..count).map(|number| Object::Integer(i64::try_from(number).expect("small"))).collect());
    let all = document.catalog().expect("a catalogue").get(b"All").expect("all").as_array().expect("an array");
    for (reference, number) in all.iter().zip(0..) {
        assert_eq!(document.dereference(reference).expect("an object").1.as_i64().ok(), Some(number));
    }
}

#[test]
fn streams_that_are_the_same_are_written_once_unless_they_lead_elsewhere() {
    let stream = |content: &[u8]| Object::Stream(Stream::new(Dictionary::new(), content.to_vec()));
    let mut led = Dictionary::new();
    led.set("Resources", Object::Reference((1, 0)));
    let leading = || Object::Stream(Stream::new(led.clone(), b"a form".to_vec()));
    let document = written(vec![stream(b"a font"), stream(b"a font"), stream(b"a fond"), leading(), leading()]);
    let all = document.catalog().expect("a catalogue").get(b"All").expect("all").as_array().expect("an array");
    assert_eq!(all[0], all[1]);
    assert_ne!(all[0], all[2]);
    assert_ne!(all[3], all[4]);
}
