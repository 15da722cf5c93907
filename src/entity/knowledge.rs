//! The gazetteer and the word lists that the resolution of mentions goes by.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::gazetteer::Gazetteer;
use super::list::{List, Lists};
use crate::Result;
use crate::lexicon::Lexicon;

/// What is known before any text is read.
#[derive(Clone, Debug)]
pub struct Knowledge {
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    /// The lists that each word is in: most words are in none, and most questions are answered by that.
    lists_of: FxHashMap<Box<str>, Lists>,
}

impl Knowledge {
    /// Reads what is shipped.
    pub fn embedded() -> Self {
        Knowledge::of(Gazetteer::embedded(), Lexicon::embedded())
    }

    /// Reads what is shipped and what a folder of rules adds to it or replaces.
    ///
    /// # Errors
    /// When a table or list of the folder cannot be read.
    pub fn load(folder: &Path) -> Result<Self> {
        let mut lexicon = Lexicon::embedded();
        lexicon.add_folder(folder)?;
        Ok(Knowledge::of(Gazetteer::load(folder)?, lexicon))
    }

    fn of(gazetteer: Gazetteer, lexicon: Lexicon) -> Self {
        let mut lists_of: FxHashMap<Box<str>, Lists> = FxHashMap::default();
        for &list in List::ALL {
            for word in lexicon.list(list.name()).iter().flat_map(|words| words.words()) {
                lists_of.entry(word.into()).or_default().add(list);
            }
        }
        Knowledge { gazetteer, lexicon, lists_of }
    }

    /// The tables of countries, bodies, seats, leaders and given names.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Whether a word list holds this word.
    pub(super) fn is_in(&self, list: List, word: &str) -> bool {
        self.lists(word).hold(list)
    }

    /// The lists that hold a word.
    pub(super) fn lists(&self, word: &str) -> Lists {
        self.lists_of.get(word).copied().unwrap_or_default()
    }

    /// What a word of a list of pairs stands for.
    pub(super) fn stands_for(&self, list: List, word: &str) -> Option<&str> {
        let listed = self.is_in(list, word);
        listed.then(|| self.lexicon.list(list.name())?.stands_for(word)).flatten()
    }

    /// Whether a word is a common noun for a body, place, event or document, and so no part of anybody's name.
    pub(super) fn is_common_noun(&self, word: &str) -> bool {
        self.lists(word).hold_any(&[
            List::OrganizationNouns,
            List::PlaceNouns,
            List::EventNouns,
            List::DocumentNouns,
            List::OrganizationSuffixes,
        ])
    }

    /// Whether a verb gives somebody's words: "say", "claim".
    pub(super) fn is_said(&self, lemma: &str) -> bool {
        self.lists(lemma).hold_any(&[List::ReportingVerbs, List::ClaimingVerbs])
    }

    /// Whether only people and bodies are the subject of a verb.
    pub(super) fn is_done_by_people(&self, lemma: &str) -> bool {
        let lists = [List::ReportingVerbs, List::ClaimingVerbs, List::MentalVerbs, List::PlanVerbs, List::DenyingVerbs];
        self.lists(lemma).hold_any(&lists)
    }
}

impl Default for Knowledge {
    fn default() -> Self {
        Knowledge::embedded()
    }
}
