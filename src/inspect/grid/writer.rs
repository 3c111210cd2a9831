//! Writes the blocks of one sheet, and notes its links and anchors.

use std::collections::{BTreeMap, BTreeSet};

use super::super::draft::Draft;
use super::super::runs::{Look, Runs};
use super::plan::{Field, Piece, Plan};
use super::{Sheet, Spot, loose, with_separators};
use crate::model::{Alignment, At, Block, BlockKind, Cell, Inline, LinkOrdinal, Table};

/// Writes one sheet.
struct Writer<'a> {
    sheet: &'a Sheet,
    /// Other names of cells than their place.
    names: BTreeMap<Spot, Vec<&'a str>>,
    draft: &'a mut Draft,
    id: String,
    /// The cells whose links have been written.
    linked: BTreeSet<Spot>,
    /// The cells whose anchors have a place.
    placed: BTreeSet<Spot>,
}

/// How wide questions and their answers are.
const WIDTHS_OF_A_FORM: [f32; 2] = [9.0, 11.0];

/// The blocks of a sheet. `names` are other names of its cells than their place.
pub(super) fn blocks(sheet: &Sheet, names: BTreeMap<Spot, Vec<&str>>, draft: &mut Draft) -> Vec<Block> {
    let (id, linked, placed) = (String::new(), BTreeSet::new(), BTreeSet::new());
    Writer { sheet, names, draft, id, linked, placed }.blocks()
}

