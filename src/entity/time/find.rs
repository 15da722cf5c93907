//! Expressions of time in running text: where they begin and end, and what they stand for.
//!
//! In comes text, out come the longest runs of its words that have a value, from left to right.

use std::ops::Range;

use super::calendar::Context;
use super::value::{Point, TimeValue};
use super::{TimeResolver, grammar};

/// The most words that an expression is looked for in: "from Wednesday, October 21, 2020 to Tuesday, November 3, 2020".
const MAX_WORDS: usize = 14;

/// An expression of time that was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands, in code points of the text.
    pub span: Range<u32>,
    /// What it stands for.
    pub value: TimeValue,
}

impl TimeResolver {
    /// Finds the expressions of a text that have a value: the longest ones, which do not overlap, in their order.
    ///
    /// `reference` and `future` are those of [`resolve`](TimeResolver::resolve).
    pub fn find(&self, text: &str, reference: Option<Point>, future: bool) -> Vec<Found> {
        let pieces = pieces(text);
        let mut found: Vec<Found> = Vec::new();
        let mut first = 0;
        while first < pieces.len() {
            let longest = (first + 1..=pieces.len().min(first + MAX_WORDS)).rev().find_map(|end| {
                let words = &text[pieces[first].bytes.start..pieces[end - 1].bytes.end];
                let value = self.whole(words, reference, future)?;
                // A point after a word ends the sentence, unless it is that of "p.m." or "Oct."
                let bare = words.strip_suffix('.').filter(|bare| !bare.ends_with("p.m") && !bare.ends_with("a.m"));
                let ends = bare.is_some_and(|bare| self.whole(bare, reference, future) == Some(value));
                Some((end, u32::from(ends), value))
            });
            if let Some((end, point, value)) = longest {
                found.push(Found { span: pieces[first].start..pieces[end - 1].end - point, value });
            }
            first = longest.map_or(first + 1, |(end, ..)| end);
        }
        found
    }

    /// The value of words that are an expression of time from the first to the last.
    fn whole(&self, words: &str, reference: Option<Point>, future: bool) -> Option<TimeValue> {
        let expression = grammar::parse_whole(&self.words, &self.words.read(words))?;
        Context { reference, future }.resolve(&expression)
    }
}

/// A word with what hangs on it, less the punctuation around it.
struct Piece {
    bytes: Range<usize>,
    start: u32,
    end: u32,
}

fn pieces(text: &str) -> Vec<Piece> {
    let inside = |c: char| c.is_alphanumeric() || c == '.';
    let mut pieces = Vec::new();
    let (mut at, mut before) = (0, 0);
    for word in text.split_inclusive(char::is_whitespace) {
        let body = word.trim_start_matches(|c: char| !inside(c) && !matches!(c, '\'' | '’'));
        let skipped = word.len() - body.len();
        let body = body.trim_end_matches(|c: char| !inside(c));
        let start = before + word[..skipped].chars().count() as u32;
        if !body.is_empty() {
            let bytes = at + skipped..at + skipped + body.len();
            pieces.push(Piece { bytes, start, end: start + body.chars().count() as u32 });
        }
        at += word.len();
        before += word.chars().count() as u32;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_longest_expressions_are_found_in_running_text() {
        for (text, expected) in [
            ("The emails were sent on October 21, officials said.", "on October 21=2020-10-21"),
            (
                "It grew between June 2 and July 4, 2020, and fell.",
                "between June 2 and July 4, 2020=2020-06-02/2020-07-04",
            ),
            ("“Last week” he left; in 2019 he was here.", "Last week=2020-10-19/2020-10-25 | in 2019=2019"),
            ("It opened last Friday, and we met on Monday.", "last Friday=2020-10-23 | on Monday=2020-10-26"),
            ("He may march in the second house.", ""),
            ("", ""),
        ] {
            let found = TimeResolver::shipped().find(text, "2020-10-29".parse().ok(), false);
            let shown: Vec<String> = found
                .iter()
                .map(|found| {
                    let words: String = text.chars().skip(found.span.start as usize).take(found.span.len()).collect();
                    format!("{words}={}", found.value)
                })
                .collect();
            assert_eq!(shown.join(" | "), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_found_stands_in_the_text_in_order(text in "(\\PC{0,6}|in 2019|on May 4, |’67|– ){0,8}") {
            let length = text.chars().count() as u32;
            let mut last = 0;
            for found in TimeResolver::shipped().find(&text, "2020-10-29".parse().ok(), true) {
                prop_assert!(found.span.start >= last && found.span.start < found.span.end && found.span.end <= length);
                last = found.span.end;
            }
        }
    }
}
