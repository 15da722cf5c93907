//! What else takes part in a clause besides actor and target, and when it happened.

use std::borrow::Cow;

use crate::syntax::{Dep, EntityLabel, Sentence, Tag};

use super::model::{Clause, Clauses, Link, Oblique};
use super::phrase::{self, distance_in_time, is_time, is_time_phrase};
use super::predicate::is_predicate;
use super::proposition::{Circumstance, Core, Filler, Shape, is_told};
use super::words::{Classes, Words};

/// Whether a prepositional phrase says when.
pub(super) fn says_when(sentence: &Sentence, words: &Words, oblique: &Oblique) -> bool {
    is_time_phrase(sentence, words, oblique.preposition[0], oblique.objects[0])
}

pub(super) fn preposition_text(sentence: &Sentence, oblique: &Oblique) -> String {
    let words: Vec<&str> = oblique.preposition.iter().map(|&p| &*sentence.tokens()[p].lower).collect();
    words.join(" ")
}

pub(super) fn is_place(sentence: &Sentence, head: usize) -> bool {
    let label = sentence.entity_at(head).map(|entity| entity.label);
    matches!(label, Some(EntityLabel::Gpe | EntityLabel::Location | EntityLabel::Facility))
}

/// "in Lyon", "off Lesbos": a single name that was taken for a person's, or for none, is a place's after these.
fn is_unknown_place(sentence: &Sentence, preposition: &str, head: usize) -> bool {
    let label = sentence.entity_at(head).map(|entity| entity.label);
    matches!(preposition, "in" | "off")
        && sentence.tokens()[head].tag == Tag::Nnp
        && (matches!(label, None | Some(EntityLabel::Person)) || preposition == "off")
        && sentence.children(head).all(|c| sentence.tokens()[c].dep != Dep::Compound)
}

/// The roles besides actor and target.
pub(super) fn roles(
    sentence: &Sentence,
    words: &Words,
    clauses: &Clauses,
    clause: &Clause,
    core: &Core,
) -> Vec<Circumstance> {
    let tokens = sentence.tokens();
    let mut roles = Vec::new();
    let mut add = |role: Cow<'static, str>, filler| roles.push(Circumstance { role, filler });
    let is_target = |filler: Filler| core.targets.contains(&filler);
    let receives = if clause.passive && !clause.objects.is_empty() { &clause.subjects } else { &clause.recipients };
    let told: &[usize] =
        if clause.content.is_some() && is_told(sentence, words, clause) { &clause.objects } else { &[] };
    for &recipient in receives.iter().chain(told) {
        add(Cow::Borrowed("recipient"), Filler::Phrase(recipient));
    }
    for (index, oblique) in clause.obliques.iter().enumerate() {
        let text = preposition_text(sentence, oblique);
        let example = |&object: &usize| matches!(&*tokens[object].lower, "example" | "instance");
        if core.used == Some(index) || text.starts_with("according") || oblique.objects.iter().any(example) {
            continue;
        }
        for &object in &oblique.objects {
            let role = if is_time_phrase(sentence, words, oblique.preposition[0], object) {
                Cow::Borrowed("time")
            } else if words.word(&text).any(Classes::PLACE_PREPOSITION)
                && (is_place(sentence, object) || is_unknown_place(sentence, &text, object))
            {
                Cow::Borrowed("place")
            } else {
                Cow::Owned(text.clone())
            };
            add(role, Filler::Phrase(object));
        }
    }
    for &adverbial in &clause.adverbials {
        if is_time(sentence, words, adverbial) {
            add(Cow::Borrowed("time"), Filler::Phrase(adverbial));
        }
    }
    for &attribute in &clause.attributes {
        if !is_target(Filler::Phrase(attribute)) && core.shape != Shape::Attribute && core.shape != Shape::Existential {
            add(Cow::Borrowed("as"), Filler::Phrase(attribute));
        }
    }
    if let Some(content) = clause.content.filter(|&content| !is_target(Filler::Clause(content))) {
        add(Cow::Borrowed("content"), Filler::Clause(content));
    }
    for child in sentence.children(clause.predicate) {
        match clauses.of(child).and_then(|c| c.governor).map(|governor| governor.link) {
            Some(Link::Purpose) => add(Cow::Borrowed("purpose"), Filler::Clause(child)),
            _ if tokens[child].dep == Dep::Prep => {
                if let Some(gerund) = sentence.child(child, Dep::Pcomp).filter(|&g| is_predicate(sentence, g))
                    && !is_target(Filler::Clause(gerund))
                {
                    add(Cow::Owned(tokens[child].lower.to_string()), Filler::Clause(gerund));
                }
            }
            _ => {}
        }
    }
    roles
}

