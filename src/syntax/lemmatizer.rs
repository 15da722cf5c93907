//! Words to dictionary forms, by spaCy's English rules and the tables of the model.
//!
//! In comes a word with its coarse tag and features, out goes its lemma. What the features show to be a base form is
//! only put in lower case; else the endings of the rules are tried, exceptions before rules, known forms before
//! unknown ones. Lemmas that the attribute ruler sets never come here.

use fst::{Map, Set};
use serde::{Deserialize, Serialize};

use super::character::is_alpha;
use super::label::Pos;
use crate::{Error, Result};

/// The tables of a lemmatizer, as they are kept in a model file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LemmaTables {
    /// One table for each coarse tag that has any, with the index of the tag in [`Pos::ALL`].
    pub by_pos: Vec<(u8, LemmaTable)>,
}

/// The rules for one part of speech, as they are kept in a model file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LemmaTable {
    /// Endings and what replaces them, in order.
    pub rules: Vec<(String, String)>,
    /// Known base forms, as the bytes of an [`fst::Set`].
    #[serde(with = "serde_bytes")]
    pub index: Vec<u8>,
    /// Irregular forms, as the bytes of an [`fst::Map`] into `lemmas`.
    #[serde(with = "serde_bytes")]
    pub exceptions: Vec<u8>,
    /// The lemmas of the irregular forms.
    pub lemmas: Vec<Vec<String>>,
}

impl LemmaTable {
    /// Makes a table from what a package holds.
    ///
    /// # Errors
    ///
    /// When the words cannot be packed.
    pub fn new(
        rules: Vec<(String, String)>,
        mut index: Vec<String>,
        mut exceptions: Vec<(String, Vec<String>)>,
    ) -> std::result::Result<Self, fst::Error> {
        index.sort_unstable();
        index.dedup();
        exceptions.sort_unstable();
        exceptions.dedup_by(|a, b| a.0 == b.0);
        let words = exceptions.iter().enumerate().map(|(number, (word, _))| (word, number as u64));
        Ok(LemmaTable {
            rules,
            index: Set::from_iter(index)?.as_fst().as_bytes().to_vec(),
            exceptions: Map::from_iter(words)?.as_fst().as_bytes().to_vec(),
            lemmas: exceptions.into_iter().map(|(_, lemmas)| lemmas).collect(),
        })
    }

    fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.lemmas.is_empty() && Set::new(&self.index).is_ok_and(|index| index.is_empty())
    }
}

/// The tables of one part of speech, ready to be used.
#[derive(Clone, Debug)]
struct Table {
    rules: Vec<(String, String)>,
    index: Set<Vec<u8>>,
    exceptions: Map<Vec<u8>>,
    lemmas: Vec<Vec<String>>,
}

/// The lemmatizer of a model.
#[derive(Clone, Debug)]
pub struct Lemmatizer {
    /// One place for each of [`Pos::ALL`].
    tables: Vec<Option<Table>>,
}

impl Lemmatizer {
    /// Makes the lemmatizer from a model's tables.
    ///
    /// # Errors
    ///
    /// When a table is damaged.
    pub fn new(tables: LemmaTables) -> Result<Self> {
        let damaged = || Error::new("the lemma tables of the model are damaged");
        let mut by_pos = vec![None; Pos::ALL.len()];
        for (pos, table) in tables.by_pos.into_iter().filter(|(_, table)| !table.is_empty()) {
            let place = by_pos.get_mut(usize::from(pos)).ok_or_else(damaged)?;
            *place = Some(Table {
                rules: table.rules,
                index: Set::new(table.index).map_err(|cause| damaged().caused_by(cause))?,
                exceptions: Map::new(table.exceptions).map_err(|cause| damaged().caused_by(cause))?,
                lemmas: table.lemmas,
            });
        }
        Ok(Lemmatizer { tables: by_pos })
    }

    /// The lemma of a word: its text as written and in lower case, its coarse tag and its features.
    pub fn lemmatize(&self, text: &str, lower: &str, pos: Option<Pos>, morph: &str) -> String {
        let Some(pos) = pos else { return lower.to_owned() };
        if pos == Pos::Space || is_base_form(pos, morph) {
            return lower.to_owned();
        }
        match &self.tables[pos as usize] {
            Some(table) => table.lemmatize(text, lower),
            None if pos == Pos::Propn => text.to_owned(),
            None => lower.to_owned(),
        }
    }
}

