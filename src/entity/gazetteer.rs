//! What is known of countries, bodies, seats of government and leaders before any text is read.
//!
//! In come the tables of `rules/gazetteer/`, out goes a table of names: what a string may stand for. Which of it a text
//! means is left to the resolution of mentions.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::EntityKind;
use super::name::{PersonName, key};
use crate::{Error, Result};

/// The tables that are shipped, by file name.
const SHIPPED: &[(&str, &str)] = &[
    ("countries.tsv", include_str!("../../rules/gazetteer/countries.tsv")),
    ("organizations.tsv", include_str!("../../rules/gazetteer/organizations.tsv")),
    ("legislatures.tsv", include_str!("../../rules/gazetteer/legislatures.tsv")),
    ("offices.tsv", include_str!("../../rules/gazetteer/offices.tsv")),
    ("seats.tsv", include_str!("../../rules/gazetteer/seats.tsv")),
    ("leaders.tsv", include_str!("../../rules/gazetteer/leaders.tsv")),
    ("given-names.tsv", include_str!("../../rules/gazetteer/given-names.tsv")),
    ("nicknames.tsv", include_str!("../../rules/gazetteer/nicknames.tsv")),
];

/// The number of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(u32);

/// One country, body, seat or person.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name it is listed under.
    pub name: Box<str>,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// The finer kind, as the table writes it: `country`, `service`, `armed-group`, `seat`, `person`, …
    pub class: Box<str>,
    /// The country it belongs to, or that it stands for if it is a seat.
    pub country: Option<EntryId>,
    /// Its Wikidata id, such as `Q159`.
    pub wikidata: Option<Box<str>>,
    /// The ISO 3166 code of two letters, for countries and territories.
    pub iso: Option<Box<str>>,
    /// The offices that a person held.
    pub terms: Vec<Term>,
}

/// An office held for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The office: `President`.
    pub office: Box<str>,
    /// The country.
    pub country: EntryId,
    /// Its first day, as a date of the precision that is known.
    pub from: Box<str>,
    /// Its last day; empty when the source has none.
    pub until: Box<str>,
    /// The last day on which a term without a last day is known to have gone on.
    pub seen: Box<str>,
}

impl Term {
    /// Whether somebody surely held the office on every day that a date, of whatever precision, can mean.
    pub fn covers(&self, date: &str) -> bool {
        let end = if self.until.is_empty() { &self.seen } else { &self.until };
        !self.from.is_empty() && last_day(&self.from) <= first_day(date) && last_day(date) <= first_day(end)
    }
}

/// The first day of a date in ISO 8601 of whatever precision.
fn first_day(date: &str) -> String {
    format!("{date}{}", "-01-01".get(date.len().saturating_sub(4)..).unwrap_or_default())
}

/// The last day of a date in ISO 8601, a month counted as 31 days.
fn last_day(date: &str) -> String {
    format!("{date}{}", "-12-31".get(date.len().saturating_sub(4)..).unwrap_or_default())
}

/// A country and the name of one of its offices, as a key.
type Office = (EntryId, Box<str>);

/// A person, and the number of one of their terms.
type Holder = (EntryId, u32);

/// What a name may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// The entry itself.
    Name(EntryId),
    /// One of a country's people: "Iranian", "a Dane".
    Citizen(EntryId),
    /// A country's people: "Iranians".
    People(EntryId),
    /// Belonging to a country: "Danish".
    Adjective(EntryId),
    /// A country's capital: the city, or the government that sits there.
    Capital(EntryId),
}

impl Sense {
    /// What is meant, or whose it is.
    pub fn entry(self) -> EntryId {
        match self {
            Sense::Name(id) | Sense::Citizen(id) | Sense::People(id) | Sense::Adjective(id) | Sense::Capital(id) => id,
        }
    }
}

/// Whether the bearers of a given name are men or women.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Gender {
    /// Men.
    Male,
    /// Women.
    Female,
    /// Both, or not known.
    #[default]
    Unknown,
}

