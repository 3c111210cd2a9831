//! Settles bold, italic and struck text so that Markdown's marks for it work (`CommonMark` 6.2).
//!
//! A mark works only where it touches a word from the right side: `**bold **x` and `a**(b)**` are no bold text. Blanks move
//! out of the stress, and so does a punctuation sign at its edge; where neither helps, the words stay and the stress goes.

use crate::model::Inline;

/// The same inlines with stresses that Markdown can write; `before` and `after` stand around them.
pub(super) fn settled(inlines: &[Inline], before: Option<char>, after: Option<char>) -> Vec<Inline> {
    let mut waiting: Vec<Inline> = inlines.iter().rev().cloned().collect();
    let mut settled: Vec<Inline> = Vec::new();
    while let Some(inline) = waiting.pop() {
        let left = settled.last().map_or(before, last_sign);
        let right = waiting.last().map_or(after, sign_beside);
        match peeled(&inline, &settled, left, right) {
            Peel::Whole => {
                // What was moved about inside may stand at the edge now.
                let inner = settled_inner(&inline, left, right);
                if inner == inline { settled.push(inner) } else { waiting.push(inner) }
            }
            Peel::Into(parts) => waiting.extend(parts.into_iter().rev()),
        }
    }
    settled
}

/// How many stresses there are, those within others among them.
pub(super) fn stresses(inlines: &[Inline]) -> usize {
    inlines.iter().map(|inline| usize::from(is_stress(inline)) + stresses(inline.inner())).sum()
}

/// The same words without the stresses that stand within so many others.
pub(super) fn without_stress(inlines: &[Inline], most: usize) -> Vec<Inline> {
    let flat = inlines.iter().flat_map(|inline| match inline {
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Struck(inner) => {
            let inner = without_stress(inner, most.saturating_sub(1));
            if most == 0 { inner } else { vec![again(inline, inner)] }
        }
        other => vec![other.clone()],
    });
    flat.collect()
}

fn is_stress(inline: &Inline) -> bool {
    matches!(inline, Inline::Strong(_) | Inline::Emphasis(_) | Inline::Struck(_))
}

/// A stress like this one around something else.
fn again(stress: &Inline, inner: Vec<Inline>) -> Inline {
    match stress {
        Inline::Strong(_) => Inline::Strong(inner),
        Inline::Emphasis(_) => Inline::Emphasis(inner),
        _ => Inline::Struck(inner),
    }
}

/// What becomes of an inline.
enum Peel {
    /// It can be written as it is.
    Whole,
    /// It goes into these, which are looked at in turn.
    Into(Vec<Inline>),
}

/// The first sign that an inline is written with, marks of stress left aside.
pub(super) fn first_sign(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text(text) => text.chars().next(),
        Inline::Strong(inner) | Inline::Emphasis(inner) => inner.first().and_then(first_sign),
        Inline::Struck(_) => Some('~'),
        Inline::Code(_) => Some('`'),
        Inline::Subscript(_)
        | Inline::Superscript(_)
        | Inline::Key(_)
        | Inline::Abbreviation { .. }
        | Inline::Anchor(_) => Some('<'),
        Inline::Link { .. } | Inline::NoteCall(_) => Some('['),
        Inline::Image { .. } | Inline::Picture { .. } => Some('!'),
        Inline::TickBox(_) => Some('☐'),
        Inline::Blank(words) => words.chars().next().or(Some('_')),
        Inline::Break => Some('\n'),
    }
}

/// The first sign of what stands beside a stress, as if it had no marks: it may lose them.
fn sign_beside(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Struck(inner) => inner.first().and_then(sign_beside),
        other => first_sign(other),
    }
}

/// The last sign that an inline is written with.
fn last_sign(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text(text) => text.chars().next_back(),
        Inline::Strong(_) | Inline::Emphasis(_) => Some('*'),
        Inline::Link { .. } | Inline::Image { .. } | Inline::Picture { .. } => Some(')'),
        Inline::NoteCall(_) => Some(']'),
        Inline::Blank(words) => words.chars().next_back().or(Some('_')),
        Inline::Subscript(_)
        | Inline::Superscript(_)
        | Inline::Key(_)
        | Inline::Abbreviation { .. }
        | Inline::Anchor(_) => Some('>'),
        other => first_sign(other),
    }
}