impl Table {
    fn lemmatize(&self, text: &str, lower: &str) -> String {
        let exception = self.exceptions.get(lower).and_then(|number| self.lemmas.get(usize::try_from(number).ok()?));
        let exceptions = exception.map_or(&[][..], Vec::as_slice);
        // Known forms go to the front as they are found, so that the last one found comes first.
        let (mut known, mut not_words, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
        for (ending, replacement) in &self.rules {
            let Some(stem) = lower.strip_suffix(ending.as_str()) else { continue };
            let form = format!("{stem}{replacement}");
            if form.is_empty() {
                continue;
            }
            if self.index.contains(&form) {
                known.push(form);
            } else if !form.chars().all(is_alpha) {
                not_words.push(form);
            } else {
                unknown.push(form);
            }
        }
        let is_found = |form: &String| known.contains(form) || not_words.contains(form);
        let exception = exceptions.iter().rev().find(|form| !is_found(form));
        let found = exception.cloned().or(known.pop()).or(not_words.into_iter().next());
        found.or(unknown.into_iter().next()).unwrap_or_else(|| text.to_owned())
    }
}

/// Whether the features say that the word is a base form already.
fn is_base_form(pos: Pos, morph: &str) -> bool {
    let feature = |name: &str| {
        morph.split('|').find_map(|feature| feature.split_once('=').filter(|(key, _)| *key == name)).map(|(_, v)| v)
    };
    let finite_present = || feature("VerbForm") == Some("Fin") && feature("Tense") == Some("Pres");
    (pos == Pos::Noun && feature("Number") == Some("Sing"))
        || (pos == Pos::Verb && finite_present() && feature("Number").is_none())
        || matches!(feature("VerbForm"), Some("Inf" | "None"))
        || feature("Degree") == Some("Pos")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemmatizer() -> Lemmatizer {
        let rules = |rules: &[(&str, &str)]| rules.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<String>>();
        let nouns = LemmaTable::new(
            rules(&[("s", ""), ("ses", "s"), ("ves", "f"), ("ies", "y")]),
            words(&["city", "gas", "wolf", "wolve", "axis", "axe"]),
            vec![("axes".to_owned(), words(&["axis", "ax"])), ("mice".to_owned(), words(&["mouse"]))],
        );
        let verbs = LemmaTable::new(
            rules(&[("s", ""), ("ed", "e"), ("ed", ""), ("ing", "")]),
            words(&["hope", "hop", "walk"]),
            vec![("went".to_owned(), words(&["go"]))],
        );
        let tables = vec![(Pos::Noun as u8, nouns.unwrap()), (Pos::Verb as u8, verbs.unwrap())];
        Lemmatizer::new(LemmaTables { by_pos: tables }).unwrap()
    }

    #[test]
    fn lemmas_follow_rules_and_tables() {
        let lemmatizer = lemmatizer();
        let table = [
            ("Cities", Pos::Noun, "Number=Plur", "city"),
            ("gases", Pos::Noun, "Number=Plur", "gas"),
            ("wolves", Pos::Noun, "Number=Plur", "wolf"),
            ("Mice", Pos::Noun, "Number=Plur", "mouse"),
            ("axes", Pos::Noun, "Number=Plur", "ax"),
            ("Zorbs", Pos::Noun, "Number=Plur", "zorb"),
            ("e-mails", Pos::Noun, "Number=Plur", "e-mail"),
            ("Sheep", Pos::Noun, "Number=Plur", "Sheep"),
            ("Gas", Pos::Noun, "Number=Sing", "gas"),
            ("hoped", Pos::Verb, "Tense=Past|VerbForm=Fin", "hop"),
            ("walked", Pos::Verb, "Tense=Past|VerbForm=Fin", "walk"),
            ("zorbed", Pos::Verb, "Tense=Past|VerbForm=Fin", "zorbe"),
            ("Went", Pos::Verb, "Tense=Past|VerbForm=Fin", "go"),
            ("walks", Pos::Verb, "Number=Sing|Tense=Pres|VerbForm=Fin", "walk"),
            ("Sings", Pos::Verb, "VerbForm=Inf", "sings"),
            ("Moscow", Pos::Propn, "Number=Sing", "Moscow"),
            ("The", Pos::Det, "", "the"),
        ];
        for (text, pos, morph, lemma) in table {
            assert_eq!(lemmatizer.lemmatize(text, &text.to_lowercase(), Some(pos), morph), lemma, "{text}");
        }
    }

    #[test]
    fn damaged_tables_are_an_error() {
        let table = LemmaTable { index: vec![1, 2, 3], rules: vec![Default::default()], ..LemmaTable::default() };
        assert!(Lemmatizer::new(LemmaTables { by_pos: vec![(0, table)] }).is_err());
    }
}
