//! Pictures: which files Typst can print, so that a broken one costs itself only.

/// Whether a file is a picture that can be printed: PNG, JPEG, GIF, WebP or SVG with a sound head.
pub(super) fn is_printable(bytes: &[u8]) -> bool {
    is_svg(bytes) || is_bitmap(bytes)
}

fn is_bitmap(bytes: &[u8]) -> bool {
    use imagesize::ImageType;
    let known =
        matches!(imagesize::image_type(bytes), Ok(ImageType::Png | ImageType::Jpeg | ImageType::Gif | ImageType::Webp));
    let sound =
        |size: imagesize::ImageSize| size.width > 0 && size.height > 0 && size.width * size.height <= 200_000_000;
    known && imagesize::blob_size(bytes).is_ok_and(sound)
}

fn is_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).into_owned();
    head.contains("<svg") && std::str::from_utf8(bytes).is_ok()
}