fn settled_inner(inline: &Inline, left: Option<char>, right: Option<char>) -> Inline {
    match inline {
        Inline::Strong(inner) => Inline::Strong(settled(inner, left, right)),
        Inline::Emphasis(inner) => Inline::Emphasis(settled(inner, left, right)),
        Inline::Struck(inner) => Inline::Struck(settled(inner, Some('~'), Some('~'))),
        Inline::Subscript(inner) => Inline::Subscript(settled(inner, Some('>'), Some('<'))),
        Inline::Superscript(inner) => Inline::Superscript(settled(inner, Some('>'), Some('<'))),
        Inline::Key(inner) => Inline::Key(settled(inner, Some('>'), Some('<'))),
        Inline::Abbreviation { title, content } => {
            Inline::Abbreviation { title: title.clone(), content: settled(content, Some('>'), Some('<')) }
        }
        Inline::Link { link, content } => Inline::Link { link: *link, content: settled(content, Some('['), Some(']')) },
        other => other.clone(),
    }
}

/// Takes off a stress what keeps its marks from working, one thing at a time.
fn peeled(inline: &Inline, before: &[Inline], left: Option<char>, right: Option<char>) -> Peel {
    let (Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Struck(inner)) = inline else { return Peel::Whole };
    let (Some(first), Some(last)) = (inner.first(), inner.last()) else { return Peel::Into(Vec::new()) };
    // Marks of two stresses that meet would be read as one.
    let meets = match inline {
        Inline::Struck(_) => matches!(before.last(), Some(Inline::Struck(_))),
        _ => matches!(before.last(), Some(Inline::Strong(_) | Inline::Emphasis(_))),
    };
    let unwrapped = || Peel::Into(inner.clone());
    if meets {
        return unwrapped();
    }
    if !opens(left, edge(inline, first, first_sign)) {
        let Some((out, rest)) = split_first(first) else { return unwrapped() };
        let kept: Vec<Inline> = rest.into_iter().chain(inner[1..].iter().cloned()).collect();
        return Peel::Into(vec![out, again(inline, kept)]);
    }
    if !opens(right, edge(inline, last, inner_last)) {
        let Some((rest, out)) = split_last(last) else { return unwrapped() };
        let kept: Vec<Inline> = inner[..inner.len() - 1].iter().cloned().chain(rest).collect();
        return Peel::Into(vec![again(inline, kept), out]);
    }
    Peel::Whole
}

/// The sign that a mark touches from inside. Asterisks of two stresses are one mark; to others they are a sign.
fn edge(outer: &Inline, inner: &Inline, sign: fn(&Inline) -> Option<char>) -> Option<char> {
    match (outer, inner) {
        (Inline::Struck(_), Inline::Strong(_) | Inline::Emphasis(_)) => Some('*'),
        _ => sign(inner),
    }
}

fn inner_last(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Strong(inner) | Inline::Emphasis(inner) => inner.last().and_then(inner_last),
        other => last_sign(other),
    }
}

/// Whether a mark works between what is outside and what is inside the stress.
fn opens(outside: Option<char>, inside: Option<char>) -> bool {
    let is_blank = |sign: Option<char>| sign.is_none_or(char::is_whitespace);
    let is_punctuation = |sign: Option<char>| sign.is_some_and(|sign| !sign.is_alphanumeric() && !sign.is_whitespace());
    !is_blank(inside) && (!is_punctuation(inside) || is_blank(outside) || is_punctuation(outside))
}

/// The first sign of a text, and the rest of it; a break is a sign, too.
fn split_first(inline: &Inline) -> Option<(Inline, Option<Inline>)> {
    match inline {
        Inline::Text(text) => {
            let first = text.chars().next()?;
            let rest = &text[first.len_utf8()..];
            let rest = (!rest.is_empty()).then(|| Inline::Text(rest.to_owned()));
            Some((Inline::Text(first.to_string()), rest))
        }
        Inline::Break => Some((Inline::Break, None)),
        _ => None,
    }
}

fn split_last(inline: &Inline) -> Option<(Option<Inline>, Inline)> {
    match inline {
        Inline::Text(text) => {
            let last = text.chars().next_back()?;
            let rest = &text[..text.len() - last.len_utf8()];
            let rest = (!rest.is_empty()).then(|| Inline::Text(rest.to_owned()));
            Some((rest, Inline::Text(last.to_string())))
        }
        Inline::Break => Some((None, Inline::Break)),
        _ => None,
    }
}
