//! Pronouns and noun phrases, with the number, sex and kind that their own words tell.

use super::super::EntityKind;
use super::super::gazetteer::Gender;
use super::super::list::{List, Lists};
use super::super::name::lowered;
use super::nouns::{Nature, nature};
use super::{Detector, Form, Mention, Number};
use crate::syntax::{Dep, Pos, Tag};

impl Detector<'_> {
    pub(super) fn pronouns(&mut self) {
        for (index, token) in self.sentence.tokens().iter().enumerate() {
            let personal = matches!(token.tag, Tag::Prp | Tag::PrpPoss);
            // "that" is a relative pronoun only where it fills a slot of a relative clause.
            let relative = matches!(token.tag, Tag::Wp | Tag::Wdt | Tag::WpPoss);
            let abbreviation = matches!(&*token.text, "US" | "IT" | "WHO");
            if self.taken[index] || (!personal && !relative) || abbreviation {
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
                lists: Lists::default(),
                guessed: false,
            });
        }
    }

    pub(super) fn noun_phrases(&mut self) {
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

    fn phrase(&self, head: usize) -> Mention {
        let tokens = self.sentence.tokens();
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
        // "Party (VP) Spokesperson": what a bracket closes is none of the phrase.
        let closed = (start..head).rev().find(|&index| matches!(&*tokens[index].text, ")" | "]" | "-RRB-"));
        start = closed.map_or(start, |index| index + 1).min(head);
        let determiner = self
            .sentence
            .children(head)
            .find(|&child| child < head && matches!(tokens[child].dep, Dep::Det | Dep::Poss));
        let definite = determiner.is_some_and(|child| {
            tokens[child].dep == Dep::Poss
                || matches!(&*tokens[child].lower, "the" | "this" | "that" | "these" | "those")
        });
        let Nature { kind, plural, noun, lists: of_noun } = nature(self.knowledge, self.sentence, head);
        let kind = if plural && noun == head && self.is_people(head) { EntityKind::Group } else { kind };
        let lists = if noun == head { of_noun } else { self.knowledge.lists(&lowered(&tokens[head].lemma)) };
        let gender = if of_noun.hold(List::MaleNouns) {
            Gender::Male
        } else if of_noun.hold(List::FemaleNouns) {
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
            lists,
            guessed: false,
        }
    }
}
