//! Whether a picture is whole: a torn one shows an empty frame on the site and stops the PDF.

use quick_xml::Reader;
use quick_xml::events::Event;

/// The most pixels of a picture that anyone can print: 200 million.
const MOST_PIXELS: usize = 200_000_000;

/// Whether these bytes are a whole PNG, JPEG, GIF, WebP or SVG picture.
///
/// Looks at the outline, not at each pixel: a PNG must reach its last chunk, a JPEG its end mark, an SVG its last tag.
pub fn is_whole_picture(bytes: &[u8]) -> bool {
    use imagesize::ImageType;
    let is_sized = || {
        let fits = |size: imagesize::ImageSize| (1..=MOST_PIXELS).contains(&size.width.saturating_mul(size.height));
        imagesize::blob_size(bytes).is_ok_and(fits)
    };
    match imagesize::image_type(bytes) {
        Ok(ImageType::Png) => is_sized() && reaches_last_chunk(bytes),
        Ok(ImageType::Jpeg) => is_sized() && bytes.windows(2).rev().any(|pair| pair == [0xFF, 0xD9]),
        Ok(ImageType::Gif | ImageType::Webp) => is_sized(),
        _ => is_whole_svg(bytes),
    }
}

/// A PNG is a row of chunks, each with its length, that ends with `IEND` (ISO/IEC 15948, 5.3).
fn reaches_last_chunk(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let Some((kind, content)) = after.split_first_chunk::<4>() else { return false };
        if kind == b"IEND" {
            return true;
        }
        // The content, and four bytes of check sum.
        let end = (u32::from_be_bytes(*length) as usize).saturating_add(4);
        let Some(next) = content.get(end..) else { return false };
        rest = next;
    }
    false
}

fn is_whole_svg(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let mut reader = Reader::from_str(text);
    let (mut open, mut has_root) = (0_usize, false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                has_root |= open == 0 && tag.local_name().as_ref() == "svg";
                open += 1;
            }
            Ok(Event::Empty(tag)) => has_root |= open == 0 && tag.local_name().as_ref() == "svg",
            Ok(Event::End(_)) => open = open.saturating_sub(1),
            Ok(Event::Eof) => return has_root && open == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_whole_picture;

    #[test]
    fn a_torn_picture_is_not_whole() {
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\"><rect/></svg>";
        assert!(is_whole_picture(svg));
        assert!(!is_whole_picture(&svg[..svg.len() - 4]));
        let poster = include_bytes!("../../guide/documents/ehc-20-week-timetable.png");
        assert!(is_whole_picture(poster));
        assert!(!is_whole_picture(&poster[..400]));
        assert!(!is_whole_picture(b"not a picture"));
        assert!(!is_whole_picture(b""));
    }
}
