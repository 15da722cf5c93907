//! The lemma of a rule's action, written with the lemmas of tokens that the pattern names: `"{action@act-nouns} {by}"`.

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::syntax::Sentence;

use super::pattern::{Bindings, Pattern};

/// A text with places for lemmas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    /// The lemma of a name's token, or what a list says that it stands for.
    Lemma {
        variable: usize,
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
        let error = |message: String, range, expected: String| Err(TemplateError { message, range, expected });
        let mut parts = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let Some(open) = rest.find('{') else {
                parts.push(Part::Text(rest.to_owned()));
                break;
            };
            if open > 0 {
                parts.push(Part::Text(rest[..open].to_owned()));
            }
            let Some(close) = rest.find('}').filter(|close| *close > open) else {
                return error(
                    "this brace is never closed".into(),
                    at + open..at + open + 1,
                    "expected } further on".into(),
                );
            };
            let inside = &rest[open + 1..close];
            let range = at + open + 1..at + close;
            let (name, list) = match inside.split_once('@') {
                Some((name, list)) => (name, Some(list)),
                None => (inside, None),
            };
            let Some(variable) = pattern.variable(name) else {
                let names: Vec<_> = pattern.variables().collect();
                return error(
                    format!("no node of the pattern has the name {name:?}"),
                    range,
                    format!("expected one of {}", names.join(" ")),
                );
            };
            if let Some(list) = list
                && lexicon.list(list).is_none()
            {
                return error(format!("there is no word list {list:?}"), range, "expected the name of a list".into());
            }
            parts.push(Part::Lemma { variable, list: list.map(str::to_owned) });
            at += close + 1;
        }
        Ok(Template { parts })
    }

    /// Fills in the lemmas of one match; what has no token is left out.
    pub fn fill(&self, found: &Bindings, sentence: &Sentence, lexicon: &Lexicon) -> String {
        let mut filled = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => filled.push_str(text),
                Part::Lemma { variable, list } => {
                    let Some(token) = found.get(*variable) else { continue };
                    let lemma = &*sentence.tokens()[token].lemma;
                    let list = list.as_deref().and_then(|list| lexicon.list(list));
                    filled.push_str(list.and_then(|list| list.stands_for(lemma)).unwrap_or(lemma));
                }
            }
        }
        // A name without a token would leave two spaces behind.
        filled.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
