//! Reading the tables of `rules/gazetteer/`, row by row.

use std::hash::BuildHasher;
use std::path::Path;

use rustc_hash::FxBuildHasher;

use super::{Entry, EntryId, Gazetteer, Gender, Sense, Term};
use crate::entity::EntityKind;
use crate::entity::name::key;
use crate::{Error, Result};

/// The tables that are shipped, by file name.
const SHIPPED: &[(&str, &str)] = &[
    ("countries.tsv", include_str!("../../../rules/gazetteer/countries.tsv")),
    ("organizations.tsv", include_str!("../../../rules/gazetteer/organizations.tsv")),
    ("legislatures.tsv", include_str!("../../../rules/gazetteer/legislatures.tsv")),
    ("regions.tsv", include_str!("../../../rules/gazetteer/regions.tsv")),
    ("offices.tsv", include_str!("../../../rules/gazetteer/offices.tsv")),
    ("seats.tsv", include_str!("../../../rules/gazetteer/seats.tsv")),
    ("leaders.tsv", include_str!("../../../rules/gazetteer/leaders.tsv")),
    ("given-names.tsv", include_str!("../../../rules/gazetteer/given-names.tsv")),
    ("nicknames.tsv", include_str!("../../../rules/gazetteer/nicknames.tsv")),
];

impl Gazetteer {
    /// Reads the shipped tables.
    pub fn embedded() -> Self {
        Self::read(|name| Ok(SHIPPED.iter().find(|(file, _)| *file == name).map(|(_, text)| (*text).to_owned())))
            .expect("the shipped tables are well formed")
    }

    /// Reads the shipped tables, those in the folder `gazetteer` of `folder` taking the place of shipped ones of the
    /// same file name.
    ///
    /// # Errors
    /// When a table cannot be read or a row has too few columns.
    pub fn load(folder: &Path) -> Result<Self> {
        Self::read(|name| {
            let path = folder.join("gazetteer").join(name);
            if path.is_file() {
                return std::fs::read_to_string(&path).map(Some).map_err(|error| Error::read(&path, error));
            }
            Ok(SHIPPED.iter().find(|(file, _)| *file == name).map(|(_, text)| (*text).to_owned()))
        })
    }

    fn read(table: impl Fn(&str) -> Result<Option<String>>) -> Result<Self> {
        let mut gazetteer = Gazetteer::default();
        for &(name, _) in SHIPPED {
            let text = table(name)?.unwrap_or_default();
            for (number, line) in text.lines().enumerate() {
                if line.is_empty() || line.starts_with('#') {
                    continue;
                }
                let cells: Vec<&str> = line.split('\t').collect();
                let known = match name {
                    "countries.tsv" => gazetteer.add_country(&cells),
                    "organizations.tsv" | "legislatures.tsv" => gazetteer.add_organization(&cells),
                    "regions.tsv" => gazetteer.add_region(&cells),
                    "offices.tsv" => gazetteer.add_office(&cells),
                    "seats.tsv" => gazetteer.add_seat(&cells),
                    "leaders.tsv" => gazetteer.add_leader(&cells),
                    "given-names.tsv" => gazetteer.add_given_name(&cells),
                    _ => gazetteer.add_nicknames(&cells),
                };
                if known.is_none() {
                    return Err(Error::new(format!("line {} does not have the columns its head names", number + 1))
                        .in_file(Path::new("gazetteer").join(name))
                        .hint("columns are parted by tabs; see the shipped table of the same name"));
                }
            }
        }
        gazetteer.settle_demonyms();
        Ok(gazetteer)
    }

    fn add_country(&mut self, cells: &[&str]) -> Option<()> {
        let &[iso, _, wikidata, class, name, others, nouns, plurals, adjectives, capitals, ..] = cells else {
            return None;
        };
        let kind = if class == "country" { EntityKind::Country } else { EntityKind::Place };
        let id = self.add(name, kind, class, None, wikidata);
        self.entries[id.0 as usize].iso = Some(iso.into());
        self.name(name, Sense::Name(id));
        for other in list(others) {
            self.name(other, Sense::Name(id));
        }
        for (words, sense) in [
            (nouns, Sense::Citizen(id)),
            (plurals, Sense::People(id)),
            (adjectives, Sense::Adjective(id)),
            (capitals, Sense::Capital(id)),
        ] {
            for word in list(words) {
                self.name(word, sense);
            }
        }
        Some(())
    }

    fn add_organization(&mut self, cells: &[&str]) -> Option<()> {
        let &[name, others, class, iso, wikidata, ..] = cells else { return None };
        let country = self.country(iso);
        let id = self.add(name, EntityKind::Organization, class, country, wikidata);
        for name in std::iter::once(name).chain(list(others)) {
            self.name(name, Sense::Name(id));
        }
        Some(())
    }

    fn add_region(&mut self, cells: &[&str]) -> Option<()> {
        let &[name, others, iso, wikidata, ..] = cells else { return None };
        let country = self.country(iso);
        let id = self.add(name, EntityKind::Place, "region", country, wikidata);
        for name in std::iter::once(name).chain(list(others)) {
            self.name(name, Sense::Name(id));
        }
        Some(())
    }

