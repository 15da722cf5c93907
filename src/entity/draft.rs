//! The state of the resolution of one document: mentions, and the groups of them that speak of one thing.

use std::rc::Rc;

use arcstr::ArcStr;
use rustc_hash::FxHashMap;

use super::gazetteer::{EntryId, Gender};
use super::mention::{Form, Mention, Places, words};
use super::name::{lowered, with_key};
use super::{EntityKind, Knowledge, LinkRule, PersonName};
use crate::document::{Block, Document};
use crate::statement::TokenAt;
use crate::syntax::{Dep, Sentence};

/// A role that the text gives somebody.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DraftRole {
    /// Its words: "director of national intelligence".
    pub label: String,
    /// Whether the text says that they held it before: "then-President".
    pub former: bool,
    /// The country that its words speak of.
    pub country: Option<EntryId>,
    /// The group of mentions it is held in: the group of "the group's founder".
    pub body: Option<u32>,
}

/// Mentions that speak of one thing.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    /// What it is called; empty for what only has a noun phrase, which is called by the words of it.
    pub name: String,
    /// The name as compared, if it has one.
    pub key: Box<str>,
    pub named: bool,
    /// The mention that it began with.
    pub opened: u32,
    pub person: Option<PersonName>,
    pub entry: Option<EntryId>,
    /// Whether a capital's name stands for the government that sits there.
    pub government: bool,
    pub country: Option<EntryId>,
    pub gender: Gender,
    /// How many pronouns of a man and of a woman were taken to speak of it.
    pub heard: [u16; 2],
    /// How often its mentions were taken for each kind.
    pub votes: [u16; 8],
    pub roles: Vec<DraftRole>,
    /// Nouns that the text calls it by: "group", "campaign".
    pub nouns: Vec<ArcStr>,
    pub mentions: Vec<u32>,
}

/// Why a mention belongs where it does.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub rule: LinkRule,
    pub certainty: f32,
}

pub(super) struct Draft<'a> {
    pub knowledge: &'a Knowledge,
    pub sentences: &'a [&'a Sentence],
    pub mentions: Vec<Mention>,
    /// The group of each mention, and why.
    pub assigned: Vec<Option<(u32, Link)>>,
    pub clusters: Vec<Cluster>,
    /// The mention that a token is part of; of several, the smallest.
    pub at: Places,
    /// How each name is compared; `None` for what is no name.
    keys: Vec<Option<Rc<str>>>,
    /// The group of mentions of each speaker of a transcript, by the opening of their turns.
    pub voices: FxHashMap<String, u32>,
    /// Who speaks in each block of a transcript.
    pub speakers: Vec<Option<String>>,
}

/// All kinds, in the order in which votes are kept.
pub(super) const KINDS: [EntityKind; 8] = [
    EntityKind::Person,
    EntityKind::Organization,
    EntityKind::Country,
    EntityKind::Place,
    EntityKind::Group,
    EntityKind::Event,
    EntityKind::Document,
    EntityKind::Thing,
];

impl Cluster {
    /// The kind that most of its mentions were taken for; the first in [`KINDS`] of several.
    pub(super) fn kind(&self) -> EntityKind {
        let mut best = 0;
        for (index, &votes) in self.votes.iter().enumerate() {
            if votes > self.votes[best] {
                best = index;
            }
        }
        if self.votes[best] == 0 { EntityKind::Thing } else { KINDS[best] }
    }

    /// The sex by names and titles, or else by the pronouns that speak of it.
    pub(super) fn sex(&self) -> Gender {
        let [men, women] = self.heard;
        match self.gender {
            Gender::Unknown if men >= 2 && men >= 3 * women => Gender::Male,
            Gender::Unknown if women >= 2 && women >= 3 * men => Gender::Female,
            known => known,
        }
    }

    pub(super) fn vote(&mut self, kind: EntityKind, votes: u16) {
        let index = KINDS.iter().position(|&known| known == kind).unwrap_or(7);
        self.votes[index] = self.votes[index].saturating_add(votes);
    }
}

