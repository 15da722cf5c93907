//! Names: those of the recognizer, those of the gazetteer and runs of proper nouns, with the titles before them cut off.

use std::ops::Range;

use super::super::EntityKind;
use super::super::gazetteer::{Gender, Sense};
use super::super::list::{List, Lists};
use super::{Detector, Form, Mention, Number, words};
use crate::syntax::{Dep, EntityLabel, NamedEntity, Pos, Tag, Token};

impl Detector<'_> {
    pub(super) fn named_entities(&mut self) {
        // People first: the titles before them may hold what the recognizer takes for a body of its own.
        let sentence = self.sentence;
        let is_person = |entity: &&NamedEntity| entity.label == EntityLabel::Person;
        let people = sentence.entities.iter().filter(is_person);
        let others = sentence.entities.iter().filter(|entity| !is_person(entity));
        for entity in people.chain(others) {
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
            let Some(mut range) = self.trim(entity.tokens.clone()) else { continue };
            if kind == EntityKind::Organization {
                range.end = self.end_of_first(&range);
            }
            // A name that consists of titles only is a noun phrase: "the Vice President".
            let title = range.clone().all(|index| self.is_title(index)) || self.names_an_office(&range);
            // A heading in capitals does not tell where a name ends.
            let heading = range.len() > 3 && range.len() < self.sentence.len() && self.in_capitals();
            let headline = kind == EntityKind::Organization && self.is_headline(&range);
            if title || heading || headline || self.inside_role(&range) || self.is_common(&range, kind) {
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

    /// Adds a name, with the titles at and before its start cut off.
    pub(super) fn name(&mut self, range: Range<usize>, kind: Option<EntityKind>, guessed: bool) {
        let sense = self.sense(&words(self.sentence, range.clone()));
        self.name_with(range, sense, kind, guessed);
    }

    /// The same of words of which it is known what the gazetteer takes them for.
    pub(super) fn name_with(
        &mut self,
        mut range: Range<usize>,
        mut sense: Option<Sense>,
        kind: Option<EntityKind>,
        guessed: bool,
    ) {
        let tokens = self.sentence.tokens();
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
        if kind == Some(EntityKind::Person) {
            let end = self.with_suffix(range.end);
            if end > range.end {
                range.end = end;
                sense = self.sense(&words(self.sentence, range.clone()));
            }
        }
        let leader = kind == Some(EntityKind::Person);
        if (sense.is_none() || leader) && !matches!(kind, Some(EntityKind::Event | EntityKind::Document)) {
            // Titles that the recognizer counts with the name: "President Donald Trump".
            let start = range.start;
            let mut cut = range.start;
            // "St. Petersburg" is a town, and "General Electric" a company.
            let saint = matches!(self.lower(range.start).trim_end_matches('.'), "st" | "saint");
            let rank = kind == Some(EntityKind::Organization)
                && !guessed
                && self.knowledge.is_in(List::Titles, self.lower(range.start))
                && self.knowledge.gazetteer().given_name(&tokens[(range.start + 1).min(range.end - 1)].text).is_none();
            let whole = saint || rank;
            while cut + 1 < range.end && self.is_title(cut) && !whole {
                cut += 1;
            }
            let person = kind == Some(EntityKind::Person) || cut > start || (self.titled(start) && !whole);
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
        let people = kind == Some(EntityKind::Group) || self.is_people(head);
        if people && self.is_some_of_all(head, range.start) {
            return;
        }
        // "The VP Spokesman" is whoever has that office.
        let office = range.len() > 1 && self.knowledge.is_in(List::RoleNouns, self.lower(range.end - 1));
        if sense.is_none() && kind != Some(EntityKind::Person) && role.is_none() && office {
            return;
        }
        // "The Islamic ministry" is a noun phrase, whatever the recognizer takes it for.
        let common = tokens[head].pos == Pos::Noun && !tokens[head].text.chars().any(char::is_uppercase);
        let body = matches!(kind, Some(EntityKind::Organization))
            && self.knowledge.is_in(List::OrganizationNouns, &tokens[head].lower);
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
            lists: Lists::default(),
            guessed,
        });
    }

    /// Whether a word is the name of a people, party or faith.
    pub(super) fn is_people(&self, index: usize) -> bool {
        self.sentence.entity_at(index).is_some_and(|entity| entity.label == EntityLabel::Norp)
    }

    /// Whether the words around the name of a people or party say that only some of it are meant, who are a group of their
    /// own: "six Iranians", "prominent Americans", "the Democrats who voted for it".
    fn is_some_of_all(&self, head: usize, start: usize) -> bool {
        let tokens = self.sentence.tokens();
        if !matches!(tokens[head].tag, Tag::Nns | Tag::Nnps) {
            return false;
        }
        self.sentence.children(head).any(|child| match tokens[child].dep {
            Dep::Nummod | Dep::Amod => child < start || child > head,
            Dep::Det => matches!(&*tokens[child].lower, "some" | "several" | "many" | "few" | "these" | "those"),
            Dep::Relcl | Dep::Acl => {
                let first = self.sentence.subtree(child).first().copied().unwrap_or(child);
                first > head && !matches!(&*tokens[first - 1].text, "," | "–" | "—" | "--" | "(")
            }
            _ => false,
        })
    }

    /// Whether the sentence has no small letter.
    fn in_capitals(&self) -> bool {
        !self.sentence.tokens().iter().any(|token| token.text.contains(char::is_lowercase))
    }

    /// Whether all words begin with capitals but the small ones: "Montenegro Court Finds Two Guilty of Plot to Topple It".
    fn in_title_case(&self) -> bool {
        let tokens = self.sentence.tokens();
        let small = |token: &Token| {
            !token.text.starts_with(char::is_lowercase)
                || matches!(token.pos, Pos::Adp | Pos::Det | Pos::Cconj | Pos::Part | Pos::Sconj)
        };
        let ends = tokens.last().is_some_and(|last| matches!(&*last.text, "." | "!" | ":" | ";"));
        let verb = || tokens.iter().any(|token| matches!(token.pos, Pos::Verb | Pos::Aux));
        !ends && tokens.iter().all(small) && verb()
    }

    /// Runs of proper nouns that nobody has typed.
    pub(super) fn capitalised_names(&mut self) {
        let tokens = self.sentence.tokens();
        // Dates and amounts are no names, whatever their letters.
        let counted = |index: usize| {
            let entity = self.sentence.entity_at(index);
            entity.is_some_and(|entity| {
                !matches!(
                    entity.label,
                    EntityLabel::Person | EntityLabel::Organization | EntityLabel::Gpe | EntityLabel::Location
                )
            })
        };
        // A heading in capitals does not tell names from other words, nor does one in the capitals of titles.
        if tokens.len() > 3 && (self.in_capitals() || self.in_title_case()) {
            return;
        }
        let mut index = 0;
        while index < tokens.len() {
            let start = index;
            while index < tokens.len()
                && tokens[index].pos == Pos::Propn
                && !self.taken[index]
                && tokens[index].text.chars().any(char::is_alphabetic)
                && !counted(index)
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
            let common = self.is_common(&(start..index), EntityKind::Thing) || self.names_an_office(&(start..index));
            if !modifies && !titles && !common && self.capitalised(start) {
                // A lone "Bank" may be somebody's surname, a "Government" is none.
                let known = index - start > 1 || self.knowledge.is_in(List::GenericBodies, self.lower(start));
                // "Minn.", "S.C."
                let short = index - start == 1 && tokens[start].text.ends_with('.');
                let state =
                    short && self.knowledge.is_in(List::StateAbbreviations, &tokens[start].lower.replace('.', ""));
                let kind = if known { self.kind_by_noun(index - 1) } else { state.then_some(EntityKind::Place) };
                self.name(start..index, kind, true);
            }
        }
    }

    /// Leaves out names inside the titles of people found after them: "Army" of "Army chief Pervez Musharraf".
    pub(super) fn drop_parts_of_roles(&mut self) {
        let roles: Vec<Range<u32>> = self.found.iter().filter_map(|mention| mention.role.clone()).collect();
        self.found.retain(|mention| {
            let inside = |role: &Range<u32>| role.start <= mention.tokens.start && mention.tokens.end <= role.end;
            mention.sense.is_some() || !roles.iter().any(inside)
        });
    }
}
