//! All rules together, indexed by the words that make each worth trying.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxHashMap;

use super::file;
use super::pattern::DeepRelations;
use super::rule::Rule;
use crate::clause::Draft;
use crate::lexicon::Lexicon;
use crate::syntax::Sentence;
use crate::{Error, Result};

/// The shipped rule files, by name.
const SHIPPED: &[(&str, &str)] = &[
    ("rules/nominal-acts.toml", include_str!("../../rules/nominal-acts.toml")),
    ("rules/endeavours.toml", include_str!("../../rules/endeavours.toml")),
    ("rules/participants.toml", include_str!("../../rules/participants.toml")),
    ("rules/relations.toml", include_str!("../../rules/relations.toml")),
];

/// The rules, in the order in which they apply.
#[derive(Clone, Debug)]
pub struct RuleSet {
    rules: Vec<Rule>,
    lexicon: Arc<Lexicon>,
    /// The rules to be tried on a sentence that holds this lemma.
    triggers: FxHashMap<Box<str>, Vec<Trigger>>,
    /// The rules to be tried on every sentence.
    always: Vec<usize>,
}

/// A rule that a word calls up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Trigger {
    rule: usize,
    /// Whether the word is the pattern's first node; else any token may be.
    is_root: bool,
}

impl RuleSet {
    /// The rules that are shipped.
    pub fn embedded(lexicon: Arc<Lexicon>) -> Self {
        Self::from_sources(shipped(), lexicon).expect("the shipped rules are well formed")
    }

    /// The rules that are shipped and those of a folder; a rule of a known id replaces the shipped one.
    ///
    /// Reads every `*.toml` file that lies right in the folder, in the order of their names; one that holds other
    /// tables than rules is data for another part of the program, and passed over.
    ///
    /// # Errors
    /// When the folder or a file cannot be read, or a file is not a file of rules.
    pub fn with_folder(lexicon: Arc<Lexicon>, folder: &Path) -> Result<Self> {
        Self::from_sources(shipped().chain(read_folder(folder)?), lexicon)
    }

    /// The rules of some files alone, given as names and texts; later rules replace earlier ones of the same id.
    ///
    /// # Errors
    /// When a text is not a file of rules.
    pub fn from_sources(sources: impl IntoIterator<Item = (PathBuf, String)>, lexicon: Arc<Lexicon>) -> Result<Self> {
        let mut rules: IndexMap<String, Rule> = IndexMap::new();
        for (name, source) in sources {
            for rule in file::read(&name, &source, &lexicon)? {
                rules.insert(rule.id.clone(), rule);
            }
        }
        Ok(Self::new(rules.into_values().collect(), lexicon))
    }

    fn new(rules: Vec<Rule>, lexicon: Arc<Lexicon>) -> Self {
        let mut triggers: FxHashMap<Box<str>, Vec<Trigger>> = FxHashMap::default();
        let mut always = Vec::new();
        for (index, rule) in rules.iter().enumerate() {
            let (lemmas, is_root) = match rule.pattern.root_lemmas() {
                Some(lemmas) => (Some(lemmas), true),
                None => (rule.pattern.required_lemmas(), false),
            };
            match lemmas {
                None => always.push(index),
                Some(lemmas) => {
                    for lemma in lemmas {
                        triggers.entry(lemma.into()).or_default().push(Trigger { rule: index, is_root });
                    }
                }
            }
        }
        RuleSet { rules, lexicon, triggers, always }
    }

