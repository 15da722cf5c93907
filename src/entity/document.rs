//! Who and what one document speaks of.
//!
//! In come its sentences and statements, out goes a [`DocumentEntities`]: one entry for each named thing and each thing
//! that a statement speaks of, with the mentions that belong to it and why. Which of them are the same in several
//! documents is left to [`Corpus`](super::Corpus).

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::draft::{Cluster, Draft, Link};
use super::gazetteer::{EntryId, Gender, Sense};
use super::mention::{Form, Number, words};
use super::{EntityKind, Knowledge, PersonName, description, naming, office, pronoun};
use crate::document::Document;
use crate::span::Span;
use crate::statement::{Statement, TokenAt};
use crate::syntax::{Pos, Sentence};

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
    pub named: bool,
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
/// Things without a name are kept where a statement speaks of them. Pronouns that nothing stands out for become things
/// of their own, each for its place.
pub fn resolve_document(
    knowledge: &Knowledge,
    document: &Document,
    sentences: &[Sentence],
    statements: &[Statement],
) -> DocumentEntities {
    let mut draft = Draft::new(knowledge, document, sentences);
    naming::group(&mut draft);
    description::group(&mut draft);
    office::link(&mut draft, document.date.as_deref());
    pronoun::resolve(&mut draft);
    let slots = slots(statements);
    collect(&draft, document, slots)
}

/// The heads of everything that statements speak of, with the words of the slot.
fn slots(statements: &[Statement]) -> Vec<(TokenAt, &str, u32, u32)> {
    let mut slots = Vec::new();
    for statement in statements {
        for argument in [&statement.actor, &statement.target].into_iter().flatten() {
            // A target that is itself a statement is no thing.
            if argument.statement.is_none() {
                slots.extend(argument.head_at.map(|at| (at, &*argument.text, argument.start, argument.end)));
            }
        }
        for role in &statement.roles {
            slots.extend(role.head_at.map(|at| (at, &*role.text, role.start, role.end)));
        }
        if let Some(source) = &statement.attribution {
            slots.extend(source.head_at.map(|at| (at, &*source.text, source.start, source.end)));
        }
    }
    slots
}

fn collect(draft: &Draft<'_>, document: &Document, slots: Vec<(TokenAt, &str, u32, u32)>) -> DocumentEntities {
    let mut used: FxHashSet<u32> = FxHashSet::default();
    let mut lone: FxHashSet<u32> = FxHashSet::default();
    for (at, ..) in &slots {
        if let Some(&mention) = draft.at.get(at) {
            match draft.cluster_of(mention) {
                Some(cluster) => {
                    used.insert(cluster);
                }
                None => {
                    lone.insert(mention);
                }
            }
        }
    }
    let turns = turns(draft, &slots);
    used.extend(turns.iter().map(|turn| turn.cluster));
    for cluster in &draft.clusters {
        used.extend(cluster.roles.iter().filter_map(|role| role.body));
    }
    let mut entities = DocumentEntities::new(document.id.clone());
    let mut local_of: FxHashMap<u32, u32> = FxHashMap::default();
    let mut local_of_lone: FxHashMap<u32, u32> = FxHashMap::default();
    for (index, mention) in draft.mentions.iter().enumerate() {
        let index = index as u32;
        let (local, link) = match draft.assigned[index as usize] {
            Some((cluster, link)) => {
                let group = &draft.clusters[cluster as usize];
                let kept = group.named || used.contains(&cluster);
                if !kept && group.mentions.len() < 2 {
                    continue;
                }
                let local = *local_of.entry(cluster).or_insert_with(|| {
                    entities.locals.push(LocalEntity { kept, ..local_entity(draft, group) });
                    entities.locals.len() as u32 - 1
                });
                (local, link)
            }
            None if lone.contains(&index) => {
                let kind = mention.kind.unwrap_or(EntityKind::Thing);
                entities.locals.push(unnamed(draft.text(index), kind));
                let link = Link { rule: LinkRule::Unresolved, certainty: 0.0 };
                let local = entities.locals.len() as u32 - 1;
                local_of_lone.insert(index, local);
                (local, link)
            }
            None => continue,
        };
        let sentence = draft.sentence(index);
        let text = draft.text(index);
        let entity = &mut entities.locals[local as usize];
        entity.mentions += 1;
        if mention.form == Form::Name {
            entity.aliases.insert(text.clone());
        }
        let tokens = &sentence.tokens()[mention.range()];
        let span = tokens.first().map_or(Span::default(), |first| first.span.cover(tokens[tokens.len() - 1].span));
        entities.mentions.push(MentionLink {
            at: Some(mention.at()),
            span,
            head: sentence.tokens()[mention.head as usize].span,
            text,
            rule: link.rule,
            certainty: link.certainty,
            local,
            range: (mention.tokens.start, mention.tokens.end),
        });
    }
    for (&at, mention) in &draft.at {
        let local = match draft.assigned[*mention as usize] {
            Some((cluster, _)) => local_of.get(&cluster),
            None => local_of_lone.get(mention),
        };
        if let Some(&local) = local {
            entities.at.insert(at, local);
        }
    }
    for turn in turns {
        let Some(&local) = local_of.get(&turn.cluster) else { continue };
        entities.at.insert(TokenAt::of_turn(turn.name.start), local);
        entities.locals[local as usize].mentions += 1;
        entities.mentions.push(MentionLink {
            at: None,
            span: turn.name,
            head: turn.name,
            text: turn.text.to_owned(),
            rule: LinkRule::Speaker,
            certainty: 0.9,
            local,
            range: (0, 0),
        });
    }
    settle_bodies(&mut entities, draft, &local_of);
    strays(&mut entities, draft, slots);
    entities
}

