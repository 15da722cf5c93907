//! The gazetteer and the word lists that the resolution of mentions goes by.

use std::path::Path;

use super::gazetteer::Gazetteer;
use crate::Result;
use crate::lexicon::Lexicon;

/// What is known before any text is read.
#[derive(Clone, Debug)]
pub struct Knowledge {
    gazetteer: Gazetteer,
    lexicon: Lexicon,
}

impl Knowledge {
    /// Reads what is shipped.
    pub fn embedded() -> Self {
        Knowledge { gazetteer: Gazetteer::embedded(), lexicon: Lexicon::embedded() }
    }

    /// Reads what is shipped and what a folder of rules adds to it or replaces.
    ///
    /// # Errors
    /// When a table or list of the folder cannot be read.
    pub fn load(folder: &Path) -> Result<Self> {
        let mut lexicon = Lexicon::embedded();
        lexicon.add_folder(folder)?;
        Ok(Knowledge { gazetteer: Gazetteer::load(folder)?, lexicon })
    }

    /// The tables of countries, bodies, seats, leaders and given names.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Whether a word list holds this word.
    pub fn is_in(&self, list: &str, word: &str) -> bool {
        self.lexicon.list(list).is_some_and(|list| list.contains(word))
    }

    /// What a word of a list of pairs stands for.
    pub(super) fn stands_for(&self, list: &str, word: &str) -> Option<&str> {
        self.lexicon.list(list)?.stands_for(word)
    }

    /// Whether a word is a common noun for a body, place, event or document, and so no part of anybody's name.
    pub(super) fn is_common_noun(&self, word: &str) -> bool {
        ["organization-nouns", "place-nouns", "event-nouns", "document-nouns", "organization-suffixes"]
            .iter()
            .any(|list| self.is_in(list, word))
    }

    /// Whether only people and bodies are the subject of a verb.
    pub(super) fn is_done_by_people(&self, lemma: &str) -> bool {
        ["reporting-verbs", "claiming-verbs", "mental-verbs", "plan-verbs", "denying-verbs"]
            .iter()
            .any(|list| self.is_in(list, lemma))
    }
}

impl Default for Knowledge {
    fn default() -> Self {
        Knowledge::embedded()
    }
}