    fn add_seat(&mut self, cells: &[&str]) -> Option<()> {
        let &[name, others, owner, ..] = cells else { return None };
        let owner = self.country(owner).or_else(|| self.entry_named(owner));
        let id = self.add(name, EntityKind::Organization, "seat", owner, "");
        for name in std::iter::once(name).chain(list(others)) {
            self.name(name, Sense::Name(id));
        }
        Some(())
    }

    fn add_office(&mut self, cells: &[&str]) -> Option<()> {
        let &[office, others, ..] = cells else { return None };
        for name in std::iter::once(office).chain(list(others)) {
            self.offices.entry(key(name).into()).or_default().push(key(office).into());
        }
        Some(())
    }

    fn add_leader(&mut self, cells: &[&str]) -> Option<()> {
        let &[owner, office, name, wikidata, from, until, seen, ..] = cells else { return None };
        let country = self.country(owner).or_else(|| self.entry_named(owner))?;
        // Who heads a state heads its territories too, which says nothing more.
        if !matches!(self.entry(country).kind, EntityKind::Country | EntityKind::Organization) {
            return Some(());
        }
        let state = (self.entry(country).kind == EntityKind::Country).then_some(country);
        let term = Term { office: office.into(), country, from: from.into(), until: until.into(), seen: seen.into() };
        let known = self.lookup(name).find_map(|sense| match sense {
            Sense::Name(id) if self.entry(id).kind == EntityKind::Person => Some(id),
            _ => None,
        });
        let id = known.unwrap_or_else(|| {
            let id = self.add(name, EntityKind::Person, "person", state, wikidata);
            self.name(name, Sense::Name(id));
            let plain = key(name);
            let family = plain.rsplit(' ').find(|word| word.len() > 2 && *word != "iii").unwrap_or(&plain);
            self.surnames.entry(family.into()).or_default().push(id);
            id
        });
        let entry = &mut self.entries[id.0 as usize];
        if state.is_some() && entry.country != state {
            // A monarch of several states belongs to none of them alone.
            entry.country = None;
        }
        let number = entry.terms.len() as u32;
        entry.terms.push(term);
        self.holders.entry((country, key(office).into())).or_default().push((id, number));
        Some(())
    }

    fn add_given_name(&mut self, cells: &[&str]) -> Option<()> {
        let &[name, gender, ..] = cells else { return None };
        let gender = match gender {
            "m" => Gender::Male,
            "f" => Gender::Female,
            _ => Gender::Unknown,
        };
        self.given.insert(key(name).into(), gender);
        Some(())
    }

    fn add_nicknames(&mut self, cells: &[&str]) -> Option<()> {
        let &[name, others, ..] = cells else { return None };
        self.nicknames.insert(key(name).into(), list(others).map(|other| key(other).into()).collect());
        Some(())
    }

    fn add(&mut self, name: &str, kind: EntityKind, class: &str, country: Option<EntryId>, wikidata: &str) -> EntryId {
        let id = EntryId(self.entries.len() as u32);
        self.entries.push(Entry {
            name: name.into(),
            kind,
            class: class.into(),
            country,
            wikidata: (!wikidata.is_empty()).then(|| wikidata.into()),
            iso: None,
            terms: Vec::new(),
        });
        id
    }

    fn name(&mut self, name: &str, sense: Sense) {
        let exact = name.len() <= 6 && name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase);
        let key = key(name);
        let mut words = key.split(' ');
        if let Some(first) = words.next() {
            let second = words.next();
            let count = 1 + usize::from(second.is_some()) + words.count();
            if let Some(second) = second {
                let longest = self.beginnings.entry(FxBuildHasher.hash_one((first, second))).or_insert(0);
                *longest = count.max(*longest);
            }
            let longest = self.first_words.entry(first.into()).or_insert(0);
            *longest = count.max(*longest);
        }
        let senses = self.senses.entry(key.into()).or_default();
        if !senses.iter().any(|(known, _)| *known == sense) {
            senses.push((sense, exact));
        }
    }

    /// A demonym of a state and of a territory means the state; one of two states ("Korean", "Congolese") means none.
    fn settle_demonyms(&mut self) {
        let entries = &self.entries;
        for senses in self.senses.values_mut() {
            let of = |sense: &Sense| match *sense {
                Sense::Citizen(id) | Sense::People(id) | Sense::Adjective(id) => Some(id),
                _ => None,
            };
            let mut states: Vec<EntryId> = senses.iter().filter_map(|(sense, _)| of(sense)).collect();
            states.sort_unstable();
            states.dedup();
            if states.len() < 2 {
                continue;
            }
            states.retain(|id| entries[id.0 as usize].kind == EntityKind::Country);
            let only = if let [state] = states[..] { Some(state) } else { None };
            senses.retain(|(sense, _)| of(sense).is_none_or(|id| Some(id) == only));
        }
    }

    fn country(&self, iso: &str) -> Option<EntryId> {
        let found = self.entries.iter().position(|entry| entry.iso.as_deref() == Some(iso))?;
        Some(EntryId(found as u32))
    }
}

/// The items of a cell.
fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|item| !item.is_empty())
}
