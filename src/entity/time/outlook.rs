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
    /// Before it.
    Past,
    /// On it or soon after: a weekday is the next one; months and years are read as those near by.
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
    let Some(first) = verbs.next() else { return Outlook::Past };
    let last = verbs.clone().next_back().unwrap_or(first);
    let perfect = words.holds("perfect", &first.lower) || verbs.any(|token| words.holds("perfect", &token.lower));
    match first.tag {
        // "Has resigned", "may have left": what is done is past, whatever its first word.
        _ if perfect && matches!(last.tag, Tag::Vbn | Tag::Vbd) => Outlook::Past,
        Tag::Md if words.holds("present_modals", &first.lower) => Outlook::Present,
        // "The firm says on Friday that …": newspapers tell in the present what was said.
        Tag::Vbz | Tag::Vbp if !words.holds("telling", &last.lemma) => Outlook::Present,
        _ => Outlook::Past,
    }
}

fn is_verb(tag: Tag) -> bool {
    matches!(tag, Tag::Md | Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz)
}
