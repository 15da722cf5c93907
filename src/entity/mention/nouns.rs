//! What a noun says of what it speaks of: its kind, and whether it is one or many.
//!
//! In comes a sentence and the head of a phrase, out goes what the phrase is. Heads that only say which or how many are
//! what they are a part of: "one of its leaders" is a person, "thousands of fans" are people.

use super::super::list::{List, Lists};
use super::super::name::lowered;
use super::super::{EntityKind, Knowledge};
use crate::syntax::{Dep, Pos, Sentence, Tag, Token};

/// What a phrase is by its head.
pub(in super::super) struct Nature {
    pub kind: EntityKind,
    pub plural: bool,
    /// The noun that says so.
    pub noun: usize,
    /// The word lists that hold its lemma.
    pub lists: Lists,
}

/// What a phrase with this head is.
pub(in super::super) fn nature(knowledge: &Knowledge, sentence: &Sentence, head: usize) -> Nature {
    let tokens = sentence.tokens();
    let noun = whole(knowledge, sentence, head).unwrap_or(head);
    let token = &tokens[noun];
    let single = noun != head && knowledge.is_in(List::SingleParts, &tokens[head].lower);
    let letters = token.text.strip_suffix('s').unwrap_or_default();
    let abbreviations = letters.len() > 1 && letters.chars().all(char::is_uppercase);
    let plural = !single
        && (matches!(token.tag, Tag::Nns | Tag::Nnps)
            || abbreviations
            || matches!(&*token.lower, "people" | "police" | "troops" | "media"));
    let lists = knowledge.lists(&lowered(&token.lemma));
    let kind = match kind(knowledge, sentence, noun, lists, plural) {
        // "No one" is tagged as a noun.
        EntityKind::Thing if noun == head => nature_of_pronoun(knowledge, sentence, head),
        kind => kind,
    };
    Nature { kind, plural, noun, lists }
}

/// The noun after "of" where the head only says which or how many: "fans" of "thousands of fans", "some of the fans".
fn whole(knowledge: &Knowledge, sentence: &Sentence, head: usize) -> Option<usize> {
    let tokens = sentence.tokens();
    let fits = |&noun: &usize| matches!(tokens[noun].pos, Pos::Noun | Pos::Propn);
    after_of(sentence, head).filter(fits).filter(|_| is_part(knowledge, &tokens[head]))
}

/// Whether a word only says which or how many: "some", "thousands", "3".
fn is_part(knowledge: &Knowledge, token: &Token) -> bool {
    token.pos == Pos::Num
        || knowledge.is_in(List::QuantityNouns, &lowered(&token.lemma))
        || knowledge.is_in(List::Parts, &token.lower)
}

/// What stands after the "of" of a phrase.
fn after_of(sentence: &Sentence, head: usize) -> Option<usize> {
    let of = sentence.child(head, Dep::Prep).filter(|&of| &*sentence.tokens()[of].lower == "of")?;
    sentence.child(of, Dep::Pobj)
}

/// The noun that the name of a phrase ends with, where its head alone tells nothing: "leaders" of "one of Iran's most
/// influential leaders", "Democrats" of "tens of thousands of Democrats"; `None` where the head is name enough, or where
/// there is nothing to name ("some of them").
pub(in super::super) fn end_of_part(knowledge: &Knowledge, sentence: &Sentence, head: usize) -> Option<usize> {
    let tokens = sentence.tokens();
    let mut end = head;
    for _ in 0..3 {
        let token = &tokens[end];
        let portion = || is_part(knowledge, token) || knowledge.is_in(List::PortionNouns, &lowered(&token.lemma));
        let after = after_of(sentence, end).filter(|&noun| noun > end && tokens[noun].pos != Pos::Pron);
        let Some(noun) = after.filter(|_| portion()) else { break };
        end = noun;
    }
    let one_phrase = end - head <= LONGEST_PART && tokens[head..end].iter().all(|token| !is_break(&token.lower));
    (end > head && one_phrase).then_some(end)
}