    /// The rules, in the order in which they apply.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of this id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The word lists that the rules were read with.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Finds everything that the rules say about a sentence, rule by rule and then left to right.
    ///
    /// The work is bounded by the length of the sentence and the number of rules.
    pub fn apply(&self, sentence: &Sentence, deep: &DeepRelations) -> Vec<Draft> {
        let mut called: Vec<(Trigger, usize)> =
            self.always.iter().map(|&rule| (Trigger { rule, is_root: false }, 0)).collect();
        for (index, token) in sentence.tokens().iter().enumerate() {
            if let Some(triggers) = self.triggers.get(&*token.lemma) {
                called.extend(triggers.iter().map(|trigger| (*trigger, index)));
            }
        }
        called.sort_unstable();
        let mut found = Vec::new();
        for calls in called.chunk_by(|a, b| a.0.rule == b.0.rule) {
            let Trigger { rule: index, is_root } = calls[0].0;
            let rule = &self.rules[index];
            let matches = if is_root {
                rule.pattern.matches(sentence, deep, calls.iter().map(|(_, token)| *token))
            } else {
                rule.pattern.matches(sentence, deep, 0..sentence.len())
            };
            found.extend(matches.iter().filter_map(|bound| rule.draft(bound, sentence, &self.lexicon)));
        }
        found
    }
}

/// The names and texts of the shipped files.
fn shipped() -> impl Iterator<Item = (PathBuf, String)> {
    SHIPPED.iter().map(|(name, source)| (PathBuf::from(name), (*source).to_owned()))
}

/// The names and texts of a folder's rule files, in the order of their names.
fn read_folder(folder: &Path) -> Result<Vec<(PathBuf, String)>> {
    let entries = std::fs::read_dir(folder).map_err(|error| Error::read(folder, error))?;
    let mut files: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let read = |file: PathBuf| match std::fs::read_to_string(&file) {
        Ok(source) => Ok((file, source)),
        Err(error) => Err(Error::read(&file, error)),
    };
    let mut sources = files.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    sources.retain(|(_, source)| file::is_of_rules(source));
    Ok(sources)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::rules::pattern::{Deep, DeepRelations};
    use crate::rules::trees::blamed;

    fn lexicon() -> Arc<Lexicon> {
        Arc::new(Lexicon::embedded())
    }

    const BLAME: &str = r#"
[[rule]]
id = "blame-for"
reason = "Whoever is blamed for an act did it."
pattern = '{lemma:blame}=cue >subject {}=source >object {}=actor >prep ({lower:for} >pcomp {}=action)'
modality = "possible"
examples = [{ text = "A blamed B for doing it.", statements = [] }]
"#;

    #[test]
    fn shipped_rules_are_well_formed_and_all_files_are_shipped() {
        assert!(RuleSet::embedded(lexicon()).rules().len() >= 40);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
        let names: Vec<_> = read_folder(&folder).unwrap().into_iter().map(|(file, _)| file).collect();
        assert_eq!(names.len(), SHIPPED.len(), "{names:?}");
    }

    #[test]
    fn a_match_names_its_tokens() {
        let rules = RuleSet::from_sources([("own.toml".into(), BLAME.into())], lexicon()).unwrap();
        let deep = DeepRelations::new([(1, Deep::Subject, 0), (1, Deep::Object, 2), (1, Deep::Object, 4)]);
        let found = rules.apply(&blamed(), &deep);
        let slots: Vec<_> = found.iter().map(|draft| (draft.actor.token(), draft.action, draft.source)).collect();
        assert_eq!(slots, [(Some(2), 6, Some(0)), (Some(4), 6, Some(0))]);
    }

    #[test]
    fn a_folder_adds_rules_and_replaces_those_of_the_same_id() {
        let folder = tempfile::tempdir().unwrap();
        let other = BLAME.replace("blame-for", "act-by");
        fs::write(folder.path().join("own.toml"), format!("{BLAME}{other}")).unwrap();
        fs::write(folder.path().join("furniture.toml"), "[[line]]\nwords = []\n").unwrap();
        fs::write(folder.path().join("notes.txt"), "not TOML").unwrap();
        let shipped = RuleSet::embedded(lexicon());
        let rules = RuleSet::with_folder(lexicon(), folder.path()).unwrap();
        assert_eq!(rules.rules().len(), shipped.rules().len() + 1);
        assert_eq!(rules.rule("act-by").unwrap().reason, "Whoever is blamed for an act did it.");
    }
}
