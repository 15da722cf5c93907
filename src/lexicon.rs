//! Word lists: what the language engine knows about single words, as data.
//!
//! The lists lie in `rules/lists/*.toml`, one table a list, each with the reason why its words stand together. Code
//! and rules name them (`{lemma:@reporting-verbs}`). Instead of `words` a list can have `pairs`: words with what each
//! stands for, such as nouns with their verbs. A list of the same name in another folder replaces the shipped one;
//! other lists are added.

use std::path::Path;
use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::{Error, Result};

/// The shipped list files, by name.
const SHIPPED: &[(&str, &str)] = &[
    ("rules/lists/verbs.toml", include_str!("../rules/lists/verbs.toml")),
    ("rules/lists/nouns.toml", include_str!("../rules/lists/nouns.toml")),
    ("rules/lists/adverbs.toml", include_str!("../rules/lists/adverbs.toml")),
    ("rules/lists/entities.toml", include_str!("../rules/lists/entities.toml")),
    ("rules/lists/people.toml", include_str!("../rules/lists/people.toml")),
    ("rules/lists/acts.toml", include_str!("../rules/lists/acts.toml")),
];

/// All word lists by name.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    lists: IndexMap<String, List, FxBuildHasher>,
}

/// Words that do the same thing.
#[derive(Clone, Debug, Default)]
pub struct List {
    reason: String,
    words: Arc<FxHashSet<Box<str>>>,
    pairs: FxHashMap<Box<str>, Box<str>>,
}

/// A list as a file writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListEntry {
    reason: String,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    pairs: IndexMap<String, String>,
}

impl List {
    /// Why these words stand together.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// Whether the list holds this word, as written.
    pub fn contains(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// What a word of the list stands for, where the list says so: the verb "interfere" for "interference".
    pub fn stands_for(&self, word: &str) -> Option<&str> {
        self.pairs.get(word).map(|other| &**other)
    }

    /// The words, to be kept beyond the lexicon without being copied.
    pub fn shared(&self) -> Arc<FxHashSet<Box<str>>> {
        Arc::clone(&self.words)
    }

    /// The words, sorted.
    pub fn words(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.words.iter().map(|word| &**word).collect();
        words.sort_unstable();
        words
    }
}

impl Lexicon {
    /// The lists that are shipped.
    pub fn embedded() -> Self {
        let mut lexicon = Lexicon::default();
        for (name, source) in SHIPPED {
            lexicon.add(Path::new(name), source).expect("the shipped word lists are well formed");
        }
        lexicon
    }

    /// Adds the lists of one file; a list of a known name replaces the one there was.
    ///
    /// # Errors
    /// When the text is not TOML, or a table is not a list of words with a reason.
    pub fn add(&mut self, file: &Path, source: &str) -> Result<()> {
        let tables: IndexMap<String, ListEntry> = toml::from_str(source).map_err(|error| {
            let range = error.span().unwrap_or(0..0);
            Error::new("is not a file of word lists")
                .in_file(file)
                .at(source, range, error.message().to_owned())
                .hint("each list is a table: [name], reason = \"…\", words = [\"…\", …] or pairs = { … = \"…\" }")
        })?;
        for (name, entry) in tables {
            let words = entry.words.iter().chain(entry.pairs.keys()).map(|word| word.as_str().into()).collect();
            let pairs = entry.pairs.into_iter().map(|(word, other)| (word.into(), other.into())).collect();
            self.lists.insert(name, List { reason: entry.reason, words: Arc::new(words), pairs });
        }
        Ok(())
    }

    /// Adds every `*.toml` file of the folder `lists` inside `folder`, if there is one, in the order of their names.
    ///
    /// # Errors
    /// When a file cannot be read or is not a file of word lists.
    pub fn add_folder(&mut self, folder: &Path) -> Result<()> {
        let folder = folder.join("lists");
        if !folder.is_dir() {
            return Ok(());
        }
        let entries = std::fs::read_dir(&folder).map_err(|error| Error::read(&folder, error))?;
        let mut files: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
        files.sort();
        for file in files {
            let source = std::fs::read_to_string(&file).map_err(|error| Error::read(&file, error))?;
            self.add(&file, &source)?;
        }
        Ok(())
    }

    /// The list of this name.
    pub fn list(&self, name: &str) -> Option<&List> {
        self.lists.get(name)
    }

    /// The lists with their names, in the order they were read.
    pub fn lists(&self) -> impl Iterator<Item = (&str, &List)> {
        self.lists.iter().map(|(name, list)| (name.as_str(), list))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_the_same_name_replaces_the_shipped_one() {
        let mut lexicon = Lexicon::embedded();
        assert!(lexicon.list("reporting-verbs").is_some_and(|list| list.contains("say")));
        let own = "[reporting-verbs]\nreason = \"ours\"\nwords = [\"opine\"]\n[new]\nreason = \"r\"\nwords = []\n";
        lexicon.add(Path::new("own.toml"), own).unwrap();
        let list = lexicon.list("reporting-verbs").unwrap();
        assert!(list.contains("opine") && !list.contains("say"));
        assert!(lexicon.list("new").is_some());
    }

    #[test]
    fn no_shipped_list_replaces_another() {
        let mut seen: FxHashMap<String, &str> = FxHashMap::default();
        for (file, source) in SHIPPED {
            for name in toml::from_str::<toml::Table>(source).unwrap().into_iter().map(|(name, _)| name) {
                let other = seen.insert(name.clone(), file);
                assert!(other.is_none(), "{name} stands in {file} and in {other:?}");
            }
        }
    }

    #[test]
    fn errors_point_at_the_line() {
        let error = Lexicon::default().add(Path::new("own.toml"), "[a]\nreason = 1\nwords = []\n").unwrap_err();
        assert_eq!(error.excerpt().unwrap().line_and_column().0, 2);
    }
}
