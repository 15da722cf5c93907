//! Expressions of time to dates and intervals: "on Tuesday", "in November last year", "from 2014 to 2016".
//!
//! In come the words of a statement's time and the date of its document, out comes a [`TimeValue`] in ISO 8601 that
//! is never more precise than the words are. What the words leave open ("two weeks before the polls", "in recent
//! weeks") has no value. The words themselves are data: `rules/time.toml`.

mod anchor;
mod calendar;
mod find;
mod grammar;
mod outlook;
mod relative;
mod value;
mod words;

use std::borrow::Borrow;
use std::path::Path;
use std::sync::LazyLock;

use crate::Result;
use crate::document::lists;
use crate::statement::{Statement, Time};
use crate::syntax::Sentence;
use calendar::Context;
use words::{Class, Word, Words};

pub use find::Found;
pub use outlook::Outlook;
pub use value::{NoDate, Point, TimeValue};

/// Resolves expressions of time.
#[derive(Clone, Debug)]
pub struct TimeResolver {
    words: Words,
}

static SHIPPED: LazyLock<TimeResolver> =
    LazyLock::new(|| TimeResolver::new(FILE).expect("the shipped words are tested to be readable"));

/// The words that are shipped.
const FILE: &str = include_str!("../../../rules/time.toml");

/// What a file of such words is called in messages.
const WHAT: &str = "a list of the words of dates";

/// The longest expression that is looked at, in bytes; longer ones are clauses, not dates.
const MAX_LENGTH: usize = 200;

/// How many code points after an expression tell whether it goes on.
const LOOK_AHEAD: usize = 20;

/// The longest sentence that expressions are looked for in, in bytes; longer ones are lists and tables.
const MAX_SENTENCE: usize = 2_000;

impl TimeResolver {
    /// Reads the words of dates from TOML as `rules/time.toml` has it.
    ///
    /// # Errors
    /// Fails at the place that is not TOML or not such a list.
    pub fn new(toml: &str) -> Result<TimeResolver> {
        Ok(TimeResolver { words: Words::new(lists::parse(toml, WHAT)?) })
    }

    /// The shipped words with those of `time.toml` in a folder laid over them.
    ///
    /// # Errors
    /// Fails when that file is there but cannot be read or holds no such lists.
    pub fn with_folder(folder: &Path) -> Result<TimeResolver> {
        Ok(TimeResolver { words: Words::new(lists::with_folder(FILE, folder, "time.toml", WHAT)?) })
    }

