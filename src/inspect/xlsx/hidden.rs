//! The hidden sheets of a workbook, but for those that only hold the choices of a list.

use super::super::package::Package;
use super::workbook::{SheetPart, Workbook};
use super::worksheet;

/// The names of the hidden sheets that say something. `lists` is where the lists stand that cells are chosen from: a sheet
/// that holds one is a part of the form, and hides nothing.
pub(super) fn sheets(package: &Package, workbook: &Workbook, lists: &[String]) -> Vec<String> {
    let holds_list = |sheet: &SheetPart| lists.iter().any(|list| is_in(list, &sheet.name, workbook));
    let hidden = workbook.hidden_sheets.iter().filter(|sheet| !holds_list(sheet) && says_something(package, sheet));
    hidden.map(|sheet| sheet.name.clone()).collect()
}

/// Whether a list stands on a sheet: it says so itself, or by a name that stands for a range of that sheet.
fn is_in(list: &str, sheet: &str, workbook: &Workbook) -> bool {
    let list = list.trim().trim_start_matches('=');
    if let Some((named, _)) = list.rsplit_once('!') {
        return named.trim_matches('\'').replace("''", "'").eq_ignore_ascii_case(sheet);
    }
    workbook.names.iter().any(|name| name.name.eq_ignore_ascii_case(list) && name.sheet.eq_ignore_ascii_case(sheet))
}

fn says_something(package: &Package, sheet: &SheetPart) -> bool {
    let mut says = false;
    package.each(&sheet.part, &["s:c"], |cell| says |= worksheet::says_something(&cell));
    says
}
