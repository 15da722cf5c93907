//! Entities across documents.
//!
//! In come the entities of single documents, out go [`Entities`]: the same person, body or place of many reports is
//! one, whatever the order in which the documents were added. What the gazetteer knows is one by its entry, people by
//! full name, bare surnames by the only full name that stands out, everything else by its spelling. What a user says in
//! [`Corrections`] wins.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::apart::{named, set_apart};
use super::document::{DocumentEntities, LinkRule, LocalEntity};
use super::gazetteer::{EntryId, Gender};
use super::name::{key, skeleton};
use super::{Corrections, Entity, EntityKind, Knowledge, PersonName, Relation, RelationKind};
use crate::iri::{Iris, slug};
use crate::statement::{Statement, TokenAt};

/// The entities of documents, before they are put together.
#[derive(Clone, Debug)]
pub struct Corpus<'a> {
    knowledge: &'a Knowledge,
    documents: Vec<DocumentEntities>,
}

/// An entity with the places that speak of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntityRecord {
    /// The entity.
    #[serde(flatten)]
    pub entity: Entity,
    /// The places that speak of it, by document and place.
    pub evidence: Vec<Evidence>,
}

/// A place that speaks of an entity, and why it is taken to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The document's id.
    pub document: String,
    /// The first code point of the words.
    pub start: u32,
    /// The code point after the words.
    pub end: u32,
    /// The words, as written.
    pub text: String,
    /// The rule that made the link.
    pub rule: LinkRule,
    /// How sure it is, from 0 to 1.
    pub certainty: f32,
}

/// All entities of a corpus.
#[derive(Clone, Debug, Default)]
pub struct Entities {
    records: Vec<EntityRecord>,
    /// For each document, the entity that a token speaks of, as an index into `records`.
    at: FxHashMap<String, FxHashMap<TokenAt, u32>>,
}

impl<'a> Corpus<'a> {
    /// Starts with no documents.
    pub fn new(knowledge: &'a Knowledge) -> Self {
        Corpus { knowledge, documents: Vec::new() }
    }

    /// Adds a document's entities; one of the same id takes the place of the one there was.
    pub fn add(&mut self, document: DocumentEntities) {
        self.documents.push(document);
    }

    /// Puts the entities of all documents together.
    pub fn finish(mut self, corrections: &Corrections, iris: &Iris) -> Entities {
        // The later of two of one id stays.
        self.documents.reverse();
        self.documents.sort_by(|a, b| a.document.cmp(&b.document));
        self.documents.dedup_by(|a, b| a.document == b.document);
        set_apart(&mut self.documents, corrections);
        let groups = Groups::make(self.knowledge, &self.documents, corrections);
        Writer { knowledge: self.knowledge, documents: &self.documents, corrections, iris }.write(&groups)
    }
}

/// An entity of a document: the document's index and its own.
type Local = (u32, u32);

/// The group of entities that only tie mentions together.
const NONE: u32 = u32::MAX;

/// Which entities of documents are one.
struct Groups {
    /// The group of each entity of each document.
    of: Vec<Vec<u32>>,
    members: Vec<Vec<Local>>,
}

impl Groups {
    fn make(knowledge: &Knowledge, documents: &[DocumentEntities], corrections: &Corrections) -> Self {
        let mut by_key: BTreeMap<String, Vec<Local>> = BTreeMap::new();
        let mut people: Vec<Local> = Vec::new();
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
                    by_key.entry(shared_key(knowledge, local)).or_default().push(place);
                }
            }
        }
        for (name, members) in join_people(knowledge, documents, &people) {
            by_key.entry(format!("person {name}")).or_default().extend(members);
        }
        let mut members: Vec<Vec<Local>> = by_key.into_values().collect();
        join_acronyms(documents, &mut members);
        correct(documents, corrections, &mut members);
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