    /// The resolver with the words that come with the program.
    pub fn shipped() -> &'static TimeResolver {
        &SHIPPED
    }

    /// The value of an expression such as "in November last year", with or without its preposition.
    ///
    /// `reference` is the date of the document; without one, only expressions that name their year have a value.
    /// `outlook` says whether the text speaks of what was or of what is to come, so that "on Tuesday" is the last one
    /// or the next.
    pub fn resolve(&self, words: &str, reference: Option<Point>, outlook: Outlook) -> Option<TimeValue> {
        let end = words.char_indices().map(|(at, _)| at).find(|at| *at >= MAX_LENGTH).unwrap_or(words.len());
        let text = self.words.read(&words[..end]);
        let expression = grammar::parse(&self.words, &text)?;
        Context { reference, outlook, anchor: None }.resolve(&expression)
    }

    /// The expression that a phrase of a sentence is cut short of ("between June 2 and July 4") or begins too early for
    /// ("not last week"), in code points of the document.
    fn around(
        &self,
        sentence: &str,
        start: u32,
        time: &Time,
        reference: Option<Point>,
        outlook: Outlook,
    ) -> Option<Found> {
        // What goes on behind "before the announcement" is no part of a date.
        let last = time.text.split_whitespace().next_back().unwrap_or_default();
        let dated = self.words.read(last).iter().all(|word| self.words.can_hold(word));
        if sentence.len() > MAX_SENTENCE || !dated {
            return None;
        }
        let (first, end) = (time.start - start, time.end - start);
        let fits = |found: &Found| {
            let before = found.span.start.saturating_sub(first);
            let skipped: String = time.text.chars().take(before as usize).collect();
            found.span.end >= end && self.words.all("aside", &skipped)
        };
        let mut found = self.find_over(sentence, end, Context { reference, outlook, anchor: None }, fits)?;
        found.span = found.span.start + start..found.span.end + start;
        Some(found)
    }

    /// Whether what follows an expression at a place of a sentence may belong to it: a year, a month, another day.
    fn goes_on(&self, sentence: &str, at: u32) -> bool {
        let rest = sentence.chars().skip(at as usize).take(LOOK_AHEAD).collect::<String>();
        let read = self.words.read(&rest);
        let joins = |word: &&Word| word.class == Some(Class::Comma) || self.words.is("to", word) || word.text == "of";
        read.iter().find(|word| !joins(word)).is_some_and(Word::dates)
    }

    /// Gives every statement's time its value; `sentences` and `date` are those of the statements' document.
    pub fn date(&self, statements: &mut [Statement], sentences: &[impl Borrow<Sentence>], date: Option<&str>) {
        let reference = date.and_then(|date| date.parse().ok());
        // The statements of a clause share its time, which is looked for once.
        let mut last: Option<(Time, Outlook, Time)> = None;
        for statement in statements.iter_mut() {
            if statement.time.is_none() {
                continue;
            }
            let sentence = sentences.get((statement.sentence as usize).wrapping_sub(1)).map(Borrow::borrow);
            let outlook = outlook::outlook(&self.words, statement, sentence);
            let Some(time) = &mut statement.time else { continue };
            let dated = match &last {
                Some((written, seen, dated)) if written == time && *seen == outlook => dated.clone(),
                _ => self.dated(time, &statement.text, statement.start, reference, outlook),
            };
            last = Some((std::mem::replace(time, dated.clone()), outlook, dated));
        }
        self.tell_from_others(statements, sentences, reference);
    }

    /// A time of a sentence with its value; what the time is cut short of is added to it.
    fn dated(&self, time: &Time, sentence: &str, start: u32, reference: Option<Point>, outlook: Outlook) -> Time {
        let value = self.resolve(&time.text, reference, outlook);
        // "From May 2" may be the first half of "from May 2 through May 9", "from Friday" the second of "a week from
        // Friday", and "on Tuesday" the first of "on Tuesday and Wednesday".
        let open = matches!(value, Some(TimeValue::Interval(None, _) | TimeValue::Interval(_, None)));
        let before = sentence.chars().take((time.start - start) as usize).collect::<String>();
        let ago = self.words.holds("ago", before.split_whitespace().next_back().unwrap_or_default());
        let cut = value.is_none() || open || ago || self.goes_on(sentence, time.end - start);
        let around = cut.then(|| self.around(sentence, start, time, reference, outlook)).flatten();
        let longer = |found: &Found| found.span.end > time.end || (open || ago) && found.span.start < time.start;
        let Some(found) = around.filter(|found| value.is_none() || longer(found)) else {
            return Time { value: value.map(|value| value.to_string()), ..time.clone() };
        };
        let text = sentence.chars().skip((found.span.start - start) as usize).take(found.span.len()).collect();
        Time { text, value: Some(found.value.to_string()), start: found.span.start, end: found.span.end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Words, the day of writing, the outlook, and the value: see the file for how to add to it.
    const TABLE: &str = include_str!("expressions.tsv");

    #[test]
    fn expressions_have_the_values_of_the_table() {
        let mut wrong = Vec::new();
        let mut rows = 0;
        for row in TABLE.lines().filter(|row| !row.starts_with('#') && !row.is_empty()) {
            let cells: Vec<&str> = row.split('\t').collect();
            let [words, reference, outlook, expected] = cells[..] else { panic!("four cells: {row}") };
            let reference = (reference != "-").then(|| reference.parse().expect("a date"));
            let outlook = match outlook {
                "past" => Outlook::Past,
                "unknown" => Outlook::Unknown,
                "state" => Outlook::State,
                "present" => Outlook::Present,
                "future" => Outlook::Future,
                other => panic!("no outlook: {other}"),
            };
            let found = TimeResolver::shipped().resolve(words, reference, outlook);
            let found = found.map_or_else(|| "-".to_owned(), |value| value.to_string());
            rows += 1;
            if found != expected {
                wrong.push(format!("{words} ({cells:?}): {found}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(rows >= 80);
    }

    fn outlooks() -> impl Strategy<Value = Outlook> {
        prop::sample::select(vec![Outlook::Past, Outlook::Unknown, Outlook::State, Outlook::Present, Outlook::Future])
    }

    proptest! {
        #[test]
        fn any_words_are_read(words in "\\PC{0,60}", outlook in outlooks()) {
            let _ = TimeResolver::shipped().resolve(&words, Some("2020-10-29".parse().expect("a date")), outlook);
        }

        #[test]
        fn words_of_dates_in_any_order_give_values_that_read_back(
            words in proptest::collection::vec(
                prop::sample::select(vec![
                    "last", "next", "the", "past", "999999999", "12", "31", "2020", "9999", "year", "weeks", "October", "Tuesday", "from",
                    "to", "-", "ago", "century", "99th", "quarter", "first", "2020s", "0000s", "Election", "Day", "/", "0", "of", ",", "February", "29",
                    "ago", "later", "before", "onwards", "now", "at", "5", "pm", "end", "that", "same", "prior", "'s",
                ]),
                0..8,
            ),
            reference in prop::sample::select(vec!["0001", "2020-02-29", "9999-12-31", "2020-10"]),
            outlook in outlooks(),
        ) {
            let reference = reference.parse().expect("a date");
            let (times, text) = (TimeResolver::shipped(), words.join(" "));
            if let Some(value) = times.resolve(&text, Some(reference), outlook) {
                prop_assert_eq!(value.to_string().parse(), Ok(value));
            }
            // Search skips what cannot open or close an expression.
            let read = times.words.read(&text);
            if let ([first, ..], [.., last], Some(_)) = (&read[..], &read[..], grammar::parse_whole(&times.words, &read)) {
                prop_assert!(times.words.can_begin(first) && times.words.can_end(last), "{}", text);
                prop_assert!(read.iter().all(|word| times.words.can_hold(word)), "{}", text);
            }
        }
    }
}
