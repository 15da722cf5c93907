//! The gazetteer and the word lists that the resolution of mentions goes by.

use std::ops::Range;
use std::path::Path;

use rustc_hash::FxHashMap;

use super::gazetteer::Gazetteer;
use crate::Result;
use crate::lexicon::Lexicon;

/// What is known before any text is read.
#[derive(Clone, Debug)]
pub struct Knowledge {
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    /// Where the numbers of the lists that each word is in stand: most words are in few, and most questions are answered
    /// by that.
    lists_of: FxHashMap<Box<str>, Range<u32>>,
    /// The numbers, word by word.
    numbers: Vec<u16>,
    /// The names of the lists.
    names: Vec<Box<str>>,
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
        let mut found: FxHashMap<Box<str>, Vec<u16>> = FxHashMap::default();
        for (number, (_, list)) in (0..).zip(lexicon.lists()) {
            for word in list.shared().iter() {
                found.entry(word.clone()).or_default().push(number);
            }
        }
        let mut numbers = Vec::with_capacity(found.len());
        let lists_of = found.into_iter().map(|(word, lists)| {
            let start = numbers.len() as u32;
            numbers.extend(lists);
            (word, start..numbers.len() as u32)
        });
        let lists_of = lists_of.collect();
        let names = lexicon.lists().map(|(name, _)| name.into()).collect();
        Knowledge { gazetteer, lexicon, lists_of, numbers, names }
    }

    /// The tables of countries, bodies, seats, leaders and given names.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Whether a word list holds this word.
    pub fn is_in(&self, list: &str, word: &str) -> bool {
        self.lists(word).hold(list)
    }

    /// The lists that hold a word.
    pub(super) fn lists(&self, word: &str) -> Lists<'_> {
        let place = self.lists_of.get(word).map_or(0..0, |place| place.start as usize..place.end as usize);
        Lists { names: &self.names, numbers: &self.numbers[place] }
    }

    /// What a word of a list of pairs stands for.
    pub(super) fn stands_for(&self, list: &str, word: &str) -> Option<&str> {
        self.lexicon.list(list)?.stands_for(word)
    }

    /// Whether a word is a common noun for a body, place, event or document, and so no part of anybody's name.
    pub(super) fn is_common_noun(&self, word: &str) -> bool {
        self.lists(word).hold_any(&[
            "organization-nouns",
            "place-nouns",
            "event-nouns",
            "document-nouns",
            "organization-suffixes",
        ])
    }

    /// Whether only people and bodies are the subject of a verb.
    pub(super) fn is_done_by_people(&self, lemma: &str) -> bool {
        let lists = ["reporting-verbs", "claiming-verbs", "mental-verbs", "plan-verbs", "denying-verbs"];
        self.lists(lemma).hold_any(&lists)
    }
}

/// The word lists that hold one word.
#[derive(Clone, Copy)]
pub(super) struct Lists<'a> {
    names: &'a [Box<str>],
    numbers: &'a [u16],
}

impl Lists<'_> {
    /// Whether the list of this name is one of them.
    pub(super) fn hold(self, list: &str) -> bool {
        self.numbers.iter().any(|&number| *self.names[number as usize] == *list)
    }

    /// Whether one of these lists is.
    pub(super) fn hold_any(self, lists: &[&str]) -> bool {
        !self.numbers.is_empty() && lists.iter().any(|list| self.hold(list))
    }
}

impl Default for Knowledge {
    fn default() -> Self {
        Knowledge::embedded()
    }
}
