//! Which mentions are the same person, place or thing.
//!
//! In come the sentences and statements of documents, out go [`Entity`]s and statements whose slots name them. How
//! entities are written as RDF is left to [`rdf`](crate::rdf).

mod apart;
mod apposition;
mod beyond;
mod collect;
mod corpus;
mod corrections;
mod description;
mod directory;
mod document;
mod draft;
mod gazetteer;
mod groups;
mod knowledge;
mod list;
mod mention;
mod name;
mod naming;
mod office;
mod people;
mod predication;
mod pronoun;
mod quotation;
mod records;
mod relative;
mod repetition;
mod speakers;
pub mod time;
mod written_small;

pub use corpus::{Corpus, Entities, EntityRecord, Evidence};
pub use corrections::{Corrections, Different, Place, Remark, Same, Setting};
pub use directory::Directory;
pub use document::{DocumentEntities, LinkRule, MentionLink, resolve_document};
pub use gazetteer::{Entry, EntryId, Gazetteer, Gender, Sense, Term};
pub use knowledge::Knowledge;
pub use name::{PersonName, key};

use serde::{Deserialize, Serialize};

/// One person, place, group or thing that statements speak of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Its IRI, made from its name.
    pub iri: String,
    /// The fullest name found.
    pub name: String,
    /// What kind of thing it is.
    pub kind: EntityKind,
    /// Every form in which it was written, sorted.
    pub aliases: Vec<String>,
    /// How many mentions were counted.
    pub mentions: u32,
    /// The same thing elsewhere, as IRIs: Wikidata.
    pub same_as: Vec<String>,
    /// How it is tied to other entities.
    pub relations: Vec<Relation>,
    /// Whether it is only a word that stands for somebody or something which the text does not tell, or for nobody in
    /// particular: "it", "this", "anyone".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stand_in: bool,
}

/// What kind of thing an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum EntityKind {
    /// A named human being.
    Person,
    /// A company, party, agency, government or other body.
    Organization,
    /// A state.
    Country,
    /// A city, region, river, building or other place.
    Place,
    /// People named by what they are: "Democratic voters", "US officials", "Iranians".
    Group,
    /// A named event: "World War II".
    Event,
    /// A report, law, book or other work.
    Document,
    /// Anything else: "influence operations", "the emails".
    Thing,
}

/// A tie between two entities.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Relation {
    /// What kind of tie.
    pub kind: RelationKind,
    /// The other entity's IRI; empty for a role of which the text does not say where it is held.
    pub to: String,
    /// For a role, its words: "director of national intelligence".
    pub label: Option<String>,
    /// The id of the document it rests on, unless the gazetteer says so.
    pub document: Option<String>,
}

/// What kind of tie two entities have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RelationKind {
    /// A name that stands for a state's government: "Moscow", "the Kremlin".
    StandsFor,
    /// A group, body or place of a state: "Iranian officials", "the FSB".
    Of,
    /// An office that a person holds: Ratcliffe, "director of national intelligence".
    HasRole,
}

impl EntityKind {
    /// The word that is written out.
    pub fn as_str(self) -> &'static str {
        match self {
            EntityKind::Person => "Person",
            EntityKind::Organization => "Organization",
            EntityKind::Country => "Country",
            EntityKind::Place => "Place",
            EntityKind::Group => "Group",
            EntityKind::Event => "Event",
            EntityKind::Document => "Document",
            EntityKind::Thing => "Thing",
        }
    }
}
