//! What stands outside tables: titles, notes, rows of links, questions with a cell for the answer below each.

use std::collections::BTreeSet;

use super::layout::Grid;
use super::plan::{Field, Piece};
use super::{Gap, Sheet, Spot, head};

/// Makes pieces of cells that are in reading order.
///
/// A cell that is alone in its row is a paragraph, and a row of cells a list; rows of cells below each other are a table, or
/// a form. The notes beside a table come with the row of its heads: a first note that is level with these heads the others.
pub(super) fn pieces(
    sheet: &Sheet,
    spots: &[Spot],
    row_of_heads: Option<u32>,
    is_free: impl Fn(Spot) -> bool,
) -> Vec<Piece> {
    let rows: Vec<&[Spot]> = spots.chunk_by(|one, next| one.row == next.row).collect();
    let mut pieces = Vec::new();
    let mut rest = rows.as_slice();
    while let Some(first) = rest.first().and_then(|row| row.first()) {
        let alone = column_of_lone_cells(rest);
        let taken = if !alone.is_empty() {
            let mut points = sentences(sheet, &alone);
            let is_headed = row_of_heads == Some(first.row) && points.len() > 1 && !sheet.links.contains_key(first);
            let headed = if is_headed { points.split_off(1) } else { Vec::new() };
            pieces.extend(points.into_iter().map(Piece::Paragraph));
            pieces.extend((!headed.is_empty()).then_some(Piece::List(headed)));
            alone.len()
        } else if let Some((fields, rows)) = form(sheet, rest, &is_free) {
            pieces.push(Piece::Form(fields));
            rows
        } else {
            let rows = rows_together(rest);
            pieces.push(list_or_table(sheet, &rest[..rows]));
            rows
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    pieces
}

/// The cells directly below each other that are alone in their rows.
fn column_of_lone_cells(rows: &[&[Spot]]) -> Vec<Spot> {
    let mut column: Vec<Spot> = Vec::new();
    for row in rows {
        match (row, column.last()) {
            ([spot], None) => column.push(*spot),
            ([spot], Some(last)) if spot.column == last.column && spot.row == last.row + 1 => column.push(*spot),
            _ => break,
        }
    }
    column
}

/// Cells below each other, those together that share a sentence: one ends without a full stop, the next goes on in small
/// letters.
fn sentences(sheet: &Sheet, column: &[Spot]) -> Vec<Vec<Spot>> {
    let words = |spot: &Spot| sheet.cells.get(spot).map(|cell| cell.text.trim()).unwrap_or_default();
    let goes_on = |one: &Spot, next: &Spot| {
        !words(one).ends_with(['.', '!', '?', ':', ';'])
            && words(next).starts_with(char::is_lowercase)
            && !sheet.links.contains_key(one)
            && !sheet.links.contains_key(next)
    };
    column.chunk_by(goes_on).map(<[Spot]>::to_vec).collect()
}

/// A form: a row of words, each with a figure or an empty cell below it. With how many rows of cells it takes.
fn form(sheet: &Sheet, rows: &[&[Spot]], is_free: impl Fn(Spot) -> bool) -> Option<(Vec<Field>, usize)> {
    let labels = rows.first()?;
    let is_question = |spot: &Spot| {
        let cell = sheet.cells.get(spot);
        cell.is_some_and(|cell| !cell.is_figure && !cell.is_worked_out) && !sheet.links.contains_key(spot)
    };
    let is_answer = |spot: &Spot| match sheet.cells.get(spot) {
        Some(cell) => cell.is_figure || cell.is_worked_out,
        None => sheet.gaps.contains_key(spot),
    };
    let value = |label: &Spot| Spot { row: label.row + 1, ..*label };
    let fields: Vec<Field> = labels.iter().map(|label| Field { label: *label, value: value(label) }).collect();
    let asks = |field: &Field| is_question(&field.label) && is_free(field.value) && is_answer(&field.value);
    if !fields.iter().all(asks) {
        return None;
    }
    let values: BTreeSet<Spot> = fields.iter().map(|field| field.value).collect();
    let below = rows.get(1).filter(|row| row.first().is_some_and(|spot| spot.row == labels[0].row + 1));
    let taken = match below {
        None => 1,
        Some(row) if row.iter().all(|spot| values.contains(spot)) => 2,
        Some(_) => return None,
    };
    // Figures that go on in the next row are a table.
    (rows_together(&rows[taken - 1..]) == 1).then_some((fields, taken))
}

/// How many rows of several cells follow each other directly.
fn rows_together(rows: &[&[Spot]]) -> usize {
    let follows = |pair: &&[&[Spot]]| match pair {
        [one, next] => next.len() > 1 && one[0].row + 1 == next[0].row,
        _ => false,
    };
    1 + rows.windows(2).take_while(follows).count()
}

/// One row is a list; more are a table, as a sheet without tables of its own would be.
fn list_or_table(sheet: &Sheet, rows: &[&[Spot]]) -> Piece {
    if let [row] = rows {
        return Piece::List(row.iter().map(|spot| vec![*spot]).collect());
    }
    let columns: BTreeSet<u32> = rows.iter().flat_map(|row| row.iter()).map(|spot| spot.column).collect();
    let columns: Vec<u32> = columns.into_iter().collect();
    let rows: Vec<u32> = rows.iter().filter_map(|row| row.first()).map(|spot| spot.row).collect();
    let head = head::guessed(sheet, &rows, &columns).map_or(0, |(above, head)| if above == 0 { head } else { 0 });
    Piece::Table(Grid { rows, head, columns, row_headings: false })
}

/// What an empty cell that asks for an answer waits for.
pub(super) fn is_to_type(sheet: &Sheet, spot: Spot) -> bool {
    sheet.gaps.get(&spot) == Some(&Gap::ToType)
}