impl Writer<'_> {
    fn blocks(mut self) -> Vec<Block> {
        let plan = Plan::of(self.sheet);
        let at = self.at(Spot::default());
        self.id = self.draft.part_heading(&self.sheet.name, at.clone());
        let pieces: Vec<Block> = plan.pieces.iter().filter_map(|piece| self.piece(piece)).collect();
        let mut content = vec![Inline::Text(self.sheet.name.clone())];
        content.extend(self.spots_without_a_cell(&plan));
        let heading = BlockKind::Heading { level: 2, id: self.id.clone(), content };
        let mut blocks = vec![Block { at, kind: heading }];
        blocks.extend(pieces);
        blocks.extend(self.left_out(&plan));
        self.links_of_unseen_cells();
        blocks
    }

    fn piece(&mut self, piece: &Piece) -> Option<Block> {
        match piece {
            Piece::Paragraph(spots) => self.paragraph(spots),
            Piece::List(items) => {
                let at = self.at(*items.first()?.first()?);
                let items = items.iter().map(|spots| self.paragraph(spots).into_iter().collect()).collect();
                Some(Block { at, kind: BlockKind::List { start: None, items } })
            }
            Piece::Form(fields) => {
                let at = self.at(fields.first()?.label);
                Some(Block { at, kind: BlockKind::Table(self.form(fields)) })
            }
            Piece::Table(grid) => {
                let at = self.at(grid.first());
                let table = grid.table(self.sheet, |spot| self.cell(spot));
                Some(Block { at, kind: BlockKind::Table(table) })
            }
        }
    }

    /// Questions beside their answers, without headings: in print a form to write in.
    fn form(&mut self, fields: &[Field]) -> Table {
        let body = fields.iter().map(|field| vec![self.label(field), self.value(field.value)]).collect();
        Table {
            alignments: vec![Alignment::Start; 2],
            widths: WIDTHS_OF_A_FORM.to_vec(),
            body,
            row_headings: true,
            ..Table::default()
        }
    }

    /// A question. The anchors of an answer that is still missing stand at it, so that the answer's cell is free.
    fn label(&mut self, field: &Field) -> Cell {
        let mut runs = Runs::default();
        let asked = self.sheet.cells.get(&field.label).map(|cell| cell.text.clone()).unwrap_or_default();
        if !self.sheet.cells.contains_key(&field.value) {
            for anchor in self.spots(field.value, &asked) {
                runs.piece(Look::default(), None, anchor);
            }
        }
        self.push_cell(field.label, &mut runs);
        Cell::new(self.block_of(field.label, runs).into_iter().collect())
    }

    fn value(&mut self, spot: Spot) -> Cell {
        let mut runs = Runs::default();
        if loose::is_to_type(self.sheet, spot) {
            runs.blank(None, "", true);
        } else if self.sheet.cells.contains_key(&spot) {
            self.push_cell(spot, &mut runs);
        }
        Cell::new(self.block_of(spot, runs).into_iter().collect())
    }

    /// Cells that say nothing, or that are not shown, and that links or names lead to: their place is the heading.
    fn spots_without_a_cell(&mut self, plan: &Plan) -> Vec<Inline> {
        let wanted = self.names.keys().chain(&plan.without_a_place).copied().chain([Spot::default()]);
        let unseen: BTreeSet<Spot> = wanted.filter(|spot| !self.placed.contains(spot)).collect();
        unseen.into_iter().flat_map(|spot| self.spots(spot, &self.sheet.name.clone())).collect()
    }

    /// The anchors at a cell: one by its place, and one for each other name.
    fn spots(&mut self, spot: Spot, label: &str) -> Vec<Inline> {
        self.placed.insert(spot);
        let own = format!("{}!{spot}", self.sheet.name);
        let id = format!("{}.{spot}", self.id);
        let at = self.at(spot);
        let mut spots = vec![self.draft.spot_at(&own, &id, label, at.clone())];
        let mut known = BTreeSet::from([own]);
        for name in self.names.get(&spot).into_iter().flatten() {
            if known.insert((*name).to_owned()) {
                let id = name.replace([':', '!'], ".").replace('$', "");
                spots.push(self.draft.spot_at(name, &id, label, at.clone()));
            }
        }
        spots
    }

    /// The words of cells in one paragraph.
    fn paragraph(&mut self, spots: &[Spot]) -> Option<Block> {
        let mut runs = Runs::default();
        for (count, spot) in spots.iter().enumerate() {
            if count > 0 {
                runs.text(Look::default(), None, " ");
            }
            self.push_cell(*spot, &mut runs);
        }
        self.block_of(*spots.first()?, runs)
    }

    /// The blocks of a table cell.
    fn cell(&mut self, spot: Spot) -> Vec<Block> {
        let mut runs = Runs::default();
        self.push_cell(spot, &mut runs);
        self.block_of(spot, runs).into_iter().collect()
    }

    fn block_of(&self, spot: Spot, runs: Runs) -> Option<Block> {
        let content = runs.into_inlines();
        (!content.is_empty()).then(|| Block { at: self.at(spot), kind: BlockKind::Paragraph(content) })
    }

    fn push_cell(&mut self, spot: Spot, runs: &mut Runs) {
        let Some(cell) = self.sheet.cells.get(&spot) else {
            // An empty cell is an anchor only if something leads there.
            if self.names.contains_key(&spot) {
                let label = self.sheet.name.clone();
                self.spots(spot, &label).into_iter().for_each(|anchor| runs.piece(Look::default(), None, anchor));
            }
            return;
        };
        let link = self.link(spot, &cell.text);
        for anchor in self.spots(spot, &cell.text) {
            runs.piece(Look::default(), link, anchor);
        }
        for (count, line) in cell.text.lines().enumerate() {
            if count > 0 {
                runs.piece(Look::default(), link, Inline::Break);
            }
            runs.text(Look::default(), link, line);
        }
    }

    fn link(&mut self, spot: Spot, label: &str) -> Option<LinkOrdinal> {
        let written = self.sheet.links.get(&spot)?.clone();
        self.linked.insert(spot);
        let at = self.at(spot);
        Some(self.draft.link_at(written, label.split_whitespace().collect::<Vec<_>>().join(" "), at))
    }

    fn links_of_unseen_cells(&mut self) {
        let unseen: Vec<Spot> = self.sheet.links.keys().filter(|spot| !self.linked.contains(spot)).copied().collect();
        for spot in unseen {
            let words = self.sheet.cells.get(&spot).map(|cell| &cell.text);
            let label = words.or(self.sheet.links.get(&spot)).cloned().unwrap_or_default();
            self.link(spot, &label);
        }
        for (spot, written) in &self.sheet.more_links {
            let label = self.sheet.cells.get(spot).map_or(written, |cell| &cell.text);
            let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
            self.draft.link_at(written.clone(), label, self.at(*spot));
        }
    }

    /// What is only in the file, in a sentence.
    fn left_out(&self, plan: &Plan) -> Option<Block> {
        let rows = self.sheet.rows_left_out + plan.rows_left_out;
        let parts = [counted(rows, "row"), counted(plan.columns_left_out, "column")];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let more = if parts.is_empty() { return None } else { parts.join(" and ") };
        let one = rows + plan.columns_left_out == 1;
        let text = format!("{more} of this sheet {} only in the file itself.", if one { "is" } else { "are" });
        let at = self.at(Spot::default());
        Some(Block { at, kind: BlockKind::Paragraph(vec![Inline::Text(text)]) })
    }

    fn at(&self, spot: Spot) -> At {
        At::Cell { sheet: self.sheet.name.clone(), cell: spot.to_string() }
    }
}

fn counted(count: usize, thing: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 more {thing}")),
        _ => Some(format!("{} more {thing}s", with_separators(&count.to_string()))),
    }
}
