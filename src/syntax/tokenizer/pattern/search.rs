//! Finding matches.

use std::ops::Range;

use super::compile::{Branch, Step};
use super::parse::{self, PatternError};
use super::set::Edge;
use crate::syntax::character::is_word;

/// A pattern ready to search.
#[derive(Clone, Debug)]
pub struct Pattern {
    branches: Vec<Branch>,
    /// The branches that can begin with a character below 128, in order; the last list is for all others.
    by_first: Vec<Vec<u16>>,
    /// The same for the character a match ends with.
    by_last: Vec<Vec<u16>>,
    at_start: bool,
    to_end: bool,
}

/// Memory that matching needs, kept between calls.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    /// Where to go on after a failure: a step and a place in the text.
    pending: Vec<(u32, usize)>,
    /// One bit for each fork and place that was tried in vain.
    failed: Vec<u64>,
}

/// Characters told apart by the lists of branches: all below 128, and one for the rest.
const CLASSES: usize = 129;

fn class(c: char) -> usize {
    (c as usize).min(CLASSES - 1)
}

fn lists(branches: &[Branch], edge: impl Fn(&Branch) -> Edge) -> Vec<Vec<u16>> {
    let allows = |class: usize, edge: Edge| match u8::try_from(class) {
        Ok(byte) if byte.is_ascii() => edge.allows(byte as char),
        _ => edge.beyond,
    };
    let list = |class| (0..branches.len()).filter(|&b| allows(class, edge(&branches[b]))).map(|b| b as u16).collect();
    (0..CLASSES).map(list).collect()
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// When the source is not a pattern, or uses what is not supported here.
    pub fn new(source: &str) -> Result<Self, PatternError> {
        let branches = parse::parse(source)?.iter().map(Branch::new).collect::<Result<Vec<_>, _>>()?;
        if branches.len() > usize::from(u16::MAX) {
            return Err(PatternError { offset: 0, reason: "too many alternatives" });
        }
        Ok(Pattern {
            by_first: lists(&branches, |branch| branch.first),
            by_last: lists(&branches, |branch| branch.last),
            at_start: branches.iter().all(|branch| branch.at_start),
            to_end: branches.iter().all(|branch| branch.to_end),
            branches,
        })
    }

    /// The first match that begins at byte `from` or later, as a range of bytes: what Python's `search` finds.
    pub fn find_at(&self, text: &str, from: usize, scratch: &mut Scratch) -> Option<Range<usize>> {
        if self.at_start {
            return if from == 0 { self.match_at(text, 0, scratch) } else { None };
        }
        if self.to_end {
            return self.find_to_end(text, from, scratch);
        }
        for (offset, c) in text[from..].char_indices() {
            let start = from + offset;
            for &branch in &self.by_first[class(c)] {
                if let Some(end) = self.branches[branch as usize].run(text, start, scratch) {
                    return Some(start..end);
                }
            }
        }
        self.match_at(text, text.len(), scratch)
    }

    /// The match that begins at a place, as a range of bytes.
    pub fn match_at(&self, text: &str, start: usize, scratch: &mut Scratch) -> Option<Range<usize>> {
        let run = |branch: &Branch, scratch: &mut Scratch| branch.run(text, start, scratch).map(|end| start..end);
        match text[start..].chars().next() {
            Some(c) => self.by_first[class(c)].iter().find_map(|&b| run(&self.branches[b as usize], scratch)),
            None => self.branches.iter().find_map(|branch| run(branch, scratch)),
        }
    }

    /// Searches for a match that reaches the end: most texts are ruled out by their last character.
    fn find_to_end(&self, text: &str, from: usize, scratch: &mut Scratch) -> Option<Range<usize>> {
        let last = text[from..].chars().next_back();
        let all: Vec<u16>;
        let candidates = match last {
            // The end may also be before a line break, so that the last character says nothing.
            None | Some('\n') => {
                all = (0..self.branches.len() as u16).collect();
                &all
            }
            Some(last) => &self.by_last[class(last)],
        };
        if candidates.is_empty() {
            return None;
        }
        let mut longest = candidates.iter().map(|&branch| self.branches[branch as usize].longest);
        // A code point takes at most four bytes, and a line break may follow the match.
        let reach = longest.try_fold(0, |most: usize, one| Some(most.max(one?)));
        let reach = reach.map(|characters| characters.saturating_mul(4).saturating_add(1));
        let earliest = reach.map_or(from, |reach| from.max(text.len().saturating_sub(reach)));
        let earliest = (earliest..=text.len()).find(|&byte| text.is_char_boundary(byte)).unwrap_or(from);
        for (offset, c) in text[earliest..].char_indices() {
            let start = earliest + offset;
            for &branch in candidates {
                let branch = &self.branches[branch as usize];
                if branch.first.allows(c)
                    && let Some(end) = branch.run(text, start, scratch)
                {
                    return Some(start..end);
                }
            }
        }
        self.match_at(text, text.len(), scratch)
    }

    /// Whether the pattern matches at the start of the text, as Python's `match` does.
    pub fn matches_start(&self, text: &str, scratch: &mut Scratch) -> bool {
        self.match_at(text, 0, scratch).is_some()
    }

    /// Whether the pattern matches anywhere, as Python's `search` does.
    pub fn is_found(&self, text: &str, scratch: &mut Scratch) -> bool {
        self.find_at(text, 0, scratch).is_some()
    }

    /// All matches from left to right, none overlapping, as Python's `finditer` gives them.
    pub fn find_all(&self, text: &str, scratch: &mut Scratch) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut from = 0;
        while from <= text.len() {
            let Some(range) = self.find_at(text, from, scratch) else { break };
            from = if range.is_empty() {
                range.end + text[range.end..].chars().next().map_or(1, char::len_utf8)
            } else {
                range.end
            };
            found.push(range);
        }
        found
    }
}

