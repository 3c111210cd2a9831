//! Pictures: which files Typst can print, so that a broken one costs itself only.

/// Whether a file is a picture that can be printed.
pub(super) fn is_printable(bytes: &[u8]) -> bool {
    crate::inspect::is_whole_picture(bytes)
}
