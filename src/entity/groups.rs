//! Which entities of single documents are one.
//!
//! In come the entities of documents, out go groups of them: by entry of the gazetteer, by spelling, people by their
//! names ([`people`](super::people)), then short forms with what they are short for. Corrections come last and win.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::corrections::Referents;
use super::document::{DocumentEntities, LocalEntity};
use super::gazetteer::EntryId;
use super::list::List;
use super::name::{body_key, key};
use super::naming::generic_name;
use super::people;
use super::{EntityKind, Knowledge};

/// An entity of a document: the document's index and its own.
pub(super) type Local = (u32, u32);

/// The group of entities that only tie mentions together.
pub(super) const NONE: u32 = u32::MAX;

/// Which entities of documents are one.
pub(super) struct Groups {
    /// The group of each entity of each document.
    pub of: Vec<Vec<u32>>,
    pub members: Vec<Vec<Local>>,
}

impl Groups {
    pub(super) fn make(knowledge: &Knowledge, documents: &[DocumentEntities], referents: &Referents) -> Self {
        let mut by_key: BTreeMap<String, Vec<Local>> = BTreeMap::new();
        let generic = generic_bodies(knowledge, documents);
        let (mut people, mut maybe): (Vec<Local>, Vec<Local>) = (Vec::new(), Vec::new());
        for (d, document) in documents.iter().enumerate() {
            for (l, local) in document.locals.iter().enumerate() {
                let place = (d as u32, l as u32);
                if !local.kept {
                    continue;
                }
                if let Some(number) = local.correction {
                    by_key.entry(format!("different {number:08}")).or_default().push(place);
                } else if !local.shared {
                    by_key.entry(format!("local {d:08} {l:08}")).or_default().push(place);
                } else if local.person.is_some() {
                    people.push(place);
                } else {
                    if may_be_surname(local) {
                        maybe.push(place);
                    }
                    by_key.entry(shared_key(knowledge, &generic, place, local)).or_default().push(place);
                }
            }
        }
        let joined = people::join(knowledge, documents, &people, &maybe);
        // What turned out to be somebody's surname is no name of its own.
        let taken: FxHashSet<Local> = joined.values().flatten().copied().collect();
        let maybe: FxHashSet<Local> = maybe.into_iter().filter(|place| taken.contains(place)).collect();
        if !maybe.is_empty() {
            by_key.values_mut().for_each(|members| members.retain(|place| !maybe.contains(place)));
        }
        for (name, members) in joined {
            by_key.entry(format!("person {name}")).or_default().extend(members);
        }
        let mut members: Vec<Vec<Local>> = by_key.into_values().collect();
        members.retain(|locals| !locals.is_empty());
        join_acronyms(documents, &mut members);
        join_departments(knowledge, documents, &mut members);
        correct(documents, referents, &mut members);
        let mut of: Vec<Vec<u32>> = documents.iter().map(|document| vec![NONE; document.locals.len()]).collect();
        for (group, locals) in members.iter_mut().enumerate() {
            locals.sort_unstable();
            for &(d, l) in locals.iter() {
                of[d as usize][l as usize] = group as u32;
            }
        }
        Groups { of, members }
    }
}

/// Whether a name of one word may be the surname of somebody that only other documents name in full.
fn may_be_surname(local: &LocalEntity) -> bool {
    let kind = matches!(local.kind, EntityKind::Organization | EntityKind::Thing);
    let known = local.entry.is_some() || local.country.is_some();
    kind && !known && local.named && !local.name.contains(' ') && local.name.chars().any(char::is_lowercase)
}

/// The countries of bodies that many countries have under one name, by that name.
type Generic = BTreeMap<String, BTreeSet<EntryId>>;

fn generic_bodies(knowledge: &Knowledge, documents: &[DocumentEntities]) -> Generic {
    let mut generic = Generic::new();
    for local in documents.iter().flat_map(|document| &document.locals) {
        if local.kept
            && local.shared
            && let (None, None, Some(country)) = (local.entry, &local.person, local.country)
            && let Some((name, _)) = generic_name(knowledge, &local.name)
        {
            generic.entry(name).or_default().insert(country);
        }
    }
    generic
}

/// What two entities of different documents have alike if they are one.
fn shared_key(knowledge: &Knowledge, generic: &Generic, (d, l): Local, local: &LocalEntity) -> String {
    let number = |id: EntryId| knowledge.gazetteer().number(id);
    if let (None, Some((name, _))) = (local.entry, generic_name(knowledge, &local.name)) {
        // "The Foreign Ministry" of a document that does not say whose it is may be any that others name.
        let known = generic.get(&name);
        return match (local.country, known.map(BTreeSet::len)) {
            (Some(country), _) => body_of_country(knowledge, &name, country),
            (None, Some(2..)) => format!("local {d:08} {l:08}"),
            // "The Government" of a document that names no state is that of its own country, whichever that is.
            (None, None) if knowledge.is_in(List::DomesticBodies, &name) => format!("local {d:08} {l:08}"),
            (None, _) => {
                format!("generic {name} {}", known.and_then(BTreeSet::first).map_or(u32::MAX, |&id| number(id)))
            }
        };
    }
    if let Some(key) = &local.known_as {
        return key.clone();
    }
    match (local.entry, local.country) {
        (Some(entry), _) => format!("entry {}", number(entry)),
        (None, Some(country)) if local.government => format!("government {}", number(country)),
        // "Kiev" and "Kyiv" are one city, "Jerusalem" and "Tel Aviv" two.
        (None, Some(country)) if local.capital => {
            format!("capital {} {}", number(country), key(&local.name).chars().next().unwrap_or(' '))
        }
        (None, Some(country)) if local.people => format!("people {}", number(country)),
        _ => format!("name {}", body_key(knowledge, &key(&local.name))),
    }
}

