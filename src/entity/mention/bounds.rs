//! Where a name begins and ends, and what its own words tell it to be, where the recognizer is wrong about it.

use std::ops::Range;

use super::super::EntityKind;
use super::super::list::List;
use super::Detector;
use crate::syntax::{Dep, EntityLabel, Pos, Tag};

impl Detector<'_> {
    /// Leaves out what the recognizer takes into a name but is none of it: determiners, "'s", quotes, "then-".
    pub(super) fn trim(&self, mut range: Range<usize>) -> Option<Range<usize>> {
        let tokens = self.sentence.tokens();
        range.end = range.end.min(tokens.len());
        while range.start < range.end {
            let token = &tokens[range.start];
            let small = matches!(token.pos, Pos::Det | Pos::Punct | Pos::Part | Pos::Space | Pos::Sym | Pos::Cconj)
                || !token.text.chars().any(char::is_alphanumeric)
                || matches!(&*token.lower, "then" | "former" | "ex" | "late" | "the")
                || matches!(&*token.text, "mid" | "anti" | "pro");
            if !small {
                break;
            }
            range.start += 1;
        }
        while range.start < range.end {
            let token = &tokens[range.end - 1];
            let small = matches!(&*token.lower, "'s" | "’s" | "'" | "’")
                || token.tag == Tag::Pos
                || (matches!(token.pos, Pos::Punct | Pos::Space | Pos::Cconj) && !token.text.ends_with('.'));
            if !small {
                break;
            }
            range.end -= 1;
        }
        // "Goa's Victor Rodriguez": who it is stands after the owner.
        let owned = range.clone().rev().find(|&index| {
            let given = |name: usize| self.knowledge.gazetteer().given_name(&tokens[name].text).is_some();
            tokens[index].tag == Tag::Pos && index > range.start && index + 2 < range.end && given(index + 1)
        });
        range.start = owned.map_or(range.start, |index| index + 1);
        // "Port United 2-1": how it ended is no part of who won.
        let number = |index: usize| tokens[index].text.bytes().all(|byte| byte.is_ascii_digit());
        if range.len() > 3
            && matches!(&*tokens[range.end - 2].text, "-" | "–")
            && number(range.end - 1)
            && number(range.end - 3)
        {
            range.end -= 3;
        }
        // "Trump on Election Day" is a name and a time; "Council on Foreign Relations" is one name.
        if range.len() > 2
            && matches!(&*tokens[range.start + 1].lower, "on" | "at" | "in" | "after" | "before" | "during")
        {
            let body = self.knowledge.is_in(List::OrganizationNouns, &tokens[range.start].lower);
            if tokens[range.start].pos == Pos::Propn && !body {
                range.end = range.start + 1;
            }
        }
        // What has no capital and no digit is no name: "in absentia".
        let marked = |c: char| c.is_uppercase() || c.is_numeric() || !c.is_ascii();
        let any = range.clone().any(|index| tokens[index].text.chars().any(char::is_alphabetic))
            && range.clone().any(|index| tokens[index].text.contains(marked));
        (any && !range.is_empty()).then_some(range)
    }

    /// Where the first of several bodies ends that the recognizer takes for one: "Liberal, Labor". "Education and
    /// Welfare" and "Inc." after a comma belong to a name.
    pub(super) fn end_of_first(&self, range: &Range<usize>) -> usize {
        let Some(comma) = range.clone().find(|&index| self.lower(index) == ",") else { return range.end };
        let one = (comma + 1..range.end).any(|index| {
            let word = self.lower(index).trim_end_matches('.');
            matches!(word, "and" | "&" | "of") || self.knowledge.is_in(List::OrganizationSuffixes, word)
        });
        if one || comma == range.start { range.end } else { comma }
    }

    /// The person at the end of a name that the recognizer cut out of a title: "National Intelligence Avril Haines"
    /// after "Director of", "Kent Alan Pughsley" after "Chief Constable of".
    pub(super) fn person_after_office(&self, range: &Range<usize>, kind: EntityKind) -> Option<Range<usize>> {
        let office = matches!(kind, EntityKind::Organization | EntityKind::Person)
            && range.len() > 2
            && range.start > 1
            && self.lower(range.start - 1) == "of"
            && self.is_title(range.start - 2);
        let person = range.end.checked_sub(2)?..range.end;
        let given = self.knowledge.gazetteer().given_name(&self.sentence.tokens()[person.start].text).is_some();
        (office && given && self.capitalised(person.end - 1)).then_some(person)
    }

    /// The whole name of somebody of whom the recognizer took only the given name, and that for a body's or place's:
    /// "Oleksandr Dubinsky".
    pub(super) fn with_family_name(&self, range: &Range<usize>, kind: EntityKind) -> Option<Range<usize>> {
        let tokens = self.sentence.tokens();
        let (start, family) = (range.start, range.end);
        let given = range.len() == 1
            && kind != EntityKind::Person
            && tokens[start].dep == Dep::Compound
            && tokens[start].head == family
            && self.knowledge.gazetteer().given_name(&tokens[start].text).is_some()
            && self.knowledge.gazetteer().lookup(&tokens[start].text).next().is_none();
        let name = tokens.get(family).is_some_and(|token| token.pos == Pos::Propn) && self.capitalised(family);
        let alone = given && name && self.sentence.entity_at(family).is_none() && !self.taken[family];
        let surname = alone && !self.knowledge.is_common_noun(self.lower(family));
        surname.then_some(start..family + 1)
    }

    /// The start of a name whose given name the recognizer left out: "Andrii Derkach".
    pub(super) fn with_given_name(&self, start: usize) -> usize {
        let tokens = self.sentence.tokens();
        let Some(before) = start.checked_sub(1) else { return start };
        let token = &tokens[before];
        let fits = token.pos == Pos::Propn
            && token.dep == Dep::Compound
            && token.head == start
            && self.capitalised(before)
            && !self.taken[before]
            && !self.is_title(before)
            && self.sentence.entity_at(before).is_none()
            && self.knowledge.gazetteer().lookup(&token.text).next().is_none();
        if fits { before } else { start }
    }

    /// The end of a name with what tells a son from his father, which the recognizer leaves out: "Donald Trump Jr."
    pub(super) fn with_suffix(&self, end: usize) -> usize {
        let tokens = self.sentence.tokens();
        let suffix = |index: usize| {
            let word = tokens.get(index).map(|token| token.lower.trim_end_matches('.'));
            word.is_some_and(|word| self.knowledge.is_in(List::NameSuffixes, word))
                && self.capitalised(index)
                && !self.taken[index]
        };
        let comma = tokens.get(end).is_some_and(|token| &*token.text == ",");
        match comma {
            _ if suffix(end) => end + 1,
            true if suffix(end + 1) => end + 2,
            _ => end,
        }
    }

    /// What a long name is by the common nouns in it, where the recognizer takes it for a person's: "JOINT STATEMENT ON
    /// …".
    pub(super) fn by_its_nouns(&self, range: &Range<usize>, kind: EntityKind) -> EntityKind {
        // "His sons Alaa and Gamal".
        let first = &self.sentence.tokens()[range.start];
        if kind == EntityKind::Group && range.len() == 1 && first.pos == Pos::Propn && first.tag != Tag::Nnps {
            let given = self.knowledge.gazetteer().given_name(&first.text).is_some();
            return if given { EntityKind::Person } else { kind };
        }
        // "District of Columbia Court of Appeals", "Housing Authority of New Orleans".
        if kind == EntityKind::Place && range.len() > 2 {
            let body = |index: usize| {
                let lists = self.knowledge.lists(self.lower(index));
                self.lower(index + 1) == "of" && lists.hold(List::OrganizationNouns) && !lists.hold(List::PlaceNouns)
            };
            let holds = (range.start..range.end - 1).any(body);
            return if holds { EntityKind::Organization } else { kind };
        }
        if kind != EntityKind::Person || range.len() < 2 {
            return kind;
        }
        let last = self.lower(range.end - 1);
        // "FC Goa", "Fossil Group Inc."
        let firm = |index: usize| {
            let word = self.lower(index).trim_end_matches('.');
            self.knowledge.lists(word).hold_any(&[List::ClubWords, List::OrganizationSuffixes])
        };
        if firm(range.start) || firm(range.end - 1) {
            return EntityKind::Organization;
        }
        let ends = self.knowledge.lists(last).hold_any(&[List::OrganizationNouns, List::WordsOfMedia]);
        let given = self.knowledge.gazetteer().given_name(&self.sentence.tokens()[range.start].text).is_some();
        if range.len() == 2 && !given && self.knowledge.is_in(List::PlaceNouns, last) {
            return EntityKind::Place;
        }
        if range.len() == 2 {
            return if ends && !given { EntityKind::Organization } else { kind };
        }
        let holds = |list: List| range.clone().any(|index| self.knowledge.is_in(list, self.lower(index)));
        if holds(List::DocumentNouns) {
            EntityKind::Document
        } else if holds(List::OrganizationNouns) {
            EntityKind::Organization
        } else {
            kind
        }
    }

    /// Whether what the recognizer takes for a body's name is a headline: "Trump Administration Announces Sanctions Against
    /// Russia".
    pub(super) fn is_headline(&self, range: &Range<usize>) -> bool {
        let within = || range.start + 1..range.end - 1;
        range.len() > 3 && within().any(|index| matches!(self.lower(index), "against" | "amid" | "despite" | "over"))
    }

    /// What a long name is by the common noun that it ends in: "Pyne Gould Guinness Building".
    pub(super) fn kind_by_noun(&self, last: usize) -> Option<EntityKind> {
        let lists = [
            (List::PlaceNouns, EntityKind::Place),
            (List::OrganizationNouns, EntityKind::Organization),
            (List::EventNouns, EntityKind::Event),
        ];
        lists.into_iter().find(|(list, _)| self.knowledge.is_in(*list, self.lower(last))).map(|(_, kind)| kind)
    }

    /// Whether a word that the recognizer takes for a name is a common noun: "Seismologists said", "the MPs", "the
    /// Members", or what somebody is: "Goalscorer Chris Dooley".
    pub(super) fn is_common(&self, range: &Range<usize>, kind: EntityKind) -> bool {
        let tokens = self.sentence.tokens();
        let [ref token] = tokens[range.clone()] else { return false };
        if matches!(kind, EntityKind::Person | EntityKind::Group)
            || self.knowledge.gazetteer().lookup(&token.text).next().is_some()
        {
            return false;
        }
        let letters = token.text.strip_suffix('s').unwrap_or_default();
        let abbreviations = letters.len() > 1 && letters.chars().all(char::is_uppercase);
        let plural = range.start == 0 && token.tag == Tag::Nns;
        let lower = self.lower(range.start);
        let singular = lower.strip_suffix('s').unwrap_or(lower);
        let lists = [List::PersonNouns, List::DocumentNouns, List::EventNouns];
        let listed = [lower, singular].iter().any(|word| self.knowledge.lists(word).hold_any(&lists));
        let paper =
            self.knowledge.is_in(List::WordsOfMedia, lower) || self.knowledge.is_in(List::WordsOfMedia, singular);
        let with_article = range.start > 0 && tokens[range.start - 1].pos == Pos::Det;
        let person = |index: usize| {
            let entity = self.sentence.entity_at(index);
            entity.is_some_and(|entity| entity.label == EntityLabel::Person && entity.tokens.start == index)
        };
        let calling = range.start == 0 && token.dep == Dep::Compound && person(1) && token.head > 1;
        let people = lower.ends_with('s') && self.knowledge.is_in(List::PersonNouns, singular);
        abbreviations || plural || calling || (listed && !paper && (with_article || people))
    }

    /// Passes over a lawmaker's party and state: "(R-N.C.)", "(D-Va.)".
    pub(super) fn pass_over_tags(&mut self) {
        let tokens = self.sentence.tokens();
        for start in 1..tokens.len().saturating_sub(2) {
            let party = matches!(&*tokens[start].text, "R" | "D" | "I") && &*tokens[start + 1].text == "-";
            if !party || !matches!(&*tokens[start - 1].text, "(" | "[" | "-LRB-") {
                continue;
            }
            let end = (start + 2..tokens.len().min(start + 6))
                .find(|&index| matches!(&*tokens[index].text, ")" | "]" | "-RRB-"));
            for index in start..end.unwrap_or(start) {
                self.taken[index] = true;
            }
        }
    }
}
