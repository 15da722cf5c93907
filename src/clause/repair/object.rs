//! Objects and subjects that were taken for one, for two, or for an apposition.

use std::borrow::Cow;

use crate::syntax::{Dep, EntityLabel, Pos, Sentence, Tag};

use crate::clause::words::{Classes, Words};

/// "sent Kyiv more than 30 systems": of two objects of one verb the first receives the second, unless a comma parts
/// them; then the second is the writer's remark on the whole ("granted clemency, a decision that …").
pub(super) fn two_objects(sentence: &mut Cow<Sentence>, words: &Words) {
    for verb in 0..sentence.len() {
        let tokens = sentence.tokens();
        if tokens[verb].pos != Pos::Verb {
            continue;
        }
        let objects: Vec<usize> = sentence.children(verb).filter(|&c| tokens[c].dep == Dep::Dobj && c > verb).collect();
        let &[first, second] = &objects[..] else { continue };
        let start = sentence.subtree(second)[0];
        if start == 0 {
            continue;
        }
        let change = if &*tokens[start - 1].text == "," {
            (second, verb, Dep::Parataxis)
        } else if words.verb(&tokens[verb].lemma).any(Classes::DITRANSITIVE) {
            (first, verb, Dep::Dative)
        } else {
            continue;
        };
        sentence.to_mut().reattach(&[change]);
    }
}

/// "granted the former governor clemency": after a verb that takes two objects, a noun for somebody inside the object
/// is who receives it, not a modifier of what is received.
pub(super) fn recipient_in_object(sentence: &mut Cow<Sentence>, words: &Words) {
    for object in 0..sentence.len() {
        let tokens = sentence.tokens();
        let verb = tokens[object].head;
        let gives = tokens[object].dep == Dep::Dobj && object > verb && tokens[object].pos == Pos::Noun;
        // "elected the former minister chairman": who is named, and what.
        let names = matches!(&*tokens[verb].lemma, "elect" | "appoint" | "name" | "nominate" | "declare" | "crown")
            && words.noun(&tokens[object].lemma).any(Classes::PERSON_NOUN | Classes::OFFICE_NOUN);
        if !gives
            || !(names || words.verb(&tokens[verb].lemma).any(Classes::DITRANSITIVE))
            || sentence.child(verb, Dep::Dative).is_some()
        {
            continue;
        }
        let before: Vec<usize> = sentence.children(object).filter(|&c| c < object).collect();
        let Some(&recipient) = before.iter().find(|&&c| is_recipient(sentence, words, c)) else { continue };
        // What is given may have a number or adjective, but no determiner: that one is the recipient's.
        let opens =
            |&c: &usize| matches!(tokens[c].dep, Dep::Det | Dep::Poss) && c < recipient && &*tokens[c].lower != "no";
        // "buy the voter rolls": one thing, where the verb rather takes one object and nothing parts the two nouns.
        let parted = (recipient + 1..object).any(|i| tokens[i].dep == Dep::Amod) || tokens[recipient].tag == Tag::Nns;
        let gives_away = matches!(
            &*tokens[verb].lemma,
            "allow" | "award" | "deny" | "give" | "grant" | "lend" | "offer" | "owe" | "promise" | "refuse"
        );
        if !names && !gives_away && !parted && tokens[recipient].pos != Pos::Pron {
            continue;
        }
        let pronoun = tokens[recipient].pos == Pos::Pron;
        if !pronoun && !before.iter().any(opens) && !sentence.children(recipient).any(|c| opens(&c)) {
            continue;
        }
        let mut changes: Vec<(usize, usize, Dep)> =
            before.iter().filter(|&&c| c < recipient).map(|&c| (c, recipient, tokens[c].dep)).collect();
        if names {
            changes.extend([(recipient, verb, Dep::Dobj), (object, verb, Dep::Oprd)]);
        } else {
            changes.push((recipient, verb, Dep::Dative));
        }
        let plural = tokens[recipient].lower.ends_with('s') && tokens[recipient].pos == Pos::Adj;
        let sentence = sentence.to_mut();
        sentence.reattach(&changes);
        if plural {
            let lemma = sentence.tokens()[recipient].lower.trim_end_matches('s').to_owned();
            sentence.retag(recipient, Tag::Nns, Pos::Noun, &lemma);
        }
    }
}