/// The tables, read.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    entries: Vec<Entry>,
    senses: FxHashMap<Box<str>, Vec<(Sense, bool)>>,
    /// First words of names of several words, with the number of words of the longest.
    first_words: FxHashMap<Box<str>, usize>,
    given: FxHashMap<Box<str>, Gender>,
    nicknames: FxHashMap<Box<str>, Vec<Box<str>>>,
    surnames: FxHashMap<Box<str>, Vec<EntryId>>,
    /// Offices by each of their names.
    offices: FxHashMap<Box<str>, Vec<Box<str>>>,
    /// Who held an office of a country, and as which of their terms.
    holders: FxHashMap<Office, Vec<Holder>>,
}

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
        let &[iso, office, name, wikidata, from, until, seen, ..] = cells else { return None };
        let country = self.country(iso)?;
        // Who heads a state heads its territories too, which says nothing more.
        if self.entry(country).kind != EntityKind::Country {
            return Some(());
        }
        let term = Term { office: office.into(), country, from: from.into(), until: until.into(), seen: seen.into() };
        let known = self.lookup(name).find_map(|sense| match sense {
            Sense::Name(id) if self.entry(id).kind == EntityKind::Person => Some(id),
            _ => None,
        });
        let id = known.unwrap_or_else(|| {
            let id = self.add(name, EntityKind::Person, "person", Some(country), wikidata);
            self.name(name, Sense::Name(id));
            let plain = key(name);
            let family = plain.rsplit(' ').find(|word| word.len() > 2 && *word != "iii").unwrap_or(&plain);
            self.surnames.entry(family.into()).or_default().push(id);
            id
        });
        let entry = &mut self.entries[id.0 as usize];
        if entry.country != Some(country) {
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
            let count = 1 + words.count();
            let longest = self.first_words.entry(first.into()).or_insert(0);
            *longest = (*longest).max(count);
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

    fn entry_named(&self, name: &str) -> Option<EntryId> {
        self.lookup(name).find_map(|sense| match sense {
            Sense::Name(id) => Some(id),
            _ => None,
        })
    }

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
        let senses = self.senses.get(key(name).as_str()).map_or(&[][..], Vec::as_slice);
        senses.iter().filter(move |(_, exact)| capitals || !exact).map(|(sense, _)| *sense)
    }

    /// How many words the longest known name has that starts with this word; 0 when there is none.
    pub fn longest_from(&self, word: &str) -> usize {
        self.first_words.get(word).copied().unwrap_or(0)
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
            if name.same(&known, knowledge).is_some_and(|sure| sure > 0.8) {
                if found.is_some() {
                    return None;
                }
                found = Some(id);
            }
        }
        found
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
        self.given.get(key(name).as_str()).copied()
    }
}

impl Entry {
    /// The address of its page at Wikidata.
    pub fn same_as(&self) -> Option<String> {
        self.wikidata.as_ref().map(|id| format!("http://www.wikidata.org/entity/{id}"))
    }
}

