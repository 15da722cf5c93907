//! One rule: a pattern and what its names stand for.

use std::path::PathBuf;

use serde::Deserialize;

use super::pattern::{Bindings, Pattern};
use super::template::Template;
use crate::clause::{Draft, Slot};
use crate::lexicon::Lexicon;
use crate::statement::{CueKind, Modality, Polarity};
use crate::syntax::Sentence;

/// A rule of a rule file.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name, unique among all rules.
    pub id: String,
    /// Why it is there, in one line.
    pub reason: String,
    /// The file it stands in.
    pub file: PathBuf,
    /// The pattern as written.
    pub text: String,
    /// Sentences that it matches, with statements found in them.
    pub examples: Vec<Example>,
    /// Sentences that it does not match.
    pub counter: Vec<String>,
    /// What the rule says of the statement's polarity.
    pub polarity: Option<Polarity>,
    /// What the rule says of the statement's modality.
    pub modality: Option<Modality>,
    pub(super) pattern: Pattern,
    pub(super) slots: Slots,
    pub(super) lemma: Option<Template>,
    pub(super) lemma_text: Option<String>,
}

/// A sentence with statements that are found in it.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The statements: "actor | lemma | target (negated, attempted; attributed to source)".
    pub statements: Vec<String>,
}

/// Which names of the pattern fill which slots of the statement, by their places among the pattern's names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Slots {
    pub actor: Option<usize>,
    pub action: usize,
    pub target: Option<usize>,
    pub source: Option<usize>,
    pub cues: Vec<(usize, Option<CueKind>)>,
    pub roles: Vec<(usize, String)>,
}

impl Slots {
    /// Reads the slots off the names of a pattern.
    ///
    /// # Errors
    /// Says which name was expected, when there is no action or nothing is said of it.
    pub fn of(pattern: &Pattern) -> Result<Slots, &'static str> {
        let action = pattern.variable("action").ok_or("expected a node with the name =action")?;
        let mut slots = Slots { action, ..Slots::default() };
        for (variable, name) in pattern.variables().enumerate() {
            match name {
                "actor" => slots.actor = Some(variable),
                "target" => slots.target = Some(variable),
                "source" => slots.source = Some(variable),
                "cue" => slots.cues.push((variable, None)),
                "cue.polarity" => slots.cues.push((variable, Some(CueKind::Polarity))),
                "cue.modality" => slots.cues.push((variable, Some(CueKind::Modality))),
                "cue.attribution" => slots.cues.push((variable, Some(CueKind::Attribution))),
                _ => {
                    if let Some(role) = name.strip_prefix("role.") {
                        slots.roles.push((variable, role.replace('-', " ")));
                    }
                }
            }
        }
        Ok(slots)
    }
}

impl Rule {
    /// How the rule writes the lemma of its action, if it does.
    pub fn lemma(&self) -> Option<&str> {
        self.lemma_text.as_deref()
    }

    /// Turns the tokens of one match into what they stand for; nothing if a list does not hold the lemma's words.
    pub(super) fn draft(&self, found: &Bindings, sentence: &Sentence, lexicon: &Lexicon) -> Option<Draft> {
        let slots = &self.slots;
        let action = found.get(slots.action)?;
        let lemma = match &self.lemma {
            Some(template) => Some(template.fill(found, sentence, lexicon)?),
            None => None,
        };
        let slot = |variable: Option<usize>| match variable {
            None => Slot::Unsaid,
            Some(variable) => found.get(variable).map_or(Slot::Empty, Slot::Token),
        };
        let source = slots.source.and_then(|source| found.get(source));
        let mut cues = Vec::new();
        for &(variable, kind) in &slots.cues {
            let Some(token) = found.get(variable) else { continue };
            match kind {
                Some(kind) => cues.push((kind, token)),
                // A cue of no stated kind is the cue of all that the rule sets.
                None => {
                    cues.extend(self.polarity.map(|_| (CueKind::Polarity, token)));
                    cues.extend(self.modality.map(|_| (CueKind::Modality, token)));
                    cues.extend(source.map(|_| (CueKind::Attribution, token)));
                }
            }
        }
        let role = |(variable, name): &(usize, String)| Some((name.clone(), found.get(*variable)?));
        Some(Draft {
            rule: self.id.clone(),
            action,
            actor: slot(slots.actor),
            target: slot(slots.target),
            source,
            roles: slots.roles.iter().filter_map(role).collect(),
            cues,
            lemma,
            polarity: self.polarity,
            modality: self.modality,
        })
    }
}
