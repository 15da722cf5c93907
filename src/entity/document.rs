//! Who and what one document speaks of.
//!
//! In come its sentences and statements, out goes a [`DocumentEntities`]: one entry for each named thing and each thing
//! that a statement speaks of, with the mentions that belong to it and why. Which of them are the same in several
//! documents is left to [`Corpus`](super::Corpus).

use std::borrow::Borrow;
use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::collect::{collect, slots};
use super::draft::Draft;
use super::gazetteer::{EntryId, Gender};
use super::{EntityKind, Knowledge, PersonName, description, naming, office, pronoun, speakers};
use crate::document::Document;
use crate::span::Span;
use crate::statement::{Statement, TokenAt};
use crate::syntax::Sentence;

/// The rule by which a mention came to its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkRule {
    /// It is the first to speak of it.
    First,
    /// The gazetteer knows the name.
    Gazetteer,
    /// It is the same name.
    SameName,
    /// It is the same name spelt otherwise, or a short or pet form of it.
    Spelling,
    /// It is a part of a fuller name: "Putin".
    PartOfName,
    /// It is an abbreviation that the text explains or that its letters fit.
    Acronym,
    /// It stands beside the name: "the group's founder, Gavin McInnes".
    Apposition,
    /// "The agency", "the Russian president", "the emails".
    DefinitePhrase,
    /// The same words again, without "the".
    SamePhrase,
    /// "The US president" in a report of a day on which somebody is known to have held that office.
    Office,
    /// "Who", "which", "that".
    RelativePronoun,
    /// "He", "its", "they".
    Pronoun,
    /// A pronoun before what it speaks of: "Despite its denials, Tehran …".
    Cataphora,
    /// "I" in a quotation is who speaks.
    Speaker,
    /// "I" again in the same passage.
    FirstPerson,
    /// Nothing was found that it speaks of.
    Unresolved,
}

/// One mention and the entity of its document that it belongs to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MentionLink {
    /// Where the head word stands in the analysis; not written out.
    #[serde(skip)]
    pub at: Option<TokenAt>,
    /// Where the words stand in the document's clean text.
    pub span: Span,
    /// Where the head word stands in it.
    pub head: Span,
    /// The words, as written.
    pub text: String,
    /// The rule by which it belongs here.
    pub rule: LinkRule,
    /// How sure that is, from 0 to 1.
    pub certainty: f32,
    /// The index of the entity in its document.
    #[serde(skip)]
    pub local: u32,
    /// The first of its words in its sentence, and the one after the last.
    #[serde(skip)]
    pub range: (u32, u32),
}

impl MentionLink {
    /// Whether two mentions of one document belong to the same entity.
    pub fn same_entity(&self, other: &MentionLink) -> bool {
        self.local == other.local
    }

    /// Where each of its words stands in the analysis.
    pub(super) fn tokens(&self) -> impl Iterator<Item = TokenAt> + use<> {
        let sentence = self.at.map(|at| at.sentence);
        (self.range.0..self.range.1).filter_map(move |token| Some(TokenAt { sentence: sentence?, token }))
    }
}

/// Somebody or something that one document speaks of.
#[derive(Clone, Debug)]
pub(super) struct LocalEntity {
    pub name: String,
    pub kind: EntityKind,
    /// Whether it has a name or a statement speaks of it; the others only tie mentions together.
    pub kept: bool,
    /// Whether the same name in another document can be the same thing.
    pub shared: bool,
    /// How it is compared across documents, if it has no name but is known beyond its own.
    pub known_as: Option<String>,
    pub named: bool,
    /// Whether it is only a word that stands for something which the text does not tell.
    pub stand_in: bool,
    pub entry: Option<EntryId>,
    /// Whether a capital's name stands for the government of `country`.
    pub government: bool,
    /// Whether it is a country's people.
    pub people: bool,
    /// Whether it is a capital, as a city.
    pub capital: bool,
    pub country: Option<EntryId>,
    pub person: Option<PersonName>,
    pub gender: Gender,
    /// Words, country, and the entity of the document that the role is held in.
    pub roles: Vec<(String, Option<EntryId>, Option<u32>)>,
    pub aliases: BTreeSet<String>,
    pub mentions: u32,
    /// The number of the correction that keeps it apart from all others.
    pub correction: Option<u32>,
}

/// Who and what one document speaks of.
#[derive(Clone, Debug)]
pub struct DocumentEntities {
    /// The document's id.
    pub(super) document: String,
    pub(super) locals: Vec<LocalEntity>,
    pub(super) mentions: Vec<MentionLink>,
    /// All tokens that a mention's entity can be asked by.
    pub(super) at: FxHashMap<TokenAt, u32>,
}

impl DocumentEntities {
    /// Nobody and nothing yet.
    pub fn new(document: impl Into<String>) -> Self {
        let (locals, mentions, at) = (Vec::new(), Vec::new(), FxHashMap::default());
        DocumentEntities { document: document.into(), locals, mentions, at }
    }

    /// The document's id.
    pub fn document(&self) -> &str {
        &self.document
    }

    /// The same entities as those of a document of another id, such as a copy.
    #[must_use]
    pub fn renamed(mut self, document: impl Into<String>) -> Self {
        self.document = document.into();
        self
    }

    /// The mentions with the rule that made each link, in the order of the text.
    pub fn mentions(&self) -> &[MentionLink] {
        &self.mentions
    }

    /// The number of entities.
    pub fn len(&self) -> usize {
        self.locals.len()
    }

    /// Whether the document speaks of nothing.
    pub fn is_empty(&self) -> bool {
        self.locals.is_empty()
    }
}

/// Finds who and what a document speaks of.
///
/// Trees that were repaired before tell more than those of the parser. Things without a name are kept where a statement speaks of them. Pronouns that nothing stands out for become things
/// of their own, each for its place.
pub fn resolve_document(
    knowledge: &Knowledge,
    document: &Document,
    sentences: &[impl Borrow<Sentence>],
    statements: &[Statement],
) -> DocumentEntities {
    let sentences: Vec<&Sentence> = sentences.iter().map(Borrow::borrow).collect();
    let mut draft = Draft::new(knowledge, document, &sentences);
    naming::group(&mut draft);
    description::group(&mut draft);
    office::link(&mut draft, document.date.as_deref());
    speakers::group(&mut draft);
    pronoun::resolve(&mut draft);
    collect(&draft, document, slots(statements))
}