/// A turn of a transcript of which statements come, and the group of the one whose name opens it.
struct Turn<'a> {
    name: Span,
    text: &'a str,
    cluster: u32,
}

/// The turns that statements are attributed to, where their speaker is known.
fn turns<'a>(draft: &Draft<'_>, slots: &[(TokenAt, &'a str, u32, u32)]) -> Vec<Turn<'a>> {
    let mut found: Vec<Turn> = Vec::new();
    let mut speakers: FxHashMap<&str, Option<u32>> = FxHashMap::default();
    for &(_, text, start, end) in slots.iter().filter(|(at, ..)| at.is_of_turn()) {
        let speaker = *speakers.entry(text).or_insert_with(|| pronoun::speaker(draft, text));
        let name = Span::new(start, end);
        if let Some(cluster) = speaker.filter(|_| found.iter().all(|turn| turn.name != name)) {
            found.push(Turn { name, text, cluster });
        }
    }
    found
}

/// Roles point at groups of mentions until the entities have their numbers.
fn settle_bodies(entities: &mut DocumentEntities, draft: &Draft<'_>, local_of: &FxHashMap<u32, u32>) {
    for (cluster, local) in local_of {
        let roles = &draft.clusters[*cluster as usize].roles;
        let mut settled: Vec<(String, Option<EntryId>, Option<u32>)> = roles
            .iter()
            .map(|role| {
                let body = role.body.and_then(|body| local_of.get(&body).copied());
                (role.label.clone(), role.country, body)
            })
            .collect();
        settled.sort();
        settled.dedup();
        entities.locals[*local as usize].roles = settled;
    }
}

/// Slots whose head is no mention: adjectives, clauses, numbers.
fn strays(entities: &mut DocumentEntities, draft: &Draft<'_>, slots: Vec<(TokenAt, &str, u32, u32)>) {
    for (at, text, start, end) in slots {
        if at.is_of_turn() || entities.at.contains_key(&at) {
            continue;
        }
        let word = draft
            .sentences
            .get(at.sentence as usize)
            .and_then(|sentence| sentence.tokens().get(at.token as usize))
            .map_or(text, |token| &*token.text);
        let mut entity = unnamed(word.to_owned(), EntityKind::Thing);
        entity.mentions = 1;
        entities.locals.push(entity);
        let local = entities.locals.len() as u32 - 1;
        entities.at.insert(at, local);
        entities.mentions.push(MentionLink {
            at: Some(at),
            span: Span::new(start.min(end), end),
            head: Span::new(start.min(end), end),
            text: text.to_owned(),
            rule: LinkRule::First,
            certainty: 1.0,
            local,
            range: (at.token, at.token + 1),
        });
    }
    entities.mentions.sort_by_key(|mention| (mention.span, mention.local));
}

fn unnamed(name: String, kind: EntityKind) -> LocalEntity {
    LocalEntity {
        name,
        kind,
        kept: true,
        shared: false,
        named: false,
        entry: None,
        government: false,
        people: false,
        capital: false,
        country: None,
        person: None,
        gender: Gender::Unknown,
        roles: Vec::new(),
        aliases: BTreeSet::new(),
        mentions: 0,
        correction: None,
    }
}

fn local_entity(draft: &Draft<'_>, cluster: &Cluster) -> LocalEntity {
    let kind = cluster.kind();
    let first = cluster.mentions.first().map(|&mention| (&draft.mentions[mention as usize], draft.sentence(mention)));
    let sense = first.and_then(|(mention, _)| mention.sense);
    let name = match first {
        // "us" and "our" are called "we"; "despite its denials, the agency" speaks of the agency.
        Some((mention, _)) if !cluster.named && mention.form == Form::Pronoun => match cluster.name.as_str() {
            "" => draft.text(cluster.opened),
            name => name.to_owned(),
        },
        // The things of a document are called by their words without "the".
        Some((mention, sentence)) if !cluster.named => {
            let mut start = mention.range().start;
            while start < mention.head as usize && own_word(sentence, start) {
                start += 1;
            }
            words(sentence, start..mention.range().end)
        }
        _ => cluster.name.clone(),
    };
    // "Iranian hackers" of one report are those of the next as much as any name is; "the hackers" are not.
    let group_of_country = !cluster.named
        && kind == EntityKind::Group
        && cluster.country.is_some()
        && first.is_some_and(|(mention, sentence)| {
            let counted = sentence.tokens()[mention.range()].iter().any(|token| token.pos == Pos::Num);
            mention.form == Form::Indefinite && mention.number == Number::Plural && !counted
        });
    LocalEntity {
        shared: cluster.named || group_of_country,
        named: cluster.named,
        entry: cluster.entry,
        government: cluster.government,
        people: matches!(sense, Some(Sense::People(_))) && cluster.named,
        capital: matches!(sense, Some(Sense::Capital(_))) && !cluster.government,
        country: cluster.country,
        person: cluster.person.clone().filter(|_| kind == EntityKind::Person),
        gender: cluster.sex(),
        ..unnamed(name, kind)
    }
}

fn own_word(sentence: &Sentence, index: usize) -> bool {
    matches!(sentence.tokens()[index].pos, Pos::Det | Pos::Pron | Pos::Punct | Pos::Part)
}