impl<'a> Draft<'a> {
    pub(super) fn new(knowledge: &'a Knowledge, document: &Document, sentences: &'a [&'a Sentence]) -> Self {
        let speaker = |block: &Block| block.speaker.map(|name| document.text.slice(name).to_owned());
        let speakers = document.blocks.iter().map(speaker).collect();
        let mut mentions = super::mention::detect(knowledge, sentences);
        super::mention::recover_surnames(sentences, &mut mentions);
        let mut at = Places::of(sentences);
        for (index, mention) in mentions.iter().enumerate() {
            if mention.form == Form::Name {
                for token in mention.tokens.clone() {
                    at.set(TokenAt { sentence: mention.sentence, token }, index as u32);
                }
            }
        }
        for (index, mention) in mentions.iter().enumerate() {
            at.set_if_free(mention.at(), index as u32);
        }
        // The title before a name speaks of its bearer: "Director" of "Director Dan Coats".
        for (index, mention) in mentions.iter().enumerate() {
            for token in mention.role.clone().into_iter().flatten() {
                at.set_if_free(TokenAt { sentence: mention.sentence, token }, index as u32);
            }
        }
        let assigned = vec![None; mentions.len()];
        let clusters = Vec::with_capacity(mentions.len());
        let mut draft = Draft {
            knowledge,
            sentences,
            mentions,
            assigned,
            clusters,
            at,
            keys: Vec::new(),
            voices: FxHashMap::default(),
            speakers,
        };
        let is_name = |mention: u32| draft.mentions[mention as usize].form == Form::Name;
        let keys = (0..draft.mentions.len() as u32).map(|mention| is_name(mention).then(|| draft.key(mention)));
        draft.keys = keys.collect();
        draft
    }

    pub(super) fn sentence(&self, mention: u32) -> &'a Sentence {
        self.sentences[self.mentions[mention as usize].sentence as usize]
    }

    /// The words of a mention, as written.
    pub(super) fn text(&self, mention: u32) -> String {
        let found = &self.mentions[mention as usize];
        match self.sentence(mention).tokens()[found.range()] {
            [ref word] => String::from(&*word.text),
            _ => words(self.sentence(mention), found.range()),
        }
    }

    /// Leaves out the first word of a name.
    pub(super) fn shorten(&mut self, name: u32) {
        let found = &mut self.mentions[name as usize];
        self.at.clear(TokenAt { sentence: found.sentence, token: found.tokens.start });
        found.tokens.start += 1;
        self.keys[name as usize] = Some(self.make_key(name));
    }

    /// Takes a name for a noun phrase.
    pub(super) fn take_for_phrase(&mut self, name: u32, kind: EntityKind) {
        let head = self.mentions[name as usize].head as usize;
        let lists = self.knowledge.lists(&lowered(&self.sentence(name).tokens()[head].lemma));
        let found = &mut self.mentions[name as usize];
        (found.form, found.kind, found.lists) = (Form::Indefinite, Some(kind), lists);
    }

    /// A name as it is compared.
    pub(super) fn key(&self, name: u32) -> Rc<str> {
        self.keys.get(name as usize).cloned().flatten().unwrap_or_else(|| self.make_key(name))
    }

    fn make_key(&self, name: u32) -> Rc<str> {
        match self.sentence(name).tokens()[self.mentions[name as usize].range()] {
            [ref word] => with_key(&word.text, |key| key.into()),
            _ => with_key(&self.text(name), |key| key.into()),
        }
    }

    pub(super) fn cluster_of(&self, mention: u32) -> Option<u32> {
        self.assigned[mention as usize].map(|(cluster, _)| cluster)
    }

    /// The mention whose words hold this token.
    pub(super) fn mention_at(&self, sentence: u32, token: usize) -> Option<u32> {
        self.at.get(TokenAt { sentence, token: token as u32 })
    }

    pub(super) fn start_cluster(&mut self, mention: u32, name: String, link: Link) -> u32 {
        let named = self.mentions[mention as usize].form == Form::Name;
        let id = self.open_cluster(name, named);
        self.clusters[id as usize].opened = mention;
        self.join(mention, id, link);
        id
    }

