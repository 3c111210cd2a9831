//! How wide the columns of a table are: as wide as their words need, so that rows stay low.

use super::blocks::Voice;
use super::markup::Markup;
use super::tables::placed;
use crate::model::{Block, BlockKind, Inline, Table, blocks_text};

/// A cell of so few letters, such as a telephone number, is kept on one line.
const SHORT_CELL: f32 = 16.0;

/// The space at both edges of a cell, in letters, with a little to spare for wide ones.
const CELL_EDGES: f32 = 4.2;

/// How many letters of a table go into the width of an upright page, and of a page on its side.
const LETTERS_UPRIGHT: f32 = 92.0;
const LETTERS_ON_ITS_SIDE: f32 = 150.0;

/// What a link to another page adds in print: “ (page 12)”.
const PAGE_REFERENCE: f32 = 10.0;

/// A longer cell wants no more room than this: its lines wrap in any case.
const LONGEST_WISH: f32 = 160.0;

/// What one column needs, in letters.
#[derive(Clone, Copy)]
struct Need {
    /// Room for its longest word.
    least: f32,
    /// Room for its longest cell on one line.
    most: f32,
}

impl Markup<'_> {
    /// Relative column widths: the source's own, else shared out by need; never less than a column's longest word.
    pub(super) fn column_widths(&self, voice: &Voice<'_>, table: &Table, count: usize) -> Vec<f32> {
        let letters = if count > 6 { LETTERS_ON_ITS_SIDE } else { LETTERS_UPRIGHT };
        let needs = self.needs(voice, table, count);
        let own = Some(&table.widths)
            .filter(|own| own.len() == count && own.iter().all(|width| width.is_finite() && *width > 0.0));
        let Some(own) = own else { return shared_out(&needs, letters) };
        let scale = letters / own.iter().sum::<f32>();
        own.iter().zip(needs).map(|(width, need)| (width * scale).max(need.least)).collect()
    }

    fn needs(&self, voice: &Voice<'_>, table: &Table, count: usize) -> Vec<Need> {
        let mut needs = vec![Need { least: CELL_EDGES, most: CELL_EDGES }; count];
        for row in placed(&table.head, count).iter().chain(&placed(&table.body, count)) {
            for cell in row.iter().filter(|cell| cell.columns == 1) {
                let text = blocks_text(cell.blocks);
                let whole = length(text.trim()) + self.references(voice, cell.blocks);
                let longest = text.split_whitespace().map(length).fold(0.0, f32::max);
                let unbroken = if whole <= SHORT_CELL { whole } else { longest };
                let need = &mut needs[cell.column];
                need.least = need.least.max(unbroken + CELL_EDGES);
                need.most = need.most.max(whole.min(LONGEST_WISH) + CELL_EDGES);
            }
        }
        needs
    }

    /// How many letters the page references in a cell add.
    fn references(&self, voice: &Voice<'_>, blocks: &[Block]) -> f32 {
        let mut letters = 0.0;
        for block in blocks {
            let BlockKind::Paragraph(content) = &block.kind else { continue };
            for inline in content {
                let Inline::Link { link, .. } = inline else { continue };
                let destination = &self.graph().link(voice.owner, *link).destination;
                if self.graph().pdf_destination(destination).is_some() {
                    letters += PAGE_REFERENCE;
                }
            }
        }
        letters
    }
}

/// Every column its longest word; what is left goes to the columns in the measure of what else they say.
fn shared_out(needs: &[Need], letters: f32) -> Vec<f32> {
    let least: f32 = needs.iter().map(|need| need.least).sum();
    let most: f32 = needs.iter().map(|need| need.most).sum();
    let share = if most > least { ((letters - least) / (most - least)).clamp(0.0, 1.0) } else { 0.0 };
    needs.iter().map(|need| need.least + (need.most - need.least) * share).collect()
}

/// How many letters, as far as a column's width goes.
fn length(words: &str) -> f32 {
    f32::from(u16::try_from(words.chars().count()).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::{Need, shared_out};

    #[test]
    fn a_column_of_telephone_numbers_leaves_its_room_to_the_names() {
        let needs = [Need { least: 12.0, most: 40.0 }, Need { least: 17.0, most: 17.0 }];
        assert_eq!(shared_out(&needs, 60.0), [40.0, 17.0]);
        assert_eq!(shared_out(&needs, 43.0), [26.0, 17.0]);
        assert_eq!(shared_out(&needs, 10.0), [12.0, 17.0]);
    }
}
