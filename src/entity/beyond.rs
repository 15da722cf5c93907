//! What has no name and is known beyond its document all the same: "Iranian hackers", "the Russian government", "the Obama
//! administration".
//!
//! In comes a group of mentions, out goes what it is compared by across documents. What has a name is compared by that
//! ([`groups`](super::groups)); anything else without one is of its document alone.

use super::EntityKind;
use super::draft::{Cluster, Draft};
use super::groups::body_of_country;
use super::mention::{Form, Number, words};
use super::name::key;
use super::naming::body_of_state;
use super::repetition::key_of_group;
use crate::syntax::Pos;

/// What a group of mentions without a name is compared by across documents, if it is known beyond its own.
pub(super) fn known_as(draft: &Draft<'_>, group: &Cluster) -> Option<String> {
    let first = group.mentions.first().copied().filter(|_| !group.named)?;
    match group.country {
        Some(_) => by_country(draft, first, group.kind()),
        None => administration(draft, first),
    }
}

/// How what has no name but a country is compared across documents. "Iranian hackers" of one report are those of the next
/// as much as any name is, and so is "the Iranian government"; "the hackers" are not.
fn by_country(draft: &Draft<'_>, first: u32, kind: EntityKind) -> Option<String> {
    let (mention, sentence) = (&draft.mentions[first as usize], draft.sentence(first));
    let tokens = &sentence.tokens()[mention.range()];
    match kind {
        EntityKind::Group => {
            let counted = tokens.iter().any(|token| token.pos == Pos::Num);
            let open = mention.form == Form::Indefinite && mention.number == Number::Plural && !counted;
            let key = open.then(|| key_of_group(draft, first)).flatten()?;
            Some(format!("group {key}"))
        }
        EntityKind::Organization => {
            let article = tokens.first().filter(|token| token.pos == Pos::Det);
            if article.is_some_and(|article| &*article.lower != "the") {
                return None;
            }
            let range = mention.range();
            let words = words(sentence, range.start + usize::from(article.is_some())..range.end);
            let (body, country) = body_of_state(draft.knowledge, &words)?;
            Some(body_of_country(draft.knowledge, &body, country))
        }
        _ => None,
    }
}

/// How the administration of somebody is compared across documents: "the Obama administration".
fn administration(draft: &Draft<'_>, first: u32) -> Option<String> {
    let mention = &draft.mentions[first as usize];
    let tokens = &draft.sentence(first).tokens()[mention.range()];
    let [article, name @ .., head] = tokens else { return None };
    let named = !name.is_empty() && name.iter().all(|token| token.pos == Pos::Propn);
    let known = &*article.lower == "the" && &*head.lower == "administration" && named;
    known.then(|| format!("name {}", key(draft.text(first).split_once(' ').map_or("", |(_, name)| name))))
}
