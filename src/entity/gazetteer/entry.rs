//! What is known of one country, body, seat or person, and what a name may stand for.

use crate::entity::EntityKind;

/// The number of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(pub(super) u32);

/// One country, body, seat or person.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name it is listed under.
    pub name: Box<str>,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// The finer kind, as the table writes it: `country`, `region`, `service`, `armed-group`, `seat`, `person`, …
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

impl Entry {
    /// The address of its page at Wikidata.
    pub fn same_as(&self) -> Option<String> {
        self.wikidata.as_ref().map(|id| format!("http://www.wikidata.org/entity/{id}"))
    }

    /// Whether it is a body whose offices are not its country's: "the BBC's director general".
    pub fn is_private(&self) -> bool {
        matches!(&*self.class, "company" | "media")
    }
}

/// An office held for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The office: `President`.
    pub office: Box<str>,
    /// The country, or the body of many countries.
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
