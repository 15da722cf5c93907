//! Mentions: the places in a document where somebody or something is spoken of.
//!
//! In come sentences, out go mentions in the order of the text: names (with the titles before them cut off and kept),
//! pronouns and noun phrases, each with its head, number, gender and kind as far as its own words tell. Which mentions
//! speak of the same thing is left to [`naming`](super::naming), [`description`](super::description) and
//! [`pronoun`](super::pronoun).

use std::ops::Range;

use super::gazetteer::{EntryId, Gender, Sense};
use super::{EntityKind, Knowledge};
use crate::statement::TokenAt;
use crate::syntax::{Dep, EntityLabel, Pos, Sentence, Tag};

/// How a mention is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// By a name.
    Name,
    /// By "he", "its", "themselves", "who".
    Pronoun,
    /// By a noun phrase with "the", "this" or a possessor.
    Definite,
    /// By any other noun phrase.
    Indefinite,
}

/// One or many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    Singular,
    Plural,
    Unknown,
}

/// One mention.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub sentence: u32,
    /// The head token.
    pub head: u32,
    /// The tokens: of a name, without titles; of a noun phrase, from its first modifier to its head.
    pub tokens: Range<u32>,
    pub form: Form,
    pub kind: Option<EntityKind>,
    pub number: Number,
    pub gender: Gender,
    /// What the gazetteer takes the words for.
    pub sense: Option<Sense>,
    /// The words before a name that say what its bearer is: `FBI Director`.
    pub role: Option<Range<u32>>,
    /// Whether it was used as a name only because its words begin with capitals.
    pub guessed: bool,
}

impl Mention {
    pub(super) fn at(&self) -> TokenAt {
        TokenAt { sentence: self.sentence, token: self.head }
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.tokens.start as usize..self.tokens.end as usize
    }
}

/// The words of a range of tokens, as written.
pub(super) fn words(sentence: &Sentence, range: Range<usize>) -> String {
    let mut text = String::new();
    let tokens = &sentence.tokens()[range];
    for (index, token) in tokens.iter().enumerate() {
        text.push_str(&token.text);
        if token.space_after && index + 1 < tokens.len() {
            text.push(' ');
        }
    }
    text
}

/// Finds the mentions of one sentence, in the order of their heads.
pub(super) fn detect(knowledge: &Knowledge, sentence: &Sentence, number: u32) -> Vec<Mention> {
    let mut detector = Detector { knowledge, sentence, number, taken: vec![false; sentence.len()], found: Vec::new() };
    // Long names that are known come before what the recognizer cuts out of them.
    detector.known_names(2);
    detector.named_entities();
    detector.known_names(1);
    detector.capitalised_names();
    detector.pronouns();
    detector.noun_phrases();
    detector.found.sort_by_key(|mention| (mention.head, mention.tokens.start));
    detector.found
}

struct Detector<'a> {
    knowledge: &'a Knowledge,
    sentence: &'a Sentence,
    number: u32,
    /// The tokens that are part of a name.
    taken: Vec<bool>,
    found: Vec<Mention>,
}