/// Whether a modifier of a noun names somebody who can receive: a noun for a person or body, or any plural.
fn is_recipient(sentence: &Sentence, words: &Words, index: usize) -> bool {
    let token = &sentence.tokens()[index];
    if !matches!(token.dep, Dep::Compound | Dep::Nmod | Dep::Amod) {
        return false;
    }
    if token.pos == Pos::Pron && matches!(&*token.lower, "me" | "us" | "him" | "them" | "you" | "her" | "it") {
        return true;
    }
    let class = Classes::PERSON_NOUN | Classes::ORGANIZATION_NOUN;
    let somebody = matches!(token.tag, Tag::Nn | Tag::Nns) && words.noun(&token.lemma).any(class);
    // British spellings are often taken for adjectives: "its neighbours new equipment".
    let plural = token.pos == Pos::Adj && token.lower.ends_with("rs") && token.lower.len() > 4;
    let next = sentence.tokens().get(index + 1).is_some_and(|next| next.dep == Dep::Case);
    (somebody || plural) && !next
}

/// "the port authority, the state firm and several members": three phrases with their own determiners are a list;
/// an apposition has a comma after it, or the joined noun behind it no determiner ("a lawyer and activist").
pub(super) fn list_read_as_apposition(sentence: &mut Cow<Sentence>) {
    for second in 0..sentence.len() {
        let tokens = sentence.tokens();
        let first = tokens[second].head;
        if tokens[second].dep != Dep::Appos || second < first {
            continue;
        }
        let Some(and) = sentence.child(second, Dep::Cc) else { continue };
        let Some(third) = sentence.child(second, Dep::Conj).filter(|&third| third > and) else { continue };
        let start = sentence.subtree(second)[0];
        let determined = |noun: usize| {
            tokens[noun].pos == Pos::Propn
                || sentence.children(noun).any(|c| {
                    matches!(tokens[c].dep, Dep::Det | Dep::Poss | Dep::Nummod)
                        || matches!(&*tokens[c].lower, "several" | "many" | "other" | "numerous")
                })
        };
        let parted = start > 0 && &*tokens[start - 1].text == ",";
        let named = tokens[first].pos == Pos::Propn && tokens[second].pos != Pos::Propn;
        let joins = matches!(&*tokens[and].lower, "and" | "or") && &*tokens[and - 1].text != ",";
        // "business with the authority, the firm and …": a bare noun begins no list of phrases with determiners.
        let inner = sentence.child(first, Dep::Prep).and_then(|preposition| sentence.child(preposition, Dep::Pobj));
        let list = inner.filter(|&inner| !determined(first) && inner < second).unwrap_or(first);
        if parted && joins && !named && determined(third) && determined(second) {
            sentence.to_mut().reattach(&[(second, list, Dep::Conj)]);
        }
    }
}

/// "Ivan Petrov, the owner of the club, and his wife": an apposition ends at its comma, so what "and" joins behind
/// that comma goes with the name.
pub(super) fn joined_behind_apposition(sentence: &mut Cow<Sentence>) {
    for third in 3..sentence.len() {
        let tokens = sentence.tokens();
        let second = tokens[third].head;
        let first = tokens[second].head;
        if tokens[third].dep != Dep::Conj || tokens[second].dep != Dep::Appos || third < second || second < first {
            continue;
        }
        let and = sentence.children(second).find(|&c| tokens[c].dep == Dep::Cc && c > second && c < third);
        let opens = sentence.subtree(second)[0];
        let set_off = opens > 0 && &*tokens[opens - 1].text == ",";
        let Some(and) = and.filter(|&and| set_off && &*tokens[and - 1].text == "," && and > second) else { continue };
        sentence.to_mut().reattach(&[(third, first, Dep::Conj), (and, first, Dep::Cc)]);
    }
}

/// "Judy West, a spokeswoman for the union, and Jed Brown": a person behind ", and" is joined to the person that the
/// apposition is about, not to the body inside it.
pub(super) fn person_behind_apposition(sentence: &mut Cow<Sentence>) {
    for third in 4..sentence.len() {
        let tokens = sentence.tokens();
        let inner = tokens[third].head;
        let person = |i: usize| sentence.entity_at(i).is_some_and(|entity| entity.label == EntityLabel::Person);
        if tokens[third].dep != Dep::Conj || tokens[inner].dep != Dep::Pobj || !person(third) || person(inner) {
            continue;
        }
        let second = tokens[tokens[inner].head].head;
        let first = tokens[second].head;
        let and = sentence.children(inner).find(|&c| tokens[c].dep == Dep::Cc && c > inner && c < third);
        let Some(and) = and.filter(|&and| &*tokens[and - 1].text == ",") else { continue };
        if tokens[second].dep == Dep::Appos && first < second && second < inner && person(first) {
            sentence.to_mut().reattach(&[(third, first, Dep::Conj), (and, first, Dep::Cc)]);
        }
    }
}

