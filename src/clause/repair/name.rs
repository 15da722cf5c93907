//! Names and their titles.

use std::borrow::Cow;

use crate::syntax::{Dep, EntityLabel, Pos, Sentence, Tag};

/// "Former Vice President Joe Biden": without a comma the name is the head and the title its modifier.
pub(super) fn titles_before_names(sentence: &mut Cow<Sentence>) {
    for title in 0..sentence.len() {
        let tokens = sentence.tokens();
        let token = &tokens[title];
        if !matches!(token.pos, Pos::Noun | Pos::Propn) {
            continue;
        }
        let Some(name) = sentence.child(title, Dep::Appos) else { continue };
        let person = sentence.entity_at(name).is_some_and(|entity| entity.label == EntityLabel::Person);
        let first = sentence.children(name).next().map_or(name, |child| child.min(name));
        if !person || first != title + 1 || token.head == title {
            continue;
        }
        let mut changes = vec![(name, token.head, token.dep), (title, name, Dep::Compound)];
        for child in sentence.children(title).filter(|&c| c != name) {
            let stays = matches!(tokens[child].dep, Dep::Compound | Dep::Amod) && child < title;
            if !stays {
                changes.push((child, name, tokens[child].dep));
            }
        }
        sentence.to_mut().reattach(&changes);
    }
}

/// "Lester Wheatly, chair of the group, says": a person's name that opens a clause and stands before a description
/// between commas is the subject, and the description its apposition.
///
/// The parser often takes the description for the subject and finds the name some adverbial's place.
pub(super) fn name_before_description(sentence: &mut Cow<Sentence>) {
    for entity in 0..sentence.entities.len() {
        let tokens = sentence.tokens();
        let found = &sentence.entities[entity];
        if found.label != EntityLabel::Person {
            continue;
        }
        let (first, name) = (found.tokens.start, found.tokens.end - 1);
        let verb = tokens[name].head;
        let adverbial = matches!(tokens[name].dep, Dep::Npadvmod | Dep::Advmod | Dep::Dep | Dep::Nmod);
        let opens = first == 0 || matches!(tokens[first - 1].pos, Pos::Punct | Pos::Cconj | Pos::Sconj);
        if !adverbial || !opens || verb <= name || tokens.get(name + 1).is_none_or(|t| &*t.text != ",") {
            continue;
        }
        let Some(description) = sentence.child(verb, Dep::Nsubj).filter(|&subject| subject > name) else { continue };
        let phrase = sentence.subtree(description);
        let follows = phrase.first() == Some(&(name + 2));
        let closes =
            phrase.last().is_some_and(|&last| [last, last + 1].iter().any(|&i| i < verb && &*tokens[i].text == ","));
        if !follows || !closes || !matches!(tokens[description].pos, Pos::Noun | Pos::Propn) {
            continue;
        }
        let mut changes = vec![(name, verb, Dep::Nsubj), (description, name, Dep::Appos)];
        changes.extend((first..name).filter(|&i| tokens[i].head == verb).map(|i| (i, name, Dep::Compound)));
        let lemma = tokens[name].text.to_string();
        let sentence = sentence.to_mut();
        sentence.reattach(&changes);
        sentence.retag(name, Tag::Nnp, Pos::Propn, &lemma);
    }
}

/// "the chief economist at Ausveg, Ian James, says": a person is no apposition of a firm or a country, so the name
/// goes with the noun for somebody that these belong to.
pub(super) fn person_beside_organization(sentence: &mut Cow<Sentence>) {
    for name in 0..sentence.len() {
        let tokens = sentence.tokens();
        if tokens[name].dep != Dep::Appos {
            continue;
        }
        let label = |i: usize| sentence.entity_at(i).map(|entity| entity.label);
        let body = tokens[name].head;
        let belongs = matches!(label(body), Some(EntityLabel::Organization | EntityLabel::Gpe))
            && tokens[body].dep == Dep::Pobj
            && body < name;
        if label(name) != Some(EntityLabel::Person) || !belongs {
            continue;
        }
        let office = tokens[tokens[body].head].head;
        if tokens[office].pos == Pos::Noun && label(office).is_none() && office < body && tokens[office].tag == Tag::Nn
        {
            sentence.to_mut().reattach(&[(name, office, Dep::Appos)]);
        }
    }
}
