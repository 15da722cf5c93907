//! Names that a text also writes small: "the Iran Nuclear Deal … the Iran nuclear deal".
//!
//! In come grouped names, out goes the name that a definite phrase is. Only names of three words or more count: the Red
//! Line is no red line.

use rustc_hash::FxHashMap;

use super::EntityKind;
use super::draft::Draft;
use super::mention::{Form, words};
use super::name::key;
use crate::syntax::Pos;

/// The long names of a document that the gazetteer does not know, by how they are compared.
pub(super) struct LongNames(FxHashMap<Box<str>, Option<u32>>);

impl LongNames {
    pub(super) fn of(draft: &Draft<'_>) -> Self {
        let mut names: FxHashMap<Box<str>, Option<u32>> = FxHashMap::default();
        for (index, cluster) in draft.clusters.iter().enumerate() {
            let known = cluster.entry.is_some() || cluster.person.is_some() || cluster.kind() == EntityKind::Place;
            if cluster.named && !cluster.mentions.is_empty() && !known && cluster.key.split(' ').count() >= 3 {
                // What two are called is neither of them.
                let several = names.contains_key(&cluster.key);
                names.insert(cluster.key.clone(), (!several).then_some(index as u32));
            }
        }
        LongNames(names)
    }

    /// The group of the name that a definite phrase is without its article.
    pub(super) fn group_of(&self, draft: &Draft<'_>, mention: u32) -> Option<u32> {
        let found = &draft.mentions[mention as usize];
        let sentence = draft.sentence(mention);
        let range = found.range();
        let article = found.form == Form::Definite && sentence.tokens()[range.start].pos == Pos::Det;
        if self.0.is_empty() || !article || range.len() < 4 {
            return None;
        }
        self.0.get(&*key(&words(sentence, range.start + 1..range.end))).copied().flatten()
    }
}
