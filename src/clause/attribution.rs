//! Who says so, where that stands beside a clause: "according to X", ", officials say,", "in the words of X".

use crate::syntax::{Dep, EntityLabel, Sentence};

use super::model::Clauses;
use super::predicate::verb_group;
use super::subject;
use super::words::{Classes, Words};

/// Who says so, and the words that make it a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// The head of the noun phrase that names the source; absent in "it is said that".
    pub head: Option<usize>,
    /// The words that make it a source.
    pub cue: Vec<usize>,
    /// The verb or noun of saying.
    pub verb: Option<usize>,
}

/// The source that stands beside the clause of `predicate`.
pub(crate) fn beside(sentence: &Sentence, words: &Words, clauses: &Clauses, predicate: usize) -> Option<Source> {
    let tokens = sentence.tokens();
    let clause = clauses.of(predicate)?;
    for oblique in &clause.obliques {
        let first = &*tokens[oblique.preposition[0]].lower;
        if matches!(first, "according" | "per") {
            return Some(Source {
                head: oblique.objects.first().copied(),
                cue: oblique.preposition.clone(),
                verb: None,
            });
        }
        if let Some(source) =
            for_somebody(sentence, words, clause.subjects.first().copied(), &oblique.preposition, &oblique.objects)
        {
            return Some(source);
        }
        if let Some(source) = in_the_words_of(sentence, &oblique.preposition, &oblique.objects) {
            return Some(source);
        }
    }
    let verb = sentence.children(predicate).find(|&child| is_parenthesis(sentence, words, clauses, child))?;
    let speaker = subject::own(sentence, verb)?;
    Some(Source { head: Some(speaker), cue: verb_group(sentence, verb), verb: Some(verb) })
}

/// Whether a clause is a parenthesis: a verb of saying with a subject and nothing said of its own.
pub(crate) fn is_parenthesis(sentence: &Sentence, words: &Words, clauses: &Clauses, verb: usize) -> bool {
    let tokens = sentence.tokens();
    let hangs = matches!(tokens[verb].dep, Dep::Parataxis | Dep::Advcl | Dep::Ccomp | Dep::Dep);
    let says = words.verb(&tokens[verb].lemma).any(Classes::REPORTING | Classes::CLAIMING | Classes::FINDING)
        || &*tokens[verb].lemma == "make";
    let Some(said) = clauses.of(verb).filter(|_| hangs && says && subject::own(sentence, verb).is_some()) else {
        return false;
    };
    let marked = sentence.children(verb).any(|c| matches!(tokens[c].dep, Dep::Mark) && &*tokens[c].lower != "as");
    let bare = said.objects.is_empty() && said.content.is_none() && said.attributes.is_empty() && !marked;
    let as_said = sentence.children(verb).any(|c| &*tokens[c].lower == "as");
    // "as the report makes clear"
    let clear = sentence.child(verb, Dep::Acomp).is_some_and(|adjective| &*tokens[adjective].lower == "clear");
    let bare = bare || (as_said && clear && &*tokens[verb].lemma == "make");
    // "as these are calculated by the moon": what is found of them is no report of theirs.
    let found_of = said.passive && !subject::is_it(sentence, verb);
    bare && !found_of && (tokens[verb].dep == Dep::Parataxis || as_said || is_set_off(sentence, verb))
}

/// Whether a comma or dash stands before the clause of a parenthesis.
fn is_set_off(sentence: &Sentence, verb: usize) -> bool {
    let first = sentence.subtree(verb)[0];
    first > 0 && matches!(&*sentence.tokens()[first - 1].text, "," | "–" | "—" | "-" | "(")
}

/// "For the experts, Tehran seeks …": before the subject and set off by a comma, "for" names whose view it is.
fn for_somebody(
    sentence: &Sentence,
    words: &Words,
    subject: Option<usize>,
    preposition: &[usize],
    objects: &[usize],
) -> Option<Source> {
    let tokens = sentence.tokens();
    let (&[first], Some(subject), Some(&head)) = (preposition, subject, objects.first()) else { return None };
    let speaks = words.noun(&tokens[head].lemma).any(Classes::SPEAKER_NOUN)
        || sentence.entity_at(head).is_some_and(|entity| entity.label == EntityLabel::Person);
    let comma = (head + 1..subject).any(|i| &*tokens[i].text == ",");
    (&*tokens[first].lower == "for" && first < subject && first <= 1 && speaks && comma).then(|| Source {
        head: Some(head),
        cue: vec![first],
        verb: None,
    })
}

/// "in the words of X", "in X's view".
fn in_the_words_of(sentence: &Sentence, preposition: &[usize], objects: &[usize]) -> Option<Source> {
    let tokens = sentence.tokens();
    let &object = objects.first()?;
    let viewpoint =
        matches!(&*tokens[object].lemma, "word" | "view" | "opinion" | "account" | "estimation" | "telling");
    if !viewpoint || !matches!(&*tokens[preposition[0]].lower, "in" | "by") {
        return None;
    }
    let owner = subject::possessors(sentence, object).and_then(|owners| owners.first().copied());
    let of =
        sentence.children(object).find(|&c| &*tokens[c].lower == "of").and_then(|of| sentence.child(of, Dep::Pobj));
    owner.or(of).map(|head| Source { head: Some(head), cue: vec![preposition[0], object], verb: None })
}