/// The items of a cell.
fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|item| !item.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_demonyms_capitals_and_seats_lead_to_their_country() {
        let gazetteer = Gazetteer::embedded();
        let country = |name: &str| {
            gazetteer.lookup(name).find_map(|sense| match sense {
                Sense::Name(id) => match gazetteer.entry(id).kind {
                    EntityKind::Country => gazetteer.entry(id).iso.clone(),
                    _ => gazetteer.entry(id).country.and_then(|id| gazetteer.entry(id).iso.clone()),
                },
                Sense::Citizen(id) | Sense::People(id) | Sense::Adjective(id) | Sense::Capital(id) => {
                    gazetteer.entry(id).iso.clone()
                }
            })
        };
        for (name, iso) in [
            ("US", "US"),
            ("U.S.", "US"),
            ("United States", "US"),
            ("America", "US"),
            ("Americans", "US"),
            ("Washington", "US"),
            ("White House", "US"),
            ("Pentagon", "US"),
            ("CIA", "US"),
            ("Britain", "GB"),
            ("UK", "GB"),
            ("Downing Street", "GB"),
            ("Russian", "RU"),
            ("Kremlin", "RU"),
            ("Moscow", "RU"),
            ("FSB", "RU"),
            ("GRU", "RU"),
            ("SVR", "RU"),
            ("Iranians", "IR"),
            ("Tehran", "IR"),
            ("IRGC", "IR"),
            ("Beijing", "CN"),
            ("Zhongnanhai", "CN"),
            ("Chinese", "CN"),
            ("Danes", "DK"),
            ("Turkiye", "TR"),
            ("Türkiye", "TR"),
            ("Turkey", "TR"),
            ("North Korean", "KP"),
            ("Mossad", "IL"),
            ("MI6", "GB"),
            ("Elysee", "FR"),
            ("Élysée", "FR"),
            ("Serbs", "RS"),
            ("Kyiv", "UA"),
            ("Dutch", "NL"),
            ("Brits", "GB"),
            ("UAE", "AE"),
            ("Emiratis", "AE"),
            ("DPRK", "KP"),
            ("South Koreans", "KR"),
            ("PRC", "CN"),
            ("DRC", "CD"),
            ("Burma", "MM"),
            ("Burmese", "MM"),
            ("Naypyidaw", "MM"),
            ("Swaziland", "SZ"),
            ("Czech Republic", "CZ"),
            ("Ivory Coast", "CI"),
            ("Ivorians", "CI"),
            ("Macedonia", "MK"),
            ("Saudis", "SA"),
            ("Kazakhs", "KZ"),
            ("Soviets", "SU"),
            ("USSR", "SU"),
            ("Yugoslav", "YU"),
        ] {
            assert_eq!(country(name).as_deref(), Some(iso), "{name}");
        }
        assert!(gazetteer.lookup("who").next().is_none());
        assert!(gazetteer.lookup("WHO").next().is_some());
        assert!(gazetteer.demonym("Korean").is_none(), "two countries");
    }

    #[test]
    fn every_member_of_the_united_nations_is_there() {
        let gazetteer = Gazetteer::embedded();
        let countries = gazetteer.entries.iter().filter(|entry| entry.kind == EntityKind::Country).count();
        assert!(countries >= 193 + 2, "{countries} countries");
        let bare: Vec<&str> = gazetteer
            .entries
            .iter()
            .filter(|entry| entry.kind == EntityKind::Country && entry.wikidata.is_none())
            .map(|entry| &*entry.name)
            .collect();
        assert!(bare.is_empty(), "without a Wikidata id: {bare:?}");
    }

    #[test]
    fn a_person_is_one_entry_whatever_the_offices() {
        let gazetteer = Gazetteer::embedded();
        let mut known: FxHashMap<&str, &str> = FxHashMap::default();
        for entry in gazetteer.entries.iter().filter(|entry| entry.kind == EntityKind::Person) {
            if let Some(id) = &entry.wikidata {
                assert_eq!(known.insert(id, &entry.name), None, "{id}");
            }
        }
    }

    #[test]
    fn a_term_covers_a_date_only_if_it_covers_all_that_the_date_can_mean() {
        let term = |from: &str, until: &str, seen: &str| Term {
            office: "President".into(),
            country: EntryId(0),
            from: from.into(),
            until: until.into(),
            seen: seen.into(),
        };
        for (from, until, seen, date, covered) in [
            ("2017-01-20", "2021-01-20", "", "2019-05-03", true),
            ("2017-01-20", "2021-01-20", "", "2019-05", true),
            ("2017-01-20", "2021-01-20", "", "2019", true),
            ("2017-01-20", "2021-01-20", "", "2017", false),
            ("2017-01-20", "2021-01-20", "", "2021-01", false),
            ("2017-01-20", "2021-01-20", "", "2021-01-20", true),
            ("2017-01-20", "2021-01-20", "", "2021-01-21", false),
            ("2017", "2021", "", "2017-12-30", false),
            ("2017", "2021", "", "2018-01-01", true),
            ("2017", "2021", "", "2021-01-01", true),
            ("2017-01-20", "", "2022-07-22", "2022-07-22", true),
            ("2017-01-20", "", "2022-07-22", "2022-07-23", false),
            ("2017-01-20", "", "2022-07", "2022-06", true),
            ("2017-01-20", "", "2022-07", "2022-07-22", false),
            ("", "2021", "", "2019", false),
            ("2017-01-20", "", "", "2019", false),
        ] {
            assert_eq!(term(from, until, seen).covers(date), covered, "{from} {until} {seen} {date}");
        }
    }

    #[test]
    fn a_row_that_is_cut_short_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("gazetteer")).unwrap();
        std::fs::write(folder.path().join("gazetteer/seats.tsv"), "# head\nOval Office\n").unwrap();
        let error = Gazetteer::load(folder.path()).unwrap_err();
        assert!(error.to_string().contains("line 2"), "{error}");
    }
}