/// "were given blankets by the Red Cross", "was divided in two by the heirs": behind a passive verb "by" tells who acts,
/// also after an object, a number or a place.
pub(super) fn agent_behind_object(sentence: &mut Cow<Sentence>, words: &Words) {
    for by in 1..sentence.len() {
        let tokens = sentence.tokens();
        let noun = tokens[by].head;
        let above = tokens[noun].head;
        let fits = &*tokens[by].lower == "by" && tokens[by].dep == Dep::Prep && sentence.child(by, Dep::Pobj).is_some();
        let verb = match tokens[noun].dep {
            Dep::Dobj => above,
            Dep::Pobj if tokens[above].dep == Dep::Prep && made_by_nobody(sentence, words, noun) => tokens[above].head,
            _ => continue,
        };
        if !fits || noun > by || sentence.child(verb, Dep::Auxpass).is_none() {
            continue;
        }
        if sentence.child(verb, Dep::Agent).is_none() {
            sentence.to_mut().reattach(&[(by, verb, Dep::Agent)]);
        }
    }
}

/// Whether a noun is nothing that somebody makes or does: a number or a place.
fn made_by_nobody(sentence: &Sentence, words: &Words, noun: usize) -> bool {
    let token = &sentence.tokens()[noun];
    let place = sentence.entity_at(noun).is_some_and(|e| matches!(e.label, EntityLabel::Gpe | EntityLabel::Location));
    token.tag == Tag::Cd || place || (token.pos == Pos::Noun && words.noun(&token.lemma).any(Classes::PLACE_NOUN))
}

/// "A photo shows Petrov and his wife": behind the verb and beside a subject before it, a second one is the object.
pub(super) fn subject_behind_the_verb(sentence: &mut Cow<Sentence>) {
    for second in 2..sentence.len() {
        let tokens = sentence.tokens();
        let verb = tokens[second].head;
        let behind = tokens[second].dep == Dep::Nsubj && verb < second && tokens[verb].pos == Pos::Verb;
        if !behind || matches!(tokens[second].pos, Pos::Pron | Pos::Det) {
            continue;
        }
        let first = sentence.children(verb).find(|&c| tokens[c].dep == Dep::Nsubj && c < verb);
        let complete = sentence.children(verb).any(|c| matches!(tokens[c].dep, Dep::Dobj | Dep::Ccomp | Dep::Attr));
        let finite = matches!(tokens[verb].tag, Tag::Vbd | Tag::Vbz | Tag::Vbp);
        if first.is_some() && !complete && finite {
            sentence.to_mut().reattach(&[(second, verb, Dep::Dobj)]);
        }
    }
}

/// "The army, the police and the guard have": a verb has one subject, so two with a comma between are a list.
pub(super) fn two_subjects(sentence: &mut Cow<Sentence>) {
    for verb in 0..sentence.len() {
        let tokens = sentence.tokens();
        let subjects: Vec<usize> = sentence
            .children(verb)
            .filter(|&c| matches!(tokens[c].dep, Dep::Nsubj | Dep::Nsubjpass) && c < verb)
            .collect();
        let &[first, second] = &subjects[..] else { continue };
        let start = sentence.subtree(second)[0];
        let end = sentence.subtree(first).last().copied().unwrap_or(first);
        let list = start == end + 2 && &*tokens[end + 1].text == "," && sentence.child(second, Dep::Conj).is_some();
        if list && tokens[first].pos != Pos::Pron {
            sentence.to_mut().reattach(&[(second, first, Dep::Conj)]);
        }
    }
}

/// "stayed for less than a year": the only noun behind a preposition is its object.
pub(super) fn measure_behind_preposition(sentence: &mut Cow<Sentence>) {
    for noun in 1..sentence.len() {
        let tokens = sentence.tokens();
        let preposition = tokens[noun].head;
        let measure = tokens[noun].dep == Dep::Npadvmod
            && preposition < noun
            && tokens[preposition].dep == Dep::Prep
            && tokens[noun].pos == Pos::Noun
            && sentence.children(preposition).len() == 1;
        if measure {
            sentence.to_mut().reattach(&[(noun, preposition, Dep::Pobj)]);
        }
    }
}
