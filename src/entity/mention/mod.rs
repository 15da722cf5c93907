//! Mentions: the places in a document where somebody or something is spoken of.
//!
//! In come sentences, out go mentions in the order of the text: names (with the titles before them cut off and kept),
//! pronouns and noun phrases, each with its head, number, gender and kind as far as its own words tell. Which mentions
//! speak of the same thing is left to [`naming`](super::naming), [`description`](super::description) and
//! [`pronoun`](super::pronoun).

mod bounds;
mod known;
mod names;
mod nouns;
mod phrases;
mod places;
mod titles;

use std::ops::Range;

use arcstr::ArcStr;
use rustc_hash::FxHashSet;

pub(super) use self::nouns::{end_of_part, nature_of_pronoun};
pub(super) use self::places::Places;
use super::gazetteer::{EntryId, Gazetteer, Gender, Sense};
use super::list::Lists;
use super::{EntityKind, Knowledge};
use crate::statement::TokenAt;
use crate::syntax::{Dep, Pos, Sentence, Token};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// Of a noun phrase, the word lists that hold the lemma of its head.
    pub lists: Lists,
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
    let tokens = &sentence.tokens()[range];
    let mut text = String::with_capacity(tokens.iter().map(|token| token.text.len() + 1).sum());
    for (index, token) in tokens.iter().enumerate() {
        text.push_str(&token.text);
        if token.space_after && index + 1 < tokens.len() {
            text.push(' ');
        }
    }
    text
}

/// Finds the mentions of a document, sentence by sentence and in the order of their heads.
///
/// One step goes over all sentences before the next begins: the code of all steps together is more than a processor
/// keeps at hand.
pub(super) fn detect(knowledge: &Knowledge, sentences: &[&Sentence]) -> Vec<Mention> {
    let numbered = (0..).zip(sentences);
    let mut detectors: Vec<_> = numbered.map(|(number, sentence)| Detector::new(knowledge, sentence, number)).collect();
    // Long names that are known come before what the recognizer cuts out of them.
    let steps: [fn(&mut Detector<'_>); 8] = [
        |detector| detector.pass_over_tags(),
        |detector| detector.known_names(2),
        |detector| detector.named_entities(),
        |detector| detector.known_names(1),
        |detector| detector.capitalised_names(),
        |detector| detector.drop_parts_of_roles(),
        |detector| detector.pronouns(),
        |detector| detector.noun_phrases(),
    ];
    for step in steps {
        detectors.iter_mut().for_each(step);
    }
    let mut mentions = Vec::with_capacity(detectors.iter().map(|detector| detector.found.len()).sum());
    for detector in &mut detectors {
        detector.found.sort_by_key(|mention| (mention.head, mention.tokens.start));
        mentions.append(&mut detector.found);
    }
    mentions
}

/// Adds the surnames of people named in full that the tagger takes for other words: "Trump himself", "Pena shared".
pub(super) fn recover_surnames(sentences: &[&Sentence], mentions: &mut Vec<Mention>) {
    let tokens = |mention: &Mention| &sentences[mention.sentence as usize].tokens()[mention.range()];
    let full = mentions.iter().filter(|mention| {
        mention.form == Form::Name && mention.kind == Some(EntityKind::Person) && mention.tokens.len() > 1
    });
    let surnames: FxHashSet<ArcStr> = full.filter_map(|name| Some(tokens(name).last()?.text.clone())).collect();
    let mut more = Vec::new();
    let mut next = 0;
    for (number, sentence) in (0..).zip(sentences) {
        let start = next;
        while mentions.get(next).is_some_and(|mention| mention.sentence == number) {
            next += 1;
        }
        for (index, token) in (0..).zip(sentence.tokens()) {
            let slot = matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Pobj | Dep::Poss | Dep::Conj);
            if !slot || !surnames.contains(&token.text) {
                continue;
            }
            let name = Mention {
                sentence: number,
                head: index,
                tokens: index..index + 1,
                form: Form::Name,
                kind: Some(EntityKind::Person),
                number: Number::Singular,
                gender: Gender::Unknown,
                sense: None,
                role: None,
                lists: Lists::default(),
                guessed: true,
            };
            let holds = |mention: &&mut Mention| {
                let role = mention.role.as_ref().is_some_and(|role| role.contains(&index));
                mention.tokens.contains(&index) || role
            };
            match mentions[start..next].iter_mut().find(holds) {
                None => more.push(name),
                Some(phrase) if phrase.form == Form::Indefinite && phrase.tokens == name.tokens => *phrase = name,
                Some(_) => {}
            }
        }
    }
    if !more.is_empty() {
        mentions.append(&mut more);
        mentions.sort_by_key(|mention| (mention.sentence, mention.head, mention.tokens.start));
    }
}

struct Detector<'a> {
    knowledge: &'a Knowledge,
    sentence: &'a Sentence,
    number: u32,
    /// The tokens that are part of a name.
    taken: Vec<bool>,
    /// Where the longest known name ends at the latest that begins at a token, as far as that was asked; 0 before.
    known_until: Vec<u32>,
    found: Vec<Mention>,
}

/// How many tokens the longest known name can have that begins at a token; 0 when there is none.
fn longest_known(gazetteer: &Gazetteer, tokens: &[Token], index: usize) -> usize {
    let first = super::name::token_key(&tokens[index]);
    let first = first.split(' ').next().unwrap_or_default();
    let longest = gazetteer.longest_from(first);
    if longest < 2 {
        return longest;
    }
    // "Al-Qaeda", "Office of the US Director": what counts is the next word that is written with letters.
    let next = tokens[index + 1..].iter().map(super::name::token_key).find(|key| !key.is_empty());
    let Some(second) = next else { return 1 };
    match second.split(' ').next().unwrap_or_default() {
        "us" => longest,
        second => gazetteer.longest_from_both(first, second).max(1),
    }
}

impl<'a> Detector<'a> {
    fn new(knowledge: &'a Knowledge, sentence: &'a Sentence, number: u32) -> Self {
        let (taken, known_until) = (vec![false; sentence.len()], vec![0; sentence.len()]);
        let found = Vec::with_capacity(sentence.len() / 2);
        Detector { knowledge, sentence, number, taken, known_until, found }
    }

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
}

/// The country that a mention's own words speak of: "Iranian officials", "the US president", "Iran's leader".
pub(super) fn country_of(knowledge: &Knowledge, sentence: &Sentence, range: Range<usize>) -> Option<EntryId> {
    let gazetteer = knowledge.gazetteer();
    let tokens = sentence.tokens();
    for index in range.clone() {
        // Countries are written with a capital, and so is what is said of them.
        if !tokens[index].text.starts_with(char::is_uppercase) {
            continue;
        }
        let longest = match longest_known(gazetteer, tokens, index) {
            0 => continue,
            1 => 1,
            several => several.min(4) + 1,
        };
        for end in (index + 1..=(index + longest).min(range.end)).rev() {
            let text = words(sentence, index..end);
            let found = gazetteer.lookup(&text).find_map(|sense| match sense {
                Sense::Name(id) if gazetteer.entry(id).kind == EntityKind::Country => Some(id),
                // "FBI Director", but not the party inside "Social Democratic Party".
                Sense::Name(id) if gazetteer.entry(id).kind == EntityKind::Organization && end == index + 1 => {
                    gazetteer.entry(id).country.filter(|_| !gazetteer.entry(id).is_private())
                }
                Sense::Adjective(id) | Sense::Citizen(id) | Sense::People(id) => Some(id),
                _ => None,
            });
            if found.is_some() {
                return found;
            }
        }
    }
    None
}
