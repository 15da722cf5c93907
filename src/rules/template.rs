//! The lemma of a rule's action, written with the lemmas of tokens that the pattern names.
//!
//! `"be {action} of"` puts a token's lemma in its place. `"{action prep@act-nouns}"` joins the lemmas of two tokens,
//! looks them up in a word list and puts there what the list says that they stand for; where the list does not hold
//! them, the rule does not match.

use std::ops::Range;

use super::pattern::{Bindings, Pattern};
use crate::lexicon::Lexicon;
use crate::syntax::{Dep, Sentence, Tag};

/// A text with places for lemmas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    /// The lemmas of some names' tokens, or what a list says that these stand for.
    Lemmas {
        variables: Vec<usize>,
        list: Option<String>,
    },
}

/// What is wrong in a template, where, and what was expected there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TemplateError {
    pub message: String,
    pub range: Range<usize>,
    pub expected: String,
}

impl Template {
    /// Reads a template whose names are those of the pattern and whose lists are those of the lexicon.
    pub fn parse(text: &str, pattern: &Pattern, lexicon: &Lexicon) -> Result<Template, TemplateError> {
        let mut parts = Vec::new();
        let mut at = 0;
        while let Some(open) = text[at..].find('{').map(|offset| at + offset) {
            if open > at {
                parts.push(Part::Text(text[at..open].to_owned()));
            }
            let Some(close) = text[open..].find('}').map(|offset| open + offset) else {
                let expected = "expected } further on".to_owned();
                return Err(TemplateError {
                    message: "this brace is never closed".into(),
                    range: open..open + 1,
                    expected,
                });
            };
            parts.push(place(&text[open + 1..close], open + 1, pattern, lexicon)?);
            at = close + 1;
        }
        if at < text.len() {
            parts.push(Part::Text(text[at..].to_owned()));
        }
        Ok(Template { parts })
    }

    /// Fills in the lemmas of one match; nothing if a list does not hold them.
    ///
    /// A name without a token is left out.
    pub fn fill(&self, found: &Bindings, sentence: &Sentence, lexicon: &Lexicon) -> Option<String> {
        let mut filled = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => filled.push_str(text),
                Part::Lemmas { variables, list } => {
                    let tokens = variables.iter().filter_map(|variable| found.get(*variable));
                    let lemmas: Vec<String> = tokens.map(|token| lemma(sentence, token)).collect();
                    let joined = lemmas.join(" ");
                    match list {
                        None => filled.push_str(&joined),
                        Some(list) => {
                            let list = lexicon.list(list).filter(|list| list.contains(&joined))?;
                            filled.push_str(list.stands_for(&joined).unwrap_or(&joined));
                        }
                    }
                }
            }
        }
        // A name without a token would leave two spaces behind.
        Some(filled.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// The lemma of a token; a participle before a noun is an adjective: "acting director".
fn lemma(sentence: &Sentence, token: usize) -> String {
    let token = &sentence.tokens()[token];
    let adjective = token.tag == Tag::Vbg && matches!(token.dep, Dep::Amod | Dep::Compound);
    if adjective { token.lower.to_string() } else { token.lemma.to_lowercase() }
}

/// Reads what stands between braces: names, and `@` with a list.
fn place(inside: &str, start: usize, pattern: &Pattern, lexicon: &Lexicon) -> Result<Part, TemplateError> {
    let (names, list) = match inside.split_once('@') {
        Some((names, list)) => (names, Some(list)),
        None => (inside, None),
    };
    let mut variables = Vec::new();
    for name in names.split_whitespace() {
        let Some(variable) = pattern.variable(name) else {
            let known: Vec<_> = pattern.variables().collect();
            let offset = start + (name.as_ptr() as usize - inside.as_ptr() as usize);
            return Err(TemplateError {
                message: format!("no node of the pattern has the name {name:?}"),
                range: offset..offset + name.len(),
                expected: format!("expected one of {}", known.join(" ")),
            });
        };
        variables.push(variable);
    }
    if variables.is_empty() {
        let range = start..start + inside.len();
        let expected = "expected the name of a node, such as action".to_owned();
        return Err(TemplateError { message: "a name is missing between the braces".into(), range, expected });
    }
    if let Some(list) = list.filter(|list| lexicon.list(list).is_none()) {
        let end = start + inside.len();
        return Err(TemplateError {
            message: format!("there is no word list {list:?}"),
            range: end - list.len()..end,
            expected: "expected the name of a list".to_owned(),
        });
    }
    Ok(Part::Lemmas { variables, list: list.map(str::to_owned) })
}