/// What two entities of different documents have alike if they are one.
fn shared_key(knowledge: &Knowledge, local: &LocalEntity) -> String {
    let number = |id: EntryId| knowledge.gazetteer().number(id);
    match (local.entry, local.country) {
        (Some(entry), _) => format!("entry {}", number(entry)),
        (None, Some(country)) if local.government => format!("government {}", number(country)),
        // "Kiev" and "Kyiv" are one city, "Jerusalem" and "Tel Aviv" two.
        (None, Some(country)) if local.capital => {
            format!("capital {} {}", number(country), key(&local.name).chars().next().unwrap_or(' '))
        }
        (None, Some(country)) if local.people => format!("people {}", number(country)),
        _ => format!("name {}", body_key(knowledge, &local.name)),
    }
}

/// A name without "the" and without "Inc".
fn body_key(knowledge: &Knowledge, name: &str) -> String {
    let key = key(name);
    let mut words: Vec<&str> = key.split(' ').collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|word| knowledge.is_in("organization-suffixes", word)) {
        words.pop();
    }
    words.join(" ")
}

/// People of one full name, written alike, with what may tell them apart.
struct Namesakes {
    name: PersonName,
    text: String,
    gender: Gender,
    members: Vec<Local>,
}

/// Puts people together: by full name, then bare surnames with the full name that stands out.
fn join_people(
    knowledge: &Knowledge,
    documents: &[DocumentEntities],
    people: &[Local],
) -> BTreeMap<String, Vec<Local>> {
    let local = |&(d, l): &Local| &documents[d as usize].locals[l as usize];
    let mut distinct: BTreeMap<(String, Gender2, Option<EntryId>), Namesakes> = BTreeMap::new();
    let mut single: BTreeMap<String, Vec<Local>> = BTreeMap::new();
    for place in people {
        let person = local(place);
        let Some(name) = &person.person else { continue };
        if !name.is_full() {
            single.entry(name.family.to_string()).or_default().push(*place);
            continue;
        }
        // Two that hold offices of two countries are two, whatever their names.
        let country = person.roles.iter().find_map(|(label, country, _)| country.filter(|_| national(label)));
        let id = (key(&person.name), Gender2::from(person.gender), country);
        let entry = distinct.entry(id).or_insert_with(|| Namesakes {
            name: name.clone(),
            text: person.name.clone(),
            gender: person.gender,
            members: Vec::new(),
        });
        entry.members.push(*place);
    }
    let keys: Vec<(String, Option<EntryId>)> =
        distinct.keys().map(|(name, _, country)| (name.clone(), *country)).collect();
    let mut namesakes: Vec<Namesakes> = distinct.into_values().collect();
    let mut parent: Vec<usize> = (0..namesakes.len()).collect();
    let mut buckets: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, one) in namesakes.iter().enumerate() {
        // Spellings of a family name that differ by one letter mostly share their consonants' start.
        let family = skeleton(one.name.family.rsplit(' ').next().unwrap_or_default());
        buckets.entry(family.chars().take(1).collect()).or_default().push(index);
    }
    for bucket in buckets.values() {
        join_bucket(knowledge, &namesakes, &keys, bucket, &mut parent);
    }
    let mut groups: BTreeMap<usize, Vec<Local>> = BTreeMap::new();
    let mut words: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (index, one) in namesakes.iter_mut().enumerate() {
        let root = find(&mut parent, index);
        groups.entry(root).or_default().append(&mut one.members);
        let name = &one.name;
        words.entry(name.family.to_string()).or_default().insert(root);
        if let Some(last) = name.family.rsplit(' ').next() {
            words.entry(last.to_owned()).or_default().insert(root);
        }
    }
    let mut found: BTreeMap<String, Vec<Local>> = BTreeMap::new();
    for (word, members) in single {
        let fitting: Vec<usize> = words.get(&word).map(|roots| roots.iter().copied().collect()).unwrap_or_default();
        let reports = |root: &usize| {
            let mut documents: Vec<u32> = groups[root].iter().map(|&(d, _)| d).collect();
            documents.sort_unstable();
            documents.dedup();
            documents.len()
        };
        let mut counts: Vec<(usize, usize)> = fitting.iter().map(|root| (reports(root), *root)).collect();
        counts.sort_by(|a, b| b.0.cmp(&a.0).then(namesakes[a.1].text.cmp(&namesakes[b.1].text)));
        let chosen = match counts[..] {
            [] => None,
            [(_, only)] => Some(only),
            [(first, root), (second, _), ..] => (first >= 3 * second && first >= 3).then_some(root),
        };
        match chosen {
            Some(root) => groups.get_mut(&root).into_iter().for_each(|group| group.extend(members.iter().copied())),
            None => found.entry(format!("single {word}")).or_default().extend(members),
        }
    }
    for (root, members) in groups {
        let (name, country) = &keys[root];
        let gender = namesakes[root].gender as u8;
        let place = country.map_or(u32::MAX, |id| knowledge.gazetteer().number(id));
        found.insert(format!("full {name} {gender} {place}"), members);
    }
    found
}

