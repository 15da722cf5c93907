//! Other articles at the end of a page: their openings, their headlines with a sentence or two.

use rustc_hash::FxHashSet;

use super::draft::Draft;
use super::look::{Line, Look};

/// Cuts off the openings of other articles that are quoted at the end, broken off in mid-sentence.
pub(super) fn before_teasers(lines: &[Line], drafts: &[Draft], first: usize) -> usize {
    let complete = |range: &[Line]| range.iter().filter(|line| line.look == Look::Prose).count();
    let Some(cut) = lines
        .iter()
        .enumerate()
        .skip(first)
        .position(|(at, line)| line.look == Look::Cut && complete(&lines[first..at]) >= 2)
    else {
        return lines.len();
    };
    let mut start = first + cut;
    let tail = &lines[start..];
    let broken = tail.iter().filter(|line| line.look == Look::Cut).count();
    let labelled = |at: usize| has_label(&drafts[at].text);
    let ellipsis = drafts[start].text.ends_with(['…', '.']);
    let teasers = broken >= 2 || labelled(start) || ellipsis;
    if !teasers || complete(tail) > broken {
        return lines.len();
    }
    while start > first + 1 && labelled(start - 1) {
        start -= 1;
    }
    start
}

/// Cuts off other articles at the end, each shown as a headline with a sentence or two that share no names with this
/// one. At least two must stand there, or one with a date.
pub(super) fn before_other_articles(lines: &[Line], drafts: &[Draft], first: usize) -> usize {
    let body: FxHashSet<&str> =
        drafts[first..lines.len()].iter().take(8).flat_map(|draft| names(&draft.text)).collect();
    let is_prose = |at: usize| matches!(lines[at].look, Look::Prose | Look::Sentence | Look::Cut);
    let half = first + (lines.len() - first) / 2;
    let (mut end, mut found, mut dated) = (lines.len(), 0, false);
    let mut cut = end;
    while end > half {
        let tail = (half..end).rev().take_while(|&at| !is_prose(at)).count();
        let prose = (half..end - tail).rev().take_while(|&at| is_prose(at)).count();
        let start = end - tail - prose;
        let words: usize =
            lines[start..end].iter().filter(|line| line.look == Look::Prose).map(|line| line.words).sum();
        let Some(headline) = (half..start).rev().find(|&at| lines[at].look == Look::Headline) else { break };
        let all: Vec<&str> = (headline..end).flat_map(|at| names(&drafts[at].text)).collect();
        let shared = all.iter().filter(|name| body.contains(*name)).count();
        let stranger = all.len() >= 2 && shared * 5 <= all.len();
        if prose == 0 || prose > 2 || words > 120 || lines[headline].words < 5 || start - headline > 3 || !stranger {
            break;
        }
        found += 1;
        dated |= (headline..end).any(|at| lines[at].look == Look::Date);
        end = headline;
        cut = headline;
    }
    if found >= 2 || (found == 1 && dated) { cut } else { lines.len() }
}

/// The words with a capital that do not open a sentence.
fn names(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(' ').scan(true, |opens, word| {
        let opened = std::mem::replace(opens, word.ends_with(['.', '!', '?', ':', '”', '"']));
        Some((opened, word.trim_matches(|c: char| !c.is_alphanumeric())))
    });
    words.filter(|(opens, word)| !opens && word.len() > 1 && word.starts_with(char::is_uppercase)).map(|(_, word)| word)
}

/// "RARE EVENT: While some cultures …": the label in capitals that teasers open with.
fn has_label(text: &str) -> bool {
    let head = text.char_indices().nth(40).map_or(text, |(at, _)| &text[..at]);
    head.split_once(": ").is_some_and(|(label, _)| {
        label.chars().filter(|c| c.is_alphabetic()).count() > 3 && !label.contains(char::is_lowercase)
    })
}
