//! Entities across documents.
//!
//! In come the entities of single documents, out go [`Entities`]: the same person, body or place of many reports is
//! one, whatever the order in which the documents were added. What the gazetteer knows is one by its entry, people by
//! full name, bare surnames by the only full name that stands out, everything else by its spelling. What a user says in
//! [`Corrections`] wins.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::apart::set_apart;
use super::corrections::Referents;
use super::document::{DocumentEntities, LinkRule};
use super::groups::Groups;
use super::records::Writer;
use super::{Corrections, Entity, Knowledge, Remark};
use crate::iri::Iris;
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
    pub(super) records: Vec<EntityRecord>,
    /// For each document, the entity that a token speaks of, as an index into `records`.
    pub(super) at: FxHashMap<String, FxHashMap<TokenAt, u32>>,
    pub(super) remarks: Vec<Remark>,
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
        let referents = self.referents(corrections, iris);
        set_apart(&mut self.documents, corrections, &referents);
        let groups = Groups::make(self.knowledge, &self.documents, &referents);
        let mut entities = Writer::new(self.knowledge, &self.documents, corrections, &referents, iris).write(&groups);
        entities.remarks = referents.into_remarks();
        entities
    }

    /// What the corrections speak of, among the entities as they are without them.
    fn referents(&self, corrections: &Corrections, iris: &Iris) -> Referents {
        let (uncorrected, nothing) = (Corrections::default(), Referents::default());
        if corrections.is_empty() {
            return nothing;
        }
        let groups = Groups::make(self.knowledge, &self.documents, &nothing);
        let named = Writer::new(self.knowledge, &self.documents, &uncorrected, &nothing, iris).names(&groups);
        Referents::find(&self.documents, groups, &named, corrections, iris)
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

    /// What a person should know about the corrections: which of them change nothing, or more than they say.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
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