/// A gender that can be sorted by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Gender2(u8);

impl From<Gender> for Gender2 {
    fn from(gender: Gender) -> Self {
        Gender2(gender as u8)
    }
}

/// Whether an office is one that is held in one country only.
fn national(label: &str) -> bool {
    label.split(' ').any(|word| {
        matches!(
            word,
            "president"
                | "minister"
                | "chancellor"
                | "premier"
                | "senator"
                | "king"
                | "queen"
                | "governor"
                | "lawmaker"
                | "congressman"
                | "congresswoman"
                | "general"
                | "leader"
                | "mayor"
        )
    })
}

fn join_bucket(
    knowledge: &Knowledge,
    namesakes: &[Namesakes],
    keys: &[(String, Option<EntryId>)],
    bucket: &[usize],
    parent: &mut [usize],
) {
    let compatible = |a: usize, b: usize| {
        let (one, other) = (&namesakes[a], &namesakes[b]);
        let genders = one.gender == Gender::Unknown || other.gender == Gender::Unknown || one.gender == other.gender;
        let countries = keys[a].1.is_none() || keys[b].1.is_none() || keys[a].1 == keys[b].1;
        if !genders || !countries {
            return None;
        }
        one.name.same(&other.name, knowledge)
    };
    let initial = |index: usize| namesakes[index].name.given.first().is_some_and(|name| name.len() == 1);
    let by_family: BTreeMap<String, Vec<usize>> = bucket.iter().fold(BTreeMap::new(), |mut map, &index| {
        let family: String = skeleton(&namesakes[index].name.family).chars().take(3).collect();
        map.entry(family).or_insert_with(Vec::new).push(index);
        map
    });
    for indices in by_family.values() {
        for (position, &a) in indices.iter().enumerate() {
            if initial(a) {
                continue;
            }
            for &b in indices[position + 1..].iter().filter(|&&b| !initial(b)) {
                let (Some(_), false) = (compatible(a, b), find(parent, a) == find(parent, b)) else { continue };
                // Joining must not bring two together that the text tells apart.
                let (ra, rb) = (find(parent, a), find(parent, b));
                let clash = indices.iter().any(|&x| {
                    find(parent, x) == ra
                        && indices
                            .iter()
                            .any(|&y| find(parent, y) == rb && keys[x].0 == keys[y].0 && compatible(x, y).is_none())
                });
                if !clash {
                    let (low, high) = (ra.min(rb), ra.max(rb));
                    parent[high] = low;
                }
            }
        }
        // "J. Smith" joins the only Smith that it can be.
        for &a in indices.iter().filter(|&&a| initial(a)) {
            let mut fitting: Vec<usize> = indices
                .iter()
                .filter(|&&b| !initial(b) && compatible(a, b).is_some())
                .map(|&b| find(parent, b))
                .collect();
            fitting.sort_unstable();
            fitting.dedup();
            if let [only] = fitting[..] {
                parent[a] = only;
            }
        }
    }
}

