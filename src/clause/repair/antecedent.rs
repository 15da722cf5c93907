//! Relative clauses about something written that hang on the last noun inside its phrase.

use std::borrow::Cow;

use crate::clause::predicate::is_passive;
use crate::clause::subject;
use crate::clause::words::{Classes, Words};
use crate::syntax::{Dep, Pos, Sentence};

/// "a report by the ministry, which was released on Friday", "e-mails to voters that purported to be from a club", "a
/// statement on the strike in which he said": who and where something written comes from or goes to is not what is
/// said or published.
pub(super) fn relative_of_the_document(sentence: &mut Cow<Sentence>, words: &Words) {
    for verb in 2..sentence.len() {
        let tokens = sentence.tokens();
        let noun = tokens[verb].head;
        if tokens[verb].dep != Dep::Relcl || noun > verb || is_document(sentence, words, noun) {
            continue;
        }
        let class = words.verb(&tokens[verb].lemma);
        let says = class.any(Classes::REPORTING | Classes::CLAIMING);
        let fits = match subject::own(sentence, verb).filter(|&subject| is_relative(sentence, subject)) {
            Some(subject) if &*tokens[subject].lower == "that" => {
                let person = words.noun(&tokens[noun].lemma).any(Classes::PERSON_NOUN) && tokens[noun].pos == Pos::Noun;
                let place = words.noun(&tokens[noun].lemma).any(Classes::PLACE_NOUN);
                person || (says && place)
            }
            Some(_) => is_passive(sentence, verb) && class.any(Classes::PUBLISHING),
            None => says && said_in(sentence, verb),
        };
        if !fits {
            continue;
        }
        if let Some(document) = above(sentence, noun, |above| is_document(sentence, words, above)) {
            sentence.to_mut().reattach(&[(verb, document, Dep::Relcl)]);
        }
    }
}

/// Whether a noun is something written.
fn is_document(sentence: &Sentence, words: &Words, noun: usize) -> bool {
    let tokens = sentence.tokens();
    // "E-mails" are three words to the tokenizer.
    let mail = || {
        &*tokens[noun].lemma == "mail" && noun > 1 && &*tokens[noun - 1].text == "-" && &*tokens[noun - 2].lower == "e"
    };
    tokens[noun].pos == Pos::Noun && (words.noun(&tokens[noun].lemma).any(Classes::DOCUMENT_NOUN) || mail())
}

fn is_relative(sentence: &Sentence, pronoun: usize) -> bool {
    matches!(&*sentence.tokens()[pronoun].lower, "that" | "which")
}

/// Whether somebody says something "in which" the relative clause tells.
fn said_in(sentence: &Sentence, verb: usize) -> bool {
    let tokens = sentence.tokens();
    sentence.children(verb).any(|preposition| {
        &*tokens[preposition].lower == "in"
            && sentence.child(preposition, Dep::Pobj).is_some_and(|which| &*tokens[which].lower == "which")
    })
}

/// The nearest fitting noun of the phrase that a noun is part of, or the object before it: "sent emails to voters".
fn above(sentence: &Sentence, noun: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
    let tokens = sentence.tokens();
    let mut at = noun;
    for _ in 0..8 {
        let head = tokens[at].head;
        let preposition = matches!(tokens[at].dep, Dep::Prep | Dep::Dative);
        let inside = preposition || matches!(tokens[at].dep, Dep::Pobj | Dep::Conj | Dep::Dobj | Dep::Acl);
        if head >= at || !inside {
            return None;
        }
        // "Regarding" is a preposition.
        if tokens[head].pos == Pos::Verb && !matches!(tokens[head].dep, Dep::Acl | Dep::Prep) {
            let object = sentence.child(head, Dep::Dobj).filter(|&object| preposition && object < at)?;
            let counted = || sentence.child(sentence.child(object, Dep::Prep)?, Dep::Pobj);
            return Some(object).filter(|&object| fits(object)).or_else(|| counted().filter(|&noun| fits(noun)));
        }
        if fits(head) {
            return Some(head);
        }
        at = head;
    }
    None
}