/// The most words that the name of a part goes on for after its head.
const LONGEST_PART: usize = 12;

/// Whether a word parts two phrases.
fn is_break(word: &str) -> bool {
    matches!(word, "," | ";" | ":" | "(" | ")" | "[" | "]" | "-lrb-" | "-rrb-" | "–" | "—" | "--")
}

fn kind(knowledge: &Knowledge, sentence: &Sentence, noun: usize, of_lemma: Lists, plural: bool) -> EntityKind {
    let token = &sentence.tokens()[noun];
    let mut lists = of_lemma;
    if token.lemma != token.lower {
        lists = lists.or(knowledge.lists(&token.lower));
    }
    // "Russian Hackers", whose lemma is as it is written.
    if let Some(one) = token.lower.strip_suffix('s').filter(|_| token.tag == Tag::Nnps) {
        lists = lists.or(knowledge.lists(one));
    }
    let knows = |list: List| lists.hold(list);
    let (one, many) = (EntityKind::Person, EntityKind::Group);
    if knows(List::PersonNouns) || knows(List::KnownPeople) {
        if plural { many } else { one }
    } else if knows(List::CountryNouns) {
        EntityKind::Country
    } else if knows(List::DocumentNouns) {
        EntityKind::Document
    } else if knows(List::OrganizationNouns) && !is_no_body(knowledge, sentence, noun) {
        if plural && &*token.lower != "media" { many } else { EntityKind::Organization }
    } else if knows(List::PlaceNouns) {
        EntityKind::Place
    } else if knows(List::EventNouns) && !(knows(List::Ballots) && (plural || owned(sentence, noun))) {
        EntityKind::Event
    } else if knows(List::GroupsOfPeople) || (plural && knowledge.gazetteer().demonym(&token.text).is_some()) {
        many
    } else {
        EntityKind::Thing
    }
}

/// Whether the word before says that it is no body: "social media".
fn is_no_body(knowledge: &Knowledge, sentence: &Sentence, noun: usize) -> bool {
    let tokens = sentence.tokens();
    noun > 0 && knowledge.is_in(List::NoBodies, &format!("{} {}", tokens[noun - 1].lower, tokens[noun].lower))
}

/// Whether a pronoun owns it: "your vote".
fn owned(sentence: &Sentence, noun: usize) -> bool {
    sentence.child(noun, Dep::Poss).is_some_and(|owner| sentence.tokens()[owner].tag == Tag::PrpPoss)
}

/// What a pronoun or number is that stands for a phrase of its own: "anyone", "some of them", "others, who say so".
pub(in super::super) fn nature_of_pronoun(knowledge: &Knowledge, sentence: &Sentence, head: usize) -> EntityKind {
    let tokens = sentence.tokens();
    let token = &tokens[head];
    if whole(knowledge, sentence, head).is_some() {
        return nature(knowledge, sentence, head).kind;
    }
    let lists = knowledge.lists(&token.lower);
    let nobody = &*token.lower == "one" && head > 0 && &*tokens[head - 1].lower == "no";
    if lists.hold(List::Somebody) || nobody {
        return EntityKind::Person;
    }
    if lists.hold(List::Everybody) {
        return EntityKind::Group;
    }
    let counts = lists.hold(List::Parts) || token.pos == Pos::Num || matches!(&*token.lower, "those" | "these");
    if !counts {
        return EntityKind::Thing;
    }
    let speaks = |verb: &Token| knowledge.is_done_by_people(&lowered(&verb.lemma));
    let says = matches!(token.dep, Dep::Nsubj) && speaks(&tokens[token.head]);
    let who = sentence.child(head, Dep::Relcl).is_some_and(|verb| {
        let subject = sentence.child(verb, Dep::Nsubj).or_else(|| sentence.child(verb, Dep::Nsubjpass));
        subject.is_some_and(|subject| &*tokens[subject].lower == "who")
    });
    match (says || who, lists.hold(List::SingleParts)) {
        (true, true) => EntityKind::Person,
        (true, false) => EntityKind::Group,
        (false, _) => EntityKind::Thing,
    }
}