fn find(parent: &mut [usize], mut index: usize) -> usize {
    while parent[index] != index {
        parent[index] = parent[parent[index]];
        index = parent[index];
    }
    index
}

/// "ODNI" of one report is the "Office of the Director of National Intelligence (ODNI)" of another.
fn join_acronyms(documents: &[DocumentEntities], members: &mut Vec<Vec<Local>>) {
    let mut mains: FxHashMap<String, usize> = FxHashMap::default();
    let mut shorts: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (group, locals) in members.iter().enumerate() {
        for &(d, l) in locals {
            let local = &documents[d as usize].locals[l as usize];
            if !local.named || local.person.is_some() || local.kind != EntityKind::Organization {
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
            let moved = std::mem::take(&mut members[from]);
            members[into].extend(moved);
        }
    }
    members.retain(|locals| !locals.is_empty());
}

/// Applies what the user says is the same.
fn correct(documents: &[DocumentEntities], corrections: &Corrections, members: &mut Vec<Vec<Local>>) {
    let local = |&(d, l): &Local| &documents[d as usize].locals[l as usize];
    for same in &corrections.same {
        let slugs: Vec<String> = same.names.iter().map(|name| last_part(name)).collect();
        let is_one = |place: &Local| {
            let local = local(place);
            // What was set apart is called by its label alone.
            let label = local.correction.map(|number| corrections.different[number as usize].label.as_deref());
            match label {
                Some(label) => label.is_some_and(|label| same.names.iter().any(|name| key(name) == key(label))),
                None => {
                    local.shared
                        && (same.names.iter().any(|name| named(local, name)) || slugs.contains(&slug(&local.name)))
                }
            }
        };
        let Some(first) = members.iter().position(|locals| locals.iter().any(is_one)) else { continue };
        for other in first + 1..members.len() {
            if members[other].iter().any(is_one) {
                let moved = std::mem::take(&mut members[other]);
                members[first].extend(moved);
            }
        }
        members.retain(|locals| !locals.is_empty());
    }
}

/// The part of an IRI that tells one entity from another; of a plain name, its slug.
fn last_part(name: &str) -> String {
    if name.contains("://") { name.rsplit('/').next().unwrap_or(name).to_owned() } else { slug(name) }
}

/// Makes entities of groups.
struct Writer<'a> {
    knowledge: &'a Knowledge,
    documents: &'a [DocumentEntities],
    corrections: &'a Corrections,
    iris: &'a Iris,
}

