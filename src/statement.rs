//! What the graph keeps: who did what to whom, how the text puts it, and the words it rests on.
//!
//! Plain data, below every module that makes or reads statements. The names of the fields are those of
//! `actant extract --format ndjson`: fields may be added, none is renamed.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// One actor, one action, at most one target, the remaining roles, and how the text puts it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The statement's IRI.
    pub id: String,
    /// The id of the document: its path under the folder that was given, or its URL.
    pub document: String,
    /// The number of the sentence in its document, from 1.
    pub sentence: u32,
    /// The words of the sentence.
    pub text: String,
    /// The first code point of the sentence.
    pub start: u32,
    /// The code point after the sentence.
    pub end: u32,
    /// Who acts; absent in "votes were changed".
    pub actor: Option<Argument>,
    /// What is done.
    pub action: Action,
    /// To whom or what; absent in "Soleimani died".
    pub target: Option<Argument>,
    /// What else takes part.
    pub roles: Vec<Role>,
    /// Whether the text says it happened or that it did not.
    pub polarity: Polarity,
    /// How real the text makes it.
    pub modality: Modality,
    /// The words that set polarity, modality and attribution.
    pub cues: Vec<Cue>,
    /// Who says so, if not the document itself.
    pub attribution: Option<Attribution>,
    /// When, if the text says.
    pub time: Option<Time>,
    /// The id of the rule that found it.
    pub rule: String,
    /// The chance that a careful reader would agree, from 0 to 1.
    pub confidence: f64,
}

/// What fills the slot of actor or target.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Argument {
    /// The words, as written.
    pub text: String,
    /// The head word.
    pub head: String,
    /// The first code point.
    pub start: u32,
    /// The code point after the last.
    pub end: u32,
    /// The name of the entity it was resolved to.
    pub entity: Option<String>,
    /// That entity's IRI.
    pub iri: Option<String>,
    /// What kind of thing the entity is: `Person`, `Organization`, `Country`, `Place`, `Group`, `Thing`, …
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The id of the statement that this argument is, when it is one.
    pub statement: Option<String>,
    /// Where the head word stands in the analysis; not written out.
    #[serde(skip)]
    pub head_at: Option<TokenAt>,
}

/// A token's place in the analysis of its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TokenAt {
    /// The index of the sentence in its document, from 0.
    pub sentence: u32,
    /// The index of the token in its sentence, from 0.
    pub token: u32,
}

impl TokenAt {
    /// The place of the name before a turn of a transcript, which is in no sentence, by its first code point.
    pub fn of_turn(start: u32) -> Self {
        TokenAt { sentence: start, token: u32::MAX }
    }

    /// Whether it is the place of the name before a turn.
    pub fn is_of_turn(self) -> bool {
        self.token == u32::MAX
    }
}

/// What is done: a verb group and the lemma of the verb that carries the content.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Action {
    /// The words, auxiliaries and cues included.
    pub text: String,
    /// The lemma with the particle, preposition and light noun that belong to it: "carry out", "meet with".
    pub lemma: String,
    /// The first code point.
    pub start: u32,
    /// The code point after the last.
    pub end: u32,
}

/// A further participant or circumstance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// The preposition, or `time`, `place`, `recipient`, `instrument`, `purpose`, `topic`, …
    pub role: String,
    /// The words, without the preposition.
    pub text: String,
    /// The first code point.
    pub start: u32,
    /// The code point after the last.
    pub end: u32,
    /// The name of the entity it was resolved to.
    pub entity: Option<String>,
    /// That entity's IRI.
    pub iri: Option<String>,
    /// The id of the statement that this participant is, when it is one.
    pub statement: Option<String>,
    /// Where the head word stands in the analysis; not written out.
    #[serde(skip)]
    pub head_at: Option<TokenAt>,
}

/// Whether the text says that it happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It is said to be so.
    #[default]
    Affirmed,
    /// It is said not to be so.
    Negated,
}

/// How real the text makes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// It is put as a fact.
    #[default]
    Actual,
    /// Somebody tried, or something was made for it: "sought to", "efforts to", "aimed at".
    Attempted,
    /// It lies ahead: "will", "plans to".
    Planned,
    /// Somebody wants it done: "urged", "ordered", "must", "should".
    Asked,
    /// It may be so: "may", "could", "reportedly", "probably".
    Possible,
    /// It hangs on something else: "if", "would".
    Conditional,
}

/// Words that set the polarity, the modality or the attribution of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// What the words set.
    pub kind: CueKind,
    /// The words.
    pub text: String,
    /// The first code point.
    pub start: u32,
    /// The code point after the last.
    pub end: u32,
}

/// What a cue sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CueKind {
    /// "not", "denied", "failed to".
    Polarity,
    /// "sought to", "may", "if".
    Modality,
    /// "said", "according to".
    Attribution,
}

/// Who says so.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// The words that name the source.
    pub text: String,
    /// The name of the entity it was resolved to.
    pub entity: Option<String>,
    /// That entity's IRI.
    pub iri: Option<String>,
    /// The words that make it a source: "said", "according to".
    pub cue: String,
    /// The first code point of the source.
    pub start: u32,
    /// The code point after the source.
    pub end: u32,
    /// Where the source's head word stands in the analysis; not written out.
    #[serde(skip)]
    pub head_at: Option<TokenAt>,
}

/// When it happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// The words, as written.
    pub text: String,
    /// An ISO 8601 date or interval with the precision the text has: `2020`, `2020-11`, `2020-10-20/2020-11-03`.
    pub value: Option<String>,
    /// The first code point.
    pub start: u32,
    /// The code point after the last.
    pub end: u32,
}

impl Argument {
    /// Where the words stand in the document's clean text.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

impl Polarity {
    /// The word that is written out.
    pub fn as_str(self) -> &'static str {
        match self {
            Polarity::Affirmed => "affirmed",
            Polarity::Negated => "negated",
        }
    }
}

impl Modality {
    /// The word that is written out.
    pub fn as_str(self) -> &'static str {
        match self {
            Modality::Actual => "actual",
            Modality::Attempted => "attempted",
            Modality::Planned => "planned",
            Modality::Asked => "asked",
            Modality::Possible => "possible",
            Modality::Conditional => "conditional",
        }
    }
}
