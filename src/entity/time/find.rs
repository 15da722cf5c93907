//! Expressions of time in running text: where they begin and end, and what they stand for.
//!
//! In comes text, out come the longest runs of its words that have a value, from left to right.

use std::ops::Range;

use super::calendar::Context;
use super::value::{Point, TimeValue};
use super::words::{Word, Words};
use super::{Outlook, TimeResolver, grammar};

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
    /// `reference` and `outlook` are those of [`resolve`](TimeResolver::resolve).
    pub fn find(&self, text: &str, reference: Option<Point>, outlook: Outlook) -> Vec<Found> {
        let context = Context { reference, outlook, anchor: None };
        let running = Running::read(&self.words, text);
        let mut found = Vec::new();
        let mut first = 0;
        while first < running.pieces.len() {
            match self.longest_from(&running, first, 0, context) {
                Some((end, longest)) => {
                    found.push(longest);
                    first = end;
                }
                None => first += 1,
            }
        }
        found
    }

    /// Finds the first expression of a text that has a value, begins before a place and does not end before it.
    ///
    /// `at` is in code points of the text; what is found must also pass `fits`.
    pub(super) fn find_over(
        &self,
        text: &str,
        at: u32,
        context: Context,
        fits: impl Fn(&Found) -> bool,
    ) -> Option<Found> {
        let running = Running::read(&self.words, text);
        let before = running.pieces.partition_point(|piece| piece.start < at);
        (before.saturating_sub(MAX_WORDS)..before).find_map(|first| {
            let (_, found) = self.longest_from(&running, first, at, context)?;
            fits(&found).then_some(found)
        })
    }

    /// The longest expression that begins with a piece and ends at or after a place, and the piece after it.
    fn longest_from(&self, running: &Running, first: usize, at: u32, context: Context) -> Option<(usize, Found)> {
        let Running { words, pieces } = running;
        let start = pieces[first].from;
        if !words.get(start).is_some_and(|word| self.words.can_begin(word)) {
            return None;
        }
        let mut ends =
            (first + 1..=pieces.len().min(first + MAX_WORDS)).rev().take_while(|&end| pieces[end - 1].end >= at);
        ends.find_map(|end| {
            let last = &pieces[end - 1];
            if !words[start..last.until].last().is_some_and(|word| self.words.can_end(word)) {
                return None;
            }
            let expression = grammar::parse_whole(&self.words, &words[start..last.until])?;
            let span = pieces[first].start..last.end - u32::from(last.point);
            Some((end, Found { span, value: context.resolve(&expression)? }))
        })
    }
}

/// A text as the grammar reads it, each word once.
struct Running {
    words: Vec<Word>,
    pieces: Vec<Piece>,
}

/// A word with what hangs on it, less the punctuation around it.
struct Piece {
    /// Where it stands in the text, in code points.
    start: u32,
    end: u32,
    /// Where the grammar's words begin that it is read as, and where they end.
    from: usize,
    until: usize,
    /// Whether a point after it ends the sentence, as that of "p.m." does not.
    point: bool,
}

impl Running {
    fn read(lexicon: &Words, text: &str) -> Self {
        let inside = |c: char| c.is_alphanumeric() || c == '.';
        let mut running = Running { words: Vec::new(), pieces: Vec::new() };
        let mut before = 0;
        for word in text.split_inclusive(char::is_whitespace) {
            let tail = word.trim_start_matches(|c: char| !inside(c) && !matches!(c, '\'' | '’'));
            let (head, body) = (&word[..word.len() - tail.len()], tail.trim_end_matches(|c: char| !inside(c)));
            running.words.extend(lexicon.read(head));
            let from = running.words.len();
            if !body.is_empty() {
                let start = before + head.chars().count() as u32;
                let bare = body.strip_suffix('.');
                running.words.extend(lexicon.read(body));
                running.pieces.push(Piece {
                    start,
                    end: start + body.chars().count() as u32,
                    from,
                    until: running.words.len(),
                    point: bare.is_some_and(|bare| !bare.ends_with("p.m") && !bare.ends_with("a.m")),
                });
            }
            // What follows the word is a comma or hyphen within an expression, and no part of one that it ends.
            if tail.trim_end().len() > body.len() {
                running.words.truncate(from);
                running.words.extend(lexicon.read(tail));
            }
            before += word.chars().count() as u32;
        }
        running
    }
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
            let found = TimeResolver::shipped().find(text, "2020-10-29".parse().ok(), Outlook::Past);
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
            for found in TimeResolver::shipped().find(&text, "2020-10-29".parse().ok(), Outlook::Future) {
                prop_assert!(found.span.start >= last && found.span.start < found.span.end && found.span.end <= length);
                last = found.span.end;
            }
        }
    }
}
