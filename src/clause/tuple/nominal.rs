//! What nouns tell without a verb: "Anna Berg, a lawyer", "former minister Anna Berg".

use crate::clause::phrase::whole;
use crate::clause::words::{Classes, Words};
use crate::syntax::{Dep, EntityLabel, Pos, Sentence, Tag};

use super::Tuple;
use super::part::tidied;

/// The relation of a place to the one it lies in: "Dayton, Ohio".
const IS_IN: &str = "is in";

/// Adds a tuple for every apposition that a comma, dash or bracket sets off.
pub(super) fn appositions(sentence: &Sentence, found: &mut Vec<Tuple>) {
    let tokens = sentence.tokens();
    for index in 0..sentence.len() {
        let head = tokens[index].head;
        if tokens[index].dep != Dep::Appos || tokens[head].pos == Pos::Num || head > index {
            continue;
        }
        let mark = (head + 1..index).find(|&i| matches!(&*tokens[i].text, "," | "(" | "-" | "–" | "—"));
        let Some(mark) = mark else { continue };
        let kinds = (kind(sentence, head), kind(sentence, index));
        let Some(relation) = implied(sentence, head, kinds, &tokens[mark].text) else { continue };
        let first: Vec<usize> = whole(sentence, head).into_iter().filter(|&i| i < mark).collect();
        let (first, second) = (tidied(sentence, first), tidied(sentence, whole(sentence, index)));
        if second.len() == 1 && relation != IS_IN {
            continue;
        }
        // "a friend, Matthew Rick": what is said is said of the one named.
        let (first, second) =
            if is_indefinite(sentence, head) && kinds.1 == Kind::Name { (second, first) } else { (first, second) };
        found.push(Tuple {
            first,
            relation: Vec::new(),
            implied: Some(relation),
            second,
            confidence: crate::clause::confidence::APPOSITION,
        });
    }
}

/// What an apposition says of the noun before it, by what the two stand for; nothing where the two are members of a list.
fn implied(sentence: &Sentence, head: usize, kinds: (Kind, Kind), mark: &str) -> Option<&'static str> {
    match kinds {
        (Kind::Place, Kind::Place) if mark == "," => Some(IS_IN),
        (Kind::Place | Kind::Name, Kind::Place | Kind::Name) | (Kind::Sum, Kind::Sum) if mark != "(" => None,
        (Kind::Sum, _) => Some("is"),
        _ => Some(being(sentence, head)),
    }
}

/// Adds a tuple for every person whose name comes after what he or she is: "former minister Anna Berg".
pub(super) fn titles(sentence: &Sentence, words: &Words, found: &mut Vec<Tuple>) {
    let tokens = sentence.tokens();
    for entity in sentence.entities.iter().filter(|entity| entity.label == EntityLabel::Person) {
        let Some(head) = entity.tokens.clone().find(|&i| !entity.tokens.contains(&tokens[i].head)) else { continue };
        let mut title: Vec<usize> = whole(sentence, head);
        title.retain(|&i| i < entity.tokens.start && tokens[i].tag != Tag::Dt);
        let Some(&last) = title.last() else { continue };
        let lemma = tokens[last].lemma.to_lowercase();
        let is_role = words.noun(&lemma).any(Classes::PERSON_NOUN | Classes::OFFICE_NOUN);
        // "President Lee" is how somebody is called rather than what is said of somebody.
        if is_role && last + 1 == entity.tokens.start && (title.len() > 1 || tokens[last].pos == Pos::Noun) {
            let name = entity.tokens.clone().filter(|&i| tokens[i].dep != Dep::Case);
            found.push(Tuple {
                first: name.collect(),
                relation: Vec::new(),
                implied: Some("is"),
                second: tidied(sentence, title),
                confidence: crate::clause::confidence::TITLE,
            });
        }
    }
}

/// What an appositive noun stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Place,
    Name,
    Sum,
    Other,
}

/// What a noun names, or whether it counts something; "the bank" names nothing.
fn kind(sentence: &Sentence, head: usize) -> Kind {
    use EntityLabel::{Cardinal, Gpe, Location, Money, Percent, Person, Quantity};
    let label = sentence.entity_at(head).map(|entity| entity.label);
    match label {
        Some(Money | Percent | Quantity | Cardinal) => Kind::Sum,
        Some(Person) => Kind::Name,
        _ if sentence.tokens()[head].pos != Pos::Propn || sentence.child(head, Dep::Det).is_some() => Kind::Other,
        Some(Gpe | Location) => Kind::Place,
        _ => Kind::Name,
    }
}

/// Whether a noun brings in something new: "a friend", "another firm".
fn is_indefinite(sentence: &Sentence, head: usize) -> bool {
    sentence.child(head, Dep::Det).is_some_and(|det| matches!(&*sentence.tokens()[det].lower, "a" | "an" | "another"))
}

/// The form of "be" that agrees with a noun in number; what an apposition says holds whatever the verb's tense.
fn being(sentence: &Sentence, noun: usize) -> &'static str {
    let plural =
        matches!(sentence.tokens()[noun].tag, Tag::Nns | Tag::Nnps) || sentence.child(noun, Dep::Conj).is_some();
    if plural { "are" } else { "is" }
}
