//! PDFs for tests, written out so that every byte can be seen and changed.

use std::fmt::Write as _;

/// A file of these objects, numbered from 1; the first is the catalogue.
pub(super) fn file(bodies: &[String]) -> String {
    let size = bodies.len() + 1;
    let (mut file, mut table) = ("%PDF-1.7\n".to_owned(), format!("xref\n0 {size}\n0000000000 65535 f \n"));
    for (body, number) in bodies.iter().zip(1..) {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = writeln!(file, "{number} 0 obj\n{body}\nendobj");
    }
    let start = file.len();
    format!("{file}{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n")
}
