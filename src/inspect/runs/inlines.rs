//! Makes inline content of runs: evens white space, joins what belongs together and puts stresses and links into each other.

use super::{Run, Stress};
use crate::model::Inline;

/// The stresses, outermost first.
const STRESSES: [Stress; 5] = [Stress::Strong, Stress::Emphasis, Stress::Struck, Stress::Lowered, Stress::Raised];

/// The inline content that runs make.
pub(super) fn of(mut runs: Vec<Run>) -> Vec<Inline> {
    even_out(&mut runs);
    join_over_spots(&mut runs);
    grouped(&runs, 0)
}

/// Makes white space even: one blank between words, none at the ends of lines, and drops texts that are empty then.
fn even_out(runs: &mut Vec<Run>) {
    let mut after_space = true;
    for run in runs.iter_mut() {
        match &mut run.piece {
            Inline::Text(text) => {
                let (even, ends_in_space) = evened(text, after_space);
                (*text, after_space) = (even, ends_in_space);
            }
            Inline::Break => after_space = true,
            Inline::Anchor(_) => {}
            piece => {
                if let Inline::Blank(words) = piece {
                    *words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                }
                after_space = false;
            }
        }
    }
    let mut line_end = true;
    for run in runs.iter_mut().rev() {
        match &mut run.piece {
            Inline::Text(text) if line_end => {
                text.truncate(text.trim_end_matches(' ').len());
                line_end = text.is_empty();
            }
            Inline::Break => line_end = true,
            Inline::Anchor(_) => {}
            _ => line_end = false,
        }
    }
    runs.retain(|run| !matches!(&run.piece, Inline::Text(text) if text.is_empty()));
    drop_breaks_at_the_ends(runs);
}

fn evened(text: &str, mut after_space: bool) -> (String, bool) {
    let mut even = String::with_capacity(text.len());
    for character in text.chars() {
        let space = matches!(character, ' ' | '\t' | '\n' | '\r');
        if !(space && after_space) {
            even.push(if space { ' ' } else { character });
        }
        after_space = space;
    }
    (even, after_space)
}

fn drop_breaks_at_the_ends(runs: &mut Vec<Run>) {
    let shown = |run: &Run| !matches!(run.piece, Inline::Break | Inline::Anchor(_));
    let first = runs.iter().position(shown).unwrap_or(runs.len());
    let last = runs.iter().rposition(shown).unwrap_or(0);
    let mut at = 0;
    runs.retain(|run| {
        let keep = (first..=last).contains(&at) || !matches!(run.piece, Inline::Break);
        at += 1;
        keep
    });
}

/// A named spot or a line break in the middle of stressed or linked text takes part in it, so that the text stays in one
/// piece; text that then meets its like is joined.
fn join_over_spots(runs: &mut Vec<Run>) {
    let is_spot = |run: &Run| matches!(run.piece, Inline::Anchor(_) | Inline::Break);
    for at in 1..runs.len() {
        let Some((before, rest)) = runs.split_at_mut_checked(at) else { return };
        let next = rest.iter().find(|run| !is_spot(run)).map(|run| (run.look, run.link));
        if let (Some(last), Some(run)) = (before.last(), rest.first_mut())
            && is_spot(run)
            && next == Some((last.look, last.link))
        {
            (run.look, run.link) = (last.look, last.link);
        }
    }
    let joined = std::mem::take(runs);
    for run in joined {
        match (runs.last_mut(), &run.piece) {
            (Some(Run { look, link, piece: Inline::Text(text) }), Inline::Text(more))
                if *look == run.look && *link == run.link =>
            {
                text.push_str(more);
            }
            _ => runs.push(run),
        }
    }
}

/// Groups runs by link, then by each stress in turn.
fn grouped(runs: &[Run], level: usize) -> Vec<Inline> {
    if level == 0 {
        let groups = runs.chunk_by(|a, b| a.link == b.link);
        return groups.flat_map(within_link).collect();
    }
    let Some(stress) = STRESSES.get(level - 1).copied() else {
        return runs.iter().map(|run| run.piece.clone()).collect();
    };
    let groups = runs.chunk_by(|a, b| a.look.has(stress) == b.look.has(stress));
    groups.flat_map(|group| within_stress(group, stress, level)).collect()
}

fn within_link(group: &[Run]) -> Vec<Inline> {
    let content = grouped(group, 1);
    match group.first().and_then(|run| run.link) {
        Some(link) => vec![Inline::Link { link, content }],
        None => content,
    }
}

fn within_stress(group: &[Run], stress: Stress, level: usize) -> Vec<Inline> {
    let content = grouped(group, level + 1);
    if !group.first().is_some_and(|run| run.look.has(stress)) {
        return content;
    }
    vec![match stress {
        Stress::Strong => Inline::Strong(content),
        Stress::Emphasis => Inline::Emphasis(content),
        Stress::Struck => Inline::Struck(content),
        Stress::Lowered => Inline::Subscript(content),
        Stress::Raised => Inline::Superscript(content),
    }]
}
