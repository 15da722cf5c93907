//! Names: those of the recognizer, those of the gazetteer and runs of proper nouns, with the titles before them cut off.

use std::ops::Range;

use super::super::EntityKind;
use super::super::gazetteer::{Gender, Sense};
use super::{Detector, Form, Mention, Number, words};
use crate::syntax::{Dep, EntityLabel, Pos, Tag};

impl Detector<'_> {
    pub(super) fn named_entities(&mut self) {
        // People first: the titles before them may hold what the recognizer takes for a body of its own.
        let (people, others): (Vec<_>, Vec<_>) =
            self.sentence.entities.clone().into_iter().partition(|entity| entity.label == EntityLabel::Person);
        for entity in people.into_iter().chain(others) {
            let kind = match entity.label {
                EntityLabel::Person => EntityKind::Person,
                EntityLabel::Organization => EntityKind::Organization,
                EntityLabel::Gpe | EntityLabel::Location | EntityLabel::Facility => EntityKind::Place,
                EntityLabel::Norp => EntityKind::Group,
                EntityLabel::Event => EntityKind::Event,
                EntityLabel::WorkOfArt | EntityLabel::Law => EntityKind::Document,
                EntityLabel::Product => EntityKind::Thing,
                _ => continue,
            };
            let Some(range) = self.trim(entity.tokens.clone()) else { continue };
            // A name that consists of titles only is a noun phrase: "the Vice President".
            if range.clone().all(|index| self.is_title(index)) || self.inside_role(&range) {
                continue;
            }
            let person = self.person_after_office(&range, kind).or_else(|| self.with_family_name(&range, kind));
            let (range, kind) = match person {
                Some(person) => (person, EntityKind::Person),
                None => (range.clone(), self.by_its_nouns(&range, kind)),
            };
            self.name(range, Some(kind), false);
        }
    }

    /// Whether a name is part of the title of a person found before: "director of National Intelligence John Ratcliffe".
    fn inside_role(&self, range: &Range<usize>) -> bool {
        self.found.iter().any(|mention| {
            let role = mention.role.as_ref();
            role.is_some_and(|role| role.start as usize <= range.start && range.end <= role.end as usize)
        })
    }

    /// The person at the end of a name that the recognizer cut out of a title: "National Intelligence Avril Haines"
    /// after "Director of".
    fn person_after_office(&self, range: &Range<usize>, kind: EntityKind) -> Option<Range<usize>> {
        let office = kind == EntityKind::Organization
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
    fn with_family_name(&self, range: &Range<usize>, kind: EntityKind) -> Option<Range<usize>> {
        let tokens = self.sentence.tokens();
        let (start, family) = (range.start, range.end);
        let given = range.len() == 1
            && kind != EntityKind::Person
            && tokens[start].dep == Dep::Compound
            && tokens[start].head == family
            && self.knowledge.gazetteer().given_name(&tokens[start].text).is_some()
            && self.knowledge.gazetteer().lookup(&tokens[start].text).next().is_none();
        let name = tokens.get(family).is_some_and(|token| token.pos == Pos::Propn) && self.capitalised(family);
        let common = ["organization-nouns", "place-nouns", "event-nouns", "document-nouns", "organization-suffixes"];
        let alone = given && name && self.sentence.entity_at(family).is_none() && !self.taken[family];
        let surname = alone && !common.iter().any(|list| self.knowledge.is_in(list, self.lower(family)));
        surname.then_some(start..family + 1)
    }

    /// What a long name is by the common nouns in it, where the recognizer takes it for a person's: "JOINT STATEMENT ON
    /// …".
    fn by_its_nouns(&self, range: &Range<usize>, kind: EntityKind) -> EntityKind {
        if kind != EntityKind::Person || range.len() < 2 {
            return kind;
        }
        let last = self.lower(range.end - 1);
        let ends = ["organization-nouns", "words-of-media"].iter().any(|list| self.knowledge.is_in(list, last));
        let given = self.knowledge.gazetteer().given_name(&self.sentence.tokens()[range.start].text).is_some();
        if range.len() == 2 {
            return if ends && !given { EntityKind::Organization } else { kind };
        }
        let holds = |list: &str| range.clone().any(|index| self.knowledge.is_in(list, self.lower(index)));
        if holds("document-nouns") {
            EntityKind::Document
        } else if holds("organization-nouns") {
            EntityKind::Organization
        } else {
            kind
        }
    }

    /// Leaves out what the recognizer takes into a name but is none of it: determiners, "'s", quotes, "then-".
    fn trim(&self, mut range: Range<usize>) -> Option<Range<usize>> {
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
        // "Trump on Election Day" is a name and a time; "Council on Foreign Relations" is one name.
        if range.len() > 2
            && matches!(&*tokens[range.start + 1].lower, "on" | "at" | "in" | "after" | "before" | "during")
        {
            let body = self.knowledge.is_in("organization-nouns", &tokens[range.start].lower);
            if tokens[range.start].pos == Pos::Propn && !body {
                range.end = range.start + 1;
            }
        }
        let any = range.clone().any(|index| tokens[index].text.chars().any(char::is_alphabetic));
        (any && !range.is_empty()).then_some(range)
    }

    /// Adds a name, with the titles at and before its start cut off.
    fn name(&mut self, mut range: Range<usize>, kind: Option<EntityKind>, guessed: bool) {
        let tokens = self.sentence.tokens();
        let whole = words(self.sentence, range.clone());
        let mut sense = self.sense(&whole);
        // "Donald Trump's" joined with what follows, "Biden administration": the recognizer's types are kept as they are.
        let mut kind = match sense {
            Some(Sense::Name(id)) => Some(self.knowledge.gazetteer().entry(id).kind),
            Some(Sense::Capital(_)) => Some(EntityKind::Place),
            Some(Sense::Citizen(_) | Sense::People(_) | Sense::Adjective(_)) => Some(EntityKind::Group),
            None => kind,
        };
        let mut gender = Gender::Unknown;
        let mut role = None;
        if kind == Some(EntityKind::Person) && range.len() == 1 {
            range.start = self.with_given_name(range.start);
        }
        let leader = kind == Some(EntityKind::Person);
        if (sense.is_none() || leader) && !matches!(kind, Some(EntityKind::Event | EntityKind::Document)) {
            // Titles that the recognizer counts with the name: "President Donald Trump".
            let start = range.start;
            let mut cut = range.start;
            // "St. Petersburg" is a town.
            let saint = matches!(self.lower(range.start).trim_end_matches('.'), "st" | "saint");
            let place = saint && kind == Some(EntityKind::Place);
            while cut + 1 < range.end && self.is_title(cut) && !place {
                cut += 1;
            }
            let person = kind == Some(EntityKind::Person) || cut > start || (self.titled(start) && !place);
            if person && cut > start && self.capitalised(cut) {
                range.start = cut;
                kind = Some(EntityKind::Person);
                sense = self.sense(&words(self.sentence, range.clone()));
            }
            if person
                && let Some(before) = self.role_before(range.start)
                && (self.role_makes_person(before.clone()) || kind == Some(EntityKind::Person))
            {
                kind = Some(EntityKind::Person);
                gender = self.gender_of_titles(before.clone());
                role = Some(before.start as u32..before.end as u32);
            }
        }
        if kind == Some(EntityKind::Person) && gender == Gender::Unknown {
            let first = &tokens[range.start].text;
            if range.len() > 1 {
                gender = self.knowledge.gazetteer().given_name(first).unwrap_or_default();
            }
        }
        if range.clone().any(|index| self.taken[index]) {
            return;
        }
        let head = self.head_of(range.clone());
        // "The Islamic ministry" is a noun phrase, whatever the recognizer takes it for.
        let common = tokens[head].pos == Pos::Noun && !tokens[head].text.chars().any(char::is_uppercase);
        let body = matches!(kind, Some(EntityKind::Organization))
            && self.knowledge.is_in("organization-nouns", &tokens[head].lower);
        if sense.is_none() && role.is_none() && common && body {
            return;
        }
        // A demonym that modifies a noun speaks of that noun: "Iranian officials".
        let adjective = matches!(sense, Some(Sense::Adjective(_) | Sense::Citizen(_)))
            || (kind == Some(EntityKind::Group) && tokens[head].pos == Pos::Adj);
        let modifies = matches!(tokens[head].dep, Dep::Amod | Dep::Compound | Dep::Nmod | Dep::Npadvmod | Dep::Acomp);
        if adjective && (modifies || tokens[head].pos == Pos::Adj) {
            return;
        }
        for index in range.clone() {
            self.taken[index] = true;
        }
        let plural = matches!(tokens[head].tag, Tag::Nnps | Tag::Nns) || matches!(sense, Some(Sense::People(_)));
        let number = match kind {
            Some(EntityKind::Person | EntityKind::Country) => Number::Singular,
            Some(EntityKind::Group) => Number::Plural,
            _ if plural => Number::Unknown,
            _ => Number::Singular,
        };
        self.found.push(Mention {
            sentence: self.number,
            head: head as u32,
            tokens: range.start as u32..range.end as u32,
            form: Form::Name,
            kind,
            number,
            gender,
            sense,
            role,
            guessed,
        });
    }

    /// The start of a name whose given name the recognizer left out: "Andrii Derkach".
    fn with_given_name(&self, start: usize) -> usize {
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

    /// What the gazetteer takes a name for, a leading "the" and "US" aside.
    fn sense(&self, name: &str) -> Option<Sense> {
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

    /// Runs of proper nouns that nobody has typed.
    pub(super) fn capitalised_names(&mut self) {
        let tokens = self.sentence.tokens();
        // Dates and amounts are no names, whatever their letters.
        let mut counted = vec![false; tokens.len()];
        for entity in &self.sentence.entities {
            let date = !matches!(
                entity.label,
                EntityLabel::Person | EntityLabel::Organization | EntityLabel::Gpe | EntityLabel::Location
            );
            for index in entity.tokens.clone().filter(|&index| date && index < tokens.len()) {
                counted[index] = true;
            }
        }
        let mut index = 0;
        while index < tokens.len() {
            let start = index;
            while index < tokens.len()
                && tokens[index].pos == Pos::Propn
                && !self.taken[index]
                && tokens[index].text.chars().any(char::is_alphabetic)
                && !counted[index]
            {
                index += 1;
            }
            if index == start {
                index += 1;
                continue;
            }
            // Proper nouns that only modify a noun or a name are part of that: "the Biden campaign", "President Putin".
            let head = self.head_of(start..index);
            let modifies = matches!(tokens[head].dep, Dep::Compound | Dep::Amod | Dep::Nmod);
            let titles = (start..index).all(|index| self.is_title(index));
            if !modifies && !titles && self.capitalised(start) {
                self.name(start..index, None, true);
            }
        }
    }
}
