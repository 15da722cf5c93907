//! Whether rules do what their examples say.

use crate::document::Document;
use crate::iri::Iris;
use crate::statement::{Modality, Polarity, Statement};
use crate::syntax::{Analyzer, Sentence};

use super::extractor::Extractor;
use super::rule::{Example, Rule};

/// Something that a rule's examples promise and the rule does not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The id of the rule.
    pub rule: String,
    /// The sentence of the example.
    pub text: String,
    /// What is wrong.
    pub kind: FailureKind,
    /// The statements that were found in the sentence, as examples write them.
    pub found: Vec<String>,
}

/// What is wrong with an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// The rule does not match its example.
    NoMatch,
    /// The rule matches its counter-example.
    Overshoot,
    /// This statement, as the example writes it, was not found.
    Missing(String),
}

/// Runs every example and counter-example of some rules of an extractor.
pub fn check<'a>(
    extractor: &Extractor,
    analyzer: &Analyzer,
    rules: impl IntoIterator<Item = &'a Rule>,
) -> Vec<Failure> {
    let analyse = |text: &str| {
        let document = Document::from_sentence("example", text);
        let sentences = analyzer.analyze(&document);
        (document, sentences)
    };
    let mut failures = Vec::new();
    for rule in rules {
        for example in &rule.examples {
            let (document, sentences) = analyse(&example.text);
            failures.extend(check_example(extractor, rule, example, &document, &sentences));
        }
        for text in &rule.counter {
            let (document, sentences) = analyse(text);
            if matches(extractor, rule, &sentences) {
                let found = described(extractor, &document, &sentences);
                failures.push(Failure {
                    rule: rule.id.clone(),
                    text: text.clone(),
                    kind: FailureKind::Overshoot,
                    found,
                });
            }
        }
    }
    failures
}

fn check_example(
    extractor: &Extractor,
    rule: &Rule,
    example: &Example,
    document: &Document,
    sentences: &[Sentence],
) -> Vec<Failure> {
    let found = described(extractor, document, sentences);
    let missing = example.statements.iter().filter(|expected| !found.contains(&normal(expected)));
    let missing = missing.map(|expected| FailureKind::Missing(expected.clone()));
    let no_match = (!matches(extractor, rule, sentences)).then_some(FailureKind::NoMatch);
    let failure = |kind| Failure { rule: rule.id.clone(), text: example.text.clone(), kind, found: found.clone() };
    no_match.into_iter().chain(missing).map(failure).collect()
}

/// Whether a rule finds anything in some sentences.
fn matches(extractor: &Extractor, rule: &Rule, sentences: &[Sentence]) -> bool {
    sentences.iter().any(|sentence| {
        let sentence = extractor.finder().repair(sentence);
        extractor.drafts(&sentence, &extractor.clauses(&sentence)).iter().any(|draft| draft.rule == rule.id)
    })
}

fn described(extractor: &Extractor, document: &Document, sentences: &[Sentence]) -> Vec<String> {
    extractor.statements(document, sentences, &Iris::default()).iter().map(describe).collect()
}

/// Writes a statement as examples do: "Iran | send | emails (attempted; attributed to officials)".
///
/// What is affirmed, actual or unattributed is not said; an empty slot is a dash.
pub fn describe(statement: &Statement) -> String {
    let slot = |argument: &Option<crate::statement::Argument>| {
        argument.as_ref().map_or_else(|| "–".to_owned(), |argument| argument.text.clone())
    };
    let mut marks = Vec::new();
    if statement.polarity != Polarity::Affirmed {
        marks.push(statement.polarity.as_str());
    }
    if statement.modality != Modality::Actual {
        marks.push(statement.modality.as_str());
    }
    let mut notes: Vec<String> = Vec::new();
    if !marks.is_empty() {
        notes.push(marks.join(", "));
    }
    if let Some(attribution) = &statement.attribution {
        let source = if attribution.text.is_empty() { "–" } else { &attribution.text };
        notes.push(format!("attributed to {source}"));
    }
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) };
    normal(&format!("{} | {} | {}{notes}", slot(&statement.actor), statement.action.lemma, slot(&statement.target)))
}

/// One spelling for white space and empty slots.
fn normal(statement: &str) -> String {
    let words: Vec<_> = statement.split_whitespace().map(|word| if word == "-" { "–" } else { word }).collect();
    words.join(" ")
}
