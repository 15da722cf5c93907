//! The names that the gazetteer has.

use std::ops::Range;

use super::super::EntityKind;
use super::super::gazetteer::Sense;
use super::super::list::List;
use super::super::name::{token_key, with_key};
use super::{Detector, longest_known, words};
use crate::syntax::{Dep, EntityLabel, Pos, Tag};

/// The most tokens that a known name has.
const LONGEST: usize = 14;

impl Detector<'_> {
    /// What the gazetteer takes a name for, a leading "the" and "US" aside.
    pub(super) fn sense(&self, name: &str) -> Option<Sense> {
        let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
        let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
        // "US$" is money.
        let found = self.knowledge.gazetteer().lookup(name).next().filter(|_| !name.contains('$'));
        if found.is_none() {
            // "Office of the US Director of National Intelligence".
            let state = name.bytes().any(|byte| byte == b'U');
            let parted = || name.split_once(" US ").or_else(|| name.split_once(" U.S. "));
            if let Some((before, after)) = state.then(parted).flatten() {
                return self.knowledge.gazetteer().lookup(&format!("{before} {after}")).next();
            }
            let short = self.without_suffix(name).and_then(|name| self.sense(name));
            return short.filter(|&sense| self.is_body(sense));
        }
        found
    }

    /// A name without what writers leave out at its end: "Boeing Co.", "JPMorgan Chase & Co.".
    fn without_suffix<'a>(&self, name: &'a str) -> Option<&'a str> {
        let (before, last) = name.rsplit_once(' ')?;
        let suffix = with_key(last, |last| self.knowledge.is_in(List::OrganizationSuffixes, last));
        suffix.then(|| before.trim_end_matches(['&', ',', ' ']))
    }

    /// What the gazetteer has by a name, "US" inside it aside: "Office of the US Director of National Intelligence".
    fn known(&self, range: Range<usize>) -> Option<Sense> {
        self.sense(&words(self.sentence, range))
    }

    /// Whether a known name is only the start of another's: "Federal Reserve" of "Federal Reserve Unit", "General
    /// Motors" of "General Motors Acceptance Corp", "Park Jin" of "Park Jin Hyok".
    fn goes_on(&self, range: Range<usize>, sense: Sense) -> bool {
        let tokens = self.sentence.tokens();
        if !self.is_body(sense) {
            let person = self.sentence.entity_at(range.start).filter(|entity| entity.label == EntityLabel::Person);
            let longer = person.is_some_and(|entity| {
                entity.tokens.start == range.start && entity.tokens.end == range.end + 1 && range.len() > 1
            });
            return longer
                && tokens[range.end].pos == Pos::Propn
                && range.clone().all(|index| tokens[index].head == range.end);
        }
        let run = (range.end..tokens.len().min(range.end + 4))
            .take_while(|&index| {
                (tokens[index].pos == Pos::Propn && self.capitalised(index)) || &*tokens[index].text == "&"
            })
            .collect::<Vec<_>>();
        let Some(&next) = run.first() else { return false };
        let joined = tokens[next].pos == Pos::Propn && range.clone().any(|index| tokens[index].head == range.end);
        let suffix =
            |index: &usize| self.knowledge.is_in(List::OrganizationSuffixes, self.lower(*index).trim_end_matches('.'));
        (joined && self.knowledge.is_in(List::OrganizationNouns, self.lower(next))) || run.iter().any(suffix)
    }

    /// Whether a known name is only the end of another: "Bank of Canada" of "Continental Bank of Canada", "Wales" of "New
    /// South Wales", but not "Department of Justice" of "US Department of Justice".
    fn started_before(&self, range: Range<usize>, sense: Sense) -> bool {
        let (tokens, gazetteer) = (self.sentence.tokens(), self.knowledge.gazetteer());
        let Sense::Name(id) = sense else { return false };
        let known = gazetteer.entry(id);
        let Some(before) = range.start.checked_sub(1) else { return false };
        if !matches!(known.kind, EntityKind::Organization | EntityKind::Place) {
            return false;
        }
        let token = &tokens[before];
        let owner = |sense: Sense| {
            Some(sense.entry()) == known.country || gazetteer.entry(sense.entry()).kind == EntityKind::Organization
        };
        token.pos == Pos::Propn
            && token.dep == Dep::Compound
            && range.contains(&token.head)
            && self.capitalised(before)
            && !self.is_title(before)
            // "White House Office of Management and Budget".
            && !(before.saturating_sub(1)..=before).any(|start| self.known(start..before + 1).is_some_and(owner))
    }

    /// Whether a word stands among words in capitals, where "ICE" is no acronym: "ICE HOCKEY".
    fn among_capitals(&self, index: usize) -> bool {
        let shouted = |index: usize| {
            let text = self.sentence.tokens().get(index).map_or("", |token| &token.text);
            text.len() > 4
                && text.chars().all(char::is_uppercase)
                && self.knowledge.gazetteer().lookup(text).next().is_none()
        };
        shouted(index + 1) || index.checked_sub(1).is_some_and(shouted)
    }

    fn is_body(&self, sense: Sense) -> bool {
        let is_body = |id| self.knowledge.gazetteer().entry(id).kind == EntityKind::Organization;
        matches!(sense, Sense::Name(id) if is_body(id))
    }

    /// Where the longest name that begins at a token and that the gazetteer may have ends at the latest: with what writers
    /// leave out at its end, and "US" inside it, over and above its own words.
    fn farthest_known(&self, start: usize) -> usize {
        let tokens = self.sentence.tokens();
        let longest = longest_known(self.knowledge.gazetteer(), tokens, start);
        if longest == 0 {
            return start;
        }
        let (mut end, mut count) = (start, 0);
        for token in tokens[start..].iter().take(LONGEST) {
            let key = token_key(token);
            // "People's" is one word of the name.
            if !key.is_empty() && key != "us" && token.tag != Tag::Pos {
                count += key.split(' ').count();
            }
            if count > longest && !self.knowledge.is_in(List::OrganizationSuffixes, &key) {
                break;
            }
            end += 1;
        }
        end
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
            let end = match self.known_until[index] {
                0 => self.farthest_known(index),
                end => end as usize,
            };
            let found = (index + fewest..=end).rev().find_map(|end| {
                let open = !self.taken[index..end].iter().any(|&taken| taken)
                    && tokens[end - 1].pos != Pos::Punct
                    && tokens[end - 1].tag != Tag::Pos;
                let sense = open.then(|| self.known(index..end)).flatten()?;
                let word = end == index + 1 && self.is_body(sense) && self.among_capitals(index);
                let whole = !word && !self.goes_on(index..end, sense) && !self.started_before(index..end, sense);
                whole.then_some((end, sense))
            });
            match found {
                Some((end, sense)) => {
                    self.name_with(index..end, Some(sense), None, false);
                    index = end;
                }
                None => {
                    // What is no name now is none later, when more words are taken.
                    self.known_until[index] = end.min(index + fewest - 1) as u32;
                    index += 1;
                }
            }
        }
    }
}
