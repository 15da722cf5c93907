//! Offices that are spoken of instead of who holds them: "the US president" in a report of 2019.
//!
//! In come grouped mentions and the date of the document, out go noun phrases tied to the person who, by the
//! gazetteer's terms of office, held the office on that date. What the document itself says of its president has been
//! settled before ([`description`](super::description)) and is never overruled.

use std::ops::Range;

use super::draft::{Draft, DraftRole, Link};
use super::gazetteer::{EntryId, Sense};
use super::mention::{Form, Number, country_of, words};
use super::name::key;
use super::{EntityKind, LinkRule};
use crate::syntax::{Dep, Pos, Sentence, Tag};

/// How sure a link is that rests on the date of the document alone.
const CERTAINTY: f32 = 0.6;

/// Ties the offices that a document speaks of to their holders on its date.
pub(super) fn link(draft: &mut Draft<'_>, date: Option<&str>) {
    let Some(date) = date.map(|date| date.split('T').next().unwrap_or(date)) else { return };
    for cluster in 0..draft.clusters.len() as u32 {
        let group = &draft.clusters[cluster as usize];
        let Some(&first) = group.mentions.first() else { continue };
        if group.named || group.kind() != EntityKind::Person {
            continue;
        }
        let Some((country, office)) = office(draft, first, date) else { continue };
        let Some(holder) = draft.knowledge.gazetteer().holder(country, &office, date) else { continue };
        let named = draft.clusters.iter().position(|group| group.entry == Some(holder) && !group.mentions.is_empty());
        match named {
            Some(named) => draft.merge(cluster, named as u32, Link { rule: LinkRule::Office, certainty: CERTAINTY }),
            None if names_another(draft, country, &office) => {}
            None => take(draft, cluster, holder),
        }
    }
}

/// The country, or body of many, and the words of the office that a phrase speaks of, if it says of nobody but today's
/// holder.
fn office(draft: &Draft<'_>, mention: u32, date: &str) -> Option<(EntryId, String)> {
    let found = &draft.mentions[mention as usize];
    let sentence = draft.sentence(mention);
    let tokens = sentence.tokens();
    if found.form != Form::Definite || found.number != Number::Singular || other_year(sentence, date) {
        return None;
    }
    let head = found.head as usize;
    let mut end = head + 1;
    for child in sentence.children(head).filter(|&child| child > head) {
        match tokens[child].dep {
            Dep::Prep if &*tokens[child].lower == "of" && child == end => end = *sentence.subtree(child).last()? + 1,
            Dep::Prep | Dep::Relcl | Dep::Acl | Dep::Appos | Dep::Conj => return None,
            _ => {}
        }
    }
    let start = found.tokens.start as usize;
    let country = country_of(draft.knowledge, sentence, start..end).or_else(|| union_of(draft, mention, start..end))?;
    // "The US secretary of state", "the president of the United States": the words without those of the country.
    let mut office: Vec<&str> = Vec::new();
    let mut index = start;
    while index < end {
        let of_country = (index + 1..=end.min(index + 5)).rev().find(|&until| {
            let mut senses = draft.knowledge.gazetteer().lookup(&words(sentence, index..until));
            senses.any(|sense| sense.entry() == country)
        });
        let token = &tokens[index];
        index = of_country.unwrap_or(index + 1);
        if of_country.is_none() && !matches!(token.pos, Pos::Det | Pos::Part | Pos::Punct) {
            office.push(&token.lower);
        }
    }
    let office = office.join(" ");
    Some((country, office.strip_suffix(" of").unwrap_or(&office).to_owned()))
}

/// The body of many countries that a phrase names: "the UN secretary-general".
fn union_of(draft: &Draft<'_>, mention: u32, range: Range<usize>) -> Option<EntryId> {
    let gazetteer = draft.knowledge.gazetteer();
    let sentence = draft.sentence(mention);
    range.clone().find_map(|start| {
        (start + 1..=range.end.min(start + 5)).rev().find_map(|end| {
            gazetteer.lookup(&words(sentence, start..end)).find_map(|sense| match sense {
                Sense::Name(id) => {
                    let entry = gazetteer.entry(id);
                    (entry.kind == EntityKind::Organization && entry.country.is_none()).then_some(id)
                }
                _ => None,
            })
        })
    })
}

/// Whether the sentence names a year that is not the document's, and so may speak of another holder.
fn other_year(sentence: &Sentence, date: &str) -> bool {
    sentence.tokens().iter().any(|token| {
        let year =
            token.tag == Tag::Cd && token.text.len() == 4 && token.text.bytes().all(|byte| byte.is_ascii_digit());
        year && token.text.starts_with(['1', '2']) && date.get(..4) != Some(&*token.text)
    })
}

/// Whether the document gives the office to somebody by name.
fn names_another(draft: &Draft<'_>, country: EntryId, office: &str) -> bool {
    let office = key(office);
    draft.clusters.iter().any(|group| {
        let holds = |role: &DraftRole| !role.former && role.country == Some(country) && key(&role.label) == office;
        group.named && group.roles.iter().any(holds)
    })
}

/// Makes a group that has no name speak of a person.
fn take(draft: &mut Draft<'_>, cluster: u32, holder: EntryId) {
    draft.name_after(cluster, holder);
    let group = &mut draft.clusters[cluster as usize];
    group.country = draft.knowledge.gazetteer().entry(holder).country;
    for mention in group.mentions.clone() {
        if let Some((_, link)) = &mut draft.assigned[mention as usize] {
            let rule = if link.rule == LinkRule::First { LinkRule::Office } else { link.rule };
            *link = Link { rule, certainty: link.certainty.min(CERTAINTY) };
        }
    }
}
