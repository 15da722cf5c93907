//! One rule: a pattern and what its names stand for.

use std::path::PathBuf;

use serde::Deserialize;

use super::pattern::{Bindings, Pattern};
use super::template::Template;
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

/// What a rule found in a sentence: tokens, each the head of the words that fill a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleMatch {
    /// The rule's place in its [`RuleSet`](super::RuleSet).
    pub rule: usize,
    /// The verb or noun that tells what is done.
    pub action: usize,
    /// Who does it.
    pub actor: Slot,
    /// To whom or what it is done.
    pub target: Slot,
    /// Who says so.
    pub source: Option<usize>,
    /// Further participants, with the names of their roles.
    pub roles: Vec<(String, usize)>,
    /// The words that set polarity, modality or attribution.
    pub cues: Vec<(CueKind, usize)>,
    /// The action's lemma, where it is not that of the action's own clause.
    pub lemma: Option<String>,
    /// The polarity, where the rule sets it.
    pub polarity: Option<Polarity>,
    /// The modality, where the rule sets it.
    pub modality: Option<Modality>,
}

/// What a match says of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The rule does not speak of it: what the action's own clause has stays.
    Unsaid,
    /// The rule could name it and does not here: it is empty.
    Empty,
    /// This token.
    Token(usize),
}

impl Slot {
    /// The token, if there is one.
    pub fn token(self) -> Option<usize> {
        match self {
            Slot::Token(token) => Some(token),
            Slot::Unsaid | Slot::Empty => None,
        }
    }

    fn of(variable: Option<usize>, found: &Bindings) -> Slot {
        match variable {
            None => Slot::Unsaid,
            Some(variable) => found.get(variable).map_or(Slot::Empty, Slot::Token),
        }
    }
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
    /// Turns the tokens of one match into what they stand for.
    pub(super) fn read_match(
        &self,
        rule: usize,
        found: &Bindings,
        sentence: &Sentence,
        lexicon: &Lexicon,
    ) -> Option<RuleMatch> {
        let slots = &self.slots;
        let action = found.get(slots.action)?;
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
        Some(RuleMatch {
            rule,
            action,
            actor: Slot::of(slots.actor, found),
            target: Slot::of(slots.target, found),
            source,
            roles: slots.roles.iter().filter_map(role).collect(),
            cues,
            lemma: self.lemma.as_ref().map(|lemma| lemma.fill(found, sentence, lexicon)),
            polarity: self.polarity,
            modality: self.modality,
        })
    }
}
