//! Abbreviations that the text explains: "Office of the Director of National Intelligence (ODNI)", "the intelligence
//! community (IC)", "IC (intelligence community)".

use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::super::draft::{Draft, Link};
use super::super::mention::{Form, words};
use super::super::name::is_acronym_of;
use super::super::{EntityKind, LinkRule};
use super::FIRST;
use crate::syntax::{Pos, Sentence};

/// The longest abbreviation, in bytes with the space behind it.
const LONGEST_SHORT: usize = 13;

/// How many words in brackets are looked at, and how many before brackets.
const MOST_WORDS: usize = 10;

/// How many words before a name can belong to it and were left out by the recognizer.
const LEFT_OUT: usize = 6;

const EXPLAINED: Link = Link { rule: LinkRule::Acronym, certainty: 0.95 };

/// Abbreviations by how they are compared, with the names that are written so.
type Shorts = FxHashMap<Rc<str>, Vec<u32>>;

/// Groups abbreviations with the names and phrases that explain them.
pub(super) fn group(draft: &mut Draft<'_>, names: &[u32]) {
    let mut shorts = Shorts::default();
    for &mention in names {
        let tokens = &draft.sentence(mention).tokens()[draft.mentions[mention as usize].range()];
        let length = tokens.iter().map(|token| token.text.len() + usize::from(token.space_after)).sum::<usize>();
        let capitals = tokens.iter().flat_map(|token| token.text.chars()).filter(|c| c.is_uppercase()).count();
        if length <= LONGEST_SHORT && capitals > 1 {
            shorts.entry(draft.key(mention)).or_default().push(mention);
        }
    }
    if shorts.is_empty() {
        return;
    }
    for &mention in names {
        after_name(draft, &shorts, mention);
    }
    for &mention in names {
        beside_phrase(draft, &shorts, mention);
    }
}

fn opens(sentence: &Sentence, index: usize) -> bool {
    sentence.tokens().get(index).is_some_and(|token| matches!(&*token.text, "(" | "[" | "-LRB-"))
}

fn closes(sentence: &Sentence, index: usize) -> bool {
    sentence.tokens().get(index).is_some_and(|token| matches!(&*token.text, ")" | "]" | "-RRB-"))
}

/// A name with its abbreviation in brackets after it.
fn after_name(draft: &mut Draft<'_>, shorts: &Shorts, mention: u32) {
    let found = &draft.mentions[mention as usize];
    let sentence = draft.sentence(mention);
    let tokens = sentence.tokens();
    let (start, end) = (found.tokens.start as usize, found.tokens.end as usize);
    let (true, Some(short)) = (opens(sentence, end), tokens.get(end + 1)) else { return };
    let Some(other) = draft.mention_at(found.sentence, end + 1) else { return };
    // The long name may begin before what the recognizer found: look for the start that the letters fit.
    let mut starts = (0..=start).rev().take(LEFT_OUT);
    let fits = starts.any(|start| is_acronym_of(&short.text, &words(sentence, start..end)));
    // "Social Democratic Party (SPD)": known letters in brackets need not be the first of the words.
    let known = draft.mentions[other as usize].sense.is_some()
        && draft.mentions[mention as usize].kind == Some(EntityKind::Organization)
        && short.text.len() <= 6
        && !short.text.chars().any(char::is_lowercase)
        && short.text.chars().next() == tokens[start].text.chars().next();
    // "Fossil Group Inc. (FOSL)": the letters under which its shares are traded.
    let traded = draft.mentions[other as usize].sense.is_none()
        && matches!(draft.mentions[mention as usize].kind, Some(EntityKind::Organization))
        && closes(sentence, end + 2)
        && is_ticker_of(&short.text, &draft.key(mention));
    if (!fits && !known && !traded) || draft.mentions[other as usize].form != Form::Name {
        return;
    }
    let same = shorts.get(&draft.key(other)).cloned().unwrap_or_default();
    let cluster = match draft.cluster_of(mention) {
        Some(cluster) => cluster,
        None => {
            let text = draft.text(mention);
            draft.start_cluster(mention, text, FIRST)
        }
    };
    join(draft, cluster, &same);
}

/// Whether two to five capitals stand in this order in a name that begins with the first of them.
fn is_ticker_of(short: &str, key: &str) -> bool {
    let mut letters = key.chars();
    (2..=5).contains(&short.len())
        && short.bytes().all(|byte| byte.is_ascii_uppercase())
        && key.starts_with(|c: char| short.starts_with(c.to_ascii_uppercase()))
        && short.chars().all(|capital| letters.any(|letter| letter == capital.to_ascii_lowercase()))
}

/// An abbreviation beside a phrase of common words that explains it; it is called by those words.
fn beside_phrase(draft: &mut Draft<'_>, shorts: &Shorts, mention: u32) {
    let found = &draft.mentions[mention as usize];
    let known = found.sense.is_some() || found.tokens.len() > 1 || draft.cluster_of(mention).is_some();
    let text = draft.text(mention);
    let Some(same) = shorts.get(&draft.key(mention)).filter(|_| !known) else { return };
    let sentence = draft.sentence(mention);
    let at = found.tokens.start as usize;
    let Some(range) = explanation(sentence, at, &text) else { return };
    let name = words(sentence, range.clone());
    let phrase = draft
        .mention_at(found.sentence, range.end - 1)
        .filter(|&phrase| draft.mentions[phrase as usize].form != Form::Name && draft.cluster_of(phrase).is_none());
    let kind = phrase.and_then(|phrase| draft.mentions[phrase as usize].kind).unwrap_or(EntityKind::Thing);
    for &one in same {
        draft.mentions[one as usize].kind = Some(kind);
    }
    let cluster = draft.start_cluster(mention, name, EXPLAINED);
    join(draft, cluster, same);
    if let Some(phrase) = phrase {
        draft.join(phrase, cluster, EXPLAINED);
    }
}

/// The words that an abbreviation stands for, in brackets after it or before those that it stands in.
fn explanation(sentence: &Sentence, at: usize, short: &str) -> Option<Range<usize>> {
    let fits = |range: &Range<usize>| {
        let tokens = &sentence.tokens()[range.clone()];
        let noun = tokens.last().is_some_and(|token| matches!(token.pos, Pos::Noun | Pos::Propn));
        range.len() > 1 && noun && is_acronym_of(short, &words(sentence, range.clone()))
    };
    if opens(sentence, at + 1) {
        let end = (at + 2..at + 2 + MOST_WORDS).find(|&index| closes(sentence, index))?;
        return Some(at + 2..end).filter(fits);
    }
    let before = at.checked_sub(1).filter(|&before| opens(sentence, before) && closes(sentence, at + 1))?;
    (before.saturating_sub(MOST_WORDS)..before).rev().map(|start| start..before).find(fits)
}

fn join(draft: &mut Draft<'_>, cluster: u32, shorts: &[u32]) {
    for &mention in shorts {
        match draft.cluster_of(mention) {
            Some(other) => draft.merge(other, cluster, EXPLAINED),
            None => draft.join(mention, cluster, EXPLAINED),
        }
    }
}