impl Detector<'_> {
    fn lower(&self, index: usize) -> &str {
        &self.sentence.tokens()[index].lower
    }

    fn capitalised(&self, index: usize) -> bool {
        self.sentence.tokens()[index].text.chars().next().is_some_and(char::is_uppercase)
    }

    /// The token of a range on which the others hang.
    fn head_of(&self, range: Range<usize>) -> usize {
        let tokens = self.sentence.tokens();
        let last = range.end - 1;
        range
            .clone()
            .rev()
            .find(|&index| {
                let head = tokens[index].head;
                (head == index || !range.contains(&head)) && tokens[index].pos != Pos::Punct
            })
            .unwrap_or(last)
    }

    fn named_entities(&mut self) {
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
            let (range, kind) = match self.person_after_office(&range, kind) {
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

    /// What a long name is by the common nouns in it, where the recognizer takes it for a person's: "JOINT STATEMENT ON
    /// …".
    fn by_its_nouns(&self, range: &Range<usize>, kind: EntityKind) -> EntityKind {
        if kind != EntityKind::Person || range.len() < 3 {
            return kind;
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
                || matches!(&*token.lower, "then" | "former" | "ex" | "late" | "the" | "mid" | "anti" | "pro");
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
        let found = self.knowledge.gazetteer().lookup(name).next();
        if found.is_none() {
            // "Office of the US Director of National Intelligence".
            if let Some((before, after)) = name.split_once(" US ").or_else(|| name.split_once(" U.S. ")) {
                return self.knowledge.gazetteer().lookup(&format!("{before} {after}")).next();
            }
        }
        found
    }

    /// Whether the gazetteer has a name, "US" inside it aside: "Office of the US Director of National Intelligence".
    fn known(&self, range: Range<usize>) -> bool {
        self.sense(&words(self.sentence, range)).is_some()
    }

    fn is_title(&self, index: usize) -> bool {
        let word = self.lower(index).trim_end_matches('.');
        let lists = ["male-titles", "female-titles", "titles", "role-nouns"];
        let known = lists.iter().any(|list| self.knowledge.is_in(list, word));
        let first_part = matches!(
            word,
            "prime" | "vice" | "supreme" | "foreign" | "deputy" | "acting" | "interim" | "chief" | "first" | "grand"
        ) && index + 1 < self.sentence.len()
            && lists.iter().any(|list| self.knowledge.is_in(list, self.lower(index + 1)));
        known || first_part
    }

    fn titled(&self, start: usize) -> bool {
        start > 0 && self.is_title(start - 1)
    }

    /// The words just before a name that say what its bearer is, if there are any: from the first modifier to the
    /// word before the name.
    fn role_before(&self, start: usize) -> Option<Range<usize>> {
        let tokens = self.sentence.tokens();
        let mut first = start;
        let mut has_role = false;
        while first > 0 && start - first < 12 {
            let index = first - 1;
            let token = &tokens[index];
            let word = token.lower.trim_end_matches('.');
            let role = self.is_title(index);
            let inside = match token.pos {
                Pos::Propn => true,
                Pos::Noun => {
                    role || (has_role && self.capitalised(index))
                        || matches!(
                            word,
                            "vice"
                                | "deputy"
                                | "co"
                                | "state"
                                | "opposition"
                                | "government"
                                | "party"
                                | "defense"
                                | "defence"
                                | "security"
                                | "intelligence"
                                | "campaign"
                        )
                }
                Pos::Adj => has_role,
                // "Director of National Intelligence", "minister for foreign affairs".
                // "A lawyer of President Donald Trump" is another than the president.
                Pos::Adp if matches!(word, "of" | "for") => {
                    !has_role && index > 0 && self.is_title(index - 1) && first < start
                }
                Pos::Cconj | Pos::Det => has_role && index > 1 && first < start && self.of_before(index),
                Pos::Punct => {
                    &*token.text == "-"
                        && has_role
                        && index > 0
                        && matches!(self.lower(index - 1), "then" | "ex" | "co" | "vice")
                }
                Pos::Adv => matches!(word, "then") && has_role,
                Pos::Part => false,
                _ => matches!(word, "then" | "former" | "ex") && has_role,
            };
            if !inside || (self.taken[index] && !self.capitalised(index)) {
                break;
            }
            has_role |= role;
            first = index;
        }
        while first < start && matches!(tokens[first].pos, Pos::Det | Pos::Cconj | Pos::Punct | Pos::Adp) {
            first += 1;
        }
        (has_role && first < start).then_some(first..start)
    }

    /// Whether "of" or "for" after a role word stands a little before: "secretary of defense and the interior".
    fn of_before(&self, index: usize) -> bool {
        (index.saturating_sub(4)..index).any(|i| matches!(self.lower(i), "of" | "for") && i > 0 && self.is_title(i - 1))
    }

    fn role_makes_person(&self, role: Range<usize>) -> bool {
        role.clone().any(|index| self.is_title(index)) && self.is_title(role.end - 1)
    }

    fn gender_of_titles(&self, role: Range<usize>) -> Gender {
        for index in role {
            let word = self.lower(index).trim_end_matches('.');
            if self.knowledge.is_in("male-titles", word) || self.knowledge.is_in("male-nouns", word) {
                return Gender::Male;
            }
            if self.knowledge.is_in("female-titles", word) || self.knowledge.is_in("female-nouns", word) {
                return Gender::Female;
            }
        }
        Gender::Unknown
    }

    /// Names of at least so many words that the gazetteer has.
    fn known_names(&mut self, fewest: usize) {
        let tokens = self.sentence.tokens();
        let mut index = 0;
        while index < tokens.len() {
            if self.taken[index] || !self.capitalised(index) || matches!(tokens[index].pos, Pos::Pron | Pos::Det) {
                index += 1;
                continue;
            }
            let key = super::name::key(&tokens[index].text);
            let first = key.split(' ').next().unwrap_or_default();
            let longest = self.knowledge.gazetteer().longest_from(first) + 2;
            let end = (index + longest.min(12)).min(tokens.len());
            let found = (index + fewest..=end).rev().find(|&end| {
                longest > 2
                    && !self.taken[index..end].iter().any(|&taken| taken)
                    && tokens[end - 1].pos != Pos::Punct
                    && tokens[end - 1].tag != Tag::Pos
                    && self.known(index..end)
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
    fn capitalised_names(&mut self) {
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

    fn pronouns(&mut self) {
        for (index, token) in self.sentence.tokens().iter().enumerate() {
            if self.taken[index] {
                continue;
            }
            let (number, gender, kind) = match &*token.lower {
                "he" | "him" | "his" | "himself" => (Number::Singular, Gender::Male, Some(EntityKind::Person)),
                "she" | "her" | "hers" | "herself" => (Number::Singular, Gender::Female, Some(EntityKind::Person)),
                "it" | "its" | "itself" => (Number::Singular, Gender::Unknown, None),
                "they" | "them" | "their" | "theirs" | "themselves" => (Number::Plural, Gender::Unknown, None),
                "i" | "me" | "my" | "mine" | "myself" => (Number::Singular, Gender::Unknown, Some(EntityKind::Person)),
                "we" | "us" | "our" | "ours" | "ourselves" => {
                    (Number::Plural, Gender::Unknown, Some(EntityKind::Group))
                }
                "who" | "whom" | "whose" | "which" | "that" => (Number::Unknown, Gender::Unknown, None),
                _ => continue,
            };
            let personal = matches!(token.tag, Tag::Prp | Tag::PrpPoss);
            // "that" is a relative pronoun only where it fills a slot of a relative clause.
            let relative = matches!(token.tag, Tag::Wp | Tag::Wdt | Tag::WpPoss);
            let abbreviation = matches!(&*token.text, "US" | "IT" | "WHO");
            if (!personal && !relative) || abbreviation {
                continue;
            }
            self.found.push(Mention {
                sentence: self.number,
                head: index as u32,
                tokens: index as u32..index as u32 + 1,
                form: Form::Pronoun,
                kind,
                number,
                gender,
                sense: None,
                role: None,
                guessed: false,
            });
        }
    }

    fn noun_phrases(&mut self) {
        let tokens = self.sentence.tokens();
        for (index, token) in tokens.iter().enumerate() {
            let nominal = matches!(token.pos, Pos::Noun | Pos::Propn)
                || (token.pos == Pos::Num && matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Pobj));
            let modifier = matches!(token.dep, Dep::Compound | Dep::Amod | Dep::Npadvmod | Dep::Quantmod | Dep::Nummod);
            if !nominal || modifier || self.taken[index] {
                continue;
            }
            // The head of a title that stands before a name belongs to that name: "director of … John Ratcliffe".
            let titles = self.found.iter().any(|mention| {
                mention.role.as_ref().is_some_and(|role| role.contains(&(index as u32)))
                    && mention.head as usize != token.head
                    && self.sentence.child(index, Dep::Appos).is_none()
            });
            if titles {
                continue;
            }
            let phrase = self.phrase(index);
            self.found.push(phrase);
        }
    }

    /// The noun whose number a noun says: "fans" of "thousands of fans".
    fn counted(&self, head: usize) -> Option<usize> {
        let tokens = self.sentence.tokens();
        if !self.knowledge.is_in("quantity-nouns", &tokens[head].lemma.to_lowercase()) {
            return None;
        }
        let of = self.sentence.child(head, Dep::Prep).filter(|&of| &*tokens[of].lower == "of")?;
        self.sentence.child(of, Dep::Pobj).filter(|&noun| tokens[noun].pos == Pos::Noun)
    }

    fn phrase(&self, head: usize) -> Mention {
        let tokens = self.sentence.tokens();
        let token = &tokens[head];
        let first = self.sentence.children(head).take_while(|&child| child < head).find(|&child| {
            !matches!(tokens[child].dep, Dep::Punct | Dep::Cc | Dep::Preconj | Dep::Advmod | Dep::Predet | Dep::Mark)
        });
        let mut start = first.map_or(head, |child| {
            // A possessor comes with its own modifiers.
            let mut start = child;
            while let Some(left) = self.sentence.children(start).next().filter(|&left| left < start) {
                start = left;
            }
            start
        });
        if start > head {
            start = head;
        }
        let determiner = self
            .sentence
            .children(head)
            .find(|&child| child < head && matches!(tokens[child].dep, Dep::Det | Dep::Poss));
        let definite = determiner.is_some_and(|child| {
            tokens[child].dep == Dep::Poss
                || matches!(&*tokens[child].lower, "the" | "this" | "that" | "these" | "those")
        });
        // "Thousands of fans" are fans.
        let noun = &tokens[self.counted(head).unwrap_or(head)];
        let plural = matches!(noun.tag, Tag::Nns | Tag::Nnps)
            || matches!(&*noun.lower, "people" | "police" | "troops" | "media");
        let lemma = &*noun.lemma.to_lowercase();
        let knows = |list: &str| self.knowledge.is_in(list, lemma);
        let kind = if knows("person-nouns") {
            if plural { EntityKind::Group } else { EntityKind::Person }
        } else if knows("country-nouns") {
            EntityKind::Country
        } else if knows("document-nouns") {
            EntityKind::Document
        } else if knows("organization-nouns") {
            if plural { EntityKind::Group } else { EntityKind::Organization }
        } else if knows("place-nouns") {
            EntityKind::Place
        } else if knows("event-nouns") {
            EntityKind::Event
        } else if plural && self.knowledge.gazetteer().demonym(&noun.text).is_some() {
            EntityKind::Group
        } else {
            EntityKind::Thing
        };
        let gender = if knows("male-nouns") {
            Gender::Male
        } else if knows("female-nouns") {
            Gender::Female
        } else {
            Gender::Unknown
        };
        Mention {
            sentence: self.number,
            head: head as u32,
            tokens: start as u32..head as u32 + 1,
            form: if definite { Form::Definite } else { Form::Indefinite },
            kind: Some(kind),
            number: if plural { Number::Plural } else { Number::Singular },
            gender,
            sense: None,
            role: None,
            guessed: false,
        }
    }
}

/// The country that a mention's own words speak of: "Iranian officials", "the US president", "Iran's leader".
pub(super) fn country_of(knowledge: &Knowledge, sentence: &Sentence, range: Range<usize>) -> Option<EntryId> {
    let gazetteer = knowledge.gazetteer();
    let tokens = sentence.tokens();
    let mut index = range.start;
    while index < range.end {
        let longest = gazetteer.longest_from(&super::name::key(&tokens[index].text)).min(4) + 1;
        for end in (index + 1..=(index + longest).min(range.end)).rev() {
            let text = words(sentence, index..end);
            let found = gazetteer.lookup(&text).find_map(|sense| match sense {
                Sense::Name(id) if gazetteer.entry(id).kind == EntityKind::Country => Some(id),
                // "FBI Director", but not the party inside "Social Democratic Party".
                Sense::Name(id) if gazetteer.entry(id).kind == EntityKind::Organization && end == index + 1 => {
                    gazetteer.entry(id).country
                }
                Sense::Adjective(id) | Sense::Citizen(id) | Sense::People(id) => Some(id),
                _ => None,
            });
            if found.is_some() && tokens[index].text.chars().next().is_some_and(char::is_uppercase) {
                return found;
            }
        }
        index += 1;
    }
    None
}
