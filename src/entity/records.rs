//! Groups of entities written out as entities: names, kinds, IRIs, relations and the places that speak of them.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::corpus::{Entities, EntityRecord, Evidence};
use super::corrections::Referents;
use super::directory::typed;
use super::document::{DocumentEntities, LocalEntity};
use super::gazetteer::EntryId;
use super::groups::{Groups, Local, NONE};
use super::{Corrections, Entity, EntityKind, Knowledge, Relation, RelationKind, Setting};
use crate::iri::{Iris, slug};
use crate::statement::TokenAt;

/// Makes entities of groups.
pub(super) struct Writer<'a> {
    knowledge: &'a Knowledge,
    documents: &'a [DocumentEntities],
    corrections: &'a Corrections,
    referents: &'a Referents,
    iris: &'a Iris,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        knowledge: &'a Knowledge,
        documents: &'a [DocumentEntities],
        corrections: &'a Corrections,
        referents: &'a Referents,
        iris: &'a Iris,
    ) -> Self {
        Writer { knowledge, documents, corrections, referents, iris }
    }

    fn local(&self, (d, l): Local) -> &LocalEntity {
        &self.documents[d as usize].locals[l as usize]
    }

    /// The name, kind and IRI of each group.
    pub(super) fn names(&self, groups: &Groups) -> Vec<(String, EntityKind, String)> {
        let names: Vec<(String, EntityKind)> = groups.members.iter().map(|members| self.describe(members)).collect();
        let iris = self.name_iris(groups, &names);
        names.into_iter().zip(iris).map(|((name, kind), iri)| (name, kind, iri)).collect()
    }

    pub(super) fn write(&self, groups: &Groups) -> Entities {
        let names: Vec<(String, EntityKind)> = groups.members.iter().map(|members| self.describe(members)).collect();
        let iris = self.name_iris(groups, &names);
        let mut records: Vec<EntityRecord> = Vec::with_capacity(names.len());
        // Countries that something belongs to are described even where no text names them.
        let mut countries: BTreeMap<EntryId, String> = BTreeMap::new();
        let taken: FxHashSet<&str> = iris.iter().map(String::as_str).collect();
        for (group, members) in groups.members.iter().enumerate() {
            if let Some(entry) = members.iter().find_map(|&place| self.local(place).entry) {
                countries.entry(entry).or_insert_with(|| iris[group].clone());
            }
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
            let iri = countries[&id].clone();
            if taken.contains(iri.as_str()) {
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
                    stand_in: false,
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
        Entities { records, at, remarks: Vec::new() }
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
        let apart = members.iter().find_map(|&place| self.local(place).correction);
        let label = apart.and_then(|number| self.corrections.different[number as usize].label.clone());
        label.or_else(|| {
            let tables = members.iter().flat_map(|&place| self.referents.same(place, self.local(place)));
            let same = &self.corrections.same[*tables.min()?];
            let name = same.names.iter().find(|name| !name.contains("://"))?;
            Some(typed(name).map_or(name.as_str(), |(name, _)| name).to_owned())
        })
    }

    fn settings(&self, members: &[Local]) -> impl Iterator<Item = &'a Setting> + use<'a> {
        let tables = members.iter().flat_map(|&place| self.referents.settings(place, self.local(place)));
        let tables: BTreeSet<usize> = tables.copied().collect();
        let corrections = self.corrections;
        tables.into_iter().map(|table| &corrections.entity[table])
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
                relations: with_places(relations),
                stand_in: members.iter().all(|&place| self.local(place).stand_in),
            },
            evidence: Vec::new(),
        }
    }
}

/// Roles of which one text leaves open where they are held, when all others say the same: "President Putin".
fn with_places(relations: BTreeSet<Relation>) -> Vec<Relation> {
    let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for tie in relations.iter().filter(|tie| tie.kind == RelationKind::HasRole && !tie.to.is_empty()) {
        places.entry(tie.label.clone().unwrap_or_default()).or_default().insert(tie.to.clone());
    }
    let placed = relations.into_iter().map(|mut tie| {
        let known = tie.label.as_ref().and_then(|label| places.get(label)).filter(|places| places.len() == 1);
        if let (true, Some(place)) = (tie.to.is_empty(), known.and_then(BTreeSet::first)) {
            tie.to.clone_from(place);
        }
        tie
    });
    placed.collect::<BTreeSet<Relation>>().into_iter().collect()
}
