//! Times that are told from another one of the text: "a day earlier", "the same month", "two days before the vote on
//! November 3".
//!
//! In come the statements of a document whose other times have their values, out come the values of these. The time they
//! are told from is the last one before them in their sentence, the only other one there, or the only one of the sentence
//! before. Where there is none, or more than one, they have no value.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use super::calendar::Context;
use super::grammar;
use super::value::{Point, TimeValue};
use super::{Outlook, TimeResolver};
use crate::statement::{Statement, Time};
use crate::syntax::{Sentence, Tag};

/// How many words after "two days before" its date is looked for in.
const MOST_WORDS: usize = 8;

/// Where the times of every sentence begin that have a value, and which.
type Known = BTreeMap<u32, Vec<(u32, Point)>>;

impl TimeResolver {
    /// Gives the times that are told from others their values.
    pub(super) fn tell_from_others(
        &self,
        statements: &mut [Statement],
        sentences: &[impl Borrow<Sentence>],
        reference: Option<Point>,
    ) {
        let open = |statement: &Statement| statement.time.as_ref().is_some_and(|time| time.value.is_none());
        if !statements.iter().any(open) {
            return;
        }
        let mut known = Known::new();
        for statement in statements.iter() {
            let time = statement.time.as_ref();
            let value = time.and_then(|time| point(time.value.as_deref()?.parse().ok()?));
            known.entry(statement.sentence).or_default().extend(time.map(|time| time.start).zip(value));
        }
        for statement in statements {
            let Some(time) = statement.time.as_mut().filter(|time| time.value.is_none()) else { continue };
            let sentence = sentences.get((statement.sentence as usize).wrapping_sub(1)).map(Borrow::borrow);
            let value = self.told_from_event(time, sentence, reference).or_else(|| {
                let expression = grammar::parse(&self.words, &self.words.read(&time.text))?;
                let anchor = Some(anchor(&known, statement.sentence, time.start)?);
                Context { reference, outlook: Outlook::Past, anchor }.resolve(&expression)
            });
            let Some(value) = value else { continue };
            time.value = Some(value.to_string());
            known.entry(statement.sentence).or_default().extend(point(value).map(|value| (time.start, value)));
        }
    }

    /// "Two days before the vote on November 3", "a day after Tuesday's debate": told from the date of a noun phrase.
    fn told_from_event(&self, time: &Time, sentence: Option<&Sentence>, reference: Option<Point>) -> Option<TimeValue> {
        let tokens = sentence?.tokens();
        let first = tokens.iter().position(|token| token.span.start >= time.start)?;
        let within = tokens[first..].iter().take_while(|token| token.span.start < time.end);
        let side = first + within.into_iter().position(|token| matches!(&*token.lower, "before" | "after"))?;
        let finite = |tag: Tag| matches!(tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md);
        let noun = tokens[side + 1..].iter().take(MOST_WORDS).take_while(|token| !finite(token.tag));
        let noun = noun.take_while(|token| !matches!(&*token.lower, "," | ";" | "." | "and" | "or"));
        let text =
            |tokens: &[crate::syntax::Token]| tokens.iter().map(|token| &*token.text).collect::<Vec<_>>().join(" ");
        let end = side + 1 + noun.count();
        let outlook = if &*tokens[side].lower == "before" { Outlook::Unknown } else { Outlook::Past };
        let [found] = &self.find(&text(&tokens[side + 1..end]), reference, outlook)[..] else { return None };
        let distance = grammar::parse(&self.words, &self.words.read(&text(&tokens[first..=side])))?;
        Context { reference, outlook: Outlook::Past, anchor: point(found.value) }.resolve(&distance)
    }
}

fn point(value: TimeValue) -> Option<Point> {
    match value {
        TimeValue::Point(point) => Some(point),
        TimeValue::Interval(..) => None,
    }
}

/// The time that one at a place of a sentence is told from.
fn anchor(known: &Known, sentence: u32, start: u32) -> Option<Point> {
    let times = |sentence: u32| known.get(&sentence).map_or(&[][..], Vec::as_slice);
    let here = times(sentence);
    let before = here.iter().filter(|(at, _)| *at < start).max_by_key(|(at, _)| *at);
    match before {
        Some((_, value)) => Some(*value),
        None if !here.is_empty() => only(here),
        None => only(times(sentence.wrapping_sub(1))),
    }
}

/// The value that all of some times share.
fn only(times: &[(u32, Point)]) -> Option<Point> {
    let (_, first) = times.first()?;
    times.iter().all(|(_, value)| value == first).then_some(*first)
}