    /// Starts a group to which no mention belongs yet.
    pub(super) fn open_cluster(&mut self, name: String, named: bool) -> u32 {
        self.clusters.push(Cluster {
            key: if named { with_key(&name, |key| key.into()) } else { Box::default() },
            name,
            named,
            opened: 0,
            person: None,
            entry: None,
            government: false,
            country: None,
            gender: Gender::Unknown,
            heard: [0; 2],
            votes: [0; 8],
            roles: Vec::new(),
            nouns: Vec::new(),
            mentions: Vec::new(),
        });
        self.clusters.len() as u32 - 1
    }

    pub(super) fn join(&mut self, mention: u32, cluster: u32, link: Link) {
        let found = &self.mentions[mention as usize];
        let target = &mut self.clusters[cluster as usize];
        target.mentions.push(mention);
        if found.form == Form::Pronoun {
            // One wrong link must not make a woman of a man.
            match found.gender {
                Gender::Male => target.heard[0] = target.heard[0].saturating_add(1),
                Gender::Female => target.heard[1] = target.heard[1].saturating_add(1),
                Gender::Unknown => {}
            }
        } else if target.gender == Gender::Unknown {
            target.gender = found.gender;
        }
        if let (Some(kind), false) = (found.kind, found.form == Form::Pronoun) {
            let weight = if found.form == Form::Name && !found.guessed { 2 } else { 1 };
            // What a name is taken for weighs more than what a noun phrase is.
            if found.form == Form::Name || !target.named {
                target.vote(kind, weight);
            }
        }
        self.assigned[mention as usize] = Some((cluster, link));
    }

    /// Gives a group the name of somebody whom the gazetteer knows.
    pub(super) fn name_after(&mut self, cluster: u32, known: EntryId) {
        let name = self.knowledge.gazetteer().entry(known).name.to_string();
        let group = &mut self.clusters[cluster as usize];
        group.key = super::key(&name).into();
        group.person = Some(PersonName::parse(self.knowledge, &name));
        group.entry = Some(known);
        group.name = name;
        group.named = true;
    }

    /// The group of who speaks in a block of a transcript.
    pub(super) fn voice(&self, block: usize) -> Option<u32> {
        self.voices.get(self.speakers.get(block)?.as_ref()?).copied()
    }

    /// Moves all mentions of one group to another; the emptied group stays behind without mentions.
    pub(super) fn merge(&mut self, from: u32, into: u32, link: Link) {
        if from == into {
            return;
        }
        let moved = std::mem::take(&mut self.clusters[from as usize].mentions);
        let old = self.clusters[from as usize].clone();
        let target = &mut self.clusters[into as usize];
        if old.named && !target.named {
            target.name = old.name;
            target.key = old.key;
            target.named = true;
            target.votes = [0; 8];
        }
        if target.gender == Gender::Unknown {
            target.gender = old.gender;
        }
        target.entry = target.entry.or(old.entry);
        target.country = target.country.or(old.country);
        target.person = target.person.take().or(old.person);
        target.roles.extend(old.roles);
        target.nouns.extend(old.nouns);
        if old.named || !target.named {
            for (votes, more) in target.votes.iter_mut().zip(old.votes) {
                *votes = votes.saturating_add(more);
            }
        }
        for mention in moved {
            self.clusters[into as usize].mentions.push(mention);
            let kept = self.assigned[mention as usize].map_or(link, |(_, own)| Link {
                rule: if own.rule == LinkRule::First { link.rule } else { own.rule },
                certainty: own.certainty.min(link.certainty),
            });
            self.assigned[mention as usize] = Some((into, kept));
        }
        self.clusters[into as usize].mentions.sort_unstable();
    }

    /// The grammatical relation of a mention, coordination undone.
    pub(super) fn relation(&self, mention: u32) -> (Dep, usize) {
        let tokens = self.sentence(mention).tokens();
        let mut index = self.mentions[mention as usize].head as usize;
        for _ in 0..8 {
            let token = &tokens[index];
            if matches!(token.dep, Dep::Conj | Dep::Appos) && token.head != index {
                index = token.head;
            } else {
                break;
            }
        }
        (tokens[index].dep, index)
    }
}
