use super::*;

/// Documents of other writers, with and without object streams, one of them locked.
const DOCUMENTS: [(&str, &[u8]); 5] = [
    ("chromium", include_bytes!("../../../../tests/documents/chromium.pdf")),
    ("libreoffice", include_bytes!("../../../../tests/documents/libreoffice.pdf")),
    ("pages", include_bytes!("../../../../tests/documents/pages.pdf")),
    ("locked", include_bytes!("../../../../tests/documents/locked-r6.pdf")),
    ("tagged", include_bytes!("../../../../tests/documents/tagged.pdf")),
];

#[test]
fn what_people_send_is_honest_and_small() {
    for (name, bytes) in DOCUMENTS {
        let census = take(bytes).expect("not too large");
        assert!(census.is_honest, "{name}");
        assert!((4..1_000).contains(&census.objects), "{name}: {}", census.objects);
        assert_eq!(census.is_encrypted, name == "locked", "{name}");
    }
}

#[test]
fn words_in_streams_do_not_count_and_those_in_object_streams_do() {
    let plain = take(b"%PDF-1.7\n1 0 obj << /Length 9 >> stream\n/A /B /C \nendstream endobj").expect("small");
    assert_eq!((plain.objects, plain.words), (1, 1 + 3 + 4 + 2 + 1 + 2));
    let packed =
        b"%PDF-1.7\n1 0 obj << /Type /ObjStm /N 2 /First 8 /Length 16 >> stream\n5 0 6 2 [7] /A /B\nendstream endobj";
    assert_eq!(take(packed).expect("small").objects, 3);
}

#[test]
fn members_that_overlap_are_damage() {
    let index = "5 0 ".repeat(20);
    let file = format!(
        "%PDF-1.7\n1 0 obj << /Type /ObjStm /First {} /Length {} >> stream\n{index}[1 2 3]\nendstream",
        index.len(),
        index.len() + 7
    );
    assert!(matches!(take(file.as_bytes()), Err(Problem::Damaged(_))));
}

#[test]
fn many_offsets_to_one_object_are_no_honest_table() {
    let table = |lines: &str| format!("%PDF-1.7\n1 0 obj 7 endobj xref\n1 20\n{lines}trailer << >>");
    let same = table(&"0000000009 00000 n \n".repeat(20));
    let own: Vec<String> = (0..20).map(|line| format!("{:010} 00000 n \n", 9 + line)).collect();
    assert!(!take(same.as_bytes()).expect("small").is_honest);
    assert!(take(table(&own.concat()).as_bytes()).expect("small").is_honest);
}
