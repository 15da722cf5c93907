//! What is known of countries, bodies, seats of government and leaders before any text is read.
//!
//! In come the tables of `rules/gazetteer/`, out goes a table of names: what a string may stand for. Which of it a text
//! means is left to the resolution of mentions.

mod entry;
mod tables;
#[cfg(test)]
mod tests;

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::name::{PersonName, key, with_key};

pub use entry::{Entry, EntryId, Gender, Sense, Term};

/// A country and the name of one of its offices, as a key.
type Office = (EntryId, Box<str>);

/// A person, and the number of one of their terms.
type Holder = (EntryId, u32);

/// The tables, read.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    entries: Vec<Entry>,
    senses: FxHashMap<Box<str>, Vec<(Sense, bool)>>,
    /// First words of names, with the number of words of the longest.
    first_words: FxHashMap<Box<str>, usize>,
    /// The same by hashes of their first two words.
    beginnings: FxHashMap<u64, usize>,
    given: FxHashMap<Box<str>, Gender>,
    nicknames: FxHashMap<Box<str>, Vec<Box<str>>>,
    surnames: FxHashMap<Box<str>, Vec<EntryId>>,
    /// Offices by each of their names.
    offices: FxHashMap<Box<str>, Vec<Box<str>>>,
    /// Who held an office of a country, and as which of their terms.
    holders: FxHashMap<Office, Vec<Holder>>,
}

impl Gazetteer {
    /// A number that tells entries apart; it changes when the tables do.
    pub fn number(&self, id: EntryId) -> u32 {
        id.0
    }

    /// What is known of an entry.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// What a name, as written, may stand for. Abbreviations count only in capitals: "WHO" is a body, "who" is not.
    pub fn lookup(&self, name: &str) -> impl Iterator<Item = Sense> + '_ {
        let capitals = name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase);
        let senses = with_key(name, |key| self.senses.get(key)).map_or(&[][..], Vec::as_slice);
        senses.iter().filter(move |(_, exact)| capitals || !exact).map(|(sense, _)| *sense)
    }

    /// The entry that a name names.
    pub(super) fn entry_named(&self, name: &str) -> Option<EntryId> {
        self.lookup(name).find_map(|sense| match sense {
            Sense::Name(id) => Some(id),
            _ => None,
        })
    }

    /// How many words the longest known name has that starts with this word; 0 when there is none.
    pub fn longest_from(&self, word: &str) -> usize {
        self.first_words.get(word).copied().unwrap_or(0)
    }

    /// The same of a name that starts with these two words, as keys; it may be too many, seldom.
    pub fn longest_from_both(&self, first: &str, second: &str) -> usize {
        self.beginnings.get(&FxBuildHasher.hash_one((first, second))).copied().unwrap_or(0)
    }

    /// The country that a demonym speaks of, in whatever form.
    pub fn demonym(&self, word: &str) -> Option<EntryId> {
        self.lookup(word).find_map(|sense| match sense {
            Sense::Citizen(id) | Sense::People(id) | Sense::Adjective(id) => Some(id),
            _ => None,
        })
    }

    /// The leader that a full name names, if the gazetteer has one and no other that fits.
    pub fn leader(&self, name: &PersonName, knowledge: &super::Knowledge) -> Option<EntryId> {
        let family = name.family.rsplit(' ').next()?;
        let mut found = None;
        for &id in self.surnames.get(family)? {
            let known = PersonName::parse(knowledge, &self.entry(id).name);
            if !name.is_junior_of(&known) && name.same(&known, knowledge).is_some_and(|sure| sure > 0.8) {
                if found.is_some() {
                    return None;
                }
                found = Some(id);
            }
        }
        found
    }

    /// The only one of a family name, as a key, who held an office, of a country if one is given: "President Obama".
    pub fn holder_named(&self, family: &str, office: &str, country: Option<EntryId>) -> Option<EntryId> {
        let offices = self.offices.get(key(office).as_str())?;
        let held = |id: &&EntryId| {
            self.entry(**id).terms.iter().any(|term| {
                let known = offices.iter().any(|office| **office == *key(&term.office));
                known && country.is_none_or(|country| term.country == country)
            })
        };
        let mut holders = self.surnames.get(family)?.iter().filter(held);
        let only = holders.next()?;
        holders.next().is_none().then_some(*only)
    }

    /// Whether somebody whom the tables know has this family name, as a key.
    pub fn is_surname(&self, word: &str) -> bool {
        self.surnames.contains_key(word)
    }

    /// Who held an office of a country on a date: the only one of whom the tables say so.
    ///
    /// `office` is called in any of the ways of the table of offices, `date` is in ISO 8601.
    pub fn holder(&self, country: EntryId, office: &str, date: &str) -> Option<EntryId> {
        let plain = key(office);
        let mut found = None;
        for office in self.offices.get(plain.as_str())? {
            for &(person, term) in self.holders.get(&(country, office.clone())).map_or(&[][..], Vec::as_slice) {
                if self.entry(person).terms[term as usize].covers(date) && found != Some(person) {
                    if found.is_some() {
                        return None;
                    }
                    found = Some(person);
                }
            }
        }
        found
    }

    /// Whether one given name is a short or pet form of the other.
    pub fn nicknames_of(&self, a: &str, b: &str) -> bool {
        let has = |name: &str, other: &str| {
            self.nicknames.get(name).is_some_and(|forms| forms.iter().any(|form| **form == *other))
        };
        has(a, b) || has(b, a)
    }

    /// The short and pet forms of a given name.
    pub fn nicknames(&self, name: &str) -> impl Iterator<Item = &str> {
        self.nicknames.get(name).into_iter().flatten().map(|form| &**form)
    }

    /// Whether it is a given name, and whose.
    pub fn given_name(&self, name: &str) -> Option<Gender> {
        with_key(name, |key| self.given.get(key)).copied()
    }
}