/// How a body that many countries have under one name is compared.
pub(super) fn body_of_country(knowledge: &Knowledge, name: &str, country: EntryId) -> String {
    format!("generic {name} {}", knowledge.gazetteer().number(country))
}

/// Whether an entity is a body that goes by a name.
fn is_body(local: &LocalEntity) -> bool {
    local.named && local.person.is_none() && local.kind == EntityKind::Organization
}

/// Moves all of one group into another; the emptied one stays in its place.
fn move_into(members: &mut [Vec<Local>], from: usize, into: usize) {
    let moved = std::mem::take(&mut members[from]);
    members[into].extend(moved);
}

/// "ODNI" of one report is the "Office of the Director of National Intelligence (ODNI)" of another.
fn join_acronyms(documents: &[DocumentEntities], members: &mut Vec<Vec<Local>>) {
    let mut mains: FxHashMap<String, usize> = FxHashMap::default();
    let mut shorts: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (group, locals) in members.iter().enumerate() {
        for &(d, l) in locals {
            let local = &documents[d as usize].locals[l as usize];
            // What nothing says of "IRA" but its letters may be a body.
            let letters = local.kind == EntityKind::Thing && !local.name.chars().any(char::is_lowercase);
            if letters && local.named && local.shared {
                mains.entry(key(&local.name)).or_insert(group);
            }
            if !is_body(local) {
                continue;
            }
            mains.entry(key(&local.name)).or_insert(group);
            for alias in &local.aliases {
                let capitals = alias.len() <= 10 && !alias.chars().any(char::is_lowercase);
                if capitals && key(alias) != key(&local.name) {
                    shorts.entry(key(alias)).or_default().insert(group);
                }
            }
        }
    }
    for (short, groups) in shorts {
        let (Some(&from), Some(&into), true) = (mains.get(&short), groups.first(), groups.len() == 1) else { continue };
        if from != into {
            move_into(members, from, into);
        }
    }
    members.retain(|locals| !locals.is_empty());
}

/// "Treasury" is the "Department of the Treasury" where only one department of the corpus is of that name.
fn join_departments(knowledge: &Knowledge, documents: &[DocumentEntities], members: &mut Vec<Vec<Local>>) {
    let mut full: FxHashMap<String, BTreeSet<usize>> = FxHashMap::default();
    let mut short: BTreeSet<(String, usize)> = BTreeSet::new();
    for (group, locals) in members.iter().enumerate() {
        for &(d, l) in locals {
            let local = &documents[d as usize].locals[l as usize];
            if !is_body(local) {
                continue;
            }
            let name = key(local.entry.map_or(local.name.as_str(), |id| &knowledge.gazetteer().entry(id).name));
            if let Some(field) = field_of_department(&name) {
                full.entry(field.to_owned()).or_default().insert(group);
            } else if local.entry.is_none() && knowledge.is_in(List::OrganizationNouns, &name) {
                short.insert((name, group));
            }
        }
    }
    for (name, from) in short {
        let Some(into) = full.get(&name).filter(|groups| groups.len() == 1).and_then(BTreeSet::first) else { continue };
        move_into(members, from, *into);
    }
    members.retain(|locals| !locals.is_empty());
}

/// What a department is for: "treasury" of "Department of the Treasury".
fn field_of_department(name: &str) -> Option<&str> {
    let body = ["department of ", "ministry of "].iter().find_map(|start| name.strip_prefix(start));
    let field = body.or_else(|| name.strip_suffix(" department")).or_else(|| name.strip_suffix(" ministry"))?;
    Some(field.strip_prefix("the ").unwrap_or(field))
}

/// Applies what the user says is the same.
fn correct(documents: &[DocumentEntities], referents: &Referents, members: &mut Vec<Vec<Local>>) {
    // The group that each group is a part of by now, and the first of those that each table speaks of.
    let mut whole: Vec<usize> = (0..members.len()).collect();
    let mut first: FxHashMap<usize, usize> = FxHashMap::default();
    for (group, locals) in members.iter().enumerate() {
        for &(d, l) in locals {
            for &same in referents.same((d, l), &documents[d as usize].locals[l as usize]) {
                let other = root(&whole, *first.entry(same).or_insert(group));
                let own = root(&whole, group);
                whole[own.max(other)] = own.min(other);
            }
        }
    }
    for group in 0..members.len() {
        let into = root(&whole, group);
        if into != group {
            move_into(members, group, into);
        }
    }
    members.retain(|locals| !locals.is_empty());
}

/// Follows what each is a part of to what is whole.
fn root(whole: &[usize], mut group: usize) -> usize {
    while whole[group] != group {
        group = whole[group];
    }
    group
}
