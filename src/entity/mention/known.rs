//! The names that the gazetteer has.

use std::ops::Range;

use super::super::EntityKind;
use super::super::gazetteer::Sense;
use super::{Detector, words};
use crate::syntax::{Pos, Tag};

impl Detector<'_> {
    /// What the gazetteer takes a name for, a leading "the" and "US" aside.
    pub(super) fn sense(&self, name: &str) -> Option<Sense> {
        let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
        let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
        // "US$" is money.
        let found = self.knowledge.gazetteer().lookup(name).next().filter(|_| !name.contains('$'));
        if found.is_none() {
            // "Office of the US Director of National Intelligence".
            if let Some((before, after)) = name.split_once(" US ").or_else(|| name.split_once(" U.S. ")) {
                return self.knowledge.gazetteer().lookup(&format!("{before} {after}")).next();
            }
        }
        found
    }

    /// What the gazetteer has by a name, "US" inside it aside: "Office of the US Director of National Intelligence".
    fn known(&self, range: Range<usize>) -> Option<Sense> {
        self.sense(&words(self.sentence, range))
    }

    /// Whether a known body's name is only the start of another's: "Federal Reserve" of "Federal Reserve Unit".
    fn goes_on(&self, range: Range<usize>, sense: Sense) -> bool {
        let tokens = self.sentence.tokens();
        let Some(next) = tokens.get(range.end) else { return false };
        let joined = next.pos == Pos::Propn && range.clone().any(|index| tokens[index].head == range.end);
        let body = joined && self.capitalised(range.end) && self.knowledge.is_in("organization-nouns", &next.lower);
        let is_body = |id| self.knowledge.gazetteer().entry(id).kind == EntityKind::Organization;
        body && matches!(sense, Sense::Name(id) if is_body(id))
    }

    /// Names of at least so many words that the gazetteer has.
    pub(super) fn known_names(&mut self, fewest: usize) {
        let tokens = self.sentence.tokens();
        let mut index = 0;
        while index < tokens.len() {
            if self.taken[index] || !self.capitalised(index) || matches!(tokens[index].pos, Pos::Pron | Pos::Det) {
                index += 1;
                continue;
            }
            let key = super::super::name::key(&tokens[index].text);
            let first = key.split(' ').next().unwrap_or_default();
            let longest = self.knowledge.gazetteer().longest_from(first) + 2;
            let end = (index + longest.min(12)).min(tokens.len());
            let found = (index + fewest..=end).rev().find(|&end| {
                longest > 2
                    && !self.taken[index..end].iter().any(|&taken| taken)
                    && tokens[end - 1].pos != Pos::Punct
                    && tokens[end - 1].tag != Tag::Pos
                    && self.known(index..end).is_some_and(|sense| !self.goes_on(index..end, sense))
            });
            match found {
                Some(end) => {
                    self.name(index..end, None, false);
                    index = end;
                }
                None => index += 1,
            }
        }
    }
}
