//! Finds the clauses of a sentence, from the root down, so that what is shared is known before it is asked for.

use crate::syntax::{Dep, Pos, Sentence, Tag};

use super::argument;
use super::model::{Clause, Clauses, Governor, Link, SubjectFrom};
use super::predicate::{is_passive, is_predicate};
use super::subject;
use super::words::Words;

/// Finds every clause of the sentence; those above come before those below.
pub(crate) fn clauses(sentence: &Sentence, words: &Words) -> Clauses {
    let mut clauses = Clauses::for_sentence(sentence);
    for predicate in predicates_from_the_root(sentence) {
        let mut clause = Clause {
            predicate,
            passive: is_passive(sentence, predicate),
            subjects: Vec::new(),
            subject_from: SubjectFrom::Nowhere,
            agents: Vec::new(),
            objects: Vec::new(),
            recipients: Vec::new(),
            attributes: Vec::new(),
            obliques: Vec::new(),
            adverbials: Vec::new(),
            content: None,
            governor: governor(sentence, predicate),
        };
        argument::collect(sentence, words, &mut clause);
        subject::resolve(sentence, words, &clauses, &mut clause);
        clauses.push(clause);
    }
    argument::share_objects(sentence, words, &mut clauses);
    clauses
}

/// The predicates in the order of a walk from the root, level by level.
fn predicates_from_the_root(sentence: &Sentence) -> Vec<usize> {
    let mut queue: Vec<usize> = (0..sentence.len()).filter(|&i| sentence.tokens()[i].head == i).collect();
    let mut next = 0;
    while next < queue.len() {
        queue.extend(sentence.children(queue[next]));
        next += 1;
    }
    queue.retain(|&index| is_predicate(sentence, index));
    queue
}

/// What the clause hangs on, and how.
fn governor(sentence: &Sentence, predicate: usize) -> Option<Governor> {
    let tokens = sentence.tokens();
    let token = &tokens[predicate];
    if token.head == predicate {
        return None;
    }
    let head = token.head;
    let mark = sentence.children(predicate).find(|&c| {
        (tokens[c].dep == Dep::Mark && &*tokens[c].lower != "that")
            || (tokens[c].dep == Dep::Advmod && tokens[c].tag == Tag::Wrb)
    });
    let infinitive = has_to(sentence, predicate);
    let has_subject = subject::own(sentence, predicate).is_some();
    let on_noun = !matches!(tokens[head].pos, Pos::Verb | Pos::Aux);
    let link = match token.dep {
        Dep::Ccomp if on_noun && !matches!(tokens[head].pos, Pos::Adj | Pos::Adv) => Link::NounContent,
        Dep::Ccomp => match (infinitive, mark) {
            // "asked X to do": the parser gives the object to the infinitive.
            (true, _) => Link::Controlled,
            // "help us populate": a bare infinitive.
            (false, None) if has_subject && is_bare_infinitive(sentence, predicate) => Link::Controlled,
            _ => Link::Content,
        },
        // "is difficult to think": the adjective governs the infinitive, also where the tree hangs both on "is".
        Dep::Xcomp if infinitive && &*tokens[head].lemma == "be" => {
            let adjective = sentence.child(head, Dep::Acomp).filter(|&adjective| adjective < predicate);
            return Some(Governor { token: adjective.unwrap_or(head), link: Link::Controlled });
        }
        Dep::Xcomp => Link::Controlled,
        Dep::Conj => Link::Joined,
        // "steps to undermine": an infinitive without a subject, whatever the parser calls it.
        Dep::Relcl if infinitive && !has_subject && on_noun => Link::NounInfinitive,
        Dep::Relcl => Link::Relative,
        Dep::Acl if infinitive => Link::NounInfinitive,
        Dep::Acl if has_subject => Link::NounContent,
        Dep::Acl => Link::Participle,
        Dep::Pcomp => {
            // "instead of paying", "far from ending": the adverb only leads the preposition.
            let mut outer = tokens[head].head;
            while matches!(tokens[outer].pos, Pos::Adv | Pos::Adp) && tokens[outer].head != outer {
                outer = tokens[outer].head;
            }
            return Some(Governor { token: outer, link: Link::Gerund(head) });
        }
        // "inappropriate for the bank to lend", and else what something is done for.
        Dep::Advcl if infinitive && mark.is_some_and(|mark| &*tokens[mark].lower == "for") => {
            let adjective = if tokens[head].pos == Pos::Adj { Some(head) } else { sentence.child(head, Dep::Acomp) };
            let asks =
                matches!(&*tokens[head].lemma, "call" | "push" | "press" | "appeal" | "plead" | "campaign" | "ask");
            match adjective {
                Some(adjective) => return Some(Governor { token: adjective, link: Link::Controlled }),
                // "calls for the government to act"
                None if asks && has_subject => Link::Controlled,
                None => Link::Purpose,
            }
        }
        Dep::Advcl => match (mark, infinitive, has_subject) {
            (Some(mark), _, _) => Link::Adverbial(mark),
            (None, true, _) => Link::Purpose,
            (None, false, false) => Link::Accompanying,
            (None, false, true) => Link::Other,
        },
        Dep::Parataxis => Link::Other,
        _ => Link::Other,
    };
    Some(Governor { token: head, link })
}

/// Whether the verb is an infinitive with "to".
pub(crate) fn has_to(sentence: &Sentence, predicate: usize) -> bool {
    let tokens = sentence.tokens();
    sentence.children(predicate).any(|c| tokens[c].dep == Dep::Aux && tokens[c].tag == Tag::To)
}

/// Whether the verb is a bare infinitive under a verb that takes one: "help us *populate*", "let him *go*".
fn is_bare_infinitive(sentence: &Sentence, predicate: usize) -> bool {
    let tokens = sentence.tokens();
    let bare = !sentence.children(predicate).any(|c| matches!(tokens[c].dep, Dep::Aux | Dep::Auxpass | Dep::Mark));
    let above = &*tokens[tokens[predicate].head].lemma;
    tokens[predicate].tag == Tag::Vb && bare && matches!(above, "help" | "let" | "make" | "have")
}
