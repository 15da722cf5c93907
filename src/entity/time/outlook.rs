//! Whether a statement looks back or ahead, by its verb.
//!
//! In comes a statement with its sentence, out goes an [`Outlook`]: "he travels on Sunday" is about the Sunday to come,
//! "he travelled on Sunday" about the one that was.

use super::words::Words;
use crate::statement::{Modality, Statement};
use crate::syntax::{Sentence, Tag, Token};

/// Where what is told lies, seen from the day of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// Before it, or on it.
    Past,
    /// Nothing tells: most often before it, but a date soon after it is possible.
    Unknown,
    /// Near it, as a state that is told in the present: a weekday is the nearest one.
    State,
    /// On it or soon after: a weekday is the next one; months and days not long gone are those that were.
    Present,
    /// After it.
    Future,
}

/// Where a statement's act lies.
pub(super) fn outlook(words: &Words, statement: &Statement, sentence: Option<&Sentence>) -> Outlook {
    if statement.modality == Modality::Planned {
        return Outlook::Future;
    }
    let tokens = sentence.map_or(&[][..], |sentence| sentence.tokens());
    let spans = |token: &&Token| (statement.action.start..statement.action.end).contains(&token.span.start);
    let mut verbs = tokens.iter().filter(spans).filter(|token| is_verb(token.tag));
    let Some(first) = verbs.next() else { return Outlook::Unknown };
    let last = verbs.clone().next_back().unwrap_or(first);
    let perfect = words.holds("perfect", &first.lower) || verbs.any(|token| words.holds("perfect", &token.lower));
    match first.tag {
        _ if words.holds("arranging", &last.lemma) && is_arranged(words, statement) => Outlook::Future,
        // "Has resigned", "may have left": what is done is past, whatever its first word.
        _ if perfect && matches!(last.tag, Tag::Vbn | Tag::Vbd) => Outlook::Past,
        Tag::Md if words.holds("future_modals", &first.lower) => Outlook::Future,
        Tag::Md if &*first.lower == "can" => Outlook::Present,
        Tag::Md if words.holds("told_modals", &first.lower) && statement.attribution.is_some() => Outlook::Present,
        Tag::Vbz | Tag::Vbp if is_state(words, statement, last) => Outlook::State,
        // "The firm says on Friday that …": newspapers tell in the present what was said.
        Tag::Vbz | Tag::Vbp if !words.holds("telling", &last.lemma) => Outlook::Present,
        Tag::Vbz | Tag::Vbp | Tag::Vbd => Outlook::Past,
        _ => Outlook::Unknown,
    }
}

/// "Is under control on Thursday", but neither "the vote is on Thursday" nor "is due on Thursday".
fn is_state(words: &Words, statement: &Statement, verb: &Token) -> bool {
    let said = |text: &str| text.split(' ').any(|word| words.holds("due", word));
    let complement = statement.target.as_ref().map_or("", |target| &target.text);
    let time = statement.time.as_ref().map_or(0, |time| time.start);
    let alone = statement.action.lemma == "be" && statement.action.end + 1 == time;
    words.holds("states", &verb.lemma) && !alone && !said(&statement.action.text) && !said(complement)
}

/// "Until Friday", "for March".
fn is_arranged(words: &Words, statement: &Statement) -> bool {
    let first = statement.time.as_ref().and_then(|time| time.text.split(' ').next());
    first.is_some_and(|first| words.holds("arranged", first))
}

fn is_verb(tag: Tag) -> bool {
    matches!(tag, Tag::Md | Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz)
}