impl Branch {
    /// Matches from a place; gives the end of the match.
    fn run(&self, text: &str, start: usize, scratch: &mut Scratch) -> Option<usize> {
        scratch.pending.clear();
        self.run_from(0, text, start, scratch)
    }

    fn run_from(&self, step: u32, text: &str, start: usize, scratch: &mut Scratch) -> Option<usize> {
        let width = text.len() + 1;
        let mut prepared = false;
        let (mut step, mut at) = (step, start);
        loop {
            let next = match &self.steps[step as usize] {
                Step::Char(wanted) => one(text, at, |c| c == *wanted).map(|end| (step + 1, end)),
                Step::Set(set) => one(text, at, |c| set.contains(c)).map(|end| (step + 1, end)),
                Step::Start => (at == 0).then_some((step + 1, at)),
                Step::End { before_newline } => {
                    let end = at == text.len() || (*before_newline && &text[at..] == "\n");
                    end.then_some((step + 1, at))
                }
                Step::Boundary(wanted) => (is_boundary(text, at) == *wanted).then_some((step + 1, at)),
                Step::Jump(to) => Some((*to, at)),
                Step::Fork { first, second, fork } => {
                    if !prepared {
                        scratch.failed.clear();
                        scratch.failed.resize((self.forks as usize * width).div_ceil(64), 0);
                        prepared = true;
                    }
                    let index = *fork as usize * width + at;
                    let (word, bit) = (index / 64, 1 << (index % 64));
                    if scratch.failed[word] & bit != 0 {
                        None
                    } else {
                        scratch.failed[word] |= bit;
                        scratch.pending.push((*second, at));
                        Some((*first, at))
                    }
                }
                Step::Look { back, negated, then } => {
                    let from = match back {
                        Some(back) => back_by(text, at, *back),
                        None => Some(at),
                    };
                    // What is looked at is matched apart, because its failures and successes are not the branch's.
                    let found = from.is_some_and(|from| match &self.steps[step as usize + 1..] {
                        [Step::Set(set), Step::Accept, ..] => one(text, from, |c| set.contains(c)).is_some(),
                        _ => self.run_from(step + 1, text, from, &mut Scratch::default()).is_some(),
                    });
                    (found != *negated).then_some((*then, at))
                }
                Step::Accept => return Some(at),
            };
            (step, at) = match next {
                Some(next) => next,
                None => scratch.pending.pop()?,
            };
        }
    }
}

/// Takes one character; gives the place after it.
#[inline]
fn one(text: &str, at: usize, wanted: impl Fn(char) -> bool) -> Option<usize> {
    let byte = *text.as_bytes().get(at)?;
    let c = if byte.is_ascii() { byte as char } else { text[at..].chars().next()? };
    wanted(c).then_some(at + c.len_utf8())
}

fn back_by(text: &str, at: usize, count: u32) -> Option<usize> {
    match count {
        0 => Some(at),
        count => text[..at].char_indices().rev().nth(count as usize - 1).map(|(start, _)| start),
    }
}

fn is_boundary(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back().is_some_and(is_word);
    let after = text[at..].chars().next().is_some_and(is_word);
    before != after
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pattern, a text, and what Python's `finditer` finds in it.
    const FOUND: &[(&str, &str, &[&str])] = &[
        (r"\.\.+|…", "a..b...c.d…", &["..", "...", "…"]),
        (r"(?<=[0-9])[+\-\*^](?=[0-9-])", "1+2-a*3 4^-", &["+", "^"]),
        (r"(?<=[a-z])(?:--|-)(?=[a-z])", "a-b--c -d", &["-", "--"]),
        (r"km$|m$|(?<=[0-9])(?:km|in)$", "5km", &["km"]),
        (r"[\u00A6\U0001F300-\U0001F3FA]", "a¦🌍b", &["¦", "🌍"]),
        (r"[]a-]+", "]-a b", &["]-a"]),
        (r"[^\w\s]", "a, ½!", &[",", "!"]),
        (r"a{2}|b{,2}c|x{1,}?", "aaa bbc xx", &["aa", "bbc", "x", "x"]),
        (r"\bof\b", "of off of", &["of", "of"]),
        (r"a{x}", "a{x}", &["a{x}"]),
        (r"(?:a|ab)(?:c|bcd)(?:d*)", "abcd", &["abcd"]),
        (r"(?!10)\d\d", "10 11", &["11"]),
        (r"x$", "x\n", &["x"]),
        (r"(?:ab?)*?c", "aabc", &["aabc"]),
        (r"(?u)^a\.", "a.a.", &["a."]),
    ];

    #[test]
    fn finds_what_python_finds() {
        for (source, text, expected) in FOUND {
            let pattern = Pattern::new(source).unwrap();
            let found: Vec<&str> =
                pattern.find_all(text, &mut Scratch::default()).into_iter().map(|range| &text[range]).collect();
            assert_eq!(&found, expected, "{source} in {text:?}");
        }
    }

    #[test]
    fn refuses_what_it_does_not_support() {
        for source in [r"(a)\1", "(?P<n>a)", "(?i)a", "a**", "(a", "a)", "[a", r"(?<=a+)b", "*a", "a{2,1}", r"\q"] {
            assert!(Pattern::new(source).is_err(), "{source}");
        }
    }

    #[test]
    fn does_not_blow_up() {
        let text = "a".repeat(5_000);
        for source in [r"(?:a*)*b", r"(?:a|aa)+$b", r"^(?:\S+(?::\S*)?@)?x"] {
            assert!(!Pattern::new(source).unwrap().matches_start(&text, &mut Scratch::default()), "{source}");
        }
    }
}
