//! Bodies that many countries have under one name: "Foreign Ministry", "Russian Foreign Ministry", "Parliament".
//!
//! In come grouped names, out go those that can only be one body of one country. Which of them are the same in other
//! documents is told by [`generic_name`].

use std::collections::{BTreeMap, BTreeSet};

use super::super::draft::{Draft, Link};
use super::super::gazetteer::{EntryId, Sense};
use super::super::list::List;
use super::super::name::key;
use super::super::{EntityKind, Knowledge, LinkRule};
use crate::syntax::Dep;

/// What a body is called without its country, and that country, for a name that by itself is many bodies'.
pub(in super::super) fn generic_name(knowledge: &Knowledge, name: &str) -> Option<(String, Option<EntryId>)> {
    let key = key(name);
    if !key.rsplit(' ').next().is_some_and(|last| knowledge.is_in(List::GenericBodies, last)) {
        return None;
    }
    let words: Vec<&str> = key.split(' ').collect();
    let (country, rest) = (1..words.len().min(4))
        .rev()
        .find_map(|count| Some((country(knowledge, &words[..count].join(" "))?, &words[count..])))
        .map_or((None, &words[..]), |(country, rest)| (Some(country), rest));
    let common = |word: &str| knowledge.lists(word).hold_any(&[List::GenericBodies, List::FieldsOfBodies]);
    let generic = rest.iter().all(|word| common(word));
    generic.then(|| (rest.join(" "), country))
}

/// The same of a body that every state has one of and that is written small: "the Russian military", "China's foreign
/// ministry".
pub(in super::super) fn body_of_state(knowledge: &Knowledge, phrase: &str) -> Option<(String, EntryId)> {
    let phrase = phrase.replace("'s ", " ").replace("’s ", " ");
    if let Some((name, Some(country))) = generic_name(knowledge, &phrase) {
        return Some((name, country));
    }
    let key = key(&phrase);
    key.match_indices(' ').rev().find_map(|(at, _)| {
        let (state, body) = (&key[..at], &key[at + 1..]);
        let known = knowledge.is_in(List::BodiesOfStates, body);
        let body = knowledge.stands_for(List::BodiesOfStates, body).unwrap_or(body);
        known.then(|| country(knowledge, state)).flatten().map(|country| (body.to_owned(), country))
    })
}

/// The country that words name or are the adjective of.
fn country(knowledge: &Knowledge, words: &str) -> Option<EntryId> {
    let gazetteer = knowledge.gazetteer();
    let senses = gazetteer.lookup(words).chain(gazetteer.lookup(&words.to_uppercase()));
    senses.into_iter().find_map(|sense| match sense {
        Sense::Name(id) if gazetteer.entry(id).kind == EntityKind::Country => Some(id),
        Sense::Adjective(id) | Sense::Citizen(id) => Some(id),
        _ => None,
    })
}

/// Takes "the Security Council" for that of the United Nations in a document that speaks of them.
fn of_unions(draft: &mut Draft<'_>) {
    let (gazetteer, known) = (draft.knowledge.gazetteer(), draft.knowledge);
    let named = |name| gazetteer.entry_named(name);
    let speaks_of = |draft: &Draft<'_>, entry: EntryId| {
        draft.clusters.iter().any(|other| other.entry == Some(entry) && !other.mentions.is_empty())
    };
    for index in 0..draft.clusters.len() as u32 {
        let cluster = &draft.clusters[index as usize];
        let called = cluster.named.then(|| known.stands_for(List::BodiesOfUnions, &cluster.key));
        let Some(full) = called.flatten() else { continue };
        // "The General Assembly" is Uruguay's too.
        let elsewhere = cluster.entry.and_then(|entry| gazetteer.entry(entry).country);
        if elsewhere.is_some_and(|country| speaks_of(draft, country)) {
            continue;
        }
        let Some((union, body)) = full.split_once(": ").and_then(|(union, body)| Some((named(union)?, named(body)?)))
        else {
            continue;
        };
        if owner(draft, index).is_none() && (speaks_of(draft, union) || speaks_of(draft, body)) {
            let cluster = &mut draft.clusters[index as usize];
            cluster.entry = Some(body);
            cluster.country = None;
            cluster.name = gazetteer.entry(body).name.to_string();
        }
    }
}

/// Joins names of such bodies where the document has only one country's: "the Foreign Ministry" is Russia's.
pub(super) fn join(draft: &mut Draft<'_>) {
    of_unions(draft);
    let mut bodies: BTreeMap<String, (Vec<u32>, BTreeSet<EntryId>)> = BTreeMap::new();
    for index in 0..draft.clusters.len() as u32 {
        let cluster = &draft.clusters[index as usize];
        if !cluster.named || cluster.entry.is_some() || cluster.person.is_some() || cluster.mentions.is_empty() {
            continue;
        }
        let Some((name, country)) = generic_name(draft.knowledge, &cluster.name) else { continue };
        let country = country.or_else(|| owner(draft, index));
        let (clusters, countries) = bodies.entry(name).or_default();
        clusters.push(index);
        countries.extend(country);
    }
    for (clusters, countries) in bodies.into_values() {
        let (Some(&first), 1) = (clusters.first(), countries.len()) else { continue };
        // The name that tells the country is the fuller one.
        let fullest = clusters.iter().map(|&index| draft.clusters[index as usize].name.clone()).max_by_key(String::len);
        for &other in &clusters[1..] {
            draft.merge(other, first, Link { rule: LinkRule::PartOfName, certainty: 0.8 });
        }
        let body = &mut draft.clusters[first as usize];
        body.country = countries.first().copied();
        if let Some(name) = fullest {
            body.key = key(&name).into();
            body.name = name;
        }
    }
}

/// The country that owns a body: "Russia's Foreign Ministry".
fn owner(draft: &Draft<'_>, cluster: u32) -> Option<EntryId> {
    draft.clusters[cluster as usize].mentions.iter().find_map(|&mention| {
        let found = &draft.mentions[mention as usize];
        let owner = draft.sentence(mention).child(found.head as usize, Dep::Poss)?;
        let owner = draft.mention_at(found.sentence, owner)?;
        match draft.mentions[owner as usize].sense? {
            Sense::Name(id) if draft.knowledge.gazetteer().entry(id).kind == EntityKind::Country => Some(id),
            Sense::Capital(id) => Some(id),
            _ => None,
        }
    })
}
