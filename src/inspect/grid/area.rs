//! Where a cell is, and which cells a range covers.

use std::fmt;

/// A cell by its row and column, both counted from 0. Cells are in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(in crate::inspect) struct Spot {
    /// The row.
    pub(in crate::inspect) row: u32,
    /// The column.
    pub(in crate::inspect) column: u32,
}

/// The cells from one corner to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::inspect) struct Area {
    /// The first cell.
    pub(in crate::inspect) from: Spot,
    /// The last cell.
    pub(in crate::inspect) to: Spot,
}

/// Excel's last row and column.
const MOST: (u32, u32) = (1_048_576, 16_384);

impl Spot {
    /// Reads a cell's name, such as `B12` or `$B$12`.
    pub(in crate::inspect) fn read(name: &str) -> Option<Self> {
        let name = name.trim().strip_prefix('$').unwrap_or(name.trim());
        let letters = name.chars().take_while(char::is_ascii_alphabetic).count();
        let (letters, figures) = name.split_at_checked(letters)?;
        let row: u32 = figures.strip_prefix('$').unwrap_or(figures).parse().ok()?;
        let row = row.checked_sub(1).filter(|row| *row < MOST.0)?;
        Some(Self { row, column: column(letters)? })
    }
}

impl Area {
    /// Reads a range, such as `A5:H23`, a single cell, or whole rows, such as `$5:$6`.
    pub(in crate::inspect) fn read(range: &str) -> Option<Self> {
        let (from, to) = range.split_once(':').unwrap_or((range, range));
        if let (Some(from), Some(to)) = (Spot::read(from), Spot::read(to)) {
            let (first, last) = (from.row.min(to.row), from.row.max(to.row));
            let (left, right) = (from.column.min(to.column), from.column.max(to.column));
            return Some(Self { from: Spot { row: first, column: left }, to: Spot { row: last, column: right } });
        }
        let row = |text: &str| text.trim().trim_start_matches('$').parse::<u32>().ok()?.checked_sub(1);
        let (from, to) = (row(from)?, row(to)?);
        let to = Spot { row: to.min(MOST.0), column: MOST.1 };
        Some(Self { from: Spot { row: from, column: 0 }, to })
    }

    /// Whether a cell is in it.
    pub(in crate::inspect) fn has(&self, spot: Spot) -> bool {
        self.has_row(spot.row) && (self.from.column..=self.to.column).contains(&spot.column)
    }

    /// Whether some of its cells are in a row.
    pub(in crate::inspect) fn has_row(&self, row: u32) -> bool {
        (self.from.row..=self.to.row).contains(&row)
    }

    /// Whether it shares cells with another one.
    pub(in crate::inspect) fn meets(&self, other: &Self) -> bool {
        let rows = self.from.row <= other.to.row && other.from.row <= self.to.row;
        rows && self.from.column <= other.to.column && other.from.column <= self.to.column
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = Vec::new();
        let mut left = self.column + 1;
        while left > 0 {
            left -= 1;
            letters.push(char::from_u32(u32::from(b'A') + left % 26).unwrap_or('A'));
            left /= 26;
        }
        let letters: String = letters.into_iter().rev().collect();
        write!(f, "{letters}{}", self.row + 1)
    }
}

fn column(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let value = |letter: char| u32::from(letter.to_ascii_uppercase()).saturating_sub(u32::from('A')) + 1;
    let number = letters.chars().fold(0, |number, letter| number * 26 + value(letter));
    number.checked_sub(1).filter(|column| *column < MOST.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_in_excel() {
        for name in ["A1", "Z9", "AA10", "XFD1048576"] {
            assert_eq!(Spot::read(name).map(|spot| spot.to_string()).as_deref(), Some(name));
        }
        assert_eq!(Spot::read("$B$12"), Some(Spot { row: 11, column: 1 }));
        assert_eq!(Spot::read("Fees"), None);
        assert_eq!(Area::read("$5:$6").map(|area| (area.from.row, area.to.row)), Some((4, 5)));
    }
}