impl Writer<'_> {
    fn local(&self, (d, l): Local) -> &LocalEntity {
        &self.documents[d as usize].locals[l as usize]
    }

    fn write(&self, groups: &Groups) -> Entities {
        let names: Vec<(String, EntityKind)> = groups.members.iter().map(|members| self.describe(members)).collect();
        let iris = self.name_iris(groups, &names);
        let mut records: Vec<EntityRecord> = Vec::with_capacity(names.len());
        // Countries that something belongs to are described even where no text names them.
        let mut countries: BTreeMap<EntryId, String> = BTreeMap::new();
        let mut taken: FxHashMap<&str, usize> = FxHashMap::default();
        for (group, members) in groups.members.iter().enumerate() {
            if let Some(entry) = members.iter().find_map(|&place| self.local(place).entry) {
                countries.entry(entry).or_insert_with(|| iris[group].clone());
            }
            taken.insert(&iris[group], group);
        }
        let mut missing: BTreeSet<EntryId> = BTreeSet::new();
        for members in &groups.members {
            for &place in members {
                let local = self.local(place);
                let entry_country = local.entry.and_then(|id| self.knowledge.gazetteer().entry(id).country);
                let roles = local.roles.iter().filter_map(|(_, country, _)| *country);
                missing.extend(roles.chain(local.country).chain(entry_country));
            }
        }
        missing.retain(|id| !countries.contains_key(id));
        for &id in &missing {
            let iri = self.iris.entity(&self.knowledge.gazetteer().entry(id).name);
            countries.insert(id, iri);
        }
        for (group, members) in groups.members.iter().enumerate() {
            let (name, kind) = names[group].clone();
            records.push(self.record(groups, group, members, name, kind, &iris, &countries));
        }
        for id in missing {
            let entry = self.knowledge.gazetteer().entry(id);
            let iri = self.iris.entity(&entry.name);
            if taken.contains_key(iri.as_str()) {
                continue;
            }
            records.push(EntityRecord {
                entity: Entity {
                    iri,
                    name: entry.name.to_string(),
                    kind: entry.kind,
                    aliases: Vec::new(),
                    mentions: 0,
                    same_as: entry.same_as().into_iter().collect(),
                    relations: Vec::new(),
                },
                evidence: Vec::new(),
            });
        }
        let mut order: Vec<usize> = (0..records.len()).collect();
        order.sort_by(|&a, &b| records[a].entity.iri.cmp(&records[b].entity.iri));
        let mut place = vec![0u32; records.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old] = new as u32;
        }
        let mut at: FxHashMap<String, FxHashMap<TokenAt, u32>> = FxHashMap::default();
        for (d, document) in self.documents.iter().enumerate() {
            for mention in &document.mentions {
                let group = groups.of[d][mention.local as usize];
                if group == NONE {
                    continue;
                }
                records[group as usize].evidence.push(Evidence {
                    document: document.document.clone(),
                    start: mention.span.start,
                    end: mention.span.end,
                    text: mention.text.clone(),
                    rule: mention.rule,
                    certainty: mention.certainty,
                });
            }
            let group = |local: u32| Some(groups.of[d][local as usize]).filter(|&group| group != NONE);
            let tokens = document.at.iter().filter_map(|(&token, &l)| Some((token, place[group(l)? as usize])));
            at.insert(document.document.clone(), tokens.collect());
        }
        let mut sorted: Vec<Option<EntityRecord>> = records.into_iter().map(Some).collect();
        let records = order.iter().filter_map(|&old| sorted[old].take()).collect();
        Entities { records, at }
    }

    /// The name and kind of a group.
    fn describe(&self, members: &[Local]) -> (String, EntityKind) {
        let mut votes: BTreeMap<EntityKind, u32> = BTreeMap::new();
        let mut names: BTreeMap<&str, u32> = BTreeMap::new();
        let mut entry = None;
        for &place in members {
            let local = self.local(place);
            *votes.entry(local.kind).or_default() += local.mentions.max(1);
            *names.entry(&local.name).or_default() += local.mentions.max(1);
            entry = entry.or(local.entry);
        }
        let kind = votes.iter().max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind))).map(|(kind, _)| *kind);
        let mut kind = kind.unwrap_or(EntityKind::Thing);
        let person = kind == EntityKind::Person;
        // Bodies go by the name most used; people by the fullest that is used at least once.
        let chosen = names.iter().max_by_key(|(name, count)| {
            let words = name.split(' ').count().min(3);
            (if person { words } else { 0 }, **count, std::cmp::Reverse(**name))
        });
        let mut name = chosen.map_or_else(String::new, |(name, _)| (*name).to_owned());
        if let Some(entry) = entry.map(|id| self.knowledge.gazetteer().entry(id)) {
            if entry.kind != EntityKind::Person {
                name = entry.name.to_string();
            }
            kind = entry.kind;
        }
        if let Some(same) = self.correction_for(members) {
            name = same;
        }
        for setting in self.settings(members) {
            kind = setting.kind.unwrap_or(kind);
            if let Some(label) = &setting.label {
                name.clone_from(label);
            }
        }
        (name, kind)
    }

    /// The label that a `same` or `different` table gives a group.
    fn correction_for(&self, members: &[Local]) -> Option<String> {
        let is = |name: &str| members.iter().any(|&place| self.local(place).shared && named(self.local(place), name));
        let apart = members.iter().find_map(|&place| self.local(place).correction);
        let label = apart.and_then(|number| self.corrections.different[number as usize].label.clone());
        label.or_else(|| {
            let same = self.corrections.same.iter().find(|same| same.names.iter().any(|name| is(name)))?;
            same.names.iter().find(|name| !name.contains("://")).cloned()
        })
    }

    fn settings<'s>(&'s self, members: &'s [Local]) -> impl Iterator<Item = &'s super::Setting> {
        self.corrections.entity.iter().filter(move |setting| {
            let slug_of = last_part(&setting.name);
            members.iter().any(|&place| {
                let local = self.local(place);
                local.shared && (named(local, &setting.name) || slug(&local.name) == slug_of)
            })
        })
    }

    /// An IRI for each group; what would be called the same is told apart by what it is.
    fn name_iris(&self, groups: &Groups, names: &[(String, EntityKind)]) -> Vec<String> {
        let mut wanted: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut iris = vec![String::new(); names.len()];
        let mut numbers: FxHashMap<(u32, String), u32> = FxHashMap::default();
        let mut locals: Vec<usize> = Vec::new();
        for (group, members) in groups.members.iter().enumerate() {
            if members.iter().any(|&place| self.local(place).shared) {
                wanted.entry(self.iris.entity(&names[group].0)).or_default().push(group);
            } else {
                locals.push(group);
            }
        }
        locals.sort_by_key(|&group| groups.members[group][0]);
        for group in locals {
            let (d, _) = groups.members[group][0];
            let number = numbers.entry((d, slug(&names[group].0))).or_insert(0);
            *number += 1;
            iris[group] = self.iris.local(&self.documents[d as usize].document, &names[group].0, *number);
        }
        for (iri, mut claimants) in wanted {
            // The gazetteer's own comes first, then what is named most.
            claimants.sort_by_key(|&group| {
                let members = &groups.members[group];
                let known = members.iter().any(|&place| self.local(place).entry.is_some());
                let government = members.iter().any(|&place| self.local(place).government);
                let mentions: u32 = members.iter().map(|&place| self.local(place).mentions).sum();
                (!known, government, std::cmp::Reverse(mentions), members[0])
            });
            let mut used: BTreeSet<String> = BTreeSet::new();
            for (position, group) in claimants.into_iter().enumerate() {
                let members = &groups.members[group];
                let mut own = iri.clone();
                if position > 0 {
                    let addition = if members.iter().any(|&place| self.local(place).government) {
                        "government".to_owned()
                    } else {
                        let country = members.iter().find_map(|&place| {
                            let local = self.local(place);
                            local.roles.iter().find_map(|(_, country, _)| *country).or(local.country)
                        });
                        country.map_or_else(
                            || format!("{:?}", names[group].1).to_lowercase(),
                            |id| slug(&self.knowledge.gazetteer().entry(id).name),
                        )
                    };
                    own = format!("{iri}-{addition}");
                    // The first document that speaks of it tells the rest apart.
                    if used.contains(&own) {
                        own = format!("{own}-{}", slug(&self.documents[members[0].0 as usize].document));
                    }
                }
                used.insert(own.clone());
                iris[group] = own;
            }
        }
        iris
    }

    #[expect(clippy::too_many_arguments, reason = "what all groups share is made once by the caller")]
    fn record(
        &self,
        groups: &Groups,
        group: usize,
        members: &[Local],
        name: String,
        kind: EntityKind,
        iris: &[String],
        countries: &BTreeMap<EntryId, String>,
    ) -> EntityRecord {
        let gazetteer = self.knowledge.gazetteer();
        let iri = iris[group].clone();
        let mut aliases: BTreeSet<String> = BTreeSet::new();
        let mut relations: BTreeSet<Relation> = BTreeSet::new();
        let mut same_as: BTreeSet<String> = BTreeSet::new();
        let mut mentions = 0;
        let mut relate = |kind, to: Option<&String>, label: Option<String>, document: Option<String>| {
            if let Some(to) = to.filter(|to| **to != iri) {
                relations.insert(Relation { kind, to: to.clone(), label, document });
            }
        };
        for &(d, l) in members {
            let local = self.local((d, l));
            let document = &self.documents[d as usize].document;
            mentions += local.mentions;
            aliases.extend(local.aliases.iter().cloned());
            let entry = local.entry.map(|id| gazetteer.entry(id));
            same_as.extend(entry.and_then(super::Entry::same_as));
            if local.government {
                relate(RelationKind::StandsFor, local.country.and_then(|id| countries.get(&id)), None, None);
            } else if let Some(entry) = entry {
                let kind = if &*entry.class == "seat" { RelationKind::StandsFor } else { RelationKind::Of };
                if entry.kind != EntityKind::Person {
                    relate(kind, entry.country.and_then(|id| countries.get(&id)), None, None);
                }
            } else if kind != EntityKind::Person {
                relate(RelationKind::Of, local.country.and_then(|id| countries.get(&id)), None, None);
            }
            for (label, country, body) in &local.roles {
                let held_in = match body {
                    Some(body) => iris.get(groups.of[d as usize][*body as usize] as usize),
                    None => country.and_then(|id| countries.get(&id)),
                };
                let to = held_in.cloned().unwrap_or_default();
                relate(RelationKind::HasRole, Some(&to), Some(label.clone()), Some(document.clone()));
            }
        }
        for setting in self.settings(members) {
            same_as.extend(setting.identifier.clone());
        }
        EntityRecord {
            entity: Entity {
                iri,
                name,
                kind,
                aliases: aliases.into_iter().collect(),
                mentions,
                same_as: same_as.into_iter().collect(),
                relations: relations.into_iter().collect(),
            },
            evidence: Vec::new(),
        }
    }
}