/// "Yesterday", "2014" as an adverb.
fn is_dated(sentence: &Sentence, words: &Words, adverb: usize) -> bool {
    is_time(sentence, words, adverb) && sentence.entity_at(adverb).is_some()
}

/// "As early as 2014", "as recently as Tuesday".
fn is_as_early_as(sentence: &Sentence, words: &Words, adverb: usize) -> bool {
    let tokens = sentence.tokens();
    let degree = sentence.children(adverb).any(|c| c < adverb && &*tokens[c].lower == "as");
    let compared = sentence.child(adverb, Dep::Prep).filter(|&c| c > adverb && &*tokens[c].lower == "as");
    let when = compared.and_then(|c| sentence.child(c, Dep::Pobj));
    degree && when.is_some_and(|when| is_dated(sentence, words, when))
}

/// The tokens that say when: those of the clause, or of the verb that only colours it.
pub(super) fn time(sentence: &Sentence, words: &Words, clauses: &Clauses, clause: &Clause) -> Option<Vec<usize>> {
    let tokens = sentence.tokens();
    let mut clause = clause;
    for _ in 0..sentence.len() {
        let mut phrases = clause
            .obliques
            .iter()
            .flat_map(|oblique| oblique.objects.iter().map(|&object| (Some(oblique.preposition[0]), object)))
            .chain(clause.adverbials.iter().map(|&adverbial| (None, adverbial)))
            .filter(|&(preposition, head)| match preposition {
                Some(preposition) => is_time_phrase(sentence, words, preposition, head),
                None => is_time(sentence, words, head),
            });
        // "spoke for an hour on Monday", "ends at midnight on Friday": what can be found on a calendar comes before how
        // long it took and before the time of day.
        let hour = |head| sentence.entity_at(head).is_some_and(|entity| entity.label == EntityLabel::Time);
        let aside = |&(preposition, head): &(Option<usize>, usize)| {
            preposition.is_some_and(|p| &*tokens[p].lower == "for") || hour(head)
        };
        let first = phrases.next();
        let phrase = first.filter(|phrase| !aside(phrase)).or_else(|| phrases.find(|phrase| !aside(phrase))).or(first);
        if let Some((preposition, head)) = phrase {
            let between = preposition.is_some_and(|p| &*tokens[p].lower == "between");
            let mut found = if between { sentence.subtree(head) } else { phrase::whole(sentence, head) };
            found.extend(sentence.entity_at(head).into_iter().flat_map(|entity| entity.tokens.clone()));
            if let Some(preposition) = preposition.filter(|&p| p < head) {
                found.push(preposition);
                // "from 1978 to 1981" is one time.
                let ends = sentence.children(preposition).filter(|&c| tokens[c].dep == Dep::Prep && c > head);
                found.extend(ends.flat_map(|end| sentence.subtree(end)));
                found.extend(
                    distance_in_time(sentence, words, preposition).map(|d| sentence.subtree(d)).into_iter().flatten(),
                );
            }
            found.sort_unstable();
            found.dedup();
            return Some(found);
        }
        let adverb = sentence.children(clause.predicate).find(|&c| {
            tokens[c].dep == Dep::Advmod && (is_dated(sentence, words, c) || is_as_early_as(sentence, words, c))
        });
        if let Some(adverb) = adverb {
            return Some(sentence.subtree(adverb));
        }
        match clause.governor {
            Some(governor) if governor.link == Link::Controlled => clause = clauses.of(governor.token)?,
            _ => return None,
        }
    }
    None
}
