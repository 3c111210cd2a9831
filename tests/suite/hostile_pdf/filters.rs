//! Packs bytes as the filters of streams want them (ISO 32000-1, 7.4).

use lopdf::{Dictionary, Object, Stream};

/// Bytes as the filter `FlateDecode` wants them.
pub fn deflated(plain: &[u8]) -> Vec<u8> {
    let mut stream = Stream::new(Dictionary::new(), plain.to_vec());
    stream.compress().expect("compressed");
    assert!(matches!(stream.dict.get(b"Filter"), Ok(Object::Name(_))), "long enough to be worth it");
    stream.content
}

/// Base 85 (ISO 32000-1, 7.4.3).
pub fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len() * 5 / 4 + 8);
    for group in bytes.chunks(4) {
        let mut four = [0; 4];
        four[..group.len()].copy_from_slice(group);
        let mut value = u32::from_be_bytes(four);
        let mut five = [0; 5];
        for digit in five.iter_mut().rev() {
            *digit = b'!' + u8::try_from(value % 85).expect("small");
            value /= 85;
        }
        text.extend_from_slice(&five[..=group.len()]);
    }
    text.extend_from_slice(b"~>");
    text
}

/// At least so many blanks as LZW codes (ISO 32000-1, 7.4.4): each code stands for a run one longer than the one before, until
/// the table is full and cleared.
pub fn lzw_of_blanks(most: usize) -> Vec<u8> {
    const CLEAR: u32 = 256;
    const END: u32 = 257;
    let (mut bytes, mut waiting, mut held) = (Vec::new(), 0_u64, 0);
    let mut put = |code: u32, width: u32| {
        waiting = waiting << width | u64::from(code);
        held += width;
        while held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(waiting >> held & 0xFF).expect("a byte"));
        }
    };
    let mut made = 0;
    put(CLEAR, 9);
    while made < most {
        put(u32::from(b' '), 9);
        made += 1;
        for (code, run) in (258..4_094).zip(2..) {
            // Widths change one code early.
            let width = match code {
                ..511 => 9,
                511..1_023 => 10,
                1_023..2_047 => 11,
                _ => 12,
            };
            put(code, width);
            made += run;
        }
        put(CLEAR, 12);
    }
    put(END, 9);
    put(0, 8);
    bytes
}