impl Entities {
    /// The entities with the places that speak of them, sorted by IRI.
    pub fn records(&self) -> &[EntityRecord] {
        &self.records
    }

    /// The entities, sorted by IRI.
    pub fn iter(&self) -> impl Iterator<Item = &Entity> {
        self.records.iter().map(|record| &record.entity)
    }

    /// The entity that a token of a document speaks of.
    pub fn at(&self, document: &str, token: TokenAt) -> Option<&Entity> {
        let index = *self.at.get(document)?.get(&token)?;
        Some(&self.records[index as usize].entity)
    }

    /// Fills in, for every slot of the statements, the entity it speaks of.
    pub fn apply(&self, statements: &mut [Statement]) {
        for statement in statements {
            let document = std::mem::take(&mut statement.document);
            let find = |at: Option<TokenAt>| at.and_then(|at| self.at(&document, at));
            for argument in [&mut statement.actor, &mut statement.target].into_iter().flatten() {
                if argument.statement.is_some() {
                    continue;
                }
                if let Some(entity) = find(argument.head_at) {
                    argument.entity = Some(entity.name.clone());
                    argument.iri = Some(entity.iri.clone());
                    argument.kind = Some(entity.kind.as_str().to_owned());
                }
            }
            for role in &mut statement.roles {
                if let Some(entity) = find(role.head_at) {
                    role.entity = Some(entity.name.clone());
                    role.iri = Some(entity.iri.clone());
                }
            }
            if let Some(source) = &mut statement.attribution
                && let Some(entity) = find(source.head_at)
            {
                source.entity = Some(entity.name.clone());
                source.iri = Some(entity.iri.clone());
            }
            statement.document = document;
        }
    }
}
